"""Public keys as JSON Web Keys (RFC 7517, RFC 7518 section 6.2, RFC 8037 section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.errors import InputError, KeyMaterialError, UnavailableError
from mintmark.keys.curves import ED25519, P256, P384, P521, curve_of
from mintmark.keys.public_key import PublicKey

_PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_KEY_TYPES: Final[Mapping[str, str]] = {ED25519: "OKP", P256: "EC", P384: "EC", P521: "EC"}
_ALGORITHMS: Final[Mapping[str, frozenset[str]]] = {
    ED25519: frozenset({"EdDSA", "Ed25519"}),
    P256: frozenset({"ES256"}),
    P384: frozenset({"ES384"}),
    P521: frozenset({"ES512"}),
}


def write(key: PublicKey) -> dict[str, str]:
    """Return the key's ``kty``, ``crv``, ``x`` and, on a NIST curve, ``y``."""
    members = {"kty": _KEY_TYPES[key.kind], "crv": key.kind}
    if key.kind == ED25519:
        return members | {"x": multibase.base64url_encode(key.raw)}
    x, y = key.coordinates()
    return members | {"x": multibase.base64url_encode(x), "y": multibase.base64url_encode(y)}


def read(jwk: Any) -> PublicKey:
    """Return the key of a public JWK. Members that say nothing about the key are passed over.

    Raises:
        KeyMaterialError: ``key.private-in-public`` where a private member is there,
            ``key.malformed-jwk``, ``key.wrong-length``, ``key.not-a-point``, or
            ``key.not-for-signatures`` where ``use``, ``key_ops`` or ``alg`` say that the key is
            for something else.
        UnavailableError: ``key.unknown-curve``.
    """
    if not isinstance(jwk, Mapping):
        raise _malformed("it is not a JSON object")
    if _PRIVATE_MEMBERS & jwk.keys():
        raise KeyMaterialError(
            "key.private-in-public",
            "A private key stands where a public one belongs.",
            remedy="Publish the key without its private members, and stop using it: it is known.",
        )
    if not isinstance(jwk.get("crv"), str):
        raise _malformed("crv is missing")
    if jwk["crv"] not in _KEY_TYPES:
        raise UnavailableError(
            "key.unknown-curve",
            f"This JSON Web Key is of a kind that is not supported here: {jwk['crv'][:40]!r}.",
            remedy="Supported are Ed25519, P-256, P-384, P-521 and RSA.",
        )
    curve = curve_of(jwk["crv"])
    if jwk.get("kty") != _KEY_TYPES[curve.kind]:
        raise _malformed(f"kty must be {_KEY_TYPES[curve.kind]} for {curve.kind}")
    _check_use(jwk, curve.kind)
    if curve.kind == ED25519:
        return PublicKey(curve.kind, _bytes(jwk, "x"))
    return _point(curve.kind, _bytes(jwk, "x"), _bytes(jwk, "y"))


def _point(kind: str, x: bytes, y: bytes) -> PublicKey:
    size = curve_of(kind).secret_size
    if len(x) != size or len(y) != size:
        raise KeyMaterialError("key.wrong-length", f"x and y must have {size} bytes on {kind}.")
    key = PublicKey(kind, bytes([2 + (y[-1] & 1)]) + x)
    if key.coordinates() != (x, y):
        raise KeyMaterialError("key.not-a-point", f"x and y are no point on {kind}.")
    return key


def _check_use(jwk: Mapping[str, Any], kind: str) -> None:
    operations = jwk.get("key_ops", ["verify"])
    fits = (
        jwk.get("use", "sig") == "sig"
        and isinstance(operations, list)
        and "verify" in operations
        and jwk.get("alg", next(iter(_ALGORITHMS[kind]))) in list(_ALGORITHMS[kind])
    )
    if not fits:
        raise KeyMaterialError(
            "key.not-for-signatures",
            f"By its use, key_ops or alg this {kind} key is not for verifying signatures.",
        )


def _bytes(jwk: Mapping[str, Any], member: str) -> bytes:
    value = jwk.get(member)
    if not isinstance(value, str):
        raise _malformed(f"{member} is missing")
    try:
        return multibase.base64url_decode(value, max_bytes=66)
    except InputError as error:
        raise _malformed(f"{member}: {error.message}") from error


def _malformed(why: str) -> KeyMaterialError:
    return KeyMaterialError(
        "key.malformed-jwk", f"This is no public JSON Web Key: {why.rstrip('.')}."
    )
