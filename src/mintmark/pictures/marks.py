"""Small drawings: marks that differ by shape and not by colour alone, numbers, and bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

from mintmark.pictures.boxes import Box, pictured
from mintmark.pictures.markup import Markup, joined, tag

Kind = Literal["good", "bad", "open", "plus", "minus"]

_ROUND = tag("circle", cx=12, cy=12, r=12)
_SQUARE = tag("rect", x=1, y=1, width=22, height=22, rx=4)
_DIAMOND = tag("path", d="M12 0L24 12L12 24L0 12Z")
_SHAPES: Final[dict[Kind, tuple[str, Markup, str]]] = {
    "good": ("good", _ROUND, "M6.5 12.5L10.5 16.5L17.5 8.5"),
    "bad": ("bad", _SQUARE, "M7.5 7.5L16.5 16.5M16.5 7.5L7.5 16.5"),
    "open": ("open", _DIAMOND, "M9 9.5C9 5.5 15 5.5 15 9.5C15 12 12 11.6 12 14M12 17.6L12 17.7"),
    "plus": ("open", _ROUND, "M6.5 12H17.5M12 6.5V17.5"),
    "minus": ("soft", _ROUND, "M6.5 12H17.5"),
}

BAR: Final = 24
"""How high a bar is."""
_PARTED: Final = 5
"""How wide the parts of a bar are at least, to be told apart."""
_PIECE: Final = 16
"""How wide the pieces that are missing are at least."""


def mark(kind: Kind, label: str, size: int = 24) -> Box:
    """Return a mark: a round check, a square cross, a question in a diamond, a plus, a minus."""
    look, shape, sign = _SHAPES[kind]
    drawing = joined(tag("g", shape, class_=look), tag("path", d=sign, class_="sign"))
    if size != 24:
        drawing = tag("g", drawing, transform=f"scale({size / 24:g})")
    return pictured(drawing, size, size, label)


def chip(number: int) -> Box:
    """Return a number on a plate, as it stands in bars too."""
    width = max(26, 12 + 10 * len(str(number)))
    plate = tag("rect", width=width, height=24, rx=5, class_="part")
    return Box(width, 24, joined(plate, _numbered(str(number), width // 2, 17)))


def _numbered(text: str, x: int, y: int) -> Markup:
    return tag("text", text, x=x, y=y, font_size=14, class_="on-part middle bold")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how much it is, and the number of the credential that it is of."""

    size: Fraction
    number: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """What a bar measures.

    Attributes:
        whole: what its full length is.
        bound: where its tick stands.
        limit: whether what lies beyond the bound is closed.
        steps: the length of each piece that is missing, 0 for one piece.
    """

    whole: Fraction
    bound: Fraction
    limit: bool = False
    steps: Fraction = Fraction(0)


def bar(width: int, parts: Sequence[Part], scale: Scale, label: str) -> Box:
    """Return a bar of numbered parts; what is missing, or not allowed, is hatched."""
    ends = [Fraction(0)]
    for part in parts:
        ends.append(ends[-1] + part.size)
    places = [int(end / scale.whole * width) if scale.whole else 0 for end in ends]
    tick = int(scale.bound / scale.whole * width) if scale.whole else width
    drawn = [tag("rect", x=0.5, y=0.5, width=width - 1, height=BAR - 1, rx=5, class_="bar")]
    if scale.limit and tick < width:
        drawn.append(_gap(tick, width))
    elif not scale.limit:
        drawn.extend(_missing(places[-1], tick, scale, width))
    drawn.extend(_parts(places, parts))
    if 0 < tick < width:
        drawn.extend(tag("path", d=f"M{tick} -4V{BAR + 4}", class_=c) for c in ("halo", "tick"))
    return pictured(joined(*drawn), width, BAR, label)


def _parts(places: list[int], parts: Sequence[Part]) -> Iterator[Markup]:
    """Yield the parts, or all of them as one where they are too small to be told apart."""
    sizes = [right - left for left, right in pairwise(places)]
    if min(sizes, default=_PARTED) < _PARTED:
        yield _part(0, places[-1], "part")
        return
    for turn, (left, size, part) in enumerate(zip(places, sizes, parts, strict=False)):
        yield _part(left, size - 1, "part-b" if turn % 2 else "part")
        text = str(part.number)
        if part.number is not None and size >= 14 + 8 * len(text):
            yield _numbered(text, left + size // 2, 17)


def _part(left: int, size: int, look: str) -> Markup:
    box = {"x": left, "y": 0, "width": size, "height": BAR}
    return tag("rect", **box, rx=min(5, size // 2), class_=look)


def _missing(start: int, end: int, scale: Scale, width: int) -> Iterator[Markup]:
    step = int(scale.steps / scale.whole * width) if scale.steps else end - start
    if step < _PIECE:
        step = end - start
    while end - start > 1:
        stop = min(start + step, end) if start + step < end - 3 else end
        yield _gap(start, stop)
        start = stop


def _gap(left: int, right: int) -> Markup:
    size = {"x": left + 1.5, "y": 0.5, "width": max(1, right - left - 3), "height": BAR - 1}
    return tag("rect", **size, rx=5, class_="gap")
