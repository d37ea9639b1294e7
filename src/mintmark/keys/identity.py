"""Whom a key speaks for: giving it a DID, and the document that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mintmark.errors import KeyMaterialError
from mintmark.keys import did_jwk, did_key, did_web, multikey
from mintmark.keys.private_key import PrivateKey
from mintmark.keys.urls import is_method_id


def as_did_key(key: PrivateKey) -> PrivateKey:
    """Return the key as its own did:key, which needs no document."""
    did = did_key.write(key.public_key)
    return replace(key, controller=did, verification_method=did_key.method_id(did))


def as_did_jwk(key: PrivateKey) -> PrivateKey:
    """Return the key as its own did:jwk, which needs no document."""
    did = did_jwk.write(key.public_key)
    return replace(key, controller=did, verification_method=did_jwk.method_id(did))


def as_did_web(
    key: PrivateKey,
    domain: str,
    path: Sequence[str] = (),
    *,
    port: int | None = None,
    fragment: str = "key-1",
) -> PrivateKey:
    """Return the key as ``fragment`` of a did:web; ``did_document`` is to be published for it.

    Raises:
        KeyMaterialError: ``key.malformed-did`` or ``key.malformed-method-id``.
    """
    did = did_web.write(domain, path, port=port)
    method_id = f"{did}#{fragment}"
    if not is_method_id(method_id):
        raise KeyMaterialError(
            "key.malformed-method-id", f"A key cannot be called {fragment[:60]!r}."
        )
    return replace(key, controller=did, verification_method=method_id)


def did_document(*keys: PrivateKey) -> dict[str, Any]:
    """Return the DID document that lists the keys of one controller for assertions.

    For a did:web it belongs at ``did_web.to_url(did)``.

    Raises:
        KeyMaterialError: ``key.wrong-controller`` where the keys speak for several, or for nobody.
    """
    controllers = {key.controller for key in keys}
    if len(controllers) != 1:
        raise KeyMaterialError(
            "key.wrong-controller", "A document is about the keys of exactly one controller."
        )
    (controller,) = controllers
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": controller,
        "verificationMethod": [
            {
                "id": key.verification_method,
                "type": "Multikey",
                "controller": controller,
                "publicKeyMultibase": multikey.write_public(key.public_key),
            }
            for key in keys
        ],
        "assertionMethod": [key.verification_method for key in keys],
    }
