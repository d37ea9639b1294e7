"""Boxes: pieces of a picture that know their size, and how they are put together.

All measures are whole units of the picture; a unit is a pixel where it is shown at its own size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mintmark.pictures.markup import Markup, joined, tag
from mintmark.pictures.measuring import clean, direction, wrap

_LEADING = 1.4
_FACE = {False: 1.12, True: 1.25}
"""How much wider than estimated the widest of common faces is, regular and bold."""


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a picture, drawn from its upper left corner.

    Attributes:
        width: how wide it is.
        height: how high it is.
        drawing: what is drawn.
        role: what it is to those who do not see it, for example ``listitem`` (WAI-ARIA).
        label: what it is called to them.
    """

    width: int
    height: int
    drawing: Markup
    role: str | None = None
    label: str | None = None

    def at(self, x: int, y: int) -> Markup:
        """Return it drawn with its corner there."""
        moved = f"translate({x} {y})" if x or y else None
        if not self.drawing or not (moved or self.role):
            return self.drawing
        named = clean(self.label) if self.label else None
        return tag("g", self.drawing, role=self.role, aria_label=named, transform=moved)


NOTHING: Final = Box(0, 0, Markup())
"""An empty box."""


def column(boxes: Iterable[Box], gap: int = 0) -> Box:
    """Return boxes one below the other; what is empty takes no room."""
    drawn: list[Markup] = []
    width = y = 0
    for box in boxes:
        if box.height:
            y += gap if drawn else 0
            drawn.append(box.at(0, y))
            width, y = max(width, box.width), y + box.height
    return Box(width, y, joined(*drawn))


def row(boxes: Iterable[Box], gap: int = 0) -> Box:
    """Return boxes one beside the other."""
    drawn: list[Markup] = []
    height = x = 0
    for box in boxes:
        x += gap if drawn else 0
        drawn.append(box.at(x, 0))
        x, height = x + box.width, max(height, box.height)
    return Box(x, height, joined(*drawn))


def grid(boxes: Sequence[Box], columns: int, gap: int) -> Box:
    """Return boxes in so many columns; each row is as high as its highest box."""
    drawn: list[Markup] = []
    width = y = 0
    for start in range(0, len(boxes), columns):
        across = boxes[start : start + columns]
        x = 0
        y += gap if start else 0
        for box in across:
            drawn.append(box.at(x, y))
            x += box.width + gap
        width, y = max(width, x - gap), y + max(box.height for box in across)
    return Box(width, y, joined(*drawn))


def inset(box: Box, beside: int, above: int) -> Box:
    """Return a box with room around it: so much left and right, so much above and below."""
    return Box(box.width + 2 * beside, box.height + 2 * above, box.at(beside, above))


def framed(box: Box, look: str, *, width: int, height: int = 0, pad: int = 16) -> Box:
    """Return a box on a card, which is at least so wide and high."""
    tall = max(height, box.height + 2 * pad)
    card = tag("rect", width=width, height=tall, rx=10, class_=look)
    return Box(width, tall, joined(card, box.at(pad, pad)))


def told(box: Box, role: str, label: str | None = None) -> Box:
    """Return a box with its role for those who do not see it."""
    return Box(box.width, box.height, box.at(0, 0), role, label)


def pictured(drawing: Markup, width: int, height: int, label: str) -> Box:
    """Return a drawing without words, with the words that stand for it."""
    named = joined(tag("title", clean(label)), drawing)
    return Box(width, height, named, "img")


def words(
    text: str,
    width: int,
    *,
    size: int = 16,
    look: str = "ink",
    bold: bool = False,
    most: int = 0,
    theirs: bool = False,
    language: str | None = None,
) -> Box:
    """Return text in lines no wider than ``width``; in so many at most, if ``most`` is given.

    What others wrote (``theirs``) keeps its own direction of writing, and keeps to the left edge as
    all else does. Our own sentences run from left to right, whatever names are in them.
    """
    text = clean(text)
    lines = list(wrap(text, width / (size * _FACE[bold])))
    if most and len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    turned = theirs and direction(text) == "rtl"
    step = round(size * _LEADING)
    drawn = (
        tag(
            "text",
            line,
            x=0,
            y=step * number + size,
            font_size=size,
            class_=f"{look} bold" if bold else look,
            direction="rtl" if turned else None,
            text_anchor="end" if turned else None,
            **{"xml:lang": language},
        )
        for number, line in enumerate(lines)
    )
    return Box(width, step * len(lines), joined(*drawn))
