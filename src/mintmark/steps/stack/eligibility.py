"""Which holdings may count at all, and why the others may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mintmark.model import Holding, StackRule
from mintmark.steps.stack.criteria import described, matches, tester
from mintmark.steps.stack.facts import Facts, Sure
from mintmark.steps.stack.words import Speaker


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a holding does not count: code and words."""

    code: str
    reason: str


def standing(holding: Holding, as_of: date) -> Refusal | None:
    """Return why a holding counts in no stack at all, or None where it may."""
    if holding.standing == "not-valid":
        return not_valid(holding)
    if holding.valid_until is not None and holding.valid_until.date() < as_of:
        return Refusal("stack.expired", f"It expired on {holding.valid_until.date()}.")
    if holding.award is not None and holding.award.awarded_on > as_of:
        return Refusal("stack.not-yet", f"It was awarded on {holding.award.awarded_on} only.")
    return None


def not_valid(holding: Holding) -> Refusal:
    """Return why a holding that is not valid, or could not be checked, does not count."""
    if holding.standing == "not-valid":
        reason = holding.reason or "The credential is not valid."
        return Refusal(holding.code or "stack.not-valid", reason)
    reason = holding.reason or "Nobody could tell whether the credential is valid."
    return Refusal(holding.code or "stack.unchecked", reason)


def eligible(rule: StackRule, facts: Sequence[Facts], elsewhere: frozenset[str]) -> list[Sure]:
    """Return whether each may count, by its standing and what comes before it."""
    fits = tester(rule.where)
    return [
        Sure.NO
        if one.holding.id in elsewhere and not rule.reuse
        else min(one.sure, fits(one), _in_order(rule, one, facts))
        for one in facts
    ]


def refusal(
    rule: StackRule, one: Facts, facts: Sequence[Facts], elsewhere: frozenset[str], say: Speaker
) -> Refusal | None:
    """Return why one that could be read may not count under this rule, or None where it may."""
    if one.holding.id in elsewhere and not rule.reuse:
        return Refusal("stack.counted-elsewhere", "It counts towards another award already.")
    if one.sure is not Sure.YES:
        return not_valid(one.holding)
    fits = matches(one, rule.where)
    if fits is not Sure.YES and rule.where is not None:
        wanted = described(rule.where, say)
        if fits is Sure.MAYBE:
            return Refusal("stack.cannot-tell", f"Nobody can tell whether it is {wanted}.")
        return Refusal("stack.not-asked-for", f"The rule takes only what is {wanted}.")
    if _in_order(rule, one, facts) is not Sure.YES:
        before = [t for order in rule.order if order.thing in one.things for t in order.after]
        lacking = [t for t in before if _held_before(t, one, facts) is not Sure.YES]
        names = " and ".join(say.thing(thing) for thing in lacking)
        return Refusal("stack.prerequisite", f"{names} has to be awarded before it.")
    return None


def _in_order(rule: StackRule, one: Facts, facts: Sequence[Facts]) -> Sure:
    return min(
        (
            _held_before(thing, one, facts)
            for order in rule.order
            if order.thing in one.things
            for thing in order.after
        ),
        default=Sure.YES,
    )


def _held_before(thing: str, one: Facts, facts: Sequence[Facts]) -> Sure:
    """Return whether a thing was awarded before this one, or on the same day."""
    return max(
        (
            other.sure
            for other in facts
            if thing in other.things and other.award.awarded_on <= one.award.awarded_on
        ),
        default=Sure.NO,
    )
