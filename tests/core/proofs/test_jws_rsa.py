"""RSA public keys, for RS256."""

from typing import Any

import pytest

from mintmark.errors import KeyMaterialError
from mintmark.keys import jwk
from mintmark.keys.rsa import RsaPublicKey, read_any_jwk, read_jwk
from tokens import ED25519, RsaSigner, b64

SIGNER = RsaSigner()


def test_an_rsa_key_is_read_and_verifies() -> None:
    key = read_any_jwk({**SIGNER.jwk, "use": "sig", "alg": "RS256", "kid": "1"})
    assert key == SIGNER.public_key
    assert key.kind == "RSA"
    signature = SIGNER.sign(b"data")
    assert key.verify(signature, b"data")
    assert not key.verify(signature, b"other")
    assert not key.verify(b"\0" + signature, b"data")
    assert not key.verify(signature[:-1], b"data")
    assert not key.verify(bytes(256), b"data")
    assert not key.verify(b"\xff" * 256, b"data")


def test_other_kinds_are_still_read() -> None:
    assert read_any_jwk(jwk.write(ED25519.public_key)) == ED25519.public_key
    with pytest.raises(KeyMaterialError):
        read_any_jwk("no key")


def number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"d": "AAAA"}, "key.private-in-public"),
        ({"kty": "EC"}, "key.malformed-jwk"),
        ({"n": None}, "key.malformed-jwk"),
        ({"n": ""}, "key.malformed-jwk"),
        ({"n": SIGNER.jwk["n"] + "="}, "key.malformed-jwk"),
        ({"e": "AAEAAQ"}, "key.malformed-jwk"),
        ({"e": 65537}, "key.malformed-jwk"),
        ({"n": number(2**1023 + 1)}, "key.wrong-length"),
        ({"n": number(2**8192 - 1) + "AA"}, "key.malformed-jwk"),
        ({"n": number(2**2048 - 2)}, "key.wrong-length"),
        ({"e": number(1)}, "key.bad-exponent"),
        ({"e": number(3)}, "key.bad-exponent"),
        ({"e": number(65538)}, "key.bad-exponent"),
        ({"e": number(2**32 + 1)}, "key.bad-exponent"),
        ({"use": "enc"}, "key.not-for-signatures"),
        ({"alg": "RS512"}, "key.not-for-signatures"),
        ({"key_ops": ["encrypt"]}, "key.not-for-signatures"),
        ({"key_ops": "verify"}, "key.not-for-signatures"),
    ],
)
def test_an_unfit_rsa_key_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        read_jwk({**SIGNER.jwk, **changes})
    assert caught.value.code == code


def test_a_modulus_that_is_no_product_of_primes_costs_little_and_verifies_nothing() -> None:
    assert not RsaPublicKey(2**8192 - 1, 2**32 - 1).verify(bytes(1024), b"data")
