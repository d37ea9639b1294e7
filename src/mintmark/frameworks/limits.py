"""The sizes and levels that a framework allows, taken from the rules that decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mintmark.frameworks.conditions import Condition
from mintmark.frameworks.moments import Duration
from mintmark.frameworks.predicates import AnyOf
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

    Each rule is one limit, with its alternatives; what only advises is left out.
    """
    rules = (
        rule
        for rule in rulebook.of_kind("mandatory")
        if rule.in_force(as_of) and rule.confidence != "memory"
    )
    return tuple(Limit(rule, words) for rule in rules if (words := _limit(rule)))


def _limit(rule: Rule) -> str:
    """Return the bounds that a rule sets, with those of the condition it holds under."""
    words = "" if rule.predicate is None else _words(rule.predicate)
    only = "" if rule.applies_when is None else _words(rule.applies_when)
    return f"{words} (where {only})" if words and only else words


def _words(predicate: Condition) -> str:
    """Return the bounds in a predicate, and how they hang together; empty where it has none."""
    if isinstance(predicate, Measured | Duration):
        return predicate.wanted()
    parts = dict.fromkeys(filter(None, map(_words, predicate.parts())))
    return (", or " if isinstance(predicate, AnyOf) else " and ").join(parts)
