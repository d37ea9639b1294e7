"""Whether the site is well."""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mintmark_web.operations.models import Heartbeat

ALIVE = timedelta(seconds=60)
"""How long after its last sign of life a worker counts as alive."""


def workers_alive() -> int:
    """Return how many workers gave a sign of life of late."""
    return Heartbeat.objects.filter(at__gte=timezone.now() - ALIVE).count()


def is_migrated() -> bool:
    """Say whether the database has every table and column that this version wants."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def readiness() -> dict[str, bool]:
    """Return what the site needs in order to work, and whether it is there."""
    try:
        return {"database": True, "migrations": is_migrated(), "worker": workers_alive() > 0}
    except DatabaseError:
        return {"database": False, "migrations": False, "worker": False}
