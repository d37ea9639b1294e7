"""``mintmark vocabularies``: which lists of codes there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mintmark.cli import console
from mintmark.errors import UsageError
from mintmark.vocabularies import SCHEMES, Entry, Vocabulary, vocabulary


def tell_all(*, as_json: bool) -> None:
    """Print every vocabulary: its name, how many codes it has, what it lists, who keeps it."""
    lists = [vocabulary(name) for name in SCHEMES]
    if as_json:
        console.facts({"vocabularies": [_facts(one) for one in lists]})
        return
    rows = [(one.name, str(len(one)), one.title, one.source) for one in lists]
    _table(("name", "codes", "what it lists", "source"), rows)


def show(name: str, words: str | None, language: str | None, *, as_json: bool) -> None:
    """Print the codes of a vocabulary, or those that a search finds, best first.

    Raises:
        UsageError: there is no such vocabulary, or it has no names in that language.
    """
    said = vocabulary(name)
    spoken = _language(said, language)
    found = said.search(words, spoken, limit=None) if words is not None else tuple(said)
    if as_json:
        facts = [_entry_facts(said, entry, spoken) for entry in found]
        console.facts({**_facts(said), "language": spoken, "entries": facts})
        return
    if not found:
        console.note(f"Nothing in {name} has {words!r} in its code or name.")
        return
    _table((), [(entry.code, said.label(entry.code, spoken)) for entry in found])


def _language(said: Vocabulary, wanted: str | None) -> str:
    language = (wanted or "en").split("-")[0].lower()
    if language in said.languages:
        return language
    near = vocabulary("language").nearest(wanted or "")
    meant = f"Did you mean {near}? " if near in said.languages else ""
    raise UsageError(
        "vocabulary.no-such-language",
        f"There are no names in the language {wanted!r}.",
        remedy=f"{meant}There are: {', '.join(said.languages)}.",
    )


def _facts(said: Vocabulary) -> dict[str, Any]:
    return {
        "name": said.name,
        "title": said.title,
        "codes": len(said),
        "base": said.base or None,
        "source": said.source,
    }


def _entry_facts(said: Vocabulary, entry: Entry, language: str) -> dict[str, str | None]:
    label = said.label(entry.code, language)
    return {"code": entry.code, "label": label, "uri": entry.uri}


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns, plainly: lists are long, and are read by other programs too."""
    whole = [head, *rows] if head else rows
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    for row in whole:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        console.say("  ".join(cells).rstrip())
