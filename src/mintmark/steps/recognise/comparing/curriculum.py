"""Which entries of a curriculum come nearest? An index of words, built once, asked many times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Final

from mintmark.encoding.effort import Effort
from mintmark.errors import UsageError
from mintmark.model import Achievement, Holding, Nearness
from mintmark.steps.recognise.comparing.lexical import KEY
from mintmark.steps.recognise.comparing.matching import Matcher
from mintmark.steps.recognise.comparing.texts import Statement, statements
from mintmark.steps.recognise.comparing.wording import Word, wording

UNITS: Final = 100_000
"""What one question may cost (``encoding/effort.py``): 2 s at the very worst."""

_CANDIDATES: Final = 20
"""So many entries are read in full for each one that is asked for."""


class Curriculum:
    """A curriculum that can be asked what learning is nearest to.

    The index finds entries that share rare words, entries of a framework or addresses with a
    source; the best of those are then compared as ``compare`` does. Ties go by the entry's id.
    """

    def __init__(self, entries: Iterable[Achievement]) -> None:
        """Build the index.

        Raises:
            UsageError: ``curriculum.twice``: two entries have one id.
        """
        self._entries: list[Achievement] = sorted(entries, key=attrgetter("id"))
        for name, group in groupby(self._entries, key=attrgetter("id")):
            if len(list(group)) > 1:
                raise UsageError(
                    "curriculum.twice",
                    f"The curriculum has two entries with the id {name}.",
                    remedy="Give each its own id, or leave the older version out.",
                )
        postings: dict[str, Counter[int]] = {}
        self._weights = [1] * len(self._entries)
        self._outcomes = [statements(entry) for entry in self._entries]
        for place, outcomes in enumerate(self._outcomes):
            for key, weight in _keys(outcomes).items():
                postings.setdefault(key, Counter())[place] = weight
                self._weights[place] += weight
        self._postings: Mapping[str, Mapping[int, int]] = postings

    def __len__(self) -> int:
        return len(self._entries)

    def nearest(self, source: Holding | Achievement, *, limit: int = 10) -> tuple[Nearness, ...]:
        """Return the entries that come nearest to a source, the nearest first.

        Entries with nothing in common are left out, so that there may be fewer than ``limit``.

        Raises:
            UnavailableError: ``input.work-limit``: there is too much to compare.
        """
        achievement = source.achievement if isinstance(source, Holding) else source
        if achievement is None:
            return ()
        effort, said = Effort(UNITS), statements(achievement)
        near = [
            found
            for place in self._candidates(said, limit * _CANDIDATES)
            if (found := self._nearness(place, said, effort))
        ]
        near.sort(key=lambda one: (-one.score, one.target))
        return tuple(near[:limit])

    def _candidates(self, said: Sequence[Statement], most: int) -> list[int]:
        """Return the places of the entries that share most with a source, in whole numbers.

        A key that half of the curriculum has says little, one that a single entry has says most:
        it counts by the bits of how many entries there are for each one that has it.
        """
        scores: Counter[int] = Counter()
        for key, weight in _keys(said).items():
            there = self._postings.get(key, {})
            rarity = (len(self._entries) // max(1, len(there))).bit_length()
            for place, own in there.items():
                scores[place] += min(weight, own) * rarity
        weights = self._weights
        ranked = sorted(scores, key=lambda at: (-(scores[at] << 16) // weights[at], at))
        return ranked[:most]

    def _nearness(self, place: int, said: Sequence[Statement], effort: Effort) -> Nearness | None:
        entry, wanted = self._entries[place], self._outcomes[place]
        matcher = Matcher(wanted, effort)
        best: dict[str, Fraction] = {}
        for target in wanted:
            found = [match.score for one in said if (match := matcher.find(target, one))]
            if found:
                best[target.outcome.id] = max(found)
        if not best:
            return None
        return Nearness(
            target=entry.id,
            title=entry.title.best(entry.language),
            score=sum(best.values(), Fraction(0)) / len(wanted),
            outcomes=tuple(best),
        )


def _keys(outcomes: Iterable[Statement]) -> Counter[str]:
    """Return what outcomes can be found by, each with its weight."""
    keys: Counter[str] = Counter()
    for statement in outcomes:
        keys[statement.address] += _SURE
        for entry in statement.entries:
            keys[entry] += _SURE
        for language in statement.titles:
            for word in _words(statement, language):
                keys[f"{language} {word.stem[:KEY]}"] += word.weight
    return keys


_SURE: Final = 40
"""What an address weighs: as much as ten words of the subject."""


def _words(statement: Statement, language: str) -> Iterator[Word]:
    yield from wording(statement.readings(language)[-1], language).words
