"""The table of a comparison: by outcomes, by credits and by level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from mintmark.model import Coverage, OutcomeCoverage, SourceCoverage
from mintmark.model.comparison import Told
from mintmark.steps.recognise.comparing.outcomes import Fit
from mintmark.steps.recognise.comparing.sources import Asked, Source, Standing, Worth

SHOWN: Final = 5
"""So many matches of one outcome are told."""


def matched_with(source: Source, rows: Iterable[OutcomeCoverage]) -> tuple[str, ...]:
    """Return the target's outcomes that something in a source is like."""
    return tuple(
        row.outcome for row in rows if any(one.credential == source.id for one in row.matches)
    )


def source_row(
    source: Source,
    outcomes: tuple[str, ...],
    worths: Mapping[str, Worth],
    levels: Mapping[str, Standing],
    fits: Mapping[str, Fit],
) -> SourceCoverage:
    """Return what one source brings, in the target's terms."""
    size = worths.get(source.id, Worth(None))
    level = levels.get(source.id, Standing("", None, "cannot-tell"))
    achievement = source.achievement
    notes = (*_notes(source), *filter(None, (size.note, level.note)))
    return SourceCoverage.model_validate(
        {
            "credential": source.id,
            "title": achievement.title.best(achievement.language),
            "standing": source.holding.standing,
            "outcomes": outcomes,
            "credits": size.value,
            "low": size.low,
            "high": size.high,
            "credits_method": size.method,
            "credits_sources": size.sources,
            "level_framework": level.framework or None,
            "level": level.level,
            "level_method": level.method,
            "level_sources": level.sources,
            "reaches_level": level.reaches,
            "quality_enough": fits[source.id].quality,
            "notes": notes,
        }
    )


_FORMAL = ("higher-education", "vocational-education")


def _notes(source: Source) -> Iterator[str]:
    holding, issuer = source.holding, source.achievement.issuer
    if holding.standing == "unchecked":
        yield holding.reason or "Nobody could tell whether the credential is valid."
    if (source.achievement.awarding_body or issuer).type not in _FORMAL:
        yield (
            "It is not known to come from a formal education provider: "
            "the procedure for prior learning may be the one to follow."
        )


def make_table(
    rows: tuple[OutcomeCoverage, ...],
    told: tuple[SourceCoverage, ...],
    asked: Asked,
    found: Sequence[Source],
    unread: frozenset[str],
) -> Coverage:
    """Return the table. Of each outcome the first matches are shown, and all of them count.

    Args:
        rows: the outcomes of the target.
        told: the sources.
        asked: what the target asks for besides.
        found: the sources again, as they came.
        unread: those that may count as well, since what they say could not be read.
    """
    low, high = _shares(rows, [Fraction(1)] * len(rows))
    weights = [row.credits for row in rows]
    known = [weight for weight in weights if weight is not None]
    by_credits = _shares(rows, known) if len(known) == len(rows) else (None, None)
    counted = _once([one for one in told if one.outcomes], found)
    value = _sum([one.credits for one in counted])
    least = sum((one.low or Fraction(0) for one in counted), Fraction(0))
    possible = _once([one for one in told if one.outcomes or one.credential in unread], found)
    most = _sum([one.high for one in possible])
    at_level = [one.credits or Fraction(0) for one in counted if one.reaches_level == "yes"]
    floor = asked.levels[0] if asked.levels else None
    counts = asked.system is not None
    return Coverage(
        outcomes=tuple(row.model_copy(update={"matches": row.matches[:SHOWN]}) for row in rows),
        sources=told,
        share_low=low,
        share_high=high,
        credits_share_low=by_credits[0],
        credits_share_high=by_credits[1],
        system=asked.system,
        credits_needed=asked.credits,
        credits=value if counts else None,
        credits_low=least if counts else None,
        credits_high=most if counts else None,
        credits_at_level=sum(at_level, Fraction(0)) if counts and floor else None,
        credits_enough=None if asked.credits is None else _enough(asked.credits, least, most),
        framework=floor.framework if floor else None,
        level_needed=floor.at_least if floor else None,
        level_enough=_level_enough(rows) if floor else None,
    )


def _shares(
    rows: Sequence[OutcomeCoverage], weights: Sequence[Fraction]
) -> tuple[Fraction | None, Fraction | None]:
    """Return the share that is covered, and the one that may be."""
    if not rows:
        return None, None
    pairs = list(zip(rows, weights, strict=True))
    whole = sum(weights, Fraction(0))
    covered = sum((w for row, w in pairs if row.covered == "covered"), Fraction(0))
    may_be = sum((w for row, w in pairs if row.covered != "not-found"), Fraction(0))
    return covered / whole, may_be / whole


def _once(told: Sequence[SourceCoverage], found: Sequence[Source]) -> list[SourceCoverage]:
    """Return one source for each achievement, the largest: nobody learns the same thing twice."""
    of = {one.id: one.achievement.id for one in found}
    best: dict[str, SourceCoverage] = {}
    for one in sorted(told, key=lambda one: (-(one.low or 0), -(one.credits or 0), one.credential)):
        best.setdefault(of[one.credential], one)
    return sorted(best.values(), key=lambda one: one.credential)


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _enough(needed: Fraction, low: Fraction, high: Fraction | None) -> Told:
    if low >= needed:
        return "yes"
    return "no" if high is not None and high < needed else "cannot-tell"


def _level_enough(rows: Iterable[OutcomeCoverage]) -> Told | None:
    told = {row.at_level for row in rows if row.matches}
    order: tuple[Told, ...] = ("no", "cannot-tell", "yes")
    return next((one for one in order if one in told), None)
