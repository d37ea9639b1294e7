"""The strict CBOR of proof values. Hostile bytes, each beside its benign twin."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.errors import InputError, LimitError, MintmarkError, UsageError
from mintmark.proofs.strict_cbor import dumps, loads

NUMBERS = st.integers(0, 2**64 - 1)
ATOMS = NUMBERS | st.binary(max_size=300) | st.text(st.characters(codec="utf-8"), max_size=40)
FLAT = st.lists(ATOMS, max_size=30) | st.dictionaries(NUMBERS, ATOMS, max_size=8)
ITEMS = ATOMS | FLAT | st.lists(ATOMS | FLAT, max_size=5)


@given(ITEMS)
def test_what_is_written_is_read(item: Any) -> None:
    assert loads(dumps(item)) == item


@given(st.binary(max_size=40))
def test_any_bytes_are_read_in_one_spelling_or_refused(data: bytes) -> None:
    try:
        item = loads(data)
    except InputError:
        return
    written = dumps(item)
    assert len(written) == len(data)
    assert sorted(written) == sorted(data)  # only the order of a map's keys is free


@pytest.mark.parametrize(
    ("item", "data"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (256, "190100"),
        (65535, "19ffff"),
        (65536, "1a00010000"),
        (2**32, "1b0000000100000000"),
        (2**64 - 1, "1bffffffffffffffff"),
        (b"\1\2\3\4", "4401020304"),
        ("ü", "62c3bc"),
        ([], "80"),
        ([1, [2, 3]], "8201820203"),
        ({}, "a0"),
        ({1: 2, 3: 4}, "a201020304"),
        (
            list(range(1, 26)),
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        ),
    ],
)
def test_examples_of_the_specification(item: Any, data: str) -> None:
    """RFC 8949, appendix A, where it has them."""
    assert dumps(item).hex() == data
    assert loads(bytes.fromhex(data)) == item


HOSTILE = [
    ("an integer in two bytes", "1817", "17", "cbor.not-canonical"),
    ("an integer in three", "1900ff", "18ff", "cbor.not-canonical"),
    ("an integer in five", "1a0000ffff", "19ffff", "cbor.not-canonical"),
    ("an integer in nine", "1b00000000ffffffff", "1affffffff", "cbor.not-canonical"),
    ("a length in two bytes", "580101", "4101", "cbor.not-canonical"),
    ("a count in two bytes", "980100", "8100", "cbor.not-canonical"),
    ("a map key in two bytes", "a1180000", "a10000", "cbor.not-canonical"),
    ("indefinite bytes", "5f4101ff", "4101", "cbor.indefinite-length"),
    ("indefinite text", "7f6161ff", "6161", "cbor.indefinite-length"),
    ("an indefinite array", "9f00ff", "8100", "cbor.indefinite-length"),
    ("an indefinite map", "bf0000ff", "a10000", "cbor.indefinite-length"),
    ("a lone break", "ff", "00", "cbor.indefinite-length"),
    ("a byte too many", "0000", "00", "cbor.trailing-bytes"),
    ("a second item", "8080", "80", "cbor.trailing-bytes"),
    ("nothing", "", "00", "cbor.truncated"),
    ("half a number", "19ff", "19ffff", "cbor.truncated"),
    ("half a byte string", "420a", "410a", "cbor.truncated"),
    ("an array cut short", "8200", "820000", "cbor.truncated"),
    ("a map without its last value", "a20000" + "01", "a200000100", "cbor.truncated"),
    ("bytes of 2**64-1", "5bffffffffffffffff", "40", "cbor.truncated"),
    ("an array of 2**64-1", "9bffffffffffffffff", "80", "cbor.truncated"),
    ("a map of 2**63", "bb8000000000000000", "a0", "cbor.truncated"),
    ("a key twice", "a200000001", "a200000101", "cbor.duplicate-key"),
    ("a key of bytes", "a1410000", "a10000", "cbor.unsupported"),
    ("a key that is an array", "a1800000", "a10000", "cbor.unsupported"),
    ("a tag", "d84041ff", "41ff", "cbor.unsupported"),
    ("a negative number", "20", "00", "cbor.unsupported"),
    ("false", "f4", "00", "cbor.unsupported"),
    ("null", "f6", "00", "cbor.unsupported"),
    ("a float", "f93c00", "01", "cbor.unsupported"),
    ("a reserved length", "1c", "17", "cbor.unsupported"),
    ("text that is not UTF-8", "61ff", "6161", "cbor.not-utf-8"),
    ("text with a surrogate", "63eda080", "63e282ac", "cbor.not-utf-8"),
]


@pytest.mark.parametrize(
    ("data", "twin", "code"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE]
)
def test_tricks_are_refused(data: str, twin: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        loads(bytes.fromhex(data))
    assert caught.value.code == code
    loads(bytes.fromhex(twin))


def test_depth_is_bounded() -> None:
    assert loads(bytes.fromhex("8181818100")) == [[[[0]]]]
    for deep in (b"\x81" * 5 + b"\0", b"\x81" * 1_000_000 + b"\0", b"\xa1\0" * 100_000 + b"\0"):
        with pytest.raises(LimitError) as caught:
            loads(deep)
        assert caught.value.code == "cbor.too-deep"


@pytest.mark.parametrize("item", [-(2**64) - 1, 2**64, 1.5, None, True, [None]])
def test_what_has_no_form_here_is_not_written(item: Any) -> None:
    with pytest.raises(UsageError) as caught:
        dumps(item)
    assert caught.value.code == "cbor.not-writable"


@given(ITEMS, st.data())
def test_a_cut_item_is_refused(item: Any, data: st.DataObject) -> None:
    written = dumps(item)
    size = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(MintmarkError):
        loads(written[:size])
