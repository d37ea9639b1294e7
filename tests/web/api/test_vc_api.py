"""The VC API's writing endpoints: what is signed is kept like everything that the office issues."""

import copy
import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from mintmark.proofs import showing
from mintmark_web.api.types import Scope
from mintmark_web.audit.models import Record
from mintmark_web.issuing import queries, services
from mintmark_web.issuing.models import Credential
from mintmark_web.keys import services as key_services
from mintmark_web.verification.checking import verify_bytes
from web.api.calling import is_problem
from web.api.house import CREDENTIAL
from web.factories import published_version, signing_key
from web.issuing.lists import award_list

pytestmark = pytest.mark.django_db

ISSUE, STATUS = "/vc-api/credentials/issue", "/vc-api/credentials/status"


@pytest.fixture
def key(world):
    return signing_key(world.home)


@pytest.fixture
def call(as_, key):
    return as_("registrar")


def document(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(CREDENTIAL) | changes


def issue(call, *, options=None, **changes):
    return call.post(ISSUE, {"credential": document(**changes), "options": options or {}})


def signed(answer) -> dict[str, Any]:
    assert answer.status_code == 201, answer.content
    return answer.json()["verifiableCredential"]


def code_of(credential: dict[str, Any]) -> str | None:
    """Verify as anybody may; return what decides (nothing where all holds)."""
    return verify_bytes(json.dumps(credential).encode()).code


def entry(purpose: str) -> dict[str, str]:
    return {"type": "BitstringStatusListEntry", "statusPurpose": purpose}


def test_what_is_issued_verifies_and_is_kept_byte_for_byte(call, world, key):
    made = signed(issue(call))
    assert made["issuer"] == key.controller
    assert [one["statusPurpose"] for one in made["credentialStatus"]] == [
        "revocation",
        "suspension",
    ]
    assert code_of(made) is None
    row = Credential.objects.get()
    assert made["id"] == row.serial.urn and json.loads(queries.issued_bytes(row)) == made
    entries = Record.objects.filter(action="credential.issue")
    assert [(one.subject_id, one.via) for one in entries] == [(str(row.pk), "api")]


def test_a_word_that_is_changed_afterwards_is_noticed(call):
    made = signed(issue(call))
    made["credentialSubject"]["name"] = "Eve"
    assert code_of(made) is not None


def test_registrars_see_it_and_can_revoke_it(call, world, sign_in):
    made = signed(issue(call, validUntil="2099-12-31T00:00:00Z"))
    row = Credential.objects.get()
    browser = sign_in(world.member["registrar"])
    page = browser.get(reverse("issuing.credentials", args=[world.home.slug]))
    assert "Ana Andromeda" in page.content.decode()
    one = reverse("issuing.credential", args=[world.home.slug, row.pk])
    shown = browser.get(one).content.decode()
    assert "Revoke" in shown and "Renew" not in shown and "2099" in shown
    order = reverse("issuing.batch", args=[world.home.slug, row.batch_id])
    assert browser.get(order).status_code == 200
    for name in ("renew", "correct"):
        address = reverse(f"issuing.{name}", args=[world.home.slug, row.pk])
        assert browser.get(address).status_code == 404
    revoke = reverse("issuing.revoke", args=[world.home.slug, row.pk])
    assert browser.post(revoke, {"reason": "A mistake."}).status_code == 302
    assert code_of(made) == "status.revoked"


def test_what_came_ready_made_is_not_renewed(call, as_):
    signed(issue(call))
    answer = call.post(f"/credentials/{Credential.objects.get().pk}/renew", {})
    assert is_problem(answer, 422, "api.invalid")
    assert Credential.objects.count() == 1


def test_it_keeps_the_id_that_it_came_with(call):
    made = signed(issue(call, id="https://example.org/credentials/7"))
    assert made["id"] == "https://example.org/credentials/7"
    assert call.get("/credentials").json()["items"][0]["id"] == made["id"]
    again = issue(call, id=made["id"])
    assert is_problem(again, 400, "vc-api.issued-already")
    own = Credential.objects.get().serial.urn
    assert signed(issue(call, id=own))["id"] == own, "a serial that stands in no credential is free"
    first = signed(issue(call))["id"]
    assert is_problem(issue(call, id=first), 400, "vc-api.issued-already")
    named = signed(issue(call, options={"credentialId": "urn:example:8"}))
    assert named["id"] == "urn:example:8"


def test_another_organisation_may_use_the_same_id(call, as_, world):
    signing_key(world.other)
    iri = signed(issue(call, id="urn:example:7"))["id"]
    theirs = as_("stranger")
    assert is_problem(theirs.post(STATUS, {"credentialId": iri}), 404, "api.not-found")
    assert signed(issue(theirs, id=iri))["issuer"] != signing_key(world.home).controller
    assert theirs.post(STATUS, {"credentialId": iri}).status_code == 200
    mine = Credential.objects.get(organisation=world.home)
    assert mine.status == "valid"


@pytest.mark.parametrize(
    ("kind", "suite"),
    [
        ("Ed25519", "eddsa-jcs-2022"),
        ("P-256", "ecdsa-rdfc-2019"),
        ("P-384", "ecdsa-jcs-2019"),
    ],
)
def test_the_suite_that_is_asked_for_chooses_the_key(call, world, kind, suite):
    if kind != "Ed25519":
        signing_key(world.home, kind)
    made = signed(issue(call, options={"cryptosuite": suite}))
    assert made["proof"][0]["cryptosuite"] == suite
    assert code_of(made) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"issuer": "did:example:somebody-else"}, "vc-api.foreign-issuer"),
        ({"issuer": {"id": "did:example:else", "name": "Harbour"}}, "vc-api.foreign-issuer"),
        ({"issuer": []}, "vc-api.foreign-issuer"),
        ({"proof": {}}, "vc-api.already-secured"),
        ({"type": ["VerifiableCredential", "BitstringStatusListCredential"]}, "vc-api.status-list"),
        ({"credentialStatus": entry("revocation")}, "vc-api.has-status"),
        ({"type": ["VerifiableCredential", "NobodyKnows"]}, "context.undefined-type"),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, "form.not-a-credential"),
        (
            {"@context": ["https://www.w3.org/ns/credentials/v2", "https://nowhere.example/"]},
            "context.unknown",
        ),
        ({"validUntil": "yesterday"}, "form.date"),
        ({"validUntil": "9999-12-31T23:59:59-14:00"}, "form.date"),
        ({"credentialSubject": {}}, "form.subject"),
        ({"id": "no address"}, "form.id"),
        ({"id": "urn:x:" + "7" * 500}, "vc-api.long-id"),
        ({"name": "\0"}, "api.nul-character"),
    ],
)
def test_what_nobody_could_rely_on_is_not_signed(call, changes, code):
    assert is_problem(issue(call, **changes), 400, code)
    assert not Credential.objects.exists()


def test_an_issuer_that_is_ours_may_be_named_with_its_own_words(call, key):
    made = signed(issue(call, issuer={"id": key.controller, "name": "Harbour College"}))
    assert made["issuer"] == {"id": key.controller, "name": "Harbour College"}
    named = {"@value": "Harbour College", "@language": "en"}
    told = {"id": key.controller, "name": [named]}
    assert signed(issue(call, issuer=told))["issuer"] == told


@pytest.mark.parametrize(
    "name",
    [
        "Hillside Institute",
        {"@value": "Hillside Institute"},
        ["Harbour College", {"@value": "Hillside Institute", "@language": "fr"}],
        "",
        7,
        {},
    ],
)
def test_nobody_signs_under_the_name_of_another_organisation(call, key, name):
    answer = issue(call, issuer={"id": key.controller, "name": name})
    assert is_problem(answer, 400, "vc-api.foreign-name")
    assert not Credential.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "vc-api.missing"),
        ({"credential": "text"}, "vc-api.missing"),
        ({"credential": CREDENTIAL, "options": 7}, "vc-api.malformed-option"),
        ({"credential": CREDENTIAL, "options": {"cryptosuite": 7}}, "vc-api.malformed-option"),
        ({"credential": CREDENTIAL, "options": {"cryptosuite": "x"}}, "issue.unfit-suite"),
        ({"credential": CREDENTIAL, "options": {"cryptosuite": "jwt"}}, "issue.unfit-suite"),
        ({"credential": CREDENTIAL, "options": {"cryptosuite": "sd-jwt"}}, "issue.unfit-suite"),
        (
            {"credential": CREDENTIAL, "options": {"mandatoryPointers": ["/issuer"]}},
            "vc-api.malformed-option",
        ),
        (
            {"credential": CREDENTIAL, "options": {"credentialStatus": entry("message")}},
            "vc-api.unknown-purpose",
        ),
        (
            {
                "credential": document(id="urn:example:1"),
                "options": {"credentialId": "urn:example:2"},
            },
            "vc-api.malformed-option",
        ),
        ([], "json.not-an-object"),
    ],
)
def test_a_call_that_cannot_be_understood_is_refused(call, body, code):
    assert is_problem(call.post(ISSUE, body), 400, code)
    assert not Credential.objects.exists(), "what is answered as refused was not signed"


def test_what_learners_may_show_in_parts_is_issued_with_a_base_proof(call, world):
    signing_key(world.home, "P-256")
    made = signed(issue(call, options={"cryptosuite": "ecdsa-sd-2023"}))
    assert code_of(made) == "proof.base-not-derived"
    assert verify_bytes(showing.whole(json.dumps(made).encode())).code is None


def test_suspended_reinstated_revoked(call):
    made = signed(issue(call))

    def change(purpose, status):
        body = {"credentialId": made["id"], "credentialStatus": entry(purpose), "status": status}
        return call.post(STATUS, body)

    assert change("suspension", True).json() == {"credentialId": made["id"], "status": True}
    assert code_of(made) == "status.suspended"
    assert change("suspension", True).status_code == 200, "it is so already"
    assert change("suspension", False).status_code == 200
    assert code_of(made) is None
    assert change("revocation", False).status_code == 200, "it is so already"
    assert change("revocation", True).status_code == 200
    assert code_of(made) == "status.revoked"
    assert is_problem(change("revocation", False), 400, "vc-api.revoked")
    assert is_problem(change("suspension", True), 400, "api.invalid")
    assert [one.status for one in Credential.objects.get().changes.all()] == [
        "suspended",
        "valid",
        "revoked",
    ]


def test_of_several_changes_all_are_made_or_none(call):
    made = signed(issue(call))
    both = [entry("suspension"), entry("message")]
    answer = call.post(STATUS, {"credentialId": made["id"], "credentialStatus": both})
    assert is_problem(answer, 400, "vc-api.unknown-purpose")
    backwards = [entry("revocation"), entry("suspension")]
    answer = call.post(STATUS, {"credentialId": made["id"], "credentialStatus": backwards})
    assert is_problem(answer, 400, "api.invalid"), "what is revoked cannot be suspended"
    assert code_of(made) is None


def test_a_status_of_what_was_issued_in_the_office_is_set_too(call, world, key):
    batch = services.order(
        world.actor("registrar"),
        published_version(world.home),
        key=key,
        suite="eddsa-rdfc-2022",
        source=ContentFile(award_list(1).encode(), "awards.csv"),
    )
    services.work(str(batch.pk))
    row = Credential.objects.get()
    body = {"credentialId": row.serial.urn, "reason": "Copied work."}
    assert call.post(STATUS, body).status_code == 200
    row.refresh_from_db()
    assert (row.status, row.changes.get().reason) == ("revoked", "Copied work.")


@pytest.mark.parametrize(
    "body",
    [{}, {"credentialId": 7}, {"credentialId": "urn:x:1", "status": "yes"},
     {"credentialId": "urn:x:1", "credentialStatus": 7}],
)  # fmt: skip
def test_a_status_that_cannot_be_understood_is_refused(call, body):
    assert is_problem(call.post(STATUS, body), 400, "vc-api.malformed-option")


def test_only_registrars_and_only_with_the_scope(as_, anybody, key):
    body = {"credential": document()}
    assert is_problem(anybody.post(ISSUE, body), 401, "api.no-token")
    assert is_problem(as_("designer").post(ISSUE, body), 403, "api.forbidden")
    reads = as_("registrar", scopes=[Scope.ISSUING_READ])
    assert is_problem(reads.post(ISSUE, body), 403, "api.scope")
    assert is_problem(reads.get(ISSUE), 405, "api.method")
    assert not Credential.objects.exists()


def test_a_retired_key_signs_nothing_new(call, world, key):
    retired = key.controller
    key_services.retire_key(world.actor("registrar"), key)
    assert is_problem(issue(call), 400, "vc-api.no-key")
    signing_key(world.home, "P-256")
    assert is_problem(issue(call, issuer=retired), 400, "vc-api.foreign-issuer")
    assert signed(issue(call))["issuer"] != retired


def test_sent_twice_with_a_key_it_is_issued_once(call):
    body = {"credential": document()}
    first = call.post(ISSUE, body, **{"Idempotency-Key": "one"})
    again = call.post(ISSUE, body, **{"Idempotency-Key": "one"})
    assert signed(first) == signed(again) and Credential.objects.count() == 1


def test_a_large_body_is_refused(call):
    answer = issue(call, name="x" * (1024 * 1024))
    assert is_problem(answer, 413, "vc-api.too-large")
