"""Each aim of a stack by itself, one run of the solver after the other: slow, and plain to see.

What the allocator does in one run or two has to come to the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from ortools.sat.python import cp_model

from mintmark.steps.stack.program import Program, Row


class InTurn:
    """A program as constraints, and its objectives in their order."""

    def __init__(self, program: Program, *, ideal: bool) -> None:
        self._program = program
        self._ideal = ideal
        self._model: Any = cp_model.CpModel()
        self._taken = self._members()
        # More than anything asks for, whatever the system.
        rates = [box.factor for box in program.boxes if box.factor]
        finest = math.ceil(max(max(rate, 1 / rate) for rate in rates) ** 2) if rates else 1
        self._most = finest * (1 + sum(row.bound for row in program.floors))
        new = self._model.new_int_var
        self._credits = [new(0, self._most, "") for _ in program.boxes]
        self._numbers = [new(0, self._most, "") for _ in program.boxes]
        self._things: dict[tuple[int, str], Any] = {}
        self._coverage = {id(row): self._covered(row) for row in program.floors if row.sets}
        self._met = [self._floor(row) for row in program.floors]
        for row in program.limits:
            extra = row.ideal * self._added(row.group, row.unit) if ideal else 0
            self._model.add(self._sum(row) + extra <= row.bound)

    def _members(self) -> list[dict[int, Any]]:
        program, model = self._program, self._model
        taken = [{n: model.new_bool_var("") for n in box.members} for box in program.boxes]
        for number, box in enumerate(program.boxes):
            inner = [taken[one] for one in program.inside(number)]
            for member in box.members:
                parts = [one[member] for one in inner if member in one]
                if box.group.shared or len(parts) == 1:
                    for part in parts:
                        model.add_implication(part, taken[number][member])
                elif parts:
                    model.add(sum(parts) <= taken[number][member])
        for same in program.clashes:
            model.add_at_most_one(taken[0][n] for n in same)
        return taken

    def _sum(self, row: Row) -> Any:
        variables = self._taken[row.group]
        pairs = [(variables[n], weight) for n, weight in row.weights.items() if weight]
        expression = cp_model.LinearExpr.weighted_sum
        return expression([v for v, _ in pairs], [w for _, w in pairs])

    def _covered(self, row: Row) -> list[Any]:
        """Return for each of a row's things whether a credential that counts is of it."""
        found = []
        for url, members in row.sets.items():
            there = self._model.new_bool_var("")
            variables = [self._taken[row.group][n] for n in members]
            self._model.add(sum(variables) >= there)
            if (row.group, url) not in self._things:
                self._things[row.group, url] = self._model.new_bool_var("")
            self._model.add(there + self._things[row.group, url] <= 1)
            found.append(there)
        return found

    def _added(self, box: int, unit: str) -> Any:
        """Return what is added inside a group, its groups included."""
        program, total = self._program, []
        if unit == "credits":
            total.append(self._credits[box])
            total += [
                variable * program.named.get((box, url), 0)
                for (where, url), variable in self._things.items()
                if where == box
            ]
        else:
            total.append(self._numbers[box])
            total += [variable for (where, _), variable in self._things.items() if where == box]
        for one in program.inside(box):
            total.append(self._carried(one) if unit == "credits" else self._added(one, unit))
        return sum(total)

    def _carried(self, box: int) -> Any:
        """Return the credits added inside a group in the system of the group around it."""
        factor, added = self._program.boxes[box].factor, self._added(box, "credits")
        if factor == 1:
            return added
        there = self._model.new_int_var(0, self._most, "")
        self._model.add(there * factor.denominator <= added * factor.numerator)
        return there

    def _floor(self, row: Row) -> Any:
        """Add a floor: what counts and what is added reach it; return whether it is met."""
        if row.sets:
            covered = sum(self._coverage[id(row)])
            added = sum(self._things[row.group, url] for url in row.sets)
        else:
            covered, added = self._sum(row), self._added(row.group, row.unit)
        self._model.add(covered + added >= row.bound)
        met = self._model.new_bool_var("")
        self._model.add(covered >= row.bound).only_enforce_if(met)
        return met

    def _objectives(self) -> Iterator[Any]:
        if not self._ideal:
            yield sum(one.negated() for one in self._met)
        yield self._missing()
        yield sum([*self._numbers, *self._things.values()])
        if self._ideal:
            sizes = self._program.named
            yield sum(sizes.get(key, 0) * one for key, one in self._things.items())
            for kind in (self._credits, self._numbers):
                yield sum(number * one for number, one in enumerate(kind))
            return
        whole = self._taken[0]
        yield sum(whole.values())
        yield sum(n * one for n, one in whole.items())
        yield sum(n * one for n, box in enumerate(self._taken) for one in box.values())

    def _missing(self) -> Any:
        """The credits that are added, in the system of the whole."""
        sizes = [self._program.size(number) for number in range(len(self._credits))]
        times = math.lcm(*(size.denominator for size in sizes))
        added = sum(
            variable * int(size * times)
            for variable, size in zip(self._credits, sizes, strict=True)
        )
        added += sum(
            variable * self._program.named.get(key, 0) * times
            for key, variable in self._things.items()
        )
        return added

    def values(self) -> tuple[int, ...] | None:
        """Return the best value of each objective in turn; None where nothing is possible."""
        found = []
        for objective in self._objectives():
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = 1
            self._model.minimize(objective)
            status = solver.solve(self._model)
            if status == cp_model.INFEASIBLE:
                return None
            assert status == cp_model.OPTIMAL
            found.append(int(solver.value(objective)))
            self._model.add(objective == found[-1])
        return tuple(found)
