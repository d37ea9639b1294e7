"""What a predicate answers, what it looks at, and the simple ones that look at one place."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator

from mintmark.errors import RulebookError
from mintmark.frameworks.paths import AWARD, Hit, read, types_at
from mintmark.model import Award


class Truth(IntEnum):
    """The four answers, in the order in which ``all`` takes the lowest and ``any`` the highest."""

    FALSE = 0
    UNKNOWN = 1
    """The record does not say."""
    PENDING = 2
    """Only an award can say, and there is none yet."""
    TRUE = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What predicates look at: an achievement (or an entry in it) and, once made, its award."""

    noun: BaseModel
    award: Award | None = None

    def hits(self, path: str) -> tuple[Hit, ...] | None:
        """Return what ``path`` leads to, or None where only an award that is not there has it."""
        if not path.startswith(AWARD):
            return read(self.noun, path)
        if self.award is None:
            return None
        found = read(self.award, path.removeprefix(AWARD))
        return tuple(Hit(AWARD + hit.path, hit.value) for hit in found)


class Condition(BaseModel, ABC):
    """What all predicates share."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @abstractmethod
    def truth(self, subject: Subject) -> Truth:
        """Return whether ``subject`` satisfies this."""

    @abstractmethod
    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield, in words, what in this predicate cannot be about ``models``."""


class Present(Condition):
    """Something is written at the path."""

    present: str

    def truth(self, subject: Subject) -> Truth:
        """Return TRUE where at least one value is there and is no placeholder."""
        hits = subject.hits(self.present)
        return Truth.PENDING if hits is None else _truth(any(hit.filled for hit in hits))

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path."""
        yield from path_faults(models, self.present)


class Value(Condition):
    """Some value at the path is one of those named. Where nothing is said, it is UNKNOWN."""

    path: str
    equals: str | None = None
    one_of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_values(self) -> Self:
        if (self.equals is None) == (not self.one_of):
            raise ValueError("needs either equals or one_of")
        return self

    @property
    def _wanted(self) -> tuple[str, ...]:
        return self.one_of if self.equals is None else (self.equals,)

    def truth(self, subject: Subject) -> Truth:
        """Compare as words: ``true`` is the word of a boolean."""
        hits = subject.hits(self.path)
        if not hits:
            return Truth.PENDING if hits is None else Truth.UNKNOWN
        return _truth(any(_word(hit.value) in self._wanted for hit in hits))

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path, or where it can never have such a value."""
        yield from path_faults(models, self.path)
        possible = _possible_words(models, self.path)
        if possible is not None:
            impossible = [word for word in self._wanted if word not in possible]
            yield from (f"{self.path} can never be {word!r}" for word in impossible)


class Bounds(Condition):
    """A lower bound, an upper bound, or both; both are included."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs at_least or at_most")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least is above at_most")
        return self

    def within(self, number: Decimal) -> bool:
        """Whether ``number`` lies within the bounds."""
        return (self.at_least is None or number >= self.at_least) and (
            self.at_most is None or number <= self.at_most
        )


class Number(Bounds):
    """Some number at the path lies within bounds. Where there is no number, it is UNKNOWN."""

    path: str

    def truth(self, subject: Subject) -> Truth:
        """Numbers written as text, such as the level ``"6"``, count as numbers."""
        hits = subject.hits(self.path)
        if hits is None:
            return Truth.PENDING
        numbers = [number for hit in hits if (number := _number(hit.value)) is not None]
        return _truth(any(map(self.within, numbers))) if numbers else Truth.UNKNOWN

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path."""
        yield from path_faults(models, self.path)


class Count(Bounds):
    """So many entries (placeholders not counted) are at the path."""

    count: str

    def truth(self, subject: Subject) -> Truth:
        """Return TRUE where the number of filled entries lies within the bounds."""
        hits = subject.hits(self.count)
        if hits is None:
            return Truth.PENDING
        return _truth(self.within(Decimal(sum(hit.filled for hit in hits))))

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path."""
        yield from path_faults(models, self.count)


class Subset(Condition):
    """Every value at one path is among the values at another. Nothing at all is FALSE."""

    subset: str
    of: str

    def truth(self, subject: Subject) -> Truth:
        """Return FALSE where the first path leads to nothing: an empty set shows nothing."""
        parts, whole = subject.hits(self.subset), subject.hits(self.of)
        if parts is None or whole is None:
            return Truth.PENDING
        known = {_word(hit.value) for hit in whole}
        return _truth(bool(parts) and all(_word(hit.value) in known for hit in parts))

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault for each path that is not there."""
        yield from path_faults(models, self.subset)
        yield from path_faults(models, self.of)


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


def _truth(answer: bool) -> Truth:
    return Truth.TRUE if answer else Truth.FALSE


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


_NUMERAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def _number(value: object) -> Decimal | None:
    if isinstance(value, str) and _NUMERAL.fullmatch(value):
        return Decimal(value)
    return value if isinstance(value, Decimal) else None


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
