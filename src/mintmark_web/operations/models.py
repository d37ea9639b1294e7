"""The sign of life of each worker."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a worker was last alive."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker_id
