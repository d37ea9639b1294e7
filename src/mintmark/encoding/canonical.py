"""Canonical N-Quads of a JSON-LD document: the one door to them.

Compiled plans where they provably handle the document, else the plain way; the bytes and the
refusals are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.encoding import jsonld, rdfc
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.plans.planner import planner_for
from mintmark.errors import InputError


def canonical_form(
    document: Mapping[str, Any], contexts: ContextStore, hash_name: str = "sha256"
) -> bytes:
    """Return the canonical N-Quads of a document: of a credential, or of a proof's options.

    Args:
        document: JSON values, as ``strict_json.loads`` gives them.
        contexts: the contexts that exist.
        hash_name: the hash that RDFC-1.0 uses, ``sha256`` or ``sha384``.

    Raises:
        ContextError, LimitError, InputError: as ``jsonld.to_quads`` and ``rdfc.canonicalize``.
    """
    planner = planner_for(contexts, hash_name)
    found = planner.write(document)
    if found is None:
        found = plain_form(document, contexts, hash_name)
        planner.learn(document, found)
    return found


def plain_form(
    document: Mapping[str, Any],
    contexts: ContextStore,
    hash_name: str = "sha256",
    *,
    told_once: bool = True,
) -> bytes:
    """Return the same by expansion, RDF and RDFC-1.0, without plans.

    Args:
        told_once: as ``jsonld.to_quads``.
    """
    quads = jsonld.to_quads(document, contexts, told_once=told_once)
    text = rdfc.canonicalize(quads, hash_name=hash_name)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InputError("rdfc.lone-surrogate", "A text holds half of a surrogate pair.") from None
