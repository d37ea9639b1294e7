"""When an offer can be taken: its runs, or the days on which it can be begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Final

from mintmark.steps.stack.facts import later
from mintmark.steps.stack.planning.catalogue import Course

HORIZON: Final = 156
"""How many weeks ahead the start of an offer is sought that can be begun at any time."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Option:
    """One time to take an offer.

    Attributes:
        start: its first day.
        end: its last day, on which it is awarded.
        hours: the offer's hours, spread evenly over its days.
        apply_by: the last day to apply.
        until: the last day on which the award counts; None where that is open.
    """

    start: date
    end: date
    hours: Fraction
    apply_by: date | None
    until: date | None

    @property
    def days(self) -> int:
        """How many days it takes, the first and the last counted in."""
        return (self.end - self.start).days + 1

    @cached_property
    def loads(self) -> Mapping[int, Fraction]:
        """Its hours in each calendar week, Monday to Sunday; weeks are numbered."""
        first, last = self.start.toordinal(), self.end.toordinal()
        each = self.hours / self.days
        return {
            week: each * (min(last, 7 * week + 7) - max(first, 7 * week + 1) + 1)
            for week in range((first - 1) // 7, (last - 1) // 7 + 1)
        }

    @property
    def fullest(self) -> Fraction:
        """Its hours in its fullest week."""
        return max(self.loads.values())


def options(
    course: Course, begin: date, as_of: date, by: date | None, *, free: bool, span: str | None
) -> Iterator[Option]:
    """Yield the times at which a course can be taken, earliest start first.

    Args:
        course: the course.
        begin: the first day of study.
        as_of: the day asked about: until then one can still apply.
        by: the last day of study, or None.
        free: whether nothing else has a say in when it starts, so that the first day is the best.
        span: how long an award counts after its end (ISO 8601), or None.
    """
    offer = course.offer
    found: list[tuple[date, date, date | None]]
    if offer.any_time:
        starts = [begin] if free else list(_mondays(begin))
        found = [(start, _end(course, start, None), None) for start in starts]
    else:
        found = [
            (start, _end(course, start, run.end), _day(run.apply_by))
            for run in sorted(offer.runs, key=lambda run: run.start)
            if (start := date.fromisoformat(run.start)) >= begin and run.places != 0
        ]
    for start, end, apply_by in found:
        closed = apply_by is not None and apply_by < as_of
        if not closed and (by is None or end <= by):
            until = later(end, span) if span else None
            yield Option(start, end, course.hours, apply_by, until)


def _mondays(begin: date) -> Iterator[date]:
    """Yield the first day, and the Mondays after it."""
    yield begin
    monday = begin + _DAY * (7 - begin.weekday())
    for week in range(HORIZON):
        yield monday + week * 7 * _DAY


def _end(course: Course, start: date, said: str | None) -> date:
    if said is not None:
        return date.fromisoformat(said)
    return later(start, str(course.duration)) - _DAY


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
