"""What is signed: the hash of a proof's options, then that of the document.

Sections 3.2.3 to 3.2.5 and 3.3.3 to 3.3.5 of the EdDSA and the ECDSA cryptosuite specifications.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from mintmark.encoding import canonical, jcs
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.effort import spend, values_in
from mintmark.errors import MintmarkError, UnavailableError
from mintmark.proofs.suite import Cryptosuite

_MAX_REMEMBERED: Final = 2048
"""The most characters of options whose hash is remembered."""

_SPECIMEN: Final = "2000-01-01T00:00:00Z"
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,21}(?:Z|[+-][0-9]{2}:[0-9]{2})")

_Texts = tuple[tuple[str, str | tuple[str, ...]], ...]


class Forms:
    """The canonical forms of one document, without its proofs; each is made once.

    Args:
        document: without proofs.
        contexts: the contexts that exist.
        known: the canonical N-Quads by SHA-256, where they are there already.
    """

    def __init__(
        self, document: Mapping[str, Any], contexts: ContextStore, known: bytes | None = None
    ) -> None:
        self._document = document
        self._contexts = contexts
        self._forms = {("rdfc", "sha256"): known} if known else {}

    def of(self, document: Mapping[str, Any], suite: Cryptosuite, hash_name: str) -> bytes:
        """Return the form of the document, or of what a proof covers in its place.

        Raises:
            ContextError, LimitError, InputError: as ``canonical.canonical_form``.
        """
        if document != self._document:
            return canonical_form(document, suite, hash_name, self._contexts)
        # JSON has one canonical form (RFC 8785), whatever is hashed with.
        key = (suite.canonicalisation, hash_name if suite.canonicalisation == "rdfc" else "")
        if key not in self._forms:
            self._forms[key] = canonical_form(document, suite, hash_name, self._contexts)
        return self._forms[key]


def hash_data(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    suite: Cryptosuite,
    hash_name: str,
    contexts: ContextStore,
    forms: Forms | None = None,
) -> bytes:
    """Return what is signed.

    Args:
        forms: the canonical forms of the document that are there already.
    """
    if suite.canonicalisation == "rdfc":
        options = {**options, "@context": document.get("@context")}
    forms = forms or Forms(document, contexts)
    digest = hashlib.new(hash_name, forms.of(document, suite, hash_name)).digest()
    return hash_options(options, suite, hash_name, contexts) + digest


def hash_options(
    options: Mapping[str, Any], suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> bytes:
    """Return the hash of a proof's options.

    The proofs of one issuer mostly have the same options, but for the moment when they were made.
    So what stands around that moment is remembered, for options of usual size that are nothing but
    texts and lists of texts: those are equal only if they are the same.
    """
    texts, created = _texts(options), options.get("created")
    if texts is not None and isinstance(created, str) and _MOMENT.fullmatch(created):
        around = _around(texts, suite, hash_name, contexts)
        if around is not None:
            before, after = around
            return hashlib.new(hash_name, before + created.encode() + after).digest()
    return hashlib.new(hash_name, canonical_form(options, suite, hash_name, contexts)).digest()


def _texts(options: Mapping[str, Any]) -> _Texts | None:
    """Return the options as a value that can be remembered, but for the moment."""
    found: list[tuple[str, str | tuple[str, ...]]] = []
    characters = 0
    for name, value in options.items():
        if name == "created":
            continue
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
def _around(
    texts: _Texts, suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> tuple[bytes, bytes] | None:
    """Return what stands before and after the moment in the canonical form, if it is sure.

    Moments are written as they are. Where the moment stands once, and its property has one line,
    another moment changes nothing else.
    """
    options = {name: list(value) if type(value) is tuple else value for name, value in texts}
    try:
        form = _form({**options, "created": _SPECIMEN}, suite, hash_name, contexts)
    except UnavailableError:
        raise  # Not what these options are, but what came before them.
    except MintmarkError:
        return None
    before, found, after = form.partition(_SPECIMEN.encode())
    if not found or found in after or (suite.canonicalisation == "rdfc" and _twins(form, before)):
        return None
    return before, after


def _twins(form: bytes, before: bytes) -> bool:
    """Say whether the line that breaks off at the end of ``before`` is not its property's only."""
    line = before[before.rfind(b"\n") + 1 :]
    subject, predicate, _ = line.split(b" ", 2)
    return form.count(subject + b" " + predicate + b" ") != 1


def canonical_form(
    value: Mapping[str, Any], suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> bytes:
    """Return the bytes of a document, or of a proof's options, that are hashed.

    Raises:
        UnavailableError: ``input.work-limit``.
    """
    spend(values_in(value))
    return _form(value, suite, hash_name, contexts)


def _form(
    value: Mapping[str, Any], suite: Cryptosuite, hash_name: str, contexts: ContextStore
) -> bytes:
    if suite.canonicalisation == "jcs":
        return jcs.canonicalize(value)
    return canonical.canonical_form(value, contexts, hash_name)
