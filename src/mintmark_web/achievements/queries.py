"""Reading achievements: versions, nouns, verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from mintmark import Achievement as Noun
from mintmark import CheckResult, QualityAssurance, check
from mintmark.vocabularies.likeness import fold
from mintmark_web.accounts.queries import organisations
from mintmark_web.accounts.types import OrganisationKind
from mintmark_web.achievements import documents
from mintmark_web.achievements.models import (
    Achievement,
    Comment,
    Feedback,
    Review,
    SignOff,
    Skill,
    Version,
)
from mintmark_web.adapters.site import address
from mintmark_web.keys.queries import issuer

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

State = Version.State
STANDING = (State.PUBLISHED, State.REPLACED, State.WITHDRAWN)
"""What was public once, and so stays readable for those who hold a credential of it."""


def iri(achievement_id: UUID | str) -> str:
    """Return the address of an achievement, the same for all its versions."""
    return address(f"/achievements/{achievement_id}")


def version(version_id: UUID | str) -> Version | None:
    """Return a version, in whatever state, with its achievement and organisation."""
    return _versions().filter(pk=version_id).first()


def achievement(achievement_id: UUID | str) -> Achievement | None:
    """Return an achievement with its organisation."""
    return Achievement.objects.select_related("organisation").filter(pk=achievement_id).first()


def published_version(achievement_id: UUID | str) -> Version | None:
    """Return the version of an achievement that is public now; None where none is."""
    return published_versions().filter(achievement_id=achievement_id).first()


def standing_version(achievement_id: UUID | str) -> Version | None:
    """Return the version that is public now, or else the last one that was."""
    found = _versions().filter(achievement_id=achievement_id, state__in=STANDING)
    public = Case(When(state=State.PUBLISHED, then=0), default=1)
    return found.order_by(public, "-number").first()


def standing_version_of(achievement_id: UUID | str, number: int) -> Version | None:
    """Return one version of an achievement by its number, if it is public or once was."""
    found = _versions().filter(achievement_id=achievement_id, state__in=STANDING)
    return found.filter(number=number).first()


def issuable_versions(organisation_id: int, awarded: Iterable[UUID]) -> QuerySet[Version]:
    """Return what an organisation can issue now, what is public first, the latest first.

    Args:
        awarded: ids of versions that awards wait for. They count after their time too: what was
            begun under a version is issued as that version.
    """
    found = _versions().filter(achievement__organisation_id=organisation_id)
    waits = Q(state__in=STANDING, pk__in=list(awarded))
    public = Case(When(state=State.PUBLISHED, then=0), default=1)
    return found.filter(Q(state=State.PUBLISHED) | waits).order_by(public, "-published_at", "pk")


def published_versions() -> QuerySet[Version]:
    """Return all that is public now, one version of each achievement, the latest first."""
    return _versions().filter(state=State.PUBLISHED).order_by("-published_at", "pk")


def of_organisation(organisation_id: int) -> QuerySet[Any]:
    """Return an organisation's achievements, each with the state of its newest version."""
    newest = Version.objects.filter(achievement=OuterRef("pk")).order_by("-number")
    return Achievement.objects.filter(organisation_id=organisation_id).annotate(
        newest_id=Subquery(newest.values("pk")[:1]),
        newest_number=Subquery(newest.values("number")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
    )


def versions_of(achievement_id: UUID | str) -> QuerySet[Version]:
    """Return all versions of an achievement, the newest first."""
    return _versions().filter(achievement_id=achievement_id).order_by("-number")


_AS_DECIDED = ("decided_at", "asked_at", "id")
"""Decisions are dated to the second; of two in one, that comes first which was asked for first."""


def _versions() -> QuerySet[Version]:
    decided = Review.objects.exclude(decision="").select_related("organisation")
    return Version.objects.select_related("achievement__organisation").prefetch_related(
        Prefetch("reviews", queryset=decided.order_by(*_AS_DECIDED), to_attr="decided"),
        Prefetch(
            "sign_offs",
            queryset=SignOff.objects.filter(answer=SignOff.Answer.SUPPORTS),
            to_attr="supporting",
        ),
    )


def noun(version: Version, *, did: str | None = None) -> Noun:
    """Return a version as the core knows it.

    Its id is its public address, its issuer the organisation with its DID, its quality assurance
    what the designer wrote and what reviews decided, its image the badge's address.

    Args:
        did: the issuer's DID, where it is not that of the key in use.
    """
    document = whole(version, did=did)
    assured = [one.model_dump(mode="json", exclude_none=True) for one in assurance(version)]
    told = [one for one in document.get("quality_assurance", ()) if one.get("type") != "none"]
    if told or assured:
        document["quality_assurance"] = [*told, *assured]
    employers = document.get("employers", [])
    if partners := _partners(version, employers):
        document["employers"] = [*employers, *partners]
    document.setdefault("image", image_address(version))
    return Noun.model_validate(document)


def _partners(version: Version, named: list[Any]) -> list[dict[str, Any]]:
    """Return the partners who support the version and are not among those named."""
    known = {json.dumps(one.get("organisation", {}).get("name")).casefold() for one in named}
    return [
        {"organisation": {"name": one.partner}, "role": "endorse"}
        for one in supporters(version)
        if not any(json.dumps(one.partner).casefold() in name for name in known)
    ]


def supporters(version: Version) -> list[SignOff]:
    """Return the partners' answers that support a version."""
    found: list[SignOff] | None = getattr(version, "supporting", None)
    if found is None:
        found = list(version.sign_offs.filter(answer=SignOff.Answer.SUPPORTS))
    return found


def whole(version: Version, *, did: str | None = None) -> dict[str, Any]:
    """Return the draft with what the office knows of it: id, version, issuer."""
    organisation: Organisation = version.achievement.organisation
    return documents.whole(
        version.document, iri(version.achievement_id), version.number, issuer(organisation, did)
    )


def placed(document: Mapping[str, Any], organisation: Organisation) -> dict[str, Any]:
    """Return a draft as if it were an achievement of that organisation, to be read as a whole."""
    return documents.whole(document, iri(UUID(int=0)), 1, issuer(organisation, _NOBODY))


_NOBODY = "urn:uuid:00000000-0000-0000-0000-000000000000"
"""Stands for a DID where none is asked for."""


def image_address(version: Version) -> str:
    """Return where the badge's picture is served."""
    return address(reverse("achievements.badge", args=[version.pk]))


def assurance(version: Version) -> list[QualityAssurance]:
    """Return what the reviews that approved this version say, in the order of their decisions."""
    return [_assurance(one) for one in decided(version) if one.decision in APPROVING]


APPROVING = (Review.Decision.APPROVED, Review.Decision.APPROVED_WITH_CONDITIONS)


def decided(version: Version) -> list[Review]:
    """Return the reviews of a version that are decided, the first decision first."""
    found: list[Review] | None = getattr(version, "decided", None)
    if found is None:
        rows = version.reviews.exclude(decision="").select_related("organisation")
        found = list(rows.order_by(*_AS_DECIDED))
    return found


def _assurance(review: Review) -> QualityAssurance:
    body = {"name": review.organisation.name} | review.organisation.profile
    return QualityAssurance.model_validate(
        {
            "type": review.kind,
            "body": {name: value for name, value in body.items() if name != "id"},
            "url": statement_address(review),
            "decision": str(Review.Decision(review.decision).name.lower().replace("_", " ")),
            "decided_on": review.decided_at.date().isoformat() if review.decided_at else None,
            "review_due": review.review_due.isoformat() if review.review_due else None,
        }
    )


def statement_address(review: Review) -> str:
    """Return where the signed decision is served."""
    return address(reverse("achievements.statement", args=[review.pk]))


def verdicts(version: Version, as_of: date) -> tuple[CheckResult, ...]:
    """Return what each framework chosen for a version says of it, in the order of choosing.

    What cannot be read in a draft counts as not there.
    """
    document = whole(version)
    if version.state in STANDING:
        found = noun(version)
        return tuple(check(found, one, as_of=as_of) for one in version.frameworks)
    draft, _ = documents.readable(document)
    return tuple(check(draft, one, as_of=as_of) for one in version.frameworks)


def feedback_of(achievement_id: UUID | str) -> QuerySet[Feedback]:
    """Return what learners said of an achievement, the latest first."""
    return Feedback.objects.filter(achievement_id=achievement_id)


def titles(achievement_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the titles of achievements, in one query."""
    rows = Achievement.objects.filter(pk__in=set(achievement_ids))
    return dict(rows.values_list("pk", "title"))


def public_titles(
    words: str = "", *, of: int | None = None, ids: Iterable[UUID] | None = None, limit: int = 200
) -> dict[UUID, str]:
    """Return what is public now by achievement, with its title, the latest first, in one query.

    Args:
        words: all of them stand in its title or outcomes; case, accents and words of one or two
            letters do not count.
        of: only this organisation's.
        ids: only these.
    """
    found = Version.objects.filter(state=State.PUBLISHED).order_by("-published_at", "pk")
    for word in [one for one in fold(words).split() if len(one) > 2][:8]:
        found = found.filter(words__contains=word)
    if of is not None:
        found = found.filter(achievement__organisation_id=of)
    if ids is not None:
        found = found.filter(achievement_id__in=set(ids))
    rows = found.values_list("achievement_id", "document__title")[:limit]
    return {number: _one_of(title) for number, title in rows}


def _one_of(title: Any) -> str:
    return next(iter(title.values()), "") if isinstance(title, dict) else str(title or "")


def statement(review_id: UUID | str) -> bytes | None:
    """Return a signed decision as it is served; None where there is none."""
    found = Review.objects.filter(pk=review_id).values_list("statement", flat=True).first()
    return bytes(found) if found else None


def earlier(version: Version) -> Version | None:
    """Return the version before this one."""
    found = versions_of(version.achievement_id).filter(number__lt=version.number)
    return found.first()


def comments_on(version: Version) -> QuerySet[Comment]:
    """Return the comments on a version and on those before it, the open ones first."""
    found = Comment.objects.filter(
        version__achievement_id=version.achievement_id, version__number__lte=version.number
    )
    return found.select_related("version").order_by(
        F("settled_at").asc(nulls_first=True), "-written_at", "pk"
    )


def review(organisation_id: int, review_id: UUID | str) -> Review | None:
    """Return a review that an organisation was asked for."""
    found = Review.objects.filter(organisation_id=organisation_id, pk=review_id)
    return found.select_related("version__achievement__organisation", "organisation").first()


def reviews_for(organisation_id: int, *, decided: bool) -> QuerySet[Review]:
    """Return the reviews that wait for an organisation, the oldest first, or are decided."""
    found = Review.objects.filter(organisation_id=organisation_id).select_related(
        "version__achievement__organisation"
    )
    if decided:
        return found.exclude(decision="").order_by("-decided_at", "pk")
    reviewed = Q(repeats=False, version__state=State.SUBMITTED)
    again = Q(repeats=True, version__state=State.PUBLISHED)
    return found.filter(reviewed | again, decision="").order_by("asked_at", "pk")


def due_for_review(organisation_id: int) -> QuerySet[Any]:
    """Return an organisation's public versions that have a day for review as ``due``, by day."""
    found = Version.objects.filter(
        state=State.PUBLISHED, achievement__organisation_id=organisation_id
    ).annotate(due=Coalesce(Max("reviews__review_due"), F("review_due")))
    return found.filter(due__isnull=False).select_related("achievement").order_by("due", "pk")


def review_counts(organisation_id: int, today: date) -> dict[str, int]:
    """Return how many reviews wait, and how many are overdue."""
    return {
        "waiting": reviews_for(organisation_id, decided=False).count(),
        "overdue": due_for_review(organisation_id).filter(due__lte=today).count(),
    }


def agencies() -> list[Organisation]:
    """Return the organisations that may be asked for an external review."""
    kinds = (OrganisationKind.QUALITY_AGENCY, OrganisationKind.AUTHORITY)
    return list(organisations().filter(kind__in=kinds))


def sign_off(token_hash: str) -> SignOff | None:
    """Return what a partner was asked, by the hash of the link's token."""
    found = SignOff.objects.filter(token_hash=token_hash)
    return found.select_related("version__achievement__organisation").first()


def has_skills(organisation_id: int) -> bool:
    """Say whether an organisation brought entries of ESCO along."""
    return Skill.objects.filter(organisation_id=organisation_id).exists()
