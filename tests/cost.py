"""What a piece of work costs, told so that a slow, busy or traced machine gives the same answer."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256


@dataclass
class Cost:
    """Processor time in seconds, once the work is over."""

    seconds: float = float("inf")


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure what is done inside, in seconds of a quiet core.

    Tracing (coverage) is paused meanwhile, and a known piece of work is timed just before and
    just after: where that takes three times as long as it should, so does everything else.
    """
    cost, tracer = Cost(), sys.gettrace()
    sys.settrace(None)
    try:
        known = _known_work()
        started = time.process_time()
        yield cost
        spent = time.process_time() - started
        known += _known_work()
    finally:
        sys.settrace(tracer)
    cost.seconds = spent / max(known / 2 / _KNOWN_SECONDS, 1.0)


_KNOWN_SECONDS = 0.016
"""What ``_known_work`` takes on a quiet core of the machine that the benchmarks name."""


def _known_work() -> float:
    started = time.process_time()
    words: dict[str, int] = {}
    digest = sha256()
    for number in range(40_000):
        word = f"<urn:{number % 9000}>"
        words[word] = words.get(word, 0) + len(word)
        digest.update(word.encode())
    return time.process_time() - started
