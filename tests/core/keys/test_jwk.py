"""Public JSON Web Keys."""

from typing import Any

import pytest

from mintmark.errors import KeyMaterialError, UnavailableError
from mintmark.keys import jwk
from mintmark.keys.curves import CURVES
from mintmark.keys.private_key import generate

KEYS = {kind: generate(kind).public_key for kind in CURVES}
ALGORITHMS = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


def refused(value: object) -> str:
    with pytest.raises(KeyMaterialError) as caught:
        jwk.read(value)
    return caught.value.code


@pytest.fixture(params=list(CURVES))
def good(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(jwk.write(KEYS[request.param]))


def test_a_jwk_is_read_again(good: dict[str, Any]) -> None:
    assert jwk.read(good) == KEYS[good["crv"]]
    used = good | {"kid": "1", "use": "sig", "key_ops": ["verify"], "x5t": "x"}
    assert jwk.read(used | {"alg": ALGORITHMS[good["crv"]]}) == KEYS[good["crv"]]


def test_the_key_of_rfc_8037_appendix_a_2() -> None:
    key = jwk.read(
        {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    )
    assert key.raw.hex().startswith("d75a980182b10ab7")


@pytest.mark.parametrize("member", ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
def test_private_members_are_refused(good: dict[str, Any], member: str) -> None:
    assert refused(good | {member: "AA"}) == "key.private-in-public"


@pytest.mark.parametrize(
    "change",
    [
        {"use": "enc"},
        {"key_ops": ["sign"]},
        {"key_ops": "verify"},
        {"alg": "HS256"},
        {"alg": ["ES256"]},
        {"use": None},
    ],
)
def test_a_key_for_something_else_is_refused(good: dict[str, Any], change: dict[str, Any]) -> None:
    assert refused(good | change) == "key.not-for-signatures"


def test_malformed_keys_are_refused(good: dict[str, Any]) -> None:
    assert refused(good | {"kty": "RSA"}) == "key.malformed-jwk"
    with pytest.raises(UnavailableError) as caught:
        jwk.read(good | {"crv": "secp256k1"})
    assert caught.value.code == "key.unknown-curve"
    assert refused(good | {"crv": None}) == "key.malformed-jwk"
    assert refused(good | {"x": 5}) == "key.malformed-jwk"
    assert refused(good | {"x": good["x"] + "="}) == "key.malformed-jwk"
    assert refused(good | {"x": "A" * 5000}) == "key.malformed-jwk"
    assert refused(good | {"x": "AAAA"}) == "key.wrong-length"
    assert refused({name: value for name, value in good.items() if name != "x"}) == (
        "key.malformed-jwk"
    )
    assert refused([]) == "key.malformed-jwk"


@pytest.mark.parametrize("kind", ["P-256", "P-384"])
def test_x_and_y_must_be_one_point(kind: str) -> None:
    good, other = jwk.write(KEYS[kind]), jwk.write(generate(kind).public_key)
    assert refused(good | {"y": other["y"]}) == "key.not-a-point"
    assert refused(good | {"y": None}) == "key.malformed-jwk"
    assert refused(good | {"y": "AAAA"}) == "key.wrong-length"
