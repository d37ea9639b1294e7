"""A comparison in lines for people: outcome by outcome, credits, level, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mintmark.equivalence import number
from mintmark.model import Comparison, Coverage, OutcomeCoverage, OutcomeMatch, SourceCoverage

_MARK = {"covered": "✓", "partly": "~", "not-found": "✗", "cannot-tell": "?"}
_TOLD = {"yes": "enough", "no": "not enough", "cannot-tell": "nobody can tell whether enough"}


def lines(found: Comparison) -> Iterator[str]:
    """Yield a comparison line by line."""
    yield f"Compared with {found.target_title}"
    for outcome in found.coverage.outcomes:
        yield from _outcome(outcome)
    for source in found.coverage.sources:
        yield from _source(source, found.coverage)
    yield from _sums(found.coverage)
    yield from (f"  ! {one}" for one in (*found.left_out, *found.untold))


def _outcome(one: OutcomeCoverage) -> Iterator[str]:
    essential = " (essential)" if one.essential else ""
    yield f"  {_MARK[one.covered]} {one.title}{essential}"
    yield f"      {one.reason}"
    yield from (f"      {_match(match)}" for match in one.matches)


def _match(one: OutcomeMatch) -> str:
    score = "" if one.basis == "same-address" else f", {_share(one.score)}"
    shared = f": {', '.join(one.shared)}" if one.shared else ""
    reached = f"; reached: {', '.join(one.reached)}" if one.reached else ""
    basis = one.basis.replace("-", " ")
    return f"{one.strength}, by {basis}{score}: “{one.title}”{shared}{reached}"


def _source(one: SourceCoverage, table: Coverage) -> Iterator[str]:
    unchecked = "" if one.standing == "valid" else " (could not be checked)"
    yield f"  + {one.title}{unchecked}"
    if table.system is not None:
        credits = _range(one.credits, one.low, one.high)
        yield f"      {credits} {table.system}{_how(one.credits_method)}"
    if table.framework is not None:
        level = one.level or "cannot be told"
        yield f"      {table.framework} {level}{_how(one.level_method)}"
    yield from (f"      {note}" for note in one.notes)


def _how(method: str | None) -> str:
    if method == "stated":
        return ", as it says itself"
    return f", by {method.replace('-', ' ')}" if method else ""


def _sums(table: Coverage) -> Iterator[str]:
    if table.share_low is not None and table.share_high is not None:
        yield f"  Outcomes covered: {_ends(table.share_low, table.share_high)}."
    if table.credits_share_low is not None and table.credits_share_high is not None:
        ends = _ends(table.credits_share_low, table.credits_share_high)
        yield f"  By the credits of the outcomes: {ends}."
    if table.credits_enough is not None and table.credits_needed is not None:
        there = _range(table.credits, table.credits_low, table.credits_high)
        asked = f"{number(table.credits_needed)} {table.system}"
        yield f"  Credits: {there} of {asked}: {_TOLD[table.credits_enough]}."
    if table.level_enough is not None:
        asked = f"{table.framework} {table.level_needed}"
        yield f"  Level: at least {asked} is asked for: {_TOLD[table.level_enough]}."


def _ends(low: Fraction, high: Fraction) -> str:
    return _share(low) if low == high else f"{_share(low)} to {_share(high)}"


def _share(value: Fraction) -> str:
    return f"{round(value * 100)} %"


def _range(value: Fraction | None, low: Fraction | None, high: Fraction | None) -> str:
    if value is None:
        return "cannot be told"
    if low is None or high is None or low == high:
        return number(value)
    return f"{number(value)} ({number(low)} to {number(high)})"
