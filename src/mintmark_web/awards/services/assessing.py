"""Attempts: asked for, opened, handed in, marked, confirmed by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark import Achievement, Assessment
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.awards import letters, marking, queries, words
from mintmark_web.awards.models import Attempt, Claim, Enrolment, Mark, Route
from mintmark_web.awards.types import Given

State = Attempt.State


@service("attempt.ask")
def ask_for_assessment(
    _actor: Actor, enrolment: Enrolment, *, assessment: str, formative: bool
) -> Attempt:
    """Ask to be assessed: the learner says when they are ready.

    Raises:
        ValidationError: it is not time for that.
    """
    made = _new(enrolment, assessment, formative)
    made.state, made.asked_by_learner = State.REQUESTED, True
    made.save()
    note(assessment=assessment, formative=made.formative)
    return made


@service("attempt.open")
def open_attempt(
    _actor: Actor, enrolment: Enrolment, *, assessment: str, formative: bool, arrangement: str = ""
) -> Attempt:
    """Open an attempt that nobody asked for.

    Raises:
        ValidationError: it is not time for that.
    """
    made = _new(enrolment, assessment, formative)
    made.state, made.arrangement = State.OPEN, arrangement
    made.save()
    note(assessment=assessment, formative=made.formative)
    letters.later("opened", [enrolment.pk])
    return made


@service("attempt.open")
def arrange(_actor: Actor, attempt: Attempt, *, arrangement: str) -> Attempt:
    """Open an attempt that was asked for, and say when, where and how.

    Raises:
        ValidationError: it is marked already.
    """
    locked = lock(attempt)
    locked.arrangement = arrangement
    locked.state = State.OPEN if locked.state == State.REQUESTED else locked.state
    locked.save(update_fields=("arrangement", "state"))
    letters.later("opened", [locked.enrolment_id])
    return locked


def _new(enrolment: Enrolment, local_id: str, formative: bool) -> Attempt:
    """Return a new attempt, not saved, with the enrolment locked."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("offering")
    locked = rows.get(pk=enrolment.pk)
    if locked.state != Enrolment.State.ACTIVE:
        raise ValidationError(_("Only who takes part can be assessed."))
    achievement = queries.achievement(locked.offering)
    assessment = achievement.assessment(local_id)
    if assessment is None:
        raise ValidationError({"assessment": _("Choose one of the assessments.")})
    practice = formative or marking.is_practice(assessment)
    earlier = list(Attempt.objects.filter(enrolment=locked))
    trouble = obstacle(locked, assessment, practice, earlier)
    if trouble:
        raise ValidationError(trouble)
    same = [one.number for one in earlier if one.assessment == local_id]
    return Attempt(
        enrolment=locked,
        assessment=local_id,
        formative=practice,
        number=max(same, default=0) + 1,
    )


def obstacle(
    enrolment: Enrolment, assessment: Assessment, formative: bool, earlier: Sequence[Attempt]
) -> str:
    """Say why no attempt can begin now; empty where one can.

    Args:
        earlier: all attempts of this learner in this offering.
    """
    of_this = [one for one in earlier if one.assessment == assessment.id]
    if any(not one.is_settled for one in of_this):
        return _("There is an open attempt at this assessment already.")
    if formative:
        return ""
    finals = [one for one in of_this if not one.formative]
    if any(one.passed for one in finals):
        return _("This assessment is passed already.")
    most = enrolment.offering.attempts
    if most is not None and len(finals) >= most:
        return _("All attempts at this assessment are used up.")
    practised = any(one.formative and one.is_settled for one in earlier)
    if assessment.formative_required and not practised:
        return _("A formative assessment comes first: practise, and get feedback on it.")
    return ""


@service("evidence.hand-in")
def claim(_actor: Actor, attempt: Attempt, *, statements: Mapping[str, str]) -> Attempt:
    """Write down what the learner says they can, by outcome; an empty text takes it back.

    Raises:
        ValidationError: it is marked already, or another route.
    """
    locked = unmarked(attempt)
    if locked.enrolment.route != Route.PRIOR_LEARNING:
        raise ValidationError(_("Claims are for recognition of prior learning."))
    for outcome, text in statements.items():
        if text.strip():
            Claim.objects.update_or_create(
                attempt=locked, outcome=outcome, defaults={"statement": text.strip()}
            )
        else:
            Claim.objects.filter(attempt=locked, outcome=outcome).delete()
    return locked


@service("evidence.hand-in")
def hand_in(_actor: Actor, attempt: Attempt) -> Attempt:
    """Say that everything is handed in, so that an assessor looks at it.

    Raises:
        ValidationError: it is marked already, or a claim has gaps.
    """
    locked = unmarked(attempt)
    if locked.enrolment.route == Route.PRIOR_LEARNING:
        _demand_whole_claim(locked)
    elif not locked.evidence.exists():
        raise ValidationError(_("Hand in a file or an address first."))
    locked.state = State.HANDED_IN
    locked.save(update_fields=("state",))
    return locked


def _demand_whole_claim(attempt: Attempt) -> None:
    achievement = queries.achievement(attempt.enrolment.offering)
    wanted = marking.outcomes_of(achievement, of(achievement, attempt))
    claimed = set(attempt.claims.values_list("outcome", flat=True))
    shown = set(attempt.evidence.values_list("outcome", flat=True))
    gaps = [one for one in wanted if one.id not in claimed or not ({one.id, ""} & shown)]
    if gaps:
        raise ValidationError(
            _("Each outcome wants a few words and some evidence. Still open: %s.")
            % "; ".join(words.title(one.title) for one in gaps)
        )


def of(achievement: Achievement, attempt: Attempt) -> Assessment:
    """Return the assessment of an attempt.

    Raises:
        ValidationError: the achievement has none of that name.
    """
    found = achievement.assessment(attempt.assessment)
    if found is None:
        raise ValidationError(_("Choose one of the assessments."))
    return found


def lock(attempt: Attempt) -> Attempt:
    """Return the attempt as it is now, kept from others until the commit."""
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment__offering")
    return rows.get(pk=attempt.pk)


def unmarked(attempt: Attempt) -> Attempt:
    """Return the attempt, locked.

    Raises:
        ValidationError: it is marked already.
    """
    locked = lock(attempt)
    if locked.is_settled:
        raise ValidationError(_("This attempt is marked already."))
    if locked.enrolment.state != Enrolment.State.ACTIVE:
        raise ValidationError(_("Only who takes part can be assessed."))
    return locked


@service("attempt.mark")
def mark(
    actor: Actor,
    attempt: Attempt,
    *,
    given: Sequence[Given],
    whole: Given,
    grade: str = "",
) -> Attempt:
    """Mark an attempt, outcome by outcome. What is confirmed already stays.

    Raises:
        ValidationError: it is confirmed or awarded, it is the assessor's own, or what is given
            does not decide whether it is passed.
    """
    locked = lock(attempt)
    if locked.state == State.MODERATED or locked.enrolment.state != Enrolment.State.ACTIVE:
        raise ValidationError(_("This result stands; it can no longer be changed."))
    _demand_another(actor, locked)
    if grade.strip() and not words.is_clean(grade):
        raise ValidationError({"grade": _("This cannot stand in a credential: %s.") % "grade"})
    assessment = of(queries.achievement(locked.enrolment.offering), locked)
    found = marking.result(assessment, given, whole, locked.enrolment.offering.pass_mark)
    if found.passed is None and not locked.formative:
        raise ValidationError(_("Give a score or a level, so that it is clear what was reached."))
    _write(locked, actor, found, grade=grade, feedback=whole.comment)
    locked.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(attempt=locked, outcome=g.outcome, level=g.level, score=g.score, comment=g.comment)
        for g in given
    )
    note(passed=found.passed, formative=locked.formative)
    letters.later("marked", [locked.enrolment_id])
    return locked


def _write(
    attempt: Attempt, actor: Actor, found: marking.Whole, *, grade: str, feedback: str
) -> None:
    attempt.score, attempt.level, attempt.passed = found.score, found.level, found.passed
    attempt.grade, attempt.feedback = grade.strip(), feedback
    attempt.state, attempt.marked_at = State.MARKED, clock.now()
    attempt.assessor_id = actor.person_id
    attempt.moderator, attempt.moderated_at = None, None
    attempt.save()


def _demand_another(actor: Actor, attempt: Attempt) -> None:
    if attempt.owner_id == actor.user_id:
        raise ValidationError(_("Nobody marks their own work. Ask another assessor."))


@service("attempt.moderate")
def moderate(actor: Actor, attempt: Attempt, *, agrees: bool, comment: str) -> Attempt:
    """Confirm a result as a second assessor, or send it back to be marked again.

    Raises:
        ValidationError: nothing waits for that, or it is the one who marked, or the learner.
    """
    locked = lock(attempt)
    if locked.state != State.MARKED or locked.formative:
        raise ValidationError(_("This result does not wait to be confirmed."))
    if locked.assessor_id == actor.user_id:
        raise ValidationError(_("You marked this yourself. Somebody else has to confirm it."))
    _demand_another(actor, locked)
    if not agrees and not comment.strip():
        raise ValidationError({"comment": _("Say what should be looked at again.")})
    locked.moderator_id, locked.moderated_at = actor.person_id, clock.now()
    locked.moderation = comment.strip()
    locked.state = State.MODERATED if agrees else State.HANDED_IN
    locked.save()
    note(agrees=agrees)
    return locked
