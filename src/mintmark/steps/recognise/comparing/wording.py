"""What an outcome says, as words that can be held against those of another one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from mintmark.model.comparison import DEMANDS, Demand
from mintmark.steps.recognise.comparing.vocabulary import Vocabulary, stem, vocabulary

LONGEST: Final = 4_000
MOST: Final = 200
"""So many characters and words of an outcome are read; more say no more of what it is about."""

FULL: Final = 4
LITTLE: Final = 1
"""What a word weighs: a word of the subject, and one that would fit any subject."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an outcome.

    Attributes:
        stem: what it is compared by.
        written: how it stands there, folded.
        weight: ``FULL`` or ``LITTLE``.
    """

    stem: str
    written: str
    weight: int


@dataclass(frozen=True, slots=True)
class Wording:
    """An outcome as words.

    Attributes:
        words: each stem once, in the order of the text.
        weight: of all words together.
        demand: what its verb asks for, the most of several; None where that cannot be told.
        figures: words with a digit in them: ``b1``, ``2026``.
    """

    words: tuple[Word, ...]
    weight: int
    demand: Demand | None
    figures: frozenset[str]


@lru_cache(maxsize=16384)
def wording(text: str, language: str) -> Wording:
    """Return a text in a language as words. Of very long texts the beginning is read."""
    known = vocabulary(language)
    tokens = list(islice(tokenise(text[:LONGEST]), MOST)) or [text[:LONGEST].strip()]
    said = [one for one in tokens if known is None or one not in known.nothing] or tokens
    verbs = _verbs(said, known) if known else frozenset()
    once: dict[str, Word] = {}
    for place, token in enumerate(said):
        word = _word(token, known, verb=place in verbs)
        once.setdefault(word.stem, word)
    words = tuple(once.values())
    demands = [known.verbs[stem(said[place], known.endings)] for place in verbs] if known else []
    return Wording(
        words,
        sum(word.weight for word in words),
        max(demands, key=DEMANDS.index, default=None),
        frozenset(word.written for word in words if any(map(str.isdecimal, word.written))),
    )


def _word(token: str, known: Vocabulary | None, *, verb: bool) -> Word:
    if known is None:
        return Word(token, token, FULL)
    light = verb or token in known.little
    return Word(stem(token, known.endings), token, LITTLE if light else FULL)


def _verbs(said: Sequence[str], known: Vocabulary) -> frozenset[int]:
    """Return where the verbs stand: a run of them at the start, or also at the end."""
    places = set(_run(said, range(len(said)), known))
    if known.both_ends and not places:
        places.update(_run(said, range(len(said) - 1, -1, -1), known))
    return frozenset(places)


def _run(said: Sequence[str], places: Iterable[int], known: Vocabulary) -> Iterator[int]:
    for place in places:
        if stem(said[place], known.endings) in known.verbs:
            yield place
        elif said[place] not in known.little:
            return


_APART: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)
"""Scripts that write no spaces: Thai, Lao, Burmese, Khmer, kana, Han."""

_WHOLE: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def tokenise(text: str) -> Iterator[str]:
    """Yield the words of a text, folded; where no spaces are written, each two signs that meet.

    >>> list(tokenise("L'Été: rédiger 2 plans"))
    ['l', 'ete', 'rediger', '2', 'plans']
    >>> list(tokenise("关系数据"))
    ['关系', '系数', '数据']
    """
    for run in "".join(map(_letter, _folded(text))).split():
        for piece in filter(None, _APART.split(run)):
            if _APART.fullmatch(piece) and len(piece) > 1:
                yield from (piece[at : at + 2] for at in range(len(piece) - 1))
            else:
                yield piece


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not _is_accent(sign)).translate(_WHOLE)


def _is_accent(sign: str) -> bool:
    """Whether a sign only says how a letter sounds: accents, and the points of Semitic scripts."""
    return (
        "\u0300" <= sign <= "\u036f" or "\u0591" <= sign <= "\u05c7" or "\u064b" <= sign <= "\u0652"
    )


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "LNM" else " "
