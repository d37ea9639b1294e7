"""Where sources on UNESCO, Australia and New Zealand disagree: both values, and what follows."""

from datetime import date
from typing import Any

import pytest
import rulebook_cases

from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.frameworks.loading import load
from mintmark.frameworks.rulebook import Conflict

NZ = ("nz-nzqa-2018", "nz-nzqa-2022")
CONFLICTS = [
    ("unesco-2022", "The wording of the definition", "focused", "targeted"),
    ("unesco-2022", "Which version is meant", "2021", "2022"),
    ("au-nmf", "Taking part without being assessed", "gained by participating", "left out"),
    ("au-nmf", "Attendance as an assessment", "types of assessment", "nothing is assessed"),
    ("au-nmf", "What AQF stands for", "Albania", "Australian"),
    ("au-sa-endorsement", "Whether it is in force", "welcome to apply", "30 June 2023"),
    *((framework, "Credits", "5 to 40", "Up to 40") for framework in NZ),
    *((framework, "Level", "2 to 8", "1 to 10") for framework in NZ),
    *((framework, "Ceiling on fees", "NZD 60", "NZD 64") for framework in NZ),
    *((framework, "Credits in ECTS", "Two credits", "2.5 to 3 credits") for framework in NZ),
    ("nz-nzqa-2018", "What it must not duplicate", "higher education programmes", "Any learning"),
    ("nz-nzqa-2022", "How often it is reviewed", "Every year", "1 to 3 years"),
    ("nz-nzqa-2022", "Duplication", "must not duplicate learning", "Only of qualifications"),
]


def conflict(framework: str, topic: str) -> Conflict:
    return next(one for one in load(framework).conflicts if one.topic == topic)


@pytest.mark.parametrize(("framework", "topic", "one", "other"), CONFLICTS)
def test_both_values_are_there_with_their_sources(
    framework: str, topic: str, one: str, other: str
) -> None:
    """DIS-03, DIS-05, DIS-06: no disagreement is settled in silence."""
    first, second = conflict(framework, topic).values
    assert one in first.text
    assert other in second.text
    assert not {source.id for source in first.sources} & {source.id for source in second.sources}
    assert conflict(framework, topic).use


@pytest.mark.parametrize("framework", ["unesco-2022", "au-nmf", "au-sa-endorsement", *NZ])
def test_no_conflict_goes_untested(framework: str) -> None:
    tested = {topic for name, topic, *_ in CONFLICTS if name == framework}
    assert {one.topic for one in load(framework).conflicts} == tested


def verdict(framework: str, rule: str, edits: dict[str, Any], on: str) -> Verdict:
    found = rulebook_cases.judge(framework, edits, date.fromisoformat(on)).findings
    return next(one.verdict for one in found if one.rule.id == rule)


@pytest.mark.parametrize(
    ("framework", "rule", "on", "fee", "expected"),
    [
        ("nz-nzqa-2018", "F1", "2020-12-31", 2000, Verdict.NOT_APPLICABLE),
        ("nz-nzqa-2018", "F1", "2021-01-01", 1200, Verdict.MET),
        ("nz-nzqa-2018", "F1", "2021-01-01", 1201, Verdict.NOT_MET),
        ("nz-nzqa-2018", "F1", "2022-07-31", 1201, Verdict.NOT_MET),
        ("nz-nzqa-2022", "F1", "2022-08-01", 1200, Verdict.MET),
        ("nz-nzqa-2022", "F1", "2022-08-01", 1201, Verdict.NOT_MET),
        ("nz-nzqa-2022", "F1", "2024-12-31", 1280, Verdict.NOT_MET),
        ("nz-nzqa-2022", "F2", "2024-12-31", 1280, Verdict.NOT_APPLICABLE),
        ("nz-nzqa-2022", "F1", "2025-01-01", 1280, Verdict.NOT_APPLICABLE),
        ("nz-nzqa-2022", "F2", "2025-01-01", 1280, Verdict.MET),
        ("nz-nzqa-2022", "F2", "2025-01-01", 1281, Verdict.NOT_MET),
    ],
)
def test_the_ceiling_on_fees_is_that_of_the_day(
    framework: str, rule: str, on: str, fee: int, expected: Verdict
) -> None:
    """NZL-06: for 20 credits, NZD 1200 until the end of 2024 and NZD 1280 from then on."""
    assert verdict(framework, rule, {"price.amount": fee}, on) is expected


@pytest.mark.parametrize(
    ("edits", "before", "after"),
    [
        ({}, ("met", "met"), ("met", "met")),
        ({"workload.credits.0.value": 4}, ("not-met", "met"), ("met", "met")),
        ({"workload.credits.0.value": 41}, ("not-met", "met"), ("not-met", "met")),
        ({"levels.0.value": "1"}, ("met", "not-met"), ("met", "met")),
        ({"levels.0.value": "9"}, ("met", "not-met"), ("met", "met")),
    ],
)
def test_credits_and_levels_are_those_of_the_day(
    edits: dict[str, Any], before: tuple[str, str], after: tuple[str, str]
) -> None:
    """NZL-13, NZL-14: 5 to 40 credits at levels 2 to 8 first, then up to 40 at any level."""
    for framework, on, expected in zip(
        NZ, ("2022-07-31", "2022-08-01"), (before, after), strict=True
    ):
        assert (
            verdict(framework, "S1", edits, on),
            verdict(framework, "L1", edits, on),
        ) == expected


def test_one_set_of_rules_follows_the_other_without_a_gap() -> None:
    """On every day from the first on, exactly one of the two is in force."""
    older, newer = map(load, NZ)
    assert newer.replaces == older.id
    for day, expected in (
        (date(2018, 8, 21), (False, False)),
        (date(2018, 8, 22), (True, False)),
        (date(2022, 7, 31), (True, False)),
        (date(2022, 8, 1), (False, True)),
        (date(2026, 1, 1), (False, True)),
    ):
        assert (older.in_force(day), newer.in_force(day)) == expected


@pytest.mark.parametrize("kind", ["attendance", "participation"])
def test_taking_part_is_a_type_of_assessment_in_europe_and_none_in_australia(kind: str) -> None:
    """DIS-05: one record, two frameworks, two answers."""
    edits = {"assessments.0.type": kind}
    on = "2026-01-01"
    assert verdict("eu-2022", "M9", edits, on) is Verdict.MET
    assert verdict("au-nmf", "A2", edits, on) is Verdict.NOT_MET
    assert verdict("unesco-2022", "C2", edits, on) is Verdict.NOT_MET
    assert rulebook_cases.judge("au-nmf", edits).overall is Overall.DOES_NOT


def test_an_ended_pilot_decides_nothing() -> None:
    after = rulebook_cases.judge("au-sa-endorsement", {}, date(2023, 7, 1))
    assert after.overall is Overall.CANNOT_TELL
    assert "was not in force on 2023-07-01" in after.reason


def test_what_is_only_remembered_never_decides() -> None:
    """The lower bound of 1 credit, and the Australian list of fields: advice."""
    for framework, rule in (("nz-nzqa-2022", "S2"), ("au-nmf", "F6")):
        found = load(framework).rule(rule)
        assert found is not None
        assert found.confidence == "memory"
        assert found.kind != "mandatory"
