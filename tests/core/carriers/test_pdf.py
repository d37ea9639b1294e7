"""Credentials in PDF files: finding exactly one, and surviving everything else."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.carriers import pdf
from mintmark.carriers.payload import MAX_CREDENTIAL_BYTES
from mintmark.errors import CarrierError, LimitError, MintmarkError

CREDENTIAL = b'{"type":["VerifiableCredential"],"name":"Bread"}'
JWT = b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6MX0.c2ln"


def with_files(*files: tuple[str, bytes], **save: object) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, content in files:
            document.attachments[name] = pikepdf.AttachedFileSpec(document, content)
        out = BytesIO()
        document.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(MintmarkError) as caught:
        pdf.extract(data)
    assert isinstance(caught.value, CarrierError | LimitError)
    return caught.value.code


@pytest.mark.parametrize(
    "files",
    [
        [("credential.json", CREDENTIAL)],
        [("credential.json", b'{"any":"json"}')],
        [("whatever.bin", b"\n" + CREDENTIAL)],
        [("token.jwt", JWT)],
        [("notes.txt", b"hello"), ("data.json", b'{"a":1}'), ("badge.json", CREDENTIAL)],
        [("film.mp4", b"x" * (MAX_CREDENTIAL_BYTES + 1)), ("badge.json", CREDENTIAL)],
    ],
)
def test_the_one_credential_is_found_by_name_or_content(files: list[tuple[str, bytes]]) -> None:
    assert pdf.extract(with_files(*files)) == files[-1][1]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "pdf.no-credential"),
        ([("notes.txt", b"VerifiableCredential")], "pdf.no-credential"),
        ([("a.json", CREDENTIAL), ("b.json", CREDENTIAL)], "pdf.ambiguous"),
        ([("credential.json", b"{}"), ("b.jwt", JWT)], "pdf.ambiguous"),
        ([("credential.json", b" ")], "carrier.empty-credential"),
        ([("credential.json", b"x" * (MAX_CREDENTIAL_BYTES + 1))], "carrier.credential-too-large"),
        ([(f"{i}.txt", b"x") for i in range(65)], "pdf.too-many-attachments"),
        ([(f"{i}.txt", b"x" * 2**22) for i in range(5)], "pdf.attachments-too-large"),
    ],
)
def test_anything_but_one_credential_is_named(files: list[tuple[str, bytes]], code: str) -> None:
    assert code_of(with_files(*files)) == code


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_pdf_is_named(user: str) -> None:
    locked = with_files(
        ("credential.json", CREDENTIAL), encryption=pikepdf.Encryption(owner="owner", user=user)
    )
    assert code_of(locked) == "pdf.encrypted"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"junk " * 999,
        b"not a PDF",
        b"%PDF-1.7\ntrailer<</Root 1 0 R/Size 2147483647>>\nstartxref\n9\n%%EOF",
    ],
)
def test_a_broken_pdf_is_named_and_nothing_is_printed(
    data: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert code_of(data) == "pdf.malformed"
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_every_truncation_is_a_named_error(capfd: pytest.CaptureFixture[str]) -> None:
    made = with_files(("credential.json", CREDENTIAL)).rstrip()
    for length in range(1, made.rindex(b"startxref")):
        assert code_of(made[:length]) == "pdf.malformed", length
    assert capfd.readouterr() == ("", "")


@given(st.data())
def test_no_damage_raises_anything_foreign(data: st.DataObject) -> None:
    made = bytearray(with_files(("credential.json", CREDENTIAL)))
    for _ in range(data.draw(st.integers(1, 6))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    try:
        pdf.extract(bytes(made))
    except MintmarkError as error:
        assert error.code.startswith(("pdf.", "carrier.", "input."))


def test_an_attachment_that_unpacks_to_too_much_is_refused() -> None:
    bomb = b"{" + b" " * (20 * 2**20)
    made = with_files(("credential.json", bomb), compress_streams=True)
    assert len(made) < 100_000
    assert code_of(made) == "pdf.malformed"


def _with_object_stream(padding: int, filter_name: bytes = b"FlateDecode") -> bytes:
    """A PDF by hand whose catalogue lies in an object stream with ``padding`` spaces."""
    packed = zlib.compress(b"1 0 <</Type/Catalog/Pages 2 0 R>>" + b" " * padding, 9)
    out, at = b"%PDF-1.7\n", {}
    for number, body in (
        (2, b"<</Type/Pages/Kids[5 0 R]/Count 1>>"),
        (5, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"),
        (
            3,
            b"<</Type/ObjStm/N 1/First 4/Filter/%s/Length %d>>stream\n%s\nendstream"
            % (filter_name, len(packed), packed),
        ),
    ):
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [(0, 0, 65535), (2, 3, 0), (1, at[2], 0), (1, at[3], 0), (1, len(out), 0), (1, at[5], 0)]
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + more.to_bytes(2, "big")
        for kind, place, more in rows
    )
    start = len(out)
    out += (
        b"4 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream\n"
        % (
            len(table),
            table,
        )
    )
    return out + b"endobj\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_structure_that_unpacks_to_too_much_is_refused() -> None:
    assert code_of(_with_object_stream(10)) == "pdf.no-credential"
    bomb = _with_object_stream(100_000_000)
    assert len(bomb) < 200_000
    assert code_of(bomb) == "pdf.malformed"


@pytest.mark.parametrize("name", [b"LZWDecode", b"#4cZWDecode", b"LZW", b"L#5AW#44ecode"])
def test_a_packing_without_a_limit_is_refused(name: bytes) -> None:
    assert code_of(_with_object_stream(10, name)) == "pdf.unsupported"
