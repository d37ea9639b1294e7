"""What a comparison comes to: twice, with all that is not known at its worst and at its best."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

from mintmark.model import Coverage, OutcomeCoverage, Suggestion, Target
from mintmark.model.comparison import Told

Extent = Literal["full", "partial", "none"]

COUNTED: Final = ("module", "qualification")
"""What earns credit: here a smaller workload may be a substantial difference."""


def suggest(target: Target, coverage: Coverage) -> Suggestion:
    """Return what is suggested. Where what is not known decides, it cannot be told."""
    worst = _extent(target, coverage, hopeful=False)
    best = _extent(target, coverage, hopeful=True)
    return Suggestion(
        value=best if best == worst else "cannot-tell",
        at_least=worst,
        at_most=best,
        reasons=tuple(_reasons(target, coverage)),
    )


def _extent(target: Target, coverage: Coverage, *, hopeful: bool) -> Extent:
    if not coverage.outcomes:
        return "full" if hopeful and _large_enough(target, coverage, hopeful=True) else "none"
    taken = {one.outcome for one in coverage.outcomes if solid(one, hopeful=hopeful)}
    share = Fraction(len(taken), len(coverage.outcomes))
    enough = share >= _share_needed(target) and taken.issuperset(target.essential)
    if enough and taken and _large_enough(target, coverage, hopeful=hopeful):
        return "full"
    touched = any(one.covered in _touched(hopeful) for one in coverage.outcomes)
    return "partial" if touched else "none"


def _share_needed(target: Target) -> Fraction:
    if target.enough is not None:
        return Fraction(target.enough)
    return Fraction(0) if target.essential else Fraction(1)


def _touched(hopeful: bool) -> tuple[str, ...]:
    return ("covered", "partly", "cannot-tell") if hopeful else ("covered", "partly")


def solid(one: OutcomeCoverage, *, hopeful: bool = False) -> bool:
    """Say whether an outcome is covered, at the level and with the quality asked for.

    Args:
        one: the outcome.
        hopeful: whether what is not known is taken at its best.
    """
    covered = one.covered == "covered" or (hopeful and one.covered == "cannot-tell")
    return covered and all(_holds(told, hopeful) for told in (one.at_level, one.quality_enough))


def _holds(told: Told | None, hopeful: bool) -> bool:
    return told in (None, "yes") or (hopeful and told == "cannot-tell")


def _large_enough(target: Target, coverage: Coverage, *, hopeful: bool) -> bool:
    return target.kind not in COUNTED or _holds(coverage.credits_enough, hopeful)


def _reasons(target: Target, coverage: Coverage) -> Iterator[str]:
    whole = len(coverage.outcomes)
    if not coverage.sources:
        yield "There is no source to compare."
    if not whole:
        yield "The target names no outcomes, so that there is nothing to hold them against."
        return
    for covered, words in _COUNTS.items():
        number = sum(one.covered == covered for one in coverage.outcomes)
        if number:
            yield f"Outcomes {words}: {number} of {whole}."
    missing = [one.title for one in coverage.outcomes if one.essential and not solid(one)]
    if missing:
        yield f"Essential and not known to be covered in full: {'; '.join(missing)}."
    yield from _told(coverage.level_enough, "level", "is lower than what is asked for")
    if target.kind in COUNTED:
        yield from _told(coverage.credits_enough, "workload", "is less than what is asked for")
    quality = {one.quality_enough for one in coverage.outcomes}
    found: Told | None = (
        "no" if "no" in quality else "cannot-tell" if "cannot-tell" in quality else None
    )
    yield from _told(found, "quality", "does not stand as the target's does")


def _told(told: Told | None, what: str, words: str) -> Iterator[str]:
    if told == "no":
        yield f"The {what} {words}, at least in part."
    elif told == "cannot-tell":
        yield f"It cannot be told whether the {what} is enough."


_COUNTS = {
    "covered": "covered",
    "partly": "covered partly",
    "not-found": "not found",
    "cannot-tell": "that could not be compared",
}
