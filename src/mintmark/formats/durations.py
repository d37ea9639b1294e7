"""Hours of learning as ``xsd:duration``: 37.5 hours are ``PT37H30M`` (ELM volumeOfLearning)."""

from __future__ import annotations

import re
from decimal import Decimal, Inexact, localcontext
from typing import Any, Final

from mintmark.encoding.values import sole

_CLOCK: Final = re.compile(
    r"P(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?"
    r"(?:([0-9]{1,9}(?:\.[0-9]{1,30})?)S)?)?"
)
_ROOM: Final = 80


def write_hours(hours: Decimal) -> str:
    """Return a number of hours as a duration in hours, minutes and seconds, exactly."""
    with localcontext(prec=_ROOM):
        whole, rest = divmod(hours * 3600, 3600)
        minutes, seconds = divmod(rest, 60)
        parts = [(whole, "H"), (minutes, "M"), (seconds, "S")]
        said = "".join(f"{format(n.normalize(), 'f')}{unit}" for n, unit in parts if n)
    return f"PT{said or '0H'}"


def read_hours(duration: Any) -> Decimal | None:
    """Return the hours of a duration, or None for one of weeks, months or years.

    A day has 24 hours here: the European tools write 60 hours of learning as ``P2DT12H`` too.
    A third of an hour and the like is cut to four places.
    """
    found = _CLOCK.fullmatch(str(sole(duration)))
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (Decimal(part or 0) for part in found.groups())
    with localcontext(prec=_ROOM) as context:
        total = days * 24 + hours + (minutes * 60 + seconds) / 3600
        exact = round(total, 4) if context.flags[Inexact] else total
        return Decimal(f"{exact.normalize():f}")
