"""Leave out what cannot be in a best plan, since a plan is known that is better than any with it.

A few offers of each kind give a first plan. Whatever costs, lasts or ends beyond it by itself, or
with the least that the rest of the requirements must add, is in no best plan. So it goes from
measure to measure, until only little is left for the solver to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, Literal

from mintmark.steps.stack.planning.bounds import Bounds, Sum, earliest, least
from mintmark.steps.stack.planning.money import units
from mintmark.steps.stack.planning.pruning import Choice, unbeaten
from mintmark.steps.stack.planning.scheduling import (
    Measure,
    OutOfTimeError,
    Schedule,
    Task,
    schedule,
)

_FEW: Final = 4
"""How many offers of each kind the first plan is made of."""

_TIMES: Final = 10
"""At how many times each of them can be taken in it."""

_SMALL: Final = 150
"""Up to so many offers the solver needs no help."""

_MANY: Final = 500
"""With more than so many a second look at a few pays."""


def solve(
    task: Task, measures: Sequence[Measure], effort: float, *, loose: bool, ties: bool = True
) -> tuple[Schedule | None, Sequence[Choice]]:
    """Return the best schedule, or None where there is none, and the choices that it speaks of.

    Args:
        task: what is to be solved.
        measures: what is to be as small as possible, the most important first.
        effort: how long each look for a plan may take, in the solver's own time.
        loose: whether it does not matter in which week an offer is taken.
        ties: whether it matters which of several is found that are as good.

    Raises:
        OutOfTimeError: nobody knows whether there is one.
    """
    return _Narrowing(task, measures, effort, loose=loose).solve(ties=ties)


_SUMS: Final = ("cost", "hours")


class _Narrowing:
    """A task whose choices become fewer."""

    def __init__(
        self, task: Task, measures: Sequence[Measure], effort: float, *, loose: bool
    ) -> None:
        self._task = task
        self._measures = measures
        self._effort = effort
        self._loose = loose
        self._able = list(task.choices)
        # Whatever each account may pay of each offer: of all together it pays what it has.
        balances = (one.balance for one in task.wishes.funds if one.balance is not None)
        self._accounts = sum(units(Fraction(each)) for each in balances)
        self._known: dict[Measure, Fraction] = {}
        self._found: Schedule | None = None
        self._values: Mapping[Measure, Fraction] = {}
        self._among: Sequence[Choice] = ()

    def solve(self, *, ties: bool) -> tuple[Schedule | None, Sequence[Choice]]:
        """Narrow the choices, then solve what is left."""
        if not self._limited():
            return None, ()
        if len(self._able) > _SMALL:
            self._narrow()
            if self._found is not None and not ties and len(self._known) == len(self._measures):
                return self._found, self._among
        spare = len(self._task.without)
        able = unbeaten(self._able, self._task.field, loose=self._loose, spare=spare)
        task = replace(self._task, choices=able, most=tuple(self._known.items()))
        try:
            return schedule(task, self._measures, self._effort, ties=ties), able
        except OutOfTimeError:
            if self._found is None:
                raise
            return replace(self._found, proven=False), self._among

    def _limited(self) -> bool:
        """Leave out what goes beyond the limits with the rest; say whether there may be a plan."""
        wishes = self._task.wishes
        if wishes.max_cost is not None:
            self._within("cost", Fraction(units(Fraction(wishes.max_cost))))
        if wishes.max_hours is not None:
            self._within("hours", Fraction(wishes.max_hours))
        return earliest(self._able, self._task.field) is not None

    def _narrow(self) -> None:
        """Go from measure to measure: what is known of the best plan rules others out."""
        self._try(self._few(self._measures[0]), self._measures)
        for measure in self._measures:
            if self._found is None or not self._settle(measure):
                return
            self._known[measure] = self._values[measure]

    def _settle(self, measure: Measure) -> bool:
        """Find the least of a measure; say whether it is known now."""
        if self._improvable(measure) and len(self._able) > _MANY:
            # A better plan, of a few, rules out many more.
            self._try(self._few(measure, *self._limits()), [measure])
        if not self._improvable(measure):
            return True
        if measure not in _SUMS and measure != "end":
            return False
        known = self._try(self._able_for(measure), [measure])
        self._within(measure, self._values[measure])
        return known

    def _improvable(self, measure: Measure) -> bool:
        """Keep what a plan as good as that found may have; say whether there may be a better."""
        self._within(measure, self._values[measure])
        return self._values[measure] > self._floor(measure)

    def _limits(self) -> Iterator[Measure]:
        """Yield the measures that are limited: what adds little to them fits in sooner."""
        if self._task.wishes.max_cost is not None:
            yield "cost"
        if self._task.wishes.max_hours is not None:
            yield "hours"

    def _try(self, able: Sequence[Choice], measures: Sequence[Measure]) -> bool:
        """Look for a plan among some; say whether the best of them is found, and is known now."""
        task = replace(self._task, choices=able, most=tuple(self._known.items()))
        # The first plan need not be the best, only soon there.
        effort = self._effort if self._found else min(self._effort, 1.0)
        try:
            found = schedule(task, measures, effort, ties=False)
        except OutOfTimeError:
            return False
        if found is None:
            return False
        first = measures[0]
        if self._found is None or found.values[first] < self._values[first]:
            self._found, self._values, self._among = found, found.values, able
        return found.proven

    def _few(self, *measures: Measure) -> list[Choice]:
        """Return a few of each kind: the best by each of these measures."""
        free = [c for c in self._able if not c.candidate.needs and not c.candidate.order]
        found: dict[int, Choice] = {}
        for measure in dict.fromkeys(measures):
            kinds: dict[int, int] = {}
            for one in sorted(free, key=lambda one: (_alone(one, measure), _number(one))):
                kind = self._task.field.kinds[_number(one)]
                kinds[kind] = kinds.get(kind, 0) + 1
                if kinds[kind] <= _FEW:
                    found[_number(one)] = _at_some_times(one)
        return [found[number] for number in sorted(found)]

    def _within(self, measure: Measure, most: Fraction) -> None:
        """Keep what may be in a plan that is no worse than that."""
        if measure == "end":
            sooner = (_ending(one, int(most)) for one in self._able if one.first <= most)
            self._able = list(sooner)
        elif measure == "cost" or measure == "hours":
            self._below(measure, most)
            if measure == "cost" and self._accounts:
                self._below("rest", most + self._accounts)

    def _below(self, measure: Sum, most: Fraction) -> None:
        bounds = Bounds(self._able, self._task.field, measure)
        self._able = [one for one in self._able if bounds.allows(one, most)]

    def _floor(self, measure: Measure) -> Fraction:
        """Return the least that a plan can come to."""
        if measure == "cost" or measure == "hours":
            least = Bounds(self._able, self._task.field, measure).whole()
            if measure == "hours" or not self._accounts:
                return least
            before = Bounds(self._able, self._task.field, "rest").whole()
            return max(least, before - self._accounts)
        if measure == "end":
            return Fraction(earliest(self._able, self._task.field) or 0)
        # These are asked for only where there is no plan with none of them.
        return Fraction(measure != "rate")

    def _able_for(self, measure: Measure) -> list[Choice]:
        """Return what has to be looked at where only one measure matters."""
        wishes = self._task.wishes
        bound = wishes.max_cost is not None and measure != "cost"
        bound = bound or (wishes.max_hours is not None and measure != "hours")
        only: Literal["cost", "hours"] | None = None
        if measure == "cost" or measure == "hours":
            only = measure
        if self._known or bound or not self._loose or self._task.without:
            only = None
        spare = len(self._task.without)
        return unbeaten(self._able, self._task.field, loose=self._loose, only=only, spare=spare)


def _ending(one: Choice, latest: int) -> Choice:
    """Return a choice with those times only that end by a day; it has one."""
    left = tuple(each for each in one.options if each.end.toordinal() <= latest)
    return one if len(left) == len(one.options) else replace(one, options=left)


def _at_some_times(one: Choice) -> Choice:
    step = 1 + len(one.options) // _TIMES
    return one if step == 1 else replace(one, options=one.options[::step])


def _alone(one: Choice, measure: Measure) -> Fraction | int:
    """Return the least that an offer adds to a measure; for the end the first that it has."""
    if measure == "cost" or measure == "hours":
        return least(one, measure)
    if measure == "foreign":
        return int(one.foreign)
    if measure == "unsuited":
        return int(one.unsuited)
    return one.first


def _number(one: Choice) -> int:
    return one.candidate.number
