"""Telling files by their content."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.carriers import badge, detect, pdf, png, svg
from mintmark.carriers.payload import MAX_CARRIER_BYTES
from mintmark.errors import CarrierError, InputError, LimitError, MintmarkError

CREDENTIAL = b'{"type":["VerifiableCredential"],"name":"Bread"}'
JWT = b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6MX0.c2ln"
SVG = badge.badge_svg("Bread")


@pytest.fixture(scope="module")
def carriers() -> dict[str, bytes]:
    content = pdf.CertificateContent(
        learner="A", title="B", issuer="C", credential_id="urn:x", awarded_on="today"
    )
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        "png": png.embed(badge.badge_png(SVG, pixels=16, system_fonts=False), CREDENTIAL),
        "svg": svg.embed(SVG, CREDENTIAL),
        "pdf": pdf.certificate(content, CREDENTIAL, now=now, system_fonts=False),
        "json": CREDENTIAL,
    }


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "json"])
def test_each_kind_is_told_by_its_content(carriers: dict[str, bytes], kind: str) -> None:
    assert detect.unpack(carriers[kind]) == detect.Unpacked(kind, CREDENTIAL)  # type: ignore[arg-type]


def test_white_space_in_front_does_no_harm() -> None:
    assert detect.unpack(b"\n\t " + CREDENTIAL).kind == "json"
    assert detect.unpack(b"\n " + JWT + b"\r\n") == detect.Unpacked("jwt", JWT)
    baked = svg.embed(SVG, CREDENTIAL)
    assert detect.unpack(b"\n" + baked.partition(b"\n")[2]).payload == CREDENTIAL


def test_an_svg_in_utf16_is_told_too() -> None:
    text = svg.embed(SVG, CREDENTIAL).decode().partition("\n")[2]
    assert detect.unpack(text.encode("utf-16")) == detect.Unpacked("svg", CREDENTIAL)


def test_json_is_passed_on_as_it_is_for_the_strict_reader_to_judge() -> None:
    assert detect.unpack(b"[1]") == detect.Unpacked("json", b"[1]")
    marked = b"\xef\xbb\xbf{}"
    assert detect.unpack(marked) == detect.Unpacked("json", marked)


@pytest.mark.parametrize("data", [b"hello", b"<html></html>", b"PK\x03\x04", b"GIF89a", b" "])
def test_an_unknown_kind_is_named_with_what_is_accepted(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        detect.unpack(data)
    assert caught.value.code == "input.unknown-kind"
    assert all(word in str(caught.value) for word in ("JSON", "JWT", "PNG", "SVG", "PDF"))


def test_nothing_and_too_much_are_named() -> None:
    with pytest.raises(InputError) as caught:
        detect.unpack(b"")
    assert caught.value.code == "input.empty"
    with pytest.raises(LimitError) as limit:
        detect.unpack(b"{" + b" " * MAX_CARRIER_BYTES)
    assert limit.value.code == "input.too-large"


def test_a_mangled_png_signature_is_still_reported_as_a_png() -> None:
    with pytest.raises(CarrierError) as caught:
        detect.unpack(b"\x89PNG\n\x1a\n rest")
    assert caught.value.code == "png.not-png"


@given(
    st.sampled_from(
        [b"", b"{", b"eyJ", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"<svg", b"\xff\xfe<\0"]
    ),
    st.binary(max_size=200),
)
def test_no_bytes_raise_anything_foreign(start: bytes, rest: bytes) -> None:
    try:
        detect.unpack(start + rest)
    except MintmarkError as error:
        assert "." in error.code


def test_reading_json_loads_no_carrier_library() -> None:
    script = (
        "import sys; from mintmark.carriers.detect import unpack; unpack(b'{}');"
        "print([m for m in ('lxml', 'pikepdf', 'typst', 'segno') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_reading_a_pdf_does_not_load_typst() -> None:
    script = (
        "import sys; import mintmark.carriers.pdf;"
        "print([m for m in ('typst', 'segno', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
