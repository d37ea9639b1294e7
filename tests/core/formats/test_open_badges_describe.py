"""A credential in lines for people."""

import pytest

import format_samples as samples
from mintmark.formats import open_badges_3


@pytest.fixture
def said():
    return open_badges_3.describe(samples.badge(image="https://example.org/badge.png"))


def test_the_frame(said):
    assert said.id == samples.CREDENTIAL
    assert said.name == "Sourdough baking"
    assert said.issuer.id == samples.DID
    assert (said.issuer.name, said.issuer.country) == ("Mill School", "IE")
    assert said.issuer.url == "https://mill.example"
    assert said.learner.name == "Ana Andromeda"
    assert said.awarded == "2026-02-28T00:00:00Z"
    assert said.valid_from == "2026-03-01T09:30:00Z"
    assert said.valid_until is None
    assert said.evidence == ("Film", f"{samples.CREDENTIAL}#evidence.2")


def test_the_achievement(said):
    what = said.achievement
    assert what.id == samples.BAKING
    assert what.description == "Bake bread with wild yeast."
    assert what.outcomes == ("Bakes a sourdough loaf", "Explains fermentation")
    assert what.workload == "37.5 h"
    assert what.credits == ("4 NZQCF", "1.5 ECTS")
    assert what.level == ("EQF 4", "IE:NFQ 5")
    assert what.assessment == (
        "The loaf, demonstration",
        "Theory, written examination, ≥ 90 %",
        "A talk, oral examination",
    )
    assert what.participation == "blended"
    assert what.quality_assurance == ("external, QQI, ESG 2015, accredited",)
    assert what.awarding_body.name == "Guild of Bakers"
    assert what.image == "https://example.org/loaf.png"
    assert what.criteria.startswith("- **The loaf**")


def test_the_results(said):
    assert [(r.name, r.value) for r in said.results] == [
        ("The loaf", "Golden"),
        ("Theory", "93 %, A"),
        ("A talk", "Pass"),
    ]


def test_the_readers_language_comes_first():
    document = samples.badge()
    assert open_badges_3.describe(document, "de", "fr").achievement.name == "Pain au levain"
    assert open_badges_3.describe(document, "fr").results[0].value == "Doré"
    assert open_badges_3.describe(document, "de").achievement.name == "Sourdough baking"


def test_codes_are_called_by_their_names_in_lines_only():
    """A program reads the codes; in lines for people stands what they are called."""
    document = samples.badge()
    document["credentialSubject"]["achievement"]["inLanguage"] = "de"
    said = open_badges_3.describe(document)
    assert said.language == "de"
    assert "Theory, schriftliche Prüfung, ≥ 90 %" in said.achievement.assessment
    assert said.achievement.quality_assurance == ("extern, QQI, ESG 2015, accredited",)
    assert (
        "Theory, examen escrito" in open_badges_3.describe(document, "es").achievement.assessment[1]
    )
    assert (said.issuer.country, said.achievement.participation) == ("IE", "blended")


def test_a_code_that_no_list_has_is_shown_as_it_is():
    document = samples.badge()
    for node in document["credentialSubject"]["achievement"]["resultDescription"]:
        node["assessmentType"] = "Übung"
    assert open_badges_3.describe(document, "de").achievement.assessment[0].endswith(", Übung")


def test_no_level_is_said_with_its_reason():
    achievement = samples.achievement(levels={"not_applicable": "a hobby"}, workload=None)
    said = open_badges_3.describe(samples.dump(achievement, samples.award()))
    assert said.achievement.level == ("not applicable: a hobby",)
    assert said.achievement.workload is None
    assert said.achievement.credits == ()


def test_a_result_that_says_nothing_more_says_its_status():
    award = samples.award(results=[{"assessment": "talk"}])
    said = open_badges_3.describe(samples.dump(samples.achievement(), award))
    assert said.results[0].value == "Completed"
