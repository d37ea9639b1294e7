"""The best allocation, by an exact solver (CP-SAT) that gives the same answer every time.

What it aims at, each only among the best by those before it: most requirements met, least missing
credits, fewest missing things, fewest credentials, the oldest, the first groups of the rule.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from mintmark.errors import RulebookError
from mintmark.steps.stack.aims import Sum, aims_of, folded
from mintmark.steps.stack.allocation import Allocation, got, kept, reached
from mintmark.steps.stack.constraints import UNITS, Constraints
from mintmark.steps.stack.narrowing import narrowed
from mintmark.steps.stack.program import Program

__all__ = ["EFFORT", "Allocation", "allocate", "complete", "got", "kept", "reached", "satisfiable"]

EFFORT = 10.0
"""How long the solver may try, in its own deterministic time; about as many seconds."""


def allocate(program: Program, effort: float = EFFORT) -> Allocation | None:
    """Return the allocation that is best with what is held; limits are kept by it alone.

    None where the effort was not enough for any.
    """
    return _Run(program, ideal=False).through(effort)


def satisfiable(program: Program, effort: float = EFFORT) -> bool:
    """Return whether every requirement can be met, or whether that cannot be told in time."""
    found = _Run(program, ideal=False).through(effort, wholly=False)
    return found is None or found.complete or not found.settled


def complete(program: Program, effort: float = EFFORT) -> Allocation | None:
    """Return the least that has to be added so that every requirement is met, limits kept.

    None where the effort was not enough.

    Raises:
        RulebookError: ``stack.contradiction``: whatever is added, the rule cannot be met.
    """
    return _Run(program, ideal=True).through(effort)


@cache
def _library() -> tuple[Any, Any]:
    """Return the solver's library and its class of models. It takes its time to load."""
    from ortools.sat.python import cp_model

    class Model(cp_model.CpModel):
        """A model without its methods' old names; giving them takes longer than small models."""

        def _add_pre_pep8_methods(self) -> None:
            """Give none."""

    return cp_model, Model


class _Run:
    """The aims of a program, one sum after the other.

    Args:
        program: the program.
        ideal: whether only the least that has to be added is of interest.
    """

    def __init__(self, program: Program, *, ideal: bool) -> None:
        self._cp, model = _library()
        self._program = program
        self._model: Any = model()
        self._made = Constraints(self._cp, self._model, narrowed(program), ideal=ideal)
        self._best: Any = None
        self._settled = True

    def through(self, effort: float, *, wholly: bool = True) -> Allocation | None:
        """Make each sum small; the best of one becomes a bound for the next.

        Args:
            effort: how long all of them may take together.
            wholly: whether all aims matter, or only the first.
        """
        aims = list(aims_of(self._made))
        sums = list(folded(aims if wholly else aims[:1])) or [Sum(0, 1)]
        proven = True
        for one in sums:
            if self._best is not None and self._best.value(one.whole) == 0:
                self._model.add(one.whole == 0)
                continue
            solver = self._solver(effort)
            status = self._minimize(solver, one)
            if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
                return None if self._best is None else self._read(proven=False)
            if self._best is None and aims[0].most:
                self._settled = self._first_is_best(solver, one)
            self._best = solver
            proven = proven and status == self._cp.OPTIMAL
            effort -= solver.response_proto.deterministic_time
            if one is not sums[-1]:
                self._go_on_from(one)
        return self._read(proven)

    def _minimize(self, solver: Any, one: Sum) -> Any:
        self._model.minimize(one.whole)
        status = solver.solve(self._model)
        if status == self._cp.INFEASIBLE:
            raise RulebookError(
                "stack.contradiction",
                "Nothing can meet the rule: its limits leave no room for what it asks for.",
                remedy="Raise a limit, or ask for less.",
            )
        return status

    def _go_on_from(self, one: Sum) -> None:
        """Let nothing be worse in a sum than what was found, and begin the next there."""
        self._model.add(one.whole <= int(self._best.value(one.whole)))
        self._model.clear_hints()
        for box in self._made.taken:
            for variable in box.values():
                self._model.add_hint(variable, self._best.value(variable))

    def _first_is_best(self, solver: Any, of: Sum) -> bool:
        """Whether nothing does better in the first aim, whatever is so in those after it."""
        least = math.ceil(solver.best_objective_bound - 0.5)
        return bool(least // of.first >= solver.value(of.whole) // of.first)

    def _solver(self, effort: float) -> Any:
        solver = self._cp.CpSolver()
        chosen = solver.parameters
        chosen.num_workers = 1
        chosen.random_seed = 1
        chosen.max_deterministic_time = max(effort, 0)
        # Linear bounds settle what pools leave open. To simplify a model first takes longer than
        # it saves: these are small, or made of few kinds of rows.
        chosen.linearization_level = 2
        chosen.cp_model_presolve = False
        chosen.cp_model_probing_level = 2
        chosen.symmetry_level = 0
        # All linear bounds from the start, and of the cuts only those that pay here.
        chosen.add_lp_constraints_lazily = False
        chosen.add_cg_cuts = False
        return solver

    def _read(self, proven: bool) -> Allocation:
        made, value = self._made, self._best.value
        taken = tuple(frozenset(n for n, one in box.items() if value(one)) for box in made.taken)
        chosen = [key for key, variable in made.things.items() if value(variable)]
        credits, numbers = (tuple(value(one) for one in made.extra[unit]) for unit in UNITS)
        return Allocation(
            taken,
            met=tuple(reached(row, taken[row.group]) for row in self._program.floors),
            credits=credits,
            numbers=numbers,
            things=tuple(
                frozenset(url for box, url in chosen if box == one) for one in range(len(taken))
            ),
            settled=self._settled,
            proven=proven,
        )
