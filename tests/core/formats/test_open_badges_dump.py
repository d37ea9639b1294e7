"""What an Open Badge looks like from outside."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

import format_samples as samples
from mintmark.encoding.canonical import canonical_form, plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.errors import FormatError, UsageError
from mintmark.formats import open_badges_3

BLANK = {"IdentityObject", "IdentifierEntry"}


@pytest.fixture
def badge():
    return samples.badge()


@pytest.fixture
def subject(badge):
    return badge["credentialSubject"]


@pytest.fixture
def achievement(subject):
    return subject["achievement"]


def nodes_of(value):
    if isinstance(value, dict):
        yield value
        for key, part in value.items():
            if key != "@context":
                yield from nodes_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes_of(part)


def is_language_map(node):
    return all(key == "@none" or (key.islower() and len(key) <= 11) for key in node) and not (
        {"id", "type"} & set(node)
    )


def test_the_contexts_are_vc_2_open_badges_and_ours(badge):
    assert badge["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert badge["@context"][1].endswith("/ob/v3p0/context-3.0.3.json")
    assert badge["@context"][2] == CONTEXT
    assert len(badge["@context"]) == 3


def test_a_changed_credential_does_not_change_our_context(badge):
    badge["@context"][2].clear()
    assert CONTEXT


def test_every_node_that_may_have_an_id_has_one(badge):
    for node in nodes_of(badge):
        if str(node.get("type")) in BLANK:
            assert "id" not in node
        elif not is_language_map(node):
            assert ":" in node["id"], node


def test_different_things_have_different_ids(badge):
    full = [node for node in nodes_of(badge) if len(node) > 1 and "id" in node]
    names = [node["id"] for node in full]
    assert len(names) == len(set(names))


def test_times_are_utc(badge):
    zone = timezone(timedelta(hours=2))
    document = samples.badge(
        valid_from=datetime(2026, 3, 1, 11, 30, tzinfo=zone),
        valid_until=datetime(2029, 2, 28, 23, 59, 59, tzinfo=UTC),
    )
    assert document["validFrom"] == badge["validFrom"] == "2026-03-01T09:30:00Z"
    assert document["validUntil"] == "2029-02-28T23:59:59Z"
    assert document["awardedDate"] == "2026-02-28T00:00:00Z"
    assert "validUntil" not in badge


def test_a_time_without_zone_is_refused():
    with pytest.raises(UsageError) as error:
        samples.badge(valid_from=datetime(2026, 3, 1))
    assert error.value.code == "time.naive"


def test_the_issuer_is_the_key_with_country_and_legal_ids(badge):
    """EU-M-03: country and region of the issuer."""
    issuer = badge["issuer"]
    assert issuer["id"] == samples.DID
    assert issuer["name"] == "Mill School"
    assert issuer["address"]["addressCountryCode"] == "IE"
    assert issuer["address"]["addressRegion"] == "IE061"
    assert issuer["otherIdentifier"] == [
        {"type": "IdentifierEntry", "identifier": "IE123", "identifierType": "ext:vat"}
    ]
    assert issuer["identifierRecord"][0]["country"] == "IE"


def test_the_awarding_body_is_named_where_it_is_described(subject, achievement):
    """EU-M-04: the awarding body, which may differ from the issuer."""
    assert achievement["creator"]["name"] == "Guild of Bakers"
    assert subject["awardedBy"]["awardingBody"] == achievement["creator"]["id"]


def test_the_learner_is_named_and_the_rest_is_hidden(badge, subject):
    """EU-M-01: learner identification; DIG-10 without telling the world an e-mail address."""
    by_type = {entry["identityType"]: entry for entry in subject["identifier"]}
    assert by_type["name"]["identityHash"] == "Ana Andromeda"
    assert by_type["name"]["hashed"] is False
    assert by_type["ext:givenName"]["identityHash"] == "Ana"
    digest = hashlib.sha256(b"ana@example.orgpepper").hexdigest()
    assert by_type["emailAddress"] == {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": "pepper",
    }
    assert by_type["nationalIdentityNumber"]["hashed"] is True
    said = str(badge)
    assert "ana@example.org" not in said.lower()
    assert "LA-234218" not in said
    assert "1999" not in said


def test_whoever_knows_the_address_can_check_it(badge):
    for known in ("Ana@example.org", "ana@example.org"):
        assert open_badges_3.is_about(badge, "emailAddress", known)
    assert open_badges_3.is_about(badge, "name", "Ana Andromeda")
    assert open_badges_3.is_about(badge, "nationalIdentityNumber", "LA-234218")
    assert not open_badges_3.is_about(badge, "emailAddress", "eve@example.org")
    assert not open_badges_3.is_about(badge, "userName", "Ana Andromeda")


def test_the_chain_from_rubric_to_result_is_unbroken(subject, achievement):
    """ASM-02, ASM-10, ASM-11: levels, pass mark, and what was reached."""
    loaf, theory, talk = achievement["resultDescription"]
    first, second, third = subject["result"]
    assert loaf["resultType"] == "RubricCriterionLevel"
    levels = [level["id"] for level in loaf["rubricCriterionLevel"]]
    assert loaf["requiredLevel"] == levels[1]
    assert first["resultDescription"] == loaf["id"]
    assert first["achievedLevel"] == levels[2]
    assert theory["resultType"] == "Percent"
    assert (theory["requiredValue"], theory["valueMin"], theory["valueMax"]) == ("90", "0", "100")
    assert second["value"] == "93"
    assert talk["resultType"] == "Result"
    assert third["value"] == "Pass"
    assert {result["status"] for result in subject["result"]} == {"Completed"}


@pytest.mark.parametrize(
    ("result", "status"),
    [
        ({"assessment": "theory", "score": "0.89"}, "Failed"),
        ({"assessment": "theory", "score": "0.9"}, "Completed"),
        ({"assessment": "loaf", "level": "raw"}, "Failed"),
        ({"assessment": "loaf", "level": "done"}, "Completed"),
        ({"assessment": "loaf"}, "Completed"),
    ],
)
def test_a_result_says_whether_it_passes(result, status):
    document = samples.dump(samples.achievement(), samples.award(results=[result]))
    assert document["credentialSubject"]["result"][0]["status"] == status


def test_the_criteria_are_those_of_the_assessments(achievement):
    narrative = achievement["criteria"]["narrative"]
    assert "**The loaf**: Crumb, crust, taste." in narrative
    assert "**Theory** (≥ 90 %)" in narrative
    assert achievement["criteria"]["id"] == "https://example.org/criteria"


def test_without_assessments_the_outcomes_are_the_criteria_or_the_description():
    some = samples.dump(samples.achievement(assessments=[]), samples.award(results=[]))
    criteria = some["credentialSubject"]["achievement"]["criteria"]
    assert criteria["narrative"] == "- Bakes a sourdough loaf\n- Explains fermentation"
    assert criteria["id"] == f"{samples.BAKING}#criteria.1"
    none = samples.achievement(assessments=[], outcomes=[])
    bare = samples.dump(none, samples.award(results=[]))["credentialSubject"]["achievement"]
    assert bare["criteria"]["narrative"] == "Bake bread with wild yeast."


def test_outcomes_are_aligned_for_open_badges_readers_too(achievement):
    """EU-M-06, ASM-17: the outcomes; DEF-E-03: their kinds."""
    bake, explain = achievement["learningOutcome"]
    assert bake["id"] == f"{samples.BAKING}#bake"
    assert (bake["kind"], explain["kind"]) == ("skill", "knowledge")
    (alignment,) = achievement["alignment"]
    assert bake["alignment"] == [{"id": alignment["id"]}]
    assert alignment["targetUrl"] == "http://data.europa.eu/esco/skill/0001"
    assert alignment["targetType"] == "ext:ESCOSkill"


def test_the_eu_elements_stand_in_the_open(achievement):
    """EU-M-07 to EU-M-11, DIG-09."""
    assert achievement["volumeOfLearning"] == "PT37H30M"
    assert achievement["creditsAvailable"] == 1.5
    assert [p["creditSystem"] for p in achievement["creditPoint"]] == ["NZQCF", "ECTS"]
    assert achievement["creditPoint"][1]["framework"].endswith("/education-credit/6fcec5c5af")
    assert achievement["eqfLevel"] == ["http://data.europa.eu/snb/eqf/4"]
    assert [level["notation"] for level in achievement["educationLevel"]] == ["4", "5"]
    assert achievement["resultDescription"][0]["assessmentType"] == "demonstration"
    assert achievement["resultDescription"][0]["idVerification"].endswith("/70be69aaf9")
    assert achievement["participation"] == "blended"
    assert achievement["qualityAssurance"][0]["kind"] == "external"
    assert achievement["thematicArea"][0] == "http://data.europa.eu/snb/isced-f/0721"
    assert achievement["expiry"]["validFor"] == "P3Y"


def test_whole_credits_are_whole_numbers():
    """JSON numbers: 2.0 and 2 would be signed differently by different libraries."""
    workload = {"credits": [{"system": "ECTS", "value": "2.00"}]}
    document = samples.dump(samples.achievement(workload=workload), samples.award())
    available = document["credentialSubject"]["achievement"]["creditsAvailable"]
    assert (available, type(available)) == (2, int)


def test_plain_strings_are_in_the_language_of_the_achievement():
    document = samples.dump(samples.achievement(language="fr"), samples.award())
    achievement = document["credentialSubject"]["achievement"]
    assert document["name"] == achievement["name"] == "Pain au levain"
    assert achievement["title"] == {"en": "Sourdough baking", "fr": "Pain au levain"}
    assert achievement["inLanguage"] == "fr"
    assert "multilingualDescription" not in achievement


def test_a_language_that_open_badges_has_no_tag_for_is_told_apart():
    document = samples.dump(samples.achievement(language="sl-rozaj"), samples.award())
    achievement = document["credentialSubject"]["achievement"]
    assert achievement["inLanguage"] == "sl"
    assert achievement["metadataLanguage"] == "sl-rozaj"
    assert open_badges_3.load(document)[0].language == "sl-rozaj"


@pytest.mark.parametrize(
    ("kind", "listed"),
    [
        ("micro-credential", "MicroCredential"),
        ("co-curricular", "CoCurricular"),
        ("participation", "ext:Participation"),
        ("微证书", "ext:Other"),
    ],
)
def test_kinds_of_achievement(kind, listed):
    document = samples.dump(samples.achievement(type=kind), samples.award())
    achievement = document["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == listed
    assert ("kind" in achievement) == listed.startswith("ext:")
    assert open_badges_3.load(document)[0].type == kind


def test_image_and_status_are_carried():
    status = {"id": "urn:x:1", "type": "BitstringStatusListEntry"}
    document = samples.badge(image="https://example.org/badge.png", status=status)
    assert document["image"] == {"id": "https://example.org/badge.png", "type": "Image"}
    assert document["credentialStatus"] == status
    assert open_badges_3.load(document)[0].image == "https://example.org/loaf.png"


@pytest.mark.parametrize(
    ("code", "arguments", "changes"),
    [
        ("openbadges.achievement-mismatch", {}, {"achievement": "urn:x:other"}),
        ("openbadges.issuer-mismatch", {"issuer_id": "did:example:eve"}, {}),
        ("openbadges.undeclared-result", {}, {"results": [{"assessment": "swim"}]}),
        (
            "openbadges.undeclared-level",
            {},
            {"results": [{"assessment": "loaf", "level": "burnt"}]},
        ),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(code, arguments, changes):
    with pytest.raises(FormatError) as error:
        samples.dump(samples.achievement(), samples.award(**changes), **arguments)
    assert error.value.code == code


GUILD = {"name": "Guild", "id": "https://guild.example", "country": "FR", "address": "Paris"}


def test_an_organisation_is_described_once_and_comes_back_everywhere():
    mint = samples.achievement().issuer
    found = samples.achievement(
        awarding_body=mint,
        provider=GUILD,
        employers=[{"organisation": GUILD, "role": role} for role in ("assess", "endorse")],
    )
    document = samples.dump(found, samples.award())
    described = [node for node in nodes_of(document) if node.get("type") == ["Profile"]]
    for name in (samples.DID, GUILD["id"]):
        full = [node for node in described if node["id"] == name and node.keys() > {"id", "type"}]
        assert len(full) == 1
    assert document["issuer"]["name"] == "Mill School"
    assert document["credentialSubject"]["achievement"]["creator"] == {
        "id": samples.DID,
        "type": ["Profile"],
    }
    for _ in range(3):
        assert canonical_form(document, BUNDLED) == plain_form(document, BUNDLED)
    assert open_badges_3.load(document)[0] == found


def test_one_id_is_not_given_to_two_organisations():
    other = GUILD | {"name": "Other guild"}
    with pytest.raises(FormatError) as caught:
        samples.dump(samples.achievement(provider=GUILD, awarding_body=other), samples.award())
    assert caught.value.code == "openbadges.described-twice"
    assert GUILD["id"] in caught.value.message


def test_criteria_at_the_achievements_own_address_are_a_node_of_their_own():
    first, *others = samples.achievement().model_dump()["assessments"]
    found = samples.achievement(assessments=[first | {"criteria_url": samples.BAKING}, *others])
    document = samples.dump(found, samples.award())
    criteria = document["credentialSubject"]["achievement"]["criteria"]
    assert criteria["id"] == f"{samples.BAKING}#criteria.1"
    assert canonical_form(document, BUNDLED)
    assert open_badges_3.load(document)[0] == found
