"""What RQ does not do by itself: see to the jobs of workers that were killed, and to a Redis away.

RQ marks such a job as failed, and an order would rest for ever. Here it goes back into the queue,
as it does where jobs lie in the database. A job that Redis cannot take waits in the database.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, cast

import django_rq
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_rq import Job, RQBackend
from redis.exceptions import RedisError, WatchError
from rq.exceptions import NoSuchJobError

log = logging.getLogger(__name__)

_QUEUE = "default"
_AT_ONCE = 100
"""How many of the jobs that waited in the database are brought to Redis in one transaction."""


class KeepingRQBackend(RQBackend):
    """RQ on Redis, and where that is away, rows of the database until it is back.

    So who asks for a job need not know: what was written stays written, and the job is not lost.
    """

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Enqueue a job, on Redis if it answers."""
        try:
            return super().enqueue(task, args, kwargs)
        except RedisError as error:
            log.warning("Redis does not answer (%s): a job waits in the database.", error)
            return DatabaseBackend(self.alias, {}).enqueue(task, args, kwargs)


def take_kept() -> int:
    """Bring the jobs that wait in the database to Redis; return how many.

    Those from before the site changed over to Redis are among them.

    Raises:
        OSError: Redis does not answer.
    """
    brought = 0
    backend = cast(RQBackend, task_backends["default"])
    with _answering(), transaction.atomic():
        for row in _kept().select_for_update(skip_locked=True).order_by("enqueued_at")[:_AT_ONCE]:
            try:
                task = row.task
            except (ImportError, SuspiciousOperation):
                log.exception("A job asks for what is not there: %s", row.task_path)
                continue
            told = row.args_kwargs
            RQBackend.enqueue(backend, task, told["args"], told["kwargs"])
            row.delete()
            brought += 1
    return brought


def _kept() -> Any:
    from django_tasks_db.models import DBTaskResult  # not before the apps are ready

    return DBTaskResult.objects.filter(status=TaskResultStatus.READY)


def answers() -> bool:
    """Say whether Redis answers."""
    try:
        return bool(django_rq.get_connection(_QUEUE).ping())
    except RedisError:
        return False


def work(worker_id: str) -> None:
    """Work until a signal says to stop."""
    worker = django_rq.get_worker(
        _QUEUE, job_class=Job, name=worker_id, work_horse_killed_handler=_once_more
    )
    worker.work(with_scheduler=True)


def counts() -> dict[str, int]:
    """Return how many jobs there are of each status.

    Raises:
        OSError: Redis does not answer.
    """
    with _answering():
        queue = _queue()
        return {
            "ready": queue.count
            + queue.scheduled_job_registry.get_job_count(cleanup=False)
            + _kept().count(),
            "running": queue.started_job_registry.get_job_count(cleanup=False),
            "successful": queue.finished_job_registry.get_job_count(cleanup=False),
            "failed": queue.failed_job_registry.get_job_count(cleanup=False),
        }


def give_back(alive: Callable[[], Collection[str]]) -> int:
    """Put jobs back into the queue whose worker is not among the living; return how many.

    Raises:
        OSError: Redis does not answer.
    """
    with _answering():
        queue = _queue()
        begun = queue.started_job_registry.get_job_and_execution_ids(cleanup=False)
        living = alive() if begun else ()
        return sum(_give_back(queue, job, execution, living) for job, execution in begun)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise OSError("Redis does not answer") from error


def _give_back(queue: Any, job_id: str, execution_id: str, alive: Collection[str]) -> bool:
    """Move one job in one step: whoever else tries at the same moment finds it gone."""
    key, member = queue.started_job_registry.key, f"{job_id}:{execution_id}"
    with queue.connection.pipeline() as pipe:
        pipe.watch(key)
        try:
            job = Job.fetch(job_id, connection=queue.connection)
        except NoSuchJobError:
            return False
        if job.worker_name in alive or pipe.zscore(key, member) is None:
            return False
        pipe.multi()
        pipe.zrem(key, member)
        queue._enqueue_job(job, pipeline=pipe)
        try:
            pipe.execute()
        except WatchError:
            return False
    return True


def _once_more(job: Any, *_told: object) -> None:
    """Have a job tried again whose process was killed while its worker lives."""
    job.retries_left = 1


def _queue() -> Any:
    return django_rq.get_queue(_QUEUE, job_class=Job)
