"""Where sources disagree on African, Asian, Dutch and Maltese frameworks, both values are shown.

Each stands in the rulebook with a source of its own, and the command says both.
"""

import pytest

from mintmark.cli.app import main
from mintmark.frameworks.loading import load

CONFLICTS = [
    ("za-saqa", "level of a part-qualification", "level of its parent", "Any level"),
    ("za-saqa", "ECTS credit", "2, when a year", "2.5 to 3, when hours"),
    ("za-saqa", "level number", "old framework", "ten levels of the Act"),
    ("mt", "letters MQF", "Malta's", "Malaysia's"),
    ("my-mqa", "letters MQF", "Malta's", "Malaysia's"),
    ("ph-ched", "letters PQF", "Poland's", "Philippines'"),
    ("nl-edubadges", "forms of participation", "work experience", "volunteering"),
]


@pytest.mark.parametrize(("framework", "topic", "one", "other"), CONFLICTS)
def test_both_values_stand_there_with_a_source_each(
    framework: str, topic: str, one: str, other: str
) -> None:
    (conflict,) = (c for c in load(framework).conflicts if topic in c.topic)
    first, second = conflict.values
    assert one in first.text
    assert other in second.text
    assert {s.id for s in first.sources}.isdisjoint(s.id for s in second.sources)
    assert conflict.use


@pytest.mark.parametrize(("framework", "topic", "one", "other"), CONFLICTS)
def test_both_values_are_said(
    framework: str, topic: str, one: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["frameworks", "show", framework]) == 0
    told = " ".join(capsys.readouterr().out.split())
    start = told.index(topic)
    assert start < told.index(one, start) < told.index(other, start)
