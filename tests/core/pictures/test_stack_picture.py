"""The picture of a stack: it tells all that the result says, legibly, and nothing overlaps."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pictures import drawn
from mintmark.errors import UsageError
from mintmark.model import Holding, StackResult, StackRule
from mintmark.pictures.measuring import clean
from mintmark.pictures.stack import stack_picture
from mintmark.steps.stack import evaluate
from stack_samples import AS_OF, held, rule, url

BAKER = rule(
    f"""
names:
  - {{id: bread, url: "{url("bread")}", title: Bread}}
  - {{id: cake, url: "{url("cake")}", title: Cake, credits: 5}}
requirements:
  - {{id: total, at_least: 30}}
  - {{id: high, title: Depth, at_least: 10, where: {{level: {{framework: EQF, at_least: "6"}}}}}}
  - {{id: prior, at_most_share: 0.5, where: {{routes: [recognition-of-prior-learning]}}}}
groups:
  - id: core
    title: Core of baking
    requirements:
      - {{id: named, count: things, things: [bread, cake]}}
  - id: elective
    requirements:
      - {{id: any, at_least: 10}}
"""
)
HELD = [
    held("bread", 10, level="EQF:6"),
    held("hygiene", 20, system="NZQCF", on="2025-04-01"),
    held("safety", 5, on="2024-01-01", route="recognition-of-prior-learning"),
    held("old", 5, standing="not-valid", code="status.revoked", reason="It was revoked."),
]


def picture(rule: StackRule, holdings: list[Holding], **more: Any) -> str:
    return stack_picture(rule, evaluate(rule, holdings, as_of=AS_OF), **more)


def legible(root: Any) -> None:
    """Nothing lies outside the picture, and no words lie on others."""
    texts = drawn.texts(root)
    assert all(one.inside(drawn.ground(root)) for one in [*texts, *drawn.cards(root)])
    assert [
        (one.words, other.words) for one, other in combinations(texts, 2) if one.meets(other)
    ] == []


def test_it_tells_what_the_result_says() -> None:
    result = evaluate(BAKER, HELD, as_of=AS_OF)
    said = drawn.said(drawn.read(stack_picture(BAKER, result)))
    assert result.verdict == "not-met"
    for words in (
        "Not met yet",
        "total: at least 30 ECTS",
        "25 of 30: not met",
        "Depth: at least 10 ECTS at EQF 6 or above",
        "10 of 10: met",
        "20 %: kept",
        "Core of baking",
        "1 of 2: not met",
        "Cake (5 ECTS)",
        "It was revoked.",
        "status.revoked",
        "It counts in elective.",
        "School of Bread decides.",
    ):
        assert words in said, words


def test_a_number_in_a_bar_is_that_of_its_credential() -> None:
    root = drawn.read(picture(BAKER, HELD))
    lists = {one.get("aria-label"): one for one in root.iter() if one.get("role") == "list"}
    counted = [
        [text.text for text in card.iter(f"{drawn.SVG}text")][:2]
        for card in lists["Credentials that count"]
        for card in card.iter()
        if card.get("role") == "listitem"
    ]
    assert counted == [["1", "Safety"], ["2", "Bread"], ["3", "Hygiene"]]
    high = next(
        one
        for one in lists["Requirements in all"].iter()
        if one.get("role") == "img" and one[0].text == "10 of 10: met."
    )
    assert [text.text for text in high.iter(f"{drawn.SVG}text")] == ["2"]


def test_every_drawing_without_words_has_words_that_stand_for_it() -> None:
    root = drawn.read(picture(BAKER, HELD))
    drawings = [one for one in root.iter() if one.get("role") == "img"]
    assert len(drawings) > 10
    assert all(one[0].tag == f"{drawn.SVG}title" and one[0].text for one in drawings)
    assert root[0].text == "Certificate in Baking: not met yet."


@pytest.mark.parametrize("width", [320, 380, 720, 1200, 2000])
def test_it_is_legible_at_any_width(width: int) -> None:
    root = drawn.read(picture(BAKER, HELD, width=width))
    assert drawn.ground(root).right == width
    legible(root)
    assert {float(one.get("font-size")) >= 14 for one in root.iter(f"{drawn.SVG}text")} == {True}


@pytest.mark.parametrize("width", [319, 2001, 0, -1])
def test_no_picture_is_that_wide(width: int) -> None:
    with pytest.raises(UsageError) as raised:
        picture(BAKER, HELD, width=width)
    assert raised.value.code == "picture.bad-width"


def test_a_result_is_drawn_with_its_own_rule_only() -> None:
    result = evaluate(BAKER, HELD, as_of=AS_OF)
    newer = BAKER.model_copy(update={"version": "2"})
    fewer = BAKER.model_copy(update={"groups": BAKER.groups[:1]})
    for other in (newer, fewer):
        with pytest.raises(UsageError) as raised:
            stack_picture(other, result)
        assert raised.value.code == "picture.other-rule"


NASTY = [
    "</text><script>alert(1)</script>",
    '"><image href="https://example.org/x"/>',
    "]]>&lt;!--",
    "\u202egnp.exe",
    "\x00\x1b[31mred\x07",
    "W" * 500,
    "يوم طويل " * 30,
    "小" * 300,
]


@pytest.mark.parametrize("title", NASTY)
def test_hostile_titles_are_only_words(title: str) -> None:
    mine = held("bread", 10, title=title)
    ordinary = drawn.read(picture(BAKER, [held("bread", 10), *HELD[1:]]))
    root = drawn.read(picture(BAKER, [mine, *HELD[1:]]))
    assert len(list(root.iter(f"{drawn.SVG}g"))) >= len(list(ordinary.iter(f"{drawn.SVG}g"))) - 2
    legible(root)
    told = drawn.said(root).replace(" ", "").replace("…", "")
    assert clean(title).replace(" ", "")[:12] in told


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(str.strip), st.integers(320, 900))
def test_any_title_stays_in_its_card(title: str, width: int) -> None:
    legible(drawn.read(picture(BAKER, [held("bread", 10, title=title)], width=width)))


def many(count: int) -> list[Holding]:
    return [held(f"course-{n}", 1 + n % 5, on=f"20{10 + n % 15}-01-01") for n in range(count)]


def test_hundreds_are_counted_and_stay_legible() -> None:
    greedy = rule("requirements:\n  - {id: lots, count: credentials, at_least: 400}")
    result = evaluate(greedy, many(300), as_of=AS_OF)
    root = drawn.read(stack_picture(greedy, result))
    legible(root)
    said = drawn.said(root)
    assert "300 of 400: not met" in said
    assert "and 277 more" in said
    assert drawn.ground(root).bottom < 3000
    rest = [one.credits for one in result.credentials if one.counts][23:]
    assert f"They count {sum(one or 0 for one in rest)} ECTS together." in said


def test_what_is_left_out_for_one_reason_stands_together() -> None:
    modest = rule("requirements:\n  - {id: total, at_least: 5}")
    said = drawn.said(drawn.read(picture(modest, many(300))))
    assert said.count("Everything is met without it.") == 1
    assert "and 295 more" in said


def test_many_reasons_are_put_together_by_their_code() -> None:
    late = [held(f"late-{n}", valid_until=f"2026-05-{n:02}T00:00:00Z") for n in range(1, 29)]
    said = drawn.said(drawn.read(picture(BAKER, late)))
    assert "For example: It expired on 2026-05-01." in said
    assert "and 24 more" in said
    assert said.count("stack.expired") == 1


def test_whoever_says_it_otherwise_says_all_but_what_others_wrote() -> None:
    svg = picture(BAKER, HELD, say=lambda text: "…", language="fr")
    root = drawn.read(svg)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    left = {one for one in drawn.said(root).split(" ") if not one.isdigit()}
    titles = "Certificate in Baking Core of baking elective Bread Hygiene Safety Old status.revoked"
    assert left == {*titles.split(), "…", "…."}


def test_groups_stand_inside_one_another() -> None:
    deep = rule(
        """
groups:
  - id: outer
    groups:
      - {id: inner, title: Innermost, requirements: [{id: one, at_least: 5}]}
"""
    )
    root = drawn.read(picture(deep, HELD))
    inner = drawn.cards(root)[:3]
    assert inner[2].inside(inner[1])
    assert inner[1].inside(inner[0])
    assert "It counts in outer, Innermost." in drawn.said(root)


@pytest.mark.parametrize("width", [320, 720])
def test_however_deep_groups_are_they_have_room(width: int) -> None:
    inner = "{id: g, requirements: [{id: one, at_least: 5}]}"
    for _ in range(12):
        inner = f"{{id: g, groups: [{inner}]}}"
    deep = rule(f"groups: [{inner}]")
    root = drawn.read(picture(deep, HELD, width=width))
    legible(root)
    bars = [one for one in root.iter() if (one.get("class") or "") == "bar"]
    assert all(float(bar.get("width")) >= 150 for bar in bars)


def test_nothing_held_and_nothing_known() -> None:
    empty = drawn.read(picture(BAKER, []))
    assert "0 credentials of 0 counted." in drawn.said(empty)
    doubt = held("bread", 30, standing="unchecked", code="status.unreachable", reason="No list.")
    root = drawn.read(picture(rule("requirements: [{id: total, at_least: 5}]"), [doubt]))
    assert "Nobody can tell" in drawn.said(root)
    assert "would decide" in drawn.said(root)


def test_the_same_result_gives_the_same_bytes() -> None:
    result = evaluate(BAKER, HELD, as_of=AS_OF)
    again = StackResult.model_validate_json(result.model_dump_json())
    assert stack_picture(BAKER, result) == stack_picture(BAKER, again)
    assert picture(BAKER, HELD) == picture(BAKER, list(reversed(HELD)))
