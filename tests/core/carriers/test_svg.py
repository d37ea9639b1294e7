"""Credentials in SVG images (Open Badges 3.0, section 5.3.2)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mintmark.carriers import svg
from mintmark.carriers.payload import MAX_CREDENTIAL_BYTES
from mintmark.errors import CarrierError, LimitError, MintmarkError

CREDENTIAL = '{"type":["VerifiableCredential"],"name":"Brot <&> ]]> ü"}'.encode()
JWT = b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6MX0.c2ln"
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ob="https://purl.imsglobal.org/ob/v3p0">'
IMAGE = f'{OPEN}<rect width="9" height="9"/></svg>'.encode()
LEGACY = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org">'
    b'<openbadges:assertion verify="https://example.org/1"/></svg>'
)


def baked(*inner: str) -> bytes:
    return (OPEN + "".join(inner) + "<rect/></svg>").encode()


def code_of(data: bytes) -> str:
    with pytest.raises(CarrierError) as caught:
        svg.extract(data)
    return caught.value.code


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
)


@given(st.dictionaries(XML_TEXT, XML_TEXT, max_size=5), st.sampled_from([None, 2]))
def test_what_is_put_in_comes_out(value: dict[str, str], indent: int | None) -> None:
    credential = json.dumps(value, ensure_ascii=False, indent=indent).encode()
    assert svg.extract(svg.embed(IMAGE, credential)) == credential


@pytest.mark.parametrize(
    "credential",
    [
        b'{"a":"]]>"}',
        b'{"a":"]]]]>>"}',
        b'{\r\n"a":1}',
        b'{"a":"<!--credential-->"}',
        b'{"a":"&lt;"}',
    ],
)
def test_text_that_xml_could_change_survives(credential: bytes) -> None:
    assert svg.extract(svg.embed(IMAGE, credential)) == credential


def test_json_stands_as_cdata_in_the_first_child() -> None:
    made = svg.embed(IMAGE, b'{"a":1}')
    assert b'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"' in made
    assert b'><openbadges:credential><![CDATA[{"a":1}]]></openbadges:credential><rect' in made
    assert etree.fromstring(made)[0].tag == svg.CREDENTIAL


def test_a_compact_jws_stands_in_the_attribute_verify() -> None:
    made = svg.embed(IMAGE, JWT + b"\n")
    element = etree.fromstring(made)[0]
    assert (element.get("verify"), element.text) == (JWT.decode(), None)
    assert svg.extract(made) == JWT


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    with pytest.raises(CarrierError) as caught:
        svg.embed(IMAGE, '{"a":"\uffff"}'.encode())
    assert caught.value.code == "svg.unrepresentable"


@pytest.mark.parametrize("image", [baked("<ob:credential>{}</ob:credential>"), LEGACY])
def test_a_baked_picture_is_refused_and_replaced_only_when_asked(image: bytes) -> None:
    with pytest.raises(CarrierError) as caught:
        svg.embed(image, JWT)
    assert caught.value.code == "svg.already-baked"
    again = svg.embed(image, CREDENTIAL, replace=True)
    assert svg.extract(again) == CREDENTIAL
    assert b"assertion" not in again


def test_a_prefix_that_means_something_else_is_no_obstacle() -> None:
    image = (
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:openbadges="urn:x"><s:rect/></s:svg>'
    )
    made = svg.embed(image, CREDENTIAL)
    assert svg.extract(made) == CREDENTIAL
    assert b"urn:x" not in made


@pytest.mark.parametrize(
    "inner",
    [
        "<ob:credential>\n <![CDATA[\n {} \n]]>\n</ob:credential>",
        "<ob:credential>{<!-- note -->}</ob:credential>",
        "<g><x:credential xmlns:x='https://purl.imsglobal.org/ob/v3p0'>{}</x:credential></g>",
        "<ob:credential verify=''>{}</ob:credential>",
    ],
)
def test_other_ways_of_writing_a_credential_are_read(inner: str) -> None:
    assert svg.extract(baked(inner)) == b"{}"


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("", "svg.no-credential"),
        ("<credential>{}</credential>", "svg.no-credential"),
        ("<ob:credential>{}</ob:credential><ob:credential>{}</ob:credential>", "svg.ambiguous"),
        ("<g><ob:credential/></g><ob:credential>{}</ob:credential>", "svg.ambiguous"),
        (f"<ob:credential verify='{JWT.decode()}'>{{}}</ob:credential>", "svg.broken"),
        ("<ob:credential verify='https://example.org/1'/>", "svg.broken"),
        ("<ob:credential>{<b/>}</ob:credential>", "svg.broken"),
        ("<ob:credential/>", "svg.broken"),
    ],
)
def test_what_is_wrong_with_a_baked_picture_is_named(inner: str, code: str) -> None:
    assert code_of(baked(inner)) == code


def test_a_legacy_badge_is_named() -> None:
    assert code_of(LEGACY) == "svg.legacy"


def test_a_badge_of_version_2_is_read() -> None:
    inside = LEGACY.replace(b"/></svg>", b"><![CDATA[ {} ]]></openbadges:assertion></svg>")
    assert svg.extract(inside) == b"{}"
    assert svg.extract(LEGACY.replace(b"https://example.org/1", JWT)) == JWT
    twice = inside.replace(b"</svg>", b"<openbadges:assertion>{}</openbadges:assertion></svg>")
    assert code_of(twice) == "svg.ambiguous"


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (b"<svg", "svg.malformed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>&who;</svg>", "svg.malformed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>\0</svg>", "svg.malformed"),
        (b"<svg/>", "svg.not-svg"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "svg.not-svg"),
        (b"<SVG xmlns='http://www.w3.org/2000/svg'/>", "svg.not-svg"),
        (b"<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>", "svg.dtd"),
        (
            b"<?xml version='1.0'?><!-- <svg> --><?a b?>\n<!DOCTYPE s [<!ENTITY a 'aaaa'>"
            b"<!ENTITY b '&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>",
            "svg.dtd",
        ),
        (
            b"<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            b"<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
            "svg.dtd",
        ),
        (b"<?xml version='1.0' encoding='UTF-7'?>" + IMAGE, "svg.encoding"),
        (b"<?xml version='1.0' encoding='UTF-16'?>" + IMAGE, "svg.encoding"),
        (IMAGE.replace(b"9", b"\xff"), "svg.encoding"),
        (b"\xff\xfe<", "svg.encoding"),
        (f"{OPEN}{'<g>' * 5000}{'</g>' * 5000}</svg>".encode(), "svg.malformed"),
    ],
)
def test_what_is_wrong_with_a_picture_is_named(image: bytes, code: str) -> None:
    assert code_of(image) == code
    with pytest.raises(CarrierError) as caught:
        svg.embed(image, CREDENTIAL)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("ISO-8859-1", "iso-8859-1"),
        (None, "utf-16"),
    ],
)
def test_common_encodings_are_read(declared: str | None, encoding: str) -> None:
    start = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    image = (start + OPEN + "<title>Bäckerei</title></svg>").encode(encoding)
    made = svg.embed(image, CREDENTIAL)
    assert svg.extract(made) == CREDENTIAL
    assert "<title>Bäckerei</title>" in made.decode("utf-8")


def test_a_doctype_inside_a_credential_is_only_text() -> None:
    credential = b'{"a":"<!DOCTYPE svg>"}'
    assert svg.extract(svg.embed(IMAGE, credential)) == credential


def test_every_truncation_is_a_named_error() -> None:
    made = svg.embed(IMAGE, CREDENTIAL).rstrip()
    for length in range(1, len(made)):
        assert code_of(made[:length]) in {"svg.malformed", "svg.encoding"}, length


@given(st.data())
def test_no_damage_raises_anything_foreign(data: st.DataObject) -> None:
    made = bytearray(svg.embed(IMAGE, CREDENTIAL))
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    try:
        svg.extract(bytes(made))
    except MintmarkError as error:
        assert error.code.startswith(("svg.", "carrier."))


def _laughs(levels: int) -> bytes:
    uses = "".join(
        f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, levels + 1)
    )
    return f'{OPEN}<defs><rect id="a0"/>{uses}</defs><use href="#a{levels}"/></svg>'.encode()


def test_pictures_that_multiply_themselves_are_refused() -> None:
    with pytest.raises(LimitError) as caught:
        svg.embed(_laughs(12), CREDENTIAL)
    assert caught.value.code == "svg.too-complex"
    assert svg.extract(svg.embed(_laughs(3), CREDENTIAL)) == CREDENTIAL


def test_a_circle_of_references_ends() -> None:
    circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert svg.extract(svg.embed(baked(circle), CREDENTIAL)) == CREDENTIAL


def test_sizes_are_bounded() -> None:
    huge = "x" * (MAX_CREDENTIAL_BYTES + 1)
    with pytest.raises(LimitError):
        svg.extract(baked(f"<ob:credential>{huge}</ob:credential>"))
    with pytest.raises(LimitError):
        svg.extract(b"<svg>" + b" " * 2**25)
