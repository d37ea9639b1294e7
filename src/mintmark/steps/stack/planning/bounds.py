"""The least that a plan takes of a measure, by its requirements: quick, and never too much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from mintmark.steps.stack.planning.field import Field
from mintmark.steps.stack.planning.pruning import Choice
from mintmark.steps.stack.program import Row

Sum = Literal["cost", "hours", "rest"]
"""What each offer adds to: the cost with all that accounts may pay of it, hours, and the cost
before any account pays."""

_FINE: Final = 20
"""How many binary digits are kept of what is divided."""


@dataclass(frozen=True, slots=True)
class _Floor:
    """What one requirement takes at the least.

    Attributes:
        row: its number in the program.
        lacking: how much of it what is held leaves open.
        rate: the least of the measure for a unit of it.
        things: for things: the least of the measure for each of them, smallest first.
    """

    row: int
    lacking: int
    rate: int
    things: tuple[int, ...] = ()

    def least(self, there: int) -> int:
        """Return the least of the measure for the rest."""
        rest = max(0, self.lacking - there)
        return sum(self.things[:rest]) if self.things else self.rate * rest


def least(one: Choice, measure: Sum) -> Fraction | int:
    """Return the least that an offer adds to a measure: money in thousandths, or hours."""
    if measure == "hours":
        return one.hours
    return one.bill.least if measure == "cost" else one.bill.rest


class Bounds:
    """What the requirements take at the least of a measure.

    Requirement by requirement: what a unit of it takes at the least is charged to the offers that
    bring it, and what is left of each offer's measure stays for the next requirement. All in whole
    numbers, rounded down, so that it is never too much.

    Args:
        able: the offers to choose from.
        field: what there is.
        measure: what is added up.
    """

    def __init__(self, able: Sequence[Choice], field: Field, measure: Sum) -> None:
        self._field = field
        adds = {one.candidate.number: least(one, measure) for one in able}
        self._grid = math.lcm(1, *(each.denominator for each in adds.values()))
        self._scale = self._grid << _FINE
        self._left = {number: int(each * self._scale) for number, each in adds.items()}
        self._base = 0
        floors = self._floors()
        while (first := max(floors, key=_sum, default=None)) and _sum(first):
            self._charge(first)
            floors = self._floors()
        self._last = {floor.row: floor for floor in floors}

    def _floors(self) -> list[_Floor]:
        """Return what each requirement takes of what is left of the measure."""
        rates: dict[int, int] = {}
        things: dict[int, dict[str, int]] = {}
        rows = self._field.whole.rows
        for number, left in self._left.items():
            for row, weight, covered in self._field.parts[number]:
                if covered:
                    mine, share = things.setdefault(row, {}), left // len(covered)
                    for thing in covered:
                        if share < mine.get(thing, share + 1):
                            mine[thing] = share
                elif weight > 0 and rows[row].floor:
                    rate = left // weight
                    if rate < rates.get(row, rate + 1):
                        rates[row] = rate
        held = len(self._field.held)
        return [
            _Floor(
                row,
                rows[row].bound - _held(rows[row], held),
                rates.get(row, 0),
                tuple(sorted(things[row].values())) if row in things else (),
            )
            for row in sorted({*rates, *things})
        ]

    def _charge(self, floor: _Floor) -> None:
        """Charge a requirement to the offers that bring it."""
        self._base += floor.rate * floor.lacking
        weights, held = self._field.whole.rows[floor.row].weights, len(self._field.held)
        for number in self._left:
            self._left[number] -= floor.rate * weights.get(held + number, 0)

    def whole(self) -> Fraction:
        """Return the least that any plan takes."""
        found = self._base + max((one.least(0) for one in self._last.values()), default=0)
        return Fraction(-(-found // (1 << _FINE)), self._grid)

    def allows(self, one: Choice, most: Fraction) -> bool:
        """Say whether there may be a plan with an offer that takes no more than that."""
        number = one.candidate.number
        found = self._base + self._left[number]
        limit = int(most * self._scale)
        if found > limit or not self._last:
            return found <= limit
        mine = {part.row: len(part.things) or part.weight for part in self._field.parts[number]}
        rest = max(floor.least(mine.get(row, 0)) for row, floor in self._last.items())
        return found + rest <= limit


def _sum(floor: _Floor) -> int:
    return 0 if floor.things else floor.least(0)


def _held(row: Row, held: int) -> int:
    """Return the most that what is held can bring to a floor."""
    if row.sets:
        return sum(any(n < held for n in members) for members in row.sets.values())
    return sum(max(0, weight) for n, weight in row.weights.items() if n < held)


def earliest(able: Sequence[Choice], field: Field) -> int | None:
    """Return a day (its ordinal) before which no plan ends; None where there is no plan at all.

    Each requirement by itself has to have enough that ends by then.
    """
    ends = sorted((one.first, one.candidate.number) for one in able)
    held, latest = len(field.held), field.as_of.toordinal()
    for row in field.whole.rows:
        lacking, seen = row.bound - _held(row, held), set[str]()
        if not row.floor or lacking <= 0:
            continue
        for end, which in ends:
            weight = row.weights.get(held + which, 0)
            if row.sets and weight:
                covered = {thing for part in field.parts[which] for thing in part.things}
                weight = len((covered & row.sets.keys()) - seen)
                seen |= covered
            lacking -= weight
            if lacking <= 0:
                latest = max(latest, end)
                break
        else:
            return None
    return latest
