"""What pictures have in common: a head with a verdict, sections, cards in a grid, a foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mintmark.errors import UsageError
from mintmark.pictures.boxes import NOTHING, Box, column, framed, grid, row, told, words
from mintmark.pictures.marks import Kind, mark

WIDTH: Final = 720
"""How wide a picture is where nobody says otherwise."""
GAP: Final = 14
"""How far cards are apart."""
CARD: Final = 300
"""How wide a card is at least."""
NARROWEST: Final = 320
WIDEST: Final = 2000


def check_width(width: int) -> None:
    """Refuse a width that no picture can have.

    Raises:
        UsageError: ``picture.bad-width``.
    """
    if not NARROWEST <= width <= WIDEST:
        raise UsageError(
            "picture.bad-width",
            f"A picture is {NARROWEST} to {WIDEST} units wide, not {width}.",
            place="width",
        )


def head(kicker: str, title: str, language: str | None, width: int) -> Box:
    """Return the picture's head line, with a few words above it."""
    size = 30 if width > 480 else 25
    named = words(title, width, size=size, bold=True, most=6, theirs=True, language=language)
    return column((words(kicker, width, size=15, look="soft"), named), 2)


def verdict(kind: Kind, said: str, summary: str, width: int) -> Box:
    """Return the verdict: a mark, a word or two, and one sentence."""
    beside = width - 48
    label = column(
        (words(said, beside, size=20, bold=True), words(summary, beside, look="soft")), 2
    )
    return row((mark(kind, said, 36), label), 12)


def section(title: str, content: Box, width: int) -> Box:
    """Return a part of the picture under its head."""
    if not content.height:
        return content
    return column((words(title, width, size=19, bold=True), content), 8)


@dataclass(frozen=True, slots=True)
class Card:
    """A card: a sign at its left, heads, and lines below them.

    Attributes:
        sign: what stands at its left, if anything.
        titles: its heads, in the language ``language``, each on lines of its own.
        lines: what is said below.
        theirs: whether the heads are what others wrote.
        look: ``card``, or ``away`` for what does not count.
    """

    sign: Box | None
    titles: tuple[str, ...]
    lines: tuple[str, ...]
    theirs: bool = False
    look: str = "card"
    language: str | None = None


def cards(listed: Sequence[Card], width: int, label: str) -> Box:
    """Return cards in as many columns as there is room for, each row as high as its highest."""
    columns = max(1, (width + GAP) // (CARD + GAP))
    wide = (width - GAP * (columns - 1)) // columns
    inner = [_inner(one, wide - 32) for one in listed]
    drawn = []
    for number, one in enumerate(listed):
        start = number - number % columns
        height = 32 + max(box.height for box in inner[start : start + columns])
        drawn.append(told(framed(inner[number], one.look, width=wide, height=height), "listitem"))
    return told(grid(drawn, columns, GAP), "list", label) if drawn else NOTHING


def _inner(card: Card, width: int) -> Box:
    beside = width - card.sign.width - 12 if card.sign else width
    said = [
        words(one, beside, bold=True, most=4, theirs=card.theirs, language=card.language)
        for one in card.titles
    ]
    said += [words(line, beside, size=15, look="soft", most=8) for line in card.lines]
    return row((card.sign, column(said, 3)), 12) if card.sign else column(said, 3)
