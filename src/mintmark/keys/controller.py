"""From an issuer's identifier to the public key that may speak for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.times import format_time
from mintmark.errors import InputError, KeyMaterialError, UnavailableError
from mintmark.keys import did_jwk, did_key, did_web, multikey
from mintmark.keys.controller_document import (
    RELATIONSHIPS,
    ControllerDocument,
    VerificationMethod,
    parse_document,
)
from mintmark.keys.public_key import PublicKey
from mintmark.keys.urls import is_method_id
from mintmark.ports import Fetcher

__all__ = [
    "ControllerDocument",
    "VerificationMethod",
    "method_for",
    "parse_document",
    "require_usable",
    "resolve",
]

_MAX_BYTES: Final = 256 * 1024
_HTTPS: Final = re.compile(
    r"https://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:[/?][!-\"$-~]{0,1900})?"
)
_SIGNING: Final = tuple(name for name in RELATIONSHIPS if name != "keyAgreement")


def resolve(controller_id: str, fetcher: Fetcher) -> ControllerDocument:
    """Return the document of a did:key, did:jwk, did:web or https identifier.

    At an https address stands a controlled identifier document, or a profile that lists
    ``verificationMethod`` and ``assertionMethod`` as one does.

    Raises:
        KeyMaterialError: ``key.*``: the identifier or the document is malformed, the document is
            about something else, or no document can stand behind such an identifier.
        UnavailableError: the document cannot be had, or ``key.unsupported-did-method``.
    """
    if controller_id.startswith(did_key.PREFIX):
        return _of_did_key(controller_id)
    if controller_id.startswith(did_jwk.PREFIX):
        key = did_jwk.read(controller_id)
        return _of_one_key(controller_id, did_jwk.method_id(controller_id), key)
    return _fetched(controller_id, _address(controller_id), fetcher)


def _address(controller_id: str) -> str:
    if controller_id.startswith(did_web.PREFIX):
        return did_web.to_url(controller_id)
    if controller_id.startswith("did:"):
        raise UnavailableError(
            "key.unsupported-did-method",
            f"Identifiers like {controller_id[:60]} cannot be looked up here.",
            remedy="Supported are did:key, did:jwk, did:web and https addresses.",
        )
    if not _HTTPS.fullmatch(controller_id):
        raise KeyMaterialError(
            "key.not-resolvable",
            f"No document can be looked up for {controller_id[:100]!r}.",
            remedy="An issuer needs a DID or an https address without a fragment as its id.",
        )
    return controller_id


def _fetched(controller_id: str, address: str, fetcher: Fetcher) -> ControllerDocument:
    data = fetcher.fetch(address)
    try:
        document = strict_json.loads(data, max_bytes=_MAX_BYTES, max_depth=32)
    except InputError as error:
        raise KeyMaterialError(
            "key.malformed-document",
            f"The document of {controller_id} is malformed: {error.message}",
            place=address,
        ) from error
    return parse_document(document, controller_id)


@lru_cache(maxsize=1024)
def _of_did_key(did: str) -> ControllerDocument:
    return _of_one_key(did, did_key.method_id(did), did_key.read(did))


def _of_one_key(controller_id: str, method_id: str, key: PublicKey) -> ControllerDocument:
    member: Mapping[str, Any] = {
        "id": method_id,
        "type": "Multikey",
        "controller": controller_id,
        "publicKeyMultibase": multikey.write_public(key),
    }
    listed = dict.fromkeys(RELATIONSHIPS, frozenset[str]())
    listed |= dict.fromkeys(_SIGNING, frozenset({method_id}))
    return ControllerDocument(
        controller_id,
        MappingProxyType({method_id: member}),
        MappingProxyType(listed),
        VerificationMethod(method_id, controller_id, key),
    )


def method_for(
    document: ControllerDocument, method_id: str, relationship: str, *, fetcher: Fetcher
) -> VerificationMethod:
    """Return the key ``method_id`` if ``document`` lists it under ``relationship``.

    This is Controlled Identifiers 1.0 section 3.3, "Retrieve Verification Method", with
    ``document`` being the issuer's. Where the issuer lists a key of somebody else, the key is
    taken from that controller's own document, which must list it for the same purpose; what the
    issuer's document says about such a key beyond its address counts for nothing.

    Raises:
        KeyMaterialError: ``key.malformed-method-id``, ``key.not-listed``,
            ``key.not-in-document``, ``key.wrong-controller``, or why the key or the foreign
            document is malformed.
        UnavailableError: the foreign document cannot be had.
    """
    if not is_method_id(method_id):
        raise KeyMaterialError(
            "key.malformed-method-id",
            f"This is no address of a key: {str(method_id)[:100]!r}.",
            remedy="It must be an absolute address with a fragment.",
        )
    _require_listed(document, method_id, relationship)
    owner = method_id.partition("#")[0]
    if owner != document.id:
        document = resolve(owner, fetcher)
        _require_listed(document, method_id, relationship)
    return document.method(method_id)


def _require_listed(document: ControllerDocument, method_id: str, relationship: str) -> None:
    if method_id not in document.relationships.get(relationship, ()):
        raise KeyMaterialError(
            "key.not-listed",
            f"{document.id} does not list the key {method_id} under {relationship}.",
        )


def require_usable(method: VerificationMethod, *, at: datetime) -> None:
    """Refuse a key that is revoked or expired at the time ``at``.

    When a proof says that it was made does not count: a stolen key signs with any date. Systems
    are to verify no proof with a key at or after the time it is revoked or expires (Controlled
    Identifiers 1.0, section 2.2).

    Raises:
        KeyMaterialError: ``key.revoked`` or ``key.expired``.
    """
    if method.revoked is not None and at >= method.revoked:
        raise KeyMaterialError(
            "key.revoked", f"The key {method.id} is revoked since {format_time(method.revoked)}."
        )
    if method.expires is not None and at >= method.expires:
        raise KeyMaterialError(
            "key.expired", f"The key {method.id} expired at {format_time(method.expires)}."
        )
