"""Members that can be left out before anything is solved: another one always does as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mintmark.steps.stack.program import Program

Worth = tuple[int, ...]
"""What a member adds to each row, so turned that more is better; the last are groups it fits."""


def narrowed(program: Program) -> Program:
    """Return the program without the members for which an older rival does at least as well.

    A member is left out where an older one clashes with it, fits in all of its groups, adds as
    much to each floor and no more to each limit, and clashes with nothing else besides. Whatever
    the younger one could do, the older one does, and the older one is preferred. So the best
    allocations stay, all of them.
    """
    rivals = _rivals(program)
    if not rivals:
        return program
    places = [frozenset(box.members) for box in program.boxes]
    worth = {member: _worth(program, member, places) for member in rivals}
    gone: set[int] = set()
    for young in sorted(rivals):
        olds = (old for old in rivals[young] - gone if old < young)
        if any(_does_as_well(old, young, worth, rivals) for old in olds):
            gone.add(young)
    return _without(program, frozenset(gone)) if gone else program


def _rivals(program: Program) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for same in program.clashes:
        for member in same:
            found.setdefault(member, set()).update(same)
    return found


def _worth(program: Program, member: int, places: Sequence[frozenset[int]]) -> Worth:
    sums = [row.weights.get(member, 0) * (1 if row.floor else -1) for row in program.rows]
    named = [member in of for row in program.rows for of in row.sets.values()]
    return (*sums, *named, *(member in one for one in places))


def _does_as_well(
    old: int, young: int, worth: dict[int, Worth], rivals: dict[int, set[int]]
) -> bool:
    return rivals[old] <= rivals[young] and all(
        one >= other for one, other in zip(worth[old], worth[young], strict=True)
    )


def _without(program: Program, gone: frozenset[int]) -> Program:
    boxes = tuple(
        replace(box, members=tuple(n for n in box.members if n not in gone))
        for box in program.boxes
    )
    rows = tuple(
        replace(
            row,
            weights={n: weight for n, weight in row.weights.items() if n not in gone},
            sets={url: tuple(n for n in of if n not in gone) for url, of in row.sets.items()},
        )
        for row in program.rows
    )
    clashes = (tuple(n for n in same if n not in gone) for same in program.clashes)
    return replace(
        program, boxes=boxes, rows=rows, clashes=tuple(same for same in clashes if len(same) > 1)
    )
