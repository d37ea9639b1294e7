"""How alike two words are: without accents and case, and by the slips of a hand."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WHOLE_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters with a stroke or a tie: Unicode does not take them apart."""


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, its words joined by single spaces.

    >>> fold("L’Été – à Łódź")
    'l ete a lodz'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_WHOLE_LETTERS)
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


def slips(one: str, other: str) -> int:
    """Return how many slips lie between two words: a letter more, less, wrong, or two swapped.

    That is the optimal string alignment distance.

    >>> slips("portfolio", "portoflio"), slips("UK", "GB")
    (1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def unlikeness(one: str, other: str) -> tuple[int, int]:
    """Return how late two words part (negative) and how far apart the letters are where they do.

    Of two codes as many slips away the one with the smaller answer is the likelier: for ``619``
    that is ``618`` before ``613``, and ``613`` before ``519``.
    """
    pairs = zip(one, other, strict=False)
    parting = ((place, abs(ord(a) - ord(b))) for place, (a, b) in enumerate(pairs) if a != b)
    start, apart = next(parting, (min(len(one), len(other)), 0))
    return -start, apart
