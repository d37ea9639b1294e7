"""Simpler allocators, to compare the solver with: greedy, and trying everything."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from mintmark.steps.stack.program import Program, Row


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


def _sum(row: Row, taken: Sequence[set[int]]) -> int:
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
