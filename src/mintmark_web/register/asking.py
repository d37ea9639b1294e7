"""Reading what somebody looks for, out of the address of the catalogue's page."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import QueryDict

from mintmark.vocabularies.likeness import fold
from mintmark_web.register.types import Asked, Kind, Part

_PIECE = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MOST_PARTS = 16
_MOST_VALUES = 20
_MOST_COMPARED = 12
MOST_LETTERS = 200


def read(text: str) -> tuple[Part, ...]:
    """Return the parts of a search: words, ``"words in a row"``, ``-without``.

    Case and accents do not count. What is too long is cut; anything can be read.
    """
    found = []
    for piece in _PIECE.finditer(text[:MOST_LETTERS].replace("\0", " ")):
        said = piece["word"] if piece["phrase"] is None else piece["phrase"]
        words = tuple(fold(said).split())
        if words:
            found.append(Part(words, piece["no"] == "-"))
    return tuple(found[:_MOST_PARTS])


def asked(query: QueryDict) -> Asked:
    """Return what an address asks for: words under ``q``, values under each kind's name."""
    chosen = {}
    for kind in Kind:
        values = [value.replace("\0", "") for value in query.getlist(kind) if value]
        if values:
            chosen[str(kind)] = tuple(dict.fromkeys(values[:_MOST_VALUES]))
    return Asked(read(query.get("q", "")), chosen)


def compared(query: QueryDict) -> list[UUID]:
    """Return the achievements that are to be compared, each once; what is none is left out."""
    found = []
    for value in query.getlist("compare")[:_MOST_COMPARED]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
