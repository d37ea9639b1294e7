"""What one JSON Schema validation may cost, counted rather than timed: the same every time.

The amounts follow the time things take: a unit is a few microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from mintmark.encoding.ecma_regex import Pattern, compile_pattern
from mintmark.errors import LimitError

NODES = 8
"""Members, items or values that one unit pays for, where nothing but a glance is taken at each."""

_STATES_COMPILED = 10
_STATES_SEARCHED = 600
_LONG_TEXT = 200


class WorkMeter:
    """What one validation may still cost, and the patterns it has made ready so far."""

    def __init__(self, limit: int) -> None:
        self._limit = self._left = limit
        self._patterns: dict[str, Pattern] = {}

    @property
    def spent(self) -> int:
        """How many units were taken off so far."""
        return self._limit - self._left

    def charge(self, units: int) -> None:
        """Take units off.

        Raises:
            LimitError: ``schema.work-limit``: there are not that many left.
        """
        self._left -= units
        if self._left < 0:
            raise LimitError(
                "schema.work-limit",
                "Checking against the schema takes more work than one check may take.",
                remedy="Ask the schema's author for a simpler schema.",
            )

    def search(self, pattern: str, text: str) -> bool:
        """Say whether the pattern occurs in the text."""
        ready = self._patterns.get(pattern)
        if ready is None:
            ready = compile_pattern(pattern)
            self.charge(10 + ready.size // _STATES_COMPILED)
            self._patterns[pattern] = ready
        self.charge(1 + ready.size * len(text) // _STATES_SEARCHED)
        return ready.found_in(text)


_METER: ContextVar[WorkMeter] = ContextVar("_METER")


def charge(units: int) -> None:
    """Charge the open account."""
    _METER.get().charge(units)


def search(pattern: str, text: str) -> bool:
    """Say whether the pattern occurs in the text, on the open account."""
    return _METER.get().search(pattern, text)


@contextmanager
def metered(meter: WorkMeter) -> Iterator[WorkMeter]:
    """Charge everything evaluated inside the ``with`` block to this meter."""
    token = _METER.set(meter)
    try:
        yield meter
    finally:
        _METER.reset(token)


# Values that are cheap to print: the library prints whole values into each error's message, and
# thousands of errors about one large value would cost more than all the checking.


class _Object(dict[str, Any]):
    def __repr__(self) -> str:
        return "{...}"


class _Array(list[Any]):
    def __repr__(self) -> str:
        return "[...]"


class _LongText(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return "'...'"


def quiet(value: Any, meter: WorkMeter) -> Any:
    """Copy a JSON value into containers that are cheap to print, charging for its size."""
    if isinstance(value, str):
        return _LongText(value) if len(value) > _LONG_TEXT else value
    if isinstance(value, dict):
        meter.charge(len(value) // NODES)
        return _Object((quiet(name, meter), quiet(item, meter)) for name, item in value.items())
    if isinstance(value, list):
        meter.charge(len(value) // NODES)
        return _Array(quiet(item, meter) for item in value)
    return value
