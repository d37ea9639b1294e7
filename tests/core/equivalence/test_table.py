"""The figures that the sources themselves give come out as they give them."""

from datetime import date
from fractions import Fraction

import pytest

from mintmark.equivalence import equate, read, weeks_in
from mintmark.equivalence.credit_rates import ways
from mintmark.equivalence.library import library
from mintmark.model import Workload

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("asked", "to", "value", "method"),
    [
        ("5 NZQCF", "ECTS", "5/2", "published table"),
        ("40 NZQCF", "ECTS", "20", "published table"),
        ("2.5 ECTS", "nz", "5", "published table"),
        ("20 ECTS", "NZ", "40", "published table"),
        ("5 ECTS", "nz", "10", "published table"),
        ("2 CV:CNQ", "h", "20", "notional hours"),
        ("20 h", "cv", "2", "notional hours"),
        ("10 CATS", "h", "100", "notional hours"),
        ("150 h", "uk", "15", "notional hours"),
        ("3 US semester", "ECTS", "6", "published table"),
        ("3 US quarter", "US semester", "2", "published table"),
        ("2 us:semester", "US:QUARTER", "3", "published table"),
        ("12 ZA:NQF", "ECTS", "6", "annual ratio"),
        ("40 IN:NCRF", "ECTS", "60", "annual ratio"),
        ("1 AU:AQF-YEAR", "ECTS", "60", "annual ratio"),
        ("10 CA-QC:CREDIT", "ECTS", "20", "annual ratio"),
        ("1 MT:ECTS", "h", "25", "notional hours"),
        ("1 EAP", "h", "26", "notional hours"),
        ("1 EC", "h", "28", "notional hours"),
        ("5 ECTS", "mt", "5", "same credit"),
        ("PT30H", "h", "30", "same credit"),
        ("P12W", "day", "84", "published table"),
    ],
)
def test_amounts(asked, to, value, method):
    answer = equate(asked, to, as_of=DAY)
    assert (answer.value, answer.method) == (Fraction(value), method)
    assert answer.low <= answer.value <= answer.high
    assert answer.steps
    assert answer.confidence != "memory"


def test_five_to_forty_new_zealand_credits_are_two_and_a_half_to_twenty_ects():
    """NZL-14; by the hours they would be fewer, and the range says so."""
    fewest, most = (equate(f"{n} NZQCF", "ECTS", as_of=DAY) for n in (5, 40))
    assert (fewest.value, most.value) == (Fraction(5, 2), 20)
    assert (fewest.low, fewest.high) == (Fraction(5, 3), Fraction(5, 2))
    assert "ACQF Thematic Brief 13" in most.sources[0]


@pytest.mark.parametrize(("hours", "ects"), [(100, 4), (150, 6)])
def test_a_hundred_to_a_hundred_and_fifty_hours_may_be_four_to_six_ects(hours, ects):
    """The Common Microcredential Framework takes 25 hours a credit, an end of the range."""
    answer = equate(f"{hours} h", "ECTS", as_of=DAY)
    assert answer.high == ects
    assert answer.low == Fraction(hours, 30)


def test_one_ects_is_25_to_30_hours_and_30_hours_are_1_to_1_point_2_ects():
    there, back = equate("1 ECTS", "h", as_of=DAY), equate("30 h", "ECTS", as_of=DAY)
    assert (there.low, there.high) == (25, 30)
    assert (back.low, back.high) == (1, Fraction(6, 5))


def test_twelve_weeks():
    """Three months are longer than twelve weeks, whichever months they are."""
    weeks = {d: weeks_in(Workload(duration=d), DAY) for d in ("P12W", "P84D", "P3M", "P2M")}
    assert weeks["P12W"].value == weeks["P84D"].value == 12
    assert weeks["P3M"].low > 12 > weeks["P2M"].high
    assert read("12 weeks") == read("P12W")
    assert not equate("12 weeks", "ECTS", as_of=DAY).decided


@pytest.mark.parametrize(
    ("asked", "to", "value"),
    [
        ("NZQF:2", "ISCED", "3"),
        ("NZQF:8", "ISCED", "6"),
        ("NFQ:6", "ISCED", "5"),
        ("NFQ:9", "ISCED", "7"),
        ("NFQ:7", "EQF", "6"),
        ("NFQ:8", "EQF", "6"),
        ("NFQ:7", "QF-EHEA", "first cycle"),
        ("RQF:5", "EQF", "5"),
        ("SCQF:11", "EQF", "7"),
        ("CQFW:E3", "EQF", "1"),
        ("NZQCF:10", "EQF", "8"),
        ("HKQF:5", "NZQCF", "7"),
        ("AU:AQF:7", "EQF", "6"),
        ("DQR:6", "EQF", "6"),
        ("FR:CNCP:5", "EQF", "5"),
        ("SA:NQF:6", "ISCED", "6"),
        ("EQF:5", "QF-EHEA", "short cycle"),
        ("EQF:8", "ISCED", "8"),
        ("AU:ASCED:Diploma", "ISCED-97", "5B"),
    ],
)
def test_levels(asked, to, value):
    answer = equate(asked, to, as_of=DAY)
    assert answer.value == answer.low == answer.high == value
    assert answer.confidence != "memory"


TEN_HOURS = ("1/3", "2/5")


@pytest.mark.parametrize(
    ("start", "end", "low", "high", "method"),
    [
        ("UK:CATS", "ECTS", "1/2", "1/2", "published table"),
        ("UK:CATS", "ECTS", "2/5", "2/5", "published table"),
        ("NZ:NZQCF", "ECTS", "1/2", "1/2", "published table"),
        ("ECTS", "NZ:NZQCF", "2", "2", "published table"),
        ("US:SEMESTER", "ECTS", "2", "2", "published table"),
        ("US:SEMESTER", "ECTS", "1.67", "1.67", "published table"),
        ("US:SEMESTER", "UK:CATS", "4", "4", "published table"),
        ("US:SEMESTER", "US:QUARTER", "1.5", "1.5", "published table"),
        ("US:QUARTER", "US:SEMESTER", "2/3", "2/3", "published table"),
        ("MY:MQF", "ECTS", "1.77", "1.77", "published table"),
        ("UK:CATS", "US:SEMESTER", "1/5", "1/5", "published table"),
        ("NZ:NZQCF", "ECTS", *TEN_HOURS, "notional hours"),
        ("UK:CATS", "ECTS", *TEN_HOURS, "notional hours"),
        ("ZA:NQF", "ECTS", *TEN_HOURS, "notional hours"),
        ("HK:HKQF", "ECTS", *TEN_HOURS, "notional hours"),
        ("ZA:NQF", "ECTS", "1/2", "1/2", "annual ratio"),
        ("IN:NCRF", "ECTS", "1", "6/5", "notional hours"),
        ("IN:NCRF", "ECTS", "3/2", "3/2", "annual ratio"),
        ("MY:MQF", "ECTS", "4/3", "8/5", "notional hours"),
        ("CA-QC:CREDIT", "ECTS", "3/2", "9/5", "notional hours"),
        ("CA-QC:CREDIT", "ECTS", "2", "2", "annual ratio"),
        ("h", "ECTS", "1/30", "1/25", "notional hours"),
        ("AU:AQF-YEAR", "ECTS", "60", "60", "annual ratio"),
    ],
)
def test_every_factor_that_is_known_is_found_by_its_method(start, end, low, high, method):
    """What a source publishes is in the data; what is only arithmetic is worked out."""
    found = [(w.low, w.high, w.method) for w in ways(start, end, DAY)]
    assert (Fraction(low), Fraction(high), method) in found


def test_all_systems_and_frameworks_are_there():
    credits = set(library().systems) - {"h", "week", "day"}
    assert len(credits) == 23
    assert len(library().frameworks) >= 23
