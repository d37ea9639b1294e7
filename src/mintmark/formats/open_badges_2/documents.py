"""Documents of Open Badges 2.0: fetched, bounded, and meaning what their names say.

The names of the vocabulary are read as plain JSON. That is right only where no context gives them
another meaning and nothing is said under a second name, so contexts are held to that first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.values import as_list, has_type
from mintmark.errors import FormatError, InputError, UnavailableError
from mintmark.ports import Fetcher

CONTEXT: Final = "https://w3id.org/openbadges/v2"

_MAX_BYTES: Final = 2 * 1024 * 1024
_MAX_DEPTH: Final = 32

_HTTPS: Final = re.compile(
    r"https://([A-Za-z0-9.-]{1,253})(?::([0-9]{1,5}))?([/?][!\"$-\[\]-~]{0,1900})?"
)

_NAMES = """
    id type extensions obi validation cred dc schema sec xsd AlignmentObject CryptographicKey
    Endorsement Assertion BadgeClass Criteria Evidence Extension FrameValidation HostedBadge
    IdentityObject Image Issuer Profile RevocationList SignedBadge TypeValidation
    VerificationObject hosted signed alignment allowedOrigins audience author badge caption claim
    created creator criteria description email endorsement endorsementComment evidence expires
    genre hashed identity image issuedOn issuer name narrative owner publicKey publicKeyPem
    recipient related revocationList revocationReason revoked revokedAssertions salt startsWith
    tags targetCode targetDescription targetFramework targetName targetUrl telephone uid url
    validatesType validationFrame validationSchema verification verificationProperty verify version
"""
VOCABULARY: Final = frozenset(_NAMES.split())
"""Every name that the context of Open Badges 2.0 defines."""

_PREFIXES: Final = ("obi:", "schema:", "sec:", "dc:", "cred:", "xsd:")
_NAMESPACES: Final = (
    "https://w3id.org/openbadges#",
    "https://w3id.org/credentials#",
    "https://w3id.org/security#",
    "http://purl.org/dc/",
    "http://purl.org/dqm-vocabulary/",
    "http://schema.org/",
    "https://schema.org/",
    "http://www.w3.org/",
)
_EXTENSION_CONTEXTS: Final = (
    "https://w3id.org/openbadges/extensions/",
    "https://openbadgespec.org/extensions/",
    "https://purl.imsglobal.org/spec/ob/",
)
_KEYWORDS: Final = frozenset({"@context", "@language", "@value"})


def is_open_badge(document: Any) -> bool:
    """Say whether a document calls itself one of Open Badges 2.0, by its context."""
    return isinstance(document, (dict, Mapping)) and CONTEXT in as_list(document.get("@context"))


def origin(address: Any) -> tuple[str, str] | None:
    """Return host and port of an https address without user, fragment or dotted steps.

    None for everything else: nothing is proven by what plain HTTP serves.
    """
    found = _HTTPS.fullmatch(address) if isinstance(address, str) else None
    if found is None:
        return None
    path = (found[3] or "").lower().replace("%2e", ".").partition("?")[0]
    if any(step in (".", "..") for step in path.split("/")):
        return None
    return found[1].lower(), found[2] or "443"


def fetch(address: str, fetcher: Fetcher) -> dict[str, Any]:
    """Return the document that an https address serves, which names that address as its id.

    Raises:
        FormatError: ``ob2.wrong-document``, or as ``load``.
        UnavailableError: ``ob2.not-https``, it cannot be had, or as ``load``.
    """
    if origin(address) is None:
        raise UnavailableError(
            "ob2.not-https",
            f"Only https addresses are looked up, and this is none: {address[:100]!r}.",
        )
    document = load(fetcher.fetch(address), address)
    if document.get("id") != address:
        raise FormatError(
            "ob2.wrong-document",
            f"The document at {address} does not name this address as its id.",
            place=address,
        )
    return document


def load(data: bytes | str, place: str | None = None) -> dict[str, Any]:
    """Return a document of Open Badges 2.0 from its JSON text, at most 2 MiB.

    Raises:
        FormatError: ``ob2.malformed-document``, or as ``check_meaning``.
        UnavailableError: as ``check_meaning``.
    """
    try:
        document = strict_json.loads_object(data, max_bytes=_MAX_BYTES, max_depth=_MAX_DEPTH)
    except InputError as error:
        raise FormatError(
            "ob2.malformed-document", f"The document is malformed: {error.message}", place=place
        ) from error
    check_meaning(document, place)
    return document


def check_meaning(document: Mapping[str, Any], place: str | None = None) -> None:
    """Refuse a document in which a name of the vocabulary might mean something else.

    Extension objects, under names that are not of the vocabulary, are not looked at: nothing in
    them is read.

    Raises:
        FormatError: ``ob2.no-context``, ``ob2.swapped-term``, ``ob2.second-name``.
        UnavailableError: ``ob2.unknown-context``: a context that nobody here has read.
    """
    contexts = as_list(document.get("@context"))
    if not contexts or contexts[0] != CONTEXT:
        raise FormatError(
            "ob2.no-context", f"Its @context does not begin with {CONTEXT}.", place=place
        )
    for node in _vocabulary_nodes(document):
        for context in _contexts(node):
            _check_context(context, place)
        for name in node:
            if (name.startswith("@") and name not in _KEYWORDS) or _is_alias(name):
                raise FormatError(
                    "ob2.second-name",
                    f"{name[:60]!r} could say a second time what another name says.",
                    place=place,
                )


def _vocabulary_nodes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the objects that are reached by names of the vocabulary alone."""
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, Mapping):
            yield value
            waiting.extend(inner for name, inner in value.items() if name in VOCABULARY)


def _contexts(node: Mapping[str, Any]) -> list[Any]:
    # A null is a context too: it makes every name below it mean nothing.
    value = node.get("@context", [])
    return value if isinstance(value, list) else [value]


def _check_context(context: Any, place: str | None) -> None:
    if isinstance(context, str):
        if context != CONTEXT and not context.startswith(_EXTENSION_CONTEXTS):
            raise UnavailableError(
                "ob2.unknown-context",
                f"What the context {context[:100]!r} makes of the badge's terms is not known here.",
                place=place,
            )
        return
    defined = context.items() if isinstance(context, Mapping) else ()
    if not defined or not all(_is_new_term(name, meaning) for name, meaning in defined):
        raise FormatError(
            "ob2.swapped-term",
            "A context inside the badge does more than add terms of its own.",
            place=place,
        )


def _is_new_term(name: str, meaning: Any) -> bool:
    """Say whether a definition adds a term without touching the vocabulary (section 7)."""
    return (
        name not in VOCABULARY
        and not name.startswith("@")
        and ":" not in name
        and isinstance(meaning, str)
        and meaning.startswith(("https://", "http://"))
        and not meaning.startswith(_NAMESPACES)
        # A prefix could be spelt so that a name built with it lands in the vocabulary.
        and not any(space.startswith(meaning) for space in _NAMESPACES)
    )


def _is_alias(name: str) -> bool:
    return name.startswith((*_PREFIXES, *_NAMESPACES))


def id_of(value: Any) -> Any:
    """Return the id of what is named by address or written out."""
    return value.get("id") if isinstance(value, Mapping) else value


def require_type(document: Mapping[str, Any], *names: str) -> None:
    """Refuse a document that has none of these types.

    Raises:
        FormatError: ``ob2.wrong-type``.
    """
    if not has_type(document, *names):
        raise FormatError(
            "ob2.wrong-type",
            f"The document {str(document.get('id'))[:100]} is no {' or '.join(names)}.",
        )
