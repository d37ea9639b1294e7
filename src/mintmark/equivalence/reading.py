"""What a person writes: ``5 ECTS``, ``30 h``, ``PT37H30M``, ``P12W``, ``NFQ:7``, ``AU:AQF:8``."""

from __future__ import annotations

import re
from fractions import Fraction

from mintmark.equivalence.answers import LevelRef, Quantity
from mintmark.equivalence.facts import Framework
from mintmark.equivalence.library import library
from mintmark.errors import UsageError

_HOW = "Write for example '5 ECTS', '30 h', 'PT30H', 'NFQ:7' or 'AU:AQF:8'."
_QUANTITY = re.compile(
    r"((?:[+\-\N{MINUS SIGN}]\s*)?(?:[0-9][0-9.,_]*(?:e[+\-]?[0-9]+)?|nan|inf(?:inity)?))"
    r"(?:\s+|(?<=[0-9])(?![0-9.,_]))(\S.*)",
    re.IGNORECASE,
)
"""Anything that somebody may have meant as a number, and the unit."""
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_DURATION = re.compile(r"P[T0-9]", re.IGNORECASE)
_WORK = re.compile(r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?")
_CALENDAR = re.compile(r"P(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?")
MOST = 100_000
"""No amount may be larger, of whatever unit; the nouns have the same bound."""


def read(text: str) -> Quantity | LevelRef:
    """Return the amount or the level that ``text`` names.

    Raises:
        UsageError: it is neither, its number is impossible, or nobody knows its name.
    """
    text = " ".join(text.split())
    if len(text) > 200:
        raise _malformed(text)
    if _DURATION.match(text):
        return _duration(text)
    found = _QUANTITY.fullmatch(text)
    if found:
        return _quantity(text, found[1], found[2])
    return _level(text)


def _level(text: str) -> LevelRef:
    if ":" in text:
        name, _, level = text.rpartition(":")
    else:
        name, _, level = text.partition(" ")
        if not library().framework_ids(name):
            raise _malformed(text)
    if not (name.strip() and level.strip()):
        raise _malformed(text)
    return level_of(library().find_framework(name), level)


def checked(asked: Quantity | LevelRef) -> Quantity | LevelRef:
    """Return a value that a caller made, with the ids of what it names.

    Raises:
        UsageError: its number is impossible, or nobody knows what it names.
    """
    if isinstance(asked, LevelRef):
        return level_of(library().find_framework(asked.framework), asked.value)
    unit = library().find_system(asked.unit).id
    try:
        value = Fraction(asked.value)
    except (TypeError, ValueError, OverflowError):  # a NaN, an infinity, no number at all
        raise _bad_number(str(asked.value), "a number above 0") from None
    return _amount(str(asked.value), value, unit)


def level_of(framework: Framework, text: str) -> LevelRef:
    """Return the level of ``framework`` that ``text`` names.

    Raises:
        UsageError: the framework has no such level.
    """
    level = framework.level(text)
    if level is None:
        raise UsageError(
            "equivalence.unknown-level",
            f"{framework.id} has no level {text[:80]!r}.",
            remedy=f"Its levels: {', '.join(framework.levels)}.",
        )
    return LevelRef(framework.id, level)


def _quantity(text: str, digits: str, unit: str) -> Quantity:
    if not _NUMBER.fullmatch(digits):
        wanted = "a plain number above 0 with at most six decimals, such as 2.5"
        raise _bad_number(text, wanted)
    return _amount(text, Fraction(digits), library().find_system(unit).id)


def _duration(text: str) -> Quantity:
    work, calendar = _WORK.fullmatch(text.upper()), _CALENDAR.fullmatch(text.upper())
    if work and any(work.groups()):
        hours = Fraction(int(work[1] or 0)) + Fraction(int(work[2] or 0), 60)
        return _amount(text, hours, "h")
    if calendar and any(calendar.groups()):
        weeks, days = int(calendar[1] or 0), int(calendar[2] or 0)
        if days:
            return _amount(text, Fraction(7 * weeks + days), "day")
        return _amount(text, Fraction(weeks), "week")
    raise UsageError(
        "equivalence.malformed-duration",
        f"{text!r} is not an amount of work in hours or of time in weeks and days.",
        remedy="Write for example PT30H, PT37H30M, P12W or P84D. Months differ in length.",
    )


def _amount(text: str, value: Fraction, unit: str) -> Quantity:
    if not 0 < value <= MOST:
        raise _bad_number(text, f"more than 0 and at most {MOST:,}")
    return Quantity(value, unit)


def _bad_number(text: str, wanted: str) -> UsageError:
    return UsageError("equivalence.bad-number", f"The number in {text!r} must be {wanted}.")


def _malformed(text: str) -> UsageError:
    return UsageError(
        "equivalence.malformed-question",
        f"{text[:80]!r} is neither an amount of learning nor a level.",
        remedy=_HOW,
    )
