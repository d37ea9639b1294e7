"""Tokens to test with: keys, and a way to forge any header and payload."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from mintmark.encoding.multibase import base64url_decode, base64url_encode
from mintmark.keys import jwk
from mintmark.keys.controller_document import ControllerDocument, parse_document
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.keys.rsa import RsaPublicKey

ED25519 = from_secret_bytes("Ed25519", bytes(range(32)))
OTHER = from_secret_bytes("Ed25519", bytes(range(1, 33)))
P256 = from_secret_bytes("P-256", bytes(range(1, 33)))
P384 = from_secret_bytes("P-384", bytes(range(1, 49)))


class RsaSigner:
    """RS256, which the product verifies and does not sign with."""

    kind = "RSA"
    controller = "https://issuer.example"
    verification_method = "https://issuer.example#rsa"

    def __init__(self, bits: int = 2048) -> None:
        self._secret = rsa.generate_private_key(65537, bits)
        numbers = self._secret.public_key().public_numbers()
        self.public_key = RsaPublicKey(numbers.n, numbers.e)
        self.jwk = {"kty": "RSA", "n": _unsigned(numbers.n), "e": _unsigned(numbers.e)}

    def sign(self, data: bytes) -> bytes:
        return self._secret.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _unsigned(value: int) -> str:
    return base64url_encode(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def b64(value: Any) -> str:
    """Return text, bytes, or JSON as base64url."""
    if isinstance(value, str):
        value = value.encode()
    return base64url_encode(value if isinstance(value, bytes) else json.dumps(value).encode())


def forge(header: Any, payload: Any, key: Any = ED25519) -> str:
    """Return a compact JWS with any header at all, truly signed by ``key``."""
    signing_input = f"{b64(header)}.{b64(payload)}"
    return f"{signing_input}.{base64url_encode(key.sign(signing_input.encode()))}"


def payload_of(token: str) -> dict[str, Any]:
    """Return the payload of a JWS or SD-JWT, without any check."""
    return json.loads(base64url_decode(token.split("~")[0].split(".")[1]))


def header_of(token: str) -> dict[str, Any]:
    """Return the header of a JWS or SD-JWT, without any check."""
    return json.loads(base64url_decode(token.split(".")[0]))


def salts() -> Callable[[], str]:
    """Return what gives a new salt at each call, the same ones in every run."""
    numbers: Iterator[int] = iter(range(10**6))
    return lambda: base64url_encode(next(numbers).to_bytes(16, "big"))


def document_of(*keys: PrivateKey, controller: str, **jwk_members: str) -> ControllerDocument:
    """Return a controller document that lists keys as #key-0, #key-1 ... for everything."""
    methods = [
        {
            "id": f"{controller}#key-{number}",
            "type": "JsonWebKey",
            "controller": controller,
            "publicKeyJwk": {**jwk.write(key.public_key), **jwk_members},
        }
        for number, key in enumerate(keys)
    ]
    ids = [method["id"] for method in methods]
    return parse_document(
        {
            "id": controller,
            "verificationMethod": methods,
            "assertionMethod": ids,
            "authentication": ids,
        },
        controller,
    )
