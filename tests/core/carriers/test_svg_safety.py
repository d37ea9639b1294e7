"""Pictures made safe: hostile ones lose what is active, harmless ones lose nothing."""

import time

import pytest
from lxml import etree

from mintmark.carriers import svg
from mintmark.carriers.svg_safety import clean_css
from mintmark.errors import CarrierError

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" xmlns:z="http://www.w3.org/2000/svg"'
)
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def outline(image: bytes) -> list[object]:
    return [(e.tag, dict(e.attrib), e.text, e.tail) for e in etree.fromstring(image).iter()]


def cleaned(inner: str, attributes: str = "") -> str:
    return svg.neutralise(f"{OPEN} {attributes}>{inner}</svg>".encode()).decode()


HOSTILE = [
    "<script>alert(1)</script>",
    "<z:script>alert(1)</z:script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<h:script>alert(1)</h:script>",
    '<script xmlns="">alert(1)</script>',
    '<script xmlns="urn:harmless">alert(1)</script>',
    '<script xlink:href="https://evil.example/x.js"/>',
    "<handler>alert(1)</handler>",
    '<g onload="alert(1)"/>',
    '<g ONLOAD="alert(1)"/>',
    '<g z:onload="alert(1)"/>',
    '<rect onclick="alert(1)"><animate onbegin="alert(1)" attributeName="x"/></rect>',
    '<a href="javascript:alert(1)"><rect/></a>',
    '<a xlink:href=" java&#10;script:alert(1)"><rect/></a>',
    '<a xmlns:q="http://www.w3.org/1999/xlink" q:href="javascript:alert(1)"><rect/></a>',
    '<a href="data:text/html,&lt;script>alert(1)&lt;/script>"><rect/></a>',
    '<a href="https://evil.example/"><rect/></a>',
    '<image href="https://evil.example/a.png"/>',
    '<image xlink:href="//evil.example/a.png"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    '<image href="file:///etc/passwd"/>',
    '<image src="https://evil.example/a.png"/>',
    '<use href="https://evil.example/a.svg#x"/>',
    '<use href="data:image/svg+xml,alert"/>',
    '<feImage href="https://evil.example/a.png"/>',
    '<foreignObject><h:iframe src="https://evil.example"/></foreignObject>',
    '<h:img src="x" onerror="alert(1)"/>',
    '<iframe src="https://evil.example"/>',
    "<svg><svg><script>alert(1)</script></svg></svg>",
    '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    '<a><set attributeName=" xlink:HREF " to="https://evil.example"/></a>',
    '<a><animate attributeName="href" values="#x;javascript:alert(1)"/></a>',
    '<a><animate attributeName="fill" values="java script:alert(1)"/></a>',
    '<set attributeName="onclick" to="alert(1)"/>',
    '<set attributeName="fill" to="url(https://evil.example/a)"/>',
    '<rect fill="url(https://evil.example/a#b)"/>',
    '<rect style="fill:url(//evil.example/a)"/>',
    '<rect style="fill:u\\72l(https://evil.example/a)"/>',
    "<rect style=\"fill:URL( 'https://evil.example/a' )\"/>",
    '<rect style="background:image-set(&quot;https://evil.example/a&quot; 1x)"/>',
    "<rect filter=\"url('https://evil.example/a#b')\"/>",
    '<rect cursor="url(https://evil.example/a), auto"/>',
    '<style>@import "https://evil.example/a.css";</style>',
    "<style>@IMPORT/**/url(https://evil.example/a.css);</style>",
    "<style>@im/**/port url(https://evil.example/a.css);</style>",
    "<style>@\\69mport url(https://evil.example/a.css);</style>",
    "<style>a{}<g/>@import url(https://evil.example/a.css);</style>",
    "<style><![CDATA[@font-face{src:url(https://evil.example/a.woff2)}]]></style>",
    "<style>rect{fill:ur/**/l(https://evil.example/a)}</style>",
    "<style>rect{-moz-binding:url(https://evil.example/a)}</style>",
    "<style>&lt;/style>&lt;script>alert(1)</style>",
    '<g xml:base="https://evil.example/"><use href="#a"/></g>',
    '<a xmlns:xlink="urn:other" xlink:href="javascript:alert(1)"/>',
    "<!--><script>alert(1)</script>-->",
    '<?xml-stylesheet href="https://evil.example/a.css"?>',
    '<x:link xmlns:x="http://www.w3.org/1999/xhtml" href="https://evil.example/a.css"/>',
]


@pytest.mark.parametrize("inner", HOSTILE)
def test_what_is_active_or_external_goes(inner: str) -> None:
    made = cleaned(inner).lower()
    root = etree.fromstring(made.encode())
    for word in ("evil.example", "alert", "javascript", "passwd", "@import", "<!--", "<?xml-"):
        assert word not in made, made
    names = {etree.QName(element).localname for element in root.iter()}
    assert not names & {"script", "handler", "foreignobject", "iframe", "img", "link"}
    assert {etree.QName(element).namespace for element in root.iter()} == {
        "http://www.w3.org/2000/svg"
    }


def test_the_root_is_cleaned_as_well() -> None:
    made = cleaned("<rect/>", 'onload="alert(1)" style="background:url(http://evil.example)"')
    assert "alert" not in made
    assert "evil" not in made


def test_what_is_hostile_goes_when_a_credential_is_put_in() -> None:
    hostile = f"{OPEN}>{''.join(HOSTILE)}</svg>".encode()
    made = svg.embed(hostile, b'{"a":"https://evil.example alert"}')
    assert svg.extract(made) == b'{"a":"https://evil.example alert"}'
    assert made.count(b"evil.example") == made.count(b"alert") == 1


HARMLESS = [
    '<g id="a" class="b" transform="rotate(9)" opacity=".5"><path d="M0 0L9 9"/></g>',
    '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>',
    '<rect fill="url(#g)" stroke="#123456" clip-path="url(\'#c\')" style="fill:url(#g)"/>',
    '<style type="text/css">.a{fill:url(#g)} @media print{.a{fill:red}}</style>',
    "<style>@font-face{font-family:x;src:url(data:font/woff2;base64,d09GMg==)}</style>",
    f'<image href="{PIXEL}" width="9"/>',
    '<use href="#a"/>',
    '<use xlink:href="#a" xlink:title="again"/>',
    '<a href="#a"><rect/></a>',
    '<text xml:lang="en" xml:space="preserve" x="1">Say <tspan>hello</tspan> to all</text>',
    "<title>JavaScript: the basics of data: and on-load</title>",
    '<text aria-label="javascript: an introduction">x</text>',
    '<filter id="f"><feGaussianBlur stdDeviation="2"/><feImage href="#a"/></filter>',
    '<circle r="1"><animate attributeName="r" values="1;2;1" dur="2s"/></circle>',
    '<rect><set attributeName="fill" to="url(#g)"/></rect>',
    '<mask id="m"><svg viewBox="0 0 1 1"><ellipse rx="1"/></svg></mask>',
]


@pytest.mark.parametrize("inner", HARMLESS)
def test_what_only_draws_stays_as_it_is(inner: str) -> None:
    assert outline(cleaned(inner).encode()) == outline(f"{OPEN}>{inner}</svg>".encode())


def test_a_harmless_picture_keeps_every_element_when_it_is_baked() -> None:
    image = f"{OPEN} viewBox='0 0 9 9' role='img'>{''.join(HARMLESS)}</svg>".encode()
    made = etree.fromstring(svg.embed(image, b'{"a":1}'))
    assert [e.tag for e in made.iter()][2:] == [e.tag for e in etree.fromstring(image).iter()][1:]
    assert made.attrib == {"viewBox": "0 0 9 9", "role": "img"}


def test_text_around_a_dropped_element_stays() -> None:
    assert "<text>Hello there, world</text>" in cleaned(
        "<text>Hello <script>x</script>there<h:b>!</h:b>, world</text>"
    )


def test_external_parts_of_a_style_go_and_the_rest_stays() -> None:
    assert clean_css("fill: url(http://x) ; stroke:red") == "fill: none ; stroke:red"
    assert clean_css("@import 'x'; .a{fill:red}") == " .a{fill:red}"
    assert clean_css(".a{fill:\\72 ed}") == ""
    assert clean_css("a/* url(http://x) */b") == "ab"


@pytest.mark.parametrize(
    "css",
    [
        "url(" + " " * 200_000,
        "url('" * 50_000,
        'url("' * 50_000,
        "/*" * 99_999,
        "@import " * 50_000,
    ],
)
def test_hostile_styles_cost_little_time(css: str) -> None:
    started = time.perf_counter()
    assert "url(" not in clean_css(css)
    assert time.perf_counter() - started < 2


def test_many_dropped_elements_cost_little_time() -> None:
    started = time.perf_counter()
    made = cleaned("<text>" + "<x/>a" * 40_000 + "</text>")
    assert made.count("a") == 40_000
    assert time.perf_counter() - started < 5


def test_neutralising_refuses_what_is_not_svg() -> None:
    with pytest.raises(CarrierError):
        svg.neutralise(b"<html/>")
