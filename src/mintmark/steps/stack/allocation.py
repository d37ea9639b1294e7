"""What a solver finds: which members count where, and how that stands against a row."""

from __future__ import annotations

from dataclasses import dataclass

from mintmark.steps.stack.program import Row


@dataclass(frozen=True, slots=True)
class Allocation:
    """Which members count where.

    Attributes:
        taken: the members that each group takes.
        met: whether each floor is met, in the program's order.
        credits: the credits that each group misses by itself, scaled.
        numbers: the credentials that each group misses by itself.
        things: the named things that are still to come, by group.
        settled: whether no other meets more requirements.
        proven: whether nothing is better in any way.
    """

    taken: tuple[frozenset[int], ...]
    met: tuple[bool, ...]
    credits: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    things: tuple[frozenset[str], ...] = ()
    settled: bool = True
    proven: bool = True

    @property
    def complete(self) -> bool:
        """Whether every requirement is met."""
        return all(self.met)


def got(row: Row, taken: frozenset[int]) -> int:
    """Return what counts towards a row."""
    if row.sets:
        return sum(not taken.isdisjoint(members) for members in row.sets.values())
    return sum(weight for n, weight in row.weights.items() if n in taken)


def reached(row: Row, taken: frozenset[int]) -> bool:
    """Return whether what counts reaches a floor."""
    return got(row, taken) >= row.bound


def kept(row: Row, taken: frozenset[int]) -> bool:
    """Return whether what counts stays within a limit."""
    return got(row, taken) <= row.bound
