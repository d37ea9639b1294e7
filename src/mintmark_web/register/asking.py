"""Reading what somebody types into the search field."""

from __future__ import annotations

import re

from mintmark.vocabularies.likeness import fold
from mintmark_web.register.types import Part

_PIECE = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MOST_PARTS = 16
_MOST_LETTERS = 200


def read(text: str) -> tuple[Part, ...]:
    """Return the parts of a search: words, ``"words in a row"``, ``-without``.

    Case and accents do not count. What is too long is cut; anything can be read.
    """
    found = []
    for piece in _PIECE.finditer(text[:_MOST_LETTERS].replace("\0", " ")):
        said = piece["word"] if piece["phrase"] is None else piece["phrase"]
        words = tuple(fold(said).split())
        if words:
            found.append(Part(words, piece["no"] == "-"))
    return tuple(found[:_MOST_PARTS])
