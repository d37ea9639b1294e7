"""What makes a decision sound. It is made by a person; here it is only held to the rules.

LRC III.3.5: it is for the authority to show that the requirements are not met. VI.1: recognition
is withheld only for a substantial difference. III.5: reasons are stated, and what the applicant may
do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mintmark.errors import RecognitionError
from mintmark.model.prior_learning import Assessed
from mintmark.model.recognition import Received, RecognitionCase, RecognitionDecision
from mintmark.steps.recognise import prior_learning
from mintmark.vocabularies.likeness import fold
from mintmark.vocabularies.persons import is_program, same_person


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision is made on.

    Attributes:
        case: the case.
        application: what was handed in.
        doubtful: the credentials that are not known to be valid.
        compared: whether the credentials were compared since the applicant last sent something.
        assessed: the last assessment of each claimed outcome.
    """

    case: RecognitionCase
    application: Received
    doubtful: tuple[str, ...]
    compared: bool
    assessed: Mapping[str, Assessed]


def require_sound(basis: Basis, decision: RecognitionDecision, on: date) -> None:
    """Refuse a decision that breaks a rule of recognition.

    Raises:
        RecognitionError: ``recognise.*``, the first rule that it breaks.
    """
    for rule in RULES:
        for problem in rule(basis, decision, on):
            raise problem


Rule = Callable[[Basis, RecognitionDecision, date], Iterator[RecognitionError]]


def _a_person_decides(
    basis: Basis, decision: RecognitionDecision, _: date
) -> Iterator[RecognitionError]:
    office = basis.case.procedure.office.name.root.values()
    if is_program(decision.by.name) or fold(decision.by.name) in map(fold, office):
        yield RecognitionError(
            "recognise.no-person",
            f"{decision.by.name!r} is no person, and only a person decides.",
            place="decision.by",
            remedy="Name the person who decides and answers for it.",
        )
    if same_person(decision.by.name, basis.application.applicant.name):
        yield RecognitionError(
            "recognise.own-case",
            f"{decision.by.name} is the applicant and cannot decide.",
            place="decision.by",
            remedy="Have another person decide; add a middle name where two people share one.",
        )


def _with_reasons(_: Basis, decision: RecognitionDecision, _on: date) -> Iterator[RecognitionError]:
    if not decision.reasons:
        yield RecognitionError(
            "recognise.no-reason",
            "A decision must say why it is made.",
            place="decision.reasons",
            remedy="State the reasons; the applicant reads them.",
        )


def _examined_first(basis: Basis, _: RecognitionDecision, _on: date) -> Iterator[RecognitionError]:
    if basis.application.credentials and not basis.compared:
        yield RecognitionError(
            "recognise.not-compared",
            "The credentials have not been compared with the target since they all came in.",
            remedy="Compare first; the decision rests on it.",
        )
    yield from prior_learning.not_assessed(basis.application, basis.assessed)


def _difference_for_refusal(
    _: Basis, decision: RecognitionDecision, _on: date
) -> Iterator[RecognitionError]:
    if decision.outcome == "refused" and not decision.differences:
        yield RecognitionError(
            "recognise.no-difference",
            "A refusal must name at least one substantial difference, and this one names none.",
            place="decision.differences",
            remedy="Name it by level, workload, quality, profile or outcomes, and say why it is "
            "substantial. Where there is none, recognise.",
        )
    if decision.outcome == "full" and decision.differences:
        yield RecognitionError(
            "recognise.full-with-difference",
            "A substantial difference is named, and yet it is fully recognised.",
            place="decision.differences",
            remedy="Recognise in part, or leave the difference out if it is not substantial.",
        )


def _known_outcomes(
    basis: Basis, decision: RecognitionDecision, _: date
) -> Iterator[RecognitionError]:
    known = [one.id for one in basis.case.target.achievement.outcomes]
    for one in decision.differences:
        if one.outcome is not None and one.outcome not in known:
            yield prior_learning.unknown_outcome(one.outcome, known, "decision.differences")


def _conditions(_: Basis, decision: RecognitionDecision, _on: date) -> Iterator[RecognitionError]:
    if decision.outcome == "partial" and not decision.conditions:
        yield RecognitionError(
            "recognise.no-condition",
            "Partial recognition must say under which conditions, or of which part.",
            place="decision.conditions",
            remedy="Say what the applicant still has to do, or what is recognised and what is not.",
        )
    if decision.outcome != "partial" and decision.conditions:
        yield RecognitionError(
            "recognise.needless-condition",
            "Only partial recognition has conditions.",
            place="decision.conditions",
            remedy="Recognise in part, or leave the conditions out; what a refused applicant may "
            "do stands under measures.",
        )


def _measures_for_refusal(
    _: Basis, decision: RecognitionDecision, _on: date
) -> Iterator[RecognitionError]:
    if decision.outcome == "refused" and not decision.measures:
        yield RecognitionError(
            "recognise.no-measure",
            "A refusal must tell the applicant what to do in order to be recognised later.",
            place="decision.measures",
            remedy="Name a course, an examination or a document; where nothing helps, say so.",
        )


def _verified_or_explained(
    basis: Basis, decision: RecognitionDecision, _: date
) -> Iterator[RecognitionError]:
    if decision.outcome != "refused" and basis.doubtful and decision.despite is None:
        yield RecognitionError(
            "recognise.not-verified",
            f"{', '.join(basis.doubtful)} is not valid, or could not be checked.",
            place="decision.despite",
            remedy="Verify it again, ask for another, or say why you recognise it nevertheless.",
        )
    if decision.despite is not None and not basis.doubtful:
        yield RecognitionError(
            "recognise.needless-despite",
            "It says why it is recognised although it is not known to be valid, and it is.",
            place="decision.despite",
            remedy="Leave it out, or write it among the reasons.",
        )


def _shown(basis: Basis, decision: RecognitionDecision, _: date) -> Iterator[RecognitionError]:
    if decision.outcome == "full":
        yield from prior_learning.not_shown(basis.case, basis.application, basis.assessed)


def _ends_later(_: Basis, decision: RecognitionDecision, on: date) -> Iterator[RecognitionError]:
    if decision.valid_until is not None and date.fromisoformat(decision.valid_until) < on:
        yield RecognitionError(
            "recognise.over-before-begun",
            f"The decision of {on} would hold until {decision.valid_until} only.",
            place="decision.valid_until",
            remedy="Name a later day, or none.",
        )


RULES: Final[tuple[Rule, ...]] = (
    _a_person_decides,
    _with_reasons,
    _examined_first,
    _difference_for_refusal,
    _known_outcomes,
    _conditions,
    _measures_for_refusal,
    _verified_or_explained,
    _shown,
    _ends_later,
)
"""The rules, in the order in which they are told."""
