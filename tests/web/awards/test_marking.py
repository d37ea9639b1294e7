"""Results are exact, and never rounded up to a pass."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark import Assessment
from mintmark.model import RubricLevel
from mintmark_web.awards.marking import is_from_levels, result
from mintmark_web.awards.types import Given

HALF = Decimal("0.5")
NOTHING = Given("")
SHARES = st.decimals(0, 1, places=4)
LADDER = ("poor", "fair", "good")


def assessment(points=(None, None, None), **more):
    rubric = [
        RubricLevel(id=name, name=name, points=point)
        for name, point in zip(LADDER, points, strict=True)
    ]
    return Assessment(id="a", title="A", type="project", rubric=tuple(rubric), **more)


@settings(max_examples=60, deadline=None)
@given(st.lists(SHARES, min_size=1, max_size=7), SHARES)
def test_a_mean_passes_exactly_where_the_true_mean_does(scores, mark):
    found = result(
        assessment(pass_mark=mark),
        [Given(str(n), "", s) for n, s in enumerate(scores)],
        NOTHING,
        HALF,
    )
    mean = sum(map(Fraction, scores)) / len(scores)
    assert found.score <= mean
    assert mean - Fraction(found.score) < Fraction(1, 1_000_000)
    assert found.passed == (mean >= Fraction(mark))


@given(st.lists(st.sampled_from(LADDER), min_size=1, max_size=6))
def test_the_level_of_the_whole_is_the_lowest(levels):
    found = result(
        assessment(required_level="fair"),
        [Given(str(n), level) for n, level in enumerate(levels)],
        NOTHING,
        HALF,
    )
    assert found.level == min(levels, key=LADDER.index)
    assert found.passed == ("poor" not in levels)


def test_points_make_a_score():
    given_ = [Given("1", "good"), Given("2", "fair")]
    found = result(assessment((0, 1, 2)), given_, NOTHING, HALF)
    assert found.score == Decimal("0.75")


def test_an_outcome_without_a_mark_hides_behind_nobody():
    found = result(assessment(), [Given("1", "", Decimal(1)), Given("2")], NOTHING, HALF)
    assert (found.score, found.level, found.passed) == (None, "", None)


@pytest.mark.parametrize(
    ("given_", "passed"),
    [
        (Given("", "good"), None),
        (Given("", "good", Decimal("0.9")), True),
        (Given("", "good", Decimal("0.89")), False),
        (Given("", "poor", Decimal(1)), False),
        (Given("", "", Decimal(1)), None),
    ],
)
def test_mastery_wants_the_score_and_the_level(given_, passed):
    wanted = assessment(pass_mark=Decimal("0.9"), required_level="fair")
    assert result(wanted, [], given_, HALF).passed is passed


@pytest.mark.parametrize(
    ("given", "whole", "follows"),
    [
        ([Given("a", "fair")], NOTHING, True),
        ([Given("a", "fair"), Given("b", "good")], NOTHING, True),
        ([Given("a", "fair", HALF)], NOTHING, False),  # typed by the assessor
        ([Given("a", "fair")], Given("", "", Decimal("0.7")), False),  # typed for the whole
        ([], Given("", "fair", HALF), False),
    ],
)
def test_a_score_that_nobody_gave_is_told_from_one_that_an_assessor_did(given, whole, follows):
    one = assessment(points=(0, 1, 2))
    found = result(one, given, whole, HALF)
    assert found.score is not None
    assert is_from_levels(one, found.score, given) is follows
