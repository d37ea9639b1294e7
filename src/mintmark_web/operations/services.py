"""Keeping count of workers, and giving back what a dead one held.

These are about the machinery, not about anybody's things, so nothing of it is in the record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mintmark_web.operations.models import Heartbeat
from mintmark_web.operations.queries import ALIVE

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


def beat(worker_id: str) -> None:
    """Give a sign of life."""
    Heartbeat.objects.update_or_create(worker_id=worker_id, defaults={"at": timezone.now()})


def retire(worker_id: str) -> None:
    """Say goodbye: what the worker held, if anything, may be taken at once."""
    Heartbeat.objects.filter(worker_id=worker_id).delete()
    give_back_lost()


def give_back_lost() -> int:
    """Put jobs back into the queue whose worker gives no sign of life; return how many.

    So a job may run twice, and must be written for that: look first what is done already.
    """
    now = timezone.now()
    Heartbeat.objects.filter(at__lt=now - _KEPT).delete()
    with transaction.atomic():
        alive = set(
            Heartbeat.objects.filter(at__gte=now - ALIVE).values_list("worker_id", flat=True)
        )
        lost = [job.pk for job in _running(now) if not alive & set(job.worker_ids[-1:])]
        running = DBTaskResult.objects.filter(pk__in=lost, status=TaskResultStatus.RUNNING)
        return running.update(status=TaskResultStatus.READY, started_at=None)


def _running(now: datetime) -> list[DBTaskResult[..., object]]:
    """Return the jobs that are being worked at, locked where the database can."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now)
    return list(running.select_for_update(skip_locked=True).only("pk", "worker_ids"))
