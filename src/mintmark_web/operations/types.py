"""What is told of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Looked:
    """Something of the site that was looked at.

    Attributes:
        state: in good order; to be looked at, before it is for real; or wrong.
        detail: what was found, and what to do.
    """

    name: str
    state: Literal["good", "look", "wrong"]
    detail: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for those who have a role in an organisation.

    Attributes:
        words: says it, in the language of the moment.
        path: where it is dealt with.
        since: when there was last something new to it; who was reminded later knows it.
    """

    words: Callable[[], str]
    path: str
    since: datetime


def reminded_of(due: date, today: date, *days_before: int) -> datetime | None:
    """Return when somebody should last have been reminded of a day; None if not yet.

    That is so many days before, on the day, and then each week.
    """
    late = (today - due).days
    if late >= 0:
        return midnight(due + timedelta(days=late - late % 7))
    steps = [due - timedelta(days=one) for one in days_before]
    return midnight(max(past)) if (past := [one for one in steps if one <= today]) else None


def midnight(day: date) -> datetime:
    """Return the beginning of a day, in UTC."""
    return datetime.combine(day, time(), UTC)
