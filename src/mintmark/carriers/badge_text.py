"""Fitting words into the round of a badge, without knowing the font that will draw them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from mintmark.pictures.measuring import wrap

_MIDDLE = 256.0
_RADIUS = 194.0
"""Words stay this close to the middle, so that they never touch the ring."""

_LEADING = 1.16
_BASELINE = 0.34
"""How far the baseline lies below a line's middle, in ems."""


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
            lines = list(wrap(text, _width(count, size, top, bottom) / size))
            if len(lines) <= count:
                return _placed(lines, size, top, bottom)
    most = max(1, int((bottom - top) / (size * _LEADING)))
    kept = list(wrap(text, _width(most, size, top, bottom) / size))[:most]
    return _placed([*kept[:-1], kept[-1][:-1] + "…"], size, top, bottom)


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
