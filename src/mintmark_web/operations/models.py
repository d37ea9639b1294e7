"""The sign of life of each worker, and what was done on each day."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a worker was last alive."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker_id


class Day(models.Model):
    """A day's work of the site itself. Whoever makes the row does the work: one of many workers."""

    day = models.DateField(primary_key=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    """What was done, in numbers, by the name of the part: what is not in it is still to do."""

    class Meta:
        ordering = ("-day",)

    def __str__(self) -> str:
        return self.day.isoformat()
