"""Issuing and presenting SD-JWTs, as the W3C's suite for VC-JOSE-COSE has them."""

from __future__ import annotations

import pytest

from mintmark.proofs import sd_jwt
from vc_api_client import EXAMPLES, V2, Api, credential

CHALLENGE = "u2Jb0fhYpTBDGHLXwIjMw8w"
DOMAIN = "suite.example"
SD_JWT = "vc-sd-jwt-p256"


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.mark.parametrize("issuer", ["vc-sd-jwt", SD_JWT, "vc-sd-jwt-p384", "vc-sd-jwt-p521"])
def test_what_is_disclosable_can_be_left_out(api, issuer):
    subject = {"id": "did:example:ana", "name": "Ana"}
    secured = api.issued(
        credential(EXAMPLES, credentialSubject=subject),
        issuer,
        disclosablePointers=["/credentialSubject/name", "/credentialSubject/id"],
    )
    assert secured["type"] == "EnvelopedVerifiableCredential"
    kind, token = secured["id"].split(",")
    assert kind == "data:application/vc+sd-jwt"
    parsed = sd_jwt.parse(token)
    first, _ = parsed.disclosures
    shorter = token.replace(first + "~", "")
    for shown in (secured, token, shorter, secured | {"id": f"{kind},{shorter}"}):
        assert api.verify(shown).status == 200
    altered = token.replace(first, first[:-2] + "AA")
    assert api.verify(altered).status == 400
    assert api.verify(secured | {"id": f"data:application/vc+jwt,{token}"}).status == 400


@pytest.mark.parametrize(
    "pointers", [["/credentialSubject/nothing"], ["/issuer"], ["/credentialStatus"], "/id", [7]]
)
def test_what_is_not_there_or_limits_a_credential_cannot_be_disclosable(api, pointers):
    document = credential(EXAMPLES)
    reply = api.issue(document, SD_JWT, disclosablePointers=pointers, credentialStatus=True)
    assert reply.status == 400


def test_presentations_as_sd_jwts(api):
    presentation = {"@context": [V2], "type": ["VerifiablePresentation"]}
    presentation["verifiableCredential"] = [api.issued(credential(), SD_JWT)]
    asked = {"challenge": CHALLENGE, "domain": DOMAIN}
    options = asked | {"disclosablePointers": ["/verifiableCredential/0"]}
    body = {"presentation": presentation, "options": options}
    reply = api.post("/presentations/prove", body, "vc-sd-jwt-p384")
    assert reply.status == 201
    document = reply.value["verifiablePresentation"]
    assert document["id"].startswith("data:application/vp+sd-jwt,")
    assert api.verify_vp(document, **asked).status == 200
    assert api.verify_vp(document, **(asked | {"domain": "other.example"})).status == 400
