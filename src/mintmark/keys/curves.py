"""The three kinds of keys, with their sizes: what every other file here looks up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from mintmark.errors import KeyMaterialError

ED25519: Final = "Ed25519"
P256: Final = "P-256"
P384: Final = "P-384"
P521: Final = "P-521"


@dataclass(frozen=True, slots=True)
class Curve:
    """One kind of key; sizes in bytes.

    Attributes:
        public_size: of the public key: 32 (Ed25519), or a compressed point (SEC 1 section 2.3.3).
        secret_size: of the secret seed (Ed25519) or scalar.
        signature_size: of a signature (RFC 8032 section 5.1.6, or r || s: RFC 7518 section 3.4).
    """

    kind: str
    public_size: int
    secret_size: int
    signature_size: int


CURVES: Final[Mapping[str, Curve]] = MappingProxyType(
    {
        ED25519: Curve(ED25519, 32, 32, 64),
        P256: Curve(P256, 33, 32, 64),
        P384: Curve(P384, 49, 48, 96),
        P521: Curve(P521, 67, 66, 132),
    }
)

ECDSA: Final[Mapping[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]]] = MappingProxyType(
    {
        P256: (ec.SECP256R1(), hashes.SHA256()),
        P384: (ec.SECP384R1(), hashes.SHA384()),
        P521: (ec.SECP521R1(), hashes.SHA512()),
    }
)
"""The curve and the hash of ECDSA (FIPS 186-5), for the kinds that sign with it."""


def curve_of(kind: str) -> Curve:
    """Return the curve of a kind of key.

    Raises:
        KeyMaterialError: ``key.unknown-kind``.
    """
    try:
        return CURVES[kind]
    except (KeyError, TypeError):
        raise KeyMaterialError(
            "key.unknown-kind",
            f"There is no kind of key called {str(kind)[:40]!r}.",
            remedy=f"Use one of {', '.join(CURVES)}.",
        ) from None
