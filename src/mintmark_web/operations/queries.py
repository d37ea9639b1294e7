"""Whether the site is well."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mintmark_web.operations import queue
from mintmark_web.operations.models import Day, Heartbeat

ALIVE = timedelta(seconds=60)
"""How long after its last sign of life a worker counts as alive."""


def workers_alive() -> int:
    """Return how many workers gave a sign of life of late."""
    return len(living())


def living() -> set[str]:
    """Return the ids of the workers that gave a sign of life of late."""
    found = Heartbeat.objects.filter(at__gte=timezone.now() - ALIVE)
    return set(found.values_list("worker_id", flat=True))


def last_day() -> date | None:
    """Return the last day whose work was done."""
    found = Day.objects.exclude(done_at=None).order_by("-day").first()
    return found.day if found else None


def is_migrated() -> bool:
    """Say whether the database has every table and column that this version wants."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def readiness() -> dict[str, bool]:
    """Return what the site needs in order to work, and whether it is there."""
    redis = {"redis": queue.answers()} if queue.by_redis() else {}
    try:
        found = {"database": True, "migrations": is_migrated(), "worker": workers_alive() > 0}
    except DatabaseError:
        found = {"database": False, "migrations": False, "worker": False}
    return found | redis
