"""What a stack needs to know of a credential, worked out once; "cannot tell" is an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from mintmark.encoding.periods import add_duration
from mintmark.equivalence import Answer, credits_in, level_in
from mintmark.equivalence.library import library
from mintmark.errors import DraftError
from mintmark.model import Achievement, Award, Holding, LevelFloor


class Sure(IntEnum):
    """No, cannot tell, yes: the least of several is "and", the most is "or"."""

    NO = 0
    MAYBE = 1
    YES = 2


class Facts:
    """A holding that can be read, with what follows from it."""

    def __init__(self, holding: Holding, as_of: date) -> None:
        if holding.achievement is None or holding.award is None:
            raise ValueError("a holding that cannot be read has no facts")
        self.holding = holding
        self.achievement: Achievement = holding.achievement
        self.award: Award = holding.award
        self.as_of = as_of
        self.sure = Sure.YES if holding.standing == "valid" else Sure.MAYBE
        self.doubtful = self.sure is Sure.MAYBE
        """Whether an answer about it was "cannot tell" so far."""
        self._credits: dict[str, Answer | None] = {}
        self._reached: dict[tuple[str, str], Sure] = {}

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """The outcomes it assesses: each by the framework entries it is aligned with, or its id."""
        return _outcomes(self.achievement)

    @cached_property
    def things(self) -> frozenset[str]:
        """Everything it is of: its achievement, outcomes and skills, by address."""
        achievement = self.achievement
        local = (achievement.local_iri(one.id) for one in achievement.outcomes)
        return self.outcomes.union(local, (achievement.id,))

    @cached_property
    def scores(self) -> tuple[Decimal, ...]:
        """The scores of its assessments."""
        return tuple(one.score for one in self.award.results if one.score is not None)

    @property
    def graded(self) -> bool:
        """Whether it has a score, a grade, points or a level of a rubric."""
        return any(
            one.score is not None or one.grade or one.level or one.points is not None
            for one in self.award.results
        )

    def credits(self, system: str) -> Answer | None:
        """Return what it is worth in a credit system; None where it says nothing of its size."""
        if system not in self._credits:
            answer = credits_in(self.achievement.workload, system, self.as_of)
            self.doubtful |= answer is not None and answer.value is None
            self._credits[system] = answer
        return self._credits[system]

    def reaches(self, floor: LevelFloor) -> Sure:
        """Return whether its level is at least that."""
        key = floor.framework, floor.at_least
        if key not in self._reached:
            self._reached[key] = self._reaches(floor)
        return self._reached[key]

    def _reaches(self, floor: LevelFloor) -> Sure:
        answer = level_in(self.achievement.levels, floor.framework, self.as_of)
        if answer is None:
            return Sure.NO
        levels = _levels(floor.framework)
        least = levels[floor.at_least]
        if isinstance(answer.value, str):
            return told(levels[answer.value] >= least)
        ends = [levels[end] for end in (answer.low, answer.high) if isinstance(end, str)]
        return Sure.NO if ends and max(ends) < least else Sure.MAYBE


class _Levels(dict[str, int]):
    """The rank of each level, however it is written."""

    def __init__(self, framework: str) -> None:
        self._framework = library().find_framework(framework)
        super().__init__({name: rank for rank, name in enumerate(self._framework.levels)})

    def __missing__(self, text: str) -> int:
        return self[self._framework.level(text) or self._framework.levels[0]]


@lru_cache(maxsize=256)
def _levels(framework: str) -> _Levels:
    return _Levels(framework)


def _outcomes(achievement: Achievement) -> frozenset[str]:
    found: set[str] = set()
    for outcome in achievement.outcomes:
        entries = [one.url for one in outcome.alignments if one.type != "esco-occupation"]
        found.update(entries or [achievement.local_iri(outcome.id)])
    return frozenset(found)


def told(holds: bool) -> Sure:
    """Return yes or no."""
    return Sure.YES if holds else Sure.NO


@lru_cache(maxsize=4096)
def later(day: date, span: str) -> date:
    """Return the day that lies an ISO 8601 duration after another, the last of all if beyond it."""
    try:
        return add_duration(day, span)
    except DraftError:
        return date.max


def worth(answer: Answer | None, hopeful: bool) -> Fraction | None:
    """Return the credits that count; None says that any number may be hoped for.

    Args:
        answer: what ``credits_in`` said.
        hopeful: whether what cannot be told is taken at its best.
    """
    if answer is None:
        return Fraction(0)
    if isinstance(answer.value, Fraction):
        return answer.value
    if not hopeful:
        return Fraction(0)
    return answer.high if isinstance(answer.high, Fraction) else None
