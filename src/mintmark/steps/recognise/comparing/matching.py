"""Which outcomes of the sources are like one of the target: addresses first, then wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from mintmark.encoding.effort import Effort
from mintmark.model.comparison import Basis, Demand
from mintmark.steps.recognise.comparing import lexical
from mintmark.steps.recognise.comparing.texts import Statement
from mintmark.steps.recognise.comparing.wording import Wording, wording

Strength = Literal["same", "near"]

BASES: Final[tuple[Basis, ...]] = ("same-address", "same-entry", "wording", "meaning")
"""The surest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a statement is held to be like one of the target.

    Attributes are those of ``OutcomeMatch`` with the same name.
    """

    basis: Basis
    score: Fraction
    strength: Strength
    language: str | None = None
    shared: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    demand: Demand | None = None
    demand_of_target: Demand | None = None

    @property
    def order(self) -> tuple[int, int, Fraction]:
        """The surest first."""
        return self.strength == "near", BASES.index(self.basis), -self.score


class Matcher:
    """The target's outcomes, against which one statement after the other is held."""

    def __init__(self, targets: Sequence[Statement], effort: Effort) -> None:
        self._effort = effort
        self._wanted = Counter(entry for target in targets for entry in target.entries)

    def find(self, target: Statement, source: Statement) -> Finding | None:
        """Return why ``source`` is like ``target``, by the surest reason; None where it is not.

        Raises:
            UnavailableError: ``input.work-limit``.
        """
        read = self._read(target, source)
        if source.address == target.address:
            sure: Finding | None = Finding(
                "same-address", Fraction(1), "same", shared=(target.address,)
            )
        else:
            sure = self._entries(target, source)
        if read is None:
            return sure
        if sure is None or read.order < sure.order:
            return read if read.score >= lexical.METHOD.near else sure
        return replace(sure, demand=read.demand, demand_of_target=read.demand_of_target)

    def _entries(self, target: Statement, source: Statement) -> Finding | None:
        """Compare by framework entries; of several, half of the target's have to be there.

        An entry that several outcomes of the target have is no proof of any of them.
        """
        shared = tuple(entry for entry in target.entries if entry in source.entries)
        if 2 * len(shared) < len(target.entries) or not shared:
            return None
        lacking = tuple(entry for entry in target.entries if entry not in shared)
        own = any(self._wanted[entry] == 1 for entry in shared)
        strength: Strength = "same" if own and not lacking else "near"
        score = Fraction(len(shared), len(target.entries))
        return Finding("same-entry", score, strength, shared=shared, lacking=lacking)

    def _read(self, target: Statement, source: Statement) -> Finding | None:
        """Compare by wording, in every language that both have; the best is taken."""
        common = sorted(target.titles.keys() & source.titles.keys())
        readings = [
            self._wording(wording(one, language), wording(other, language), language)
            for language in common
            for one in target.readings(language)
            for other in source.readings(language)
        ]
        return min(readings, key=lambda one: (*one.order, one.language), default=None)

    def _wording(self, one: Wording, other: Wording, language: str) -> Finding:
        self._effort.take(1 + len(one.words) * len(other.words) // 16)
        found = lexical.likeness(one, other)
        alike = found.score >= lexical.METHOD.same and one.figures == other.figures
        return Finding(
            "wording",
            found.score,
            "same" if alike else "near",
            language,
            found.shared,
            found.lacking,
            other.demand,
            one.demand,
        )


def readable(target: Statement, sources: Iterable[Statement]) -> bool:
    """Say whether every source can be read in a language that the target has too."""
    return all(target.titles.keys() & source.titles.keys() for source in sources)
