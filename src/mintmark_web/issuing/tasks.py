"""The background job."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task


@task()
def work(batch_id: str) -> None:
    """Work at a batch until nothing is left that nobody else has in hand."""
    from mintmark_web.issuing.services import working

    working.work(batch_id)


def begin(batch_id: object, *, shares: int = 1, after: datetime | None = None) -> None:
    """Ask for work at a batch: as many workers as there are shares may join in."""
    job = work.using(run_after=after) if after else work
    for _ in range(shares):
        job.enqueue(str(batch_id))


@task()
def change(order_id: str) -> None:
    """Work at an order of statuses until nothing is left that nobody else has in hand."""
    from mintmark_web.issuing.services import changing

    changing.work(order_id)


def begin_change(order_id: object, *, after: datetime | None = None) -> None:
    """Ask for work at an order of statuses."""
    job = change.using(run_after=after) if after else change
    job.enqueue(str(order_id))
