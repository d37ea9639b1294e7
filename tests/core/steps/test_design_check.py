"""Checking a draft: the verdicts of the framework, each with its place in the file."""

from datetime import date

import pytest

from mintmark.errors import RulebookError
from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.model import Achievement
from mintmark.steps.design import Item, check, read_draft

DAY = date(2026, 1, 1)
TEXT = """id: urn:x:1
title:
  en: Bread
description: Baking it.
issuer:
  name: Example University
outcomes:
  - id: lo1
    title: Bake bread
workload:
  duration: P6W
"""


def item(rule: str, text: str = TEXT) -> Item:
    result = check(read_draft(text, "d.yaml"), as_of=DAY)
    return next(found for found in result.items if found.finding.rule.id == rule)


@pytest.mark.parametrize(
    ("rule", "verdict", "line"),
    [
        ("M1", Verdict.AT_AWARD, None),
        ("M2", Verdict.MET, 2),
        ("M3", Verdict.NOT_MET, 5),
        ("M4", Verdict.NOT_MET, None),
        ("M6", Verdict.MET, 9),
        ("M7", Verdict.NOT_MET, 10),
        ("D3", Verdict.NOT_MET, 7),
    ],
)
def test_where_it_stands_or_would_go(rule: str, verdict: Verdict, line: int | None) -> None:
    """Found: its own line. Missing: the line of what is around it, if that is there."""
    found = item(rule)
    assert found.finding.verdict is verdict
    assert (found.place and found.place.line) == line


def test_a_draft_that_does_not_conform() -> None:
    result = check(read_draft(TEXT, "d.yaml"), "eu-2022", as_of=DAY)
    assert not result.conforms
    assert result.file == "d.yaml"
    assert result.evaluation.tally("mandatory") == (4, 11)


def test_an_achievement_without_a_file() -> None:
    achievement = read_draft(TEXT, "d.yaml").achievement
    assert isinstance(achievement, Achievement)
    result = check(achievement, as_of=DAY)
    assert result.file is None
    assert {found.place for found in result.items} == {None}


def test_a_framework_that_is_not_in_force_says_nothing() -> None:
    result = check(read_draft(TEXT, "d.yaml"), as_of=date(2020, 1, 1))
    assert result.evaluation.overall is Overall.CANNOT_TELL
    assert not result.conforms


def test_unknown_framework() -> None:
    with pytest.raises(RulebookError) as caught:
        check(read_draft(TEXT, "d.yaml"), "eu-2021", as_of=DAY)
    assert caught.value.code == "framework.unknown"
