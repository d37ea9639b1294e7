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
MOST: Final = 100
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
    verbs = _verbs(tokens, known) if known else {}
    places = [at for at, one in enumerate(tokens) if known is None or one not in known.nothing]
    once: dict[str, Word] = {}
    for place in places or range(len(tokens)):
        word = _word(tokens[place], known, verb=place in verbs)
        once.setdefault(word.stem, word)
    words = tuple(once.values())
    return Wording(
        words,
        sum(word.weight for word in words),
        max(verbs.values(), key=DEMANDS.index, default=None),
        frozenset(word.written for word in words if any(map(str.isdecimal, word.written))),
    )


def _word(token: str, known: Vocabulary | None, *, verb: bool) -> Word:
    if known is None:
        return Word(token, token, FULL)
    light = verb or token in known.little
    return Word(stem(token, known.endings), token, LITTLE if light else FULL)


def _verbs(tokens: Sequence[str], known: Vocabulary) -> dict[int, Demand]:
    """Return what the verbs ask for, by place: a run of them at the start, or also at the end."""
    found = dict(_run(tokens, range(len(tokens)), known))
    if known.both_ends and not found:
        found = dict(_run(tokens, range(len(tokens) - 1, -1, -1), known))
    return found


def _run(
    tokens: Sequence[str], places: Iterable[int], known: Vocabulary
) -> Iterator[tuple[int, Demand]]:
    """Yield verbs from one end on. Words that say nothing may come before, and links between."""
    passed = known.nothing | known.little
    for place in places:
        demand = known.verbs.get(stem(tokens[place], known.endings))
        if demand is not None:
            yield place, demand
            passed = known.links | known.little
        elif tokens[place] not in passed:
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
    plain = "".join(sign for sign in apart if not _is_accent(sign)).translate(_WHOLE)
    return unicodedata.normalize("NFC", plain)


def _is_accent(sign: str) -> bool:
    """Whether a sign only says how a letter sounds: accents, and the points of Semitic scripts."""
    return (
        "\u0300" <= sign <= "\u036f" or "\u0591" <= sign <= "\u05c7" or "\u064b" <= sign <= "\u0652"
    )


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "LNM" else " "
