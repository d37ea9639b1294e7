"""The page of the office's figures."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import office_issuing, office_search, office_verify

SHARE = 0.5
RATE, PAGE_MS = 200, 150
SEARCH_MS = {"postgresql": 100, "sqlite": 250}
NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}

INTRODUCTION = """# Benchmarks of the office

The goals of the office, and what was measured: credentials issued from an award list, the public
verify page, and the search of the catalogue. Each runs as it does in life (real workers, a real
server, whole pages), in processes of its own, one after the other.

Rates by the clock hold for a machine that does nothing else. Where others work on it, they are what
is left over; processor time tells more then, and both are given."""

ISSUING = """Workers read the list, commit each credential with its serial number and its status
index, sign it, and store it; the clock runs from the order to the last of them. No letters are
sent. The core prepares and signs credentials of the same order, and does nothing else: no list, no
database, nothing stored."""


@dataclass(frozen=True)
class Figures:
    """All that was measured.

    Attributes:
        large: the search on PostgreSQL.
        small: the search on SQLite.
        server: the version of PostgreSQL.
        load: the machine's load before and after.
    """

    issuing: office_issuing.Figures
    verify: office_verify.Figures
    large: office_search.Figures
    small: office_search.Figures
    server: str
    load: tuple[float, float]


def render(figures: Figures) -> str:
    """Return the page."""
    parts = (
        INTRODUCTION,
        _machine(figures),
        "## Goals",
        _table(("goal", "measured", ""), _goals(figures)),
        "## Issuing",
        ISSUING,
        _table(("", "a second", "a processor second"), _rates(figures.issuing)),
        _room(figures.issuing),
        "## Searching",
        f"Milliseconds of a whole page of the catalogue, over {figures.large.entries:,} "
        "achievements. On PostgreSQL,\nthe processor time is without that of the database.",
        *(_searches(one) for one in (figures.large, figures.small)),
        "    python -m benchmarks.office --write docs/reference/office-benchmarks.md",
    )
    return "\n\n".join(parts) + "\n"


def _machine(figures: Figures) -> str:
    return (
        f"{os.cpu_count()} cores, {platform.machine()}; Python {platform.python_version()}; "
        f"PostgreSQL {figures.server}, on the same\nmachine; SQLite {sqlite3.sqlite_version}. "
        f"The load was {figures.load[0]:.1f} before and {figures.load[1]:.1f} after."
    )


def _goals(figures: Figures) -> Iterator[tuple[str, ...]]:
    issuing, core, verify = figures.issuing, figures.issuing.core, figures.verify
    many = f"{issuing.workers} workers, {issuing.credentials:,} credentials"
    for what, rate, peer in (
        (f"{many}: at least half of what one process of the core does", issuing.rate, core.alone),
        (f"the same: of what {issuing.workers} of them do at once", issuing.rate, core.together),
        ("the same, for each second of processor time", issuing.rate_worked, core.worked),
    ):
        yield what, f"{rate / peer:.2f}", _met(rate / peer >= SHARE)
    yield (
        f"verify page: at least {RATE} a second",
        f"{verify.rate:.0f}",
        _met(verify.rate >= RATE),
    )
    yield (
        f"verify page: 95 of 100 under {PAGE_MS} ms",
        f"{verify.slow:.0f} ms",
        _met(verify.slow < PAGE_MS),
    )
    for one in (figures.large, figures.small):
        limit = SEARCH_MS[one.vendor]
        _, slow, _, worked = one.kinds[office_search.EVERYTHING]
        what = f"search of {one.entries:,} on {NAMES[one.vendor]}: 95 of 100 under {limit} ms"
        yield what, f"{slow:.0f} ms", _met(slow < limit)
        what = f"the same on {NAMES[one.vendor]}, of the processor"
        yield what, f"{worked:.0f} ms", _met(worked < limit)


def _met(yes: bool) -> str:
    return "met" if yes else "not met"


def _rates(found: office_issuing.Figures) -> Iterator[tuple[str, ...]]:
    core, several = found.core, found.workers
    yield f"the office, {several} workers", f"{found.rate:,.0f}", f"{found.rate_worked:,.0f}"
    yield f"the core, {several} processes", f"{core.together:,.0f}", f"{core.worked:,.0f}"
    yield "the core, one process", f"{core.alone:,.0f}", ""


def _room(found: office_issuing.Figures) -> str:
    return (
        f"A worker needed {found.early} MiB at most when a fifth was read, {found.memory} MiB at "
        f"the end. A credential takes\n{found.stored:,} bytes in the database, beside its row."
    )


def _searches(found: office_search.Figures) -> str:
    head = (NAMES[found.vendor], "half within", "95 of 100 within", "processor, half", "95 of 100")
    rows = ((kind, *(f"{one:.1f}" for one in all_)) for kind, all_ in found.kinds.items())
    return _table(head, rows)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))
