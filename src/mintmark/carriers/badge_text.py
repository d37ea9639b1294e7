"""Fitting words into the round of a badge, without knowing the font that will draw them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MIDDLE = 256.0
_RADIUS = 194.0
"""Words stay this close to the middle, so that they never touch the ring."""

_LEADING = 1.16
_BASELINE = 0.34
"""How far the baseline lies below a line's middle, in ems."""

_NARROW = frozenset("iljtfrI.,;:'’|!()[]{}-‐· ")
_WIDE = frozenset("mwMWOQ@%&—")


class Line(NamedTuple):
    """A line of text, its baseline ``y`` and its font ``size``, in units of the picture."""

    text: str
    y: float
    size: int


def fit(text: str, *, sizes: Iterable[int], top: float, bottom: float) -> list[Line]:
    """Return ``text`` in lines between ``top`` and ``bottom``, as large as one of ``sizes`` allows.

    Where not even the last, smallest size is enough, the text is cut and ends in ``…``.
    """
    if not text:
        return []
    size, lines = 0, [text]
    for size in sizes:
        for count in range(1, int((bottom - top) / (size * _LEADING)) + 1):
            lines = list(_wrap(text, _width(count, size, top, bottom) / size))
            if len(lines) <= count:
                return _placed(lines, size, top, bottom)
    most = max(1, int((bottom - top) / (size * _LEADING)))
    kept = list(_wrap(text, _width(most, size, top, bottom) / size))[:most]
    return _placed([*kept[:-1], kept[-1][:-1] + "…"], size, top, bottom)


def width_of(text: str) -> float:
    """Estimate the width of ``text`` in ems of a bold serif face, rather too wide than not."""
    return sum(map(_advance, text))


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


def _width(count: int, size: int, top: float, bottom: float) -> float:
    """The width that ``count`` lines have all along, centred between ``top`` and ``bottom``."""
    half = count * size * _LEADING / 2
    centre = (top + bottom) / 2
    furthest = max(abs(centre - half - _MIDDLE), abs(centre + half - _MIDDLE))
    return 2 * math.sqrt(max(_RADIUS**2 - min(furthest, _RADIUS * 0.98) ** 2, 1.0))


def _placed(lines: list[str], size: int, top: float, bottom: float) -> list[Line]:
    step = size * _LEADING
    first = (top + bottom) / 2 - step * (len(lines) - 1) / 2
    return [Line(t, first + step * i + size * _BASELINE, size) for i, t in enumerate(lines)]


def _wrap(text: str, width: float) -> Iterator[str]:
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


def _pieces(text: str) -> Iterator[str]:
    """Yield words with the space behind them; wide characters, which break anywhere, singly."""
    word = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in {"W", "F"}
        if wide and word:
            yield word
            word = ""
        word += character
        if wide or character in " -‐":
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
