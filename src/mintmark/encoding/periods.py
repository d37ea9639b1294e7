"""Periods of the calendar: which day lies a duration after another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from mintmark.errors import DraftError


def add_duration(day: date, duration: str) -> date:
    """Return the day that lies an ISO 8601 duration after ``day``; parts of a day are dropped.

    A day that the month does not have becomes its last one: a month after 31 January is
    28 or 29 February (the rule of XML Schema, adding durations to dateTimes, E.3.3).
    """
    part = {unit: int(n) for n, unit in re.findall(r"(\d+)([YMWD])", duration.split("T")[0])}
    months = day.year * 12 + day.month - 1 + part.get("Y", 0) * 12 + part.get("M", 0)
    year, month = divmod(months, 12)
    try:
        moved = day.replace(day=1, month=month + 1, year=year)
        moved = moved.replace(day=min(day.day, monthrange(year, month + 1)[1]))
        return moved + timedelta(weeks=part.get("W", 0), days=part.get("D", 0))
    except (ValueError, OverflowError):
        raise DraftError(
            "issue.endless-period", f"{duration} after {day} is beyond the calendar."
        ) from None
