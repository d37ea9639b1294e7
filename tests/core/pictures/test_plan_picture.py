"""The picture of a plan: each step at its time, what it takes, and why there is none."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pictures import drawn
from core.pictures.plans import NONE, PASTRY, RESULT, WHOLE, plan, planned, step
from mintmark.errors import UsageError
from mintmark.model import PlanResult
from mintmark.pictures.measuring import clean
from mintmark.pictures.plan import plan_picture
from mintmark.pictures.timeline import weekly


def legible(root: Any) -> None:
    texts = drawn.texts(root)
    assert all(one.inside(drawn.ground(root)) for one in [*texts, *drawn.cards(root)])
    assert [
        (one.words, other.words) for one, other in combinations(texts, 2) if one.meets(other)
    ] == []


def lanes(root: Any) -> dict[str, tuple[int, int]]:
    """Return where each step's lane begins and how long it is, by what it says aloud."""
    found = {}
    for one in root.iter(f"{drawn.SVG}g"):
        if one.get("role") == "img" and (one[0].text or "").startswith("from "):
            rect = one.find(f"{drawn.SVG}rect")
            found[one[0].text] = (int(rect.get("x")), int(rect.get("width")))
    return found


def test_it_tells_what_the_plan_says() -> None:
    said = drawn.said(drawn.read(plan_picture(RESULT, width=1200)))
    for words in (
        "There is a plan",
        "3 steps: no plan costs less.",
        "225 EUR to pay",
        "Fees of 1350 EUR, of which funds pay 1125 EUR.",
        "Done on 2027-05-28",
        "From 2026-09-07, in 38 weeks.",
        "389 hours of study",
        "about 22.5 in the fullest week.",
        "2026-09-07 to 2026-12-18, about 8.5 hours a week",
        "Apply by 2026-11-30",
        "Work experience; taught in de, en",
        "https://school.example/cakes",
        "Cakes, 2027-01-11 to 2027-05-28",
        "After step 1",
        "125 EUR to pay; springboard",
        "Free",
        "The quickest",
        "The next best (cheapest)",
        "Mind the gap.",
        "School of Bread decides.",
    ):
        assert words in said, words


def test_whoever_says_it_otherwise_says_all_but_what_others_wrote() -> None:
    for result in (RESULT, NONE):
        root = drawn.read(plan_picture(result, say=lambda text: "…", language="fr"))
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
        said = set(drawn.said(root).replace(",", "").split(" "))
        assert "…" in said
        data = (
            "Certificate in Baking Pastry Safety Cakes School of Bread https://school.example/cakes"
        )
        months = {f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13)}
        assert said - {"…", "1", "2", "3", *data.split()} <= months


def test_a_step_stands_at_its_time() -> None:
    found = lanes(drawn.read(plan_picture(RESULT)))
    pastry, safety, cakes = found.values()
    assert pastry[0] == 0
    assert pastry[0] < safety[0] < sum(pastry) < cakes[0]
    assert sum(cakes) == 720 - 2 * 28 - 32
    days = (date(2027, 5, 28) - date(2026, 9, 7)).days + 1
    assert cakes[0] == (date(2027, 1, 11) - date(2026, 9, 7)).days * 632 // days


def test_the_hours_of_the_weeks_are_all_the_hours() -> None:
    assert sum(weekly(WHOLE.steps).values()) == WHOLE.totals.hours
    one = weekly([step("a", "2026-06-01", "2026-06-14", hours=20)])
    assert list(one.values()) == [10, 10]  # 1 June 2026 is a Monday
    over = weekly([step("a", "2026-06-03", "2026-06-09", hours=7)])
    assert list(over.values()) == [5, 2]


def test_why_there_is_none() -> None:
    said = drawn.said(drawn.read(plan_picture(NONE)))
    assert "There is no plan" in said
    assert "It costs at least 900 EUR, and there are 700 EUR." in clean(said)
    assert "max cost: 700 EUR; needed: 900 EUR" in said
    assert "No offer gives Fine cakes." in said
    assert "On a time line" not in said


@pytest.mark.parametrize("width", [320, 360, 720, 1200])
@pytest.mark.parametrize("result", [RESULT, NONE], ids=["planned", "infeasible"])
def test_it_is_legible_at_any_width(result: PlanResult, width: int) -> None:
    root = drawn.read(plan_picture(result, width=width))
    assert drawn.ground(root).right == width
    legible(root)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 900), st.integers(0, 2000)),
        min_size=1,
        max_size=6,
    ),
    st.integers(320, 900),
)
def test_any_plan_stays_on_its_card(times: list[tuple[int, int, int]], width: int) -> None:
    begin = date(2026, 6, 1)
    steps = [
        step(
            f"s{n}",
            (begin + timedelta(days=start)).isoformat(),
            (begin + timedelta(days=start + long)).isoformat(),
            hours=hours,
        )
        for n, (start, long, hours) in enumerate(sorted(times))
    ]
    root = drawn.read(plan_picture(planned(plan(*steps)), width=width))
    legible(root)
    found = lanes(root)
    assert all(left >= 0 and left + long <= width - 88 for left, long in found.values())
    assert all(long >= 6 for _, long in found.values())


@pytest.mark.parametrize(
    "title", ["</text><script>x</script>", "\u202eabc", "W" * 400, "ספר " * 60]
)
def test_hostile_titles_are_only_words(title: str) -> None:
    mine = PASTRY.model_copy(update={"title": title, "provider": title})
    legible(drawn.read(plan_picture(planned(plan(mine)))))


def test_no_credits_no_fees_and_one_day() -> None:
    free = step("a", "2026-06-01", "2026-06-01", hours=0, credits=None, fee=0, to_pay=0)
    whole = plan(free)
    bare = whole.model_copy(
        update={"totals": whole.totals.model_copy(update={"credits": None, "currency": None})}
    )
    said = drawn.said(drawn.read(plan_picture(planned(bare))))
    assert "0 to pay" in said
    assert "ECTS more" not in said
    assert Fraction(0) == sum(weekly([free]).values())


def test_a_bad_width_and_the_same_bytes() -> None:
    with pytest.raises(UsageError):
        plan_picture(RESULT, width=100)
    again = PlanResult.model_validate_json(RESULT.model_dump_json())
    assert plan_picture(RESULT) == plan_picture(again)
