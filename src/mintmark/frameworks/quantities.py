"""Predicates on how much and how high: credits, hours, level, price per credit.

They ask what the record states, and where it states it in another system, what that is worth
here. It need not be known exactly: a range that lies within the bounds as a whole is enough, and
one that lies outside as a whole is too. One that straddles a bound, or that nothing sure limits,
is UNKNOWN. The remark says what was found and how.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar

from pydantic import StringConstraints, model_validator

from mintmark.equivalence import Answer, credits_in, level_in, number
from mintmark.equivalence.facts import Framework
from mintmark.equivalence.library import library
from mintmark.equivalence.records import STATED
from mintmark.errors import UsageError
from mintmark.frameworks.conditions import Bounds, Condition, Data, Truth, in_words
from mintmark.frameworks.subject import Subject
from mintmark.model import Level, NoLevel, Price, Workload

_CREDITS = "workload.credits"
_HOURS = "workload.hours"
_PRICE = "price"
_LEVELS = "levels"
_Kind = TypeVar("_Kind")
_Name = Annotated[str, StringConstraints(min_length=1)]


class Measured(Condition):
    """What these predicates share: they compare an answer, and say how it was found."""

    @abstractmethod
    def answer(self, subject: Subject) -> Answer | None:
        """Return what the record is worth in the unit that is asked for."""

    @abstractmethod
    def wanted(self) -> str:
        """Return the bounds in words."""

    @abstractmethod
    def _compare(self, subject: Subject, answer: Answer) -> Truth:
        """Compare the range of an answer with the bounds; UNKNOWN where nothing limits it."""

    def truth(self, subject: Subject) -> Truth:
        """Compare what the record is worth with the bounds."""
        answer = self.answer(subject)
        return Truth.UNKNOWN if answer is None else self._compare(subject, answer)

    def remarks(self, subject: Subject) -> Iterator[str]:
        """Yield what it is worth, and by which method."""
        answer = self.answer(subject)
        if answer is None:
            if any(map(subject.values, self.paths())):
                yield "What is written cannot be compared with what is wanted."
        elif answer.value is None:
            settled = self.truth(subject) is not Truth.UNKNOWN
            yield _ranged(answer) if settled else _undecided(answer)
        elif answer.method != STATED:
            yield _converted(answer)

    def wishes(self, subject: Subject) -> Iterator[str]:
        """Yield what is wanted, unless the record itself states it."""
        answer = self.answer(subject)
        stated = answer is not None and answer.method == STATED
        if not stated or self.truth(subject) is not Truth.TRUE:
            yield self.wanted()


def _undecided(answer: Answer) -> str:
    why = answer.note or "no way leads there."
    return f"What {answer.asked} is in {answer.to} cannot be told: {why}"


def _ranged(answer: Answer) -> str:
    """Say what settles the question though the exact value is not known."""
    span = f"from {_show(answer.low)} to {_show(answer.high)}"
    if answer.low == answer.high:
        span = _show(answer.low)
    return f"{answer.asked} is {span} in {answer.to}, which is enough to tell."


def _converted(answer: Answer) -> str:
    low, high = _show(answer.low), _show(answer.high)
    span = "" if low == high else f", by other methods {low} to {high}"
    return f"{answer.asked} counts as {_show(answer.value)} {answer.to} ({answer.method}){span}."


def _show(value: Fraction | str | None) -> str:
    return number(value) if isinstance(value, Fraction) else value or "?"


class InSystem(Bounds):
    """Bounds on credits in a named system."""

    system: _Name


class Credits(Measured):
    """The workload lies within bounds in a named credit system."""

    credits: InSystem

    def answer(self, subject: Subject) -> Answer | None:
        """Return the workload in that system."""
        return _workload_in(subject, self.credits.system)

    def wanted(self) -> str:
        """Return the bounds in words."""
        return f"{self.credits} {self.credits.system} credits"

    def _compare(self, subject: Subject, answer: Answer) -> Truth:
        del subject
        return _within(self.credits, answer)

    def paths(self) -> Iterator[str]:
        """Yield where credits, and the hours they may be found by, are written."""
        yield _CREDITS
        yield _HOURS

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault also where nobody knows the credit system."""
        yield from super().faults(models)
        yield from _unknown_system(self.credits.system)


class Hours(Measured):
    """The notional hours lie within bounds."""

    hours: Bounds

    def answer(self, subject: Subject) -> Answer | None:
        """Return the workload in hours."""
        return _workload_in(subject, "h")

    def wanted(self) -> str:
        """Return the bounds in words."""
        bounds = str(self.hours)
        return f"{bounds} hour" if bounds.endswith(" 1") else f"{bounds} hours"

    def _compare(self, subject: Subject, answer: Answer) -> Truth:
        del subject
        return _within(self.hours, answer)

    def paths(self) -> Iterator[str]:
        """Yield where hours, and the credits they may be found by, are written."""
        yield _HOURS
        yield _CREDITS


class PerCredit(InSystem):
    """Bounds on the price of one credit."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class PricePerCredit(Measured):
    """What one credit costs the learner lies within bounds.

    A price in other money is UNKNOWN; nothing is nothing in any money.
    """

    price_per_credit: PerCredit

    def answer(self, subject: Subject) -> Answer | None:
        """Return the credits that the price is shared by, or None without a price to share."""
        if self._price(subject) is None:
            return None
        return _workload_in(subject, self.price_per_credit.system)

    def truth(self, subject: Subject) -> Truth:
        """Compare; what is free of charge costs nothing per credit, however many there are."""
        price = _one(subject, _PRICE, Price)
        if price is not None and price.amount == 0:
            return self.price_per_credit.judge(Fraction(0))
        return super().truth(subject)

    def wanted(self) -> str:
        """Return the bounds in words."""
        asked = self.price_per_credit
        return f"{asked} {asked.currency} for one {asked.system} credit"

    def _compare(self, subject: Subject, answer: Answer) -> Truth:
        price = self._price(subject)
        low, high = answer.low, answer.high
        if price is None or not isinstance(low, Fraction) or not isinstance(high, Fraction):
            return Truth.UNKNOWN
        amount = Fraction(price.amount)
        return self.price_per_credit.judge(amount / high, amount / low)

    def _price(self, subject: Subject) -> Price | None:
        price = _one(subject, _PRICE, Price)
        same = price is not None and price.currency == self.price_per_credit.currency
        return price if same else None

    def paths(self) -> Iterator[str]:
        """Yield where price and size are written."""
        yield from ("price.amount", "price.currency", _CREDITS, _HOURS)

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault also where nobody knows the credit system."""
        yield from super().faults(models)
        yield from _unknown_system(self.price_per_credit.system)


class InFramework(Data):
    """Bounds on the level in a named framework, by the names of its levels, both included."""

    framework: _Name
    at_least: _Name | None = None
    at_most: _Name | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs at_least or at_most")
        return self

    @cached_property
    def ladder(self) -> Framework:
        """The framework itself.

        Raises:
            UsageError: nobody knows it.
        """
        return library().find_framework(self.framework)

    @cached_property
    def rungs(self) -> tuple[int, int]:
        """The lowest and the highest place among its levels that are wanted.

        Raises:
            ValueError: it has no such level.
        """
        low = 0 if self.at_least is None else self.rung(self.at_least)
        high = len(self.ladder.levels) - 1 if self.at_most is None else self.rung(self.at_most)
        return low, high

    def rung(self, name: str) -> int:
        """Return the place of a level among the levels, the lowest being 0."""
        level = self.ladder.level(name)
        if level is None:
            raise ValueError(f"{self.framework} has no level {name!r}")
        return self.ladder.levels.index(level)

    def __str__(self) -> str:
        bounds = (("at_least", self.at_least), ("at_most", self.at_most))
        return f"{self.framework} {in_words((name, bound) for name, bound in bounds if bound)}"


class LevelIn(Measured):
    """The level lies within bounds in a named framework. That no level applies is FALSE."""

    level: InFramework

    def truth(self, subject: Subject) -> Truth:
        """Compare the level, or what it corresponds to, with the bounds."""
        if _one(subject, _LEVELS, NoLevel) is not None:
            return Truth.FALSE
        return super().truth(subject)

    def answer(self, subject: Subject) -> Answer | None:
        """Return the level in that framework."""
        framework = self.level.framework
        return subject.once(("level", framework), lambda: _level_in(subject, framework))

    def wanted(self) -> str:
        """Return the bounds in words."""
        return str(self.level)

    def _compare(self, subject: Subject, answer: Answer) -> Truth:
        del subject
        if not isinstance(answer.low, str) or not isinstance(answer.high, str):
            return Truth.UNKNOWN
        low, high = self.level.rungs
        found = self.level.rung(answer.low), self.level.rung(answer.high)
        if low <= min(found) and max(found) <= high:
            return Truth.TRUE
        outside = max(found) < low or min(found) > high
        return Truth.FALSE if outside else Truth.UNKNOWN

    def paths(self) -> Iterator[str]:
        """Yield where levels are written."""
        yield _LEVELS

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault also where nobody knows the framework, or it has no such levels."""
        yield from super().faults(models)
        try:
            low, high = self.level.rungs
        except UsageError as error:
            yield error.message
        except ValueError as error:
            yield str(error)
        else:
            if not self.level.ladder.ordered:
                yield f"the levels of {self.level.framework} have no order"
            elif low > high:
                yield f"no level of {self.level.framework} lies within the bounds"


def _workload_in(subject: Subject, system: str) -> Answer | None:
    def found() -> Answer | None:
        workload = _one(subject, "workload", Workload)
        return None if workload is None else credits_in(workload, system, subject.as_of)

    return subject.once(("workload", system), found)


def _level_in(subject: Subject, framework: str) -> Answer | None:
    values = subject.values(_LEVELS) or ()
    levels = tuple(value for value in values if isinstance(value, Level))
    return level_in(levels, framework, subject.as_of) if levels else None


def _within(bounds: Bounds, answer: Answer) -> Truth:
    if not isinstance(answer.low, Fraction) or not isinstance(answer.high, Fraction):
        return Truth.UNKNOWN
    return bounds.judge(answer.low, answer.high)


def _unknown_system(name: str) -> Iterator[str]:
    try:
        library().find_system(name)
    except UsageError as error:
        yield error.message


def _one(subject: Subject, path: str, kind: type[_Kind]) -> _Kind | None:
    values = subject.values(path) or ()
    return next((value for value in values if isinstance(value, kind)), None)
