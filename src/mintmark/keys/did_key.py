"""did:key: the identifier is the key (did:key method, version 0.9)."""

from __future__ import annotations

from typing import Final

from mintmark.errors import KeyMaterialError
from mintmark.keys import multikey
from mintmark.keys.public_key import PublicKey

PREFIX: Final = "did:key:"


def write(key: PublicKey) -> str:
    """Return the DID of a key."""
    return PREFIX + multikey.write_public(key)


def read(did: str) -> PublicKey:
    """Return the key of a DID.

    Raises:
        KeyMaterialError: ``key.wrong-did-method``, or why the key is malformed.
    """
    if not did.startswith(PREFIX):
        raise KeyMaterialError("key.wrong-did-method", f"This is not a did:key: {did[:60]!r}.")
    return multikey.read_public(did[len(PREFIX) :])


def method_id(did: str) -> str:
    """Return the DID URL of the one key: the key again as the fragment."""
    return f"{did}#{did[len(PREFIX) :]}"
