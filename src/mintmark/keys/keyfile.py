"""A private key and whom it speaks for, as the text of a file."""

from __future__ import annotations

import json
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec

from mintmark.encoding import strict_json
from mintmark.errors import InputError
from mintmark.keys import did_jwk, did_key, pkcs8
from mintmark.keys.curves import ECDSA, ED25519, curve_of
from mintmark.keys.private_key import PrivateKey, Secret
from mintmark.keys.urls import is_method_id

_MEMBERS: Final = frozenset({"id", "verificationMethod", "kind", "privateKey"})
_MAX_BYTES: Final = 64 * 1024


def dumps(key: PrivateKey, passphrase: str | None = None) -> str:
    """Return the text of a key file; the private key is encrypted where a passphrase is given.

    JSON: ``id`` (the DID), ``verificationMethod`` (the DID URL), ``kind`` and ``privateKey``
    (PKCS#8 in PEM).

    Raises:
        KeyMaterialError: ``key.unfit-passphrase``.
    """
    members = {
        "id": key.controller,
        "verificationMethod": key.verification_method,
        "kind": key.kind,
        "privateKey": pkcs8.write(key.secret, passphrase),
    }
    return json.dumps(members, indent=2) + "\n"


def loads(text: str | bytes, passphrase: str | None = None) -> PrivateKey:
    """Return the key in the text of a key file.

    Raises:
        KeyMaterialError: ``key.passphrase-missing``, ``key.passphrase-wrong``,
            ``key.unknown-kind``, or ``key.malformed-key-file``, also where a did:key or did:jwk
            is not that of the key.
    """
    members = _members(text)
    kind = curve_of(members["kind"]).kind
    secret = pkcs8.read(members["privateKey"], passphrase)
    if _kind_of(secret) != kind:
        raise pkcs8.malformed(f"its private key is not one for {kind}")
    key = PrivateKey(kind, members["id"], members["verificationMethod"], secret)
    _check_identity(key)
    return key


def _members(text: str | bytes) -> dict[str, str]:
    try:
        value: Any = strict_json.loads(text, max_bytes=_MAX_BYTES, max_depth=2)
    except InputError as error:
        raise pkcs8.malformed(error.message.rstrip(".")) from error
    if not isinstance(value, dict) or value.keys() != _MEMBERS:
        raise pkcs8.malformed(f"it must have the members {', '.join(sorted(_MEMBERS))}")
    if not all(isinstance(member, str) for member in value.values()):
        raise pkcs8.malformed("its members must be text")
    return value


def _kind_of(secret: Secret) -> str | None:
    if not isinstance(secret, ec.EllipticCurvePrivateKey):
        return ED25519
    names = {curve.name: kind for kind, (curve, _) in ECDSA.items()}
    return names.get(secret.curve.name)


def _check_identity(key: PrivateKey) -> None:
    if not is_method_id(key.verification_method):
        raise pkcs8.malformed("its verificationMethod is no address of a key")
    for method in (did_key, did_jwk):
        if key.controller.startswith(method.PREFIX) and (
            method.read(key.controller) != key.public_key
            or method.method_id(key.controller) != key.verification_method
        ):
            raise pkcs8.malformed("its id is that of another key")
