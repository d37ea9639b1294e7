"""Points in time as text: RFC 3339 date-times that are ``xsd:dateTimeStamp`` too."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from mintmark.errors import InputError, UsageError

_FORM: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_LONGEST: Final = 128
"""Neither standard bounds the digits of a fraction; nobody needs a hundred."""
_WIDEST_OFFSET: Final = timedelta(hours=14)


def parse_time(text: str) -> datetime:
    """Return the time that ``text`` names, in UTC, cut off at microseconds.

    Takes what RFC 3339 section 5.6 and XML Schema 1.1 part 2 section 3.4.28 both allow: a full
    date and time with a zone, capital ``T`` and ``Z``, no leap second, no 24:00, and an offset of
    14 hours at most.

    Raises:
        InputError: ``time.malformed``, ``time.no-zone``, or ``time.impossible`` for a date,
            hour or offset that no calendar has.
    """
    if isinstance(text, str) and len(text) <= _LONGEST:
        return _parse(text)
    raise _malformed(text)


@lru_cache(maxsize=1024)
def _parse(text: str) -> datetime:
    found = _FORM.fullmatch(text)
    if found is None:
        raise _malformed(text)
    *fields, fraction, zone = found.groups()
    if zone is None:
        raise InputError(
            "time.no-zone",
            f"The time {text} does not say its time zone.",
            remedy="Add Z for UTC, or an offset such as +01:00.",
        )
    year, month, day, hour, minute, second = map(int, fields)
    try:
        local = datetime(
            year,
            month,
            day,
            hour,
            minute,
            second,
            int((fraction or "")[:6].ljust(6, "0")),
            timezone(_offset(zone)),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError("time.impossible", f"There is no such time: {text}.") from None


def _malformed(text: object) -> InputError:
    return InputError(
        "time.malformed",
        f"This is not a date and time: {str(text)[:60]!r}.",
        remedy="Write it like 2026-03-01T09:30:00Z.",
    )


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta(0)
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _WIDEST_OFFSET:
        raise ValueError(zone)
    return -offset if zone[0] == "-" else offset


def format_time(moment: datetime) -> str:
    """Return ``moment`` in UTC, ``2026-03-01T09:30:00Z``; fractions only where there are some.

    Raises:
        UsageError: ``time.naive``: ``moment`` has no time zone.
    """
    if moment.utcoffset() is None:
        raise UsageError("time.naive", "A time without a time zone names no moment.")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
