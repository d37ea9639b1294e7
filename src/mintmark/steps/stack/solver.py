"""The best allocation, by an exact solver (CP-SAT) that gives the same answer every time.

The objectives, each only among the best by those before it: most requirements met, least missing
credits, fewest missing things, fewest credentials, the oldest, the first groups of the rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mintmark.steps.stack.program import Program, Row

EFFORT = 10.0
"""How long the solver may try, in its own deterministic time; about as many seconds."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Which members count where.

    Attributes:
        taken: the members that each group takes.
        met: whether each floor is met, in the program's order.
        credits: the credits that each group misses by itself, scaled.
        numbers: the credentials that each group misses by itself.
        things: the named things that are still to come, by group.
        proven: whether nothing is better.
    """

    taken: tuple[frozenset[int], ...]
    met: tuple[bool, ...]
    credits: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    things: tuple[frozenset[str], ...] = ()
    proven: bool = True

    @property
    def complete(self) -> bool:
        """Whether every requirement is met."""
        return all(self.met)


def allocate(program: Program, effort: float = EFFORT) -> Allocation | None:
    """Return the allocation that is best with what is held; limits are kept by it alone.

    None where the effort was not enough for any.
    """
    return _Model(program, ideal=False).solve(effort)


def complete(program: Program, effort: float = EFFORT) -> Allocation | None:
    """Return the least that has to be added so that every requirement is met, limits kept.

    None where nothing can be added that does it, or the effort was not enough.
    """
    return _Model(program, ideal=True).solve(effort)


class _Model:
    """A program as constraints. What is missing may be added: credits, credentials and things.

    Args:
        program: the program.
        ideal: whether limits are kept with what is added counted in, and only the least that
            has to be added is of interest.
    """

    def __init__(self, program: Program, *, ideal: bool) -> None:
        # Loaded late: the library takes its time to load.
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._program = program
        self._ideal = ideal
        self._model: Any = cp_model.CpModel()
        self._taken = self._members()
        # More than anything asks for, whatever the system.
        self._most = 100 * (1 + sum(row.bound for row in program.floors))
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
        expression = self._cp.LinearExpr.weighted_sum
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

    # ------------------------------------------------------------------------ objectives

    def _objectives(self) -> Iterator[tuple[Any, int | None]]:
        """Yield what is to be as small as possible, and what it cannot fall below."""
        if not self._ideal:
            yield -sum(self._met), -len(self._met)
        yield self._missing(), 0
        yield sum(self._numbers) + sum(self._things.values()), 0
        yield self._added_deep() if self._ideal else self._tidy(), None

    def _missing(self) -> Any:
        """The credits that are added, in the system of the whole."""
        sizes = [self._program.size(number) for number in range(len(self._credits))]
        times = math.lcm(*(size.denominator for size in sizes))
        added = sum(
            variable * int(size * times)
            for variable, size in zip(self._credits, sizes, strict=True)
        )
        return added + sum(
            variable * self._program.named.get(key, 0) * times
            for key, variable in self._things.items()
        )

    def _added_deep(self) -> Any:
        """What is added goes into the outermost group that it helps, and nowhere for nothing."""
        kinds = (self._credits, self._numbers)
        return sum(number * one for kind in kinds for number, one in enumerate(kind))

    def _tidy(self) -> Any:
        """Fewest credentials, then the oldest, then the first groups."""
        count = len(self._program.facts)
        places = sum(
            number * variable for number, one in enumerate(self._taken) for variable in one.values()
        )
        most_places = 1 + sum(number * len(one) for number, one in enumerate(self._taken))
        most_ranks = 1 + count * (count + 1) // 2
        whole = self._taken[0]
        weights = [most_places * (most_ranks + rank + 1) for rank in whole]
        return self._cp.LinearExpr.weighted_sum(list(whole.values()), weights) + places

    def solve(self, effort: float) -> Allocation | None:
        """Go through the objectives; each one's best becomes a bound for the next."""
        best: Any = None
        proven = True
        for objective, least in self._objectives():
            if isinstance(objective, int) or (best is not None and best.value(objective) == least):
                if not isinstance(objective, int):
                    self._model.add(objective <= least)
                continue
            solver = self._solver(effort)
            self._model.minimize(objective)
            if best is not None:
                self._hint(best)
            status = solver.solve(self._model)
            if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
                return self._read(best, proven=False) if best is not None else None
            best = solver
            proven = proven and status == self._cp.OPTIMAL
            self._model.add(objective <= int(best.value(objective)))
        return self._read(best, proven)

    def _solver(self, effort: float) -> Any:
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = effort
        return solver

    def _hint(self, best: Any) -> None:
        self._model.clear_hints()
        for one in self._taken:
            for variable in one.values():
                self._model.add_hint(variable, best.value(variable))

    def _read(self, best: Any, proven: bool) -> Allocation:
        taken = tuple(
            frozenset(n for n, variable in one.items() if best.value(variable))
            for one in self._taken
        )
        boxes = range(len(self._program.boxes))
        chosen = [key for key, variable in self._things.items() if best.value(variable)]
        return Allocation(
            taken,
            met=tuple(reached(row, taken[row.group]) for row in self._program.floors),
            credits=tuple(best.value(one) for one in self._credits),
            numbers=tuple(best.value(one) for one in self._numbers),
            things=tuple(frozenset(url for box, url in chosen if box == one) for one in boxes),
            proven=proven,
        )


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
