"""What the W3C's suite for bitstring status lists sends and expects; setting a status."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from mintmark.cli.vc_api import status
from mintmark.encoding import multibase
from mintmark.status import bitstring
from vc_api_client import BASE_URL, WHOLE, Api, credential

ISSUER = "bitstring-status-list"
ASKED = {"credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}}
ID = "urn:uuid:5b1b3f0c-6a4e-4f0e-9a55-2f4b3f1f8d27"


@pytest.fixture
def api() -> Api:
    return Api()


def list_of(api: Api, entry: dict[str, Any]) -> dict[str, Any]:
    reply = api.get(entry["statusListCredential"].removeprefix(BASE_URL))
    assert reply.status == 200
    assert "json" in reply.headers["Content-Type"]
    listed: dict[str, Any] = reply.value
    return listed


@pytest.mark.parametrize("issuer", [*WHOLE, "vc-jose", "ecdsa-sd-2023"])
def test_a_status_entry_is_added_when_asked_for(api, issuer):
    secured = api.issued(credential(id=ID), issuer, **ASKED)
    if issuer == "vc-jose":
        assert api.verify(secured).status == 200
        return
    entry = secured["credentialStatus"]
    assert entry["type"] == "BitstringStatusListEntry"
    assert entry["statusPurpose"] == "revocation"
    assert str(int(entry["statusListIndex"])) == entry["statusListIndex"]
    assert entry["id"] != entry["statusListCredential"]
    assert "credentialStatus" not in api.issued(credential(), issuer)


def test_the_list_is_a_conforming_credential(api):
    entry = api.issued(credential(), ISSUER)["credentialStatus"]
    listed = list_of(api, entry)
    assert listed["id"] == entry["statusListCredential"]
    assert listed["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    subject = listed["credentialSubject"]
    assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", "revocation")
    assert subject["encodedList"].startswith("u")
    packed = multibase.decode(subject["encodedList"], bases="u", max_bytes=100_000)
    assert len(gzip.decompress(packed)) == 16 * 1024
    assert api.verify(listed).status == 200


@pytest.mark.parametrize("issuer", [ISSUER, "ecdsa-jcs-2019-p384", "vc-jose-p256"])
def test_a_revoked_credential_does_not_verify(api, issuer):
    secured = api.issued(credential(id=ID), issuer, **ASKED)
    other = api.issued(credential(id="urn:uuid:other"), issuer, **ASKED)
    assert api.verify(secured).status == 200
    body = {"credentialId": ID, **ASKED}
    assert api.post("/credentials/status", body | {"status": True}).status == 200
    reply = api.verify(secured)
    assert (reply.status, reply.value["title"]) == (400, "status.revoked")
    assert api.verify(other).status == 200
    assert api.post("/credentials/status", body | {"status": False}).status == 200
    assert api.verify(secured).status == 200


def test_a_suspension_and_a_revocation_are_two_things(api):
    both = [{"type": "BitstringStatusListEntry", "statusPurpose": purpose}
            for purpose in ("revocation", "suspension")]  # fmt: skip
    secured = api.issued(credential(id=ID), credentialStatus=both)
    assert [one["statusPurpose"] for one in secured["credentialStatus"]] == [
        "revocation", "suspension"
    ]  # fmt: skip
    body = {"credentialId": ID, "credentialStatus": both[1], "status": True}
    assert api.post("/credentials/status", body).status == 200
    assert api.verify(secured).value["title"] == "status.suspended"
    assert api.post("/credentials/status", body | {"status": False}).status == 200
    assert api.verify(secured).status == 200
    assert api.post("/credentials/status", {"credentialId": ID}).status == 200
    assert api.verify(secured).value["title"] == "status.revoked"


def test_the_callers_own_entries_stay(api):
    own = {"id": "urn:x:1", "type": "https://example.org/#OwnStatus"}
    secured = api.issued(credential(credentialStatus=own), **ASKED)
    assert secured["credentialStatus"][0] == own
    assert len(secured["credentialStatus"]) == 2


def test_a_credential_can_be_named_without_its_id(api):
    secured = api.issued(credential(), credentialId="my-own-name", credentialStatus=True)
    assert api.post("/credentials/status", {"credentialId": "my-own-name"}).status == 200
    assert api.verify(secured).value["title"] == "status.revoked"


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "BitstringStatusListEntry", "statusListIndex": True,
         "statusListCredential": "https://example.com"},
        {"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
         "statusListIndex": "-1", "statusListCredential": "https://example.com"},
        {"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
         "statusListIndex": "1", "statusListCredential": "https://example.com",
         "statusSize": 0},
        {"type": "BitstringStatusListEntry", "statusPurpose": "message",
         "statusListIndex": "1", "statusListCredential": "https://example.com",
         "statusSize": 2},
    ],
)  # fmt: skip
def test_malformed_entries_are_not_issued(api, entry):
    assert api.issue(credential(credentialStatus=entry), ISSUER).status == 400
    assert api.issue(credential(statusEntry=entry), ISSUER).status == 400


@pytest.mark.parametrize(
    "asked",
    [
        7,
        "revocation",
        [7],
        {"type": "OtherEntry"},
        {"statusPurpose": 7},
        {"statusPurpose": "unheard-of"},
        [{"statusPurpose": "revocation"}] * 9,
    ],
)
def test_only_known_statuses_can_be_asked_for(api, asked):
    assert api.issue(credential(), credentialStatus=asked).status == 400


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"credentialId": "urn:x:unknown"}, 404),
        ({"credentialId": ID, "credentialStatus": {"statusPurpose": "suspension"}}, 404),
        ({}, 400),
        ({"credentialId": 7}, 400),
        ({"credentialId": ID, "status": "revoked"}, 400),
    ],
)
def test_only_what_was_issued_can_be_set(api, body, code):
    api.issued(credential(id=ID), ISSUER)
    assert api.post("/credentials/status", body).status == code


MESSAGES = [{"status": hex(value), "message": text} for value, text in enumerate("abcd")]
TOLD = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "message",
    "statusSize": 2,
    "statusMessage": MESSAGES,
    "statusReference": ["https://school.example/1", "https://school.example/2"],
}


@pytest.mark.parametrize("issuer", [ISSUER, "ecdsa-jcs-2019-p256"])
def test_an_entry_can_have_messages_and_references(api, issuer):
    secured = api.issued(credential(id=ID), issuer, credentialStatus=TOLD)
    entry = secured["credentialStatus"]
    assert {name: entry[name] for name in TOLD} == TOLD
    assert api.verify(secured).status == 200
    body = {"credentialId": ID, "credentialStatus": TOLD}
    for value in (3, 1, 0, 2):
        assert api.post("/credentials/status", body | {"status": value}).status == 200
        listed = list_of(api, entry)
        assert listed["credentialSubject"]["statusPurpose"] == "message"
        found = bitstring.read_status(bitstring.parse_entry(entry), listed)
        assert (found.value, found.message) == (value, "abcd"[value])
        assert api.verify(secured).status == 200
    assert api.post("/credentials/status", body | {"status": 4}).status == 400
    assert api.post("/credentials/status", body | {"status": -1}).status == 400


def test_lists_of_other_sizes_are_other_lists(api):
    one_bit = TOLD | {"statusSize": 1, "statusMessage": MESSAGES[:2]}
    entries = [
        api.issued(credential(), ISSUER, credentialStatus=told)["credentialStatus"]
        for told in (TOLD, one_bit, TOLD | {"statusPurpose": "refresh"})
    ]
    addresses = [entry["statusListCredential"] for entry in entries]
    assert len(set(addresses)) == 3
    for entry in entries:
        assert bitstring.read_status(bitstring.parse_entry(entry), list_of(api, entry)).value == 0


@pytest.mark.parametrize(
    "change",
    [
        {"statusMessage": MESSAGES[:3]},
        {"statusMessage": MESSAGES[:2]},
        {"statusMessage": "a"},
        {"statusMessage": None},
        {"statusMessage": None, "statusSize": 1},
        {"statusMessage": [*MESSAGES[:3], MESSAGES[3] | {"colour": "red"}]},
        {"statusSize": 0},
        {"statusSize": 9},
        {"statusSize": "2"},
        {"statusReference": "a book"},
        {"statusReference": [7]},
    ],
)
@pytest.mark.parametrize("issuer", [ISSUER, "eddsa-jcs-2022", "vc-jose"])
def test_malformed_messages_are_not_issued(api, issuer, change):
    assert api.issue(credential(), issuer, credentialStatus=TOLD | change).status == 400


def test_lists_that_are_not_there(api):
    assert api.get("/status-lists/unknown-revocation").status == 404
    entry = api.issued(credential(), ISSUER)["credentialStatus"]
    path = entry["statusListCredential"].removeprefix(BASE_URL)
    assert api.send("POST", path).status == 405
    assert api.send("POST", f"{path}/publish").status == 204
    assert api.send("GET", f"{path}/publish").status == 405
    foreign = api.issued(
        credential(credentialStatus=entry | {
            "statusListCredential": f"{BASE_URL}/status-lists/nowhere-revocation"})
    )  # fmt: skip
    assert api.verify(foreign).value["title"] == "fetch.not-at-hand"
    other = api.issued(credential(credentialStatus=entry))
    assert api.verify(other).value["title"] == "status.foreign-list"


def test_a_list_can_be_full(api, monkeypatch):
    monkeypatch.setattr(status, "MAX_USED", 3)
    entries = [api.issued(credential(), ISSUER)["credentialStatus"] for _ in range(3)]
    assert len({entry["statusListIndex"] for entry in entries}) == 3
    reply = api.issue(credential(), ISSUER)
    assert (reply.status, reply.value["title"]) == (400, "vc-api.list-full")


def test_an_index_is_given_once(api, monkeypatch):
    given = iter([5, 5, 5, 6])
    monkeypatch.setattr(status.secrets, "randbelow", lambda _: next(given))
    entries = [api.issued(credential(), ISSUER)["credentialStatus"] for _ in range(2)]
    assert [entry["statusListIndex"] for entry in entries] == ["5", "6"]
