"""Vocabularies by name, each read from its file when it is first asked for."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from mintmark.errors import UsageError
from mintmark.vocabularies.catalogue import SCHEMES
from mintmark.vocabularies.likeness import slips
from mintmark.vocabularies.vocabulary import Vocabulary


@cache
def _load(name: str) -> Vocabulary:
    text = files("mintmark.vocabularies").joinpath(f"data/{name}.json").read_text("utf-8")
    data = json.loads(text)
    scheme = SCHEMES[name]
    return Vocabulary(
        name,
        scheme.title,
        scheme.base,
        scheme.source,
        tuple(data["languages"]),
        {row[0]: row for row in data["entries"]},
        data["also"],
    )


def vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary ``name``; it is read when it is first asked for.

    Raises:
        UsageError: there is no such vocabulary.
    """
    if name not in SCHEMES:
        near = min(SCHEMES, key=lambda known: (slips(name[:40].lower(), known), known))
        raise UsageError(
            "vocabulary.unknown",
            f"There is no vocabulary {name!r}.",
            remedy=f"Did you mean {near}? There are: {', '.join(SCHEMES)}.",
        )
    return _load(name)
