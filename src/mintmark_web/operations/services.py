"""Keeping count of workers, giving back what a dead one held, and knowing what each day brings.

Signs of life are about the machinery, not about anybody's things, so nothing of them is in the
record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.operations import queries, queue
from mintmark_web.operations.models import Day, Heartbeat
from mintmark_web.operations.types import Waiting

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that an app above has counted whenever the site is measured."""

    name: str
    meaning: str
    count: Callable[[], int]


_MEASURES: dict[str, Measure] = {}


def measure(name: str, meaning: str, count: Callable[[], int]) -> None:
    """Have something counted too: for an app's ``ready``. One query, not more."""
    _MEASURES[name] = Measure(name, meaning, count)


def measures() -> list[Measure]:
    """Return what other apps want counted, by name."""
    return [_MEASURES[name] for name in sorted(_MEASURES)]


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that is cleared away each day: given the moment, it returns how much it was."""

    name: str
    work: Callable[[datetime], int]


_CHORES: dict[str, Chore] = {}


def clear(name: str, work: Callable[[datetime], int]) -> None:
    """Have something cleared away each day: for an app's ``ready``. It may run twice."""
    _CHORES[name] = Chore(name, work)


def chores() -> list[Chore]:
    """Return what is cleared away each day, by name."""
    return [_CHORES[name] for name in sorted(_CHORES)]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What may wait for a role: given an organisation's id and the moment, it returns what does."""

    role: str
    find: Callable[[int, datetime], Sequence[Waiting]]


_REMINDERS: list[Reminder] = []


def remind(role: str, find: Callable[[int, datetime], Sequence[Waiting]]) -> None:
    """Have those with a role told of what waits for them: for an app's ``ready``."""
    _REMINDERS.append(Reminder(role, find))


def reminders() -> list[Reminder]:
    """Return what people are reminded of."""
    return list(_REMINDERS)


@service("site.daily")
def note_day(_actor: Actor, day: Day, counts: dict[str, int], *, is_done: bool) -> Day:
    """Note what was done on a day, by part, and whether that is all there was to do."""
    day.done_at, day.counts = timezone.now() if is_done else None, counts
    day.save(update_fields=("done_at", "counts"))
    note(**counts)
    return day


def beat(worker_id: str) -> None:
    """Give a sign of life."""
    Heartbeat.objects.update_or_create(worker_id=worker_id, defaults={"at": timezone.now()})


def retire(worker_id: str) -> None:
    """Say goodbye: what the worker held, if anything, may be taken at once."""
    Heartbeat.objects.filter(worker_id=worker_id).delete()
    give_back_lost()


def give_back_lost() -> int:
    """Put jobs back into the queue whose worker gives no sign of life; return how many.

    And bring into it those that it could not take before. So a job may run twice, and must be
    written for that: look first what is done already.
    """
    Heartbeat.objects.filter(at__lt=timezone.now() - _KEPT).delete()
    queue.take_kept()
    return queue.give_back(queries.living)
