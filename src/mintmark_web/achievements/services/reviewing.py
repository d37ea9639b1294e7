"""Reviewing: the checklist, comments, and the decision that is signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import due, statements
from mintmark_web.achievements.models import Comment, Review, Version
from mintmark_web.achievements.types import Answered, Ruling
from mintmark_web.adapters import clock

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

_D = Review.Decision
_APPROVING = (_D.APPROVED, _D.APPROVED_WITH_CONDITIONS)
_MAX_COMMENT = 4_000
_UNANSWERED = {"answer": "", "comment": ""}


@service("review.take")
def take(actor: Actor, review: Review) -> Review:
    """Begin a review, so that others see who does it.

    Raises:
        ValidationError: one's own text, or one that is decided.
    """
    found = _open(review)
    _refuse_own(actor, found)
    found.reviewer_id = actor.user_id
    found.save(update_fields=("reviewer",))
    return found


@service("review.answer")
def answer_checklist(
    actor: Actor,
    review: Review,
    *,
    answers: Mapping[str, Mapping[str, str]],
    whole: bool = True,
) -> Review:
    """Keep the reviewer's own answers, by ``framework/rule``.

    Args:
        whole: whether these are all answers, in place of those that were kept; if not, they are
            put among them. An emptied answer is taken back.

    Raises:
        ValidationError: an answer that there is not, or a review that is decided.
    """
    found = _open(review)
    _refuse_own(actor, found)
    for answer in answers.values():
        if answer.get("answer", "") not in {"", *Answered.values}:
            raise ValidationError(_("Choose one of the answers."))
    kept = {} if whole else found.checklist
    given = kept | {
        rule: _UNANSWERED | kept.get(rule, {}) | dict(answer) for rule, answer in answers.items()
    }
    found.checklist = {rule: answer for rule, answer in given.items() if any(answer.values())}
    found.reviewer_id = found.reviewer_id or actor.user_id
    found.save(update_fields=("checklist", "reviewer"))
    note(answered=len(found.checklist))
    return found


@service("review.comment")
def comment(actor: Actor, review: Review, *, place: str, text: str) -> Comment:
    """Remark on one field of the version, or on the whole.

    Raises:
        ValidationError: nothing is said, or too much.
    """
    if not text.strip() or len(text) > _MAX_COMMENT:
        raise ValidationError({"text": _("Write something, up to 4,000 characters.")})
    return Comment.objects.create(
        version=review.version, author_id=actor.person_id, place=place[:200], text=text.strip()
    )


@service("achievement.edit")
def settle(_actor: Actor, version: Version, *, comment_id: int) -> Version:
    """Tick a comment off."""
    Comment.objects.filter(pk=comment_id, version__achievement_id=version.achievement_id).update(
        settled_at=clock.now()
    )
    return version


@service("review.ask")
def ask_agency(_actor: Actor, version: Version, *, agency: Organisation) -> Review:
    """Ask a quality agency for an external review beside the internal one.

    Raises:
        ValidationError: it is no agency, it was asked already, or the version is not in review.
    """
    if agency.kind not in ("quality-agency", "authority") or agency.pk == version.organisation_id:
        raise ValidationError(_("Choose a quality agency."))
    found = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if found.state != Version.State.SUBMITTED:
        raise ValidationError(_("Only a version in review can be reviewed by an agency too."))
    if found.reviews.filter(organisation=agency, decision="").exists():
        raise ValidationError(_("This agency is asked already."))
    return Review.objects.create(version=found, kind=Review.Kind.EXTERNAL, organisation=agency)


@service("review.again")
def review_again(_actor: Actor, version: Version) -> Review:
    """Review once more what is published, because it is due.

    Raises:
        ValidationError: it is not published, or such a review is under way.
    """
    found = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if found.state != Version.State.PUBLISHED:
        raise ValidationError(_("Only what is published is reviewed again."))
    if found.reviews.filter(decision="").exists():
        raise ValidationError(_("A review of it is under way."))
    return Review.objects.create(
        version=found,
        kind=Review.Kind.INTERNAL,
        organisation_id=version.organisation_id,
        repeats=True,
    )


@service("review.decide")
def decide(
    actor: Actor, review: Review, *, ruling: Ruling, review_due: date | None = None
) -> Review:
    """End a review. An approval is signed by the reviewing organisation and served to everybody.

    Raises:
        ValidationError: the reasons are missing, one's own text, it is decided already, the day of
            the next review is later than a framework wants it, or the organisation has no key to
            sign with.
    """
    found = _open(review)
    _refuse_own(actor, found)
    latest = due.required(found.version, clock.now().date())
    _require_whole(ruling, review_due, latest)
    found.decision, found.reasons = ruling.decision, ruling.reasons.strip()
    found.conditions = ruling.conditions.strip()
    found.reviewer_id, found.decided_at = actor.user_id, clock.now().replace(microsecond=0)
    if ruling.decision in _APPROVING:
        found.review_due = review_due or latest
        found.statement = statements.signed(found)
    found.save()
    if not found.repeats:
        _move(found)
    note(decision=found.decision, version=str(found.version_id))
    return found


def _require_whole(ruling: Ruling, review_due: date | None, latest: date | None) -> None:
    wrong = {}
    if ruling.decision not in _D.values:
        wrong["decision"] = _("Choose a decision.")
    if not ruling.reasons.strip():
        wrong["reasons"] = _("Say why.")
    if ruling.decision == _D.APPROVED_WITH_CONDITIONS and not ruling.conditions.strip():
        wrong["conditions"] = _("Say which conditions.")
    if ruling.decision in _APPROVING and review_due and review_due <= clock.now().date():
        wrong["review_due"] = _("Choose a day to come.")
    elif ruling.decision in _APPROVING and review_due and latest and review_due > latest:
        wrong["review_due"] = _(
            "A framework of this achievement asks for a review each year: choose a day up to %s."
        ) % date_format(latest)
    if wrong:
        raise ValidationError(wrong)


def _move(review: Review) -> None:
    """Bring the version to where the decisions on it lead."""
    version = review.version
    if review.decision == _D.RETURNED:
        version.state = Version.State.RETURNED
    elif review.decision == _D.REJECTED:
        version.state = Version.State.REJECTED
    elif not version.reviews.filter(decision="").exists():
        version.state = Version.State.APPROVED
    version.save(update_fields=("state",))


def _open(review: Review) -> Review:
    """Return the review, its version locked first: two decisions at once come one after another."""
    Version.objects.select_for_update(of=("self",)).get(pk=review.version_id)
    found = Review.objects.select_related("version__achievement__organisation", "organisation")
    current = found.get(pk=review.pk)
    reviewed = Version.State.PUBLISHED if current.repeats else Version.State.SUBMITTED
    if current.decision or current.version.state != reviewed:
        raise ValidationError(_("This review is closed."))
    return current


def _refuse_own(actor: Actor, review: Review) -> None:
    if actor.user_id in (review.version.created_by_id, review.version.submitted_by_id):
        raise ValidationError(_("You wrote this version. Somebody else has to review it."))
