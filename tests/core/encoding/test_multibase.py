"""Base 58, base64url and multibase: strict, bounded, one spelling for each value."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding import multibase
from mintmark.errors import InputError, LimitError


@given(st.binary(max_size=200))
def test_what_is_written_is_read_back(data):
    assert multibase.base58btc_decode(multibase.base58btc_encode(data)) == data
    assert multibase.base64url_decode(multibase.base64url_encode(data)) == data
    for base in "zu":
        assert multibase.decode(multibase.encode(data, base)) == data


@given(st.text("123ABCabcxyz", max_size=60))
def test_base_58_has_one_spelling(text):
    assert multibase.base58btc_encode(multibase.base58btc_decode(text)) == text


@given(st.text("ABCabc019-_", max_size=60))
def test_base64url_has_one_spelling(text):
    try:
        data = multibase.base64url_decode(text)
    except InputError as error:
        assert error.code in ("multibase.not-canonical", "multibase.bad-length")
        if error.code == "multibase.bad-length":
            assert len(text) % 4 == 1
    else:
        assert multibase.base64url_encode(data) == text


@pytest.mark.parametrize(
    "text, data",
    [  # draft-msporny-base58-03, section 5
        ("2NEpo7TZRRrLZSi2U", b"Hello World!"),
        ("USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
         b"The quick brown fox jumps over the lazy dog."),
        ("11233QC4", bytes.fromhex("0000287fb4cd")),
        ("", b""),
        ("11", b"\0\0"),
    ],
)  # fmt: skip
def test_known_base_58(text, data):
    assert multibase.base58btc_decode(text) == data
    assert multibase.base58btc_encode(data) == text


REFUSED = {
    "zero is no base 58 letter": ("z0", "z1", "multibase.bad-character"),
    "O is no base 58 letter": ("zO", "zo", "multibase.bad-character"),
    "l is no base 58 letter": ("zl", "zL", "multibase.bad-character"),
    "white space": ("z2 ", "z2", "multibase.bad-character"),
    "full width digit": ("z\uff12", "z2", "multibase.bad-character"),
    "padding": ("uAA==", "uAA", "multibase.bad-character"),
    "line feed": ("uAAAA\n", "uAAAA", "multibase.bad-character"),
    "plain base64": ("u+/+/", "u-_-_", "multibase.bad-character"),
    "unused bits of one byte": ("uAB", "uAA", "multibase.not-canonical"),
    "unused bits of two bytes": ("uAAB", "uAAA", "multibase.not-canonical"),
    "one letter left over": ("uAAAAA", "uAAAAAA", "multibase.bad-length"),
    "no letter": ("", "z", "multibase.unknown-base"),
    "hexadecimal": ("f00", "z00"[:1], "multibase.unknown-base"),
    "padded base64": ("MAA==", "uAA", "multibase.unknown-base"),
}


@pytest.mark.parametrize("hostile, benign, code", REFUSED.values(), ids=REFUSED)
def test_refused_with_its_twin(hostile, benign, code):
    with pytest.raises(InputError) as failure:
        multibase.decode(hostile)
    assert failure.value.code == code
    multibase.decode(benign)


def test_only_the_bases_named_are_accepted():
    assert multibase.decode("uAA", bases="u") == b"\0"
    with pytest.raises(InputError) as failure:
        multibase.decode("uAA", bases="z")
    assert failure.value.code == "multibase.unknown-base"
    with pytest.raises(InputError):
        multibase.encode(b"", "m")


def test_lengths_are_bounded():
    most = multibase.base58btc_encode(b"\xff" * 1024)
    assert multibase.base58btc_decode(most) == b"\xff" * 1024
    for hostile in (most + "z", "1" * 1025, "z" * 10_000_000):
        with pytest.raises(LimitError) as failure:
            multibase.base58btc_decode(hostile)
        assert failure.value.code == "multibase.too-long"
    with pytest.raises(LimitError):
        multibase.base58btc_encode(bytes(1025))


def test_a_caller_may_expect_less():
    assert multibase.decode(multibase.encode(bytes(range(64))), max_bytes=64) == bytes(range(64))
    with pytest.raises(LimitError):
        multibase.decode(multibase.encode(bytes(range(65))), max_bytes=64)
    with pytest.raises(LimitError):
        multibase.decode(multibase.encode(bytes(65), "u"), max_bytes=64)
    assert multibase.decode(multibase.encode(bytes(64), "u"), max_bytes=64) == bytes(64)


def test_base64url_is_the_standard_one():
    data = bytes(range(256))
    assert multibase.base64url_encode(data) == base64.urlsafe_b64encode(data).decode().rstrip("=")
