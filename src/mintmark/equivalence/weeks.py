"""How long learning takes by the calendar, in weeks. It says nothing of the work in it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from mintmark.equivalence.answers import Answer, Quantity, Step
from mintmark.model import Workload

_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_FEWEST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
"""Days of the shortest run of so many months."""
_MOST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)
"""Days of the longest one."""


def weeks_in(workload: Workload | None, as_of: date) -> Answer | None:
    """Return how many weeks a workload takes by the calendar; None where it does not say.

    Months and years differ in length: the range then has both ends, and the value is the middle.
    """
    if workload is None or workload.duration is None:
        return None
    return _weeks(workload.duration, as_of)


@lru_cache(maxsize=1024)
def _weeks(duration: str, as_of: date) -> Answer | None:
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(n or 0) for n in found.groups())
    years, months = years + months // 12, months % 12
    exact = Fraction(7 * weeks + days) + Fraction(3600 * hours + 60 * minutes + seconds, 86400)
    low = (365 * years + _FEWEST[months] + exact) / 7
    high = (366 * years + _MOST[months] + exact) / 7
    middle = (low + high) / 2
    step = Step("duration", "week", "calendar", f"{duration} by the calendar", "ISO 8601", "seen")
    note = None if low == high else "Months and years differ in length: the value is the middle."
    asked = Quantity(middle, "week")
    return Answer(asked, "week", as_of, middle, low, high, "calendar", (step,), (), note)
