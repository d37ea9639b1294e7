"""Who works at what: claims that end by themselves, so that nothing hangs on who was killed.

These are about the machinery, not about anybody's things, so nothing of it is in the record.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from mintmark_web.adapters import clock
from mintmark_web.issuing.models import Batch, Chunk, StatusOrder

HOLDS = timedelta(seconds=60)
"""How long a claim holds: many times what the work takes."""
MOST_TRIES = 5
"""So often something is taken up again that went wrong, or whose worker was gone."""


def claim_reading(batch: Batch) -> bool:
    """Say whether the caller is the one who reads the next rows."""
    now = clock.now()
    free = Q(reading_until=None) | Q(reading_until__lt=now)
    mine = Batch.objects.filter(free, pk=batch.pk, state=Batch.State.READING)
    return mine.update(reading_until=now + HOLDS) == 1


def claim_chunk(batch: Batch, stage: str) -> Chunk | None:
    """Return a chunk that nobody works at, for the caller alone; None where there is none."""
    now = clock.now()
    free = Q(until=None) | Q(until__lt=now)
    with transaction.atomic():
        rows = Chunk.objects.filter(free, batch=batch, stage=stage).order_by("number")
        found = rows.select_for_update(skip_locked=True).first()
        if found is None:
            return None
        found.claim, found.until, found.tries = uuid.uuid4(), now + HOLDS, found.tries + 1
        found.save(update_fields=("claim", "until", "tries"))
    found.batch = batch
    return found


def prolong(chunk: Chunk) -> bool:
    """Hold a claim longer; say whether it was still the caller's."""
    rows = Chunk.objects.filter(pk=chunk.pk, claim=chunk.claim)
    return rows.update(until=clock.now() + HOLDS) == 1


def give_back(chunk: Chunk, wait: timedelta) -> None:
    """Let others take a chunk up, after a while."""
    rows = Chunk.objects.filter(pk=chunk.pk, claim=chunk.claim)
    rows.update(claim=None, until=clock.now() + wait)


def claim_change(order_id: str) -> StatusOrder | None:
    """Return an order of statuses that nobody works at, for the caller alone; None otherwise."""
    now, claim = clock.now(), uuid.uuid4()
    free = Q(until=None) | Q(until__lt=now)
    rows = StatusOrder.objects.filter(free, pk=order_id, state=StatusOrder.State.RUNNING)
    if not rows.update(claim=claim, until=now + HOLDS):
        return None
    return StatusOrder.objects.select_related("organisation").filter(claim=claim).first()


def hold_change(order: StatusOrder) -> bool:
    """Hold a claim longer; say whether it was still the caller's, and the order runs."""
    rows = StatusOrder.objects.filter(
        pk=order.pk, claim=order.claim, state=StatusOrder.State.RUNNING
    )
    return rows.update(until=clock.now() + HOLDS) == 1
