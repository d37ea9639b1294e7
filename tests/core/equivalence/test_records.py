"""What the rules ask of a record."""

import time
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from mintmark.equivalence import credits_in, level_in, weeks_in
from mintmark.errors import UsageError
from mintmark.model import Credits, Level, NoLevel, Workload

DAY = date(2024, 1, 1)


def workload(hours=None, duration=None, **credits) -> Workload:
    named = tuple(Credits(system=s.replace("_", ":"), value=Decimal(v)) for s, v in credits.items())
    return Workload(hours=hours and Decimal(hours), credits=named, duration=duration)


def levels(*texts: str) -> tuple[Level, ...]:
    parts = (text.rpartition(":") for text in texts)
    return tuple(Level(framework=framework, value=value) for framework, _, value in parts)


def test_what_is_stated_comes_first():
    answer = credits_in(workload(hours=125, ECTS="5", NZQCF="12"), "nz", DAY)
    assert (answer.value, answer.method) == (12, "stated")
    assert {a.value for a in answer.alternatives} == {10, Fraction(25, 2)}


def test_then_credits_elsewhere_then_hours():
    by_rate = credits_in(workload(hours=100, ECTS="5"), "NZQCF", DAY)
    assert (by_rate.value, by_rate.method) == (10, "published table")
    by_hours = credits_in(workload(hours=100), "NZQCF", DAY)
    assert (by_hours.value, by_hours.method) == (10, "notional hours")
    assert credits_in(workload(hours=100), "h", DAY).method == "stated"
    assert credits_in(workload(ECTS="1"), "h", DAY).low == 25
    assert credits_in(workload(ECTS="1"), "MT:ECTS", DAY).method == "same credit"


def test_nothing_to_go_on_is_none():
    assert credits_in(None, "ECTS", DAY) is None
    assert credits_in(workload(duration="P6W"), "ECTS", DAY) is None
    assert credits_in(workload(Stars="5"), "ECTS", DAY) is None
    assert level_in((), "EQF", DAY) is None
    assert level_in(NoLevel(not_applicable="it is a short course"), "EQF", DAY) is None
    assert level_in(levels("House levels:3", "NFQ:eleven"), "EQF", DAY) is None
    assert weeks_in(workload(hours=3), DAY) is None
    assert weeks_in(None, DAY) is None


def test_cannot_tell_is_an_answer_without_a_value():
    kenyan = credits_in(workload(KNQF="10"), "ECTS", DAY)
    assert (kenyan.value, kenyan.decided) == (None, False)
    american = credits_in(workload(us="3"), "ECTS", DAY)
    assert not american.decided
    assert "US:SEMESTER or US:QUARTER" in american.note
    assert not level_in(levels("AQF:8"), "EQF", DAY).decided
    assert "AU:AQF or AL:AQF" in level_in(levels("AQF:8"), "EQF", DAY).note


def test_an_unknown_target_is_the_callers_mistake():
    with pytest.raises(UsageError, match="STARS"):
        credits_in(workload(hours=1), "STARS", DAY)
    with pytest.raises(UsageError, match="STARS"):
        level_in(levels("EQF:6"), "STARS", DAY)


def test_levels():
    stated = level_in(levels("IE:NFQ:7", "EQF:5"), "EQF", DAY)
    assert (stated.value, stated.method) == ("5", "stated")
    assert [a.value for a in stated.alternatives] == ["6"]
    mapped = level_in(levels("IE:NFQ:7"), "EQF", DAY)
    assert (mapped.value, mapped.method) == ("6", "level map")
    assert level_in(levels("QF-EHEA:first cycle"), "ISCED", DAY).value == "6"
    assert level_in(levels("EQF:6"), "IE:NFQ", DAY).value is None


def test_a_decided_answer_comes_before_one_that_cannot_tell():
    assert level_in(levels("AU:AQF:8", "IE:NFQ:7"), "EQF", DAY).value == "6"
    assert credits_in(workload(KNQF="10", ECTS="5"), "NZQCF", DAY).value == 10


def test_levels_that_contradict_one_another_decide_nothing():
    answer = level_in(levels("IE:NFQ:7", "DE:DQR:5"), "EQF", DAY)
    assert not answer.decided
    assert {a.value for a in answer.alternatives} == {"5", "6"}
    assert "contradict" in answer.note


@pytest.mark.parametrize(
    ("duration", "low", "high"),
    [
        ("P6W", "6", "6"),
        ("P42D", "6", "6"),
        ("PT168H", "1", "1"),
        ("P1M", "4", "31/7"),
        ("P3M", "89/7", "92/7"),
        ("P12M", "365/7", "366/7"),
        ("P1Y6M", "546/7", "550/7"),
    ],
)
def test_weeks(duration, low, high):
    answer = weeks_in(workload(duration=duration), DAY)
    assert (answer.low, answer.high) == (Fraction(low), Fraction(high))
    assert answer.low <= answer.value <= answer.high
    assert (answer.note is None) == (answer.low == answer.high)


def test_they_are_fast_enough_for_many_rules():
    """39 frameworks over 10,000 records ask them about a million times in 20 seconds."""
    load, there = workload(hours=125, ECTS="5"), levels("EQF:6", "IE:NFQ:7")
    credits_in(load, "nz", DAY), level_in(there, "ISCED", DAY)
    begun = time.perf_counter()
    for _ in range(5_000):
        credits_in(load, "nz", DAY)
        level_in(there, "ISCED", DAY)
    assert time.perf_counter() - begun < 0.5
