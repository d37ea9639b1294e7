"""Credentials in PNG images (Open Badges 3.0, section 5.3.1)."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.carriers import png
from mintmark.carriers.payload import MAX_CREDENTIAL_BYTES
from mintmark.errors import CarrierError, LimitError, MintmarkError

CREDENTIAL = '{"type":["VerifiableCredential"],"name":"Brotbäckerin"}'.encode()
JWT = b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6MX0.c2ln"


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    crc = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + crc


def itxt(keyword: bytes, text: bytes, *, flag: int = 0, language: bytes = b"") -> bytes:
    return chunk(b"iTXt", keyword + b"\0" + bytes([flag, 0]) + language + b"\0\0" + text)


HEADER = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\x7f"))
END = chunk(b"IEND")
IMAGE = png.SIGNATURE + HEADER + chunk(b"gAMA", b"\0\0\xb1\x8f") + PIXELS + END


def image(*chunks: bytes, end: bytes = END) -> bytes:
    return png.SIGNATURE + HEADER + b"".join(chunks) + PIXELS + end


def code_of(data: bytes) -> str:
    with pytest.raises(CarrierError) as caught:
        png.extract(data)
    return caught.value.code


JSON_TEXTS = st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=5).map(
    lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
)


@given(JSON_TEXTS)
def test_what_is_put_in_comes_out_byte_for_byte(credential: bytes) -> None:
    assert png.extract(png.embed(IMAGE, credential)) == credential


def test_a_compact_jws_comes_out_too() -> None:
    assert png.extract(png.embed(IMAGE, JWT)) == JWT


def test_only_one_uncompressed_chunk_is_added_behind_the_header() -> None:
    baked = png.embed(IMAGE, CREDENTIAL)
    added = itxt(b"openbadgecredential", CREDENTIAL)
    assert baked == IMAGE.replace(HEADER, HEADER + added)


def test_bytes_behind_the_end_stay_and_count_for_nothing() -> None:
    tail = itxt(png.KEYWORD, b'{"a":"other"}')
    baked = png.embed(IMAGE + tail, CREDENTIAL)
    assert baked.endswith(END + tail)
    assert png.extract(baked) == CREDENTIAL


def test_a_baked_picture_is_refused_and_replaced_only_when_asked() -> None:
    baked = png.embed(IMAGE, CREDENTIAL)
    with pytest.raises(CarrierError) as caught:
        png.embed(baked, JWT)
    assert caught.value.code == "png.already-baked"
    assert caught.value.remedy
    assert png.embed(baked, JWT, replace=True) == png.embed(IMAGE, JWT)


def test_replacing_takes_out_every_old_credential_and_nothing_else() -> None:
    comment = chunk(b"tEXt", b"Comment\0made by hand")
    crowded = image(
        itxt(png.LEGACY_KEYWORD, b"{}"), comment, itxt(png.KEYWORD, b"{}"), itxt(png.KEYWORD, b"{}")
    )
    baked = png.embed(crowded, CREDENTIAL, replace=True)
    assert baked == image(itxt(png.KEYWORD, CREDENTIAL), comment)


def test_two_credentials_are_ambiguous_even_when_equal() -> None:
    one = itxt(png.KEYWORD, CREDENTIAL)
    assert code_of(image(one, one)) == "png.ambiguous"
    assert code_of(image(one, chunk(b"tEXt", png.KEYWORD + b"\0{}"))) == "png.ambiguous"
    assert png.extract(image(one)) == CREDENTIAL


def test_a_legacy_badge_is_a_credential_like_another() -> None:
    legacy = itxt(b"openbadges", b'{"uid":"1"}')
    assert code_of(image(chunk(b"tEXt", b"openbadges\0https://x.example/1"))) == "png.legacy"
    assert code_of(image(legacy, legacy)) == "png.ambiguous"
    assert png.extract(image(legacy)) == b'{"uid":"1"}'
    assert code_of(image(legacy, itxt(png.KEYWORD, CREDENTIAL))) == "png.ambiguous"
    address = chunk(b"tEXt", b"openbadges\0https://x.example/1")
    assert png.extract(image(address, itxt(png.KEYWORD, CREDENTIAL))) == CREDENTIAL


def test_a_compressed_credential_is_refused_without_unpacking_it() -> None:
    bomb = zlib.compress(b" " * 50_000_000, 9)
    assert code_of(image(itxt(png.KEYWORD, bomb, flag=1))) == "png.compressed"


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt"])
def test_a_credential_in_another_text_chunk_is_refused(kind: bytes) -> None:
    assert code_of(image(chunk(kind, png.KEYWORD + b"\0" + CREDENTIAL))) == "png.wrong-chunk"


def test_a_language_tag_does_no_harm() -> None:
    assert png.extract(image(itxt(png.KEYWORD, CREDENTIAL, language=b"en"))) == CREDENTIAL


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (b"\x89PNG\n\x1a\n" + IMAGE[8:], "png.not-png"),
        (b"GIF89a" + IMAGE, "png.not-png"),
        (png.SIGNATURE + PIXELS + HEADER + END, "png.broken"),
        (png.SIGNATURE + chunk(b"IHDR", b"short") + END, "png.broken"),
        (png.SIGNATURE + HEADER + chunk(b"ID@T") + END, "png.broken"),
        (png.SIGNATURE + HEADER + b"\xff\xff\xff\xffIDAT" + END, "png.broken"),
        (png.SIGNATURE + HEADER + b"\x7f\xff\xff\xffIDAT" + END, "png.truncated"),
        (png.SIGNATURE + HEADER + PIXELS, "png.truncated"),
        (image(chunk(b"iTXt", png.KEYWORD)), "png.broken"),
        (image(chunk(b"iTXt", png.KEYWORD + b"\0\0\0only one")), "png.broken"),
        (image(chunk(b"iTXt", png.KEYWORD + b"\0\x07\0\0\0{}")), "png.broken"),
        (image(itxt(png.KEYWORD, b"  ")), "carrier.empty-credential"),
        (IMAGE, "png.no-credential"),
        (image(itxt(b"Comment", b"openbadgecredential")), "png.no-credential"),
    ],
)
def test_what_is_wrong_with_a_picture_is_named(broken: bytes, code: str) -> None:
    assert code_of(broken) == code


def test_a_wrong_checksum_of_the_credential_is_refused() -> None:
    baked = bytearray(png.embed(IMAGE, CREDENTIAL))
    position = baked.index(b"Brot")
    baked[position] ^= 1
    assert code_of(bytes(baked)) == "png.broken"


def test_every_truncation_is_a_named_error() -> None:
    baked = png.embed(IMAGE, CREDENTIAL)
    for length in range(1, len(baked)):
        assert code_of(baked[:length]) == "png.truncated", length


@given(st.data())
def test_no_damage_raises_anything_foreign(data: st.DataObject) -> None:
    baked = bytearray(png.embed(IMAGE, CREDENTIAL))
    for _ in range(data.draw(st.integers(1, 5))):
        baked[data.draw(st.integers(0, len(baked) - 1))] = data.draw(st.integers(0, 255))
    try:
        png.extract(bytes(baked))
    except MintmarkError as error:
        assert error.code.startswith(("png.", "carrier."))


def test_sizes_are_bounded() -> None:
    with pytest.raises(LimitError) as caught:
        png.extract(image(*[chunk(b"tEXt")] * 65_536))
    assert caught.value.code == "png.too-many-chunks"
    huge = b'{"a":"' + b"x" * MAX_CREDENTIAL_BYTES + b'"}'
    with pytest.raises(LimitError) as caught:
        png.extract(image(itxt(png.KEYWORD, huge)))
    assert caught.value.code == "carrier.credential-too-large"
    with pytest.raises(LimitError):
        png.embed(IMAGE, huge)


@pytest.mark.parametrize(
    ("credential", "code"),
    [
        (b"", "carrier.empty-credential"),
        (b" \n", "carrier.empty-credential"),
        (b'{"a":"\xff"}', "carrier.not-utf8"),
        (b"hello", "carrier.not-a-credential"),
        (b'{"a":"\0"}', "carrier.not-a-credential"),
        (b"eyJhbGciOiJub25lIn0", "carrier.not-a-credential"),
        (b"[1]", "carrier.not-a-credential"),
    ],
)
def test_only_a_credential_is_put_in(credential: bytes, code: str) -> None:
    with pytest.raises(CarrierError) as caught:
        png.embed(IMAGE, credential)
    assert caught.value.code == code
