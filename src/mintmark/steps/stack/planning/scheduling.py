"""The best plan, by an exact solver (CP-SAT) that gives the same answer every time.

The objectives, each only among the best by those before it: the goal, then the cost, the end and
the hours, the fewest offers, the first by id, and the earliest starts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from mintmark.model import Wishes
from mintmark.steps.stack.planning.field import Field
from mintmark.steps.stack.planning.money import units
from mintmark.steps.stack.planning.options import Option
from mintmark.steps.stack.planning.pruning import Choice
from mintmark.steps.stack.program import Row

Measure = Literal["cost", "end", "hours", "rate", "foreign", "unsuited", "waived"]
"""What is to be as small as possible: what is to pay, the last day, hours of study, hours in the
fullest week, offers in other languages, in other forms, and requirements that are waived."""

ORDERS: Final[Mapping[str, tuple[Measure, ...]]] = {
    "cheapest": ("cost", "end", "hours"),
    "shortest": ("hours", "cost", "end"),
    "quickest": ("end", "cost", "hours"),
}
"""What matters first, second and third for each goal."""

_FINEST: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be solved.

    Attributes:
        field: what there is.
        choices: the offers to choose from.
        wishes: the limits to keep; those that are given up are None or empty.
        without: sets of offers, by number, of which none may be in the plan as a whole.
        waivable: whether what an offer requires may be waived, and that be counted.
        rated: whether the fullest week is to be measured.
        most: what is known of the best plan: it takes no more of these measures.
    """

    field: Field
    choices: Sequence[Choice]
    wishes: Wishes
    without: tuple[frozenset[int], ...] = ()
    waivable: bool = False
    rated: bool = False
    most: tuple[tuple[Measure, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the solver found.

    Attributes:
        taken: the offers, by their place among the choices, each with its time.
        paid: what each account pays of each of them, in thousandths.
        values: what was measured: money in thousandths, the day's ordinal, hours.
        waived: the requirements that are waived: choice and thing.
        proven: whether nothing is better.
    """

    taken: Mapping[int, Option]
    paid: Mapping[tuple[int, str], int] = field(default_factory=dict)
    values: Mapping[Measure, Fraction] = field(default_factory=dict)
    waived: tuple[tuple[int, str], ...] = ()
    proven: bool = True


class OutOfTimeError(Exception):
    """The effort was not enough to find a plan, or to know that there is none."""


def schedule(
    task: Task, measures: Sequence[Measure], effort: float, *, ties: bool = True
) -> Schedule | None:
    """Return the best schedule, or None where there is none.

    Args:
        task: what is to be solved.
        measures: what is to be as small as possible, the most important first.
        effort: how long all of it may take, in the solver's own deterministic time.
        ties: whether it matters which of several is found that are as good.

    Raises:
        OutOfTimeError: nobody knows whether there is one.
    """
    if not task.choices:
        return None
    return _Model(task).solve(measures, effort, ties=ties)


class _Model:
    """A task as constraints."""

    def __init__(self, task: Task) -> None:
        # Loaded late: the library takes its time to load.
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._task = task
        self._model: Any = cp_model.CpModel()
        self._best: Any = None
        self._paid: dict[tuple[int, str], Any] = {}
        self._waived: dict[tuple[int, str], Any] = {}
        new = self._model.new_bool_var
        self._at = [[new("") for _ in one.options] for one in task.choices]
        self._takes = [new("") for _ in task.choices]
        for at, takes in zip(self._at, self._takes, strict=True):
            self._model.add(sum(at) == takes)
        days = [each.end.toordinal() for one in task.choices for each in one.options]
        first = task.field.as_of.toordinal()
        self._last = self._model.new_int_var(first, max([first, *days]), "")
        self._rate: Any = None
        self._count()
        self._keep_order()
        self._keep_dates()
        self._keep_money()
        self._keep_hours()
        for measure, most in task.most:
            limit = math.floor(most * (self._scale if measure == "hours" else 1))
            self._model.add(self._measured(measure) <= limit)
        for without in task.without:
            numbers = [n for n, one in enumerate(task.choices) if _number(one) in without]
            if len(numbers) == len(without):
                self._model.add(sum(self._takes[n] for n in numbers) < len(numbers))

    # ------------------------------------------------------------------------ the rule

    def _count(self) -> None:
        """What counts: every requirement is met, every limit is kept."""
        program = self._task.field.program([one.candidate for one in self._task.choices])
        model, held = self._model, len(self._task.field.held)
        counts = [{n: model.new_bool_var("") for n in box.members} for box in program.boxes]
        for number, box in enumerate(program.boxes):
            inner = [counts[one] for one in program.inside(number)]
            for member in box.members:
                parts = [one[member] for one in inner if member in one]
                if box.group.shared or len(parts) == 1:
                    for part in parts:
                        model.add_implication(part, counts[number][member])
                elif parts:
                    model.add(sum(parts) <= counts[number][member])
        for same in program.clashes:
            model.add_at_most_one(counts[0][n] for n in same)
        for row in program.rows:
            self._add_row(row, counts[row.group])
        self._counts = counts[0]
        for member, counting in counts[0].items():
            if member >= held:
                model.add_implication(counting, self._takes[member - held])

    def _add_row(self, row: Row, counts: Mapping[int, Any]) -> None:
        model = self._model
        if row.sets:
            covered = []
            for members in row.sets.values():
                there = model.new_bool_var("")
                model.add(sum(counts[n] for n in members) >= there)
                covered.append(there)
            model.add(sum(covered) >= row.bound)
            return
        pairs = [(counts[n], weight) for n, weight in row.weights.items() if weight]
        total = self._cp.LinearExpr.weighted_sum([v for v, _ in pairs], [w for _, w in pairs])
        model.add(total >= row.bound if row.floor else total <= row.bound)

    # ------------------------------------------------------------------------ order and dates

    def _day(self, number: int, side: Literal["start", "end"]) -> Any:
        """Return the first or last day of an offer, 0 where it is not taken."""
        days = [getattr(one, side).toordinal() for one in self._task.choices[number].options]
        return self._cp.LinearExpr.weighted_sum(self._at[number], days)

    def _keep_order(self) -> None:
        """What is required comes before, and what the rule wants before it counts, not later."""
        held = len(self._task.field.held)
        for number, one in enumerate(self._task.choices):
            for thing in one.candidate.needs:
                self._after(number, thing, self._takes[number], waivable=self._task.waivable)
            for thing in one.candidate.order:
                if held + number in self._counts:
                    self._not_before(number, thing, self._counts[held + number])

    def _after(self, number: int, thing: str, wanted: Any, *, waivable: bool) -> None:
        firsts = []
        for other in self._givers(number, thing):
            first = self._model.new_bool_var("")
            self._model.add_implication(first, self._takes[other])
            gap = self._day(number, "start") - self._day(other, "end")
            self._model.add(gap >= 1).only_enforce_if(first, wanted)
            firsts.append(first)
        if waivable:
            self._waived[number, thing] = self._model.new_bool_var("")
            firsts.append(self._waived[number, thing])
        self._model.add_bool_or([wanted.negated(), *firsts])

    def _not_before(self, number: int, thing: str, wanted: Any) -> None:
        firsts = []
        for other in self._givers(number, thing):
            first = self._model.new_bool_var("")
            self._model.add_implication(first, self._takes[other])
            gap = self._day(number, "end") - self._day(other, "end")
            self._model.add(gap >= 0).only_enforce_if(first, wanted)
            firsts.append(first)
        self._model.add_bool_or([wanted.negated(), *firsts])

    def _givers(self, number: int, thing: str) -> Iterator[int]:
        for other, one in enumerate(self._task.choices):
            if other != number and thing in one.candidate.facts.things:
                yield other

    def _keep_dates(self) -> None:
        """The last day is not before any other, and what counts still counts on it."""
        held, latest = self._task.field.held, self._latest()
        for number in range(len(self._task.choices)):
            self._model.add(self._last >= self._day(number, "end"))
        for member, counting in self._counts.items():
            if member < len(held):
                self._until(self._task.field.until(held[member]), latest, counting)
                continue
            at = self._at[member - len(held)]
            for taken, each in zip(at, self._task.choices[member - len(held)].options, strict=True):
                self._until(each.until, latest, counting, taken)

    def _until(self, day: date | None, latest: date, *conditions: Any) -> None:
        if day is not None and day < latest:
            self._model.add(self._last <= day.toordinal()).only_enforce_if(*conditions)

    def _latest(self) -> date:
        ends = (each.end for one in self._task.choices for each in one.options)
        return max(ends, default=self._task.field.as_of)

    # ------------------------------------------------------------------------ money and hours

    def _keep_money(self) -> None:
        """Accounts pay no more than they have, and what is left is not too much."""
        wishes, choices = self._task.wishes, self._task.choices
        rests = [one.bill.rest for one in choices]
        self._cost = self._cp.LinearExpr.weighted_sum(self._takes, rests)
        for number, one in enumerate(choices):
            mine = []
            for name, cap in one.bill.caps.items():
                pays = self._model.new_int_var(0, cap, "")
                self._model.add(pays <= cap * self._takes[number])
                self._paid[number, name] = pays
                mine.append(pays)
            if sum(one.bill.caps.values()) > one.bill.rest:
                self._model.add(sum(mine) <= one.bill.rest)
        for fund in wishes.funds:
            drawn = [pays for (_, account), pays in self._paid.items() if account == fund.id]
            if fund.balance is not None and drawn:
                self._model.add(sum(drawn) <= units(Fraction(fund.balance)))
        if self._paid:
            self._cost -= sum(self._paid.values())
        if wishes.max_cost is not None:
            self._model.add(self._cost <= units(Fraction(wishes.max_cost)))

    def _keep_hours(self) -> None:
        wishes, choices = self._task.wishes, self._task.choices
        hours = [one.candidate.course.hours for one in choices]
        self._scale = math.lcm(1, *(each.denominator for each in hours))
        whole = [int(each * self._scale) for each in hours]
        self._hours = self._cp.LinearExpr.weighted_sum(self._takes, whole)
        if wishes.max_hours is not None:
            self._model.add(self._hours <= math.floor(Fraction(wishes.max_hours) * self._scale))
        if wishes.hours_per_week is not None or self._task.rated:
            self._keep_weeks(wishes.hours_per_week)

    def _keep_weeks(self, most: Any) -> None:
        """No calendar week has more hours than there are."""
        weeks: dict[int, list[tuple[Any, Fraction]]] = {}
        for at, one in zip(self._at, self._task.choices, strict=True):
            for taken, each in zip(at, one.options, strict=True):
                for week, load in each.loads.items():
                    weeks.setdefault(week, []).append((taken, load))
        parts = {load.denominator for pairs in weeks.values() for _, load in pairs}
        # Beyond the finest scale hours are rounded up, so that no week is ever too full.
        self._fine = min(_FINEST, math.lcm(1, *parts))
        total = sum(one.candidate.course.hours for one in self._task.choices)
        self._rate = self._model.new_int_var(0, math.ceil(total * self._fine) + 1, "")
        for pairs in weeks.values():
            loads = [math.ceil(load * self._fine) for _, load in pairs]
            here = self._cp.LinearExpr.weighted_sum([taken for taken, _ in pairs], loads)
            self._model.add(here <= self._rate)
        if most is not None:
            self._model.add(self._rate <= math.floor(Fraction(most) * self._fine))

    # ------------------------------------------------------------------------ objectives

    def _measured(self, measure: Measure) -> Any:
        choices = self._task.choices
        if measure == "foreign":
            return sum(self._takes[n] for n, one in enumerate(choices) if one.foreign)
        if measure == "unsuited":
            return sum(self._takes[n] for n, one in enumerate(choices) if one.unsuited)
        if measure == "waived":
            return sum(self._waived.values())
        found = {"cost": self._cost, "end": self._last, "hours": self._hours, "rate": self._rate}
        return found[measure]

    def _ties(self) -> Iterator[Any]:
        """Yield what decides between plans that are as good: fewest, first by id, earliest."""
        yield sum(self._takes)
        yield self._cp.LinearExpr.weighted_sum(self._takes, list(range(len(self._takes))))
        yield sum(self._day(n, "start") for n in range(len(self._takes)))
        yield sum(self._day(n, "end") for n in range(len(self._takes)))

    def solve(self, measures: Sequence[Measure], effort: float, *, ties: bool) -> Schedule | None:
        """Go through the objectives; each one's best becomes a bound for the next."""
        proven = True
        last = list(self._ties()) if ties else []
        for objective in (*(self._measured(one) for one in measures), *last):
            solver = self._solver(effort)
            self._model.minimize(objective)
            status = solver.solve(self._model)
            effort = max(0.0, effort - solver.response_proto.deterministic_time)
            if status == self._cp.INFEASIBLE and self._best is None:
                return None
            if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
                if self._best is None:
                    raise OutOfTimeError
                proven = False
                break
            self._best = solver
            proven = proven and status == self._cp.OPTIMAL
            self._model.add(objective <= int(solver.value(objective)))
            self._hint()
        return self._read(measures, proven)

    def _solver(self, effort: float) -> Any:
        solver = self._cp.CpSolver()
        chosen = solver.parameters
        chosen.num_workers = 1
        chosen.random_seed = 1
        chosen.max_deterministic_time = effort
        chosen.linearization_level = 2
        chosen.cp_model_probing_level = 0
        chosen.symmetry_level = 0
        return solver

    def _hint(self) -> None:
        self._model.clear_hints()
        for at in self._at:
            for variable in at:
                self._model.add_hint(variable, self._best.value(variable))

    def _read(self, measures: Sequence[Measure], proven: bool) -> Schedule:
        best, choices = self._best, self._task.choices
        taken = {
            number: next(
                each
                for at, each in zip(self._at[number], one.options, strict=True)
                if best.value(at)
            )
            for number, one in enumerate(choices)
            if best.value(self._takes[number])
        }
        scales = {"cost": 1, "end": 1, "hours": self._scale}
        scales["rate"] = self._fine if self._rate is not None else 1
        return Schedule(
            taken,
            {key: best.value(pays) for key, pays in self._paid.items() if best.value(pays)},
            {
                one: Fraction(best.value(self._measured(one)), scales.get(one, 1))
                for one in dict.fromkeys([*measures, "cost", "end", "hours"])
            },
            tuple(key for key, waived in self._waived.items() if best.value(waived)),
            proven,
        )


def _number(choice: Choice) -> int:
    return choice.candidate.number
