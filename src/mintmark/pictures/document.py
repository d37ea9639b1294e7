"""A picture as a file: SVG that is complete in itself, without scripts, asking nobody."""

from __future__ import annotations

from typing import Final

from mintmark.pictures.boxes import Box, inset
from mintmark.pictures.markup import Markup, tag
from mintmark.pictures.measuring import clean
from mintmark.pictures.style import stylesheet

MARGIN: Final = 28
"""The room around what is drawn."""


SHEET: Final = 2.2
"""How many times as high as wide a picture may be to be printed on one sheet: what is higher would
become too small to read, and runs over several."""


def document(title: str, description: str, drawn: Box, language: str = "en") -> str:
    """Return a whole SVG file: a document of words, each drawing in it with its own words.

    Args:
        language: the language of our words in it.
    """
    whole = inset(drawn, MARGIN, MARGIN)
    picture = tag(
        "svg",
        tag("title", clean(title)),
        tag("desc", clean(description)),
        tag("style", Markup(stylesheet())),
        tag("defs", _hatch()),
        tag("rect", width=whole.width, height=whole.height, class_="paper"),
        whole.drawing,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {whole.width} {whole.height}",
        width=whole.width,
        height=whole.height,
        class_="mintmark sheet" if whole.height <= SHEET * whole.width else "mintmark",
        role="graphics-document document",
        direction="ltr",
        **{"xml:lang": language},
    )
    return f"{picture}\n"


def _hatch() -> Markup:
    lines = tag("path", d="M-2 2L2 -2M0 8L8 0M6 10L10 6", class_="hatch")
    size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    return tag("pattern", lines, id="mintmark-hatch", **size)
