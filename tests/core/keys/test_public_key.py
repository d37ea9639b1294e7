"""Public keys: only real points, only exact signatures. EU-M: metadata unforgeable (DIG-10)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.errors import KeyMaterialError
from mintmark.keys import edwards
from mintmark.keys.curves import CURVES, ECDSA
from mintmark.keys.private_key import PrivateKey, from_secret_bytes, generate
from mintmark.keys.public_key import PublicKey

GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
KEYS = {kind: generate(kind) for kind in CURVES}
MESSAGE = b"a loaf of bread"

# The eight points whose order divides 8, in their canonical encodings.
SMALL_ORDER = [
    (y | sign << 255).to_bytes(32, "little")
    for y in sorted(edwards.SMALL_ORDER_Y)
    for sign in (0, 1)
]


@pytest.fixture(params=list(CURVES))
def key(request: pytest.FixtureRequest) -> PrivateKey:
    return KEYS[request.param]


def refused(kind: str, raw: bytes) -> str:
    with pytest.raises(KeyMaterialError) as caught:
        PublicKey(kind, raw)
    return caught.value.code


def test_a_signature_holds_for_its_message_alone(key: PrivateKey) -> None:
    signature = key.sign(MESSAGE)
    assert len(signature) == CURVES[key.kind].signature_size
    assert key.public_key.verify(signature, MESSAGE)
    assert not key.public_key.verify(signature, MESSAGE + b".")
    assert not generate(key.kind).public_key.verify(signature, MESSAGE)


def test_signatures_are_repeatable(key: PrivateKey) -> None:
    assert key.sign(MESSAGE) == key.sign(MESSAGE)


@pytest.mark.parametrize("change", [b"", b"\0"], ids=["too short", "too long"])
def test_a_signature_has_its_exact_length(key: PrivateKey, change: bytes) -> None:
    signature = key.sign(MESSAGE)
    other = signature + change if change else signature[:-1]
    assert not key.public_key.verify(other, MESSAGE)
    assert not key.public_key.verify(b"", MESSAGE)


@given(position=st.integers(0, 95), flip=st.integers(1, 255), kind=st.sampled_from(list(CURVES)))
@settings(max_examples=60)
def test_one_flipped_byte_never_verifies(position: int, flip: int, kind: str) -> None:
    signature = bytearray(KEYS[kind].sign(MESSAGE))
    signature[position % len(signature)] ^= flip
    assert not KEYS[kind].public_key.verify(bytes(signature), MESSAGE)


def test_the_first_vector_of_rfc_8032_section_7_1() -> None:
    key = from_secret_bytes(
        "Ed25519",
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
    )
    assert key.public_key.raw.hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_an_s_that_is_not_reduced_is_refused() -> None:
    key = KEYS["Ed25519"]
    signature = key.sign(MESSAGE)
    s = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    assert not key.public_key.verify(signature[:32] + s.to_bytes(32, "little"), MESSAGE)


def test_there_are_eight_points_of_small_order() -> None:
    """Doubling a point with d*y**4 + 2*y**2 = 1 gives y = 0, a point of order 4."""
    order_8 = sorted(edwards.SMALL_ORDER_Y - {0, 1, edwards.PRIME - 1})
    assert len(order_8) == 2
    for y in order_8:
        assert (edwards.D * y**4 + 2 * y * y - 1) % edwards.PRIME == 0


@pytest.mark.parametrize("raw", SMALL_ORDER, ids=lambda raw: raw.hex()[:6] + raw.hex()[-2:])
def test_a_key_of_small_order_is_refused(raw: bytes) -> None:
    assert refused("Ed25519", raw) == "key.not-a-point"


def test_an_r_of_small_order_is_refused() -> None:
    """With S = h*a the equation holds for R = identity, whoever knows the private key."""
    for raw in SMALL_ORDER:
        assert not KEYS["Ed25519"].public_key.verify(raw + bytes(32), MESSAGE)


def test_an_r_of_small_order_that_fits_is_refused() -> None:
    import hashlib

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    seed = bytes(range(32))
    key = from_secret_bytes("Ed25519", seed)
    digest = bytearray(hashlib.sha512(seed).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 63 | 64
    identity = (1).to_bytes(32, "little")
    h = int.from_bytes(hashlib.sha512(identity + key.public_key.raw + MESSAGE).digest(), "little")
    s = h * int.from_bytes(digest, "little") % GROUP_ORDER
    signature = identity + s.to_bytes(32, "little")
    # OpenSSL takes it (or the test says nothing), we do not.
    Ed25519PublicKey.from_public_bytes(key.public_key.raw).verify(signature, MESSAGE)
    assert not key.public_key.verify(signature, MESSAGE)
    assert key.public_key.verify(key.sign(MESSAGE), MESSAGE)


@pytest.mark.parametrize("y", [edwards.PRIME, edwards.PRIME + 1, edwards.PRIME + 3, 2**255 - 1])
def test_a_y_that_is_not_reduced_is_refused(y: int) -> None:
    assert refused("Ed25519", y.to_bytes(32, "little")) == "key.not-a-point"


def test_bytes_off_the_curve_are_refused() -> None:
    assert refused("Ed25519", (2).to_bytes(32, "little")) == "key.not-a-point"
    off = next(x for x in range(1, 50) if not _on_p256(x))
    assert refused("P-256", b"\x02" + off.to_bytes(32, "big")) == "key.not-a-point"
    on = next(x for x in range(1, 50) if _on_p256(x))
    assert PublicKey("P-256", b"\x02" + on.to_bytes(32, "big")).kind == "P-256"


def _on_p256(x: int) -> bool:
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    return pow(x**3 - 3 * x + b, (prime - 1) // 2, prime) == 1


@pytest.mark.parametrize("kind", ["P-256", "P-384"])
def test_a_nist_point_is_compressed(kind: str) -> None:
    raw = KEYS[kind].public_key.raw
    for lead in (0, 1, 4, 5, 6):
        assert refused(kind, bytes([lead]) + raw[1:]) == "key.not-a-point"
    assert PublicKey(kind, bytes([raw[0] ^ 1]) + raw[1:]) != KEYS[kind].public_key


def test_a_key_has_its_exact_length(key: PrivateKey) -> None:
    raw = key.public_key.raw
    assert refused(key.kind, raw[:-1]) == "key.wrong-length"
    assert refused(key.kind, raw + b"\0") == "key.wrong-length"
    assert refused(key.kind, b"") == "key.wrong-length"


def test_a_key_is_of_a_known_kind() -> None:
    assert refused("secp256k1", bytes(33)) == "key.unknown-kind"
    with pytest.raises(KeyMaterialError, match="no kind of key"):
        generate("RSA")


@pytest.mark.parametrize("kind", list(ECDSA))
def test_r_and_s_lie_between_zero_and_the_order(kind: str) -> None:
    key = KEYS[kind]
    signature = key.sign(MESSAGE)
    half = len(signature) // 2
    for bad in (bytes(half), b"\xff" * half):
        assert not key.public_key.verify(bad + signature[half:], MESSAGE)
        assert not key.public_key.verify(signature[:half] + bad, MESSAGE)
    assert key.public_key.verify(signature, MESSAGE)


def test_a_key_of_another_kind_does_not_verify() -> None:
    """P-256 and Ed25519 signatures are equally long."""
    assert not KEYS["P-256"].public_key.verify(KEYS["Ed25519"].sign(MESSAGE), MESSAGE)
    assert not KEYS["Ed25519"].public_key.verify(KEYS["P-256"].sign(MESSAGE), MESSAGE)


def test_a_secret_lies_on_its_curve() -> None:
    for bad in (bytes(32), b"\xff" * 32):
        with pytest.raises(KeyMaterialError) as caught:
            from_secret_bytes("P-256", bad)
        assert caught.value.code == "key.bad-secret"
    with pytest.raises(KeyMaterialError) as caught:
        from_secret_bytes("P-384", bytes(32))
    assert caught.value.code == "key.wrong-length"
    assert from_secret_bytes("P-256", (1).to_bytes(32, "big")).public_key.raw[0] in (2, 3)


def test_a_private_key_is_never_printed(key: PrivateKey) -> None:
    assert "secret" not in repr(key)


@given(st.binary(max_size=100), st.binary(max_size=40))
def test_no_bytes_make_verify_raise(signature: bytes, data: bytes) -> None:
    for key in KEYS.values():
        assert not key.public_key.verify(signature, data)


@given(st.binary(min_size=32, max_size=32))
def test_every_generated_ed25519_key_is_sound(seed: bytes) -> None:
    key = from_secret_bytes("Ed25519", seed)
    assert key.public_key.verify(key.sign(seed), seed)
