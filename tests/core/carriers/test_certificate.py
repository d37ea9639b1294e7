"""The paper certificate (DIG-01): readable by everybody, and a credential inside."""

import dataclasses
import io
import json
import re
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mintmark.carriers import typesetting
from mintmark.carriers.certificate import _qr
from mintmark.carriers.certificate_words import ENGLISH, words_for
from mintmark.carriers.pdf import CertificateContent, certificate, extract
from mintmark.errors import CarrierError, LimitError, MintmarkError, UsageError

CREDENTIAL = '{"type":["VerifiableCredential"],"name":"Brotbäckerin 🥖"}'.encode()
JWT = b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6MX0.c2ln"
NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
CONTENT = CertificateContent(
    learner="Aoife Ní Bhraonáin",
    title="Food Safety for Small Bakeries",
    issuer="University of the West",
    awarding_body="Atlantic Institute",
    country="Ireland",
    credential_id="urn:uuid:4ae1f1c2-7f0b-4f8e-9f7b-2d1b6a0c7e55",
    awarded_on="14 March 2026",
    expires_on="13 March 2029",
    outcomes=("Identifies hazards.", "Writes a HACCP plan."),
    workload="50 hours (2 ECTS)",
    level="EQF 5",
    assessment="Portfolio",
    participation="Blended",
    quality_assurance="External: QQI",
    result="Distinction",
    verification="Scan the code.",
    link="https://example.org/c/1",
    language="en",
)


def made(*, credential: bytes = CREDENTIAL, now: datetime = NOW, **changes: object) -> bytes:
    content = dataclasses.replace(CONTENT, **changes)  # type: ignore[arg-type]
    return certificate(content, credential, now=now, system_fonts=False)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of(document: pikepdf.Pdf) -> str:
    return "".join(pieces_of(document))


def pieces_of(document: pikepdf.Pdf) -> list[str]:
    """The pieces of text drawn on the pages, through each font's own table back to Unicode."""
    found = []
    for page in document.pages:
        tables = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
        table: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                table = tables[str(operands[0])]
            elif str(operator) in {"Tj", "TJ"}:
                parts = operands[0] if str(operator) == "TJ" else operands
                raw = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                glyphs = (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))
                found.append("".join(table.get(glyph, "") for glyph in glyphs))
    return found


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii", "replace")
    pairs = re.findall(r"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", cmap, re.MULTILINE)
    return {int(a, 16): bytes.fromhex(b).decode("utf-16-be") for a, b in pairs}


def roles(document: pikepdf.Pdf) -> list[str]:
    found, todo = [], [document.Root.StructTreeRoot.K]
    while todo:
        item = todo.pop()
        if isinstance(item, pikepdf.Array):
            todo.extend(item)
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                found.append(str(item.S))
            if "/K" in item:
                todo.append(item.K)
    return found


@pytest.mark.parametrize("credential", [CREDENTIAL, JWT, b'{\r\n"a":"#eval(1)"}\n'])
def test_the_credential_is_attached_byte_for_byte(credential: bytes) -> None:
    data = made(credential=credential)
    with opened(data) as document:
        assert document.attachments["credential.json"].get_file().read_bytes() == credential
    assert extract(data) == credential


@pytest.mark.parametrize(
    ("credential", "mime"), [(CREDENTIAL, "/application/vc"), (JWT, "/application/vc+jwt")]
)
def test_the_attachment_says_what_it_is(credential: bytes, mime: str) -> None:
    with opened(made(credential=credential)) as document:
        spec = document.attachments["credential.json"].obj
        assert str(spec.AFRelationship) == "/Source"
        assert str(spec.EF.F.Subtype) == mime
        assert spec.objgen in [file.objgen for file in document.Root.AF]


def test_it_is_pdf_a_3a_and_pdf_ua_1() -> None:
    with opened(made()) as document, document.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_it_tells_title_language_and_structure() -> None:
    with opened(made(language="pt-BR")) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == f"{CONTENT.title} – {CONTENT.learner}"
        assert str(document.Root.Lang) == "pt-BR"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(document.Root.MarkInfo.Marked)
        found = roles(document)
    assert {"/Document", "/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
    assert found.count("/H1") == 1
    assert found.count("/Figure") == 1


def test_the_facts_of_a_micro_credential_are_on_it() -> None:
    """ASM-17: the outcomes are shown; EU-M-01 to EU-M-11 are readable where they are known."""
    with opened(made()) as document:
        text = text_of(document).replace(" ", "")
    for value in dataclasses.asdict(CONTENT).values():
        for shown in value if isinstance(value, tuple) else [value]:
            if shown not in {"en", CONTENT.link}:
                assert shown.replace(" ", "") in text, shown


def test_assessed_and_not_assessed_are_marked() -> None:
    """ASM-03: an assessed micro-credential is told from one that is not."""
    with opened(made()) as yes, opened(made(assessment=" ")) as no:
        assert "NOTASSESSED" not in text_of(yes)
        assert "ASSESSED" in text_of(yes)
        assert "NOTASSESSED" in text_of(no).replace(" ", "")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert made() == made()
    assert made() != made(now=NOW + timedelta(days=1))


def test_the_time_of_making_is_the_one_given() -> None:
    now = datetime(2026, 3, 14, 1, 2, 3, tzinfo=timezone(timedelta(hours=2)))
    with opened(made(now=now)) as document, document.open_metadata() as metadata:
        assert datetime.fromisoformat(str(metadata["xmp:CreateDate"])) == now


def test_the_qr_code_holds_the_link() -> None:
    drawn = etree.fromstring(_qr("https://example.org/c/1"))
    code = segno.make_qr("https://example.org/c/1", error="m", boost_error=False)
    assert drawn.get("width") == drawn.get("height") == str(code.symbol_size(border=0)[0])
    path = drawn.find("{*}path")
    assert path is not None
    assert _modules(str(path.get("d"))) == [list(map(bool, row)) for row in code.matrix]


def _modules(path: str) -> list[list[bool]]:
    """Turn segno's strokes, one unit high, back into rows of modules."""
    cells, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])\s*([-\d. ]+)", path):
        values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            cells |= {(int(y), int(x) + i) for i in range(int(values[0]))}
            x += values[0]
        else:
            dx, dy = values
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
    size = max(max(cell) for cell in cells) + 1
    return [[(row, column) in cells for column in range(size)] for row in range(size)]


def test_a_picture_of_the_code_has_words_too() -> None:
    with opened(made()) as document:
        data = document.Root.StructTreeRoot
        assert "QR code that leads to: https://example.org/c/1" in _alt_texts(data)


def _alt_texts(root: pikepdf.Object) -> list[str]:
    found, todo = [], [root.K]
    while todo:
        item = todo.pop()
        if isinstance(item, pikepdf.Array):
            todo.extend(item)
        elif isinstance(item, pikepdf.Dictionary):
            if "/Alt" in item:
                found.append(str(item.Alt))
            if "/K" in item:
                todo.append(item.K)
    return found


def test_long_texts_flow_onto_more_pages() -> None:
    outcomes = tuple(f"Outcome {i}: " + "explains and applies it. " * 9 for i in range(60))
    data = made(outcomes=outcomes, learner="Wolfeschlegelsteinhausen " * 12, title="Methods " * 60)
    with opened(data) as document:
        assert len(document.pages) > 3
        assert "Outcome59" in text_of(document).replace(" ", "")


@pytest.mark.parametrize(
    "markup", ['#eval("1")', "#panic()", "*bold* _x_ $x$ `y` = z", '"]#[', "\\"]
)
def test_user_text_is_never_markup(markup: str) -> None:
    with opened(made(learner=markup, outcomes=(markup,))) as document:
        assert text_of(document).replace(" ", "").count(markup.replace(" ", "")) >= 2


@pytest.mark.parametrize(
    ("language", "name"),
    [("ar", "فاطمة الزهراء"), ("he", "שלום"), ("el", "Ελένη"), ("uk", "Оксана"), ("hi", "नमस्ते")],
)
def test_scripts_that_the_built_in_fonts_have_are_printed(language: str, name: str) -> None:
    data = made(language=language, learner=name)
    with opened(data) as document:
        assert typesetting.STAND_IN not in text_of(document)
        assert str(document.Root.Lang) == language
    assert extract(data) == CREDENTIAL


def test_texts_of_the_other_direction_keep_their_order_on_a_right_to_left_page() -> None:
    with opened(made(language="ar", learner="فاطمة")) as document:
        pieces = pieces_of(document)
    # Reordered text would be drawn in several pieces: the number here, the words there.
    assert {"50 hours (2 ECTS)", "14 March 2026"} <= set(pieces)
    assert typesetting.STAND_IN not in "".join(pieces)


@pytest.mark.parametrize("name", ["王小明", "👩‍🚀🏳️‍🌈", "สมชาย", "\ue000\ufffe\U0010ffff"])
def test_characters_that_no_font_has_are_stood_in_for(name: str) -> None:
    with opened(made(learner="A" + name)) as document, document.open_metadata() as metadata:
        text = text_of(document)
        if typesetting.STAND_IN in text:
            assert "innoneofthefonts" in text.replace(" ", "")
        if name == "王小明":
            assert text.count(typesetting.STAND_IN) >= 3
            assert str(metadata["dc:title"]).endswith("A王小明")


def test_a_letter_with_a_mark_that_no_font_has_takes_no_other_letter_with_it() -> None:
    with opened(made(learner="e\u0e34\u0abc eel \u0e34")) as document:
        text = text_of(document)
    assert "eel" in text
    assert typesetting.STAND_IN in text


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40))
def test_no_unicode_text_breaks_it(text: str) -> None:
    data = made(learner="x" + text, title="y" + text, outcomes=(text,), workload=text)
    assert extract(data) == CREDENTIAL


@pytest.mark.parametrize("language", ["fr-CA", "de", "es", "en"])
def test_the_fixed_words_follow_the_language(language: str) -> None:
    words = words_for(language)
    assert words.language == language[:2]
    assert (words.kicker == ENGLISH.kicker) == (language == "en")
    with opened(made(language=language)) as document:
        assert words.facts.upper().replace(" ", "") in text_of(document).replace(" ", "")


def test_words_of_another_language_are_marked_as_such() -> None:
    assert words_for("fi") == ENGLISH
    with opened(made(language="fi")) as document:
        tree = json.dumps([str(o.Lang) for o in document.objects if _has_lang(o)])
    assert '"en"' in tree


def _has_lang(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/Lang" in item and "/Pages" not in item


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"learner": " "}, "certificate.incomplete"),
        ({"language": "not a tag"}, "certificate.bad-language"),
        ({"link": "https://example.org/" + "x" * 3000}, "certificate.bad-link"),
        ({"now": datetime(2026, 1, 1)}, "certificate.no-zone"),
    ],
)
def test_what_cannot_be_a_certificate_is_named(changes: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        made(**changes)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_what_cannot_be_a_credential_is_refused() -> None:
    with pytest.raises(CarrierError):
        made(credential=b"hello")
    with pytest.raises(LimitError):
        made(title="x" * 9_000_000)


def test_what_typst_cannot_do_is_a_named_error() -> None:
    for source in (b"#panic()", b"#image(bytes(sys.inputs.x))"):
        with pytest.raises(MintmarkError) as caught:
            typesetting.typeset(source, {}, to="pdf", now=NOW, system_fonts=False)
        assert caught.value.code == "typesetting.failed"
    with pytest.raises(UsageError):
        typesetting.typeset(b"x", {}, to="pdf", now=datetime.max.replace(tzinfo=UTC), ppi=0)
