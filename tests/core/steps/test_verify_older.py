"""Credentials of older models through the whole checklist."""

import json
from typing import Any

import pytest

import older_badges as ob
from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.keys.private_key import from_secret_bytes
from mintmark.ports import Documents
from mintmark.proofs.ed25519_signature_2020 import CONTEXT, SUITE, TYPE
from mintmark.proofs.hashing import hash_data
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify

V1 = "https://www.w3.org/2018/credentials/v1"
KEY = from_secret_bytes("Ed25519", bytes(range(32)))


def codes(report: Report) -> dict[str, str | None]:
    return {c.name: c.code for c in report.checks if c.outcome is not Outcome.VALID}


@pytest.mark.parametrize("data", [ob.hosted(), ob.signed()])
def test_an_open_badge_2(data: bytes) -> None:
    report = verify(data, at=ob.AT, documents=ob.served())
    assert report.outcome is Outcome.VALID, codes(report)
    claims = report.require()
    assert claims.issuer["name"] == "School of Robots"
    assert claims.achievement == {"id": ob.CLASS, "name": "Robotics"}
    assert claims.learner["id"] == "beth@learner.example"


def test_one_that_is_revoked_expired_or_not_to_be_had() -> None:
    report = verify(ob.signed(), at=ob.AT, documents=ob.served(ob.revocations(ob.URN)))
    assert codes(report) == {"status": "ob2.revoked"}
    over = ob.signed(ob.signed_claims(expires="2026-03-01T00:00:00Z"))
    assert codes(verify(over, at=ob.AT, documents=ob.served())) == {"period": "period.over"}
    report = verify(ob.hosted(), at=ob.AT)
    assert report.outcome is Outcome.INDETERMINATE
    assert report.code == "fetch.not-at-hand"
    altered = ob.hosted(ob.assertion(narrative="x"))
    assert verify(altered, at=ob.AT, documents=ob.served()).code == "ob2.copy-differs"


def older(**changes: Any) -> tuple[bytes, Documents]:
    did = "https://issuer.example/1"
    document = {
        "@context": [V1, CONTEXT],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": did,
        "issuanceDate": "2022-05-01T10:00:00Z",
        "credentialSubject": {"id": "did:example:learner"},
        **changes,
    }
    options = {
        "type": TYPE,
        "created": "2022-05-01T10:00:00Z",
        "verificationMethod": did + "#key",
        "proofPurpose": "assertionMethod",
    }
    value = multibase.encode(KEY.sign(hash_data(document, options, SUITE, "sha256", BUNDLED)))
    from mintmark.keys import multikey

    method = {
        "id": did + "#key",
        "type": "Ed25519VerificationKey2020",
        "controller": did,
        "publicKeyMultibase": multikey.write_public(KEY.public_key),
    }
    profile = {"id": did, "verificationMethod": [method], "assertionMethod": [method["id"]]}
    signed = {**document, "proof": {**options, "proofValue": value}}
    return json.dumps(signed).encode(), Documents({did: json.dumps(profile)})


def test_a_credential_of_1_1() -> None:
    data, documents = older()
    report = verify(data, at=ob.AT, documents=documents)
    assert report.outcome is Outcome.VALID, codes(report)
    data, documents = older(expirationDate="2023-01-01T00:00:00Z")
    assert codes(verify(data, at=ob.AT, documents=documents)) == {"period": "period.over"}
    data, documents = older()
    mixed = json.loads(data)
    mixed["@context"].append("https://www.w3.org/ns/credentials/v2")
    assert verify(mixed, at=ob.AT, documents=documents).code == "form.mixed-models"
