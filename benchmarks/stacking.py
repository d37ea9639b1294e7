"""Stacking, on one core: ``python -m benchmarks.stacking [--learners N]``.

Three questions: how long one large rule takes, how the time grows with the number of learners and
of credentials, and how often a greedy allocator is wrong. Times are processor time, from holdings
that were verified to the result with all its words; what a credential is worth elsewhere may be
remembered between learners, as in life.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from mintmark.model import Achievement, Award, Holding, StackRule
from mintmark.steps.stack import evaluate, read_rule
from mintmark.steps.stack.eligibility import eligible
from mintmark.steps.stack.facts import Facts
from mintmark.steps.stack.program import Program, make_program
from mintmark.steps.stack.solver import allocate

AS_OF = date(2026, 6, 1)
LEARNERS = 10_000
LARGE = 15
SMALL = 300
ACHIEVEMENTS = 150
SCHOOL, GUILD = "https://school.example/", "https://guild.example/"
HEAD = """
id: https://example.org/rule
title: Certificate
decided_by: {name: School}
system: ECTS
"""


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        large: seconds for 200 credentials against 50 requirements, one for each instance.
        grows: seconds for each number of credentials against the pathway.
        learners: how many learners, and the seconds for all of them.
        met: how many of them meet the pathway.
        small: how many small instances were compared.
        greedy: seconds of greedy, brute force and the solver for all of them.
        wrong: how often greedy meets fewer requirements than there could be.
        misjudged: how often it says "not met" of a rule that is met.
    """

    large: tuple[float, ...]
    grows: tuple[tuple[int, float], ...]
    learners: tuple[int, float]
    met: int
    small: int
    seconds: tuple[float, float, float]
    wrong: int
    misjudged: int


# ------------------------------------------------------------------------------ instances


def rule_of(body: str) -> StackRule:
    """Return the rule with these requirements and groups."""
    return read_rule(HEAD + body, "rule.yaml")


def large_rule(dice: random.Random) -> StackRule:
    """Return a rule of 50 requirements: totals, limits, 22 by level, 25 pools."""
    high = "".join(
        f"\n- {{id: f{n}, at_least: {dice.choice((10, 20, 30))}, where: {{level: "
        f'{{framework: EQF, at_least: "{dice.choice((4, 5, 6))}"}}, things: {_some(dice, 40)}}}}}'
        for n in range(22)
    )
    pools = "".join(
        f"\n- id: g{n}\n  where: {{things: {_some(dice, 6)}}}\n"
        f"  requirements: [{{id: r, at_least: {dice.choice((5, 10))}}}]"
        for n in range(25)
    )
    return rule_of(f"{_limits(240)}{high}\ngroups:{pools}\n")


def pathway() -> StackRule:
    """Return a pathway of eight requirements: a total, levels, two limits, three pools."""
    high = '\n- {id: high, at_least: 20, where: {level: {framework: EQF, at_least: "6"}}}'
    good = "\n- {id: good, count: credentials, at_least: 4, where: {score: 0.6}}"
    pools = "".join(
        f"\n- id: g{n}\n  where: {{things: {_listed(range(first, first + 70))}}}\n"
        f"  requirements: [{{id: r, at_least: {least}}}]"
        for n, (first, least) in enumerate(((0, 15), (40, 10), (80, 5)))
    )
    return rule_of(f"{_limits(50)}{high}{good}\ngroups:{pools}\n")


def _limits(total: int) -> str:
    return (
        f"requirements:\n- {{id: total, at_least: {total}}}\n"
        "- {id: rpl, at_most_share: 0.3, where: {routes: [recognition-of-prior-learning]}}\n"
        f"- {{id: home, at_least_share: 0.5, where: {{awarded_by: ['{SCHOOL}']}}}}"
    )


def _some(dice: random.Random, count: int) -> str:
    return _listed(dice.sample(range(ACHIEVEMENTS), count))


def _listed(numbers: Sequence[int] | range) -> str:
    return f"[{', '.join(_url(n) for n in numbers)}]"


def _url(number: int) -> str:
    return f"https://example.org/a{number}"


def achievements(dice: random.Random) -> list[Achievement]:
    """Return what there is to learn; a few overlap."""
    return [
        Achievement.model_validate(
            {
                "id": _url(number),
                "title": f"Course {number}",
                "description": "x",
                "issuer": {"name": "S", "id": dice.choice((SCHOOL, SCHOOL, GUILD))},
                "workload": {
                    "credits": [{"system": "ECTS", "value": dice.choice((1, 2, 3, 5, 5, 10))}]
                },
                "levels": [{"framework": "EQF", "value": str(dice.randint(3, 7))}],
                "outcomes": [
                    {"id": f"o{one}", "title": "o", "alignments": [{"url": _url(one), "name": "o"}]}
                    for one in dice.sample(range(1000, 1000 + ACHIEVEMENTS), 2)
                ],
            }
        )
        for number in range(ACHIEVEMENTS)
    ]


def learner(dice: random.Random, known: Sequence[Achievement], count: int) -> list[Holding]:
    """Return the credentials of one learner; some achievements may come twice."""
    return [_held(dice, dice.choice(known), number) for number in range(count)]


def _held(dice: random.Random, of: Achievement, number: int) -> Holding:
    award: dict[str, Any] = {
        "id": f"urn:x:{number}",
        "achievement": of.id,
        "learner": {"name": "L"},
        "awarded_on": AS_OF - timedelta(days=dice.randint(1, 900)),
        "route": dice.choice(("course", "course", "recognition-of-prior-learning")),
        "results": [{"assessment": "a", "score": str(dice.randint(40, 99) / 100)}],
    }
    return Holding(
        id=f"h{number}", standing="valid", achievement=of, award=Award.model_validate(award)
    )


# ------------------------------------------------------------------------------ the others


def greedy(program: Program) -> int:
    """Return how many requirements are met by who takes the oldest first, where it first fits."""
    taken: list[set[int]] = [set() for _ in program.boxes]
    for member in program.boxes[0].members:
        if any(member in same and taken[0] & set(same) for same in program.clashes):
            continue
        inside = [n for n, box in enumerate(program.boxes) if n and member in box.members]
        wanting = [n for n in inside if _met(program, taken, n) is False]
        taken[0].add(member)
        if wanting:
            taken[wanting[0]].add(member)
        if not _kept(program, taken):
            for one in taken:
                one.discard(member)
    return sum(_sum(row, taken) >= row.bound for row in program.floors)


def _met(program: Program, taken: Sequence[set[int]], box: int) -> bool:
    floors = [row for row in program.floors if row.group == box]
    return all(_sum(row, taken) >= row.bound for row in floors)


def _kept(program: Program, taken: Sequence[set[int]]) -> bool:
    return all(_sum(row, taken) <= row.bound for row in program.limits)


def _sum(row: Any, taken: Sequence[set[int]]) -> int:
    return sum(weight for n, weight in row.weights.items() if n in taken[row.group])


def brute(program: Program) -> int:
    """Return how many requirements can be met, by trying every allocation."""
    members = program.boxes[0].members
    best = 0
    for choice in itertools.product(*[list(_places(program, one)) for one in members]):
        taken: list[set[int]] = [set() for _ in program.boxes]
        for member, where in zip(members, choice, strict=True):
            for box in where:
                taken[box].add(member)
        if any(len(taken[0] & set(same)) > 1 for same in program.clashes):
            continue
        if _kept(program, taken):
            best = max(best, sum(_sum(row, taken) >= row.bound for row in program.floors))
    return best


def _places(program: Program, member: int) -> Iterator[tuple[int, ...]]:
    yield ()
    yield (0,)
    yield from ((0, n) for n, box in enumerate(program.boxes) if n and member in box.members)


# ------------------------------------------------------------------------------ measuring


def measure(learners: int = LEARNERS) -> Figures:
    """Return the figures.

    Raises:
        RuntimeError: the solver is not as good as brute force.
    """
    dice = random.Random(2)  # noqa: S311 (no secret)
    known = achievements(dice)
    way = pathway()
    evaluate(way, learner(dice, known, 5), as_of=AS_OF)  # the solver is loaded here
    large = tuple(_timed(large_rule(dice), [learner(dice, known, 200)])[0] for _ in range(LARGE))
    grows = tuple(
        (count, _timed(way, [learner(dice, known, count) for _ in range(20)])[0] / 20)
        for count in (5, 10, 20, 40, 80, 160)
    )
    seconds, met = _timed(way, (learner(dice, known, 12) for _ in range(learners)))
    return Figures(large, grows, (learners, seconds), met, *_compared(dice, known))


def _timed(rule: StackRule, held: Any) -> tuple[float, int]:
    """Return the processor time of the evaluations alone, and how many are met."""
    spent, met = 0.0, 0
    for one in held:
        start = time.process_time()
        result = evaluate(rule, one, as_of=AS_OF)
        spent += time.process_time() - start
        met += result.verdict == "met"
    return spent, met


def small_rule(dice: random.Random) -> StackRule:
    """Return a small rule of three pools that overlap."""
    pools = "".join(
        f"\n- id: g{n}\n  where: {{things: {_some(dice, 90)}}}\n"
        f"  requirements: [{{id: r, at_least: {dice.choice((5, 10))}}}]"
        for n in range(3)
    )
    return rule_of(f"{_limits(25)}\ngroups:{pools}\n")


def _compared(
    dice: random.Random, known: Sequence[Achievement]
) -> tuple[int, tuple[float, float, float], int, int]:
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
    return SMALL, (spent[0], spent[1], spent[2]), wrong, misjudged


def _solved(program: Program) -> int:
    found = allocate(program)
    return sum(found.met) if found else 0


def render(figures: Figures) -> str:
    """Return the figures as Markdown."""
    count, seconds = figures.learners
    rows = [
        ("200 credentials, 50 requirements, median", f"{median(figures.large) * 1e3:.0f} ms"),
        ("the same, slowest", f"{max(figures.large) * 1e3:.0f} ms"),
        (f"{count:,} learners with 12 credentials, 8 requirements", f"{seconds:.1f} s"),
        *(
            (f"one learner with {held} credentials, 8 requirements", f"{spent * 1e3:.1f} ms")
            for held, spent in figures.grows
        ),
    ]
    each = [f"{one / figures.small * 1e3:.2f} ms" for one in figures.seconds]
    return "\n".join(
        (
            "| what | processor time |",
            "| --- | ---: |",
            *(f"| {what} | {spent} |" for what, spent in rows),
            "",
            f"{figures.met:,} of the learners meet the pathway.",
            "",
            f"| {figures.small} small instances | each | meets fewer than there could be "
            "| says a met rule is not met |",
            "| --- | ---: | ---: | ---: |",
            f"| greedy, the oldest first | {each[0]} | {figures.wrong} | {figures.misjudged} |",
            f"| brute force | {each[1]} | 0 | 0 |",
            f"| the solver | {each[2]} | 0 | 0 |",
        )
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(render(measure(parser.parse_args().learners)))


if __name__ == "__main__":
    main()
