"""How alike two wordings are: an exact number from the words that both have.

A pair is judged by itself. No frequency is counted over the other outcomes at hand, so that a
score never depends on what else was sent in, and is the same in either direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from mintmark.model.comparison import Method
from mintmark.steps.recognise.comparing.wording import Word, Wording

METHOD: Final = Method(
    name="mintmark-lexical", version="1", same=Fraction(2, 3), near=Fraction(9, 20)
)
"""The thresholds are calibrated on pairs of outcomes; ``benchmarks/recognition.py`` measures."""

KEY: Final = 4
"""Words are alike only if so many first letters are, or all of a shorter word."""

_START: Final = 3
"""No two words are alike that differ in the first letters."""

_WHOLE: Final = 12
_ENOUGH: Final = 8
"""Shares of a word in twelfths: a whole word, and from where on two words count as one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two wordings are.

    Attributes:
        score: from 0 to 1.
        shared: the words of the one that the other has too, as written, in the one's order.
        lacking: the words of the one that the other does not have; only those of the subject.
    """

    score: Fraction
    shared: tuple[str, ...]
    lacking: tuple[str, ...]


def likeness(one: Wording, other: Wording) -> Likeness:
    """Return how alike ``other`` is to ``one``.

    The score is twice what both share over what both weigh: a Dice coefficient of weighted words.
    """
    matched = _matched(one, other)
    shared = sum(weight for _, weight in matched)
    score = Fraction(2 * shared, _WHOLE * (one.weight + other.weight)) if shared else Fraction(0)
    found = {word.stem for word, _ in matched}
    return Likeness(
        score,
        tuple(word.written for word in one.words if word.stem in found),
        tuple(w.written for w in one.words if w.stem not in found and w.weight > 1),
    )


def _matched(one: Wording, other: Wording) -> list[tuple[Word, int]]:
    """Return the words of ``one`` that ``other`` has, each with its weight times its likeness.

    Each word is matched once; the most alike go first, ties by the two stems in order.
    """
    theirs = {word.stem: word for word in other.words}
    whole = [(mine, theirs.pop(mine.stem)) for mine in one.words if mine.stem in theirs]
    same = {mine.stem for mine, _ in whole}
    found = [(mine, _WHOLE * min(mine.weight, their.weight)) for mine, their in whole]
    mine_left = {word.stem: word for word in one.words if word.stem not in same}
    for twelfths, mine, their in sorted(_alike(mine_left, theirs), key=_order):
        if mine in mine_left and their in theirs:
            word, other_word = mine_left.pop(mine), theirs.pop(their)
            found.append((word, twelfths * min(word.weight, other_word.weight)))
    return found


def _alike(mine: Iterable[str], theirs: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the pairs of stems that are alike."""
    by_start: dict[str, list[str]] = {}
    for stem in theirs:
        by_start.setdefault(stem[:_START], []).append(stem)
    for one in mine:
        for other in by_start.get(one[:_START], ()):
            if twelfths := word_likeness(one, other):
                yield twelfths, one, other


def _order(pair: tuple[int, str, str]) -> tuple[int, str, str]:
    twelfths, one, other = pair
    return -twelfths, min(one, other), max(one, other)


@lru_cache(maxsize=65536)
def word_likeness(one: str, other: str) -> int:
    """Return how alike two stems are in twelfths, 0 where they are no form of one word.

    It is the share of the letters that both begin with. Endings differ between the forms of a
    word, beginnings between words: ``micro…`` and ``macro…`` are not alike.
    """
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    if same < max(_START, min(KEY, shorter)):
        return 0
    twelfths = _WHOLE * 2 * same // (len(one) + len(other))
    return twelfths if twelfths >= _ENOUGH else 0
