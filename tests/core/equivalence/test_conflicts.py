"""Where sources disagree, both are shown; where a map forks or is in doubt, nothing is decided."""

from datetime import date
from fractions import Fraction

import pytest

from mintmark.equivalence import equate
from mintmark.equivalence.facts import Rate
from mintmark.equivalence.library import library

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("conflict", "asked", "to"),
    [
        ("nz-size", "5 NZQCF", "ECTS"),
        ("nz-size", "NZQCF:2", "EQF"),
        ("credit-method", "5 ECTS", "nz"),
        ("credit-method", "10 CATS", "ECTS"),
        ("credit-method", "12 ZA:NQF", "MT:ECTS"),
        ("us-ects", "3 US:SEMESTER", "ECTS"),
        ("framework-codes", "AU:AQF:9", "EQF"),
        ("framework-codes", "MT:MQF:5", "EQF"),
        ("framework-codes", "PH:PQF:5", "AQRF"),
        ("editions", "AU:ASCED:Diploma", "ISCED-97"),
        ("editions", "FR:CNCP-ROMAN:III", "EQF"),
        ("cmf-rate", "10 CATS", "ECTS"),
        ("saqa-part-level", "ZA:NQF:5", "EQF"),
    ],
)
def test_both_sides_are_told_with_the_answer(run, conflict, asked, to):
    known = {c.id: c for c in library().contents.conflicts}[conflict]
    assert conflict in {c.id for c in equate(asked, to, as_of=DAY).conflicts}
    printed = run("equate", asked, "--to", to, "--as-of", DAY).out
    for side in (known.first, known.second):
        assert side.says in printed
        assert side.source in printed


def test_all_thirteen_have_two_sides_and_say_what_is_done():
    conflicts = library().contents.conflicts
    assert len({c.id for c in conflicts}) == 13
    assert all(c.first.says != c.second.says and c.done for c in conflicts)


def test_no_conflict_is_told_where_its_parties_do_not_take_part():
    assert equate("30 h", "ECTS", as_of=DAY).conflicts == ()
    assert equate("NFQ:7", "EQF", as_of=DAY).conflicts == ()


def test_year_against_hour():
    """The year decides, the hours bound it: 2 credits for 1 ECTS, or 2.5 to 3."""
    answer = equate("1 ECTS", "nz", as_of=DAY)
    assert (answer.value, answer.low, answer.high) == (2, 2, 3)
    (hours,) = answer.alternatives
    assert (hours.method, hours.low, hours.high) == ("notional hours", Fraction(5, 2), 3)


def test_two_or_one_and_two_thirds_ects_for_a_us_credit():
    answer = equate("1 US:SEMESTER", "ECTS", as_of=DAY)
    assert (answer.value, answer.low, answer.high) == (2, Fraction(3, 2), 2)
    assert Fraction("1.67") in {a.value for a in answer.alternatives}


def test_the_common_microcredential_framework_has_a_rate_of_its_own():
    """10 to 15 UK credits as 4 to 6 ECTS is shown; half an ECTS a credit is taken."""
    fewest, most = (equate(f"{n} CATS", "ECTS", as_of=DAY) for n in (10, 15))
    assert (fewest.value, most.value) == (5, Fraction(15, 2))
    assert [a.value for a in fewest.alternatives if a.doubt] == [4]
    assert [a.value for a in most.alternatives if a.doubt] == [6]


def test_two_rates_of_equal_weight_decide_nothing(with_data):
    data = library().contents
    rival = Rate.model_validate(
        {"from": "NZ:NZQCF", "to": "ECTS", "factor": "1/3", "source": "x", "confidence": "seen"}
    )
    with_data(data.model_copy(update={"rates": (*data.rates, rival)}))
    answer = equate("6 NZQCF", "ECTS", as_of=DAY)
    assert not answer.decided
    assert "contradict" in answer.note
    assert {2, 3} <= {a.value for a in answer.alternatives}


@pytest.mark.parametrize(
    ("asked", "to", "shown", "words"),
    [
        ("EQF:6", "NFQ", {"7", "8"}, "may be"),
        ("HKQF:3", "NZQCF", {"3", "4"}, "may be"),
        ("FR:CNCP-ROMAN:I", "EQF", {"7", "8"}, "may be"),
        ("NZQCF:3", "EQF", {"4"}, "row of EQF 4"),
        ("EQF:4", "NZQCF", {"3", "4"}, "row of EQF 4"),
        ("HKQF:3", "EQF", {"4"}, "row of EQF 4"),
        ("NZQCF:8", "EQF", {None, "6"}, "no counterpart"),
        ("RQF:E1", "EQF", {None}, "no counterpart"),
        ("EQF:6", "AU:AQF", {"7", "8"}, "does not place level 5, 6, 8"),
        ("ISCED:3", "NZQCF", {"2"}, "does not place"),
        ("AU:AQF:8", "EQF", {"6"}, "remembered"),
        ("NLQF:5", "EQF", {"5"}, "remembered"),
        ("ZA:NQF:5", "AU:AQF", {"5", "6"}, "private"),
        ("NZQCF:4", "ISCED", set(), "No map"),
        ("AL:AQF:5", "EQF", set(), "No map"),
        ("ISCED-97:5B", "ISCED", set(), "No map"),
    ],
)
def test_what_is_not_clear_is_shown_and_never_decided(run, asked, to, shown, words):
    answer = equate(asked, to, as_of=DAY)
    assert not answer.decided
    assert {a.value for a in answer.alternatives} == shown
    assert all(a.sources for a in answer.alternatives)
    assert words in answer.note
    printed = run("equate", asked, "--to", to, "--as-of", DAY)
    assert printed.code == 2
    assert "cannot tell" in printed.out
    for other in answer.alternatives:
        assert all(source in printed.out for source in other.sources)


def test_a_fork_that_meets_again_is_an_answer_and_both_branches_are_told():
    answer = equate("HKQF:4", "EQF", as_of=DAY)
    assert answer.value == "5"
    figures = [step.figure for step in answer.steps]
    assert "HK:HKQF:4 is NZ:NZQCF:5" in figures
    assert "HK:HKQF:4 is NZ:NZQCF:6" in figures


@pytest.mark.parametrize(
    ("asked", "to", "value", "through"),
    [
        ("RQF:6", "ISCED", "6", "EQF"),
        ("SA:NQF:6", "EQF", "6", "ISCED"),
        ("SA:NQF:6", "QF-EHEA", "first cycle", "ISCED"),
        ("SA:NQF:7", "DE:DQR", "7", "ISCED and EQF"),
        ("RQF:4", "NFQ", "6", "EQF"),
        ("HKQF:7", "ISCED", "8", "NZ:NZQCF and EQF"),
    ],
)
def test_where_no_map_leads_directly_the_chain_is_part_of_the_answer(asked, to, value, through):
    answer = equate(asked, to, as_of=DAY)
    assert answer.value == value
    assert answer.method == f"chain of level maps, through {through}"


def test_no_chain_goes_down_to_one_nation_and_up_again():
    """That Ireland's level 6 is ISCED 5 says nothing about Europe's level 5 by itself."""
    for step in equate("EQF:5", "ISCED", as_of=DAY).steps:
        assert (step.start, step.end) == ("EQF", "ISCED")
    assert not equate("EQF:4", "ISCED", as_of=DAY).decided
