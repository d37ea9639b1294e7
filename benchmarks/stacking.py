"""Stacking, on one core: ``python -m benchmarks.stacking [--learners N] [--write FILE]``.

Three questions: how long one large rule takes, how the time grows with the number of learners and
of credentials, and how often a greedy allocator is wrong. Times are processor time, from holdings
that were verified to the result with all its words; what a credential is worth elsewhere may be
remembered between learners, as in life.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.stacking_cases import (
    AS_OF,
    achievements,
    large_rule,
    learner,
    pathway,
    small_rule,
)
from benchmarks.stacking_rivals import brute, greedy
from mintmark.model import Achievement, Holding, StackRule
from mintmark.steps.stack import evaluate
from mintmark.steps.stack.eligibility import eligible
from mintmark.steps.stack.facts import Facts
from mintmark.steps.stack.program import Program, make_program
from mintmark.steps.stack.solver import allocate

LEARNERS = 10_000
STEPS = (1_000, 3_000, 10_000)
HELD = 12
LARGE = 25
SMALL = 300
COUNTS = (25, 50, 100, 200, 400)
OF_EACH = 7


@dataclass(frozen=True)
class Compared:
    """Greedy, brute force and the solver on small instances.

    Attributes:
        seconds: of each of the three for all of them.
        wrong: how often greedy meets fewer requirements than there could be.
        misjudged: how often it says "not met" of a rule that is met.
    """

    seconds: tuple[float, float, float]
    wrong: int
    misjudged: int


@dataclass(frozen=True)
class Figures:
    """What was measured, in seconds.

    Attributes:
        large: 200 credentials against 50 requirements, each instance.
        grows: for each number of credentials: against the pathway, and against the large rule.
        learners: for each number of learners: all of them.
        met: how many of them meet the pathway.
        compared: with simpler allocators.
        load: the machine's load before and after.
    """

    large: tuple[float, ...]
    grows: tuple[tuple[int, float, float], ...]
    learners: tuple[tuple[int, float], ...]
    met: int
    compared: Compared
    load: tuple[float, float]


def measure(learners: int = LEARNERS) -> Figures:
    """Return the figures.

    Raises:
        RuntimeError: the solver is not as good as brute force.
    """
    before = os.getloadavg()[0]
    dice = random.Random(2)  # noqa: S311 (no secret)
    known = achievements(dice)
    way = pathway()
    evaluate(way, learner(dice, known, 5), as_of=AS_OF)  # the solver is loaded here
    large = tuple(_timed(large_rule(dice), learner(dice, known, 200))[0] for _ in range(LARGE))
    grows = tuple((count, *_at(dice, known, way, count)) for count in COUNTS)
    all_of_them, met = _many(way, (learner(dice, known, HELD) for _ in range(learners)))
    compared = _compared(dice, known)
    return Figures(large, grows, all_of_them, met, compared, (before, os.getloadavg()[0]))


def _timed(rule: StackRule, held: Sequence[Holding]) -> tuple[float, bool]:
    """Return the processor time of an evaluation alone, and whether the rule is met."""
    start = time.process_time()
    result = evaluate(rule, held, as_of=AS_OF)
    return time.process_time() - start, result.verdict == "met"


def _at(
    dice: random.Random, known: Sequence[Achievement], way: StackRule, count: int
) -> tuple[float, float]:
    rules = [(way, large_rule(dice)) for _ in range(OF_EACH)]
    pairs = [[_timed(rule, learner(dice, known, count))[0] for rule in both] for both in rules]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def _many(
    way: StackRule, all_held: Iterable[Sequence[Holding]]
) -> tuple[tuple[tuple[int, float], ...], int]:
    spent, met, so_far, number = 0.0, 0, [], 0
    for number, held in enumerate(all_held, 1):
        seconds, is_met = _timed(way, held)
        spent += seconds
        met += is_met
        if number in STEPS:
            so_far.append((number, spent))
    if not so_far or so_far[-1][0] != number:
        so_far.append((number, spent))
    return tuple(so_far), met


def _compared(dice: random.Random, known: Sequence[Achievement]) -> Compared:
    spent = [0.0, 0.0, 0.0]
    wrong = misjudged = 0
    for _ in range(SMALL):
        rule, held = small_rule(dice), learner(dice, known, 7)
        facts = [Facts(one, AS_OF) for one in sorted(held, key=lambda h: str(h.award))]
        program = make_program(rule, facts, eligible(rule, facts, frozenset()), AS_OF)
        found = []
        for number, way in enumerate((greedy, brute, _solved)):
            start = time.process_time()
            found.append(way(program))
            spent[number] += time.process_time() - start
        if found[1] != found[2]:
            raise RuntimeError("the solver is not as good as brute force")
        wrong += found[0] < found[1]
        misjudged += found[0] < found[1] == len(program.floors)
    return Compared((spent[0], spent[1], spent[2]), wrong, misjudged)


def _solved(program: Program) -> int:
    found = allocate(program)
    return sum(found.met) if found else 0


# ------------------------------------------------------------------------------ the page


def render(figures: Figures) -> str:
    """Return the page."""
    return "\n".join(
        (
            "# Benchmark of stacking",
            "",
            "How long it takes to allocate credentials, and what a simpler way would get wrong. "
            "Times are",
            "processor time on one core, from verified holdings to the result with all its words. "
            "Others worked",
            f"on the machine meanwhile (a load of {figures.load[0]:.1f} before, "
            f"{figures.load[1]:.1f} after, on {os.cpu_count()} cores): a quiet one is",
            "faster. Everything is made from one seed.",
            "",
            *_goals(figures),
            "",
            "## How it grows",
            "",
            *_growth(figures),
            "",
            "## Greedy and brute force",
            "",
            *_rivals(figures.compared),
            "",
            "    python -m benchmarks.stacking --write docs/reference/stack-benchmarks.md",
            "",
        )
    )


def _goals(figures: Figures) -> list[str]:
    count, seconds = figures.learners[-1]
    return [
        "| what | processor time | goal |",
        "| --- | ---: | ---: |",
        f"| 200 credentials, 50 requirements, median of {len(figures.large)} | "
        f"{_ms(median(figures.large))} | under 100 ms |",
        f"| the same, slowest | {_ms(max(figures.large))} | |",
        f"| {count:,} learners with {HELD} credentials each, 8 requirements | {seconds:.1f} s | "
        f"under {60 * count / LEARNERS:.0f} s |",
        "",
        f"All {count:,} learners were measured; {figures.met:,} of them meet the pathway. "
        "The others are told",
        "what is missing, which is a second question to the solver.",
    ]


def _growth(figures: Figures) -> list[str]:
    (first, least), (last, most) = figures.grows[0][:2], figures.grows[-1][:2]
    return [
        "| learners | together | each |",
        "| ---: | ---: | ---: |",
        *(
            f"| {count:,} | {spent:.1f} s | {_ms(spent / count)} |"
            for count, spent in figures.learners
        ),
        "",
        "Each learner is a question of their own, so the time grows as their number does, and "
        "`--jobs`",
        "shares it out.",
        "",
        f"| credentials, median of {OF_EACH} | against 8 requirements | against 50 |",
        "| ---: | ---: | ---: |",
        *(f"| {count} | {_ms(way)} | {_ms(large)} |" for count, way, large in figures.grows),
        "",
        f"Against the pathway, {last // first} times as many credentials take "
        f"{most / least:.0f} times as long.",
    ]


def _rivals(found: Compared) -> list[str]:
    each = [f"{one / SMALL * 1e3:.2f} ms" for one in found.seconds]
    return [
        f"{SMALL} small instances: seven credentials, three pools that overlap, a share by "
        "recognition of",
        "prior learning and a share earned at home. Greedy takes the oldest credential first, and "
        "puts it where",
        "it first fits. Brute force tries everything. The solver has to meet as many requirements "
        "as brute force",
        "in each of them, or nothing is measured.",
        "",
        '| allocator | each | meets fewer than there could be | says "not met" of a met rule |',
        "| --- | ---: | ---: | ---: |",
        f"| greedy | {each[0]} | {found.wrong} | {found.misjudged} |",
        f"| brute force | {each[1]} | 0 | 0 |",
        f"| the solver | {each[2]} | 0 | 0 |",
        "",
        f"So greedy is wrong in {found.wrong / SMALL * 100:.0f} % of them, and in "
        f"{found.misjudged / SMALL * 100:.0f} % it would turn somebody",
        "away who has everything.",
    ]


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms" if seconds >= 0.02 else f"{seconds * 1e3:.1f} ms"


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--write", type=Path, help="also write the page into this file")
    chosen = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    page = render(measure(chosen.learners))
    print(page)
    if chosen.write:
        chosen.write.write_text(page)


if __name__ == "__main__":
    main()
