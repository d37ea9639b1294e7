"""What an amount of learning is worth in another credit system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from mintmark.equivalence.answers import Alternative, Answer, Quantity
from mintmark.equivalence.credit_rates import PUBLISHED, Way, ways
from mintmark.equivalence.facts import Conflict
from mintmark.equivalence.library import library

_CONTRADICTION = "Two published rates contradict each other, and nothing says which to take."
_MIDDLE = "A credit has no fixed number of hours here: the value takes the middle of their range."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on one day: all that an answer needs but the amount.

    Attributes:
        best: the way that decides; None where it cannot be told.
        low: the lowest factor that a way which may decide allows; None where there is none.
        high: the highest.
        others: the other ways, where they differ.
        note: why it cannot be told, or what else to know.
        conflicts: disagreements between sources on the two systems.
    """

    best: Way | None
    low: Fraction | None
    high: Fraction | None
    others: tuple[Way, ...]
    note: str | None
    conflicts: tuple[Conflict, ...]


@lru_cache(maxsize=8192)
def convert(asked: Quantity, to: str, as_of: date) -> Answer:
    """Return what ``asked`` is worth in the system with the id ``to``.

    The value follows the best way there is. Its range takes in every way that may decide. Where
    published rates of equal weight contradict one another, it cannot be told.
    """
    found = compare(asked.unit, to, as_of)
    best, amount = found.best, asked.value
    return Answer(
        asked,
        to,
        as_of,
        amount * best.factor if best else None,
        None if found.low is None else amount * found.low,
        None if found.high is None else amount * found.high,
        best.method if best else None,
        best.steps if best else (),
        tuple(_alternative(amount, way) for way in found.others),
        found.note,
        found.conflicts,
    )


@lru_cache(maxsize=4096)
def compare(start: str, end: str, on: date) -> Comparison:
    """Return how two systems (their ids) compare on a day."""
    found = ways(start, end, on)
    usable = [way for way in found if way.doubt is None]
    low = min((way.low for way in usable), default=None)
    high = max((way.high for way in usable), default=None)
    systems = library().systems
    parties = (systems[start].credit, systems[end].credit)
    conflicts = library().conflicts_among(parties, "credits")
    if not usable or _contested(usable):
        note = _CONTRADICTION if usable else _nothing(start, end, on, doubtful=bool(found))
        return Comparison(None, low, high, found, note, conflicts)
    best = usable[0]
    others = tuple(way for way in found[1:] if not _same(way, best))
    middle = None if best.low == best.high else _MIDDLE
    return Comparison(best, low, high, others, middle, conflicts)


def _contested(usable: list[Way]) -> bool:
    published = {way.factor for way in usable if way.method == PUBLISHED}
    return len(published) > 1


def _same(way: Way, other: Way) -> bool:
    return (way.factor, way.low, way.high) == (other.factor, other.low, other.high)


def _alternative(amount: Fraction, way: Way) -> Alternative:
    value = amount * way.factor
    low, high = (value, value) if way.low == way.high else (amount * way.low, amount * way.high)
    return Alternative(value, low, high, way.method, way.steps, way.doubt)


def _nothing(start: str, end: str, on: date, *, doubtful: bool) -> str:
    systems = library().systems[start], library().systems[end]
    for system in systems:
        if not system.holds(on):
            since = f" from {system.valid_from}" if system.valid_from else ""
            until = f" until {system.valid_until}" if system.valid_until else ""
            return f"{system.id} was not in force on {on}; it is in force{since}{until}."
    if doubtful:
        return "What is known of it may be shown, but not decide."
    said = " ".join(system.note for system in systems if system.note)
    return f"No fact leads from {start} to {end} on {on}. {said}".strip()
