"""Several processes that share the work on many files."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from mintmark.errors import UnavailableError
from mintmark.report import Outcome

ALONE = 256
"""Files that one process takes before it asks for company: what it learned, all then know."""

ALONE_SECONDS = 0.5
"""How long it does so; longer than that takes only who waits for the network."""

AT_ONCE = 64
"""Files that are handed to a process at once."""

Told = tuple[str, Outcome]
"""What is to be printed of one file or of several, and the worst that it says."""

Tell = Callable[[str], Told]
"""Verifies a file by its name."""

_tell: Tell


def share(names: Iterator[str], tell: Tell, make: Callable[[], Tell], jobs: int) -> Iterator[Told]:
    """Yield what is told of the files, in their order; a bounded number waits at any time.

    Each file is verified on its own: what one holds touches no other.

    Args:
        names: the files.
        tell: for this process, and for copies of it.
        make: makes the same for a process that is no copy of this one; it can be pickled.
        jobs: how many processes.

    Raises:
        UnavailableError: ``jobs.ended``: a process came to its end amid the work.
    """
    yield from _alone(names, tell)
    chunks = iter(lambda: tuple(islice(names, AT_ONCE)), ())
    first = next(chunks, None)
    if first is None:
        return
    # Where the system copies processes cheaply, what is loaded and learned is there in each. Other
    # threads would not be, but their locks: one may be left behind, waiting for an address.
    copies = sys.platform == "linux" and threading.active_count() == 1
    if copies:
        gc.freeze()
    method = get_context("fork" if copies else "spawn")
    with ProcessPoolExecutor(jobs, method, _begin, ((lambda: tell) if copies else make,)) as pool:
        waiting: deque[Future[Told]] = deque([pool.submit(_tell_all, first)])
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_tell_all, chunk))
                if len(waiting) > 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise UnavailableError(
                "jobs.ended",
                "One of the processes that shared the work came to its end.",
                remedy="What was not told was not checked. Try fewer --jobs.",
            ) from None


def _alone(names: Iterator[str], tell: Tell) -> Iterator[Told]:
    until = time.monotonic() + ALONE_SECONDS
    for name in islice(names, ALONE):
        yield tell(name)
        if time.monotonic() > until:
            return


def _begin(make: Callable[[], Tell]) -> None:
    global _tell
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Whoever shares out the work is told as well.
    _tell = make()


def _tell_all(names: tuple[str, ...]) -> Told:
    told = [_tell(name) for name in names]
    return "".join(said for said, _ in told), worst(outcome for _, outcome in told)


def worst(outcomes: Iterator[Outcome]) -> Outcome:
    """Return the worst of several outcomes; valid where there are none."""
    return max(outcomes, key=lambda outcome: outcome.severity, default=Outcome.VALID)
