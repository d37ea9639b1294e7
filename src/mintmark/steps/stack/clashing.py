"""Which members assess the same, or are made of one another, so that only one may count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mintmark.model import StackRule
from mintmark.steps.stack.facts import Facts
from mintmark.steps.stack.larger import made_of


def clashes(
    rule: StackRule, facts: Sequence[Facts], members: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Yield members that assess the same, or are made of one another: only one may count."""
    yield from made_of(facts, members)
    if rule.overlap == "allowed":
        return
    alike: dict[object, list[int]] = {}
    for number in members:
        one = facts[number]
        alike.setdefault(("achievement", one.achievement.id), []).append(number)
        if rule.overlap == "part":
            for outcome in one.outcomes:
                alike.setdefault(outcome, []).append(number)
        elif one.outcomes:
            alike.setdefault(one.outcomes, []).append(number)
    yield from dict.fromkeys(tuple(same) for same in alike.values() if len(same) > 1)
    if rule.overlap == "whole":
        yield from _contained(alike)


def _contained(alike: Mapping[object, list[int]]) -> Iterator[tuple[int, ...]]:
    """Yield pairs of which one has all outcomes of the other, and more."""
    sets = [key for key in alike if isinstance(key, frozenset)]
    holders: dict[str, list[frozenset[str]]] = {}
    for one in sets:
        for outcome in one:
            holders.setdefault(outcome, []).append(one)
    for small in sets:
        rarest = min((holders[outcome] for outcome in small), key=len)
        for large in rarest:
            if small < large:
                yield from ((a, b) for a in alike[small] for b in alike[large])
