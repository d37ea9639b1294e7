"""The terms of the Comprehensive Learner Record 2.0, in both versions of its context.

They say ``xsd:…`` without a prefix ``xsd``, which is thus an IRI by itself. It is signed that way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.contexts import tables

_TERMS: Final = """
    ClrCredential          clr:ClrCredential
    ClrCredential.partial  clr:partial  xsd:boolean

    ClrSubject                       clr:ClrSubject
    ClrSubject.achievement           clr:achievement           obi:Achievement            @set
    ClrSubject.association           clr:association           clr:Association            @set
    ClrSubject.verifiableCredential  clr:verifiableCredential  cred:verifiableCredential  @set
    ClrSubject.identifier            clr:identifier-1          obi:Identifier             @set

    Association                  clr:Association
    Association.associationType  clr:AssociationType
    Association.sourceId         clr:sourceId         xsd:anyURI
    Association.targetId         clr:targetId         xsd:anyURI
"""
_NOT_IN_2_0: Final = {"ClrCredential.partial", "ClrSubject.identifier"}

_BASE: Final = "https://purl.imsglobal.org/spec/clr/v2p0/"
_CRED: Final = "https://www.w3.org/2018/credentials#"


def documents() -> Mapping[str, dict[str, Any]]:
    """Return the context documents, by URL."""
    return {
        _BASE + "context-2.0.1.json": _document(
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
        ),
        _BASE + "context.json": _document(
            "https://purl.imsglobal.org/spec/ob/v3p0/vocab.html#", _NOT_IN_2_0
        ),
    }


def _document(open_badges: str, absent: set[str] | None = None) -> dict[str, Any]:
    prefixes = {
        "clr": "https://purl.imsglobal.org/spec/vc/clr/vocab.html#",
        "cred": _CRED,
        "obi": open_badges,
    }
    terms = tables.read(_TERMS, prefixes)
    kept = {path: terms[path] for path in terms if path not in (absent or ())}
    document = tables.document(kept, protected=False)
    root = document["@context"]
    root["ClrCredential"].setdefault("@context", {"id": "@id", "type": "@type"})
    # Prefixes that subjects may use, and no other node.
    root["ClrSubject"]["@context"] |= {"cred": _CRED, "obi": open_badges}
    for alias in ("id", "type"):
        del root["Association"]["@context"][alias]
    return document
