"""How a picture looks: shapes, and colours for light screens, dark screens and paper.

Words contrast with their ground by 4.5 to 1 or more, marks and edges by 3 to 1 (WCAG 2.2, 1.4.3
and 1.4.11). Plain class selectors only, so that other programs than browsers draw it too.
"""

from __future__ import annotations

from string import Template
from typing import Final

LIGHT: Final = {
    "paper": "#fbfaf7",
    "card": "#ffffff",
    "ink": "#1d2327",
    "soft": "#59636b",
    "line": "#d5d0c5",
    "edge": "#6f7880",
    "part": "#0f5d63",
    "part_b": "#2b747a",
    "on_part": "#ffffff",
    "good": "#12663f",
    "bad": "#a01b1b",
    "open": "#7a4d00",
    "on_mark": "#ffffff",
}
"""Colours on a light screen. ``part`` and ``part_b`` take turns, so that neighbours part."""

DARK: Final = {
    "paper": "#14181b",
    "card": "#1c2226",
    "ink": "#e8e6e1",
    "soft": "#a9b2b8",
    "line": "#3a444b",
    "edge": "#8b959c",
    "part": "#8ad1d4",
    "part_b": "#6fb9bd",
    "on_part": "#0d1a1c",
    "good": "#8fdcb2",
    "bad": "#ffb0a8",
    "open": "#f5cf86",
    "on_mark": "#14181b",
}
"""Colours on a dark screen."""

PRINT: Final = LIGHT | {"paper": "#ffffff", "ink": "#000000", "soft": "#3c4348", "line": "#9aa0a4"}
"""Colours on paper."""

_SHAPES: Final = """
.mintmark text{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",Arial,sans-serif}
.mintmark .bold{font-weight:600}
.mintmark .middle{text-anchor:middle}
.mintmark .end{text-anchor:end}
.mintmark .away,.mintmark .gap{stroke-dasharray:5 4}
.mintmark .gap{fill:url(#mintmark-hatch)}
.mintmark .tick{fill:none;stroke-width:3}
.mintmark .halo{fill:none;stroke-width:7}
.mintmark .line,.mintmark .hatch{fill:none}
.mintmark .sign{fill:none;stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}
"""

_COLOURS: Final = Template(
    """
.mintmark .paper{fill:$paper}
.mintmark .ink{fill:$ink}
.mintmark .soft{fill:$soft}
.mintmark .card{fill:$card;stroke:$line}
.mintmark .away{fill:$paper;stroke:$edge}
.mintmark .gap,.mintmark .hatch,.mintmark .bar{stroke:$edge}
.mintmark .bar{fill:$card}
.mintmark .line{stroke:$line}
.mintmark .tick{stroke:$ink}
.mintmark .halo{stroke:$card}
.mintmark .part{fill:$part}
.mintmark .part-b{fill:$part_b}
.mintmark .on-part{fill:$on_part}
.mintmark .good{fill:$good}
.mintmark .bad{fill:$bad}
.mintmark .open{fill:$open}
.mintmark .sign{stroke:$on_mark}
"""
)


def stylesheet() -> str:
    """Return the style, which reaches nothing outside the picture.

    It is the same for every picture: a page that shows one inside itself can name its hash in its
    content security policy.
    """
    light, dark, paper = (_COLOURS.substitute(one) for one in (LIGHT, DARK, PRINT))
    whole = ".mintmark.sheet{max-width:100%;max-height:100vh}"
    return (
        f"{_SHAPES}{light}@media (prefers-color-scheme:dark){{{dark}}}\n"
        f"@media print{{{paper}{whole}}}\n"
    )
