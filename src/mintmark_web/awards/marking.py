"""From marks for outcomes to a result: exact, and never rounded up to a pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from mintmark import Achievement, Assessment, LearningOutcome
from mintmark_web.awards.types import Given

_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Whole:
    """The result of an attempt.

    Attributes:
        score: a share of the full mark, or None where only levels were given.
        level: the rubric level's local id, or empty.
        passed: whether it is enough; None where nothing given decides that.
    """

    score: Decimal | None
    level: str
    passed: bool | None


def outcomes_of(achievement: Achievement, assessment: Assessment) -> tuple[LearningOutcome, ...]:
    """Return the outcomes that an assessment assesses: those it names, or all."""
    wanted = assessment.outcomes
    return tuple(one for one in achievement.outcomes if not wanted or one.id in wanted)


def is_practice(assessment: Assessment) -> bool:
    """Say whether an assessment is practice along the way and never decides."""
    return assessment.summative is False


def pass_mark(assessment: Assessment, otherwise: Decimal) -> Decimal:
    """Return the share that is needed: the assessment's own, or else the offering's."""
    return assessment.pass_mark if assessment.pass_mark is not None else otherwise


def result(
    assessment: Assessment, given: Sequence[Given], whole: Given, otherwise: Decimal
) -> Whole:
    """Work out the result of an attempt.

    What is given for the whole counts before what follows from the outcomes. A score follows from
    the outcomes' scores, or else the points of their levels, as their mean. The level is the
    lowest of the outcomes': who has shown all but one thing well has not shown that one.

    Args:
        given: the marks, one an outcome.
        whole: what is given for the assessment as a whole, or nothing in it.
        otherwise: the pass mark where the assessment names none.
    """
    score = whole.score if whole.score is not None else _mean(assessment, given)
    level = whole.level or _lowest(assessment, given)
    return Whole(score, level, _passed(assessment, score, level, otherwise))


def is_from_levels(assessment: Assessment, score: Decimal | None, given: Sequence[Given]) -> bool:
    """Say whether a score is nothing but the points of the levels that were given.

    It decides against a pass mark. To people it says less than the level: the middle of three is
    not half of what is to be known.
    """
    by_level = bool(given) and all(one.score is None for one in given)
    return by_level and score is not None and score == _mean(assessment, given)


def _mean(assessment: Assessment, given: Sequence[Given]) -> Decimal | None:
    scores = [_score(assessment, one) for one in given]
    known = [one for one in scores if one is not None]
    if not known or len(known) < len(scores):
        return None  # a mean over some of the outcomes would hide the others
    mean = sum(known, Fraction()) / len(known)
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    return exact.quantize(_PLACES, ROUND_DOWN)


def _score(assessment: Assessment, given: Given) -> Fraction | None:
    if given.score is not None:
        return Fraction(given.score)
    points = {level.id: level.points for level in assessment.rubric}
    most = max((one for one in points.values() if one is not None), default=Decimal())
    reached = points.get(given.level)
    return Fraction(reached) / Fraction(most) if reached is not None and most else None


def _lowest(assessment: Assessment, given: Iterable[Given]) -> str:
    ladder = [level.id for level in assessment.rubric]
    reached = [ladder.index(one.level) if one.level in ladder else None for one in given]
    known = [one for one in reached if one is not None]
    return ladder[min(known)] if known and len(known) == len(reached) else ""


def _passed(
    assessment: Assessment, score: Decimal | None, level: str, otherwise: Decimal
) -> bool | None:
    ladder = [one.id for one in assessment.rubric]
    verdicts: list[bool] = []
    if assessment.required_level is not None:
        if level not in ladder:
            return None
        verdicts.append(ladder.index(level) >= ladder.index(assessment.required_level))
    if score is not None:
        verdicts.append(score >= pass_mark(assessment, otherwise))
    elif assessment.pass_mark is not None or not verdicts:
        return None
    return all(verdicts)
