"""Whose key it is. A key speaks for an issuer only if the issuer's own document lists it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mintmark.errors import KeyMaterialError, MintmarkError, UnavailableError
from mintmark.keys import multikey
from mintmark.keys.controller import (
    ControllerDocument,
    VerificationMethod,
    method_for,
    parse_document,
    require_usable,
    resolve,
)
from mintmark.keys.identity import as_did_jwk, as_did_web, did_document
from mintmark.keys.jwk import write as write_jwk
from mintmark.keys.private_key import generate
from mintmark.ports import Documents

ISSUER = "https://vc.example/issuers/5678"
KEY_ID = f"{ISSUER}#key-1"
KEY = generate("Ed25519")
P256 = generate("P-256")
NOTHING = Documents()


def method(method_id: str = KEY_ID, controller: str = ISSUER, **more: Any) -> dict[str, Any]:
    return {
        "id": method_id,
        "type": "Multikey",
        "controller": controller,
        "publicKeyMultibase": multikey.write_public(KEY.public_key),
        **more,
    }


def profile(**more: Any) -> dict[str, Any]:
    return {"id": ISSUER, "verificationMethod": [method()], "assertionMethod": [KEY_ID], **more}


def find(document: Any, method_id: str = KEY_ID, documents: Any = None) -> VerificationMethod:
    parsed = parse_document(document, ISSUER)
    at_hand = Documents({url: json.dumps(value) for url, value in (documents or {}).items()})
    return method_for(parsed, method_id, "assertionMethod", fetcher=at_hand)


def refused(document: Any, method_id: str = KEY_ID, documents: Any = None) -> str:
    with pytest.raises(MintmarkError) as caught:
        find(document, method_id, documents)
    return caught.value.code


# What a document may look like


def test_a_listed_key_is_found() -> None:
    found = find(profile())
    assert found == VerificationMethod(KEY_ID, ISSUER, KEY.public_key)


def test_a_key_embedded_in_the_relationship_is_found() -> None:
    assert find({"id": ISSUER, "assertionMethod": [method()]}).public_key == KEY.public_key


def test_a_single_value_counts_as_a_list() -> None:
    document = {"id": ISSUER, "verificationMethod": method(), "assertionMethod": KEY_ID}
    assert find(document).id == KEY_ID


def test_fragments_are_resolved_against_the_document() -> None:
    """DID Core 1.0 section 3.2.2."""
    document = {
        "id": ISSUER,
        "verificationMethod": [method("#key-1")],
        "assertionMethod": ["#key-1"],
    }
    assert find(document).id == KEY_ID


def test_other_types_of_methods_are_read() -> None:
    for kind in ("JsonWebKey", "JsonWebKey2020"):
        member = {"id": KEY_ID, "type": kind, "controller": ISSUER}
        member |= {"publicKeyJwk": write_jwk(P256.public_key)}
        assert find({"id": ISSUER, "assertionMethod": [member]}).public_key == P256.public_key
    old = method(type="Ed25519VerificationKey2020")
    assert find({"id": ISSUER, "assertionMethod": [old]}).public_key == KEY.public_key


def test_members_about_something_else_are_passed_over() -> None:
    found = find(profile(type="Profile", name="School", service=[{"id": "#x"}], keyAgreement=[]))
    assert found.public_key == KEY.public_key


def test_a_foreign_kind_of_key_does_not_spoil_the_rest() -> None:
    rsa = {"id": "#rsa", "type": "RsaVerificationKey2018", "controller": ISSUER}
    document = profile(verificationMethod=[method(), rsa], assertionMethod=[KEY_ID, "#rsa"])
    assert find(document).id == KEY_ID
    assert refused(document, f"{ISSUER}#rsa") == "key.unknown-method-type"


# What is refused


def test_a_key_that_is_not_listed_for_assertions_is_refused() -> None:
    assert refused(profile(assertionMethod=[])) == "key.not-listed"
    only_login = {"id": ISSUER, "verificationMethod": [method()], "authentication": [KEY_ID]}
    assert refused(only_login) == "key.not-listed"
    parsed = parse_document(only_login, ISSUER)
    assert method_for(parsed, KEY_ID, "authentication", fetcher=NOTHING).id == KEY_ID
    with pytest.raises(KeyMaterialError):
        method_for(parsed, KEY_ID, "nonsense", fetcher=NOTHING)


def test_a_reference_to_nothing_is_refused() -> None:
    assert refused({"id": ISSUER, "assertionMethod": [KEY_ID]}) == "key.not-in-document"


def test_a_document_about_somebody_else_is_refused() -> None:
    assert refused(profile(id="https://vc.example/issuers/1")) == "key.wrong-document"
    assert refused(profile(id=[ISSUER])) == "key.wrong-document"
    without_id = profile()
    del without_id["id"]
    assert refused(without_id) == "key.wrong-document"


@pytest.mark.parametrize("controller", ["https://vc.example/issuers/1", None, [ISSUER], "#"])
def test_a_key_of_another_controller_is_refused(controller: Any) -> None:
    document = profile(verificationMethod=[method(controller=controller)])
    assert refused(document) == "key.wrong-controller"


def test_two_keys_of_one_name_are_refused() -> None:
    assert refused(profile(verificationMethod=[method(), method("#key-1")])) == (
        "key.duplicate-method"
    )
    assert refused(profile(assertionMethod=[method()])) == "key.duplicate-method"


@pytest.mark.parametrize(
    "change",
    [
        {"assertionMethod": [5]},
        {"assertionMethod": [None]},
        {"assertionMethod": ["key-1"]},
        {"assertionMethod": ["https://vc.example/issuers/5678"]},
        {"assertionMethod": ["#"]},
        {"assertionMethod": ["#a b"]},
        {"assertionMethod": ["#a#b"]},
        {"verificationMethod": [{}]},
        {"verificationMethod": "x"},
    ],
)
def test_malformed_documents_are_refused(change: dict[str, Any]) -> None:
    assert refused(profile(**change)) == "key.malformed-document"


def test_what_is_not_an_object_is_refused() -> None:
    assert refused([profile()]) == "key.malformed-document"
    assert refused(None) == "key.malformed-document"


def test_the_number_of_keys_is_bounded() -> None:
    many = [method(f"#key-{number}") for number in range(257)]
    assert refused(profile(verificationMethod=many)) == "key.too-many-methods"
    assert find(profile(verificationMethod=many[:256])).id == KEY_ID


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"publicKeyJwk": write_jwk(KEY.public_key)}, "key.malformed-method"),
        ({"secretKeyMultibase": "z"}, "key.private-in-public"),
        ({"privateKeyJwk": {}}, "key.private-in-public"),
        ({"type": "Ed25519VerificationKey2018"}, "key.unknown-method-type"),
        ({"type": ["Multikey"]}, "key.malformed-method"),
        ({"type": "JsonWebKey", "publicKeyMultibase": None}, "key.malformed-jwk"),
        ({"publicKeyMultibase": 5}, "key.malformed-multikey"),
        ({"revoked": "yesterday"}, "key.malformed-method"),
        ({"expires": "2030-01-01T00:00:00"}, "key.malformed-method"),
        ({"expires": None}, "key.malformed-method"),
    ],
)
def test_malformed_methods_are_refused(change: dict[str, Any], code: str) -> None:
    assert refused(profile(verificationMethod=[method(**change)])) == code


def test_the_type_of_a_method_fits_its_key() -> None:
    p256 = multikey.write_public(P256.public_key)
    wrong = method(type="Ed25519VerificationKey2020", publicKeyMultibase=p256)
    assert refused(profile(verificationMethod=[wrong])) == "key.malformed-method"
    assert find(profile(verificationMethod=[method(publicKeyMultibase=p256)])).public_key.kind == (
        "P-256"
    )


@pytest.mark.parametrize("method_id", ["key-1", "#key-1", ISSUER, "", f"{ISSUER}# ", 5, None])
def test_a_method_is_named_by_an_absolute_address(method_id: Any) -> None:
    assert refused(profile(), method_id) == "key.malformed-method-id"


# Keys of somebody else


def test_a_listed_did_key_is_taken_from_its_own_document() -> None:
    document = {"id": ISSUER, "assertionMethod": [KEY.verification_method]}
    found = find(document, KEY.verification_method)
    assert found.public_key == KEY.public_key
    assert found.controller == KEY.controller


def test_a_did_key_that_the_issuer_does_not_list_is_refused() -> None:
    """The key that comes with a credential proves nothing."""
    document = {"id": ISSUER, "assertionMethod": [P256.verification_method]}
    assert refused(document, KEY.verification_method) == "key.not-listed"


def test_a_foreign_controller_must_list_its_key_too() -> None:
    foreign = "https://keys.example/hsm"
    key_id = f"{foreign}#1"
    issuer = {"id": ISSUER, "assertionMethod": [key_id]}
    listing = {"id": foreign, "assertionMethod": [method("#1", foreign)]}
    assert find(issuer, key_id, {foreign: listing}).controller == foreign

    login_only = {"id": foreign, "authentication": [method("#1", foreign)]}
    assert refused(issuer, key_id, {foreign: login_only}) == "key.not-listed"
    assert refused(issuer, key_id, {foreign: {**listing, "id": ISSUER}}) == "key.wrong-document"
    stranger = {"id": foreign, "assertionMethod": [method("#1", ISSUER)]}
    assert refused(issuer, key_id, {foreign: stranger}) == "key.wrong-controller"
    assert refused(issuer, key_id) == "fetch.not-at-hand"


def test_what_an_issuer_says_about_a_foreign_key_counts_for_nothing() -> None:
    """An issuer cannot give somebody else's address a key of its own choice."""
    foreign = "https://keys.example/hsm"
    key_id = f"{foreign}#1"
    issuer = {"id": ISSUER, "assertionMethod": [method(key_id, ISSUER)]}
    real = method("#1", foreign, publicKeyMultibase=multikey.write_public(P256.public_key))
    documents = {foreign: {"id": foreign, "assertionMethod": [real]}}
    assert find(issuer, key_id, documents).public_key == P256.public_key


def test_a_foreign_document_does_not_lead_on() -> None:
    first, second = "https://a.example/a", "https://b.example/b"
    issuer = {"id": ISSUER, "assertionMethod": [f"{first}#1"]}
    documents = {
        first: {"id": first, "assertionMethod": [f"{second}#1", f"{first}#1"]},
        second: {"id": second, "assertionMethod": [method(f"{first}#1", first)]},
    }
    assert refused(issuer, f"{first}#1", documents) == "key.not-in-document"


# Looking documents up


@pytest.mark.parametrize("identity", [lambda key: key, as_did_jwk])
@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_a_did_that_is_a_key_needs_no_document(kind: str, identity: Any) -> None:
    key = identity(generate(kind))
    document = resolve(key.controller, NOTHING)
    for purpose in ("assertionMethod", "authentication", "capabilityInvocation"):
        found = method_for(document, key.verification_method, purpose, fetcher=NOTHING)
        assert found.public_key == key.public_key
    with pytest.raises(KeyMaterialError) as caught:
        method_for(document, key.verification_method, "keyAgreement", fetcher=NOTHING)
    assert caught.value.code == "key.not-listed"


def test_a_did_web_is_fetched_from_its_address() -> None:
    key = as_did_web(KEY, "school.example", ["badges"])
    address = "https://school.example/badges/did.json"
    fetcher = Documents({address: json.dumps(did_document(key))})
    document = resolve(key.controller, fetcher)
    found = method_for(document, key.verification_method, "assertionMethod", fetcher=fetcher)
    assert found.public_key == KEY.public_key


def test_an_https_issuer_is_fetched_from_its_id() -> None:
    document = resolve(ISSUER, Documents({ISSUER: json.dumps(profile())}))
    assert isinstance(document, ControllerDocument)
    assert document.id == ISSUER


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html>",
        f'{{"id": "{ISSUER}", "id": "{ISSUER}"}}',
        "[" * 40 + "]" * 40,
        '{"id": "' + "a" * 300_000 + '"}',
    ],
    ids=["empty", "html", "duplicate member", "deep", "large"],
)
def test_a_fetched_document_that_is_malformed_is_refused(content: str) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        resolve(ISSUER, Documents({ISSUER: content}))
    assert caught.value.code == "key.malformed-document"


def test_a_document_that_cannot_be_had_is_not_an_answer() -> None:
    for issuer in (ISSUER, "did:web:school.example"):
        with pytest.raises(UnavailableError):
            resolve(issuer, NOTHING)
    with pytest.raises(UnavailableError) as caught:
        resolve("did:example:123", NOTHING)
    assert caught.value.code == "key.unsupported-did-method"


@pytest.mark.parametrize(
    "issuer",
    [
        "",
        "http://vc.example/issuers/5678",
        f"{ISSUER}#key-1",
        "https://user@vc.example/",
        "https://vc.example\\@evil.example/",
        "https://vc.example/a b",
        "https://",
        "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "mailto:a@vc.example",
        "file:///etc/passwd",
    ],
)
def test_what_nobody_can_look_up_is_refused(issuer: str) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        resolve(issuer, NOTHING)
    assert caught.value.code == "key.not-resolvable"


# Times


def test_a_key_is_of_use_until_it_is_revoked_or_expires() -> None:
    end = datetime(2026, 1, 1, tzinfo=UTC)
    before = end - timedelta(microseconds=1)
    for member, code in (("revoked", "key.revoked"), ("expires", "key.expired")):
        found = find(profile(verificationMethod=[method(**{member: "2026-01-01T00:00:00Z"})]))
        require_usable(found, at=before)
        with pytest.raises(KeyMaterialError) as caught:
            require_usable(found, at=end)
        assert caught.value.code == code
    require_usable(find(profile()), at=end)
