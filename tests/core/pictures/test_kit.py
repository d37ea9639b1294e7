"""Boxes, words and colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.pictures import drawn
from mintmark.carriers.badge import contrast
from mintmark.pictures.boxes import column, framed, grid, row, words
from mintmark.pictures.document import document
from mintmark.pictures.markup import Markup, tag
from mintmark.pictures.measuring import clean, direction, width_of
from mintmark.pictures.style import DARK, LIGHT, PRINT

ANY_TEXT = st.text(max_size=120)


@given(ANY_TEXT, ANY_TEXT)
def test_whatever_is_said_stays_words(said: str, label: str) -> None:
    root = etree.fromstring(tag("text", clean(said), aria_label=clean(label)))
    assert len(root) == 0
    assert (root.text or "", root.get("aria-label")) == (clean(said), clean(label))


def test_markup_is_kept_and_words_are_not_taken_for_it() -> None:
    inner = tag("b", "1 < 2")
    assert isinstance(inner, Markup)
    assert tag("a", inner) == "<a><b>1 &lt; 2</b></a>"
    assert tag("a", "<b>") == "<a>&lt;b&gt;</a>"
    assert tag("a", x="<\"'>", y=None) == '<a x="&lt;&quot;\'&gt;"/>'


@given(ANY_TEXT)
def test_clean_text_turns_nothing_round_and_breaks_no_xml(said: str) -> None:
    assert not set(clean(said)) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\n"
    )
    assert clean(clean(said)) == clean(said)


def test_no_line_is_broken_at_a_no_break_space() -> None:
    assert clean(" so  far\u00a0: \n 3 ") == "so far\u00a0: 3"
    lines = drawn.texts(drawn.read(document("x", "y", words("une exigence\u00a0: " * 9, 130))))
    assert len(lines) > 1
    assert not any(one.words.startswith(":") for one in lines)


@given(ANY_TEXT, st.integers(80, 700), st.integers(14, 30), st.booleans())
def test_words_stay_within_their_width_and_none_is_lost(
    said: str, width: int, size: int, bold: bool
) -> None:
    box = words(said, width, size=size, bold=bold)
    root = drawn.read(document("x", "y", box))
    lines = drawn.texts(root)
    assert all(line.right - line.left <= max(width, size * 2) for line in lines)
    assert "".join("".join(line.words for line in lines).split()) == "".join(clean(said).split())


def test_words_from_right_to_left_keep_to_the_left_edge() -> None:
    assert direction("אפייה (ECTS)") == "rtl"
    assert direction("12 (ECTS) אפייה") == "ltr"
    theirs = words("אפייה", 300, theirs=True).drawing
    assert 'direction="rtl"' in theirs
    assert 'text-anchor="end"' in theirs
    assert "direction" not in words("Baking", 300, theirs=True).drawing
    assert "direction" not in words("אפייה: at least 30 ECTS", 300).drawing


def test_too_much_is_cut_and_says_so() -> None:
    box = words("word " * 100, 200, most=2)
    (first, last) = drawn.texts(drawn.read(document("x", "y", box)))
    assert not first.words.endswith("…")
    assert last.words.endswith("…")


@given(st.lists(st.integers(1, 60), min_size=1, max_size=9), st.integers(1, 4))
def test_boxes_never_meet(sizes: list[int], columns: int) -> None:
    boxes = [framed(words("x", 80), "card", width=90 + size, height=60 + size) for size in sizes]
    for whole in (column(boxes, 3), row(boxes, 3), grid(boxes, columns, 3)):
        root = drawn.read(document("x", "y", whole))
        places = drawn.cards(root)
        assert len(places) == len(sizes)
        assert not any(one.meets(other) for one, other in combinations(places, 2))
        assert all(place.inside(drawn.ground(root)) for place in places)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_everything_can_be_told_from_its_ground(palette: dict[str, str]) -> None:
    """WCAG 2.2: 4.5 to 1 for words (1.4.3), 3 to 1 for what else has a meaning (1.4.11)."""
    for ground in ("paper", "card"):
        for ink in ("ink", "soft"):
            assert contrast(palette[ink], palette[ground]) >= 4.5
        for shape in ("edge", "part", "part_b", "good", "bad", "open", "soft"):
            assert contrast(palette[shape], palette[ground]) >= 3
    for part in ("part", "part_b"):
        assert contrast(palette["on_part"], palette[part]) >= 4.5
    for mark in ("good", "bad", "open", "soft"):
        assert contrast(palette["on_mark"], palette[mark]) >= 3


def test_the_estimate_of_widths_grows_with_the_words() -> None:
    assert all(a < b for a, b in pairwise(width_of("i" * n + "m") for n in range(5)))


def test_what_is_not_too_high_is_printed_on_one_sheet() -> None:
    def classes(height: int) -> str:
        box = framed(words("x", 80), "card", width=400, height=height)
        return drawn.read(document("x", "y", box)).get("class")

    assert classes(800) == "mintmark sheet"
    assert classes(1200) == "mintmark"
