"""Measures all engines side by side: ``python -m benchmarks.run [--rounds N] [--write FILE]``.

And, on all cores and by the wall clock, the command line on folders of credentials: ``scaling``.

All engines run on one core, each in a process of its own, in interleaved rounds on the same
credentials. What is printed are medians of processor time over single credentials.
"""

from __future__ import annotations

import argparse
import os
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import credentials, scaling, table
from benchmarks.engines import NOON, Mintmark, MintmarkJcs, key
from benchmarks.peers import NAMES, Absent, Child
from benchmarks.table import Figures

ACHIEVEMENTS = 60
EACH_ROUND = 60
SLOW = ("pyoxigraph", "pyld", "javascript")
WARM_UP = 4
WHAT = ("issue", "verify")
SUITES = (Mintmark, MintmarkJcs)


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--write", type=Path, help="also write the tables into this file")
    chosen = parser.parse_args()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    figures = measure(chosen.rounds)
    os.sched_setaffinity(0, cores)
    text = table.render(figures) + "\n" + scaling.render(scaling.measure()) + "\n"
    print(text)
    if chosen.write:
        chosen.write.write_text(text)


def measure(rounds: int) -> dict[str, Figures]:
    """Return the figures of every engine that is there."""
    children = _start()
    for child in children:
        _cold(child)
    batches = {(what, suite): _batches(what, suite, rounds) for what in WHAT for suite in SUITES}
    for child in children:
        for what in WHAT:
            for batch, items in batches[what, _suite(child)].items():
                child.ask(do="load", name=f"{batch}/{what}", items=items)
    del batches
    for number in range(rounds):
        for batch in ("same", "mixed"):
            for what in WHAT:
                for child in children:
                    _round(child, what, batch, number)
    return {child.name: _finished(child) for child in children}


class Measured(Child):
    """An engine and its figures."""

    def __init__(self, name: str) -> None:
        self.figures = Figures()
        super().__init__(name)


def _start() -> list[Measured]:
    children = []
    for name in NAMES:
        try:
            children.append(Measured(name))
        except Absent as absent:
            print(f"Left out, not installed: {absent}. See benchmarks/install-peers.sh.")
    return children


def _suite(child: Child) -> type[Mintmark]:
    """Return the suite of an engine: all issue and verify the RDF one, but for one."""
    return MintmarkJcs if child.name == "mintmark-jcs" else Mintmark


def _batches(what: str, suite: type[Mintmark], rounds: int, seed: int = 0) -> dict[str, list[Any]]:
    """Return credentials, no two of one learner and none of them in both batches.

    Those to be verified were issued second by second.
    """
    issuer, count = key().controller, rounds * EACH_ROUND
    first = (1 + 4 * seed + 2 * (what == "verify")) * 10**6
    made: dict[str, list[Any]] = {
        "same": list(credentials.same_shaped(issuer, count, first)),
        "mixed": list(credentials.mixed(issuer, ACHIEVEMENTS, rounds, first + 10**6)),
    }
    if what == "issue":
        return made
    signer, second = suite(), timedelta(seconds=1)
    return {
        name: [signer.issue(one, NOON + number * second) for number, one in enumerate(documents)]
        for name, documents in made.items()
    }


def _cold(child: Measured) -> None:
    """The first credential of all, and then others of shapes never seen."""
    for what in reversed(WHAT):
        items = _batches(what, _suite(child), 1, seed=9)["mixed"][:8]
        child.ask(do="load", name="cold", items=items)
        first, *others = child.times(what, "cold", 0, 8)
        child.figures.first[what] = first
        child.figures.unseen[what] = median(others)


def _round(child: Measured, what: str, batch: str, number: int) -> None:
    first = number * EACH_ROUND
    count = 10 if child.name in SLOW else EACH_ROUND
    times = child.times(what, f"{batch}/{what}", first, first + count)
    if number >= WARM_UP:
        child.figures.times[what, batch] += times


def _finished(child: Measured) -> Figures:
    child.figures.memory = child.ask(do="memory")["kib"] / 1024
    child.figures.kept = child.ask(do="hits")
    child.close()
    return child.figures


if __name__ == "__main__":
    main()
