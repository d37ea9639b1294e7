"""What a comparison could not tell, and what it may have told twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mintmark.model import Coverage
from mintmark.steps.recognise.comparing.sources import Source
from mintmark.steps.recognise.comparing.texts import Statement


def untold(
    coverage: Coverage, found: Sequence[Source], wanted: Sequence[Statement]
) -> Iterator[str]:
    """Yield what could not be told, and what may have been told twice."""
    for row in coverage.outcomes:
        if row.covered == "cannot-tell":
            yield f"{row.title}: {row.reason}"
    for source in found:
        if not source.statements:
            yield f"{source.id}: it names no outcomes, so that there is nothing to compare."
        for said, real in sorted(_renamed(source).items()):
            yield f"{source.id}: it is said to be in {said}, and was read as {real}, as it sounds."
        for languages in _foreign(source, wanted):
            yield f"{source.id}: what it says in {languages} could not be read with the target's."
    for one in coverage.sources:
        if one.standing == "unchecked":
            yield f"{one.credential}: nobody could check whether it is valid."
        yield from (f"{one.credential}: {note}" for note in one.notes if one.credits is None)
    yield from _twice(coverage)


def _renamed(source: Source) -> Mapping[str, str]:
    return source.statements[0].reads_as if source.statements else {}


def _foreign(source: Source, wanted: Sequence[Statement]) -> Iterator[str]:
    """Yield the languages of a source's outcomes that have none in common with some outcome."""
    alone = {
        ", ".join(sorted(one.titles))
        for one in source.statements
        if not all(one.titles.keys() & target.titles.keys() for target in wanted)
    }
    yield from sorted(alone)


def _twice(coverage: Coverage) -> Iterator[str]:
    for row in coverage.outcomes:
        names = dict.fromkeys(match.credential for match in row.matches if match.strength == "same")
        if len(names) > 1:
            yield (
                f"{row.title}: {' and '.join(names)} are matched with it; "
                "their credits may count the same learning twice."
            )
