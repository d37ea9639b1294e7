"""The office under load: ``python -m benchmarks.office [--quick] [--write FILE]``.

Issuing from a list on PostgreSQL, the verify page, and the search of the catalogue on PostgreSQL
and on SQLite; each in a process of its own, one after the other.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from benchmarks import office_issuing, office_search, office_verify
from benchmarks.office_database import SERVER, database, version
from benchmarks.office_page import Figures, render

P = ParamSpec("P")
R = TypeVar("R")

PROCESSES = 2
PORT = 18_765


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="with a twentieth of everything")
    parser.add_argument("--write", type=Path, help="also write the page into this file")
    parser.add_argument("--server", default=SERVER, help="PostgreSQL, where databases can be made")
    chosen = parser.parse_args()
    page = render(measured(20 if chosen.quick else 1, chosen.server))
    print(page)
    if chosen.write:
        chosen.write.write_text(page)


def measured(part: int, server: str) -> Figures:
    """Measure all of it, each with this part of what the goals name."""
    before = os.getloadavg()[0]
    issuing = _apart(office_issuing.measured, 100_000 // part, PROCESSES, server)
    verify = _apart(
        office_verify.measured,
        requests=4_000 // part,
        credentials=500 // part,
        processes=PROCESSES,
        port=PORT,
    )
    searches = 300 if part == 1 else 60
    with database(server) as url:
        large = _apart(office_search.measured, 100_000 // part, searches, url)
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/office.sqlite3"
        small = _apart(office_search.measured, 100_000 // part, searches, url)
    load = before, os.getloadavg()[0]
    return Figures(issuing, verify, large, small, version(server), load)


def _apart(measure: Callable[P, R], *args: P.args, **more: P.kwargs) -> R:
    """Run in a process of its own: what is measured makes the settings of a site."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *args, **more).result()


if __name__ == "__main__":
    main()
