"""A public key: bytes that are known to be a point, and what verifies with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mintmark.encoding.effort import spend
from mintmark.errors import KeyMaterialError
from mintmark.keys import ed25519
from mintmark.keys.curves import ECDSA, ED25519, P256, P384, P521, curve_of
from mintmark.keys.edwards import has_small_order, is_sound_point

_UNITS: Final = {ED25519: 6, P256: 6, P384: 35, P521: 55}
"""What verifying one signature costs; see ``encoding.effort``."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that has been checked: there is none that is not a point of its curve.

    Attributes:
        kind: ``Ed25519``, ``P-256`` or ``P-384``.
        raw: 32 bytes (RFC 8032), or a compressed point (SEC 1) of 33 or 49.

    Raises:
        KeyMaterialError: ``key.unknown-kind``, ``key.wrong-length`` or ``key.not-a-point``, the
            last also for the points of small order on curve25519.
    """

    kind: str
    raw: bytes

    def __post_init__(self) -> None:
        curve = curve_of(self.kind)
        if len(self.raw) != curve.public_size:
            raise KeyMaterialError(
                "key.wrong-length",
                f"A public key on {self.kind} has {curve.public_size} bytes, this one has "
                f"{len(self.raw)}.",
            )
        if not self._is_point():
            raise KeyMaterialError(
                "key.not-a-point", f"These bytes are no usable public key on {self.kind}."
            )

    def _is_point(self) -> bool:
        if self.kind == ED25519:
            return is_sound_point(self.raw)
        try:
            self._ecdsa_key()
        except (ValueError, UnsupportedAlgorithm):
            return False
        return True

    def _ecdsa_key(self) -> ec.EllipticCurvePublicKey:
        return ec.EllipticCurvePublicKey.from_encoded_point(ECDSA[self.kind][0], self.raw)

    def coordinates(self) -> tuple[bytes, bytes]:
        """Return x and y of a NIST point, each as long as the field (RFC 7518 section 6.2.1)."""
        size = curve_of(self.kind).secret_size
        point = self._ecdsa_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return point[1 : 1 + size], point[1 + size :]

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Say whether ``signature`` is this key's over ``data``.

        Ed25519 (RFC 8032 section 5.1.7): 64 bytes, R || S, S reduced, R a point of large order.
        P-256 with SHA-256 and P-384 with SHA-384 (FIPS 186-5): r || s, 64 and 96 bytes.

        Raises:
            UnavailableError: ``input.work-limit``: what is verified has cost too much already.
        """
        spend(_UNITS[self.kind])
        if len(signature) != curve_of(self.kind).signature_size:
            return False
        try:
            if self.kind == ED25519:
                return self._verify_ed25519(signature, data)
            self._verify_ecdsa(signature, data)
        except InvalidSignature:
            return False
        return True

    def _verify_ed25519(self, signature: bytes, data: bytes) -> bool:
        # R is worked out anew and its bytes compared: an R that verifies is the one encoding of a
        # point of the curve. What is left to refuse here is one of small order.
        return not has_small_order(signature[:32]) and ed25519.verify(self.raw, signature, data)

    def _verify_ecdsa(self, signature: bytes, data: bytes) -> None:
        half = len(signature) // 2
        r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
        self._ecdsa_key().verify(encode_dss_signature(r, s), data, ec.ECDSA(ECDSA[self.kind][1]))
