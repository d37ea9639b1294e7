"""A program as constraints of a solver. What is missing may be added: credits and named things."""

from __future__ import annotations

import math
from typing import Any, Final

from mintmark.steps.stack.allocation import reached
from mintmark.steps.stack.program import Program, Row

UNITS: Final = ("credits", "credentials")
"""What can be added without a name."""


class Constraints:
    """Variables and constraints of a program.

    Attributes:
        taken: for each group a variable for each of its members: whether it counts there.
        most: how much may be added to each group by itself, by unit.
        extra: how much is added, by unit: a variable, or 0 where that is of no use.
        things: whether a named thing is added, by group and address.
        met: whether each floor is met; those that cannot be met with what is held are not there.

    Args:
        library: the solver's library.
        model: an empty model of it.
        program: the program.
        ideal: whether limits are kept with what is added counted in, and only the least that
            has to be added is of interest.
    """

    def __init__(self, library: Any, model: Any, program: Program, *, ideal: bool) -> None:
        self.program = program
        self.ideal = ideal
        self.weighted_sum = library.LinearExpr.weighted_sum
        self._model = model
        self._inside = [program.inside(number) for number in range(len(program.boxes))]
        # More than anything asks for, whatever the system.
        rates = [box.factor for box in program.boxes if box.factor]
        finest = math.ceil(max(max(rate, 1 / rate) for rate in rates) ** 2) if rates else 1
        self._ample = finest * (1 + sum(row.bound for row in program.floors))
        self._one_system = all(box.factor == 1 for box in program.boxes[1:])
        self._sums: dict[tuple[int, str], Any] = {}
        self.taken = self._members()
        self.most = {unit: self._most(unit) for unit in UNITS}
        self.extra = {
            unit: [model.new_int_var(0, most, "") if most else 0 for most in self.most[unit]]
            for unit in UNITS
        }
        self.things: dict[tuple[int, str], Any] = {}
        coverage = {id(row): self._covered(row) for row in program.floors if row.sets}
        floors = [self._floor(row, coverage.get(id(row), [])) for row in program.floors]
        self.met = [met for met in floors if met is not None]
        for row in program.limits:
            self._limit(row)

    def _members(self) -> list[dict[int, Any]]:
        program, model = self.program, self._model
        taken = [{n: model.new_bool_var("") for n in box.members} for box in program.boxes]
        for number, box in enumerate(program.boxes):
            inner = [taken[one] for one in self._inside[number]]
            for member in box.members if inner else ():
                parts = [one[member] for one in inner if member in one]
                if box.group.shared or len(parts) == 1:
                    for part in parts:
                        model.add_implication(part, taken[number][member])
                elif parts:
                    model.add(sum(parts) <= taken[number][member])
        for same in program.clashes:
            model.add_at_most_one(taken[0][n] for n in same)
        return taken

    def _most(self, unit: str) -> list[int]:
        """Return how much may be added to each group by itself; more is of no use.

        That is what it asks for. More is of use where limits rise with it, and where a whole
        credit is made of several in the system of a group inside.
        """
        rows = [row for row in self.program.rows if row.unit == unit]
        much = self.ideal or (unit == "credits" and not self._one_system)
        most = [self._ample if much and rows else 0] * len(self.program.boxes)
        for row in rows:
            if row.floor:
                most[row.group] = max(most[row.group], row.bound)
        return most

    def _sum(self, row: Row) -> Any:
        variables = self.taken[row.group]
        pairs = [(variables[n], weight) for n, weight in row.weights.items() if weight]
        return self.weighted_sum([v for v, _ in pairs], [w for _, w in pairs])

    def _covered(self, row: Row) -> list[Any]:
        """Return for each of a row's things whether a credential that counts is of it."""
        found = []
        for url, members in row.sets.items():
            there = self._model.new_bool_var("")
            variables = [self.taken[row.group][n] for n in members]
            self._model.add(sum(variables) >= there)
            if (row.group, url) not in self.things:
                self.things[row.group, url] = self._model.new_bool_var("")
            self._model.add(there + self.things[row.group, url] <= 1)
            found.append(there)
        return found

    def _added(self, box: int, unit: str) -> Any:
        """Return what is added inside a group, its groups included."""
        if (box, unit) in self._sums:
            return self._sums[box, unit]
        named = self.program.named
        total = [self.extra[unit][box]]
        total += [
            variable * (named.get((box, url), 0) if unit == "credits" else 1)
            for (where, url), variable in self.things.items()
            if where == box
        ]
        for one in self._inside[box]:
            total.append(self._carried(one) if unit == "credits" else self._added(one, unit))
        found = sum(total)
        # What is carried over is rounded down for each row by itself.
        if unit != "credits" or self._one_system:
            self._sums[box, unit] = found
        return found

    def _carried(self, box: int) -> Any:
        """Return the credits added inside a group in the system of the group around it."""
        factor, added = self.program.boxes[box].factor, self._added(box, "credits")
        if factor == 1:
            return added
        there = self._model.new_int_var(0, self._ample, "")
        self._model.add(there * factor.denominator <= added * factor.numerator)
        return there

    def _floor(self, row: Row, things: list[Any]) -> Any:
        """Add a floor: what counts and what is added reach it. Return whether it is met.

        None where it cannot be met with what is held, or where that is of no interest.
        """
        if row.sets:
            covered, added = sum(things), sum(self.things[row.group, url] for url in row.sets)
        else:
            covered, added = self._sum(row), self._added(row.group, row.unit)
        self._model.add(covered + added >= row.bound)
        if self.ideal or not reached(row, frozenset(self.taken[row.group])):
            return None
        met = self._model.new_bool_var("")
        self._model.add(covered >= row.bound).only_enforce_if(met)
        return met

    def _limit(self, row: Row) -> None:
        extra = row.ideal * self._added(row.group, row.unit) if self.ideal else 0
        self._model.add(self._sum(row) + extra <= row.bound)
