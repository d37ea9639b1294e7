"""Issuing credentials of the data model 1.1, which older suites and drivers ask for."""

from __future__ import annotations

from typing import Any

import pytest

from mintmark.formats.verifiable_credential_1 import V1
from vc_api_client import V2, WHOLE, Api, credential

DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"


@pytest.fixture(scope="module")
def api() -> Api:
    return Api()


def older(*contexts: Any, **members: Any) -> dict[str, Any]:
    document = credential(issuanceDate="2026-01-01T00:00:00Z") | members
    return document | {"@context": [V1, *contexts]}


@pytest.mark.parametrize("issuer", [*WHOLE, "ecdsa-sd-2023"])
@pytest.mark.parametrize("contexts", [[], [DATA_INTEGRITY], [DATA_INTEGRITY[:-1] + "1"]])
def test_older_credentials_get_a_proof(api, issuer, contexts):
    secured = api.issued(older(*contexts), issuer, mandatoryPointers=["/issuer"])
    assert secured["@context"] == [V1, *(contexts or [DATA_INTEGRITY])]
    if issuer == "ecdsa-sd-2023":
        options = {"selectivePointers": ["/credentialSubject"]}
        body = {"verifiableCredential": secured, "options": options}
        secured = api.post("/credentials/derive", body).value["verifiableCredential"]
        assert "issuanceDate" in secured
    assert api.verify(secured).status == 200
    assert api.verify(secured | {"issuanceDate": "2025-01-01T00:00:00Z"}).status == 400


@pytest.mark.parametrize(
    "members",
    [
        {"issuanceDate": "yesterday"},
        {"expirationDate": "2020-01-01T00:00:00Z"},
        {"type": ["Something"]},
        {"credentialSubject": []},
        {"credentialStatus": "revoked"},
        {"credentialStatus": [7]},
        {"termsOfUse": {"id": "https://school.example/terms"}},
        {"issuer": "the school"},
        {"unheardOf": "x"},
        {"@context": V1},
        {"@context": [V1, V2]},
    ],
)
def test_other_older_credentials_are_not_issued(api, members):
    assert api.issue(older() | members, "eddsa-jcs-2022").status == 400


@pytest.mark.parametrize("issuer", ["vc-jose", "vc-sd-jwt", "bitstring-status-list"])
def test_tokens_and_status_entries_belong_to_the_newer_model(api, issuer):
    reply = api.issue(older(), issuer)
    assert (reply.status, reply.value["title"]) == (400, "vc-api.older-model")
    assert api.issue(older(), credentialStatus=True).status == 400
