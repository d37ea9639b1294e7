"""Status lists that were verified before: quicker, and never believed for longer."""

import json
from datetime import timedelta

import pytest

import samples
from mintmark.keys.identity import as_did_web, did_document
from mintmark.report import Outcome
from mintmark.status import bitstring
from mintmark.steps.verify import embedded, lists, verify

LIST = "https://school.example/status/1"
DID = "https://school.example/.well-known/did.json"
WEB_KEY = as_did_web(samples.KEY, "school.example")


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(lists, "_HELD", {})


@pytest.fixture
def read(monkeypatch):
    """Count the signatures that are verified."""
    counted = []
    real = embedded.signature

    def counting(case):
        counted.append(case.document["id"])
        return real(case)

    monkeypatch.setattr(embedded, "signature", counting)
    return counted


def status_list(revoked=(), key=samples.KEY, **changes):
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.controller,
        "validFrom": "2026-05-01T00:00:00Z",
        "credentialSubject": bitstring.list_subject(revoked, list_id=f"{LIST}#list"),
    }
    return json.dumps(samples.signed(document | changes, key=key)).encode()


def credential(key=samples.KEY):
    entry = {
        "id": f"{LIST}#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": LIST,
    }
    document = samples.unsigned(lambda d: d.update(credentialStatus=entry))
    if key is not samples.KEY:
        document["issuer"] = dict(document["issuer"], id=key.controller)
    return json.dumps(samples.signed(document, key=key)).encode()


def check(listed, data=None, at=samples.LATER, **documents):
    return verify(data or credential(), at=at, documents={LIST: listed} | documents)


def test_the_same_list_is_gone_through_once_and_says_the_same(read):
    first, again = check(status_list()), check(status_list())
    assert first.outcome is Outcome.VALID
    assert again.checks == first.checks
    assert read.count(LIST) == 1


def test_another_list_at_the_same_address_is_another_list(read):
    assert check(status_list()).outcome is Outcome.VALID
    assert check(status_list({7})).code == "status.revoked"
    assert check(status_list({8})).outcome is Outcome.VALID
    altered = status_list().replace(b'"revocation"', b'"suspension"')
    assert check(altered).code == "status.list-invalid"
    assert read.count(LIST) == 4


def test_a_list_that_is_over_by_now_is_not_believed_because_it_held():
    ends = samples.LATER + timedelta(seconds=1)
    listed = status_list(validUntil=ends.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert check(listed).outcome is Outcome.VALID
    assert check(listed, at=ends + timedelta(seconds=1)).code == "status.list-unchecked"
    assert check(listed).outcome is Outcome.VALID


def test_a_key_that_the_issuer_gave_up_signs_no_list_any_more():
    other = as_did_web(samples.OTHER_KEY, "school.example", fragment="key-2")
    document = did_document(WEB_KEY)
    of_other = did_document(other)
    listed = status_list(key=other)
    data = credential(WEB_KEY)

    def published(**changes):
        second = of_other["verificationMethod"][0] | changes
        methods = [*document["verificationMethod"], second]
        names = [one["id"] for one in methods]
        return {DID: json.dumps(document | {"verificationMethod": methods} | {
            "assertionMethod": names})}  # fmt: skip

    assert check(listed, data, **published()).outcome is Outcome.VALID
    given_up = check(listed, data, **published(revoked="2026-05-20T00:00:00Z"))
    assert given_up.code == "status.list-invalid"
    assert check(listed, data, **published()).outcome is Outcome.VALID
    swapped = published(publicKeyMultibase=document["verificationMethod"][0]["publicKeyMultibase"])
    assert check(listed, data, **swapped).code == "status.list-invalid"


def test_a_list_that_leads_elsewhere_is_not_remembered(read):
    schema = "https://school.example/schema.json"
    named = {"id": schema, "type": "JsonSchema"}
    listed = status_list(credentialSchema=named)
    assert check(listed, **{schema: "{}"}).outcome is Outcome.VALID
    refused = check(listed, **{schema: '{"required": ["shoeSize"]}'})
    assert refused.code == "status.list-invalid"
    assert not lists._HELD


def test_what_is_remembered_is_bounded_and_costs_no_less(monkeypatch):
    monkeypatch.setattr(lists, "_MOST", 3)
    for day in range(1, 9):
        assert check(status_list(validFrom=f"2026-05-0{day}T00:00:00Z")).outcome is Outcome.VALID
        assert len(lists._HELD) <= 3
    monkeypatch.setattr(lists, "_LARGEST", 10)
    lists._HELD.clear()
    check(status_list())
    assert not lists._HELD


def test_a_remembered_list_takes_as_much_from_the_purse(monkeypatch):
    from mintmark.steps.verify import case

    purses = []
    real = case.Effort

    def counted():
        purses.append(real())
        return purses[-1]

    monkeypatch.setattr(case, "Effort", counted)
    check(status_list())
    check(status_list())
    assert lists._HELD
    assert purses[0].left == purses[1].left
