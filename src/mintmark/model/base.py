"""What all nouns share, and the small value types they are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Noun(BaseModel):
    """A frozen value. Unknown fields are refused, so that a misspelt one is never lost."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


def no_twins(what: str, values: Iterable[Hashable]) -> None:
    """Make sure that nothing stands there twice: what is counted must be there once.

    Args:
        what: where the values stand; empty where the error is raised at that place.

    Raises:
        ValueError: something does; the first of it is named.
    """
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"{what}{': ' if what else ''}{value!r} stands there twice")
        seen.add(value)


def once(known_by: Callable[[Any], Hashable | None]) -> AfterValidator:
    """Return a validator of tuples in which nothing may stand twice.

    Args:
        known_by: what makes two of them the same; None where nothing does.
    """

    def check(values: tuple[Any, ...]) -> tuple[Any, ...]:
        no_twins("", (key for key in map(known_by, values) if key is not None))
        return values

    return AfterValidator(check)


_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
_DURATION = re.compile(
    r"P(?!$)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?(T(?!$)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)?"
)


def is_absolute_iri(value: object) -> bool:
    """Say whether ``value`` is an absolute IRI (RFC 3987) without characters that need escaping."""
    return isinstance(value, str) and len(value) <= 2048 and bool(_IRI.fullmatch(value))


def _absolute_iri(value: str) -> str:
    if not is_absolute_iri(value):
        raise ValueError("must be an absolute address such as https://example.org/x or urn:uuid:…")
    if value.partition(":")[0].lower() in _PROGRAMS:
        raise ValueError("must be an address, and this is a program that a browser would run")
    return value


_PROGRAMS = frozenset({"javascript", "vbscript"})


def is_visible(value: str) -> bool:
    """Say whether there is something in a text that can be seen."""
    return not all(c in _BLANK or unicodedata.category(c) in _UNSEEN for c in value)


def _visible(value: str) -> str:
    if not is_visible(value):
        raise ValueError("must have something in it that can be seen")
    return value


_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs"})
"""Spaces, controls and formats. What Unicode has not given out yet may be a script of tomorrow."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category, and yet not to be seen: fillers, the empty Braille cell."""


def _duration(value: str) -> str:
    if not _DURATION.fullmatch(value):
        raise ValueError("must be an ISO 8601 duration such as P12W, P3Y or PT50H")
    return value


def _day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError("must be a day that the calendar has, such as 2026-03-31") from None
    return value


Day = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)
]
"""A day (ISO 8601), for example ``2026-03-31``."""

Iri = Annotated[str, AfterValidator(_absolute_iri)]
"""An absolute IRI (RFC 3987), at most 2,048 characters."""

LocalId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", min_length=1, max_length=64)
]
"""A short name, unique inside one achievement: lower-case letters, digits and hyphens."""

Language = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=35)
]
"""A language tag (BCP 47), for example ``en`` or ``pt-BR``."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country code (ISO 3166-1 alpha-2), upper case; ``EU`` and ``XK`` are taken too."""

Duration = Annotated[str, StringConstraints(max_length=40), AfterValidator(_duration)]
"""An ISO 8601 duration."""

Email = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^@\s<>\"]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,63}$",
        max_length=254,
    ),
]
"""An e-mail address (the addr-spec of RFC 5322, without comments and quoted parts)."""

Share = Annotated[Decimal, Field(ge=0, le=1)]
"""A share between 0 and 1; 0.9 is 90 %."""

Amount = Annotated[Decimal, Field(gt=0, le=Decimal(100_000))]
"""A positive number of hours or credits."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_visible)]
"""One line of text that is not empty."""
