"""Inline contexts that cannot mislead: each term is the last part of the IRI it stands for.

A signature over RDF covers IRIs and not the terms that stand for them in the JSON: whoever could
bring a context of their own could rename what was signed. Where the name follows from the IRI
there is nothing to rename, so such contexts may be accepted without being known beforehand. That
is the caller's choice; ``ContextStore`` accepts none by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from mintmark.encoding.contexts.store import ContextStore, Document

MAX_TERMS: Final = 64
"""The most terms that one such context may have, those in contexts inside it included."""

MAX_DEPTH: Final = 4
"""How deep contexts may stand in the definitions of terms."""

_TERM: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,99}")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\s\x00-\x20\x7f<>\"{}|\\^`]{1,1900}")
_ALIASES: Final = (("id", "@id"), ("type", "@type"))
"""The names that the data model itself gives to two keywords."""

_MEMBERS: Final = frozenset({"@id", "@type", "@context", "@protected"})
_MAX_CONTEXTS: Final = 32


def is_self_naming(context: Any) -> bool:
    """Say whether a context maps terms only to absolute IRIs that end in ``#term`` and the like.

    A definition may also say of which type the values are, and hold a context of this kind for
    what is inside them. Outside definitions there may be a ``@vocab`` that ends in ``#``: an IRI
    has one ``#`` only, so it leads from each IRI to one name. What would rearrange or reinterpret
    (another ``@vocab``, ``@base``, ``@container``, ``@reverse``, ``@nest`` ...) makes it another
    kind of context.
    """
    if not isinstance(context, dict) or "@vocab" not in context:
        return _terms_in(context, MAX_DEPTH) in range(1, MAX_TERMS + 1)
    terms = {term: meaning for term, meaning in context.items() if term != "@vocab"}
    return _is_vocabulary(context["@vocab"]) and _terms_in(terms, MAX_DEPTH) <= MAX_TERMS


def _is_vocabulary(iri: Any) -> bool:
    return (
        isinstance(iri, str) and _IRI.fullmatch(iri) is not None and iri.find("#") == len(iri) - 1
    )


def with_self_naming(store: ContextStore, *documents: Any) -> ContextStore:
    """Return the store that also accepts the self-naming contexts at the top of the documents."""
    found = [one for document in documents for one in _inline(document) if is_self_naming(one)]
    return store.extended({}, inline=found[:_MAX_CONTEXTS]) if found else store


def _inline(document: Any) -> Iterator[Document]:
    contexts = document.get("@context") if isinstance(document, Mapping) else None
    if isinstance(contexts, list):
        yield from (one for one in contexts if isinstance(one, dict))


def _terms_in(context: Any, levels: int) -> int:
    """Return how many terms a context has, or too many where it is not of this kind."""
    if not isinstance(context, dict) or levels == 0 or len(context) > MAX_TERMS + 1:
        return MAX_TERMS + 1
    count = 0
    for term, meaning in context.items():
        if term == "@protected":
            count += 0 if meaning is True else MAX_TERMS + 1
        elif isinstance(meaning, dict):
            count += 1 + _terms_defined(term, meaning, levels)
        elif (term, meaning) not in _ALIASES and not _names_itself(term, meaning):
            return MAX_TERMS + 1
        else:
            count += 1
        if count > MAX_TERMS:
            break
    return count


def _terms_defined(term: str, definition: Mapping[str, Any], levels: int) -> int:
    """Return how many terms are defined inside the definition of a term."""
    kind = definition.get("@type", "@id")
    if (
        not definition.keys() <= _MEMBERS
        or not _names_itself(term, definition.get("@id"))
        or not (kind == "@id" or (isinstance(kind, str) and _IRI.fullmatch(kind)))
        or definition.get("@protected", True) is not True
    ):
        return MAX_TERMS + 1
    return _terms_in(definition["@context"], levels - 1) if "@context" in definition else 0


def _names_itself(term: str, iri: Any) -> bool:
    return (
        _TERM.fullmatch(term) is not None
        and isinstance(iri, str)
        and _IRI.fullmatch(iri) is not None
        and re.split(r"[#/:]", iri)[-1] == term
    )
