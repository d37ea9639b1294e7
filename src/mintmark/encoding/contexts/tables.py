"""Context documents from tables of terms.

A table has one line per term: its path, its IRI, and where the vocabulary says so the type that
its values have and the container they come in (JSON-LD 1.1, section 9.15.1)::

    Achievement          ob:Achievement
    Achievement.tag      schema:keywords  text  @set

The path ``Achievement.tag`` says that ``tag`` is a term in the context scoped to ``Achievement``.
IRIs are written with the prefixes given; ``-`` stands for no type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Terms = dict[str, dict[str, Any]]
"""Path of a term -> its definition."""


def read(table: str, prefixes: Mapping[str, str]) -> Terms:
    """Read a table.

    Args:
        table: lines of path, IRI, type and container; blank lines separate.
        prefixes: prefix -> IRI; a type named ``text`` is the prefix ``text``, or no type.
    """
    terms: Terms = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        path, iri, *rest = line.split()
        definition: dict[str, Any] = {"@id": _expanded(iri, prefixes)}
        if rest and (kind := prefixes.get("text", "-") if rest[0] == "text" else rest[0]) != "-":
            definition["@type"] = _expanded(kind, prefixes)
        if rest[1:]:
            definition["@container"] = rest[1]
        terms[path] = definition
    return terms


def document(
    terms: Terms, *, protected: bool = True, aliases: bool = True, scoped_aliases: bool = True
) -> dict[str, Any]:
    """Return the context document of a table.

    Args:
        terms: path -> definition; a term stands before those that are scoped to it.
        protected: whether no other context may redefine the terms (JSON-LD 1.1, section 4.1.11).
        aliases: whether ``id`` and ``type`` stand for ``@id`` and ``@type``.
        scoped_aliases: the same, in each scoped context.
    """
    scoped = _new(protected, scoped_aliases)
    root = _new(protected, aliases)
    for path, definition in terms.items():
        context = root
        *scopes, name = path.split(".")
        for scope in scopes:
            context = context[scope].setdefault("@context", dict(scoped))
        context[name] = dict(definition)
    return {"@context": root}


def _new(protected: bool, aliases: bool) -> dict[str, Any]:
    return {
        **({"@protected": True} if protected else {}),
        **({"id": "@id", "type": "@type"} if aliases else {}),
    }


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name
