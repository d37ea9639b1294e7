"""Offerings, who takes part, results, awards."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from mintmark_web.adapters import clock
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Email, LocalId, Shape, Words
from mintmark_web.api.finding import found
from mintmark_web.api.paging import Page, Where, page
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope
from mintmark_web.awards import queries, services
from mintmark_web.awards.types import Given

routes = Routes("Awards")
_READ, _WRITE = Scope.AWARDS_READ, Scope.AWARDS_WRITE
_Places = Annotated[int, Field(ge=0, le=2_147_483_647)]
_Fee = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


class OfferingIn(Shape):
    """What an offering says."""

    title: Annotated[str, Field(max_length=300)] = ""
    state: str = "planned"
    starts_on: date | None = None
    ends_on: date | None = None
    apply_by: date | None = None
    places: _Places | None = None
    place: Annotated[str, Field(max_length=200)] = ""
    language: Annotated[str, Field(max_length=12)] = ""
    mode: str = ""
    fee: _Fee | None = None
    currency: Annotated[str, Field(max_length=3)] = ""


class NewOffering(OfferingIn):
    """A run of a published version."""

    version: UUID


class OfferingOut(OfferingIn):
    """An offering as it stands."""

    id: UUID
    version: UUID
    taken: int
    """How many take part."""

    @staticmethod
    def resolve_version(row: Any) -> UUID:
        """The version that is offered."""
        one: UUID = row.version_id
        return one


class NewEnrolment(Shape):
    """Who is to take part."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    email: Email
    route: Annotated[str, Field(max_length=32)] = "course"


class EnrolmentOut(Shape):
    """Who takes part, and how far they are."""

    id: UUID
    offering: UUID
    name: str
    email: str
    route: str
    state: str
    enrolled_at: datetime

    @staticmethod
    def resolve_offering(row: Any) -> UUID:
        """In which offering."""
        one: UUID = row.offering_id
        return one


class Identity(Shape):
    """How it was made sure that the learner is who they say."""

    method: Annotated[str, Field(min_length=1, max_length=100)]
    checked_on: date | None = None
    """Today if left out."""


class NewAttempt(Shape):
    """An attempt at an assessment."""

    assessment: LocalId
    formative: bool = False
    arrangement: Words = ""


class MarkIn(Shape):
    """What is given for an outcome; for the whole where `outcome` is empty."""

    outcome: LocalId = ""
    level: LocalId = ""
    score: Annotated[Decimal, Field(ge=0, le=1, max_digits=7, decimal_places=6)] | None = None
    """A share of the full mark."""
    comment: Words = ""

    def given(self) -> Given:
        """Return it as the service takes it."""
        return Given(self.outcome, self.level, self.score, self.comment)


class Marks(Shape):
    """What an assessor gives."""

    marks: Annotated[list[MarkIn], Field(max_length=200)] = []
    whole: MarkIn = MarkIn()
    grade: Annotated[str, Field(max_length=50)] = ""


class Confirmation(Shape):
    """A second assessor's word."""

    agrees: bool
    comment: Words = ""


class AttemptOut(Shape):
    """An attempt and its result."""

    id: UUID
    enrolment: UUID
    assessment: str
    formative: bool
    number: int
    state: str
    score: Decimal | None
    level: str
    grade: str
    passed: bool | None

    @staticmethod
    def resolve_enrolment(row: Any) -> UUID:
        """Whose attempt."""
        one: UUID = row.enrolment_id
        return one


class NewAward(Shape):
    """When it was achieved; today if left out."""

    awarded_on: date | None = None
    place: Annotated[str, Field(max_length=200)] = ""


class AwardOut(Shape):
    """The decision that a learner has achieved it."""

    id: UUID
    version: UUID
    name: str
    email: str
    awarded_on: date
    decided_at: datetime
    document: dict[str, Any]
    """The award as a credential will carry it."""

    @staticmethod
    def resolve_version(row: Any) -> UUID:
        """What was achieved."""
        one: UUID = row.version_id
        return one


@routes("GET", "/offerings", "offering.see", _READ, gives=Page[OfferingOut])
def list_offerings(request: Call, where: Where) -> Any:
    """List your organisation's offerings, the latest first."""
    return page(queries.offerings(request.organisation.pk), where, "-created_at", "pk")


@routes("POST", "/offerings", "offering.edit", _WRITE, gives=OfferingOut, status=201)
def create_offering(request: Call, body: NewOffering) -> Any:
    """Plan a run of a published version."""
    made = services.create_offering(request.actor, request.organisation, **body.dict())
    return _offering(request, made.pk)


@routes("GET", "/offerings/{uuid:offering_id}", "offering.see", _READ, gives=OfferingOut)
def read_offering(request: Call, offering_id: UUID) -> Any:
    """Read an offering."""
    return _offering(request, offering_id)


@routes("PATCH", "/offerings/{uuid:offering_id}", "offering.edit", _WRITE, gives=OfferingOut)
def edit_offering(request: Call, offering_id: UUID, body: OfferingIn) -> Any:
    """Change what an offering says; what is left out stays."""
    offering = _offering(request, offering_id)
    services.edit_offering(request.actor, offering, **body.dict(exclude_unset=True))
    return _offering(request, offering_id)


@routes(
    "GET",
    "/offerings/{uuid:offering_id}/enrolments",
    "offering.see",
    _READ,
    gives=Page[EnrolmentOut],
)
def list_enrolments(request: Call, offering_id: UUID, where: Where) -> Any:
    """List who takes part, by name."""
    return page(queries.enrolments(_offering(request, offering_id)), where, "name", "pk")


@routes(
    "POST",
    "/offerings/{uuid:offering_id}/enrolments",
    "enrolment.edit",
    _WRITE,
    gives=EnrolmentOut,
    status=201,
)
def create_enrolment(request: Call, offering_id: UUID, body: NewEnrolment) -> Any:
    """Enrol a learner. They are told by e-mail."""
    return services.enrol(request.actor, _offering(request, offering_id), **body.dict())


@routes("GET", "/enrolments/{uuid:enrolment_id}", "offering.see", _READ, gives=EnrolmentOut)
def read_enrolment(request: Call, enrolment_id: UUID) -> Any:
    """Read an enrolment."""
    return _enrolment(request, enrolment_id)


@routes(
    "POST",
    "/enrolments/{uuid:enrolment_id}/withdraw",
    "enrolment.withdraw",
    _WRITE,
    gives=EnrolmentOut,
)
def withdraw_enrolment(request: Call, enrolment_id: UUID) -> Any:
    """End a learner's part in an offering. Marks and evidence stay."""
    return services.withdraw(request.actor, _enrolment(request, enrolment_id))


@routes(
    "POST",
    "/enrolments/{uuid:enrolment_id}/identity",
    "enrolment.edit",
    _WRITE,
    gives=EnrolmentOut,
)
def check_identity(request: Call, enrolment_id: UUID, body: Identity) -> Any:
    """Record that a learner's identity was checked."""
    return services.check_identity(
        request.actor,
        _enrolment(request, enrolment_id),
        method=body.method,
        checked_on=body.checked_on or clock.now().date(),
    )


@routes(
    "GET", "/enrolments/{uuid:enrolment_id}/attempts", "offering.see", _READ, gives=list[AttemptOut]
)
def list_attempts(request: Call, enrolment_id: UUID) -> Any:
    """List a learner's attempts with their results."""
    return queries.attempts(_enrolment(request, enrolment_id))


@routes(
    "POST",
    "/enrolments/{uuid:enrolment_id}/attempts",
    "attempt.open",
    _WRITE,
    gives=AttemptOut,
    status=201,
)
def create_attempt(request: Call, enrolment_id: UUID, body: NewAttempt) -> Any:
    """Open an attempt at an assessment."""
    return services.open_attempt(request.actor, _enrolment(request, enrolment_id), **body.dict())


@routes("POST", "/attempts/{uuid:attempt_id}/marks", "attempt.mark", _WRITE, gives=AttemptOut)
def mark_attempt(request: Call, attempt_id: UUID, body: Marks) -> Any:
    """Mark an attempt, outcome by outcome or as a whole."""
    return services.mark(
        request.actor,
        _attempt(request, attempt_id),
        given=[one.given() for one in body.marks],
        whole=body.whole.given(),
        grade=body.grade,
    )


@routes("POST", "/attempts/{uuid:attempt_id}/confirm", "attempt.moderate", _WRITE, gives=AttemptOut)
def confirm_attempt(request: Call, attempt_id: UUID, body: Confirmation) -> Any:
    """Confirm a result as a second assessor, or send it back."""
    return services.moderate(request.actor, _attempt(request, attempt_id), **body.dict())


@routes(
    "POST",
    "/enrolments/{uuid:enrolment_id}/award",
    "award.decide",
    _WRITE,
    gives=AwardOut,
    status=201,
)
def create_award(request: Call, enrolment_id: UUID, body: NewAward) -> Any:
    """Award the achievement to a learner who has done all it takes."""
    return services.decide(
        request.actor,
        _enrolment(request, enrolment_id),
        awarded_on=body.awarded_on or clock.now().date(),
        place=body.place,
    )


@routes("GET", "/awards", "award.see", _READ, gives=Page[AwardOut])
def list_awards(request: Call, where: Where) -> Any:
    """List your organisation's awards, the latest first."""
    return page(queries.awards(request.organisation.pk), where, "-decided_at", "pk")


@routes("GET", "/awards/{uuid:award_id}", "award.see", _READ, gives=AwardOut)
def read_award(request: Call, award_id: UUID) -> Any:
    """Read an award."""
    return found(queries.award_of(request.organisation.pk, award_id))


def _offering(request: Call, offering_id: UUID) -> Any:
    return found(queries.offering(request.organisation.pk, offering_id))


def _enrolment(request: Call, enrolment_id: UUID) -> Any:
    return found(queries.enrolment(request.organisation.pk, enrolment_id))


def _attempt(request: Call, attempt_id: UUID) -> Any:
    return found(queries.attempt(request.organisation.pk, attempt_id))
