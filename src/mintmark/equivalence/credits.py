"""What an amount of learning is worth in another credit system."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from mintmark.equivalence.answers import Alternative, Answer, Quantity
from mintmark.equivalence.credit_rates import PUBLISHED, Way, ways
from mintmark.equivalence.library import library


@lru_cache(maxsize=8192)
def convert(asked: Quantity, to: str, as_of: date) -> Answer:
    """Return what ``asked`` is worth in the system with the id ``to``.

    The value follows the best way there is. Its range takes in every way that may decide. Where
    published rates of equal weight contradict one another, it cannot be told.
    """
    found = ways(asked.unit, to, as_of)
    usable = [way for way in found if way.doubt is None]
    conflicts = library().conflicts_among(_parties(asked.unit, to), "credits")
    if not usable or _contested(usable):
        note = _CONTRADICTION if usable else _nothing(asked.unit, to, as_of, bool(found))
        low, high = _bounds(asked.value, usable)
        others = tuple(_alternative(asked.value, way) for way in found)
        return Answer(asked, to, as_of, None, low, high, None, (), others, note, conflicts)
    best = usable[0]
    low, high = _bounds(asked.value, usable)
    return Answer(
        asked,
        to,
        as_of,
        asked.value * best.factor,
        low,
        high,
        best.method,
        best.steps,
        tuple(_alternative(asked.value, way) for way in found[1:] if not _same(way, best)),
        _middle(best),
        conflicts,
    )


_CONTRADICTION = "Two published rates contradict each other, and nothing says which to take."


def _parties(start: str, end: str) -> tuple[str, ...]:
    return tuple(library().systems[name].credit for name in (start, end))


def _contested(usable: list[Way]) -> bool:
    published = {way.factor for way in usable if way.method == PUBLISHED}
    return len(published) > 1


def _bounds(value: Fraction, usable: list[Way]) -> tuple[Fraction | None, Fraction | None]:
    if not usable:
        return None, None
    return value * min(way.low for way in usable), value * max(way.high for way in usable)


def _same(way: Way, other: Way) -> bool:
    return (way.factor, way.low, way.high) == (other.factor, other.low, other.high)


def _alternative(value: Fraction, way: Way) -> Alternative:
    return Alternative(
        value * way.factor, value * way.low, value * way.high, way.method, way.steps, way.doubt
    )


def _middle(best: Way) -> str | None:
    if best.low == best.high:
        return None
    return "A credit has no fixed number of hours here: the value takes the middle of their range."


def _nothing(start: str, end: str, on: date, doubtful: bool) -> str:
    shelf = library()
    for system in (shelf.systems[start], shelf.systems[end]):
        if not system.holds(on):
            since = f" from {system.valid_from}" if system.valid_from else ""
            until = f" until {system.valid_until}" if system.valid_until else ""
            return f"{system.id} was not in force on {on}; it is in force{since}{until}."
    if doubtful:
        return "What is known of it may be shown, but not decide."
    notes = [s.note for s in (shelf.systems[start], shelf.systems[end]) if s.note]
    said = " ".join(notes)
    return f"No fact leads from {start} to {end} on {on}. {said}".strip()
