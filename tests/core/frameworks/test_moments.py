"""Spans and days: by the real calendar, and never by a month of thirty days."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from records import DAY, F, T, U, predicate, remarks, truth

from mintmark.frameworks.conditions import Truth
from mintmark.frameworks.spans import Span, parse_span
from mintmark.model import Achievement


@pytest.mark.parametrize(
    ("bounds", "said", "answer"),
    [
        ({"at_most": "P12W"}, "P12W", T),
        ({"at_most": "P12W"}, "P84D", T),
        ({"at_most": "P12W"}, "P85D", F),
        ({"at_most": "P12W"}, "P3M", F),
        ({"at_most": "P13W"}, "P3M", U),
        ({"at_most": "P92D"}, "P3M", T),
        ({"below": "P12W"}, "P12W", F),
        ({"below": "P15W", "at_least": "P8W"}, "P8W", T),
        ({"above": "P8W"}, "P8W", F),
        ({"at_most": "P1Y"}, "P12M", T),
        ({"at_most": "P1Y"}, "P365D", T),
        ({"at_most": "P1Y"}, "P366D", U),
        ({"at_most": "P1Y"}, "P367D", F),
        ({"at_least": "PT48H"}, "P2D", T),
        ({"at_most": "P1D"}, "PT24H1S", F),
    ],
)
def test_duration(bounds: dict[str, str], said: str, answer: Truth) -> None:
    workload = {"workload": {"duration": said}}
    assert truth({"duration": "workload.duration", **bounds}, **workload) is answer


def test_no_duration_is_unknown() -> None:
    assert truth({"duration": "workload.duration", "at_most": "P1Y"}) is U


def test_a_duration_that_is_too_long_says_what_is_wanted() -> None:
    asked = {"duration": "workload.duration", "at_most": "P12W"}
    assert remarks(asked, workload={"duration": "P13W"}) == "Wanted: at most P12W."
    assert remarks(asked, workload={"duration": "P1W"}) == ""


@pytest.mark.parametrize(
    ("asked", "said", "as_of", "answer"),
    [
        ({"within_last": "P1Y"}, "2025-01-01", DAY, T),
        ({"within_last": "P1Y"}, "2024-12-31", DAY, F),
        ({"within_last": "P1Y"}, "2026-01-01", DAY, T),
        ({"within_last": "P1Y"}, "2026-01-02", DAY, F),
        ({"within_last": "P1M"}, "2024-02-29", date(2024, 3, 31), T),
        ({"within_last": "P1M"}, "2024-02-28", date(2024, 3, 31), F),
        ({"since": "2025-01-01"}, "2025-01-01", DAY, T),
        ({"since": "2025-01-01"}, "2024-12-31", DAY, F),
        ({"until": "2025-01-01"}, "2025-01-02", DAY, F),
        ({"within_last": "P9999Y"}, "0001-01-01", DAY, T),
    ],
)
def test_day(asked: dict[str, str], said: str, as_of: date, answer: Truth) -> None:
    reviewed = {"review": {"reviewed_on": said}}
    assert truth({"day": "review.reviewed_on", **asked}, as_of, **reviewed) is answer


def test_no_day_is_unknown() -> None:
    assert truth({"day": "review.reviewed_on", "within_last": "P1Y"}) is U


@pytest.mark.parametrize(
    "data",
    [
        {"duration": "workload.duration"},
        {"duration": "workload.duration", "at_most": "12 weeks"},
        {"duration": "workload.duration", "at_most": "P"},
        {"day": "review.reviewed_on"},
        {"day": "review.reviewed_on", "since": "2025-02-30"},
        {"day": "review.reviewed_on", "within_last": "a year"},
    ],
)
def test_what_is_no_predicate_on_time(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        predicate(data)


@pytest.mark.parametrize(
    "data",
    [
        {"duration": "title", "at_most": "P1Y"},
        {"day": "title", "since": "2025-01-01"},
        {"duration": "nowhere", "at_most": "P1Y"},
    ],
)
def test_a_path_to_something_else_is_found_before_use(data: dict[str, Any]) -> None:
    assert len(list(predicate(data).faults((Achievement,)))) == 1


SPANS = st.builds(Span, st.integers(0, 40), st.integers(0, 400).map(Fraction))


def after(start: date, span: Span) -> date:
    """The day a span after a first of a month, by plain addition."""
    count = start.year * 12 + start.month - 1 + span.months
    return date(count // 12, count % 12 + 1, 1) + timedelta(days=int(span.days))


@given(SPANS, SPANS, st.dates(date(1900, 1, 1), date(2300, 1, 1)))
def test_the_range_of_differences_holds_on_every_calendar_day(
    one: Span, other: Span, day: date
) -> None:
    start = day.replace(day=1)
    low, high = one.minus(other)
    assert low <= (after(start, one) - after(start, other)).days <= high
    assert other.minus(one) == (-high, -low)


@given(SPANS)
def test_a_span_is_as_long_as_itself(span: Span) -> None:
    assert span.minus(span) == (0, 0)


def test_the_ranges_are_no_wider_than_the_calendar() -> None:
    assert parse_span("P1M").minus(Span(0, Fraction(0))) == (28, 31)
    assert parse_span("P1Y").minus(Span(0, Fraction(0))) == (365, 366)
    assert parse_span("P400Y").minus(Span(0, Fraction(0))) == (146_097, 146_097)


@pytest.mark.parametrize("text", ["", "P", "PT", "P1", "1W", "P-1D", "P1DT", "12 weeks"])
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        parse_span(text)
