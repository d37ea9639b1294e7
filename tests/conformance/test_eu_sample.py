"""The European Commission's own Annex I sample makes its round: read, checked, issued, verified."""

from __future__ import annotations

import json
from datetime import date

import pytest

import samples
from mintmark.formats import elm_3, open_badges_3
from mintmark.frameworks.evaluation import Overall, Verdict, evaluate
from mintmark.frameworks.loading import load
from mintmark.report import Outcome
from mintmark.steps.issue import issue
from mintmark.steps.verify import verify

SAMPLES = (
    "elm-3.1-2024/Sample-MC-Annex1-unsigned.jsonld",
    "elm-3.1-2024/Sample-MC-Annex1-signed.jsonld",
    "elm-3.1-2024/Sample-MC-Annex1-unsigned-uploadable.json",
    "elm-support/AA-Annex1-MC-signed.jsonld",
    "elm-support/AA-Annex1-MC-unsigned.json",
)


@pytest.fixture(params=SAMPLES)
def reading(request, shared):
    """What is read from one published form of the sample."""
    path = shared / "standards" / "elm" / "samples" / request.param
    return elm_3.load(json.loads(path.read_text(encoding="utf-8")))


def test_it_is_read_into_an_achievement_and_an_award(reading):
    """EU-M-01 to EU-M-10: what the sample says is there afterwards."""
    achievement, award = reading
    assert award.learner.name == "Ana Andromeda"
    assert achievement.title.best("en") == "Digital micro-credential creation"
    assert achievement.awarding_body is not None
    assert (achievement.issuer.country, achievement.awarding_body.name.best("en")) in {
        ("IE", "University of Zed"),
        ("ES", "Learning Provider"),
        ("IE", "Learning Provider"),
    }
    assert {o.title.best("en") for o in achievement.outcomes} == {
        "Communication, collaboration and creativity",
        "Developing digital content",
    }
    assert achievement.workload is not None
    assert achievement.workload.in_system("ECTS") == 2
    assert achievement.workload.hours == 60
    assert ("EQF", "6") in {(level.framework, level.value) for level in achievement.levels}
    assert achievement.assessments
    assert achievement.participation == "blended"


def test_it_is_held_against_the_standard_elements_honestly(reading):
    """EU-M-11: the sample states no quality assurance, and that alone is found missing."""
    achievement, award = reading
    evaluation = evaluate(load("eu-2022"), achievement, award, as_of=date(2026, 1, 1))
    missing = {
        finding.rule.id
        for finding in evaluation.of_kind("mandatory")
        if finding.verdict is Verdict.NOT_MET
    }
    assert missing == {"M11"}
    assert evaluation.overall is Overall.DOES_NOT


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_it_is_issued_anew_and_verifies(reading, suite):
    achievement, award = reading
    issuer = achievement.issuer.model_copy(update={"id": None})
    own = achievement.model_copy(update={"issuer": issuer})
    data = issue(
        own,
        award,
        signer=samples.KEY,
        at=samples.ISSUED,
        credential_id=samples.CREDENTIAL_ID,
        salt=samples.SALT,
        suite=suite,
    )
    report = verify(data, at=samples.LATER)
    assert [(c.number, c.detail) for c in report.checks if c.outcome is not Outcome.VALID] == []
    assert report.require().learner["name"] == "Ana Andromeda"
    again, _ = open_badges_3.load(json.loads(data))
    assert again.outcomes == own.outcomes
    assert again.workload == own.workload
    assert again.levels == own.levels
