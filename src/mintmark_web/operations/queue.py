"""The queue of jobs, wherever it lies: rows of the database, or RQ on Redis."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from types import ModuleType

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_OVER = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)


def counts() -> dict[str, int]:
    """Return how many jobs there are of each status: ready, running, successful, failed.

    RQ keeps what is done for some minutes only, so there few are successful.

    Raises:
        OSError: Redis does not answer.
    """
    if by_redis():
        found: dict[str, int] = _on_redis().counts()
        return found
    rows = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    return {status.lower(): count for status, count in rows}


def give_back(alive: Callable[[], Collection[str]]) -> int:
    """Put jobs back into the queue whose worker is not among the living; return how many.

    Args:
        alive: asked for the ids of the workers that live, once the jobs are held.
    """
    if by_redis():
        back: int = _on_redis().give_back(alive)
        return back
    now = timezone.now()
    with transaction.atomic():
        lost = [job.pk for job in _running(now) if not set(alive()) & set(job.worker_ids[-1:])]
        running = DBTaskResult.objects.filter(pk__in=lost, status=TaskResultStatus.RUNNING)
        return running.update(status=TaskResultStatus.READY, started_at=None)


def take_kept() -> int:
    """Bring jobs that could not be left with Redis there, now that it answers; return how many.

    Raises:
        OSError: Redis does not answer.
    """
    brought: int = _on_redis().take_kept() if by_redis() else 0
    return brought


def answers() -> bool:
    """Say whether a job could be left and taken now: so it is, but for a Redis that is away."""
    return not by_redis() or bool(_on_redis().answers())


def forget(*, done_before: datetime, failed_before: datetime) -> int:
    """Delete what is told of jobs that ended long ago; return of how many. RQ does so itself."""
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=done_before)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=failed_before)
    return DBTaskResult.objects.filter(done | failed).delete()[0]


def by_redis() -> bool:
    """Say whether jobs go through RQ."""
    return str(settings.TASKS["default"]["BACKEND"]).endswith("RQBackend")


def _running(now: datetime) -> list[DBTaskResult[..., object]]:
    """Return the jobs that are being worked at, locked where the database can."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now)
    return list(running.select_for_update(skip_locked=True).only("pk", "worker_ids"))


def _on_redis() -> ModuleType:
    """Load RQ, where it was chosen: elsewhere it need not be installed."""
    from mintmark_web.operations import redis_queue

    return redis_queue
