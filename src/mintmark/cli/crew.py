"""Several processes that share one verification order, file by file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import get_context

from mintmark.cli.bench import Bench, Order, make_ready
from mintmark.report import Report

AT_ONCE = 64
"""Files that are handed to a process at once."""

_bench: Bench


def reports_of(names: Iterator[str], order: Order, jobs: int) -> Iterator[tuple[str, Report]]:
    """Yield the report of each file, in input order; only a bounded number waits at any time.

    A file that makes its process fail would be a bug; the others are not touched by what one
    file holds, as each is verified on its own.
    """
    # Where the system copies processes cheaply, what is loaded already is not loaded anew.
    method = "fork" if sys.platform == "linux" else "spawn"
    with get_context(method).Pool(jobs, _begin, (order,)) as pool:
        yield from pool.imap(_report, names, chunksize=AT_ONCE)


def _begin(order: Order) -> None:
    global _bench
    _bench = make_ready(order)


def _report(name: str) -> tuple[str, Report]:
    report = _bench.report(name)
    if report.signed is None:
        return name, report
    # The content has been read; sending it back would cost more than reading it did.
    return name, replace(report, signed=replace(report.signed, document={}))
