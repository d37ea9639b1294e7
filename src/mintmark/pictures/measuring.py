"""Words in lines, without knowing the font that will draw them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

_NARROW = frozenset("iljtfrI.,;:'’|!()[]{}-‐· \u00a0\u202f")
_WIDE = frozenset("mwMWOQ@%&—")
_UNFIT = re.compile(
    "[^\u0020-\u007e\u00a0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What XML cannot hold, and what turns the direction of the words around it."""


_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may be broken, unlike at a no-break space."""


def clean(text: str) -> str:
    """Return text on one line, composed, without what could break a picture or turn it round."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", _UNFIT.sub(" ", text))).strip()


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction of writing, by the first letter that has one."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def width_of(text: str) -> float:
    """Estimate the width of text in ems of a bold serif face, rather too wide than not."""
    return sum(map(_advance, text))


def wrap(text: str, width: float) -> Iterator[str]:
    """Yield lines no wider than ``width`` ems, broken at spaces where that is possible."""
    line = ""
    for piece in _pieces(text):
        if width_of((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.strip()
        line = piece.lstrip()
        while width_of(line.rstrip()) > width and len(line) > 1:
            cut = _longest(line, width)
            yield line[:cut]
            line = line[cut:]
    if line.strip():
        yield line.strip()


def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.02
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.95
    return 0.74 if character.isupper() else 0.56


def _pieces(text: str) -> Iterator[str]:
    """Yield words with the space behind them; wide characters, which break anywhere, singly.

    A word may break at a hyphen, but a date may not.
    """
    word = ""
    for character, after in zip(text, [*text[1:], " "], strict=False):
        wide = unicodedata.east_asian_width(character) in {"W", "F"}
        if wide and word:
            yield word
            word = ""
        word += character
        if wide or character == " " or (character in "-‐" and not after.isdigit()):
            yield word
            word = ""
    if word:
        yield word


def _longest(line: str, width: float) -> int:
    """How many characters of ``line`` fit, at least one; no mark is parted from its letter."""
    cut, used = 1, _advance(line[0])
    for character in line[1:]:
        advance = _advance(character)
        used += advance
        if used > width and advance:
            break
        cut += 1
    return cut
