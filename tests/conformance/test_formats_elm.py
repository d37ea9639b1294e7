"""The European Commission's own sample credentials, read and issued anew as Open Badges."""

import json

import pytest
from jsonschema import Draft201909Validator

import format_samples as samples
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.jsonld import to_quads
from mintmark.formats import elm_3, open_badges_3
from mintmark.formats.detect import format_of

ANNEX_1 = "elm-3.1-2024/Sample-MC-Annex1-unsigned.jsonld"
ALL = (
    ANNEX_1,
    "elm-3.1-2024/Sample-MC-Annex1-signed.jsonld",
    "elm-3.1-2024/Sample-MC-Annex1-unsigned-uploadable.json",
    "elm-support/AA-Annex1-MC-signed.jsonld",
    "elm-support/AA-Annex1-MC-unsigned.json",
    "elm-support/Sample-MastersDegree-signed.jsonld",
    "elm-support/Sample-MastersDegree-unsigned.json",
)


@pytest.fixture(scope="module")
def sample(shared):
    folder = shared / "standards/elm/samples"
    return lambda name: json.loads((folder / name).read_text())


@pytest.fixture(scope="module")
def annex_1(sample):
    return elm_3.read(sample(ANNEX_1))


def test_the_mandatory_elements_of_annex_1(annex_1):
    """EU-M-01 to EU-M-10. EU-M-11 is not there: the sample says nothing of quality assurance."""
    achievement, award = annex_1.achievement, annex_1.award
    assert award.learner.name == "Ana Andromeda"
    assert achievement.title.root == {"en": "Digital micro-credential creation"}
    assert achievement.issuer.country == "IE"
    assert achievement.issuer.region == "Dublin city"
    assert achievement.awarding_body.name.best() == "University of Zed"
    assert award.awarded_on.isoformat() == "2023-01-01"
    assert [outcome.title.best("en") for outcome in achievement.outcomes] == [
        "Communication, collaboration and creativity",
        "Developing digital content",
    ]
    assert achievement.outcomes[1].title.best("es") == "Contento digital"
    assert achievement.workload.hours == 60
    assert achievement.workload.in_system("ECTS") == 2
    assert [(level.framework, level.value) for level in achievement.levels] == [
        ("EQF", "6"),
        ("RQF", "6"),
    ]
    assert [one.type for one in achievement.assessments] == ["artefact-assessment"]
    assert achievement.participation == "blended"
    assert achievement.quality_assurance == ()


def test_the_optional_elements_of_annex_1(annex_1):
    achievement, award = annex_1.achievement, annex_1.award
    assert achievement.prerequisites[0].best().startswith("The learner needs")
    (assessment,) = achievement.assessments
    assert (assessment.supervision, assessment.identity_verification) == ("none", False)
    assert [result.grade for result in award.results] == ["Pass"]
    assert achievement.stackability.standalone is True
    assert "non-formal learning" in [said.best() for said in achievement.further_information]


def test_the_rest_of_annex_1(annex_1):
    achievement, award = annex_1.achievement, annex_1.award
    assert achievement.fields == ("003", "0688")
    assert achievement.teaching_languages == ("en",)
    assert achievement.provider.country == "BE"
    assert achievement.grading.best().startswith("Standard grading: ")
    assert {i.type for i in achievement.issuer.identifiers} == {
        "vat",
        "legal-registration",
        "Research Alliance",
    }
    kinds = [alignment.type for outcome in achievement.outcomes for alignment in outcome.alignments]
    assert kinds == ["esco-skill"] * 4 + ["other"] * 2
    assert award.learner.date_of_birth.isoformat() == "1999-10-02"
    assert award.learner.identifiers[0].type == "national-id"
    assert (award.started_on.isoformat(), award.ended_on.isoformat()) == (
        "2023-05-05",
        "2023-06-06",
    )


def test_what_annex_1_says_and_we_do_not_carry_is_told(annex_1):
    assert "Not carried: displayParameter of the credential." in annex_1.notes
    assert "The volume of learning P60M is not a number of hours." in annex_1.notes
    assert "Not carried: that assessment 1 is Online." in annex_1.notes


@pytest.mark.parametrize("name", ALL)
def test_every_sample_becomes_an_open_badge(sample, shared, name):
    """The real input: read, issued as Open Badges 3.0, valid, meaningful, and read back."""
    document = sample(name)
    assert format_of(document) == "elm-3"
    achievement, award = elm_3.load(document)
    badge = samples.dump(achievement, award)
    schema = shared / "standards/schemas/ob-3.0/formal/achievementcredential.json"
    Draft201909Validator(json.loads(schema.read_text())).validate(badge)
    assert to_quads(badge, BUNDLED)
    open_badges_3.check(badge)
    issuer = achievement.issuer.model_copy(update={"id": samples.DID})
    expected = achievement.model_copy(update={"issuer": issuer})
    assert open_badges_3.load(badge) == (expected, samples.kept(award))


def test_the_sealed_and_the_bare_sample_are_of_one_achievement(sample, annex_1):
    sealed, _ = elm_3.load(sample("elm-3.1-2024/Sample-MC-Annex1-signed.jsonld"))
    assert sealed.id == annex_1.achievement.id
    assert sealed.issuer.name.best() == "ORGANIZACION TEST"


def test_the_accreditation_of_the_masters_degree(sample):
    """EU-M-11, where a sample has it: in the credential's evidence."""
    achievement, _ = elm_3.load(sample("elm-support/Sample-MastersDegree-signed.jsonld"))
    (assurance,) = achievement.quality_assurance
    assert assurance.type == "external"
    assert assurance.decided_on == "2021-11-02"
