"""What a predicate answers, what it looks at, and the simple ones that look at one place."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator

from mintmark.errors import RulebookError
from mintmark.frameworks.paths import AWARD, types_at
from mintmark.frameworks.subject import Subject
from mintmark.model import Award, Text


class Truth(IntEnum):
    """The four answers, in the order in which ``all`` takes the lowest and ``any`` the highest."""

    FALSE = 0
    UNKNOWN = 1
    """The record does not say, or not clearly enough."""
    PENDING = 2
    """Only an award can say, and there is none yet."""
    TRUE = 3


class Data(BaseModel):
    """A part of a rulebook: frozen, and nothing in it is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Condition(Data, ABC):
    """What all predicates share."""

    @abstractmethod
    def truth(self, subject: Subject) -> Truth:
        """Return whether ``subject`` satisfies this."""

    @abstractmethod
    def paths(self) -> Iterator[str]:
        """Yield the paths that this looks at, in the order in which it names them."""

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield, in words, what in this predicate cannot be about ``models``."""
        for path in self.paths():
            yield from path_faults(models, path)

    def parts(self) -> tuple[Condition, ...]:
        """Return the predicates that must hold, or may, for this one to hold."""
        return ()

    def remarks(self, subject: Subject) -> Iterator[str]:
        """Yield sentences on how this was found, where the fields alone do not show it."""
        del subject
        return iter(())


class Present(Condition):
    """Something is written at the path."""

    present: str

    def truth(self, subject: Subject) -> Truth:
        """Return TRUE where at least one value is there and is no placeholder."""
        filled = subject.filled(self.present)
        if filled:
            return Truth.TRUE
        return Truth.PENDING if filled is None else Truth.FALSE

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.present


class Value(Condition):
    """The values at the path, compared as words. Where nothing is said, it is UNKNOWN.

    Attributes:
        equals: some value is this one.
        one_of: some value is among these.
        not_only: some value is another than these.
        mentions: some text there has one of these words in it, in any language of the text,
            capitals or not.
    """

    path: str
    equals: str | None = None
    one_of: tuple[str, ...] = ()
    not_only: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        asked = (self.equals is not None, self.one_of, self.not_only, self.mentions)
        if sum(map(bool, asked)) != 1:
            raise ValueError("needs one of equals, one_of, not_only and mentions")
        return self

    @cached_property
    def _words(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self.mentions))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    def truth(self, subject: Subject) -> Truth:
        """Compare as words: ``true`` is the word of a boolean. Placeholders are no values."""
        filled = subject.filled(self.path)
        if not filled:
            return Truth.PENDING if filled is None else Truth.UNKNOWN
        fits = self._fits
        for value in filled:
            if fits(value):
                return Truth.TRUE
        return Truth.FALSE

    @cached_property
    def _fits(self) -> Callable[[object], bool]:
        """The test of one value, chosen once."""
        if self.mentions:
            found = self._words.search
            return lambda value: any(map(found, _texts(value)))
        if self.not_only:
            others = frozenset(self.not_only)
            return lambda value: _word(value) not in others
        wanted = frozenset(self.one_of if self.equals is None else (self.equals,))
        return lambda value: _word(value) in wanted

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.path

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path, or where it can never have such a value."""
        yield from path_faults(models, self.path)
        possible = _possible_words(models, self.path)
        if possible is not None:
            asked = (*filter(None, (self.equals,)), *self.one_of, *self.not_only)
            impossible = [word for word in asked if word not in possible]
            yield from (f"{self.path} can never be {word!r}" for word in impossible)


class Bounds(Data):
    """A lower bound, an upper bound, or both. ``at_...`` are included, the others are not."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        lower = [bound for bound in (self.at_least, self.above) if bound is not None]
        upper = [bound for bound in (self.at_most, self.below) if bound is not None]
        if not lower and not upper:
            raise ValueError("needs at_least, above, at_most or below")
        if len(lower) > 1 or len(upper) > 1:
            raise ValueError("has two lower or two upper bounds")
        if lower and upper and lower[0] > upper[0]:
            raise ValueError("the lower bound is above the upper one")
        return self

    @cached_property
    def _exact(self) -> tuple[Fraction | None, ...]:
        return tuple(
            None if bound is None else Fraction(bound)
            for bound in (self.at_least, self.above, self.at_most, self.below)
        )

    def judge(self, low: Fraction, high: Fraction | None = None) -> Truth:
        """Return whether every number from ``low`` to ``high`` lies within (TRUE), or none does.

        Where some do and some do not, it is UNKNOWN: a range that straddles a bound decides
        nothing.
        """
        high = low if high is None else high
        at_least, above, at_most, below = self._exact
        answers = [Truth.TRUE]
        if at_least is not None:
            answers.append(both(low >= at_least, high >= at_least))
        if above is not None:
            answers.append(both(low > above, high > above))
        if at_most is not None:
            answers.append(both(low <= at_most, high <= at_most))
        if below is not None:
            answers.append(both(low < below, high < below))
        return min(answers)

    def __str__(self) -> str:
        names = {"at_least": "at least", "above": "more than", "at_most": "at most"}
        said = ((names.get(name, "less than"), bound) for name, bound in self.bounds())
        return " and ".join(f"{word} {bound:f}" for word, bound in said)

    def bounds(self) -> Iterator[tuple[str, Decimal]]:
        """Yield the bounds that there are, by name."""
        for name in ("at_least", "above", "at_most", "below"):
            bound = getattr(self, name)
            if bound is not None:
                yield name, bound


class Number(Condition, Bounds):
    """Some number at the path lies within bounds. Where there is no number, it is UNKNOWN."""

    path: str

    def truth(self, subject: Subject) -> Truth:
        """Numbers written as text, such as the level ``"6"``, count as numbers."""
        values = subject.values(self.path)
        if values is None:
            return Truth.PENDING
        numbers = [number for value in values if (number := _number(value)) is not None]
        return max(map(self.judge, numbers), default=Truth.UNKNOWN)

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.path


class Count(Condition, Bounds):
    """So many entries (placeholders not counted) are at the path."""

    count: str

    def truth(self, subject: Subject) -> Truth:
        """Return TRUE where the number of filled entries lies within the bounds."""
        filled = subject.filled(self.count)
        return Truth.PENDING if filled is None else self.judge(Fraction(len(filled)))

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.count


class WordCount(Condition, Bounds):
    """Each text at the path has so many words. Where nothing is written, it is UNKNOWN."""

    words: str

    def truth(self, subject: Subject) -> Truth:
        """Return the answer for the text and language that fits least."""
        filled = subject.filled(self.words)
        if filled is None:
            return Truth.PENDING
        counts = [Fraction(len(text.split())) for value in filled for text in _texts(value)]
        return min(map(self.judge, counts), default=Truth.UNKNOWN)

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.words


class Subset(Condition):
    """Every value at one path is among the values at another. Nothing at all is FALSE."""

    subset: str
    of: str

    def truth(self, subject: Subject) -> Truth:
        """Return FALSE where the first path leads to nothing: an empty set shows nothing."""
        parts, whole = subject.values(self.subset), subject.values(self.of)
        if parts is None or whole is None:
            return Truth.PENDING
        known = set(map(_word, whole))
        return as_truth(bool(parts) and all(_word(value) in known for value in parts))

    def paths(self) -> Iterator[str]:
        """Yield both paths."""
        yield self.subset
        yield self.of


def path_faults(models: tuple[Any, ...], path: str) -> Iterator[str]:
    """Yield a fault in words where ``path`` leads nowhere in ``models``."""
    try:
        leaves(models, path)
    except RulebookError as unknown:
        yield unknown.message


def leaves(models: tuple[Any, ...], path: str) -> tuple[Any, ...]:
    """Return the types at ``path``, which may lead into the award.

    Raises:
        RulebookError: there is no such path.
    """
    if path.startswith(AWARD):
        return types_at((Award,), path.removeprefix(AWARD))
    return types_at(models, path)


def as_truth(answer: bool) -> Truth:
    """Return TRUE or FALSE."""
    return Truth.TRUE if answer else Truth.FALSE


def both(one: bool, other: bool) -> Truth:
    """Return what both ends of a range say, or UNKNOWN where they disagree."""
    return as_truth(one) if one == other else Truth.UNKNOWN


_NUMERAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def _number(value: object) -> Fraction | None:
    """Return the number that a value is, also one written as text, or None."""
    if isinstance(value, str) and _NUMERAL.fullmatch(value):
        return Fraction(value)
    return Fraction(value) if isinstance(value, Decimal) else None


def _word(value: object) -> str:
    if type(value) is str:
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(value: object) -> Iterable[str]:
    return value.root.values() if isinstance(value, Text) else (str(value),)


def _possible_words(models: tuple[Any, ...], path: str) -> set[str] | None:
    """Return all values that ``path`` can have, or None where it may have others."""
    try:
        found = leaves(models, path)
    except RulebookError:
        return None
    words: set[str] = set()
    for leaf in found:
        if get_origin(leaf) is Literal:
            words.update(get_args(leaf))
        elif leaf is bool:
            words.update(("true", "false"))
        else:
            return None
    return words
