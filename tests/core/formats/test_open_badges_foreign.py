"""Open Badges that others wrote."""

import pytest

from mintmark.errors import FormatError
from mintmark.formats import open_badges_3


def stranger(**changes):
    return {
        "@context": [
            "https://www.w3.org/2018/credentials/v1",
            "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
        ],
        "id": "https://badges.example/7",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": "https://badges.example/issuer",
        "issuanceDate": "2023-05-01T10:00:00+02:00",
        "expirationDate": "2030-01-01T00:00:00Z",
        "credentialSubject": {
            "type": "AchievementSubject",
            "identifier": {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": "Bo",
                "identityType": "name",
            },
            "result": [
                {"type": "Result", "resultDescription": "urn:uuid:AA-1", "value": "83"},
                {"type": "Result", "resultDescription": "urn:uuid:bb-2", "value": "B"},
                {"type": "Result", "value": "loose"},
            ],
            "achievement": {
                "id": "https://badges.example/robots",
                "type": "Achievement",
                "achievementType": "CertificateOfCompletion",
                "name": "Robotics",
                "description": "Builds robots.",
                "criteria": {"narrative": "Build one."},
                "creditsAvailable": 3,
                "image": "https://badges.example/robots.png",
                "tag": "robots",
                "version": "2",
                "creator": {"id": "https://school.example", "type": "Profile", "name": "School"},
                "alignment": {
                    "type": "Alignment",
                    "targetName": "Engineering",
                    "targetUrl": "https://case.example/1",
                    "targetType": "CFItem",
                },
                "resultDescription": [
                    {
                        "id": "urn:uuid:AA-1",
                        "type": "ResultDescription",
                        "name": "Exam",
                        "resultType": "Percent",
                        "requiredValue": "50",
                    },
                    {
                        "id": "urn:uuid:bb-2",
                        "type": "ResultDescription",
                        "name": "Grade",
                        "resultType": "LetterGrade",
                        "allowedValue": ["C", "B", "A"],
                    },
                ],
                "title": {"en": "not ours"},
            },
        },
        "evidence": "https://badges.example/evidence",
    } | changes


def test_a_strangers_badge_is_read_as_far_as_it_goes():
    open_badges_3.check(stranger())
    achievement, award = open_badges_3.load(stranger())
    assert achievement.id == "https://badges.example/robots"
    assert achievement.type == "certificate-of-completion"
    assert achievement.issuer.id == "https://badges.example/issuer"
    assert achievement.awarding_body.name.best() == "School"
    assert achievement.tags == ("robots",)
    assert achievement.routes == ()
    assert achievement.workload.in_system("credits") == 3
    (outcome,) = achievement.outcomes
    assert outcome.title.best() == "Engineering"
    assert outcome.alignments[0].type == "case-item"
    exam, grade = achievement.assessments
    assert (exam.type, str(exam.pass_mark)) == ("Percent", "0.5")
    assert grade.type == "LetterGrade"
    assert award.id == "https://badges.example/7"
    assert award.awarded_on.isoformat() == "2023-05-01"
    assert award.learner.name == "Bo"
    assert [(r.assessment, r.grade) for r in award.results] == [("aa-1", None), ("bb-2", "B")]
    assert str(award.results[0].score) == "0.83"
    assert award.evidence[0].url == "https://badges.example/evidence"


def test_what_cannot_be_held_is_left_out():
    document = stranger()
    achievement = document["credentialSubject"]["achievement"]
    achievement["image"] = "robots.png"
    achievement["creator"] = {"id": "relative", "name": "School", "email": "nowhere"}
    achievement["alignment"] = [{"targetName": "no address"}]
    loaded, _ = open_badges_3.load(document)
    assert loaded.image is None
    assert loaded.awarding_body.id is None
    assert loaded.awarding_body.email is None
    assert loaded.outcomes == ()


def test_descriptions_of_the_same_name_are_told_apart():
    document = stranger()
    achievement = document["credentialSubject"]["achievement"]
    achievement["resultDescription"][0]["id"] = "https://a.example/result"
    achievement["resultDescription"][1]["id"] = "https://b.example/result"
    loaded, _ = open_badges_3.load(document)
    assert [one.id for one in loaded.assessments] == ["result", "assessment-2"]


def test_an_address_with_the_name_of_a_country_only():
    document = stranger(
        issuer={
            "id": "https://school.example",
            "type": "Profile",
            "address": {"type": "Address", "addressCountry": "IE", "streetAddress": "1 Lane"},
            "otherIdentifier": {
                "type": "IdentifierEntry",
                "identifier": "17",
                "identifierType": "ext:vat",
            },
        }
    )
    issuer = open_badges_3.load(document)[0].issuer
    assert (issuer.country, issuer.address) == ("IE", "1 Lane")
    assert issuer.name.best() == "https://school.example"
    assert [(i.value, i.type) for i in issuer.identifiers] == [("17", "vat")]


def test_a_learner_without_name_is_called_by_the_id_or_not_at_all():
    document = stranger()
    document["credentialSubject"]["identifier"] = []
    assert open_badges_3.load(document)[1].learner.name == "?"
    document["credentialSubject"]["id"] = "did:example:bo"
    learner = open_badges_3.load(document)[1].learner
    assert (learner.name, learner.id) == ("did:example:bo", "did:example:bo")


@pytest.mark.parametrize("lacking", ["id", "issuanceDate", "issuer"])
def test_what_no_award_can_be_without(lacking):
    document = stranger()
    del document[lacking]
    with pytest.raises(FormatError) as error:
        open_badges_3.load(document)
    assert error.value.code == "openbadges.unreadable"


def test_a_strangers_badge_is_described():
    said = open_badges_3.describe(stranger())
    assert said.issuer.id == "https://badges.example/issuer"
    assert said.issuer.name is None
    assert said.learner.name == "Bo"
    assert said.valid_from == "2023-05-01T10:00:00+02:00"
    assert said.valid_until == "2030-01-01T00:00:00Z"
    assert said.achievement.outcomes == ("Engineering",)
    assert said.achievement.credits == ("3 credits",)
    assert said.achievement.criteria == "Build one."
    assert said.achievement.image == "https://badges.example/robots.png"
    assert [(r.name, r.value) for r in said.results] == [
        ("Exam", "83 %"),
        ("Grade", "B"),
        (None, "loose"),
    ]
    assert said.evidence == ("https://badges.example/evidence",)


def test_other_credentials_are_described_too():
    document = {
        "type": ["VerifiableCredential"],
        "issuer": {"id": "did:example:x", "name": "X"},
        "credentialSubject": {"id": "did:example:y", "name": "Y"},
    }
    said = open_badges_3.describe(document)
    assert said.achievement is None
    assert (said.learner.id, said.learner.name) == ("did:example:y", "Y")


def test_what_a_stranger_says_twice_is_read_once():
    """In a token nothing stops them; nothing else of the credential is lost by it."""
    document = stranger()
    document["credentialSubject"]["achievement"]["tag"] = ["bread", "bread", "rye"]
    document["evidence"] = [{"id": "https://e.org/film", "type": ["Evidence"]}] * 2
    achievement, award = open_badges_3.load(document)
    assert achievement.tags == ("bread", "rye")
    assert [one.url for one in award.evidence] == ["https://e.org/film"]
