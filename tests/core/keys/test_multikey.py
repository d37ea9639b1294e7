"""Multikeys: one text for one key, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding import multibase
from mintmark.errors import KeyMaterialError, UnavailableError
from mintmark.keys import multikey
from mintmark.keys.curves import CURVES
from mintmark.keys.private_key import generate

KEYS = {kind: generate(kind).public_key for kind in CURVES}


def refused(text: object) -> str:
    with pytest.raises(KeyMaterialError) as caught:
        multikey.read_public(text)
    return caught.value.code


def unknown(text: str) -> bool:
    """Nobody here knows such keys; that does not make them wrong."""
    with pytest.raises(UnavailableError) as caught:
        multikey.read_public(text)
    return caught.value.code == "key.unknown-codec"


@pytest.mark.parametrize(
    ("kind", "start"), [("Ed25519", "z6Mk"), ("P-256", "zDna"), ("P-384", "z82L")]
)
def test_a_multikey_starts_as_its_kind_does(kind: str, start: str) -> None:
    text = multikey.write_public(KEYS[kind])
    assert text.startswith(start)
    assert multikey.read_public(text) == KEYS[kind]


@given(st.sampled_from(list(CURVES)), st.binary(min_size=66, max_size=66))
def test_a_secret_multikey_is_read_again(kind: str, data: bytes) -> None:
    secret = data[: CURVES[kind].secret_size]
    assert multikey.read_secret(multikey.write_secret(kind, secret)) == (kind, secret)


@pytest.mark.parametrize("kind", list(CURVES))
def test_a_public_key_is_no_secret_one_and_the_other_way_round(kind: str) -> None:
    secret = multikey.write_secret(kind, bytes(CURVES[kind].secret_size))
    assert refused(secret) == "key.private-in-public"
    with pytest.raises(KeyMaterialError) as caught:
        multikey.read_secret(multikey.write_public(KEYS[kind]))
    assert caught.value.code == "key.unknown-kind"


def test_malformed_multikeys_are_refused() -> None:
    good = multikey.write_public(KEYS["Ed25519"])
    assert refused(good[1:]) == "key.malformed-multikey"
    assert refused("u" + good[1:]) == "key.malformed-multikey"
    assert refused(good + " ") == "key.malformed-multikey"
    assert refused(good[:-1] + "0") == "key.malformed-multikey"
    assert refused("z" + "2" * 100_000) == "key.malformed-multikey"
    assert refused("") == "key.malformed-multikey"
    assert refused(None) == "key.malformed-multikey"
    assert unknown("z")
    assert multikey.read_public(good) == KEYS["Ed25519"]


def test_a_leading_zero_byte_is_another_key() -> None:
    good = multikey.write_public(KEYS["Ed25519"])
    assert unknown("z1" + good[1:])


def test_codec_and_length_belong_together() -> None:
    ed25519 = KEYS["Ed25519"].raw
    assert refused(multibase.encode(b"\x80\x24" + ed25519)) == "key.wrong-length"
    assert refused(multibase.encode(b"\xed\x01" + ed25519[:-1])) == "key.wrong-length"
    assert refused(multibase.encode(b"\xed\x01" + ed25519 + b"\0")) == "key.wrong-length"
    # The codec not as a varint, and that of secp256k1.
    assert unknown(multibase.encode(b"\xed" + ed25519))
    assert unknown(multibase.encode(b"\xe7\x01" + KEYS["P-256"].raw))


def test_a_secret_of_a_wrong_length_is_refused() -> None:
    with pytest.raises(KeyMaterialError) as caught:
        multikey.write_secret("P-256", bytes(31))
    assert caught.value.code == "key.wrong-length"
    with pytest.raises(KeyMaterialError) as caught:
        multikey.read_secret(multibase.encode(b"\x80\x26" + bytes(31)))
    assert caught.value.code == "key.wrong-length"


@given(st.text(max_size=80))
def test_no_text_makes_reading_raise_anything_foreign(text: str) -> None:
    try:
        key = multikey.read_public(text)
    except KeyMaterialError:
        return
    assert multikey.write_public(key) == text
