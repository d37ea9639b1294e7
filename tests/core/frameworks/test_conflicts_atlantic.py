"""Where the sources of the Irish, Canadian, British, American and MOOC rulebooks disagree.

Both values must be told, each with the source that says it, and people must get to see them.
"""

import pytest
import rulebook_cases
from typer.testing import CliRunner

from mintmark.cli.app import app
from mintmark.frameworks.evaluation import Verdict
from mintmark.frameworks.loading import load
from mintmark.frameworks.rulebook import Conflict

DISAGREEMENTS = [
    ("ca-on", "How long it may take", ["Not more than 12 weeks", "Less than 12 weeks"]),
    ("ca-on", "Whether it must fit on a transcript", ["Yes", "Where possible"]),
    (
        "ca-on",
        "How small a micro-credential is in Canada",
        ["12 weeks", "three months", "three credits of 36 hours", "100 to 150 hours"],
    ),
    ("ca-on", "Whether a micro-credential is a badge", ["open digital badge", "curriculum"]),
    ("emc-cmf", "How many ECTS a UK credit is", ["0.4", "0.5"]),
    ("emc-cmf", "How many US credits a UK credit is", ["0.2", "0.25"]),
    ("emc-cmf", "The level", ["EQF 6 or 7", "College or university"]),
    *(
        (book, "How a UK credit compares with ECTS", ["2 UK credits", "2.5 to 3 UK credits"])
        for book in ("uk-qaa", "uk-lle", "uk-qcf", "uk-scqf")
    ),
    ("us-suny", "How many ECTS a US credit is", ["2, by the year", "1.67"]),
]
ONE_SOURCE = {"How small a micro-credential is in Canada", "Whether a micro-credential is a badge"}
"""Disagreements within one and the same article."""


def conflict(framework: str, topic: str) -> Conflict:
    return next(found for found in load(framework).conflicts if found.topic == topic)


@pytest.mark.parametrize(("framework", "topic", "said"), DISAGREEMENTS)
def test_all_values_stand_side_by_side(framework: str, topic: str, said: list[str]) -> None:
    found = conflict(framework, topic)
    assert len(found.values) == len(said)
    for value, words in zip(found.values, said, strict=True):
        assert words in value.text
    assert found.use
    sources = {source.id for value in found.values for source in value.sources}
    assert (len(sources) == 1) == (topic in ONE_SOURCE)


@pytest.mark.parametrize("framework", sorted({framework for framework, _, _ in DISAGREEMENTS}))
def test_people_see_all_of_them(framework: str) -> None:
    shown = CliRunner().invoke(app, ["frameworks", "show", framework])
    assert shown.exit_code == 0
    for found in load(framework).conflicts:
        assert f"Sources disagree: {found.topic}" in shown.output
        for value in found.values:
            assert f"- {value.text} [" in shown.output


def test_no_disagreement_is_left_out_of_this_test() -> None:
    listed = {(framework, topic) for framework, topic, _ in DISAGREEMENTS}
    there = {(book, found.topic) for book, _ in listed for found in load(book).conflicts}
    assert there == listed


VALUES_USED = [
    ("ca-on", "D5", {"workload.duration": "P12W"}, Verdict.MET),
    ("ca-on", "F1", {"workload.duration": "P12W"}, Verdict.NOT_MET),
    ("ca-on", "D6", {"transcriptable": False}, Verdict.NOT_MET),
    ("emc-cmf", "C1", {"workload.credits": [{"system": "UK:CATS", "value": 15}]}, Verdict.MET),
    ("emc-cmf", "C1", {"workload.credits": [{"system": "ECTS", "value": 7.5}]}, Verdict.NOT_MET),
    ("uk-lle", "S1", {"workload.credits": [{"system": "ECTS", "value": 15}]}, Verdict.MET),
    ("uk-lle", "S1", {"workload.credits": [{"system": "ECTS", "value": 14}]}, Verdict.UNKNOWN),
]


@pytest.mark.parametrize(("framework", "rule", "edits", "expected"), VALUES_USED)
def test_the_rules_follow_what_is_used(
    framework: str, rule: str, edits: rulebook_cases.Edits, expected: Verdict
) -> None:
    """15 UK credits are 7.5 ECTS by the year, and yet within the MOOC framework's own range.

    14 ECTS are 28 UK credits by the year and up to 42 by the hour, so nobody can tell.
    """
    found = rulebook_cases.judge(framework, edits).findings
    assert next(one.verdict for one in found if one.rule.id == rule) is expected


def test_one_record_is_short_by_several_measures_at_once() -> None:
    """The sizes that are usual in Canada overlap, so each framework tells its own verdict."""
    size = {"workload": {"duration": "P11W", "hours": 125}}
    for framework, rule in (("ca-on", "D5"), ("ca-on", "F1"), ("ca-on", "F2"), ("emc-cmf", "H1")):
        found = rulebook_cases.judge(framework, size).findings
        assert next(one.verdict for one in found if one.rule.id == rule) is Verdict.MET
