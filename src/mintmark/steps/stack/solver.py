"""The best allocation, by an exact solver (CP-SAT) that gives the same answer every time.

The objectives, each only among the best by those before it: most requirements met, least missing
credits, fewest missing things, fewest credentials, the oldest, the first groups of the rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mintmark.errors import RulebookError
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


def allocate(program: Program, effort: float = EFFORT) -> Allocation | None:
    """Return the allocation that is best with what is held; limits are kept by it alone.

    None where the effort was not enough for any.
    """
    return _Model(program, ideal=False).solve(effort)


def satisfiable(program: Program, effort: float = EFFORT) -> bool:
    """Return whether every requirement can be met, or whether that cannot be told in time."""
    found = _Model(program, ideal=False).solve(effort, wholly=False)
    return found is None or found.complete or not found.settled


def complete(program: Program, effort: float = EFFORT) -> Allocation | None:
    """Return the least that has to be added so that every requirement is met, limits kept.

    None where the effort was not enough.

    Raises:
        RulebookError: ``stack.contradiction``: whatever is added, the rule cannot be met.
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
        self._best: Any = None
        self._settled = True
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

    def _objectives(self) -> Iterator[Any]:
        """Yield what is to be as small as possible, one after the other; never less than 0."""
        if not self._ideal:
            yield sum(one.negated() for one in self._met)
        yield self._missing()
        yield sum([*self._numbers, *self._things.values()])
        if self._ideal:
            # Small things first, so that any other of those to choose from does as well.
            sizes = self._program.named
            yield sum(sizes.get(key, 0) * one for key, one in self._things.items())
            # What is added goes into the outermost group that it helps.
            for kind in (self._credits, self._numbers):
                yield sum(number * one for number, one in enumerate(kind))
            return
        whole = self._taken[0]
        yield sum(whole.values())
        yield self._cp.LinearExpr.weighted_sum(list(whole.values()), list(whole))
        # Which ones count is settled now, and only their places are not.
        for one in whole.values():
            self._model.add(one == self._best.value(one))
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

    def solve(self, effort: float, *, wholly: bool = True) -> Allocation | None:
        """Go through the objectives; each one's best becomes a bound for the next.

        Args:
            effort: how long each may take.
            wholly: whether all of them matter, or only the first.
        """
        proven = True
        for objective in self._objectives():
            if self._best is not None and self._best.value(objective) == 0:
                self._model.add(objective == 0)
                continue
            solver = self._solver(effort)
            self._model.minimize(objective)
            status = solver.solve(self._model)
            if status == self._cp.INFEASIBLE:
                raise RulebookError(
                    "stack.contradiction",
                    "Nothing can meet the rule: its limits leave no room for what it asks for.",
                    remedy="Raise a limit, or ask for less.",
                )
            if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
                return None if self._best is None else self._read(proven=False)
            self._settled = self._settled and (self._best is not None or status == self._cp.OPTIMAL)
            self._best = solver
            proven = proven and status == self._cp.OPTIMAL
            if not wholly:
                break
            self._model.add(objective <= int(solver.value(objective)))
            self._hint()
        return self._read(proven)

    def _solver(self, effort: float) -> Any:
        solver = self._cp.CpSolver()
        chosen = solver.parameters
        chosen.num_workers = 1
        chosen.random_seed = 1
        chosen.max_deterministic_time = effort
        # Linear bounds settle what pools leave open; symmetries cost more than they save.
        chosen.linearization_level = 2
        chosen.cp_model_probing_level = 0
        chosen.symmetry_level = 0
        return solver

    def _hint(self) -> None:
        self._model.clear_hints()
        for one in self._taken:
            for variable in one.values():
                self._model.add_hint(variable, self._best.value(variable))

    def _read(self, proven: bool) -> Allocation:
        best = self._best
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
            settled=self._settled,
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
