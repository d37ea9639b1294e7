"""What the rules ask of a record: its workload in a credit system, its level in a framework."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter

from mintmark.equivalence.answers import Alternative, Answer, LevelRef, Quantity, Step
from mintmark.equivalence.credit_rates import ANNUAL, NOTIONAL, PUBLISHED, SAME
from mintmark.equivalence.credits import convert
from mintmark.equivalence.levels import place
from mintmark.equivalence.library import library
from mintmark.model import Level, NoLevel, Workload

STATED = "stated"
"""The method where the record itself says it."""
_RANK = {method: rank for rank, method in enumerate((STATED, SAME, PUBLISHED, ANNUAL, NOTIONAL))}


def credits_in(workload: Workload | None, system: str, as_of: date) -> Answer | None:
    """Return a workload in a credit system, or in hours where ``system`` is ``h``.

    What the record states in that system comes first, then what follows from its credits in
    other systems, then from its hours. ``answer.value`` is an exact ``Fraction`` (compare it with
    ``Fraction(bound)``); None says "cannot tell". Without anything to go on the result is None.

    Raises:
        UsageError: nobody knows the system, or its name may mean several.
    """
    return None if workload is None else _workload(workload, _system(system), as_of)


@lru_cache(maxsize=8192)
def _workload(workload: Workload, to: str, as_of: date) -> Answer | None:
    found = [_credits(c.system, c.value, to, as_of) for c in workload.credits]
    if workload.hours is not None:
        found.append(_credits("h", workload.hours, to, as_of))
    return _best([answer for answer in found if answer is not None])


def level_in(levels: tuple[Level, ...] | NoLevel, framework: str, as_of: date) -> Answer | None:
    """Return the level of a record in a framework.

    What the record states in that framework comes first, then what follows from its levels
    elsewhere. ``answer.value`` is the level as the framework writes it; None says "cannot tell",
    and so do levels that contradict one another. Without anything to go on the result is None.

    Raises:
        UsageError: nobody knows the framework, or its name may mean several.
    """
    return None if isinstance(levels, NoLevel) else _levels(levels, _framework(framework), as_of)


@lru_cache(maxsize=8192)
def _levels(levels: tuple[Level, ...], to: str, as_of: date) -> Answer | None:
    found = [_level(level.framework, level.value, to, as_of) for level in levels]
    return _best([answer for answer in found if answer is not None])


@lru_cache(maxsize=512)
def _system(name: str) -> str:
    return library().find_system(name).id


@lru_cache(maxsize=512)
def _framework(name: str) -> str:
    return library().find_framework(name).id


@lru_cache(maxsize=512)
def _system_ids(name: str) -> tuple[str, ...]:
    return library().system_ids(name)


def _credits(system: str, value: Decimal, to: str, as_of: date) -> Answer | None:
    ids = _system_ids(system)
    if not ids:
        return None
    asked = Quantity(Fraction(value), ids[0] if len(ids) == 1 else system)
    if len(ids) > 1:
        return _ambiguous(asked, to, as_of, ids)
    if ids[0] == to:
        step = _stated(to, f"{value:f} {to}")
        return Answer(asked, to, as_of, asked.value, asked.value, asked.value, STATED, (step,))
    return convert(asked, to, as_of)


def _level(framework: str, value: str, to: str, as_of: date) -> Answer | None:
    ids = library().framework_ids(framework)
    if not ids:
        return None
    if len(ids) > 1:
        return _ambiguous(LevelRef(framework, value), to, as_of, ids)
    level = library().frameworks[ids[0]].level(value)
    if level is None:
        return None
    if ids[0] == to:
        step = _stated(to, f"{to}:{level}")
        asked = LevelRef(to, level)
        return Answer(asked, to, as_of, level, level, level, STATED, (step,))
    return place(LevelRef(ids[0], level), to, as_of)


def _stated(where: str, figure: str) -> Step:
    return Step(where, where, STATED, figure, "the record itself", "seen")


def _ambiguous(asked: Quantity | LevelRef, to: str, as_of: date, ids: tuple[str, ...]) -> Answer:
    name = asked.unit if isinstance(asked, Quantity) else asked.framework
    note = f"{name!r} may be {' or '.join(ids)}."
    return Answer(asked, to, as_of, None, None, None, None, (), (), note)


def _best(found: list[Answer]) -> Answer | None:
    """Return the answer by the best method; those that differ from it become alternatives.

    Two that are as good and differ cannot both be right, so then it cannot be told.
    """
    if len(found) < 2:
        return found[0] if found else None
    ranked = sorted(((_rank(answer), answer) for answer in found), key=itemgetter(0))
    rank, best = ranked[0]
    rivals = [(r, a) for r, a in ranked[1:] if a.value is not None and a.value != best.value]
    if not rivals or best.value is None:
        return best
    others = tuple(_as_alternative(answer) for _, answer in rivals)
    if rivals[0][0] > rank:
        return _beside(best, others)
    both = (_as_alternative(best), *others)
    note = f"{best.asked} and {rivals[0][1].asked} in the record contradict each other."
    return Answer(best.asked, best.to, best.as_of, None, None, None, None, (), both, note)


def _beside(best: Answer, others: tuple[Alternative, ...]) -> Answer:
    # Not dataclasses.replace, which takes longer than all the rest of the question.
    return Answer(
        best.asked,
        best.to,
        best.as_of,
        best.value,
        best.low,
        best.high,
        best.method,
        best.steps,
        best.alternatives + others,
        best.note,
        best.conflicts,
    )


def _rank(answer: Answer) -> tuple[int, int]:
    """Return how direct the method is; what cannot be told comes last."""
    last = len(_RANK) + (answer.value is None)
    return _RANK.get(answer.method or "", last), len(answer.steps)


def _as_alternative(answer: Answer) -> Alternative:
    return Alternative(answer.value, answer.low, answer.high, answer.method or STATED, answer.steps)
