"""RSA public keys, for verifying RS256 only: Open Badges 3.0 asks every verifier for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from mintmark.encoding import multibase
from mintmark.encoding.effort import spend
from mintmark.errors import InputError, KeyMaterialError
from mintmark.keys import jwk
from mintmark.keys.public_key import PublicKey

RSA: Final = "RSA"
MIN_BITS: Final = 2048
MAX_BITS: Final = 8192

_MIN_EXPONENT: Final = 65537
_MAX_EXPONENT: Final = 2**32
_UNITS: Final = 40
"""What verifying one signature costs at most; see ``encoding.effort``."""
_PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


@dataclass(frozen=True, slots=True)
class RsaPublicKey:
    """An RSA public key of bounded cost.

    RFC 7518 section 3.3 asks for 2,048 bits at least. The exponent is odd and from 65,537 up, as
    FIPS 186-5 section A.1.1 has it, and below 2**32: a verification must not cost what the sender
    of a key likes.

    Raises:
        KeyMaterialError: ``key.wrong-length`` or ``key.bad-exponent``.
    """

    modulus: int
    exponent: int

    def __post_init__(self) -> None:
        if not MIN_BITS <= self.modulus.bit_length() <= MAX_BITS or self.modulus % 2 == 0:
            raise KeyMaterialError(
                "key.wrong-length",
                f"An RSA modulus is odd and has {MIN_BITS:,} to {MAX_BITS:,} bits.",
            )
        if not _MIN_EXPONENT <= self.exponent < _MAX_EXPONENT or self.exponent % 2 == 0:
            raise KeyMaterialError(
                "key.bad-exponent", "An RSA exponent is odd, at least 65,537 and below 2**32."
            )

    @property
    def kind(self) -> str:
        """``RSA``."""
        return RSA

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Say whether ``signature`` is this key's over ``data``.

        RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2.2), as long as the modulus.

        Raises:
            UnavailableError: ``input.work-limit``: what is verified has cost too much already.
        """
        spend(_UNITS)
        if len(signature) != (self.modulus.bit_length() + 7) // 8:
            return False
        try:
            key = rsa.RSAPublicNumbers(self.exponent, self.modulus).public_key()
            key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError, UnsupportedAlgorithm):
            return False
        return True


def read_any_jwk(value: Any) -> PublicKey | RsaPublicKey:
    """Return the key of a public JWK of whatever kind is known here.

    Raises:
        KeyMaterialError: as ``jwk.read`` and ``read_jwk``.
    """
    if isinstance(value, Mapping) and value.get("kty") == RSA:
        return read_jwk(value)
    return jwk.read(value)


def read_jwk(value: Mapping[str, Any]) -> RsaPublicKey:
    """Return the key of a public RSA JWK (RFC 7518 section 6.3.1).

    Raises:
        KeyMaterialError: ``key.private-in-public``, ``key.malformed-jwk``, ``key.wrong-length``,
            ``key.bad-exponent``, or ``key.not-for-signatures``.
    """
    if _PRIVATE_MEMBERS & value.keys():
        raise KeyMaterialError(
            "key.private-in-public",
            "A private key stands where a public one belongs.",
            remedy="Publish the key without its private members, and stop using it: it is known.",
        )
    if value.get("kty") != RSA:
        raise _malformed("kty must be RSA")
    operations = value.get("key_ops", ["verify"])
    fits = isinstance(operations, list) and "verify" in operations
    if not fits or value.get("use", "sig") != "sig" or value.get("alg", "RS256") != "RS256":
        raise KeyMaterialError(
            "key.not-for-signatures",
            "By its use, key_ops or alg this RSA key is not for verifying RS256 signatures.",
        )
    return RsaPublicKey(_number(value, "n"), _number(value, "e"))


def _number(value: Mapping[str, Any], member: str) -> int:
    """Read a Base64urlUInt (RFC 7518 section 2): big-endian, no zero byte in front."""
    text = value.get(member)
    if not isinstance(text, str):
        raise _malformed(f"{member} is missing")
    try:
        data = multibase.base64url_decode(text, max_bytes=MAX_BITS // 8)
    except InputError as error:
        raise _malformed(f"{member}: {error.message}") from error
    if data[:1] in (b"", b"\0"):
        raise _malformed(f"{member} is empty or has a zero byte in front")
    return int.from_bytes(data, "big")


def _malformed(why: str) -> KeyMaterialError:
    return KeyMaterialError(
        "key.malformed-jwk", f"This is no public JSON Web Key: {why.rstrip('.')}."
    )
