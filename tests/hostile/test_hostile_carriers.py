"""Pictures and PDFs: two credentials in one, bombs, and what an XML reader could be told to do."""

from __future__ import annotations

import io
import json
import zlib
from typing import Any

import pikepdf
import pytest
from hostile_cases import Attack, attacks, check, withstand

import samples
from mintmark.carriers import png, svg
from mintmark.report import Outcome

TEXT = json.dumps(samples.credential()).encode()
OTHER = json.dumps(samples.resigned(lambda d: d.update(name="Other"))).encode()
KEYWORD = b"openbadgecredential"


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    crc = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + crc


HEADER = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\x7f"))
END = chunk(b"IEND")


def itxt(text: bytes = TEXT, *, keyword: bytes = KEYWORD, flag: int = 0) -> bytes:
    packed = zlib.compress(text) if flag else text
    return chunk(b"iTXt", keyword + b"\0" + bytes([flag, 0]) + b"\0\0" + packed)


def picture(*chunks: bytes, end: bytes = END) -> Any:
    return lambda: png.SIGNATURE + HEADER + b"".join(chunks) + PIXELS + end


PNG = [
    Attack("two credentials", picture(itxt(OTHER), itxt()), "png.ambiguous", picture(itxt())),
    Attack("the same one twice", picture(itxt(), itxt()), "png.ambiguous", picture(itxt())),
    Attack("another one as tEXt", picture(itxt(), chunk(b"tEXt", KEYWORD + b"\0" + OTHER)),
           "png.ambiguous", picture(itxt(), chunk(b"tEXt", b"Comment\0" + OTHER))),
    Attack("another one under the older name", picture(
        itxt(), itxt(OTHER, keyword=b"openbadges")), "png.ambiguous", picture(
            itxt(), chunk(b"tEXt", b"openbadges\0https://school.example/badge"))),
    Attack("another one compressed", picture(itxt(), itxt(OTHER, flag=1)), "png.ambiguous",
           picture(itxt(), itxt(OTHER, keyword=b"Comment", flag=1))),
    Attack("as tEXt", picture(chunk(b"tEXt", KEYWORD + b"\0" + TEXT)), "png.wrong-chunk",
           picture(itxt())),
    Attack("as zTXt", picture(chunk(b"zTXt", KEYWORD + b"\0\0" + zlib.compress(TEXT))),
           "png.wrong-chunk", picture(itxt())),
    Attack("compressed", picture(itxt(flag=1)), "png.compressed", picture(itxt())),
    Attack("a compressed bomb", picture(itxt(bytes(10**8), flag=1)), "png.compressed",
           picture(itxt())),
    Attack("a wrong checksum", picture(itxt()[:-1] + b"x"), "png.broken", picture(itxt())),
    Attack("a length that is a lie", picture(b"\xff" * 4 + itxt()[4:]), "png.broken",
           picture(itxt())),
    Attack("a length beyond the end", picture(b"\0\1\0\0" + itxt()[4:]), "png.truncated",
           picture(itxt())),
    Attack("no end", picture(itxt(), end=b""), "png.truncated", picture(itxt())),
    Attack("behind the end", picture(end=END + itxt()), "png.no-credential",
           picture(itxt(), end=END + itxt(OTHER))),
    Attack("100,000 chunks", picture(*[chunk(b"aaAa")] * 100_000, itxt()), "png.too-many-chunks",
           picture(*[chunk(b"aaAa")] * 100, itxt())),
    Attack("the keyword in other letters", picture(itxt(keyword=b"OpenBadgeCredential")),
           "png.no-credential", picture(itxt())),
    Attack("an empty one", picture(itxt(b" ")), "carrier.empty-credential", picture(itxt())),
    Attack("one too large", picture(itxt(TEXT + b" " * 2**22)), "carrier.credential-too-large",
           picture(itxt())),
    Attack("a picture in the picture", picture(itxt(picture(itxt())())), "json.not-utf-8",
           picture(itxt())),
    Attack("a changed one", picture(itxt(TEXT.replace(b"Ana", b"Eve"))), "proof.bad-signature",
           picture(itxt())),
]  # fmt: skip

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:ob="https://purl.imsglobal.org/ob/v3p0"'


def drawing(*inside: str, before: str = "", attributes: str = "") -> Any:
    return lambda: f"{before}<svg {NS} {attributes}>{''.join(inside)}</svg>".encode()


def held(text: bytes = TEXT) -> str:
    return f"<ob:credential><![CDATA[{text.decode()}]]></ob:credential>"


def older(text: bytes) -> str:
    assertion = f"<![CDATA[{text.decode()}]]>"
    return f'<o:assertion xmlns:o="http://openbadges.org">{assertion}</o:assertion>'


LAUGHS = "<!DOCTYPE svg [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
) + "]>"  # fmt: skip
ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

SVG = [
    Attack("two credentials", drawing(held(OTHER), held()), "svg.ambiguous", drawing(held())),
    Attack("another one deep inside", drawing(held(), f"<g><g>{held(OTHER)}</g></g>"),
           "svg.ambiguous", drawing(f"<g>{held()}</g>")),
    Attack("another one in another prefix", drawing(
        held(), '<x:credential xmlns:x="https://purl.imsglobal.org/ob/v3p0">x</x:credential>'),
        "svg.ambiguous", drawing(held())),
    Attack("another one under the older name", drawing(held(), older(OTHER)), "svg.ambiguous",
           drawing(held(), '<o:assertion xmlns:o="http://openbadges.org" verify="https://x.example/"/>')),
    Attack("text and a token", drawing(
        f'<ob:credential verify="eyJ.eyJ.AA"><![CDATA[{TEXT.decode()}]]></ob:credential>'),
        "svg.broken", drawing(held())),
    Attack("elements in it", drawing(
        f"<ob:credential><![CDATA[{TEXT.decode()}]]><b/></ob:credential>"), "svg.broken",
        drawing(held())),
    Attack("a billion laughs", drawing("&l11;", held(), before=LAUGHS), "svg.dtd",
           drawing(held())),
    Attack("a file by entity", drawing("&x;", held(), before=ENTITY), "svg.dtd", drawing(held())),
    Attack("a DTD somewhere else", drawing(
        held(), before='<!DOCTYPE svg SYSTEM "https://mallory.example/x.dtd">'), "svg.dtd",
        drawing(held())),
    Attack("a DTD behind a comment", drawing(held(), before="<!-- x --><?x y?>" + ENTITY),
           "svg.dtd", drawing(held(), before="<!-- x -->")),
    Attack("an entity nobody declared", drawing("&x;", held()), "svg.malformed", drawing(held())),
    Attack("another encoding", lambda: drawing(
        held(), before='<?xml version="1.0" encoding="utf-7"?>')(), "svg.encoding",
        drawing(held(), before='<?xml version="1.0" encoding="utf-8"?>')),
    Attack("uses without end", drawing(*[
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(8)], held()),
        "svg.too-complex", drawing('<g id="g1"/><use href="#g1"/>', held())),
    Attack("depth without end", drawing("<g>" * 5000 + "</g>" * 5000, held()), "svg.malformed",
           drawing("<g>" * 50 + "</g>" * 50, held())),
    Attack("not a drawing", lambda: f"<html><!-- svg -->{'x'}</html>".encode(), "svg.not-svg",
           drawing(held())),
    Attack("the credential in a comment", drawing(f"<!--{held()}-->"), "svg.no-credential",
           drawing(held())),
    Attack("another namespace", lambda: drawing(held())().replace(b"/ob/v3p0", b"/ob/v3p1"),
           "svg.no-credential", drawing(held())),
]  # fmt: skip


def test_scripts_are_not_run_and_not_kept():
    """What comes in is only read; what we bake has nothing active in it."""
    active = drawing("<script>alert(1)</script>", '<a href="javascript:alert(1)"/>',
                     attributes='onload="alert(1)"')()  # fmt: skip
    baked = svg.embed(active, TEXT)
    assert b"alert" not in baked
    assert check(baked).outcome is Outcome.VALID
    assert check(drawing("<script>alert(1)</script>", held())()).outcome is Outcome.VALID


def paper(*files: tuple[str, bytes], **save: Any) -> Any:
    def make() -> bytes:
        document = pikepdf.new()
        document.add_blank_page()
        for name, data in files:
            document.attachments[name] = pikepdf.AttachedFileSpec(document, data)
        out = io.BytesIO()
        document.save(out, **save)
        return out.getvalue()

    return make


def with_file_elsewhere(place: str, data: bytes, *files: tuple[str, bytes]) -> Any:
    """A file that hangs only on a page, or on an annotation of one."""

    def make() -> bytes:
        document = pikepdf.open(io.BytesIO(paper(*files)()))
        page = document.pages[0]
        file = pikepdf.AttachedFileSpec(document, data, filename="other.json").obj
        if place == "AF":
            page.AF = pikepdf.Array([file])
        else:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment,
                Rect=[0, 0, 9, 9], FS=file,
            )  # fmt: skip
            page.Annots = pikepdf.Array([document.make_indirect(note)])
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


WHOLE = paper(("credential.json", TEXT))


def with_objects(count: int) -> bytes:
    document = pikepdf.open(io.BytesIO(WHOLE()))
    document.Root.X = pikepdf.Array(
        [document.make_indirect(pikepdf.Dictionary(N=number)) for number in range(count)]
    )
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


PDF = [
    Attack("two credentials", paper(("credential.json", TEXT), ("other.json", OTHER)),
           "pdf.ambiguous", paper(("credential.json", TEXT), ("other.json", b"{}"))),
    Attack("another one on a page", with_file_elsewhere("AF", OTHER, ("credential.json", TEXT)),
           "pdf.ambiguous", with_file_elsewhere("AF", b"{}", ("x.json", TEXT))),
    Attack("another one in a note", with_file_elsewhere("note", OTHER, ("credential.json", TEXT)),
           "pdf.ambiguous", with_file_elsewhere("note", TEXT)),
    Attack("objects without end", lambda: with_objects(60_000), "pdf.too-many-objects",
           lambda: with_objects(100)),
    Attack("none", paper(("x.txt", b"x")), "pdf.no-credential", WHOLE),
    Attack("encrypted", paper(("credential.json", TEXT), encryption=pikepdf.Encryption(
        owner="a", user="b")), "pdf.encrypted", WHOLE),
    Attack("100 attachments", paper(*[(f"{n:03}", b"x") for n in range(100)]),
           "pdf.too-many-attachments", WHOLE),
    Attack("a bomb", paper(("credential.json", b"{" + b" " * 10**8), compress_streams=True,
                           recompress_flate=True), "pdf.malformed", WHOLE),
    Attack("cut off", lambda: WHOLE()[:-200], "pdf.malformed", WHOLE),
    Attack("only its first line", lambda: b"%PDF-1.7\n" + b"junk" * 1000, "pdf.malformed", WHOLE),
    Attack("a changed one", paper(("credential.json", TEXT.replace(b"Ana", b"Eve"))),
           "proof.bad-signature", WHOLE),
]  # fmt: skip


@attacks(*PNG)
def test_a_png_carries_one_credential(attack):
    withstand(attack)


@attacks(*SVG)
def test_an_svg_carries_one_credential(attack):
    withstand(attack)


@attacks(*PDF)
def test_a_pdf_carries_one_credential(attack):
    withstand(attack)


@pytest.mark.parametrize("data", [
    b"GIF89a" + TEXT, b"\xff\xd8\xff" + TEXT, b"PK\x03\x04" + TEXT, b"\x1f\x8b" + TEXT, b"<",
    b"eyJ", b"%PDF-", b"\x89PNG", b"\0" * 100, b"{",
])  # fmt: skip
def test_what_is_nothing_known_is_said_so(data):
    report = check(data)
    assert report.outcome is Outcome.INVALID
    assert report.checks[0].code is not None
