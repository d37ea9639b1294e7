"""did:jwk: the identifier is a JSON Web Key in base64url (did:jwk method)."""

from __future__ import annotations

from typing import Final

from mintmark.encoding import multibase, strict_json
from mintmark.errors import InputError, KeyMaterialError
from mintmark.keys import jwk
from mintmark.keys.public_key import PublicKey

PREFIX: Final = "did:jwk:"
_MAX_BYTES: Final = 2048


def write(key: PublicKey) -> str:
    """Return the DID of a key."""
    return PREFIX + multibase.base64url_encode(strict_json.dumps(jwk.write(key)))


def read(did: str) -> PublicKey:
    """Return the key of a DID.

    Raises:
        KeyMaterialError: ``key.wrong-did-method``, ``key.malformed-did``, or why the JWK is
            malformed.
    """
    if not did.startswith(PREFIX):
        raise KeyMaterialError("key.wrong-did-method", f"This is not a did:jwk: {did[:60]!r}.")
    try:
        data = multibase.base64url_decode(did[len(PREFIX) :], max_bytes=_MAX_BYTES)
        value = strict_json.loads(data, max_bytes=_MAX_BYTES, max_depth=4)
    except InputError as error:
        raise KeyMaterialError(
            "key.malformed-did", f"This did:jwk holds no JSON Web Key: {error.message}"
        ) from error
    return jwk.read(value)


def method_id(did: str) -> str:
    """Return the DID URL of the one key."""
    return f"{did}#0"
