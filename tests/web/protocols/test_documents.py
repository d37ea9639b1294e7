"""What machines ask for: served as it is, with what caches need, to anybody."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from mintmark import Documents, Outcome, UnsafeAnyIssuer, verify
from mintmark_web.issuing import queries, services
from web.factories import issued_credentials, published_version, signing_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential(world):
    return issued_credentials(world.home, published_version(world.home))[0]


def list_path(credential, purpose="revocation"):
    return f"/status-lists/{credential.status_list_id}/{purpose}"


def checked(credential, client):
    """Verify as a stranger does, who gets the lists from here."""
    lists = {
        f"http://localhost:8000{list_path(credential, purpose)}": client.get(
            list_path(credential, purpose)
        ).content
        for purpose in ("revocation", "suspension")
    }
    return verify(
        queries.issued_bytes(credential),
        at=datetime.now(UTC),
        documents=Documents(lists),
        policy=UnsafeAnyIssuer(),
    )


def test_status_lists_tell_what_happened_and_come_anew_only_then(world, credential, client):
    first = client.get(list_path(credential))
    assert first["ETag"] and first["Cache-Control"] == "public, max-age=60"
    assert client.get(list_path(credential)).content == first.content
    same = client.get(list_path(credential), headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert checked(credential, client).outcome is Outcome.VALID

    actor = world.actor("registrar")
    services.suspend(actor, credential, "Looking into it.")
    assert client.get(list_path(credential)).content == first.content, "revocation is untouched"
    assert "status.suspended" in {check.code for check in checked(credential, client).checks}
    services.reinstate(actor, credential, "All is well.")
    assert checked(credential, client).outcome is Outcome.VALID
    services.revoke(actor, credential, "Issued to the wrong person.")
    assert client.get(list_path(credential)).content != first.content
    assert "status.revoked" in {check.code for check in checked(credential, client).checks}


def test_an_unknown_list_is_not_there(client, db):
    unknown = "00000000-0000-4000-8000-000000000000"
    assert client.get(f"/status-lists/{unknown}/revocation").status_code == 404


def test_a_list_has_no_other_purpose(credential, client):
    assert client.get(list_path(credential, "message")).status_code == 404


def test_the_did_document_is_that_of_did_web(world, client, settings):
    settings.SITE_URL = "https://office.example"
    key = signing_key(world.home)
    answer = client.get(f"/o/{world.home.slug}/did.json")
    document = json.loads(answer.content)
    assert document["id"] == f"did:web:office.example:o:{world.home.slug}"
    assert document["assertionMethod"] == [key.method]
    assert answer["Content-Type"] == "application/did+json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_without_https_there_is_no_did_web(world, client):
    signing_key(world.home)
    assert client.get(f"/o/{world.home.slug}/did.json").status_code == 404


def test_an_achievement_is_the_same_as_in_its_credentials(credential, client):
    version = credential.version
    answer = client.get(f"/achievements/{version.achievement_id}.json")
    told = json.loads(answer.content)
    signed = json.loads(queries.issued_bytes(credential))
    inside = signed["credentialSubject"]["achievement"]
    assert {name: told[name] for name in inside} == inside
    assert answer["ETag"] == f'"{sha256(answer.content).hexdigest()[:32]}"'


@pytest.mark.parametrize("name", ["draft", "achievement", "award", "organisation", "stack-rule"])
def test_schemas_are_served(name, client, db):
    answer = client.get(f"/schemas/{name}.json")
    assert json.loads(answer.content)["$schema"].endswith("2020-12/schema")


def test_an_unknown_schema_is_not_there(client, db):
    assert client.get("/schemas/nothing.json").status_code == 404


def verify_by_api(client, credential):
    told = {"verifiableCredential": credential}
    return client.post(
        "/vc-api/credentials/verify", json.dumps(told), content_type="application/json"
    )


def test_the_vc_api_verifies_what_was_issued_here(world, credential, client):
    signed = json.loads(queries.issued_bytes(credential))
    answer = verify_by_api(client, signed)
    assert answer.status_code == 200, answer.content
    assert answer.json()["verified"] is True

    services.revoke(world.actor("registrar"), credential, "A mistake.")
    answer = verify_by_api(client, signed)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "status.revoked" in {one["title"] for one in answer.json()["problemDetails"]}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{}", "application/json", 400),
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("a=b", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_is_no_request_is_told_so(body, kind, status, client, db):
    answer = client.post("/vc-api/credentials/verify", body, content_type=kind)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
