"""What the W3C's suite for the data model 2.0 sends and expects, section by section.

The documents are our own; each test names the statement of the specification it is about.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

import samples
from mintmark.encoding.contexts.self_naming import with_self_naming
from mintmark.steps import hold
from vc_api_client import CONTEXTS, EXAMPLES, V2, Api, credential

HOLDER = samples.OTHER_KEY
CHALLENGE = "u2Jb0fhYpTBDGHLXwIjMw8w"
DOMAIN = "suite.example"
OWN = {"OwnCredential": "https://example.org/#OwnCredential"}
STATUS = {"OldStatus2017": "https://example.org/terms#OldStatus2017"}
POLICY = {"OwnPolicy": "https://example.org/terms/OwnPolicy"}
NOT_A_URL = "https ://not-a-url/thing"
CURRENT_SHA384 = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
CURRENT_BARE = "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"
EARLIER_BARE = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"
TYPE_IRI = "https://example.org/#Something"


def typed(**members: Any) -> dict[str, Any]:
    return {"type": TYPE_IRI} | members


def named(value: Any) -> dict[str, Any]:
    return credential(name=value)


def resource(**members: Any) -> dict[str, Any]:
    return credential(relatedResource=[{"id": V2} | members])


LANGUAGE = {"@value": "Brot", "@language": "de"}
DIRECTION = LANGUAGE | {"@direction": "ltr"}

ACCEPTED: dict[str, dict[str, Any]] = {
    "4.3 several contexts": credential(EXAMPLES),
    "4.3 a context in the document": credential(OWN, type=["VerifiableCredential", *OWN]),
    "4.4 a credential id": credential(id="urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008"),
    "4.4 an http id": credential(id="http://university.example/credentials/1872"),
    "4.5 a type that is a URL": credential(type=["VerifiableCredential", TYPE_IRI]),
    "4.5 a type last": credential(type=[TYPE_IRI, TYPE_IRI + "2", "VerifiableCredential"]),
    "4.5 a type in the middle": credential(type=[TYPE_IRI, "VerifiableCredential", "urn:x:y"]),
    "4.5 a type from a context": credential(
        EXAMPLES, type=["VerifiableCredential", "RelationshipCredential"]
    ),
    "4.6 name": named("Bread"),
    "4.6 name in a language": named(LANGUAGE),
    "4.6 name with a direction": named(DIRECTION),
    "4.6 name in languages": named([LANGUAGE, LANGUAGE | {"@language": "fr"}]),
    "4.6 description": credential(description="Bread"),
    "4.6 description in languages": credential(description=[DIRECTION, "Bread"]),
    "4.6 issuer name": credential(issuer={"name": "School"}),
    "4.6 issuer name in a language": credential(issuer={"name": LANGUAGE}),
    "4.6 issuer description": credential(issuer={"description": DIRECTION}),
    "4.7 issuer": credential(issuer="did:example:issuer"),
    "4.7 issuer object": credential(issuer={"id": "https://issuer.example/"}),
    "4.8 several subjects": credential(
        credentialSubject=[{"id": "did:example:a"}, {"id": "did:example:other:b"}]
    ),
    "4.8 a claim without id": credential(credentialSubject={"name": "Ana"}),
    "4.9 from": credential(validFrom="2023-02-26T01:20:18.477Z"),
    "4.9 from, zone": credential(validFrom="2023-02-26T01:20:18-05:00"),
    "4.9 from, far away": credential(validFrom="9023-02-26T01:20:18Z"),
    "4.9 until": credential(validUntil="2023-02-26T01:20:18Z"),
    "4.9 period": credential(
        validFrom="2023-02-26T01:20:00Z", validUntil="2023-02-26T01:20:18.477+02:00"
    ) | {"validUntil": "2024-02-26T01:20:18.477+02:00"},
    "4.9 same moment": credential(
        validFrom="2023-02-26T01:20:00Z", validUntil="2023-02-26T02:20:00+01:00"
    ),
    "4.10 status": credential(STATUS, credentialStatus={"id": "did:x:s", "type": "OldStatus2017"}),
    "4.10 status without id": credential(credentialStatus=typed()),
    "4.11 schema": credential(credentialSchema=typed(id="did:example:schema/1")),
    "4.11 schemas": credential(
        credentialSchema=[typed(id="did:example:schema/1"), typed(id="did:example:schema/2")]
    ),
    "5.3 SRI": resource(digestSRI=CURRENT_SHA384),
    "5.3 multibase": resource(digestMultibase=CURRENT_BARE),
    "5.3 multibase of the earlier bytes": resource(digestMultibase=EARLIER_BARE),
    "5.3 media type": resource(digestSRI=CURRENT_SHA384, mediaType="application/ld+json"),
    "5.4 refresh": credential(refreshService=typed(id="did:example:refresh/1")),
    "5.4 refreshes": credential(refreshService=[typed(id="urn:x:1"), typed(id="urn:x:2")]),
    "5.5 terms": credential(POLICY, termsOfUse={"type": "OwnPolicy"}),
    "5.5 several terms": credential(POLICY, termsOfUse=[{"type": "OwnPolicy"}] * 2),
    "5.5 terms with id": credential(termsOfUse=typed(id="https://example.org/terms/1")),
    "5.6 evidence": credential(evidence=typed()),
    "5.6 several evidences": credential(evidence=[typed(), typed()]),
}  # fmt: skip

REFUSED: dict[str, dict[str, Any]] = {
    "4.3 no context": credential(without="@context"),
    "4.3 no base context": credential() | {"@context": [EXAMPLES]},
    "4.3 base context second": credential() | {"@context": [EXAMPLES, V2]},
    "4.3 a context that is no URL": credential(NOT_A_URL),
    "4.3 an unknown context": credential("https://example.com"),
    "4.3 a context that is a number": credential(123192875),
    "4.3 the older base context": credential("https://www.w3.org/2018/credentials/v1"),
    "4.4 id null": credential(id=None),
    "4.4 several ids": credential(id=["urn:x:1", "urn:x:2"]),
    "4.4 id is no URL": credential(id="not-a-url"),
    "4.4 id is broken": credential(id=NOT_A_URL),
    "4.4 several subject ids": credential(credentialSubject={"id": ["urn:x:1", "urn:x:2"]}),
    "4.4 subject id is no URL": credential(credentialSubject={"id": "subject"}),
    "4.5 no type": credential(without="type"),
    "4.5 without VerifiableCredential": credential(type=[TYPE_IRI]),
    "4.5 an undefined type": credential(type=["VerifiableCredential", "Nowhere"]),
    "4.5 an undefined type, vocabulary off": credential(
        {"@vocab": None}, type=["VerifiableCredential", "Nowhere"]
    ),
    "4.5 a type that maps to no URL": credential(
        {"OwnCredential": "https ://x#OwnCredential"}, type=["VerifiableCredential", *OWN]
    ),
    "4.5 status without type": credential(credentialStatus={"id": "did:example:status"}),
    "4.5 terms without type": credential(termsOfUse={"id": "urn:x:1"}),
    "4.5 evidence without type": credential(evidence={}),
    "4.5 evidence without type, with id": credential(evidence={"id": "urn:x:1"}),
    "4.5 refresh service without type": credential(refreshService={"id": "urn:x:1"}),
    "4.5 schema without type": credential(credentialSchema={"id": "urn:x:1"}),
    "4.6 name with more": named(LANGUAGE | {"url": "did:example:credential"}),
    "4.6 name is a number": named(1),
    "4.6 description with more": credential(description=LANGUAGE | {"url": "urn:x:1"}),
    "4.6 issuer name with more": credential(issuer={"name": LANGUAGE | {"url": "urn:x:1"}}),
    "4.6 issuer description with more": credential(
        issuer={"description": DIRECTION | {"url": "urn:x:1"}}
    ),
    "4.6 a direction that is none": named(LANGUAGE | {"@direction": "up"}),
    "4.7 issuer is no URL": credential(issuer="not-a-url"),
    "4.7 issuer null": credential(issuer=None),
    "4.7 issuer id null": credential(issuer={"id": None}),
    "4.7 issuer id is no URL": credential(issuer={"id": "not-a-url"}),
    "4.7 issuers": credential(issuer=["did:example:a", "did:example:b"]),
    "4.8 no subject": credential(without="credentialSubject"),
    "4.8 empty subject": credential(credentialSubject={}),
    "4.8 one empty subject": credential(credentialSubject=[{"id": "did:example:a"}, {}]),
    "4.8 subject is text": credential(credentialSubject="did:example:a"),
    "4.8 no subjects": credential(credentialSubject=[]),
    "4.9 from is no date": credential(validFrom="02-26-2023"),
    "4.9 from without zone": credential(validFrom="2023-02-26T01:20:18"),
    "4.9 until is no date": credential(validUntil="next year"),
    "4.9 dates the wrong way": credential(
        validFrom="2027-01-01T00:00:00Z", validUntil="2025-01-01T00:00:00Z"
    ),
    "4.9 the older date": credential(issuanceDate="2023-02-26T01:20:18Z"),
    "4.10 status type is a number": credential(
        STATUS, credentialStatus={"id": "did:example:status", "type": 2}
    ),
    "4.10 several status ids": credential(credentialStatus=typed(id=["urn:x:1", "urn:x:2"])),
    "4.10 status id is no URL": credential(credentialStatus=typed(id=NOT_A_URL)),
    "4.11 schema without id": credential(credentialSchema=typed()),
    "4.11 schema id is no URL": credential(credentialSchema=typed(id="not-a-url")),
    "4.11 schema id is a number": credential(credentialSchema=typed(id=1)),
    "4.12 secured already": credential(proof={"type": "DataIntegrityProof"}),
    "5.2 a type redefined": credential({"VerifiableCredential": "https://x.example/#Vc"}),
    "5.2 a type redefined under its name": credential(
        {"VerifiableCredential": "https://x.example/#VerifiableCredential"}
    ),
    "5.2 a protected term redefined": credential(
        {"@protected": True} | OWN, {"OwnCredential": "https://example.org/#BadOwnCredential"},
        type=["VerifiableCredential", *OWN],
    ),
    "5.3 texts": credential(relatedResource=["https://example.org/a", "https://example.org/b"]),
    "5.3 no id": credential(relatedResource=[{"digestSRI": CURRENT_SHA384}]),
    "5.3 the same id twice": credential(
        relatedResource=[{"id": V2, "digestSRI": CURRENT_SHA384}] * 2
    ),
    "5.3 no digest": resource(mediaType="application/ld+json"),
    "5.3 wrong SRI": resource(digestSRI=CURRENT_SHA384.replace("l/H", "m/H")),
    "5.3 wrong multibase": resource(digestMultibase=CURRENT_BARE.replace("WZ", "XZ")),
}  # fmt: skip


@pytest.fixture(scope="module")
def api() -> Api:
    return Api()


@pytest.mark.parametrize("name", ACCEPTED)
def test_conforming_credentials_are_issued(api, name):
    secured = api.issued(ACCEPTED[name])
    assert secured["@context"] == ACCEPTED[name]["@context"]
    assert secured["@context"][0] == V2
    assert secured["proof"]["cryptosuite"] == "eddsa-rdfc-2022"


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("issuer", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "vc-jose"])
def test_other_credentials_are_not_issued(api, name, issuer):
    reply = api.issue(REFUSED[name], issuer)
    assert reply.status == 400
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.value["type"].startswith("https://")
    assert reply.value["title"] != "vc-api.internal-error"


@pytest.mark.parametrize("issuer", ["eddsa-rdfc-2022", "vc-jose"])
def test_what_is_issued_verifies(api, issuer):
    """7.1, 1.3: conforming documents are secured, and verify."""
    subject = {"id": "did:example:ana", "alumniOf": "School"}
    secured = api.issued(credential(EXAMPLES, credentialSubject=subject), issuer)
    assert api.verify(secured).status == 200


@pytest.mark.parametrize(
    "context", [EXAMPLES, {"@vocab": "https://example.org/words#"}], ids=["known", "own"]
)
def test_a_misspelt_member_is_no_word_of_its_own(api, context):
    """A vocabulary makes a word of everything: of ``validUntill``, too."""
    ends = {"validUntil": "2036-01-01T00:00:00Z"}
    assert api.issue(credential(context, evidence=typed(word="x"), **ends)).status == 201
    reply = api.issue(credential(context, validUntill=ends["validUntil"]))
    assert (reply.status, reply.value["title"]) == (400, "context.undefined-term")
    assert reply.value["place"] == "/validUntill"
    own = {"rank": "https://example.org/terms#rank"}
    assert api.issue(credential(context, own, rank="first")).status == 201
    badge = {"type": ["VerifiableCredential", "Nowhere"], "name": "x"}
    assert api.issue(credential(context, **badge)).status == 201


def test_nonconforming_documents_do_not_verify(api):
    """1.3."""
    assert api.verify({"type": ["NonconformingDocument"]}).status == 400
    assert api.verify_vp({"type": ["NonconformingDocument"]}).status == 400


def test_the_issuer_signs_in_its_own_name_only(api):
    for issuer in ("did:example:issuer", {"id": "https://x.example/"}, {"name": "School"}):
        secured = api.issued(credential(issuer=issuer))
        named = secured["issuer"]
        assert (named["id"] if isinstance(named, dict) else named) == (
            api.service.issuers["eddsa-rdfc-2022"].key.controller
        )
        assert api.verify(secured).status == 200


# Presentations: made by somebody else's wallet, over credentials issued by that same key.


def made(*contexts: Any, **members: Any) -> dict[str, Any]:
    """Return a presentation that is signed as a wallet would, whatever is in it."""
    document = {"@context": [V2, *contexts], "type": ["VerifiablePresentation"]} | members
    return hold.prove(
        document,
        signer=HOLDER,
        challenge=CHALLENGE,
        domain=DOMAIN,
        at=samples.LATER,
        contexts=with_self_naming(CONTEXTS, document),
    )


def shown(subject: str = "did:example:subject") -> dict[str, Any]:
    document = credential(
        issuer=HOLDER.controller,
        validFrom="2023-02-27T05:15:42Z",
        credentialSubject={"id": subject},
    )
    return samples.signed(document, key=HOLDER)


OWN_VP = {"OwnPresentation": "https://example.org/#OwnPresentation"}

GOOD: dict[str, Any] = {
    "empty": lambda: made(verifiableCredential=[]),
    "nothing shown": lambda: made(id="urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008"),
    "one credential": lambda: made(verifiableCredential=[shown()]),
    "one credential, no list": lambda: made(verifiableCredential=shown()),
    "several": lambda: made(verifiableCredential=[shown(), shown("did:example:other")]),
    "holder": lambda: made(holder=HOLDER.controller, verifiableCredential=[shown()]),
    "holder object": lambda: made(holder={"id": HOLDER.controller}, verifiableCredential=[shown()]),
    "contexts": lambda: made(EXAMPLES, verifiableCredential=[shown()]),
    "own context": lambda: made(OWN_VP, type=["VerifiablePresentation", *OWN_VP]),
}


@pytest.mark.parametrize("name", GOOD)
def test_conforming_presentations_verify(api, name):
    """4.13."""
    reply = api.verify_vp(GOOD[name](), challenge=CHALLENGE, domain=DOMAIN)
    assert reply.status == 200, reply.value
    assert reply.value["verified"] is True


@pytest.mark.parametrize("name", GOOD)
def test_they_verify_where_nothing_was_asked(api, name):
    assert api.verify_vp(GOOD[name]()).status == 200


CHANGES: dict[str, Any] = {
    "4.3 no context": lambda d: d.pop("@context"),
    "4.3 the wrong order": lambda d: d.update({"@context": [EXAMPLES, V2]}),
    "4.3 no base context": lambda d: d.update({"@context": [EXAMPLES]}),
    "4.3 an unknown context": lambda d: d["@context"].append("https://example.com"),
    "4.3 a context that is no URL": lambda d: d["@context"].append(NOT_A_URL),
    "4.3 a context that is a number": lambda d: d["@context"].append(123192875),
    "4.5 no type": lambda d: d.pop("type"),
    "4.5 another type": lambda d: d.update(type=["VerifiableCredential"]),
    "4.13 a credential as text": lambda d: d.update(verifiableCredential=["urn:x:1"]),
    "4.13 a credential without its type": lambda d: d["verifiableCredential"][0].pop("type"),
    "4.13 a credential without proof": lambda d: d["verifiableCredential"][0].pop("proof"),
    "4.13 a holder that is no URL": lambda d: d.update(holder={"id": "z6Mkp"}),
    "4.13 another holder": lambda d: d.update(holder=samples.KEY.controller),
    "7.1 an altered proof": lambda d: d["proof"].update(proofValue="z5nmMBw2u9TGKd9NxxHJtyZKg"),
    "no proof": lambda d: d.pop("proof"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_other_presentations_do_not_verify(api, name):
    document = copy.deepcopy(made(holder=HOLDER.controller, verifiableCredential=[shown()]))
    assert api.verify_vp(document, challenge=CHALLENGE, domain=DOMAIN).status == 200
    CHANGES[name](document)
    for options in ({"challenge": CHALLENGE, "domain": DOMAIN}, {}):
        reply = api.verify_vp(document, **options)
        assert reply.status == 400
        assert reply.value["verified"] is False


@pytest.mark.parametrize("asked", [{"challenge": "other"}, {"domain": "other.example"}])
def test_a_presentation_answers_what_was_asked(api, asked):
    document = made(verifiableCredential=[shown()])
    reply = api.verify_vp(document, **({"challenge": CHALLENGE, "domain": DOMAIN} | asked))
    assert reply.status == 400
    assert reply.value["type"].startswith("https://w3id.org/security#INVALID_")


def test_what_is_sent_as_unsigned_may_be_unsigned(api):
    document = {"@context": [V2], "type": ["VerifiablePresentation"]}
    document["verifiableCredential"] = [shown()]
    assert api.post("/presentations/verify", {"presentation": document}).status == 200
    asked = {"presentation": document, "options": {"challenge": CHALLENGE}}
    assert api.post("/presentations/verify", asked).status == 400
    altered = copy.deepcopy(document)
    altered["verifiableCredential"][0]["credentialSubject"]["id"] = "did:example:other"
    assert api.post("/presentations/verify", {"presentation": altered}).status == 400


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update({"@context": []}),
        lambda d: d.update({"@context": EXAMPLES}),
        lambda d: d.update(id=d["id"].partition(",")[2]),
        lambda d: d.pop("type"),
        lambda d: d.update(type="VerifiableCredential"),
        lambda d: d.update(name="unsigned"),
    ],
)
def test_enveloped_credentials(api, change):
    """4.13.1."""
    secured = api.issued(credential(credentialSubject={"name": "Alice"}), "vc-jose")
    assert secured["type"] == "EnvelopedVerifiableCredential"
    assert secured["id"].startswith("data:application/vc+jwt,")
    assert api.verify(secured).status == 200
    change(secured)
    assert api.verify(secured).status == 400


def test_enveloped_presentations(api):
    """4.13.2."""
    secured = api.issued(credential(credentialSubject={"name": "Alice"}), "vc-jose")
    presentation = {"@context": [V2], "type": ["VerifiablePresentation"]}
    presentation["verifiableCredential"] = [secured]
    asked = {"challenge": CHALLENGE, "domain": DOMAIN}
    reply = api.post(
        "/presentations/prove", {"presentation": presentation, "options": asked}, "vc-jose-p256"
    )
    assert reply.status == 201
    document = reply.value["verifiablePresentation"]
    assert document["type"] == "EnvelopedVerifiablePresentation"
    assert api.verify_vp(document, **asked).status == 200
    assert api.verify_vp(document, **(asked | {"challenge": "other"})).status == 400
    assert api.verify_vp(document | {"@context": []}, **asked).status == 400
    assert api.verify_vp(document | {"type": ["VerifiablePresentation"]}, **asked).status == 400
    token = document["id"].partition(",")[2]
    assert api.verify_vp(document | {"id": token}, **asked).status == 400
    assert api.verify_vp(token, **asked).status == 200
