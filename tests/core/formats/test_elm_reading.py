"""European Digital Credentials, small ones of our own."""

import base64
import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.errors import FormatError
from mintmark.formats import elm_3

AUTHORITY = "http://publications.europa.eu/resource/authority/"
SNB = "http://data.europa.eu/snb/"


def concept(iri, label="label"):
    return {"id": iri, "type": "Concept", "prefLabel": {"en": label}}


def note(number, words):
    return {"id": f"urn:epass:note:{number}", "type": "Note", "noteLiteral": {"en": words}}


def organisation():
    return {
        "id": "urn:epass:org:1",
        "type": "Organisation",
        "legalName": {"en": "Mill School", "fr": "École du moulin"},
        "location": {
            "id": "urn:epass:location:1",
            "type": "Location",
            "address": {
                "id": "urn:epass:address:1",
                "type": "Address",
                "countryCode": concept(AUTHORITY + "country/IRL"),
                "fullAddress": note(1, "<p>1 Mill Lane<br>Dublin</p>"),
            },
            "spatialCode": concept("http://data.europa.eu/nuts/code/IE061"),
        },
        "eIDASIdentifier": {
            "id": "urn:x:id",
            "type": "LegalIdentifier",
            "notation": "NTRIE-1",
            "spatial": concept(AUTHORITY + "country/IRL"),
        },
        "contactPoint": {"id": "urn:epass:cp:1", "emailAddress": {"id": "mailto:a@mill.example"}},
        "homepage": {"id": "urn:epass:web:1", "contentURL": "https://mill.example"},
        "logo": {"id": "urn:epass:logo", "content": "…"},
    }


def specification():
    return {
        "id": "https://mill.example/baking",
        "type": "Qualification",
        "title": {"en": ["Baking"], "fr": "Boulangerie"},
        "description": {"en": "Bread."},
        "dcType": concept(SNB + "learning-opportunity/74a4a268e8"),
        "eqfLevel": concept(SNB + "eqf/4"),
        "nqfLevel": [concept("urn:x:nfq", "IE NQF Level 5"), concept("urn:x:odd", "Journeyman")],
        "creditPoint": {
            "id": "urn:epass:credit:1",
            "framework": concept(SNB + "education-credit/6fcec5c5af"),
            "point": "2",
        },
        "learningOutcome": {
            "id": "urn:epass:outcome:1",
            "type": "LearningOutcome",
            "title": {"en": "Bakes"},
            "dcType": concept(SNB + "skill-type/skill"),
            "reusabilityLevel": concept(SNB + "skill-reuse-level/transversal"),
            "additionalNote": note(2, "At night."),
            "relatedSkill": [concept("http://data.europa.eu/esco/skill/1", "bake goods")],
        },
        "learningSetting": concept(SNB + "learning-setting/6fd4685715", "formal learning"),
        "supplementaryDocument": {
            "id": "urn:epass:web:2",
            "contentURL": "https://mill.example/book",
            "title": {"en": "The book"},
        },
        "additionalNote": note(3, "Bring an apron.")
        | {"subject": concept("urn:x:subject", "Clothes")},
        "isPartialQualification": True,
        "mode": [
            concept(SNB + "learning-assessment/920fbb3cbe", "Online"),
            concept(SNB + "learning-assessment/9191af2ed9", "Presential"),
            concept(SNB + "learning-assessment/7813801c77", "Project based"),
        ],
        "targetGroup": concept(SNB + "target-group/c900d8ecb1", "Migrants"),
        "thematicArea": concept(SNB + "isced-f/0721"),
        "volumeOfLearning": "P2DT12H",
        "maximumDuration": "P6W",
        "language": [concept(AUTHORITY + "language/FRA"), concept(AUTHORITY + "language/ENG")],
        "entryRequirement": note(4, "An oven."),
        "accreditation": {
            "id": "https://qa.example/1",
            "type": "Accreditation",
            "title": {"en": "Review"},
            "accreditingAgent": {"id": "https://qa.example", "legalName": {"en": "QA Agency"}},
            "decision": concept("urn:x:positive", "positive"),
            "dateIssued": "2025-01-31T00:00:00Z",
            "reviewDate": "2030-01-31T00:00:00+02:00",
            "landingPage": {"id": "https://qa.example/report"},
        },
    }


def credential(**changes):
    return {
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": {"id": "urn:epass:org:1"},
        "issued": "2026-03-01T10:00:00+01:00",
        "validFrom": "2026-03-01T10:00:00+01:00",
        "displayParameter": {
            "id": "urn:epass:display:1",
            "primaryLanguage": concept(AUTHORITY + "language/FRA"),
        },
        "credentialSubject": {
            "id": "did:example:ana",
            "type": "Person",
            "givenName": {"en": "Ana"},
            "familyName": {"en": "Andromeda"},
            "dateOfBirth": "1999-10-01T22:00:00Z",
            "gender": concept("urn:x:gender"),
            "contactPoint": [{"emailAddress": [{"id": "mailto:ana@example.org"}]}],
            "hasClaim": {
                "id": "urn:epass:achievement:1",
                "type": "LearningAchievement",
                "title": {"en": "Baking, achieved"},
                "specifiedBy": specification(),
                "awardedBy": {
                    "id": "urn:epass:awarding:1",
                    "type": "AwardingProcess",
                    "awardingDate": "2026-02-28T00:00:00+01:00",
                    "awardingBody": organisation(),
                    "location": {"geographicName": {"en": "Dublin"}},
                },
                "provenBy": {
                    "id": "urn:epass:assessment:1",
                    "type": "LearningAssessment",
                    "title": {"en": "The loaf"},
                    "grade": note(5, "Distinction"),
                    "idVerification": concept(
                        SNB + "supervision-verification/70be69aaf9",
                        "Supervised with ID Verification",
                    ),
                    "assessedBy": {"id": "urn:x:miller", "fullName": {"en": "Master Miller"}},
                    "specifiedBy": {
                        "id": "urn:epass:assessmentSpec:1",
                        "dcType": concept(SNB + "assessment/6a4db9f11d"),
                        "mode": concept(SNB + "learning-assessment/9191af2ed9", "Presential"),
                        "language": concept(AUTHORITY + "language/ENG"),
                        "gradingScheme": {
                            "id": "urn:epass:grading:1",
                            "title": {"en": "Three steps"},
                            "description": {"en": "Fail, pass, distinction"},
                        },
                    },
                },
            },
        },
    } | changes


def claim(document):
    return document["credentialSubject"]["hasClaim"]


def test_the_achievement_is_read():
    """EU-M-02 to EU-M-11, as the European Learning Model has them."""
    achievement, award = elm_3.load(credential())
    assert achievement.id == award.achievement == "https://mill.example/baking"
    assert achievement.language == "fr"
    assert achievement.title.root == {"en": "Baking", "fr": "Boulangerie"}
    assert achievement.type == "micro-credential"
    assert [(level.framework, level.value) for level in achievement.levels] == [
        ("EQF", "4"),
        ("IE NQF", "5"),
        ("national", "Journeyman"),
    ]
    assert achievement.workload.hours == 60
    assert achievement.workload.in_system("ECTS") == 2
    assert achievement.workload.duration == "P6W"
    (outcome,) = achievement.outcomes
    assert (outcome.kind, outcome.transversal) == ("skill", True)
    assert outcome.description.best() == "At night."
    assert outcome.alignments[0].type == "esco-skill"
    assert achievement.participation == "blended"
    assert achievement.fields == ("0721",)
    assert achievement.teaching_languages == ("fr", "en")
    assert achievement.prerequisites[0].best() == "An oven."
    assert achievement.target_group.best() == "Migrants"
    assert achievement.stackability.stackable is True
    assert achievement.stackability.standalone is None
    assert achievement.grading.best() == "Three steps: Fail, pass, distinction"
    assert [said.best() for said in achievement.further_information] == [
        "Clothes: Bring an apron.",
        "formal learning",
        "The book https://mill.example/book",
    ]


def test_the_issuer_named_by_its_id_is_found():
    """EU-M-03: country and region; an organisation numbered by a tool has no id of its own."""
    achievement, _ = elm_3.load(credential())
    issuer = achievement.issuer
    assert issuer == achievement.awarding_body
    assert issuer.id is None
    assert issuer.name.best("fr") == "École du moulin"
    assert (issuer.country, issuer.region) == ("IE", "IE061")
    assert issuer.address == "1 Mill Lane Dublin"
    assert issuer.email == "a@mill.example"
    assert issuer.url == "https://mill.example"
    (identifier,) = issuer.identifiers
    assert (identifier.value, identifier.type, identifier.country) == ("NTRIE-1", "eidas", "IE")


def test_quality_assurance_is_read():
    """EU-M-11."""
    (assurance,) = elm_3.load(credential())[0].quality_assurance
    assert assurance.type == "external"
    assert assurance.body.name.best() == "QA Agency"
    assert assurance.decision == "Review, positive"
    assert assurance.url == "https://qa.example/report"
    assert (assurance.decided_on, assurance.review_due) == ("2025-01-31", "2030-01-31")


def test_the_award_is_read():
    """EU-M-01, EU-M-05, and the grade."""
    achievement, award = elm_3.load(credential())
    assert award.id == "urn:credential:1"
    assert award.awarded_on.isoformat() == "2026-02-28"
    assert award.place == "Dublin"
    assert award.learner.name == "Ana Andromeda"
    assert award.learner.id == "did:example:ana"
    assert award.learner.email == "ana@example.org"
    assert award.learner.date_of_birth.isoformat() == "1999-10-02"
    assert award.assessor == "Master Miller"
    (assessment,) = achievement.assessments
    assert assessment.type == "practical-assessment"
    assert (assessment.supervision, assessment.identity_verification) == ("onsite", True)
    assert assessment.language == "en"
    assert [(r.assessment, r.grade) for r in award.results] == [(assessment.id, "Distinction")]


def test_what_was_not_carried_is_told():
    notes = elm_3.read(credential()).notes
    assert "Not carried: logo of the organisation École du moulin." in notes
    assert "Not carried: gender of the learner." in notes
    assert "Not carried: the mode of learning Project based." in notes
    assert any("1999-10-02" in told for told in notes)
    assert len(notes) == len(set(notes))


@pytest.mark.parametrize("base64url", [False, True])
def test_a_sealed_credential_is_opened(base64url):
    payload = json.dumps(credential())
    if base64url:
        payload = base64.urlsafe_b64encode(payload.encode()).decode().rstrip("=")
    sealed = {"payload": payload, "signatures": [{"signature": "x"}]}
    assert elm_3.load(sealed) == elm_3.load(credential())


def test_a_file_for_upload_is_opened():
    document = {"credential": credential(), "deliveryDetails": {}}
    assert elm_3.load(document) == elm_3.load(credential())


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"payload": "{", "signatures": []}, "elm.payload"),
        ({"payload": '{"a":1,"a":2}', "signatures": []}, "elm.payload"),
        ({"payload": "!", "signatures": []}, "elm.payload"),
        ({"payload": "{}", "signatures": []}, "elm.not-a-credential"),
        (None, "elm.not-a-credential"),
        ([], "elm.not-a-credential"),
        ({"type": "VerifiableCredential"}, "elm.not-a-credential"),
        (credential(credentialSubject={"id": "urn:x:1", "a": 1}), "elm.no-achievement"),
        (credential(credentialSubject=None), "elm.no-achievement"),
        (credential(id=None), "elm.unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused(document, code):
    with pytest.raises(FormatError) as error:
        elm_3.load(document)
    assert error.value.code == code


def test_without_a_title_there_is_no_achievement():
    document = credential()
    del claim(document)["title"], claim(document)["specifiedBy"]["title"]
    with pytest.raises(FormatError) as error:
        elm_3.load(document)
    assert error.value.code == "elm.unreadable"
    assert "title" in error.value.message


def test_an_achievement_without_an_id_gets_the_same_for_all_learners():
    document = credential()
    claim(document)["specifiedBy"]["id"] = "urn:epass:qualification:1"
    first = elm_3.load(document)[0].id
    document["credentialSubject"]["givenName"] = {"en": "Bo"}
    document["issuer"] = {"id": "urn:epass:org:9", "legalName": {"en": "Seal Ltd"}}
    assert elm_3.load(document)[0].id == first
    claim(document)["specifiedBy"]["volumeOfLearning"] = "PT61H"
    other = elm_3.load(document)[0].id
    assert other != first
    assert other.startswith("urn:uuid:")


def test_an_activity_tells_what_the_qualification_does_not():
    document = credential()
    of = claim(document)
    for term in ("mode", "volumeOfLearning", "language", "description"):
        del of["specifiedBy"][term]
    of["influencedBy"] = {
        "id": "urn:epass:activity:1",
        "description": {"en": "A night in the bakery."},
        "directedBy": {"id": "urn:x:kitchen", "legalName": {"en": "Kitchen"}},
        "temporal": {"startDate": "2026-01-05T08:00:00Z", "endDate": "2026-02-20T16:00:00Z"},
        "specifiedBy": {
            "id": "urn:epass:spec:1",
            "volumeOfLearning": "PT4H",
            "dcType": concept(SNB + "learning-activity/59eaf34fab", "volunteering"),
            "language": concept(AUTHORITY + "language/GLE"),
        },
    }
    achievement, award = elm_3.load(document)
    assert achievement.participation == "volunteering"
    assert achievement.workload.hours == 4
    assert achievement.teaching_languages == ("ga",)
    assert achievement.description.best() == "A night in the bakery."
    assert achievement.provider.name.best() == "Kitchen"
    assert (award.started_on.isoformat(), award.ended_on.isoformat()) == (
        "2026-01-05",
        "2026-02-20",
    )


def test_months_are_no_hours():
    document = credential()
    claim(document)["specifiedBy"]["volumeOfLearning"] = "P60M"
    reading = elm_3.read(document)
    assert reading.achievement.workload.hours is None
    assert "The volume of learning P60M is not a number of hours." in reading.notes


@pytest.mark.parametrize(
    ("code", "label", "mode", "expected"),
    [
        ("c598449d64", "", None, ("none", False)),
        ("df2880c5cb", "", None, ("none", True)),
        ("44314532f9", "", None, (None, True)),
        ("70be69aaf9", "", "920fbb3cbe", ("online", True)),
        ("70be69aaf9", "", None, (None, True)),
        ("new", "Unsupervised without ID Verification", None, ("none", False)),
        ("new", "Supervised with no ID verification", "9191af2ed9", ("onsite", False)),
        ("new", "Supervised", "9191af2ed9", ("onsite", None)),
        ("new", "Something else", None, (None, None)),
        ("new", "", None, (None, None)),
    ],
)
def test_supervision_and_identity_verification(code, label, mode, expected):
    """ASM-04 and EU optional element 2."""
    document = credential()
    assessment = claim(document)["provenBy"]
    assessment["idVerification"] = concept(SNB + "supervision-verification/" + code, label)
    assessment["specifiedBy"]["mode"] = mode and concept(SNB + "learning-assessment/" + mode, "M")
    (read,) = elm_3.load(document)[0].assessments
    assert (read.supervision, read.identity_verification) == expected


def test_without_an_issuer_the_awarding_body_stands_for_it():
    document = credential()
    del document["issuer"]
    reading = elm_3.read(document)
    assert reading.achievement.issuer.name.best("en") == "Mill School"
    assert any("names no issuer" in told for told in reading.notes)


def test_several_claims_are_told():
    document = credential()
    of = claim(document)
    document["credentialSubject"]["hasClaim"] = [{"id": "urn:x:e", "type": "Entitlement"}, of]
    reading = elm_3.read(document)
    assert reading.achievement.title.best("en") == "Baking"
    assert "There are 2 claims; the first achievement was carried." in reading.notes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1999-10-02", "1999-10-02"),
        ("1999-10-02T00:00:00Z", "1999-10-02"),
        ("1999-10-01T23:00:00Z", "1999-10-02"),
        ("1999-10-01T21:00:00.000Z", "1999-10-02"),
        ("1999-10-01T22:30:00Z", "1999-10-01"),
        ("1999-10-02T00:00:00+02:00", "1999-10-02"),
        ("1999-12-31T23:00:00Z", "2000-01-01"),
        ("9999-12-31T23:00:00Z", None),
        ("1999-02-30T00:00:00Z", None),
        ("yesterday", None),
    ],
)
def test_days(written, read):
    document = credential()
    document["credentialSubject"]["dateOfBirth"] = written
    born = elm_3.load(document)[1].learner.date_of_birth
    assert (born.isoformat() if born else None) == read


def places(value, path=()):
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield (*path, key)
        if isinstance(part, dict | list):
            yield from places(part, (*path, key))


PLACES = list(places(credential()))
JUNK = st.sampled_from([None, 0, True, "", "x", [], [[]], {}, {"id": 3}, ["x", 1], {"en": 3}])


@given(st.sampled_from(PLACES), JUNK)
@settings(max_examples=400)
def test_nothing_foreign_escapes(place, junk):
    document = copy.deepcopy(credential())
    spot = document
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = junk
    try:
        elm_3.read(document)
    except FormatError as error:
        assert error.code.startswith("elm.")
