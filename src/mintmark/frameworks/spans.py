"""Spans of time by the calendar (ISO 8601 durations): how two compare, and days counted back.

A month has 28 to 31 days, so two spans have a range of differences and not always one: ``P4W``
is never longer than ``P1M`` and may be as long. ``P12M`` and ``P1Y`` are the same.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

_SPAN = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_CYCLE = 4800
"""Months after which the calendar repeats: 400 years."""


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: whole months, and days with their fractions."""

    months: int
    days: Fraction

    def minus(self, other: Span) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest number of days by which this is longer."""
        months, days = self.months - other.months, self.days - other.days
        least, most = _days_in(abs(months))
        low, high = (least, most) if months >= 0 else (-most, -least)
        return days + low, days + high

    def before(self, day: date) -> date:
        """Return the day that lies this span before ``day``; the last of a month stays so."""
        count = day.year * 12 + day.month - 1 - self.months
        year, month = divmod(count, 12)
        if year < date.min.year:
            return date.min
        last = monthrange(year, month + 1)[1]
        moved = date(year, month + 1, min(day.day, last))
        back = timedelta(days=int(self.days))
        return moved - back if moved - date.min >= back else date.min


@cache
def parse_span(text: str) -> Span:
    """Return the span that an ISO 8601 duration names.

    Raises:
        ValueError: ``text`` is no duration.
    """
    found = _SPAN.fullmatch(text)
    if found is None or not re.search(r"\d[A-Z]$", text):
        raise ValueError(f"{text[:40]!r} is no ISO 8601 duration such as P12W")
    count = {name: int(said or 0) for name, said in found.groupdict().items()}
    seconds = count["hours"] * 3600 + count["minutes"] * 60 + count["seconds"]
    days = Fraction(count["weeks"] * 7 + count["days"]) + Fraction(seconds, 86_400)
    return Span(count["years"] * 12 + count["months"], days)


@cache
def _days_in(months: int) -> tuple[int, int]:
    """Return how few and how many days so many consecutive months can have."""
    cycles, rest = divmod(months, _CYCLE)
    starts = _month_starts()
    lengths = [starts[at + rest] - starts[at] for at in range(_CYCLE)]
    whole = cycles * (starts[_CYCLE] - starts[0])
    return whole + min(lengths), whole + max(lengths)


@cache
def _month_starts() -> tuple[int, ...]:
    return tuple(date(2000 + at // 12, at % 12 + 1, 1).toordinal() for at in range(2 * _CYCLE))
