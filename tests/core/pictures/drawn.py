"""Reading a picture as a browser does: where its words and shapes come to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from mintmark.pictures.measuring import width_of

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = ("title", "desc", "style", "defs", "pattern", "path", "rect", "circle", "g", "text")
ELEMENTS = {f"{SVG}{name}" for name in ("svg", *PLAIN)}


@dataclass(frozen=True)
class Place:
    """A rectangle that something takes, and its words."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def meets(self, other: Place) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def inside(self, other: Place) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def read(picture: str) -> Any:
    """Return the root of a picture that has nothing in it but words and plain shapes."""
    root = etree.fromstring(picture.encode())
    assert {one.tag for one in root.iter()} <= ELEMENTS
    for one in root.iter():
        assert not any(name.startswith("on") or "href" in name for name in one.attrib)
    (style,) = root.iter(f"{SVG}style")
    assert re.findall(r"url\([^)]*\)|@import", style.text) == ["url(#mintmark-hatch)"]
    return root


def ground(root: Any) -> Place:
    """Return the whole picture's place."""
    return Place(*map(float, root.get("viewBox").split()))


def texts(root: Any) -> list[Place]:
    """Return each line of words where it stands, as wide as the widest common face makes it."""
    return [_text(one, x, y) for one, x, y in _walk(root, 0, 0) if one.tag == f"{SVG}text"]


def cards(root: Any) -> list[Place]:
    """Return the cards where they stand."""
    return [
        Place(x, y, x + float(one.get("width")), y + float(one.get("height")))
        for one, x, y in _walk(root, 0, 0)
        if one.get("class") in {"card", "away"}
    ]


def _text(one: Any, x: float, y: float) -> Place:
    size = float(one.get("font-size"))
    looks = one.get("class").split()
    wide = width_of(one.text) * size * (1.25 if "bold" in looks else 1.12)
    left = x + float(one.get("x")) - (wide / 2 if "middle" in looks else 0)
    base = y + float(one.get("y"))
    return Place(left, base - size * 0.8, left + wide, base + size * 0.2, one.text)


def _walk(element: Any, x: float, y: float) -> Iterator[tuple[Any, float, float]]:
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform") or "")
    x, y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
    yield element, x, y
    for inner in element:
        if inner.tag != f"{SVG}defs":
            yield from _walk(inner, x, y)


def said(root: Any) -> str:
    """Return all words that are read aloud, in their order."""
    return " ".join(
        one.text for one in root.iter(f"{SVG}title", f"{SVG}desc", f"{SVG}text") if one.text
    )
