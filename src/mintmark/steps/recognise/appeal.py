"""Appeals: in time, to another person, and against taking too long as well (LRC III.5)."""

from __future__ import annotations

from datetime import date

from mintmark.errors import RecognitionError
from mintmark.model.event import Person
from mintmark.model.recognition import Appealed, AppealSettled, Closed, RecognitionDecision
from mintmark.vocabularies.persons import is_program, same_person


def require_in_time(event: Appealed, on: date, due: date | None, until: date | None) -> None:
    """Refuse an appeal that comes too early, or too late without being admitted.

    Args:
        event: the appeal.
        on: its day.
        due: the last day for the decision; None while the time limit stands still.
        until: the last day for an appeal; None where nothing was decided.

    Raises:
        RecognitionError: ``recognise.not-overdue`` or ``recognise.late-appeal``.
    """
    if until is None and (due is None or on <= due):
        raise RecognitionError(
            "recognise.not-overdue",
            f"Nothing is decided yet, and there is time until {due}."
            if due
            else "Nothing is decided yet, and the time limit stands still.",
            place="day",
            remedy="An appeal is against a decision, or against none having come in time.",
        )
    if until is not None and on > until and event.admitted is None:
        raise RecognitionError(
            "recognise.late-appeal",
            f"The time for an appeal ended on {until}.",
            place="day",
            remedy="Where it is taken nevertheless, say why (admitted).",
        )


def require_another_person(
    event: AppealSettled, former: RecognitionDecision | None, applicant: str
) -> None:
    """Refuse that somebody judges over their own decision or case, or upholds what is not there.

    Raises:
        RecognitionError: ``recognise.same-person``, ``recognise.own-case``,
            ``recognise.no-person`` or ``recognise.nothing-to-uphold``.
    """
    if event.outcome == "upheld" and former is None:
        raise RecognitionError(
            "recognise.nothing-to-uphold",
            "The appeal is against there being no decision, so there is none to uphold.",
            place="outcome",
            remedy="Settle it with a decision.",
        )
    if is_program(event.by.name):
        raise RecognitionError(
            "recognise.no-person",
            f"{event.by.name!r} is no person, and only a person settles an appeal.",
            place="by",
            remedy="Name the person who settles it and answers for it.",
        )
    if same_person(event.by.name, applicant):
        raise RecognitionError(
            "recognise.own-case",
            f"{event.by.name} is the applicant and cannot settle the appeal.",
            place="by",
            remedy="Have another person settle it; add a middle name where two people share one.",
        )
    deciders: list[Person] = [event.by, *([event.decision.by] if event.decision else [])]
    for person in deciders:
        if former is not None and same_person(person.name, former.by.name):
            raise RecognitionError(
                "recognise.same-person",
                f"{person.name} made the decision that is appealed against.",
                place="by",
                remedy="Have another person settle the appeal.",
            )


def require_closable(event: Closed, on: date, until: date | None, *, waiting: bool) -> None:
    """Refuse to close a case as final before the time for an appeal is over, and the like.

    Args:
        event: the closing.
        on: its day.
        until: the last day for an appeal; None where nothing was decided.
        waiting: whether the office waits for the applicant.

    Raises:
        RecognitionError: ``recognise.not-decided``, ``recognise.already-decided``,
            ``recognise.not-waiting`` or ``recognise.appeal-open``.
    """
    if event.why == "not-completed" and until is None and not waiting:
        raise RecognitionError(
            "recognise.not-waiting",
            "Nothing is missing from the applicant, so a decision is owed.",
            place="why",
            remedy="Decide; or ask for what is missing first, and wait for it.",
        )
    if event.why == "final" and until is None:
        raise RecognitionError(
            "recognise.not-decided",
            "Nothing was decided, so nothing is final.",
            place="why",
            remedy="Close it as withdrawn, or as not-completed.",
        )
    if event.why != "final" and until is not None:
        raise RecognitionError(
            "recognise.already-decided",
            "It is decided, so it cannot end without a decision.",
            place="why",
            remedy="Close it as final.",
        )
    if until is not None and on <= until:
        raise RecognitionError(
            "recognise.appeal-open",
            f"The applicant may appeal until {until}.",
            place="day",
            remedy="Close it after that day.",
        )
