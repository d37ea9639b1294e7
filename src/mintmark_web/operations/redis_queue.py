"""What RQ does not do by itself: see to the jobs of workers that were killed.

RQ marks such a job as failed, and an order would rest for ever. Here it goes back into the queue,
as it does where jobs lie in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import django_rq
from django_tasks_rq import Job
from redis.exceptions import RedisError, WatchError
from rq.exceptions import NoSuchJobError

_QUEUE = "default"


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
            "ready": queue.count + queue.scheduled_job_registry.get_job_count(cleanup=False),
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
