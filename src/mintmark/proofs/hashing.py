"""What is signed: the hash of a proof's options, then that of the document.

Sections 3.2.3 to 3.2.5 and 3.3.3 to 3.3.5 of the EdDSA and the ECDSA cryptosuite specifications.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from mintmark.encoding import canonical, jcs
from mintmark.encoding.contexts import ContextStore
from mintmark.proofs.suite import Cryptosuite

_MAX_REMEMBERED: Final = 2048
"""The most characters of options whose hash is remembered."""

_Texts = tuple[tuple[str, str | tuple[str, ...]], ...]


def hash_data(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    suite: Cryptosuite,
    hash_name: str,
    contexts: ContextStore,
    known: bytes | None = None,
) -> bytes:
    """Return what is signed.

    Args:
        known: the canonical form of the document, where it is there already.
    """
    if suite.canonicalisation == "rdfc":
        options = {**options, "@context": document.get("@context")}
    if known is None:
        known = canonical_form(document, suite, hash_name, contexts)
    digest = hashlib.new(hash_name, known).digest()
    return hash_options(options, suite, hash_name, contexts) + digest


def hash_options(
    options: Mapping[str, Any], suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> bytes:
    """Return the hash of a proof's options.

    The proofs of one batch often have the same options. Hashes of late are remembered, for options
    of usual size that are nothing but texts and lists of texts: those are equal only if they are
    the same.
    """
    texts = _texts(options)
    if texts is None:
        return _hash(options, suite, hash_name, contexts)
    return _remembered(texts, suite, hash_name, contexts)


def _texts(options: Mapping[str, Any]) -> _Texts | None:
    found: list[tuple[str, str | tuple[str, ...]]] = []
    characters = 0
    for name, value in options.items():
        if type(value) is list:
            if not all(type(one) is str for one in value):
                return None
            characters += sum(map(len, value))
            found.append((name, tuple(value)))
        elif type(value) is str:
            characters += len(value)
            found.append((name, value))
        else:
            return None
        characters += len(name)
    return tuple(found) if characters <= _MAX_REMEMBERED else None


@lru_cache(maxsize=512)
def _remembered(texts: _Texts, suite: Cryptosuite, hash_name: str, contexts: ContextStore) -> bytes:
    options = {name: list(value) if type(value) is tuple else value for name, value in texts}
    return _hash(options, suite, hash_name, contexts)


def _hash(
    options: Mapping[str, Any], suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> bytes:
    form = canonical_form(options, suite, hash_name, contexts)
    return hashlib.new(hash_name, form).digest()


def canonical_form(
    value: Mapping[str, Any], suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> bytes:
    """Return the bytes of a document, or of a proof's options, that are hashed."""
    if suite.canonicalisation == "jcs":
        return jcs.canonicalize(value)
    return canonical.canonical_form(value, contexts, hash_name)
