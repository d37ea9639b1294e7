"""What the W3C's suites for eddsa, ecdsa and ecdsa-sd send and expect."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

import samples
from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.self_naming import with_self_naming
from mintmark.keys.controller import method_for, resolve
from mintmark.keys.multikey import write_public
from mintmark.ports import Documents
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.suites import DEFAULT_SUITES
from vc_api_client import ISSUERS, WHOLE, Api, credential

SUITE = {suite.name: suite for suite in DEFAULT_SUITES}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CLAIM = {"id": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", "name": "Claim"}
ACHIEVEMENT: dict[str, Any] = credential(
    id="urn:uuid:86294362-4254-4f36-854f-3952fe42555d",
    credentialSubject={
        "id": "did:example:ana",
        "name": "Ana",
        "description": "A baker",
    },
    name="A credential",
    evidence=[{"type": "urn:x:Evidence", "name": n} for n in ("one", "two", "three")],
)
SD = "ecdsa-sd-2023"


@pytest.fixture(scope="module")
def api() -> Api:
    return Api()


def valid(api: Api, issuer: str) -> dict[str, Any]:
    secured: dict[str, Any] = api.issued(credential(credentialSubject=CLAIM), issuer)
    return secured


@pytest.mark.parametrize("issuer", [*WHOLE, SD])
def test_proofs_are_made_as_they_should_be(api, issuer):
    secured = valid(api, issuer)
    proof = secured["proof"]
    assert isinstance(proof, dict)
    assert proof["type"] == "DataIntegrityProof"
    assert proof["cryptosuite"] == ISSUERS[issuer].securing
    assert DATE.fullmatch(proof["created"])
    assert proof["proofPurpose"] == "assertionMethod"
    document = resolve(secured["issuer"], Documents())
    method = method_for(
        document, proof["verificationMethod"], proof["proofPurpose"], fetcher=Documents()
    )
    public = write_public(method.public_key)  # type: ignore[arg-type]
    assert public.startswith({"Ed25519": "z6Mk", "P-256": "zDna", "P-384": "z82L"}[
        method.public_key.kind
    ])  # fmt: skip
    if issuer == SD:
        value = multibase.decode(proof["proofValue"], bases="u", max_bytes=100_000)
        assert value.startswith(b"\xd9\x5d\x00")
        return
    signature = multibase.decode(proof["proofValue"], bases="z", max_bytes=200)
    assert len(signature) == (96 if issuer.endswith("p384") else 64)
    assert api.verify(secured).status == 200


def changed(change: Any) -> Any:
    def edit(document: dict[str, Any], _: str) -> dict[str, Any]:
        change(document)
        return document

    return edit


def remade(**options: Any) -> Any:
    """Return the credential signed anew by its own issuer, with a proof that is wrong."""

    def sign(document: dict[str, Any], issuer: str) -> dict[str, Any]:
        key, name = ISSUERS[issuer].key, ISSUERS[issuer].securing
        unsigned = {k: v for k, v in document.items() if k != "proof"}
        given = {"created": samples.LATER, "contexts": BUNDLED, "suite": SUITE[name]} | options
        return add_proof(unsigned, signer=key, **given)

    return sign


def other_suite(document: dict[str, Any], issuer: str) -> dict[str, Any]:
    """Return the credential signed by way of another canonicalisation."""
    name = ISSUERS[issuer].securing
    twin = name.replace("rdfc", "jcs") if "rdfc" in name else name.replace("jcs", "rdfc")
    secured = remade(suite=SUITE[twin])(document, issuer)
    secured["proof"]["cryptosuite"] = name
    return secured


def longer(document: dict[str, Any], _: str) -> dict[str, Any]:
    proof = document["proof"]
    value = multibase.decode(proof["proofValue"], bases="z", max_bytes=200)
    proof["proofValue"] = multibase.encode(value + b"\7" * 32)
    return document


NEGATIVE: dict[str, Any] = {
    "no proof": changed(lambda d: d.pop("proof")),
    "proof null": changed(lambda d: d.update(proof=None)),
    "proofs null": changed(lambda d: d.update(proof=[None])),
    "no type": changed(lambda d: d["proof"].pop("type")),
    "unknown type": changed(lambda d: d["proof"].update(type="UnknownProofType")),
    "no verification method": changed(lambda d: d["proof"].pop("verificationMethod")),
    "unknown verification method": changed(
        lambda d: d["proof"].update(verificationMethod="did:key:invalidVm")
    ),
    "no purpose": changed(lambda d: d["proof"].pop("proofPurpose")),
    "unknown purpose": changed(lambda d: d["proof"].update(proofPurpose="invalidPurpose")),
    "signed for another purpose": remade(purpose="capabilityInvocation"),
    "signed for authentication": remade(purpose="authentication"),
    "no value": changed(lambda d: d["proof"].pop("proofValue")),
    "value null": changed(lambda d: d["proof"].update(proofValue=None)),
    "value without base": changed(
        lambda d: d["proof"].update(proofValue=d["proof"]["proofValue"][1:])
    ),
    "value too long": longer,
    "created is no date": changed(lambda d: d["proof"].update(created="invalidDate")),
    "created has no zone": changed(lambda d: d["proof"].update(created="2026-06-01T12:00:00")),
    "expires has no zone": changed(lambda d: d["proof"].update(expires="2036-06-01T12:00:00")),
    "expired": remade(expires=samples.at("2026-06-01T11:00:00Z")),
    "unknown suite": changed(lambda d: d["proof"].update(cryptosuite="UnknownCryptosuite")),
    "no suite": changed(lambda d: d["proof"].pop("cryptosuite")),
    "another canonicalisation": other_suite,
    "altered content": changed(lambda d: d["credentialSubject"].update(name="Other")),
    "altered id": changed(lambda d: d["credentialSubject"].update(id="urn:invalid")),
    "signed by another": changed(lambda d: d.update(issuer=samples.KEY.controller)),
    "an unknown previous proof": changed(lambda d: d["proof"].update(previousProof="urn:x:1")),
    "no previous proof": changed(lambda d: d["proof"].update(previousProof=1)),
}


@pytest.mark.parametrize("issuer", WHOLE)
@pytest.mark.parametrize("name", NEGATIVE)
def test_other_proofs_do_not_verify(api, name, issuer):
    reply = api.verify(NEGATIVE[name](valid(api, issuer), issuer))
    assert reply.status == 400
    assert reply.value["verified"] is False
    assert reply.value["title"] not in ("check.internal-error", "vc-api.internal-error")


@pytest.mark.parametrize("issuer", WHOLE)
def test_a_proof_made_long_ago_verifies(api, issuer):
    old = remade(created=samples.at("2025-06-01T12:00:00Z"))
    assert api.verify(old(valid(api, issuer), issuer)).status == 200


@pytest.mark.parametrize(
    "options",
    [
        {"expectedProofPurpose": "authentication"},
        {"challenge": "1235abcd6789"},
        {"domain": "domain.example"},
        {"domain": "domain.example", "challenge": "1235abcd6789"},
    ],
)
def test_the_proof_must_be_what_the_options_ask_for(api, options):
    secured = valid(api, "eddsa-rdfc-2022")
    assert api.verify(secured, expectedProofPurpose="assertionMethod").status == 200
    assert api.verify(secured, **options).status == 400
    assert api.verify({**secured, "proof": None}, **options).status == 400
    token = api.issued(credential(), "vc-jose")
    assert api.verify(token, **options).status == 400
    assert api.verify(token["id"].partition(",")[2], **options).status == 400


def test_a_challenge_and_domain_in_the_proof_are_compared(api):
    key = ISSUERS["eddsa-rdfc-2022"].key
    extra = {"challenge": "c", "domain": "d.example"}
    secured = samples.signed(credential(issuer=key.controller), key=key, extra=extra)
    assert api.verify(secured, **extra).status == 200
    assert api.verify(secured, **(extra | {"challenge": "x"})).status == 400


@pytest.mark.parametrize("previous", ["urn:uuid:1", ["urn:uuid:1", "urn:uuid:2"]])
def test_proof_chains(api, previous):
    key, other = ISSUERS["eddsa-rdfc-2022"].key, samples.P256_KEY
    named = previous if isinstance(previous, list) else [previous]
    document = credential(issuer=key.controller)
    for name in named:
        document = samples.signed(document, key=key, proof_id=name)
    chain = samples.signed(document, key=other, proof_id="urn:uuid:9", previous=named)
    assert chain["proof"][-1]["previousProof"] == previous
    assert api.verify(chain).status == 200
    missing = copy.deepcopy(chain)
    missing["proof"][0]["id"] = "urn:uuid:7"
    assert api.verify(missing).status == 400


# ecdsa-sd-2023


def derived(api: Api, secured: dict[str, Any], *pointers: str) -> Any:
    body = {"verifiableCredential": secured, "options": {"selectivePointers": list(pointers)}}
    return api.post("/credentials/derive", body)


def base(api: Api, **options: Any) -> dict[str, Any]:
    secured: dict[str, Any] = api.issued(copy.deepcopy(ACHIEVEMENT), SD, **options)
    return secured


def test_a_base_proof_does_not_verify(api):
    assert api.verify(base(api)).status == 400


@pytest.mark.parametrize(
    "pointers",
    [
        ["/credentialSubject/id"],
        ["/credentialSubject/name", "/credentialSubject/description"],
        ["/evidence"],
        ["/evidence/0", "/evidence/1"],
        ["/evidence/1/name", "/evidence/2/name"],
    ],
)
def test_derived_credentials_verify(api, pointers):
    reply = derived(api, base(api, mandatoryPointers=["/issuer", "/name"]), *pointers)
    assert reply.status == 201
    shown = reply.value["verifiableCredential"]
    assert shown["name"] == "A credential"
    assert shown["proof"]["proofValue"].startswith("u")
    assert ("evidence" in shown) is pointers[0].startswith("/evidence")
    # A credential says something of somebody: without any subject it is none.
    expected = 200 if "credentialSubject" in shown else 400
    assert api.verify(shown).status == expected


SPORT: dict[str, Any] = credential(
    {
        "@protected": True,
        "SportCredential": "urn:sport:SportCredential",
        "Regatta": {
            "@id": "urn:sport:Regatta",
            "@context": {
                "@protected": True,
                "id": "@id",
                "type": "@type",
                "number": "urn:sport:number",
                "boats": {
                    "@id": "urn:sport:boats",
                    "@context": {"@protected": True, "size": "urn:sport:size"},
                },
            },
        },
        "wins": {"@id": "urn:sport:wins", "@type": "@id"},
    },
    type=["VerifiableCredential", "SportCredential"],
    credentialSubject={
        "name": "Jane",
        "wins": [
            {
                "type": "Regatta",
                "number": f"Earth{n}",
                "boats": [{"size": size + n} for size in (5.5, 6.1, 7, 7.8)],
            }
            for n in (1, 2)
        ],
    },
)
WINS = [
    f"/credentialSubject/wins/{n}/{rest}"
    for n in (0, 1)
    for rest in ("number", "boats/0", "boats/1", "boats/2", "boats/3")
]


@pytest.mark.parametrize("pointers", [WINS, WINS[2:-4], WINS[5:]])
def test_arrays_in_nodes_without_ids(api, pointers):
    """Under scoped and protected contexts of the document's own."""
    secured = api.issued(copy.deepcopy(SPORT), SD, mandatoryPointers=["/issuer"])
    shown = derived(api, secured, *pointers).value["verifiableCredential"]
    assert len(shown["credentialSubject"]["wins"]) == (1 if pointers == WINS[5:] else 2)
    assert api.verify(shown).status == 200


def test_what_was_derived_cannot_be_altered(api):
    secured = base(api, mandatoryPointers=["/issuer"])
    shown = derived(api, secured, "/credentialSubject/id").value["verifiableCredential"]
    assert api.verify(shown).status == 200
    for edit in (
        lambda d: d["proof"].update(proofValue="a"),
        lambda d: d["proof"].update(proofValue="z" + d["proof"]["proofValue"][1:]),
        lambda d: d["proof"].update(cryptosuite="invalid-cryptosuite"),
        lambda d: d["credentialSubject"].update(id="urn:invalid"),
    ):
        altered = copy.deepcopy(shown)
        edit(altered)
        assert api.verify(altered).status == 400


@pytest.mark.parametrize("pointers", [["/non/existent/path"], ["no-pointer"], [1], "/issuer"])
def test_pointers_to_nothing_are_refused(api, pointers):
    assert api.issue(ACHIEVEMENT, SD, mandatoryPointers=pointers).status == 400
    body = {"verifiableCredential": base(api), "options": {"selectivePointers": pointers}}
    assert api.post("/credentials/derive", body).status == 400


def test_only_selective_proofs_can_be_derived_from(api):
    secured = valid(api, "ecdsa-rdfc-2019")
    assert derived(api, secured, "/issuer").status == 400


BINDING: dict[str, Any] = {
    "validFrom": "2026-01-01T00:00:00Z",
    "validUntil": "2036-01-01T00:00:00Z",
    "credentialSchema": {"id": "urn:x:schema", "type": "urn:x:Schema"},
    "termsOfUse": [{"type": "urn:x:Policy"}],
}
"""What limits a credential, or its use."""


@pytest.mark.parametrize("options", [{}, {"mandatoryPointers": ["/name"]}])
def test_no_holder_hides_what_limits_a_credential(api, options):
    """A verifier of a derived proof cannot know what was left out."""
    document = copy.deepcopy(ACHIEVEMENT) | BINDING
    secured = api.issued(document, SD, credentialStatus=True, **options)
    shown = derived(api, secured, "/credentialSubject/id").value["verifiableCredential"]
    for member in (*BINDING, "credentialStatus", "issuer"):
        assert shown[member] == secured[member]
    assert "evidence" not in shown
    assert ("name" in shown) is bool(options)


def test_what_ended_or_was_revoked_is_so_however_little_is_shown(api):
    def verdict(name: str, **members: Any) -> Any:
        document = copy.deepcopy(ACHIEVEMENT) | {"id": name} | members
        secured = api.issued(document, SD, credentialStatus=True, mandatoryPointers=["/issuer"])
        if name == "urn:x:revoked":
            assert api.post("/credentials/status", {"credentialId": name}).status == 200
        shown = derived(api, secured, "/credentialSubject/id").value["verifiableCredential"]
        return api.verify(shown).value.get("title")

    assert verdict("urn:x:good") is None
    assert verdict("urn:x:revoked") == "status.revoked"
    assert verdict("urn:x:ended", validUntil="2026-01-01T00:00:00Z") == "period.over"


PUBLISHED_KEY = samples.P256_KEY.verification_method


@pytest.mark.parametrize("listed", [PUBLISHED_KEY, ISSUERS[SD].key.verification_method])
def test_an_issuer_may_list_a_key_that_has_an_address_of_its_own(listed):
    """The published vectors have an issuer with an https address and keys of did:key."""
    issuer = "https://vc.example/windsurf/committee"
    words = {"@vocab": "https://windsurf.example/selective#"}
    document = credential(words, issuer=issuer, credentialSubject={"sailNumber": "Earth101"})
    contexts = with_self_naming(BUNDLED, document)
    signed = samples.signed(document, key=samples.P256_KEY, contexts=contexts)
    text = json.dumps({"id": issuer, "assertionMethod": [listed]})
    reply = Api(documents={issuer: text}).verify(signed)
    assert reply.status == (200 if listed == PUBLISHED_KEY else 400)
    assert Api().verify(signed).status == 400
    assert reply.value.get("title", "key.not-the-issuers") == "key.not-the-issuers"


@pytest.mark.parametrize(
    "alias",
    [
        {"@vocab": "https://w3id.org/security#"},
        {"expiration": "https://w3id.org/security#expiration"},
    ],
)
def test_no_context_of_its_own_gives_a_proof_a_second_spelling(api, alias):
    """The signature is over IRIs: the end of a proof must not be written where nobody looks."""
    key = ISSUERS["eddsa-rdfc-2022"].key
    ended = samples.at("2026-06-01T11:00:00Z")
    signed = samples.signed(credential(issuer=key.controller), key=key, expires=ended)
    assert api.verify(signed).value["title"] == "proof.expired"
    signed["@context"].append(alias)
    assert api.verify(signed).value["title"] == "proof.expired"
    moment = {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    signed["proof"]["expiration"] = moment | {"@value": signed["proof"].pop("expires")}
    assert api.verify(signed).value["title"] == "context.not-compact"
