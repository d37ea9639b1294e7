"""Reading offerings, learners, attempts and awards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from mintmark import Achievement
from mintmark import Award as Noun
from mintmark_web.achievements import queries as achievements
from mintmark_web.awards import exporting
from mintmark_web.awards.models import Attempt, Award, Cohort, Enrolment, Evidence, Offering, Upload

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

TAKES_A_PLACE = (Enrolment.State.ACTIVE, Enrolment.State.COMPLETED)
SETTLED = (Attempt.State.MARKED, Attempt.State.MODERATED)


def achievement(offering: Offering) -> Achievement:
    """Return what is offered, as the core knows it. A few queries: ask once a page."""
    found = achievements.version(offering.version_id)
    if found is None:
        raise LookupError(f"the version {offering.version_id} is gone")
    return achievements.noun(found)


def offerings(organisation_id: int) -> QuerySet[Offering]:
    """Return an organisation's offerings, the latest first, each with how many take part."""
    held = Count("enrolments", filter=Q(enrolments__state__in=TAKES_A_PLACE), distinct=True)
    asked = Q(enrolments__state=Enrolment.State.REQUESTED)
    asking = Count("enrolments", filter=asked, distinct=True)
    rows = Offering.objects.filter(organisation_id=organisation_id)
    latest = (F("starts_on").desc(nulls_last=True), "-created_at", "pk")
    return rows.annotate(taken=held, asking=asking).order_by(*latest)


def offering(organisation_id: int, offering_id: UUID | str) -> Offering | None:
    """Return one offering of an organisation."""
    return offerings(organisation_id).filter(pk=offering_id).first()


def open_offering(offering_id: UUID | str) -> Offering | None:
    """Return an offering that the public may see: an open one."""
    rows = Offering.objects.filter(pk=offering_id, state=Offering.State.OPEN)
    return rows.select_related("organisation").first()


def open_offerings(version_ids: Iterable[UUID]) -> QuerySet[Offering]:
    """Return the offerings of these versions that are open, the next to begin first."""
    rows = Offering.objects.filter(version_id__in=set(version_ids), state=Offering.State.OPEN)
    return rows.order_by(F("starts_on").asc(nulls_last=True), "created_at", "pk")


def takes_requests(offering: Offering, today: date) -> bool:
    """Say whether learners may ask to take part: it is open, and the last day is not over."""
    in_time = offering.apply_by is None or today <= offering.apply_by
    return offering.state == Offering.State.OPEN and in_time


def places_left(offering: Offering) -> int | None:
    """Return how many places are free; None where there is no limit."""
    if offering.places is None:
        return None
    return max(0, offering.places - taken(offering))


def taken(offering: Offering) -> int:
    """Return how many places are taken."""
    return Enrolment.objects.filter(offering=offering, state__in=TAKES_A_PLACE).count()


def cohorts(offering: Offering) -> QuerySet[Cohort]:
    """Return the cohorts of an offering, each with how many learners it has."""
    return (
        Cohort.objects.filter(offering=offering)
        .annotate(size=Count("enrolments"))
        .order_by("name", "pk")
    )


def enrolments(offering: Offering, state: str = "", cohort: str = "") -> QuerySet[Enrolment]:
    """Return who takes part in an offering, by name."""
    rows = Enrolment.objects.filter(offering=offering).select_related("cohort", "offering")
    rows = rows.filter(state=state) if state in Enrolment.State.values else rows
    rows = rows.filter(cohort_id=int(cohort)) if cohort.isdecimal() else rows
    waits = Attempt.objects.filter(enrolment=OuterRef("pk"), state__in=WAITING)
    return rows.annotate(waits=Exists(waits)).order_by("name", "pk")


def with_results(offering: Offering) -> Iterator[tuple[Enrolment, dict[str, Attempt]]]:
    """Yield who takes part, each with their best marked final attempt by assessment."""
    tries = Attempt.objects.filter(formative=False, state__in=SETTLED)
    best_last = tries.order_by("passed", F("score").asc(nulls_first=True), "marked_at")
    settled = Prefetch("attempts", queryset=best_last, to_attr="settled")
    rows = Enrolment.objects.filter(offering=offering, state__in=TAKES_A_PLACE)
    for one in rows.select_related("cohort").prefetch_related(settled).iterator(500):
        yield one, {found.assessment: found for found in getattr(one, "settled", ())}


def enrolment(organisation_id: int, enrolment_id: UUID | str) -> Enrolment | None:
    """Return one learner in an offering of an organisation."""
    return _enrolments().filter(pk=enrolment_id, offering__organisation_id=organisation_id).first()


def export_of(email: str) -> list[dict[str, Any]]:
    """Return all that is kept of somebody's learning, as JSON: for a person's own copy."""
    rows = enrolments_of(email)
    tries = _attempts().filter(enrolment__in=rows).order_by("opened_at", "pk")
    of_each: dict[UUID, list[Attempt]] = {}
    for one in tries:
        of_each.setdefault(one.enrolment_id, []).append(one)
    return [exporting.enrolment(one, of_each.get(one.pk, [])) for one in rows]


def files_of(email: str) -> QuerySet[Evidence]:
    """Return the files that somebody handed in, each of which ``export_of`` names by its digest."""
    handed_in = Evidence.objects.filter(attempt__enrolment__in=enrolments_of(email))
    return handed_in.exclude(file="")


def _enrolments() -> QuerySet[Enrolment]:
    return Enrolment.objects.select_related(
        "offering__organisation", "cohort", "identity_checked_by", "award"
    )


def enrolments_of(email: str) -> QuerySet[Enrolment]:
    """Return where somebody takes part or asks to, the latest first."""
    return _enrolments().filter(email=email.strip().lower()).order_by("-enrolled_at", "pk")


def own_enrolment(email: str, enrolment_id: UUID | str) -> Enrolment | None:
    """Return one enrolment of the person with this address."""
    return enrolments_of(email).filter(pk=enrolment_id).first()


def in_offering(offering: Offering, email: str) -> Enrolment | None:
    """Return the enrolment of somebody in an offering."""
    return Enrolment.objects.filter(offering=offering, email=email.strip().lower()).first()


def attempts(enrolment: Enrolment) -> list[Attempt]:
    """Return all attempts of a learner with their marks, claims and evidence: four queries."""
    rows = _attempts().filter(enrolment=enrolment).order_by("opened_at", "pk")
    return list(rows)


def _attempts() -> QuerySet[Attempt]:
    return Attempt.objects.select_related(
        "enrolment__offering__organisation", "enrolment__cohort", "assessor", "moderator"
    ).prefetch_related("marks", "claims", Prefetch("evidence", Evidence.objects.all()))


def attempt(organisation_id: int, attempt_id: UUID | str) -> Attempt | None:
    """Return an attempt of a learner of an organisation."""
    rows = _attempts().filter(enrolment__offering__organisation_id=organisation_id)
    return rows.filter(pk=attempt_id).first()


def own_attempt(email: str, attempt_id: UUID | str) -> Attempt | None:
    """Return an attempt of the person with this address."""
    return _attempts().filter(pk=attempt_id, enrolment__email=email.strip().lower()).first()


WAITING = (Attempt.State.REQUESTED, Attempt.State.HANDED_IN)
"""What waits for an assessor."""


def waiting(organisation_id: int, kind: str) -> QuerySet[Attempt]:
    """Return the attempts that wait for an assessor, the longest waiting first.

    Args:
        kind: ``requests``, ``to-mark`` or ``to-confirm``.
    """
    active = Q(enrolment__state=Enrolment.State.ACTIVE)
    rows = Attempt.objects.filter(active, enrolment__offering__organisation_id=organisation_id)
    rows = rows.select_related("enrolment__offering", "assessor").order_by("opened_at", "pk")
    return rows.filter(_KINDS[kind])


_KINDS = {
    "requests": Q(state=Attempt.State.REQUESTED),
    "to-mark": Q(state=Attempt.State.HANDED_IN),
    "to-confirm": Q(
        state=Attempt.State.MARKED, formative=False, enrolment__offering__moderated=True
    ),
}
KINDS = tuple(_KINDS)


def asking(organisation_id: int) -> QuerySet[Enrolment]:
    """Return who asks to take part in something, the longest waiting first."""
    rows = Enrolment.objects.filter(
        offering__organisation_id=organisation_id, state=Enrolment.State.REQUESTED
    )
    return rows.select_related("offering").order_by("enrolled_at", "pk")


def evidence(organisation_id: int, evidence_id: UUID | str) -> Evidence | None:
    """Return a piece of evidence of a learner of an organisation."""
    rows = _evidence().filter(attempt__enrolment__offering__organisation_id=organisation_id)
    return rows.filter(pk=evidence_id).first()


def own_evidence(email: str, evidence_id: UUID | str) -> Evidence | None:
    """Return a piece of evidence of the person with this address."""
    rows = _evidence().filter(attempt__enrolment__email=email.strip().lower())
    return rows.filter(pk=evidence_id).first()


def _evidence() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("attempt__enrolment__offering")


def awards(organisation_id: int, words: str = "") -> QuerySet[Award]:
    """Return an organisation's awards, the latest first."""
    rows = Award.objects.filter(organisation_id=organisation_id)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return rows.select_related("offering", "version__achievement")


def award_of(organisation_id: int, award_id: UUID | str) -> Award | None:
    """Return an award of an organisation."""
    rows = awards(organisation_id).select_related("enrolment", "decided_by", "organisation")
    return rows.filter(pk=award_id).first()


def award(award_id: UUID | str) -> Award | None:
    """Return an award."""
    return Award.objects.filter(pk=award_id).first()


def unissued(organisation: Organisation, *, version_id: UUID | None = None) -> QuerySet[Award]:
    """Return an organisation's awards, the first decided first, to be issued as credentials.

    Which of them have a credential, issuing knows: it excludes those.
    """
    rows = Award.objects.filter(organisation=organisation).order_by("decided_at", "pk")
    return rows.filter(version_id=version_id) if version_id is not None else rows


def noun(award: Award) -> Noun:
    """Return an award as the core knows it."""
    return Noun.model_validate(award.document)


def upload(organisation_id: int, upload_id: UUID | str) -> Upload | None:
    """Return a list that was sent and not yet taken."""
    rows = Upload.objects.select_related("offering")
    return rows.filter(pk=upload_id, offering__organisation_id=organisation_id).first()
