"""Recognition of prior learning: each outcome claimed, shown by evidence, and assessed by a person.

Validation in four steps (Council Recommendation of 20 December 2012, 2012/C 398/01, point 2):
identification, documentation, assessment, certification.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mintmark.errors import RecognitionError
from mintmark.model.prior_learning import Assessed, ClaimedOutcome
from mintmark.model.recognition import Received, RecognitionCase
from mintmark.vocabularies.likeness import fold
from mintmark.vocabularies.persons import is_program


def require_claimable(case: RecognitionCase, application: Received) -> None:
    """Refuse a claim to what the target does not ask for, or with files that have no digest.

    Raises:
        RecognitionError: ``recognise.unknown-outcome`` or ``recognise.no-digest``.
    """
    known = [one.id for one in case.target.achievement.outcomes]
    for one in _claimed(application):
        if one.outcome not in known:
            raise unknown_outcome(one.outcome, known, "claim.outcomes")
        for item in one.evidence:
            if item.kind == "file" and item.digest is None:
                raise RecognitionError(
                    "recognise.no-digest",
                    f"The file {item.name} has no digest, so it could be exchanged.",
                    place="claim.outcomes",
                    remedy="Open the case with mintmark recognise open, which works it out.",
                )


def require_assessable(application: Received, event: Assessed) -> None:
    """Refuse an assessment of what nobody claims, by the applicant, by no person, or twice by one.

    Raises:
        RecognitionError: ``recognise.unknown-outcome``, ``recognise.own-case``,
            ``recognise.no-person`` or ``recognise.same-person``.
    """
    claimed = [one.outcome for one in _claimed(application)]
    if event.outcome not in claimed:
        raise unknown_outcome(event.outcome, claimed, "outcome")
    assessors = [event.by, *([event.second.by] if event.second else [])]
    names = [fold(one.name) for one in assessors]
    if fold(application.applicant.name) in names:
        raise RecognitionError(
            "recognise.own-case",
            f"{application.applicant.name} is the applicant and cannot assess.",
            place="by",
            remedy="Have another person assess; add a middle name where two people share one.",
        )
    for one in filter(is_program, (one.name for one in assessors)):
        raise RecognitionError(
            "recognise.no-person",
            f"{one!r} is no person, and only a person assesses.",
            place="by",
            remedy="Name the person who assessed it and answers for it.",
        )
    if len(set(names)) < len(names):
        raise RecognitionError(
            "recognise.same-person",
            f"{event.by.name} cannot be the second assessor too.",
            place="second.by",
            remedy="Have another person assess it too, or name no second assessor.",
        )


def not_assessed(
    application: Received, assessed: Mapping[str, Assessed]
) -> Iterator[RecognitionError]:
    """Yield what keeps the claim from being decided about at all."""
    for one in _claimed(application):
        found = assessed.get(one.outcome)
        if found is None:
            yield RecognitionError(
                "recognise.not-assessed",
                f"Nobody has assessed {one.outcome!r}, which is claimed.",
                remedy="Assess it; whether it is shown decides.",
            )
        elif found.shown is None:
            yield RecognitionError(
                "recognise.assessors-disagree",
                f"The two assessors disagree about {one.outcome!r}.",
                remedy="Have it assessed again, by people who then agree.",
            )


def not_shown(
    case: RecognitionCase, application: Received, assessed: Mapping[str, Assessed]
) -> Iterator[RecognitionError]:
    """Yield what keeps the claim from full recognition: outcomes that were not shown."""
    if application.claim is None:
        return
    claimed = {one.outcome for one in _claimed(application)}
    for outcome in case.target.achievement.outcomes:
        if outcome.id not in claimed and application.credentials:
            continue  # a credential may stand for it; the comparison tells
        found = assessed.get(outcome.id)
        if found is None or not found.shown:
            yield RecognitionError(
                "recognise.outcome-not-shown",
                f"The outcome {outcome.id!r} was not shown, so it is not fully recognised.",
                place="decision.outcome",
                remedy="Recognise in part, and name the outcome among the conditions.",
            )


def unknown_outcome(outcome: str, known: Sequence[str], place: str) -> RecognitionError:
    """Return the error for an outcome that is not among those that it could be."""
    listed = ", ".join(known) or "none"
    return RecognitionError(
        "recognise.unknown-outcome",
        f"There is no outcome {outcome!r} here.",
        place=place,
        remedy=f"There are: {listed}.",
    )


def _claimed(application: Received) -> tuple[ClaimedOutcome, ...]:
    return application.claim.outcomes if application.claim else ()
