"""The service as a whole: addresses, bodies, bounds; and that nothing ever breaks it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import samples
from mintmark.cli.vc_api import issuers, requests, routes
from mintmark.cli.vc_api.answers import verdict
from mintmark.encoding import multibase
from mintmark.errors import UsageError
from mintmark.report import Check, Outcome
from mintmark.steps import hold
from vc_api_client import CONTEXTS, EXAMPLES, V2, Api, credential

PATHS = list(routes.ENDPOINTS)


@pytest.fixture(scope="module")
def api() -> Api:
    return Api()


def test_the_front_page_lists_the_issuers(api):
    for path in ("/", "/issuers"):
        facts = api.get(path).value
        assert facts["endpoints"] == PATHS
        assert len({one["id"] for one in facts["issuers"]}) == len(facts["issuers"]) == 16
    one = api.get("/issuers/ecdsa-rdfc-2019").value
    assert (one["name"], one["keyType"]) == ("ecdsa-rdfc-2019-p256", "P-256")
    assert one["verificationMethod"].startswith(one["id"] + "#")
    assert "privateKey" not in json.dumps(facts)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("POST", "/", 405),
        ("POST", "/issuers/eddsa-rdfc-2022", 405),
        ("GET", "/issuers/nobody", 404),
        ("POST", "/issuers/nobody/credentials/issue", 404),
        ("POST", "/issuers/eddsa-rdfc-2022/credentials", 404),
        ("GET", "/credentials/issue", 405),
        ("DELETE", "/credentials/verify", 405),
        ("GET", "/status-lists/../etc", 404),
    ],
)
def test_wrong_addresses_and_methods(api, method, path, status):
    reply = api.send(method, path)
    assert reply.status == status
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert ("Allow" in reply.headers) is (status == 405)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("data", "environ", "status"),
    [
        (b"{}", {"CONTENT_TYPE": "text/plain"}, 415),
        (b"{}", {"CONTENT_TYPE": ""}, 415),
        (b"{}", {"CONTENT_LENGTH": ""}, 411),
        (b"{}", {"CONTENT_LENGTH": "-2"}, 411),
        (b"{}", {"CONTENT_LENGTH": "٢"}, 411),
        (b"{}", {"CONTENT_LENGTH": str(requests.MAX_BODY + 1)}, 413),
        (b"{}", {"CONTENT_LENGTH": "9" * 40}, 413),
        (b"{}", {"CONTENT_LENGTH": "3"}, 400),
        (b"", {}, 400),
        (b"[]", {}, 400),
        (b"{}", {}, 400),
        (b'{"a":1,"a":2}', {}, 400),
        (b'{"credential":NaN}', {}, 400),
        (b"\xff\xfe", {}, 400),
        (b'{"a":' + b"[" * 100 + b"]" * 100 + b"}", {}, 400),
    ],
)
def test_bodies_are_strict_json_of_bounded_size(api, path, data, environ, status):
    reply = api.send("POST", path, data, **environ)
    assert reply.status == status
    assert {"type", "title", "status", "detail"} <= reply.value.keys()


def test_a_body_may_be_as_large_as_the_bound(api):
    body = json.dumps({"credential": credential(), "options": None}).encode()
    padded = body + b" " * (requests.MAX_BODY - len(body))
    assert api.send("POST", "/credentials/issue", padded).status == 201


@pytest.mark.parametrize("options", [[], "x", 7, True])
def test_options_are_an_object(api, options):
    body = {"credential": credential(), "options": options}
    assert api.post("/credentials/issue", body).status == 400


def test_an_open_badge_keeps_the_rules_of_open_badges(api):
    document = samples.unsigned()
    assert api.verify(api.issued(document)).status == 200
    document["credentialSubject"]["result"][0]["resultDescription"] = "urn:x:nowhere"
    assert api.issue(document).value["title"] == "openbadges.undeclared-result"


def test_terms_cannot_be_renamed_by_a_context_of_ones_own(api):
    """What stands in the JSON follows from what was signed."""
    honest = {"passed": "https://example.org/terms#passed"}
    secured = api.issued(credential(honest, credentialSubject={"passed": "bread"}))
    assert api.verify(secured).status == 200
    renamed = copy.deepcopy(secured)
    renamed["@context"][1] = {"mastered": "https://example.org/terms#passed"}
    renamed["credentialSubject"] = {"mastered": "bread"}
    assert api.verify(renamed).status == 400


def test_a_presentation_names_its_own_holder(api):
    document = {"@context": [V2], "type": ["VerifiablePresentation"]}
    reply = api.post("/presentations/prove", {"presentation": document})
    assert reply.status == 201
    secured = reply.value["verifiablePresentation"]
    assert secured["holder"] == api.service.issuers["eddsa-rdfc-2022"].key.controller
    assert "challenge" not in secured["proof"]
    assert api.verify_vp(secured).status == 200
    assert api.verify_vp(secured, challenge="c").status == 400
    foreign = {"presentation": document | {"holder": samples.KEY.controller}}
    for issuer in (None, "vc-jose"):
        reply = api.post("/presentations/prove", foreign, issuer)
        assert (reply.status, reply.value["title"]) == (400, "hold.foreign-holder")


def test_one_bad_credential_spoils_a_presentation_and_is_named(api):
    good = api.issued(credential())
    bad = copy.deepcopy(good)
    bad["credentialSubject"]["id"] = "did:example:other"
    document = hold.prove(
        {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": [good, bad]},
        signer=samples.KEY, challenge=None, domain=None, at=samples.LATER,
    )  # fmt: skip
    reply = api.verify_vp(document)
    assert (reply.status, reply.value["title"]) == (400, "presentation.bad-credential")
    assert [one["verified"] for one in reply.value["credentialResults"]] == [True, False]
    assert "credential 2" in reply.value["detail"]


def test_keys_follow_from_a_seed():
    seed = b"thirty-two bytes that nobody has"
    one, same, other = issuers.make(seed), issuers.make(seed), issuers.make(seed + b"!")
    for name in one:
        assert one[name].key.controller == same[name].key.controller
        assert one[name].key.controller != other[name].key.controller
    assert issuers.make()["vc-jose"].key.controller != one["vc-jose"].key.controller
    with pytest.raises(UsageError):
        issuers.make(b"short")


def test_a_seed_that_leads_to_no_key_leads_to_the_next(monkeypatch):
    digests = iter([b"\xff" * 32, b"\1" * 32])

    class Shake:
        def __init__(self, _: bytes) -> None: ...
        def digest(self, _: int) -> bytes:
            return next(digests)

    monkeypatch.setattr(issuers.hashlib, "shake_256", Shake)
    assert issuers._key("P-256", "x", b"s" * 32).kind == "P-256"


def test_unknown_related_resources_are_not_held_against_a_credential(api):
    digest = "sha256-" + "A" * 43 + "="
    document = credential(relatedResource={"id": "https://x.example/r", "digestSRI": digest})
    assert api.issue(document).status == 201
    other = Api(documents={"https://x.example/r": "text"})
    assert other.issue(document).value["title"] == "related.altered"
    for digest in (7, "x", "z0", "u="):
        odd = credential(relatedResource={"id": "https://x.example/r", "digestMultibase": digest})
        assert api.issue(odd).status == 400


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x16\x20" + b"d" * 32, 201),
        (b"\xa0\xe4\x02\x14" + b"d" * 20, 201),
        (b"d" * 32, 201),
        (b"\x16\x20" + b"d" * 31, 400),
        (b"\x16\x00", 400),
        (b"\x00" * 24, 400),
        (b"e442356 report", 400),
        (b"\xff" * 20, 400),
    ],
)
def test_a_digest_of_an_unknown_kind_is_a_multihash_at_least(api, data, status):
    """Nobody could ever compare what is neither a multihash nor a bare digest."""
    digest = multibase.encode(data, "u")
    odd = {"id": "https://x.example/r", "digestMultibase": digest}
    reply = api.issue(credential(relatedResource=odd))
    assert reply.status == status
    assert status == 201 or reply.value["title"] == "related.malformed"


def test_a_verdict_names_what_failed_and_not_what_was_never_reached():
    reached = Check(1, "read", Outcome.INVALID, "json.too-deep", "Too deep.")
    answer = verdict([reached, Check(2, "form", Outcome.INDETERMINATE, "check.not-reached", "x")])
    assert [one["title"] for one in answer.value["problemDetails"]] == ["json.too-deep"]
    assert answer.value["type"].endswith("#PARSING_ERROR")


def test_a_failure_of_the_service_itself_is_told_as_one(api, monkeypatch):
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setitem(routes.ENDPOINTS, "/credentials/issue", broken)  # type: ignore[call-overload]
    reply = api.post("/credentials/issue", {})
    assert (reply.status, reply.value["title"]) == (500, "vc-api.internal-error")


# Whatever comes, there is an answer, and it is never the service's own fault.

NAMES = st.sampled_from([
    "@context", "id", "type", "issuer", "credentialSubject", "credentialStatus", "proof", "holder",
    "credentialSchema", "relatedResource", "evidence", "verifiableCredential", "name", "validFrom",
    "credential", "presentation", "verifiablePresentation", "options", "challenge", "domain",
    "mandatoryPointers", "selectivePointers", "credentialId", "statusPurpose", "@id", "@value",
    "expectedProofPurpose", "status", "cryptosuite", "proofValue", "digestSRI",
])  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from([V2, EXAMPLES, "VerifiableCredential", "VerifiablePresentation", "did:key:z",
                       "urn:x:y", "eyJhbGciOiJub25lIn0.e30.", "EnvelopedVerifiableCredential",
                       "data:application/vc+jwt,eyJh.e30.x", "BitstringStatusListEntry", "/issuer",
                       "DataIntegrityProof", "ecdsa-sd-2023", "2026-06-01T12:00:00Z"])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
MEMBER = {
    "/credentials/issue": "credential",
    "/credentials/verify": "verifiableCredential",
    "/credentials/derive": "verifiableCredential",
    "/credentials/status": "credentialStatus",
    "/presentations/prove": "presentation",
    "/presentations/verify": "verifiablePresentation",
}
SEEDS = {
    "/credentials/issue": lambda api: credential(EXAMPLES, name="x"),
    "/credentials/verify": lambda api: api.issued(credential(), "ecdsa-jcs-2019"),
    "/credentials/derive": lambda api: api.issued(credential(), "ecdsa-sd-2023"),
    "/credentials/status": lambda api: {"type": "BitstringStatusListEntry"},
    "/presentations/prove": lambda api: {"@context": [V2], "type": ["VerifiablePresentation"]},
    "/presentations/verify": lambda api: hold.prove(
        {"@context": [V2], "type": ["VerifiablePresentation"],
         "verifiableCredential": [api.issued(credential(), "vc-jose"), api.issued(credential())]},
        signer=samples.KEY, challenge=None, domain=None, at=samples.LATER, contexts=CONTEXTS,
    ),
}  # fmt: skip

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", PATHS)
@FUZZ
@given(st.data())
def test_no_request_breaks_an_endpoint(api, path, data):
    document = data.draw(VALUES)
    if data.draw(st.booleans()):
        seed = copy.deepcopy(SEEDS[path](api))
        target: Any = seed
        while isinstance(target, dict | list) and target:
            keys = list(target) if isinstance(target, dict) else list(range(len(target)))
            key = data.draw(st.sampled_from(keys))
            inner = target[key]
            if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
                target[key] = data.draw(VALUES)
                break
            target = inner
        document = seed
    body = {MEMBER[path]: document, "credentialId": "x", "options": data.draw(VALUES)}
    issuer = data.draw(st.sampled_from(ISSUER_NAMES))
    reply = api.post(path, body, issuer)
    assert reply.status in (200, 201, 400, 404)
    assert "internal-error" not in reply.body.decode()


ISSUER_NAMES = ["eddsa-rdfc-2022", "ecdsa-jcs-2019", "ecdsa-sd-2023", "vc-jose", None]


@FUZZ
@given(st.sampled_from(PATHS), st.binary(max_size=200), st.text(max_size=20))
def test_no_bytes_break_the_service(api, path, data, more):
    for address in (path, path + more, "/" + more, "/issuers/" + more, "/status-lists/" + more):
        reply = api.send("POST", address, data)
        assert 400 <= reply.status < 500
