"""What goes into an Open Badge comes out of it."""

import hashlib
import json

import pytest
from hypothesis import given, settings

import format_samples as samples
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.mintmark_terms import CONTEXT, CONTEXT_1, CONTEXT_2
from mintmark.encoding.jsonld import to_quads
from mintmark.formats import open_badges_3
from mintmark.model import Stackability
from strategies import pairs

FIRST = "673b35da784d25f1b52ae90a23aef6b0e43af9593e3f366396dc42fef154ce45"
SECOND = "79a8ccd16fe554e2fd4028985fb177f3ccf629aba13ca02c4881fc46fc95114f"


@given(pairs(samples.DID))
@settings(max_examples=25)
def test_load_is_the_inverse_of_dump(pair):
    achievement, award = pair
    document = samples.dump(achievement, award)
    assert open_badges_3.load(document) == (achievement, samples.kept(award))
    open_badges_3.check(document)
    to_quads(document, BUNDLED)


def test_everything_comes_back():
    expected = (samples.achievement(), samples.kept(samples.award()))
    assert open_badges_3.load(samples.badge()) == expected


@pytest.mark.parametrize("former", [CONTEXT_1, CONTEXT_2])
def test_a_credential_with_a_former_context_is_read_whole(former):
    """It was issued before there were national terms, or larger awards, with another object."""
    document = samples.badge()
    before = {**document, "@context": [*document["@context"][:2], former]}
    assert before != document
    assert open_badges_3.load(before) == open_badges_3.load(document)
    assert to_quads(before, BUNDLED) == to_quads(document, BUNDLED)


@pytest.mark.parametrize(("former", "known"), [(CONTEXT_1, FIRST), (CONTEXT_2, SECOND)])
def test_a_former_context_stays_as_it_was(former, known):
    """Frozen by use: signatures over credentials that carry it depend on every letter."""
    written = json.dumps(former, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(written.encode()).hexdigest()
    assert digest == known
    assert CONTEXT.items() > former.items()


def test_nothing_comes_back_as_nothing():
    achievement = samples.achievement(
        assessments=[], outcomes=[], workload=None, levels=[], routes=[], stackability=None
    )
    award = samples.award(results=[], evidence=[], identity_check=None, started_on=None)
    expected = (achievement, samples.kept(award))
    assert open_badges_3.load(samples.dump(achievement, award)) == expected


def test_an_empty_part_is_not_a_missing_one():
    achievement = samples.achievement(stackability=Stackability())
    loaded, _ = open_badges_3.load(samples.dump(achievement, samples.award()))
    assert loaded.stackability == Stackability()


def test_no_level_comes_back_with_its_reason():
    achievement = samples.achievement(levels={"not_applicable": "It is a hobby."})
    loaded, _ = open_badges_3.load(samples.dump(achievement, samples.award()))
    assert loaded.levels == achievement.levels


def test_an_award_named_like_its_credential_comes_back():
    award = samples.award(id=samples.CREDENTIAL)
    document = samples.dump(samples.achievement(), award)
    assert document["credentialSubject"]["awardedBy"]["id"] == f"{samples.CREDENTIAL}#award.1"
    assert open_badges_3.load(document)[1].id == samples.CREDENTIAL


def test_the_rubric_keeps_its_order_when_json_does_not():
    document = samples.badge()
    description = document["credentialSubject"]["achievement"]["resultDescription"][0]
    description["rubricCriterionLevel"].reverse()
    loaded, _ = open_badges_3.load(document)
    assert [level.id for level in loaded.assessments[0].rubric] == ["raw", "done", "golden"]


def test_nodes_may_stand_elsewhere():
    """RDF does not say where a node is written out; a signature does not either."""
    document = samples.badge()
    achievement = document["credentialSubject"]["achievement"]
    body = achievement["creator"]
    document["credentialSubject"]["awardedBy"]["awardingBody"] = body
    achievement["creator"] = body["id"]
    document["credentialSubject"] = [document["credentialSubject"]]
    assert open_badges_3.load(document) == (samples.achievement(), samples.kept(samples.award()))


def test_language_tags_are_written_in_lower_case_and_read_in_usual_case():
    achievement = samples.achievement(title={"pt-br": "Pão", "ZH-hant-tw": "麵包"})
    document = samples.dump(achievement, samples.award())
    assert set(document["credentialSubject"]["achievement"]["title"]) == {"pt-br", "zh-hant-tw"}
    loaded, _ = open_badges_3.load(document)
    assert set(loaded.title.root) == {"pt-BR", "zh-Hant-TW"}


def test_an_issuer_without_id_has_the_keys_did_afterwards():
    issuer = samples.achievement().issuer.model_copy(update={"id": None})
    achievement = samples.achievement(issuer=issuer)
    loaded, _ = open_badges_3.load(samples.dump(achievement, samples.award()))
    assert loaded == samples.achievement()
