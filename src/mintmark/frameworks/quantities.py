"""Predicates on how much and how high: credits, hours, level, price per credit.

They ask what the record states, and where it states it in another system, what that is worth
here. An answer that is a range straddling the bound, or that the maps leave ambiguous, is
UNKNOWN, and the remark says what was found and how.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from pydantic import StringConstraints

from mintmark.frameworks.conditions import Bounds, Condition, Subject, Truth
from mintmark.frameworks.conversion import HOURS, STATED, Answer, credits_in, level_in
from mintmark.model import Level, NoLevel, Price, Workload

_WORKLOAD = "workload"
_CREDITS = "workload.credits"
_HOURS = "workload.hours"
_PRICE = "price"
_LEVELS = "levels"


class Wanted(Bounds):
    """Bounds in a named system or framework."""

    def holds(self, answer: Answer | None) -> Truth:
        """Return what the bounds say of an answer; without one that decides, UNKNOWN."""
        if answer is None or not answer.decides:
            return Truth.UNKNOWN
        return self.judge(answer.low, answer.high)


class _Measured(Condition):
    """What the predicates on quantities share: an answer, bounds, and the words about it."""

    @property
    @abstractmethod
    def _wanted(self) -> Wanted:
        """The bounds."""

    @property
    @abstractmethod
    def _unit(self) -> str:
        """What is counted, in words."""

    @abstractmethod
    def _answer(self, subject: Subject) -> Answer | None:
        """What the record is worth in that unit."""

    def truth(self, subject: Subject) -> Truth:
        """Compare what the record is worth with the bounds."""
        return self._wanted.holds(self._answer(subject))

    def remarks(self, subject: Subject) -> Iterator[str]:
        """Yield what was found in which unit, how, and what is wanted."""
        answer = self._answer(subject)
        if answer is None:
            yield f"Nothing in the record says how many {self._unit} it is."
            return
        if answer.method == STATED and self.truth(subject) is Truth.TRUE:
            return
        found = _span(answer, self._unit)
        yield f"It is {found} ({answer.method}); wanted: {self._wanted}."
        if not answer.decides:
            yield "The conversion is not clear enough to decide on."


class InSystem(Wanted):
    """Bounds on credits in a named system."""

    system: Annotated[str, StringConstraints(min_length=1)]


class Credits(_Measured):
    """The workload lies within bounds in a named credit system."""

    credits: InSystem

    @property
    def _wanted(self) -> Wanted:
        return self.credits

    @property
    def _unit(self) -> str:
        return f"{self.credits.system} credits"

    def _answer(self, subject: Subject) -> Answer | None:
        workload = _one(subject, _WORKLOAD, Workload)
        return credits_in(workload, self.credits.system, subject.as_of) if workload else None

    def paths(self) -> Iterator[str]:
        """Yield where credits, and the hours they may be found by, are written."""
        yield _CREDITS
        yield _HOURS


class Hours(_Measured):
    """The notional hours lie within bounds."""

    hours: Wanted

    @property
    def _wanted(self) -> Wanted:
        return self.hours

    @property
    def _unit(self) -> str:
        return "hours"

    def _answer(self, subject: Subject) -> Answer | None:
        workload = _one(subject, _WORKLOAD, Workload)
        return credits_in(workload, HOURS, subject.as_of) if workload else None

    def paths(self) -> Iterator[str]:
        """Yield where hours, and the credits they may be found by, are written."""
        yield _HOURS
        yield _CREDITS


class InFramework(Wanted):
    """Bounds on the level in a named framework."""

    framework: Annotated[str, StringConstraints(min_length=1)]


class LevelIn(_Measured):
    """The level lies within bounds in a named framework. That no level applies is FALSE."""

    level: InFramework

    @property
    def _wanted(self) -> Wanted:
        return self.level

    @property
    def _unit(self) -> str:
        return f"on the levels of {self.level.framework}"

    def truth(self, subject: Subject) -> Truth:
        """Compare the level, or what it corresponds to, with the bounds."""
        if _one(subject, _LEVELS, NoLevel) is not None:
            return Truth.FALSE
        return super().truth(subject)

    def _answer(self, subject: Subject) -> Answer | None:
        values = subject.values(_LEVELS) or ()
        levels = tuple(value for value in values if isinstance(value, Level))
        return level_in(levels, self.level.framework, subject.as_of) if levels else None

    def remarks(self, subject: Subject) -> Iterator[str]:
        """Yield the level that was found, how, and what is wanted."""
        name, answer = self.level.framework, self._answer(subject)
        if answer is None:
            yield f"Nothing in the record says which level of {name} it is."
            return
        if answer.method == STATED and self.truth(subject) is Truth.TRUE:
            return
        yield f"It is {_span(answer, name, before=True)} ({answer.method}); wanted: {self.level}."
        if not answer.decides:
            yield "The level maps are not clear enough to decide on."

    def paths(self) -> Iterator[str]:
        """Yield where levels are written."""
        yield _LEVELS


class PerCredit(InSystem):
    """Bounds on the price of one credit."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class PricePerCredit(_Measured):
    """What one credit costs the learner lies within bounds. A price in other money is UNKNOWN."""

    price_per_credit: PerCredit

    @property
    def _wanted(self) -> Wanted:
        return self.price_per_credit

    @property
    def _unit(self) -> str:
        return f"{self.price_per_credit.currency} per {self.price_per_credit.system} credit"

    def _answer(self, subject: Subject) -> Answer | None:
        price = _one(subject, _PRICE, Price)
        workload = _one(subject, _WORKLOAD, Workload)
        if price is None or price.currency != self.price_per_credit.currency:
            return None
        if price.amount == 0:
            return Answer(Decimal(0), Decimal(0), "free of charge")
        size = (
            credits_in(workload, self.price_per_credit.system, subject.as_of) if workload else None
        )
        if size is None or size.low <= 0:
            return None
        method = f"the price divided by the credits, {size.method}"
        return Answer(price.amount / size.high, price.amount / size.low, method, size.decides)

    def paths(self) -> Iterator[str]:
        """Yield where price and size are written."""
        yield from ("price.amount", "price.currency", _CREDITS, _HOURS)


def _one(subject: Subject, path: str, kind: type[Any]) -> Any:
    values = subject.values(path) or ()
    return next((value for value in values if isinstance(value, kind)), None)


def _span(answer: Answer, unit: str, *, before: bool = False) -> str:
    low, high = _figure(answer.low), _figure(answer.high)
    number = low if low == high else f"{low} to {high}"
    return f"{unit} {number}" if before else f"{number} {unit}"


def _figure(number: Decimal) -> str:
    rounded = number.quantize(Decimal("0.01"))
    return f"{rounded.normalize() if rounded != 0 else 0:f}"
