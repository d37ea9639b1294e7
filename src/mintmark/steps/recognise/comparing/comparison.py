"""Compare: what is this learning equivalent to in our curriculum? Evidence and a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from mintmark.encoding.effort import Effort
from mintmark.model import (
    Achievement,
    Comparison,
    Coverage,
    Holding,
    Method,
    StackResult,
    Target,
)
from mintmark.model.comparison import Told
from mintmark.ports import Embedder
from mintmark.steps.recognise.comparing import lexical
from mintmark.steps.recognise.comparing.differences import differences
from mintmark.steps.recognise.comparing.matching import Matcher
from mintmark.steps.recognise.comparing.meaning import meanings
from mintmark.steps.recognise.comparing.outcomes import Fit, cover, unread
from mintmark.steps.recognise.comparing.quality import Lack, lacks
from mintmark.steps.recognise.comparing.sources import (
    Source,
    Standing,
    asked_of,
    gather,
    standing,
    worth,
)
from mintmark.steps.recognise.comparing.suggesting import suggest
from mintmark.steps.recognise.comparing.table import make_table, matched_with, source_row
from mintmark.steps.recognise.comparing.texts import Statement, statements
from mintmark.steps.recognise.comparing.untold import untold

UNITS: Final = 400_000
"""What one comparison may cost (``encoding/effort.py``): 8 s at the very worst."""


def compare(
    sources: Iterable[Holding | Achievement],
    target: Target,
    *,
    as_of: date,
    stack: StackResult | None = None,
    meaning: Embedder | None = None,
) -> Comparison:
    """Return what learning is equivalent to: how far it covers a target, and what differs.

    The order of the sources means nothing, and one more source never covers less.

    Args:
        sources: what was learnt: verified credentials, or achievements where only what is on offer
            is compared.
        target: what it is held against.
        as_of: the day whose facts are taken.
        stack: a stack of the sources; only those that count in it are compared.
        meaning: an embedding, to point at outcomes that may mean the same in other words. It never
            covers an outcome by itself.

    Raises:
        UnavailableError: ``input.work-limit``: there is too much to compare.
    """
    given, not_counted = _counted(sources, stack)
    found, left = gather(given, as_of)
    wanted = statements(target.achievement)
    coverage = _cover(target, wanted, found, as_of, meaning)
    return Comparison(
        kind=target.kind,
        target=target.achievement.id,
        target_version=target.achievement.version,
        target_title=target.achievement.title.best(target.achievement.language),
        as_of=as_of,
        coverage=coverage,
        differences=differences(target, coverage, found),
        suggestion=suggest(target, coverage),
        left_out=tuple(sorted((*not_counted, *left))),
        untold=tuple(untold(coverage, found, wanted)),
        methods=(lexical.METHOD, *_methods(meaning)),
    )


def _cover(
    target: Target,
    wanted: Sequence[Statement],
    found: Sequence[Source],
    as_of: date,
    meaning: Embedder | None,
) -> Coverage:
    """Return the table: first how each source stands to what is asked, then each outcome."""
    asked, effort = asked_of(target, as_of), Effort(UNITS)
    levels = {
        one.id: standing(one.achievement, asked.levels, as_of) for one in found if asked.levels
    }
    worths = {one.id: worth(one.achievement, asked.system, as_of) for one in found if asked.system}
    fits = {
        one.id: _fit(levels.get(one.id), lacks(target.achievement, one.achievement))
        for one in found
    }
    matcher = Matcher(wanted, effort)
    meant = meanings(wanted, found, meaning, effort) if meaning else {}
    rows = tuple(cover(target, one, found, matcher, fits, meant) for one in wanted)
    told = tuple(source_row(one, matched_with(one, rows), worths, levels, fits) for one in found)
    return make_table(rows, told, asked, found, _unread(found, wanted))


def _counted(
    sources: Iterable[Holding | Achievement], stack: StackResult | None
) -> tuple[list[Holding | Achievement], list[str]]:
    given = list(sources)
    if stack is None:
        return given, []
    counts = {one.credential for one in stack.credentials if one.counts}
    reasons = {one.credential: one.reason for one in stack.credentials}
    rest = [one for one in given if one.id not in counts]
    unknown = "it is not in the stack."
    return (
        [one for one in given if one.id in counts],
        [f"{one.id}: {reasons.get(one.id, unknown)}" for one in rest],
    )


def _unread(found: Sequence[Source], wanted: Sequence[Statement]) -> frozenset[str]:
    """Return the sources that may have something of the target in them which nobody could read."""
    return frozenset(
        one.id for one in found if not wanted or any(unread(target, one) for target in wanted)
    )


def _fit(level: Standing | None, lacking: Sequence[Lack]) -> Fit:
    told = {one.told for one in lacking}
    quality: Told = "no" if "no" in told else "cannot-tell" if told else "yes"
    return Fit(level.reaches if level else None, quality)


def _methods(meaning: Embedder | None) -> Iterator[Method]:
    if meaning is not None:
        same = Fraction(1)
        yield Method(name=meaning.name, version=meaning.version, same=same, near=meaning.near)
