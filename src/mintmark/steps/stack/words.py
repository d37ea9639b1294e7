"""Numbers, lists and names in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from mintmark.equivalence import number
from mintmark.model import Known


def amount(value: Decimal | Fraction | int) -> str:
    """Return a number for people."""
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else number(exact)


def several(words: list[str], last: str = "or") -> str:
    """Return ``a, b or c``."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def span(duration: str) -> str:
    """Return an ISO 8601 duration in words: ``5 years``, ``1 year and 6 months``.

    Parts of a day are left out, as they are where it is counted with.
    """
    parts = [(int(count), _UNITS[unit]) for count, unit in _PART.findall(duration.split("T")[0])]
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return several(said, "and") or "0 days"


_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_PART = re.compile(r"(\d+)([YMWD])")


class Speaker:
    """Says things with the names that a rule gives them."""

    def __init__(self, names: tuple[Known, ...], language: str) -> None:
        self._known: Mapping[str, Known] = {one.url: one for one in names}
        self._language = language

    def thing(self, url: str) -> str:
        """Return what something is called, or else its address."""
        known = self._known.get(url)
        if known is None:
            return url
        return known.title.best(self._language) if known.title else known.id

    def credits_of(self, url: str) -> Decimal | None:
        """Return the credits that the rule says an achievement has."""
        known = self._known.get(url)
        return known.credits if known else None

    def things(self, urls: tuple[str, ...]) -> str:
        """Return the names of several things."""
        return several([self.thing(url) for url in urls])
