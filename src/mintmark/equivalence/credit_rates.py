"""Ways from one credit system to another: published rates, years of study, hours of work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from mintmark.equivalence.answers import Step, number
from mintmark.equivalence.facts import Fact, Hours, Rate, System
from mintmark.equivalence.library import Library, library

SAME = "same credit"
PUBLISHED = "published table"
ANNUAL = "annual ratio"
NOTIONAL = "notional hours"
THROUGH = "ECTS"
"""The system through which two others are compared that have nothing in common."""


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to convert: a factor with its range, each step, and why it may not decide, if so."""

    method: str
    factor: Fraction
    low: Fraction
    high: Fraction
    steps: tuple[Step, ...]
    doubt: str | None = None


@lru_cache(maxsize=8192)
def ways(start: str, end: str, on: date) -> tuple[Way, ...]:
    """Return all ways from one system (its id) to another with the facts that hold on a day.

    Those that may decide come first, the best of them first: what somebody published, then the
    credits of a year of study, then the hours of a credit. Only where there is none of these is
    the way led through ECTS.
    """
    shelf = library()
    found = sorted(_direct(shelf, start, end, on), key=lambda way: way.doubt is not None)
    if not any(way.doubt is None for way in found):
        found = [*_through(shelf, start, end, on), *found]
    return tuple(found)


def _direct(shelf: Library, start: str, end: str, on: date) -> Iterator[Way]:
    a, b = shelf.systems[start], shelf.systems[end]
    if not (a.holds(on) and b.holds(on)):
        return
    if a.credit == b.credit:
        words = f"{a.id} and {b.id} are the same credit"
        step = Step(start, end, SAME, words, "by definition", "seen")
        yield Way(SAME, Fraction(1), Fraction(1), Fraction(1), (step,))
        return
    yield from _published(shelf, a, b, on)
    yield from _annual(a, b, shelf, on)
    yield from _notional(a, b, shelf, on)


def _published(shelf: Library, a: System, b: System, on: date) -> Iterator[Way]:
    for rate in shelf.rates.get((a.credit, b.credit), ()):
        yield from _rated(a, b, rate, rate.factor, on)
    for rate in shelf.rates.get((b.credit, a.credit), ()):
        yield from _rated(a, b, rate, 1 / rate.factor, on)


def _rated(a: System, b: System, rate: Rate, factor: Fraction, on: date) -> Iterator[Way]:
    if rate.holds(on):
        figure = f"1 {rate.from_} = {number(rate.factor)} {rate.to}"
        step = Step(a.id, b.id, PUBLISHED, figure, rate.source, rate.confidence)
        yield Way(PUBLISHED, factor, factor, factor, (step,), rate.doubt)


def _annual(a: System, b: System, shelf: Library, on: date) -> Iterator[Way]:
    for one in _known(a, a.year, shelf.systems[a.credit].year, on):
        for other in _known(b, b.year, shelf.systems[b.credit].year, on):
            factor = other.credits / one.credits
            steps = (
                _step(a.id, "year", ANNUAL, f"{number(one.credits)} {a.id} a year", one),
                _step("year", b.id, ANNUAL, f"{number(other.credits)} {b.id} a year", other),
            )
            yield Way(ANNUAL, factor, factor, factor, steps, one.doubt or other.doubt)


def _notional(a: System, b: System, shelf: Library, on: date) -> Iterator[Way]:
    for one in _known(a, a.hours, shelf.systems[a.credit].hours, on):
        for other in _known(b, b.hours, shelf.systems[b.credit].hours, on):
            yield Way(
                NOTIONAL,
                one.middle / other.middle,
                one.low / other.high,
                one.high / other.low,
                tuple(_hour_steps(a.id, one, b.id, other)),
                one.doubt or other.doubt,
            )


def _hour_steps(a: str, one: Hours, b: str, other: Hours) -> Iterator[Step]:
    if a != "h":
        yield _step(a, "h", NOTIONAL, f"1 {a} = {_span(one)} h", one)
    if b != "h":
        yield _step("h", b, NOTIONAL, f"1 {b} = {_span(other)} h", other)


def _span(hours: Hours) -> str:
    low, high = number(hours.low), number(hours.high)
    return low if low == high else f"{low} to {high}"


def _known(system: System, own: F | None, general: F | None, on: date) -> Iterator[F]:
    """Yield a system's own figure, and the general one where its own may not decide."""
    if own is not None and own.holds(on):
        yield own
    decides = own is not None and own.holds(on) and own.doubt is None
    if system.base is not None and not decides and general is not None and general.holds(on):
        yield general


def _through(shelf: Library, start: str, end: str, on: date) -> Iterator[Way]:
    if THROUGH in (shelf.systems[start].credit, shelf.systems[end].credit):
        return
    for first in _deciding(_direct(shelf, start, THROUGH, on)):
        for second in _deciding(_direct(shelf, THROUGH, end, on)):
            yield Way(
                f"{first.method}, then {second.method}, through {THROUGH}",
                first.factor * second.factor,
                first.low * second.low,
                first.high * second.high,
                first.steps + second.steps,
            )


def _deciding(found: Iterator[Way]) -> Iterator[Way]:
    return (way for way in found if way.doubt is None)


def _step(start: str, end: str, method: str, figure: str, fact: Fact) -> Step:
    return Step(start, end, method, figure, fact.source, fact.confidence)
