"""A private key in memory that speaks for one controller."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mintmark.errors import KeyMaterialError
from mintmark.keys import did_key
from mintmark.keys.curves import ECDSA, ED25519, curve_of
from mintmark.keys.public_key import PublicKey

Secret: TypeAlias = Ed25519PrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key and the address of its public half: a ``ports.Signer``.

    Attributes:
        kind: ``Ed25519``, ``P-256`` or ``P-384``.
        controller: the DID that the key speaks for.
        verification_method: the DID URL of the public key in the controller's document.
        secret: the key itself; never printed.
    """

    kind: str
    controller: str
    verification_method: str
    secret: Secret = field(repr=False)

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        return public_half(self.kind, self.secret)

    def sign(self, data: bytes) -> bytes:
        """Return the signature over ``data``: 64 bytes (Ed25519, P-256: r || s) or 96 (P-384).

        ECDSA is deterministic (RFC 6979), so that no signature hangs on the quality of a random
        number.
        """
        if isinstance(self.secret, Ed25519PrivateKey):
            return self.secret.sign(data)
        algorithm = ec.ECDSA(ECDSA[self.kind][1], deterministic_signing=True)
        size = curve_of(self.kind).secret_size
        r, s = decode_dss_signature(self.secret.sign(data, algorithm))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def public_half(kind: str, secret: Secret) -> PublicKey:
    """Return the public key that belongs to ``secret``."""
    if isinstance(secret, Ed25519PrivateKey):
        return PublicKey(kind, secret.public_key().public_bytes_raw())
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return PublicKey(kind, point)


def generate(kind: str = ED25519) -> PrivateKey:
    """Make a new key. It speaks as its own did:key until it is given another identity.

    Raises:
        KeyMaterialError: ``key.unknown-kind``.
    """
    curve_of(kind)
    if kind == ED25519:
        return _as_did_key(kind, Ed25519PrivateKey.generate())
    return _as_did_key(kind, ec.generate_private_key(ECDSA[kind][0]))


def from_secret_bytes(kind: str, secret: bytes) -> PrivateKey:
    """Return the key with this seed (Ed25519: 32 bytes) or scalar (P-256: 32, P-384: 48).

    It speaks as its own did:key until it is given another identity.

    Raises:
        KeyMaterialError: ``key.unknown-kind``, ``key.wrong-length``, or ``key.bad-secret`` for a
            scalar that is zero or not below the order of the curve.
    """
    if len(secret) != curve_of(kind).secret_size:
        raise KeyMaterialError("key.wrong-length", f"This secret key is not one for {kind}.")
    if kind == ED25519:
        return _as_did_key(kind, Ed25519PrivateKey.from_private_bytes(secret))
    try:
        scalar = ec.derive_private_key(int.from_bytes(secret, "big"), ECDSA[kind][0])
    except (ValueError, UnsupportedAlgorithm):
        raise KeyMaterialError("key.bad-secret", f"This secret key is not on {kind}.") from None
    return _as_did_key(kind, scalar)


def _as_did_key(kind: str, secret: Secret) -> PrivateKey:
    did = did_key.write(public_half(kind, secret))
    return PrivateKey(kind, did, did_key.method_id(did), secret)
