"""What a stated workload or level is worth in another system, as the predicates ask it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mintmark.frameworks.conditions import as_number
from mintmark.model import Level, Workload

HOURS: Final = "h"
"""The name of notional hours among the credit systems."""

STATED: Final = "stated"
"""The method by which nothing was converted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A quantity in the system that was asked for.

    Attributes:
        low: the least it can be.
        high: the most it can be.
        method: how it was found, for example ``stated``.
        decides: whether a verdict may rest on it.
    """

    low: Decimal
    high: Decimal
    method: str
    decides: bool = True


def credits_in(workload: Workload, system: str, as_of: date) -> Answer | None:
    """Return the workload in ``system``, or None where nothing leads there."""
    del as_of
    if system == HOURS:
        return None if workload.hours is None else Answer(workload.hours, workload.hours, STATED)
    stated = [c.value for c in workload.credits if c.system.casefold() == system.casefold()]
    return Answer(stated[0], stated[0], STATED) if stated else None


def level_in(levels: tuple[Level, ...], framework: str, as_of: date) -> Answer | None:
    """Return the level in ``framework``, or None where nothing leads there."""
    del as_of
    same = (level for level in levels if level.framework.casefold() == framework.casefold())
    numbers = [number for level in same if (number := as_number(level.value)) is not None]
    return Answer(min(numbers), max(numbers), STATED) if numbers else None
