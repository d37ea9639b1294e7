"""``mintmark equate``: what is printed, what is JSON, and how it ends."""

from __future__ import annotations

import pytest


def test_an_answer_for_people(run):
    answer = run("equate", "5 ECTS", "--to", "nz", "--as-of", "2024-01-01")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "5 ECTS = 10 NZ:NZQCF (as of 2024-01-01)"
    assert lines[1].split() == ["range", "10", "to", "15"]
    assert lines[2].split() == ["method", "published", "table"]
    assert "ACQF Thematic Brief 13" in lines[3]
    assert "13.75 NZ:NZQCF (12.5 to 15), by notional hours" in answer.out
    assert "1 ECTS = 25 to 30 h" in answer.out


def test_a_jurisdiction_means_its_system_as_it_was_called_that_day(run):
    answer = run("equate", "5 ECTS", "--to", "nz", "--as-of", "2020-01-01")
    assert answer.out.startswith("5 ECTS = 10 NZ:NZQF (as of 2020-01-01)")


def test_names_have_no_case_and_today_is_the_day(run):
    answers = [run("equate", "5 ects", "--to", name) for name in ("NZQCF", "nzqcf", "nz:NZQCF")]
    assert len({answer.out for answer in answers}) == 1
    assert answers[0].code == 0


def test_a_level(run):
    answer = run("equate", "NFQ:7", "--to", "EQF", "--as-of", "2024-01-01")
    assert answer.code == 0
    assert answer.out.startswith("IE:NFQ:7 = EQF:6 (as of 2024-01-01)")


def test_cannot_tell_ends_with_2_and_shows_what_is_known(run):
    answer = run("equate", "EQF:6", "--to", "NFQ", "--as-of", "2024-01-01")
    assert answer.code == 2
    assert answer.out.startswith("EQF:6 to IE:NFQ: cannot tell")
    assert "IE:NFQ:7, by" in answer.out
    assert "IE:NFQ:8, by" in answer.out


def test_facts(run):
    facts = run("equate", "30 h", "--to", "ECTS", "--as-of", "2024-01-01", "--json").facts
    assert facts["asked"] == {"value": "30", "unit": "h"}
    assert (facts["to"], facts["as_of"], facts["decided"]) == ("ECTS", "2024-01-01", True)
    assert (facts["value"], facts["low"], facts["high"]) == ("1.0909", "1", "1.2")
    assert facts["exact"] == {"value": "12/11", "low": "1", "high": "6/5"}
    assert (facts["method"], facts["confidence"]) == ("notional hours", "seen")
    assert [step["figure"] for step in facts["steps"]] == ["1 ECTS = 25 to 30 h"]
    assert len(facts["sources"]) == 1


def test_facts_of_a_range_are_rounded_outwards(run):
    facts = run("equate", "1 NZQCF", "--to", "ECTS", "--as-of", "2024-01-01", "--json").facts
    assert (facts["low"], facts["exact"]["low"]) == ("0.3333", "1/3")
    other = run("equate", "1 HKQF", "--to", "NL:ECTS", "--as-of", "2024-01-01", "--json").facts
    assert (other["low"], other["value"], other["high"]) == ("0.3571", "0.3571", "0.3572")


def test_facts_where_it_cannot_be_told(run):
    answer = run("equate", "AU:AQF:8", "--to", "EQF", "--as-of", "2024-01-01", "--json")
    assert answer.code == 2
    facts = answer.facts
    assert facts["asked"] == {"framework": "AU:AQF", "level": "8"}
    assert (facts["decided"], facts["value"], facts["method"]) == (False, None, None)
    assert "remembered" in facts["note"]
    (other,) = facts["alternatives"]
    assert (other["value"], other["confidence"]) == ("6", "memory")
    assert other["doubt"]
    assert facts["conflicts"][0]["id"] == "framework-codes"


@pytest.mark.parametrize(
    "day", ["2024-02-30", "20240101", "yesterday", "", "2024-1-1", "2024-W01-1"]
)
def test_an_impossible_day_is_told(run, day):
    answer = run("equate", "5 ECTS", "--to", "nz", "--as-of", day)
    assert answer.code == 64
    assert "[equate.malformed-date]" in answer.err


def test_a_negative_amount_is_no_option(run):
    answer = run("equate", "-5 ECTS", "--to", "nz")
    assert answer.code == 64
    assert "[equivalence.bad-number]" in answer.err


@pytest.mark.parametrize("arguments", [["5 ECTS"], ["--to", "nz"], ["5 ECTS", "--too", "nz"]])
def test_wrong_usage(run, arguments):
    assert run("equate", *arguments).code == 64


def test_nothing_that_was_typed_can_fool_the_terminal(run):
    answer = run("equate", "\x1b[31m5 ECTS", "--to", "nz")
    assert answer.code == 64
    assert "\x1b" not in answer.err
