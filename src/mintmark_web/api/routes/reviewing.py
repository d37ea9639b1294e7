"""Reviewing: the queue, the checklist, the decision; and what follows it, publishing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from pydantic import Field

from mintmark_web.achievements import queries, services
from mintmark_web.achievements.types import Ruling as Decision
from mintmark_web.adapters import clock
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape, Words
from mintmark_web.api.finding import found
from mintmark_web.api.paging import Page, Where, page
from mintmark_web.api.routes.achievements import (
    Verdict,
    VersionOut,
    own_version,
    verdict_out,
    version_out,
)
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope

routes = Routes("Reviewing")
_READ, _WRITE = Scope.ACHIEVEMENTS_READ, Scope.ACHIEVEMENTS_WRITE
_Long = Annotated[str, Field(max_length=8_000)]


class ReviewOut(Shape):
    """A review that your organisation was asked for."""

    id: UUID
    version: UUID
    title: str
    provider: str
    kind: str
    """`internal`, or `external`: of another organisation's achievement."""
    asked_at: datetime
    decision: str
    """Empty while it is open."""
    decided_at: datetime | None

    @staticmethod
    def resolve_version(row: Any) -> UUID:
        """What is reviewed."""
        one: UUID = row.version_id
        return one

    @staticmethod
    def resolve_title(row: Any) -> str:
        """Its title."""
        text: str = row.version.title
        return text

    @staticmethod
    def resolve_provider(row: Any) -> str:
        """Whose it is."""
        name: str = row.version.achievement.organisation.name
        return name


class Point(Shape):
    """A reviewer's answer to one rule."""

    answer: Literal["", "yes", "no", "unsure"] = ""
    comment: Annotated[str, Field(max_length=1_000)] = ""


class WholeReview(Shape):
    """A review with all that the reviewer looks at."""

    review: ReviewOut
    version: VersionOut
    verdicts: list[Verdict]
    """What the frameworks say: their rules are the points of the checklist."""
    checklist: dict[str, Point]
    """The reviewer's answers by `framework/rule`."""
    reasons: str
    conditions: str
    review_due: date | None


class Answers(Shape):
    """All answers, by `framework/rule`: those that are left out are taken back."""

    checklist: Annotated[dict[str, Point], Field(max_length=2_000)]


class Remark(Shape):
    """A remark on one field (`outcomes.0.title`), or on the whole."""

    place: Annotated[str, Field(max_length=200)] = ""
    text: Annotated[str, Field(min_length=1, max_length=4_000)]


class ReviewDecision(Shape):
    """What a review ends with."""

    decision: Literal["approved", "conditions", "returned", "rejected"]
    reasons: _Long
    """Everybody can read them where you approve."""
    conditions: _Long = ""
    review_due: date | None = None
    """The day by which it is to be looked at again."""


class Withdrawal(Shape):
    """Why it is taken out of the catalogue."""

    reason: Annotated[Words, Field(min_length=1)]


@routes("GET", "/reviews", "review.see", _READ, gives=Page[ReviewOut])
def list_reviews(request: Call, where: Where) -> Any:
    """List the reviews that wait for your organisation, the oldest first."""
    rows = queries.reviews_for(request.organisation.pk, decided=False)
    return page(rows, where, "asked_at", "pk")


@routes("GET", "/reviews/decided", "review.see", _READ, gives=Page[ReviewOut])
def list_decided_reviews(request: Call, where: Where) -> Any:
    """List the reviews that your organisation decided, the latest first."""
    rows = queries.reviews_for(request.organisation.pk, decided=True)
    return page(rows, where, "-decided_at", "pk")


@routes("GET", "/reviews/{uuid:review_id}", "review.see", _READ, gives=WholeReview, cost=2)
def read_review(request: Call, review_id: UUID) -> Any:
    """Read a review: the text, what the frameworks say, the checklist."""
    return _whole(_review(request, review_id))


@routes("POST", "/reviews/{uuid:review_id}/take", "review.take", _WRITE, gives=ReviewOut)
def take_review(request: Call, review_id: UUID) -> Any:
    """Begin a review, so that others see who does it. Nobody reviews a text of their own."""
    return services.take(request.actor, _review(request, review_id))


@routes("PUT", "/reviews/{uuid:review_id}/checklist", "review.answer", _WRITE, gives=WholeReview)
def answer_checklist(request: Call, review_id: UUID, body: Answers) -> Any:
    """Keep the reviewer's own answers to the checklist."""
    review = _review(request, review_id)
    known = {
        f"{one.framework}/{finding.rule}" for one in _verdicts(review) for finding in one.findings
    }
    if unknown := sorted(set(body.checklist) - known):
        raise ValidationError({"checklist": f"The checklist has no point {unknown[0][:100]!r}."})
    answers = {name: point.dict() for name, point in body.checklist.items()}
    services.answer_checklist(request.actor, review, answers=answers)
    return _whole(_review(request, review_id))


@routes("POST", "/reviews/{uuid:review_id}/comments", "review.comment", _WRITE, gives=ReviewOut)
def comment_version(request: Call, review_id: UUID, body: Remark) -> Any:
    """Remark on one field of the text, or on the whole."""
    review = _review(request, review_id)
    services.comment(request.actor, review, place=body.place, text=body.text)
    return review


@routes("POST", "/reviews/{uuid:review_id}/decide", "review.decide", _WRITE, gives=ReviewOut)
def decide_review(request: Call, review_id: UUID, body: ReviewDecision) -> Any:
    """End a review. An approval is signed by your organisation, and served to everybody."""
    ruling = Decision(body.decision, body.reasons, body.conditions)
    review = _review(request, review_id)
    return services.decide(request.actor, review, ruling=ruling, review_due=body.review_due)


@routes(
    "POST", "/versions/{uuid:version_id}/publish", "achievement.publish", _WRITE, gives=VersionOut
)
def publish_version(request: Call, version_id: UUID) -> VersionOut:
    """Make an approved version public, in the place of the one before."""
    services.publish(request.actor, own_version(request, version_id))
    return version_out(own_version(request, version_id))


@routes(
    "POST", "/versions/{uuid:version_id}/withdraw", "achievement.withdraw", _WRITE, gives=VersionOut
)
def withdraw_version(request: Call, version_id: UUID, body: Withdrawal) -> VersionOut:
    """Take a version out of the catalogue. Credentials of it stay as they are."""
    services.withdraw(request.actor, own_version(request, version_id), reason=body.reason)
    return version_out(own_version(request, version_id))


def _review(request: Call, review_id: UUID) -> Any:
    return found(queries.review(request.organisation.pk, review_id))


def _verdicts(review: Any) -> list[Verdict]:
    today = clock.now().date()
    return [verdict_out(one) for one in queries.verdicts(review.version, today)]


def _whole(review: Any) -> dict[str, Any]:
    return {
        "review": review,
        "version": version_out(review.version),
        "verdicts": _verdicts(review),
        "checklist": review.checklist,
        "reasons": review.reasons,
        "conditions": review.conditions,
        "review_due": review.review_due,
    }
