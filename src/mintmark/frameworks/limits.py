"""The sizes and levels that a framework allows, taken from the rules that decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mintmark.frameworks.conditions import Condition
from mintmark.frameworks.moments import Duration
from mintmark.frameworks.quantities import Measured
from mintmark.frameworks.rulebook import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    Attributes:
        rule: the rule that sets it.
        words: the bounds, for example ``at least 5 and at most 40 NZ:NZQCF credits``.
    """

    rule: Rule
    words: str


def limits(rulebook: Rulebook, as_of: date) -> tuple[Limit, ...]:
    """Return the limits on size, level and price that hold on a day, in the rules' order.

    Of alternatives all are named; what only advises is left out.
    """
    found = (
        Limit(rule, words)
        for rule in rulebook.of_kind("mandatory")
        if rule.in_force(as_of) and rule.confidence != "memory" and rule.predicate is not None
        for words in _words(rule.predicate)
    )
    return tuple(dict.fromkeys(found))


def _words(predicate: Condition) -> Iterator[str]:
    if isinstance(predicate, Measured | Duration):
        yield predicate.wanted()
    for part in predicate.parts():
        yield from _words(part)
