"""Leave out what cannot be in a best plan, since a plan is known that is better than any with it.

A few offers of each kind give a first plan. Whatever costs, lasts or ends beyond it by itself, or
with the least that the rest of the requirements must add, is in no best plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from mintmark.steps.stack.planning.field import Field
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


def solve(
    task: Task, measures: Sequence[Measure], effort: float, *, loose: bool
) -> tuple[Schedule | None, Sequence[Choice]]:
    """Return the best schedule, or None where there is none, and the choices that it speaks of.

    Args:
        task: what is to be solved.
        measures: what is to be as small as possible, the most important first.
        effort: how long each measure may take.
        loose: whether it does not matter in which week an offer is taken.

    Raises:
        OutOfTimeError: nobody knows whether there is one.
    """
    first = measures[0]
    able = list(task.choices)
    most = _first_plan(task, first, effort) if first in ("cost", "end", "hours") else None
    if most is not None:
        able = _within(able, task.field, first, most)
    able = unbeaten(able, task.field, loose=loose)
    return schedule(replace(task, choices=able), measures, effort), able


def _first_plan(task: Task, measure: Measure, effort: float) -> Fraction | None:
    """Return the measure of a plan of a few offers, or None where they are not enough."""
    field = task.field
    kinds: dict[object, list[Choice]] = {}
    for one in sorted(task.choices, key=lambda each: (_least(each, measure), _number(each))):
        if not one.candidate.needs and not one.candidate.order:
            kind = kinds.setdefault(field.parts[_number(one)], [])
            if len(kind) < _FEW:
                kind.append(one)
    few = sorted((one for kind in kinds.values() for one in kind), key=_number)
    if not few or len(few) == len(task.choices):
        return None
    try:
        found = schedule(replace(task, choices=few), [measure], effort, ties=False)
    except OutOfTimeError:
        return None
    return found.values[measure] if found else None


def _within(able: list[Choice], field: Field, measure: Measure, most: Fraction) -> list[Choice]:
    """Keep what may be in a plan that is no worse than that."""
    if measure == "end":
        sooner = (
            replace(one, options=tuple(o for o in one.options if o.end.toordinal() <= most))
            for one in able
        )
        return [one for one in sooner if one.options]
    rates = _rates(able, field, measure)
    return [one for one in able if _least(one, measure) + _rest(one, field, rates) <= most]


def _rates(able: list[Choice], field: Field, measure: Measure) -> dict[int, Fraction]:
    """Return for each floor the least that a unit of it takes of a measure."""
    rates: dict[int, Fraction] = {}
    for one in able:
        for part in field.parts[_number(one)]:
            if field.whole.rows[part.row].floor and not part.things:
                rate = _least(one, measure) / part.weight
                rates[part.row] = min(rate, rates.get(part.row, rate))
    return rates


def _rest(one: Choice, field: Field, rates: dict[int, Fraction]) -> Fraction:
    """Return the least of a measure that the others of a plan with one must take."""
    mine = {part.row: part.weight for part in field.parts[_number(one)]}
    held = range(len(field.held))
    worst = Fraction(0)
    for number, rate in rates.items():
        row = field.whole.rows[number]
        there = mine.get(number, 0) + sum(row.weights.get(n, 0) for n in held)
        worst = max(worst, rate * (row.bound - there))
    return worst


def _least(one: Choice, measure: Measure) -> Fraction:
    """Return the least that an offer adds to a measure; for the end the first that it has."""
    if measure == "cost":
        return Fraction(one.bill.least)
    if measure == "hours":
        return one.candidate.course.hours
    return Fraction(min(option.end.toordinal() for option in one.options))


def _number(one: Choice) -> int:
    return one.candidate.number
