"""Default badge images: accessible, legible, deterministic (DIG-03)."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mintmark.carriers import badge, png, svg
from mintmark.carriers.badge_text import fit
from mintmark.errors import CarrierError, UsageError
from mintmark.pictures.measuring import width_of

NS = {"s": "http://www.w3.org/2000/svg"}
TITLES = [
    "Python",
    "Food Safety Management for Small Bakeries",
    "小型烘焙坊食品安全管理",
    "إدارة سلامة الأغذية",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    'A & B <C> "D"',
    "é" * 200,
    "W" * 200,
    "word " * 40,
]


def words(image: bytes) -> list[str]:
    return [str(t.text) for t in etree.fromstring(image).findall("s:text", NS)]


@pytest.mark.parametrize("title", TITLES)
def test_a_badge_tells_its_title_to_everybody(title: str) -> None:
    root = etree.fromstring(badge.badge_svg(title, "University", language="fr"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext("s:title[@id='title']", namespaces=NS) == title.strip()
    assert "University" in str(root.findtext("s:desc[@id='desc']", namespaces=NS))


@pytest.mark.parametrize("title", TITLES)
def test_the_words_stay_inside_the_round(title: str) -> None:
    for line in etree.fromstring(badge.badge_svg(title, "The Institute of Arts")).iterfind(
        "s:text", NS
    ):
        size, y = int(str(line.get("font-size"))), float(str(line.get("y")))
        half = width_of(str(line.text)) * size / 2
        for edge in (y - size * 0.75, y + size * 0.2):
            assert half**2 + (edge - 256) ** 2 <= 215**2, line.text


def test_the_words_are_all_there_unless_there_is_no_room() -> None:
    title = TITLES[1]
    assert " ".join(words(badge.badge_svg(title))) == title
    assert "".join(words(badge.badge_svg(TITLES[4]))) == TITLES[4]
    assert words(badge.badge_svg("x", "Very long names of institutes " * 9))[-1].endswith("…")


def test_short_titles_are_larger_than_long_ones() -> None:
    sizes = [fit(t, sizes=range(60, 13, -2), top=150, bottom=352)[0].size for t in TITLES[:2]]
    assert sizes[0] > sizes[1] >= 30


@pytest.mark.parametrize("colour", [None, "#000000", "#ffffff", "#777777", "#ff8800", "#767676"])
def test_words_and_ground_contrast_by_at_least_4_5(colour: str | None) -> None:
    for title in TITLES:
        root = etree.fromstring(badge.badge_svg(title, "x", colour=colour))
        ground = str(root.findall("s:circle", NS)[1].get("fill"))
        assert colour in {None, ground}
        for text in root.iterfind("s:text", NS):
            assert badge.contrast(str(text.get("fill")), ground) >= 4.5


def test_contrast_is_that_of_the_guidelines() -> None:
    assert badge.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert badge.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_the_same_title_always_looks_the_same() -> None:
    assert badge.badge_svg("Bread", "A") == badge.badge_svg(" Bread ", "A")
    assert len({badge.badge_svg(f"Bread {i}").split(b"<title")[1][-400:] for i in range(9)}) > 1


def test_marks_take_no_room_and_wide_characters_take_more() -> None:
    assert width_of("e\u0301\u200d") == width_of("e") < width_of("W") < width_of("中")


def test_right_to_left_titles_are_marked() -> None:
    assert b'direction="rtl"' in badge.badge_svg("2026 إدارة")
    assert b'direction="rtl"' not in badge.badge_svg("2026 Bread")


@given(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=200))
def test_any_title_gives_a_well_formed_safe_picture(title: str) -> None:
    try:
        image = badge.badge_svg(title, title)
    except UsageError as error:
        assert error.code == "badge.no-title"
        return
    assert [e.tag for e in etree.fromstring(svg.neutralise(image)).iter()] == [
        e.tag for e in etree.fromstring(image).iter()
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"title": " \n"}, "badge.no-title"),
        ({"title": "x", "colour": "red"}, "badge.bad-colour"),
        ({"title": "x", "colour": "#12345678"}, "badge.bad-colour"),
    ],
)
def test_what_cannot_be_a_badge_is_named(arguments: dict[str, str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        badge.badge_svg(**arguments)
    assert caught.value.code == code


def test_a_badge_becomes_a_small_png_that_can_be_baked() -> None:
    image = badge.badge_png(badge.badge_svg(TITLES[1], "University"), system_fonts=False)
    assert struct.unpack(">II", image[16:24]) == (512, 512)
    assert len(image) < 60_000
    assert image == badge.badge_png(badge.badge_svg(TITLES[1], "University"), system_fonts=False)
    credential = b'{"a":1}'
    assert png.extract(png.embed(image, credential)) == credential


@settings(max_examples=10)
@given(st.text(min_size=1, max_size=30))
def test_any_words_can_be_drawn(text: str) -> None:
    image = badge.badge_png(badge.badge_svg("x" + text), pixels=32, system_fonts=False)
    assert image.startswith(png.SIGNATURE)


def test_a_png_is_not_made_of_anything_else() -> None:
    with pytest.raises(CarrierError):
        badge.badge_png(b"<html/>")
    for pixels in (0, 15, 4096):
        with pytest.raises(UsageError) as caught:
            badge.badge_png(badge.badge_svg("x"), pixels=pixels)
        assert caught.value.code == "badge.bad-size"
