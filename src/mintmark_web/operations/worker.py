"""The worker: it takes jobs from the queue, and shows that it lives."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType
from uuid import uuid4

from django.db import DatabaseError, connection
from django_tasks_db.management.commands.db_worker import Worker

from mintmark_web.operations import daily, queue, services

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
"""How often a worker without work looks for some."""
BEAT_SECONDS = 10


def run() -> None:
    """Work until a signal says to stop; then finish the job at hand."""
    _wait_for_the_queue()
    worker_id = f"{os.getpid()}-{uuid4().hex[:12]}"
    with _Alive(worker_id):
        _work_on_redis(worker_id) if queue.by_redis() else _work_on_database(worker_id)


def _wait_for_the_queue() -> None:
    """Wait until there is somewhere to take jobs from, and say so: nobody sees what is not said."""
    if queue.answers():
        return
    _say("Redis does not answer, so there is no work. Waiting for it. See to MINTMARK_REDIS.")
    while not queue.answers():
        time.sleep(LOOK_SECONDS)
    _say("Redis answers. Working.")


def _say(words: str) -> None:
    print(f"mintmark: {words}", file=sys.stderr, flush=True)


def _work_on_database(worker_id: str) -> None:
    worker = Worker(
        queue_names=["*"],
        interval=LOOK_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
    _stop_on_signals(worker)
    worker.run()


def _stop_on_signals(worker: Worker) -> None:
    """Let the first signal end the work after the job at hand, the second at once."""

    def stop(number: int, _frame: FrameType | None) -> None:
        if not worker.running:
            raise SystemExit(128 + number)
        worker.running = False

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _work_on_redis(worker_id: str) -> None:
    """Let RQ fork a process for each job; none may find an open connection to share."""
    from mintmark_web.operations import redis_queue

    connection.close()
    redis_queue.work(worker_id)


class _Alive:
    """Gives signs of life from a thread of its own, so that a long job does not hide them."""

    def __init__(self, worker_id: str) -> None:
        self._worker_id = worker_id
        self._over = threading.Event()
        self._parent = os.getppid()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        services.beat(self._worker_id)
        services.give_back_lost()
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        with suppress(DatabaseError, OSError):
            services.retire(self._worker_id)

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            if os.getppid() != self._parent:  # whoever started us is gone without a word
                os.kill(os.getpid(), signal.SIGTERM)
            try:
                services.beat(self._worker_id)
                services.give_back_lost()
                daily.begin()
            except (DatabaseError, OSError) as error:
                log.warning("No sign of life could be given: %s", type(error).__name__)
        connection.close()
