"""What the work on one input may cost together, counted rather than timed.

Each bound of its own holds for one document, one proof, one list. An input can have many of them,
and here they are all paid from one purse. Whoever does costly work says so with ``spend``; where
nobody keeps account, as when a credential is issued, that says nothing.

A unit is what one value of a document costs to be read as statements: about 20 microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from mintmark.errors import UnavailableError

MAX_UNITS: Final = 42_000
"""What one input may cost: 0.85 s, with room for one document as large as a document may be."""

BYTES: Final = 1024
"""So many bytes that are read, fetched or unpacked cost one unit: they also fill memory."""


class Effort:
    """What may still be spent on one input."""

    def __init__(self, units: int = MAX_UNITS) -> None:
        self._left = units

    @property
    def left(self) -> int:
        """How many units may still be spent."""
        return self._left

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Have all that is done inside, in this thread, paid from here."""
        token = _EFFORT.set(self)
        try:
            yield
        finally:
            _EFFORT.reset(token)

    def take(self, units: int) -> None:
        """Take units off; once there were too few, nothing more is to be had.

        Raises:
            UnavailableError: ``input.work-limit``.
        """
        self._left -= units
        if self._left < 0:
            raise UnavailableError(
                "input.work-limit",
                "Checking this and all that comes with it takes more work than one input may cost.",
                remedy="Have its parts checked one at a time, each by itself.",
            )


_EFFORT: ContextVar[Effort | None] = ContextVar("_EFFORT", default=None)


def spend(units: int) -> None:
    """Pay for work that is about to be done, where somebody keeps account.

    Raises:
        UnavailableError: ``input.work-limit``: the input has cost too much already.
    """
    effort = _EFFORT.get()
    if effort is not None:
        effort.take(units)


def spend_bytes(count: int) -> None:
    """Pay for bytes that are to be read.

    Raises:
        UnavailableError: ``input.work-limit``.
    """
    spend(count // BYTES)


def values_in(value: Any) -> int:
    """Return how many JSON values a value holds, itself included, as ``jsonld`` counts them."""
    level, count = [value] if type(value) is dict or type(value) is list else [], 1
    while level:
        inside: list[Any] = []
        for one in level:
            inside += one.values() if type(one) is dict else one
        count += len(inside)
        level = [one for one in inside if type(one) is dict or type(one) is list]
    return count
