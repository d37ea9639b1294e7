"""Evaluate a rule in which awards that are held already may stand for their whole groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from mintmark.model import Holding, StackResult, StackRule
from mintmark.steps.stack import evaluation
from mintmark.steps.stack.eligibility import standing
from mintmark.steps.stack.larger import awarded_groups, standing_in
from mintmark.steps.stack.solver import EFFORT

MAX_TRIED: Final = 3
"""So many awards are tried with and without; more than that always stand for their groups."""

_RANK: Final = {"met": 2, "cannot-tell": 1, "not-met": 0}


def evaluate(
    rule: StackRule,
    holdings: Iterable[Holding],
    *,
    as_of: date,
    counted: Collection[str] = (),
    effort: float = EFFORT,
) -> StackResult:
    """Return how far credentials fulfil a stack rule. It is a proposal, never an entitlement.

    Where the award of a nested group is held, it stands for the whole group: the group asks for
    nothing more, and the award's credits count in it. Where that does not meet the rule, it is
    tried without. Else it is as ``evaluation.evaluate`` says.

    Args:
        rule: the rule, as ``read_rule`` gives it.
        holdings: what is held, each verified.
        as_of: the day asked about.
        counted: the ids of credentials that count towards another award.
        effort: how long the solver may try, in deterministic time, each time that it is tried.

    Raises:
        UsageError, LimitError, RulebookError: as ``evaluation.evaluate``.
    """
    held = sorted(holdings, key=lambda one: (one.id, one.file or ""))
    may = [one for one in held if _may_count(one, rule, as_of, counted)]
    best: StackResult | None = None
    for chosen in _choices(rule, may):
        found = evaluation.evaluate(
            standing_in(rule, chosen) if chosen else rule,
            held,
            as_of=as_of,
            counted=counted,
            effort=effort,
        )
        found = found.model_copy(update={"notes": (*found.notes, *_notes(rule, chosen))})
        if best is None or _RANK[found.verdict] > _RANK[best.verdict]:
            best = found
        if best.verdict == "met":
            return best
    assert best is not None  # noqa: S101 - there is always a choice: that nothing stands in
    return best


def _may_count(one: Holding, rule: StackRule, as_of: date, counted: Collection[str]) -> bool:
    elsewhere = one.id in counted and not rule.reuse
    return not elsewhere and standing(one, as_of) is None


def _choices(rule: StackRule, held: Sequence[Holding]) -> Iterator[Mapping[str, Holding]]:
    """Yield which awards stand for their groups: first as many as there are, then fewer.

    Last of all those that could not be checked stand in too, to tell whether they would decide.
    """
    sure = awarded_groups(rule, [one for one in held if one.standing == "valid"])
    tried, fixed = list(sure.items())[:MAX_TRIED], list(sure.items())[MAX_TRIED:]
    for size in range(len(tried), -1, -1):
        for some in combinations(tried, size):
            yield dict([*some, *fixed])
    hoped = awarded_groups(rule, held)
    if len(hoped) > len(sure):
        yield hoped


def _notes(rule: StackRule, chosen: Mapping[str, Holding]) -> Iterator[str]:
    for path, one in chosen.items():
        if one.achievement is not None and one.standing == "valid":
            title = one.achievement.title.best(rule.language)
            yield f"{title} is awarded already and stands for {path.removeprefix('/')}."
