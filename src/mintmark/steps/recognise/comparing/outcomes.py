"""How far each outcome of the target is covered, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mintmark.model import Award, OutcomeCoverage, OutcomeMatch, Target
from mintmark.model.comparison import Told
from mintmark.steps.recognise.comparing.matching import BASES, Finding, Matcher, readable
from mintmark.steps.recognise.comparing.sources import Source
from mintmark.steps.recognise.comparing.texts import Statement

Covered = Literal["covered", "partly", "not-found", "cannot-tell"]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a source stands to the level and quality asked for; None where none is."""

    level: Told | None
    quality: Told | None

    @property
    def rank(self) -> tuple[int, int]:
        """The better, the smaller: first by the worse of the two, then by the other."""
        first, second = (_TOLD.index(one or "yes") for one in (self.level, self.quality))
        return max(first, second), min(first, second)


_TOLD: tuple[Told, ...] = ("yes", "cannot-tell", "no")


def cover(
    target: Target,
    statement: Statement,
    sources: Sequence[Source],
    matcher: Matcher,
    fits: Mapping[str, Fit],
    meant: Mapping[tuple[str, str, str], Finding],
) -> OutcomeCoverage:
    """Return how far one outcome of the target is covered.

    Every source outcome may be matched with several of the target's, and the other way round.
    The matches stand in a fixed order: those that cover first, then those of sources that fit in
    level and quality, the surest reason, the highest score, the credential's id, the outcome's.

    Args:
        target: what the sources are held against.
        statement: its outcome.
        sources: what was learnt.
        matcher: the target's outcomes.
        fits: how each source stands to the level and quality asked for.
        meant: what an embedding found, by target outcome, source and source outcome.
    """
    found = sorted(
        _matches(statement, sources, matcher, meant), key=lambda match: _order(match, fits)
    )
    outcome, language = statement.outcome, target.achievement.language
    covered = _covered(statement, sources, found)
    fit = fits[found[0].credential] if found else Fit(None, None)
    shares = {one.outcome: Fraction(one.credits) for one in target.credits_by_outcome}
    return OutcomeCoverage(
        outcome=outcome.id,
        title=statement.title(language),
        essential=outcome.id in target.essential,
        covered=covered,
        reason=_reason(covered, found),
        at_level=fit.level,
        quality_enough=fit.quality,
        credits=shares.get(outcome.id),
        matches=tuple(found),
    )


def covers(match: OutcomeMatch) -> bool:
    """Say whether a match covers an outcome by itself: as much, as demanding, and assessed."""
    return match.strength == "same" and not (match.asks_for_less or match.lacks_assessment)


def _order(match: OutcomeMatch, fits: Mapping[str, Fit]) -> tuple[object, ...]:
    basis = BASES.index(match.basis)
    fit = fits[match.credential].rank
    sure = (not covers(match), fit, match.strength == "near", basis, -match.score)
    return *sure, match.credential, match.outcome


def _matches(
    target: Statement,
    sources: Sequence[Source],
    matcher: Matcher,
    meant: Mapping[tuple[str, str, str], Finding],
) -> Iterator[OutcomeMatch]:
    for source in sources:
        for statement in source.statements:
            place = (target.outcome.id, source.id, statement.outcome.id)
            found = matcher.find(target, statement) or meant.get(place)
            if found is not None:
                yield _match(target, source, statement, found)


def _match(target: Statement, source: Source, statement: Statement, found: Finding) -> OutcomeMatch:
    return OutcomeMatch(
        credential=source.id,
        outcome=statement.outcome.id,
        title=statement.title(found.language or target.achievement.language),
        basis=found.basis,
        score=found.score,
        strength=found.strength,
        language=found.language,
        shared=found.shared,
        lacking=found.lacking,
        demand=found.demand,
        demand_of_target=found.demand_of_target,
        assessed=_assessed(statement),
        assessed_in_target=_assessed(target),
        reached=tuple(dict.fromkeys(_reached(source.award, statement))),
    )


def _assessing(statement: Statement) -> list[str]:
    outcome = statement.outcome.id
    assessments = statement.achievement.assessments
    return [one.id for one in assessments if not one.outcomes or outcome in one.outcomes]


def _assessed(statement: Statement) -> Told:
    if not statement.achievement.assessments:
        return "cannot-tell"
    return "yes" if _assessing(statement) else "no"


def _reached(award: Award | None, statement: Statement) -> Iterator[str]:
    """Yield what the award says of the assessments of an outcome: rubric level, grade or score."""
    achievement, assessing = statement.achievement, _assessing(statement)
    for result in award.results if award else ():
        assessment = achievement.assessment(result.assessment)
        if assessment is None or assessment.id not in assessing:
            continue
        names = {level.id: level.name for level in assessment.rubric}
        if result.level in names:
            yield names[result.level].best(achievement.language)
        elif result.level or result.grade:
            yield str(result.level or result.grade)
        elif result.score is not None:
            yield f"{(result.score * 100).normalize():f} %"


def _covered(
    target: Statement, sources: Sequence[Source], found: Sequence[OutcomeMatch]
) -> Covered:
    if any(map(covers, found)):
        return "covered"
    if found:
        return "partly"
    return "cannot-tell" if any(unread(target, source) for source in sources) else "not-found"


def unread(target: Statement, source: Source) -> bool:
    """Say whether a source may have an outcome that could not be read, or names none."""
    return not source.statements or not readable(target, source.statements)


def _reason(covered: Covered, found: Sequence[OutcomeMatch]) -> str:
    if not found:
        return _NOTHING[covered]
    best = found[0]
    limits = " and ".join(_limits(best))
    return f"{_WORDS[best.basis, best.strength]}{', but ' if limits else ''}{limits}."


_NOTHING = {
    "not-found": "No outcome of the sources reads like it.",
    "cannot-tell": "There is nothing to read in a language that both have.",
}
_WORDS = {
    ("same-address", "same"): "It is the same outcome",
    ("same-entry", "same"): "Both are aligned with the same entry of a framework",
    ("same-entry", "near"): "Both are aligned with an entry of a framework, among others",
    ("wording", "same"): "It reads much the same",
    ("wording", "near"): "It reads alike",
    ("meaning", "near"): "It may mean much the same",
}


def _limits(match: OutcomeMatch) -> Iterator[str]:
    if match.lacking:
        yield f"it does not say {', '.join(match.lacking)}"
    if match.asks_for_less:
        yield f"it asks to {match.demand} where the target asks to {match.demand_of_target}"
    if match.lacks_assessment:
        yield "the source does not assess it"
