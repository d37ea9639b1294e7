"""What the core reaches when it prepares and signs an order's credentials, and nothing else."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from statistics import median
from threading import Barrier
from typing import Any

SAMPLE = 2_000
ROUNDS = 3


@dataclass(frozen=True)
class Order:
    """What the core needs to know: plain values, which go from process to process."""

    achievement: dict[str, Any]
    suite: str
    status: list[dict[str, str]]


@dataclass(frozen=True)
class Rates:
    """Credentials a second.

    Attributes:
        alone: of one process that has the machine to itself, by the clock.
        together: of all of several processes that run at once, by the clock.
        worked: of these, for each second of processor time.
    """

    alone: float
    together: float
    worked: float


def rates(order: Order, processes: int) -> Rates:
    """Measure, each several times; return the medians."""
    alone = [_at_once(order, 1)[0] for _ in range(ROUNDS)]
    together = [_at_once(order, processes) for _ in range(ROUNDS)]
    return Rates(median(alone), median(one for one, _ in together), median(w for _, w in together))


def _at_once(order: Order, processes: int) -> tuple[float, float]:
    context = get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(processes, mp_context=context) as pool:
        start = manager.Barrier(processes)
        jobs = [pool.submit(_measure, order, start) for _ in range(processes)]
        found = [job.result() for job in jobs]
    seconds = max(one for one, _ in found)
    return processes * SAMPLE / seconds, processes * SAMPLE / sum(spent for _, spent in found)


def _measure(order: Order, start: Barrier) -> tuple[float, float]:
    """Return how many seconds the credentials took, by the clock and of the processor."""
    from mintmark import Achievement, Award, new_key
    from mintmark.steps.issue import Press, sign

    key = new_key()
    issuer = order.achievement["issuer"] | {"id": key.controller}
    achievement = Achievement.model_validate(order.achievement | {"issuer": issuer})
    press = Press(achievement, issuer=key.controller)
    at = datetime.now(UTC)

    def one(number: int) -> bytes:
        award = Award.model_validate(
            {
                "id": f"urn:example:award:{number}",
                "achievement": achievement.id,
                "learner": {"name": f"Learner {number}", "email": f"learner{number}@example.org"},
                "awarded_on": date(2026, 5, 4),
                "results": [{"assessment": "practical", "score": "0.8", "level": "good"}],
                "identity_check": {"method": "passport"},
            }
        )
        name = f"urn:example:credential:{number}"
        document = press.document(
            award, credential_id=name, salt="s" * 16, at=at, status=order.status
        )
        return sign(document, signer=key, suite=order.suite, created=at)

    for number in range(100):
        one(number)
    start.wait()
    began, worked = time.perf_counter(), time.process_time()
    for number in range(SAMPLE):
        one(number)
    return time.perf_counter() - began, time.process_time() - worked
