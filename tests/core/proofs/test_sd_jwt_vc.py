"""SD-JWT VC: its type, its open claims, its issuer's keys."""

from typing import Any

import pytest

from mintmark.errors import KeyMaterialError, ProofError, UnavailableError
from mintmark.keys import jwk
from mintmark.proofs.envelope import methods_named
from mintmark.proofs.sd_jwt import digest
from mintmark.proofs.sd_jwt_vc import (
    ALWAYS_OPEN,
    LEGACY_TYPE,
    TYPE,
    issue_sd_jwt_vc,
    keys_in_metadata,
    metadata_url,
    open_sd_jwt_vc,
    verify,
)
from tokens import (
    ED25519,
    OTHER,
    P256,
    RsaSigner,
    b64,
    document_of,
    forge,
    header_of,
    payload_of,
    salts,
)

ISSUER = "https://issuer.example/tenant"
CLAIMS = {"iss": ISSUER, "vct": "urn:example:degree", "name": "Ada", "iat": 1_700_000_000}


def token(**header: str) -> str:
    return str(
        issue_sd_jwt_vc(
            CLAIMS, disclosable={"/name"}, signer=P256, salt=salts(), header={"kid": "k1", **header}
        )
    )


def refused(text: str, **options: Any) -> str:
    with pytest.raises(ProofError) as caught:
        open_sd_jwt_vc(text, **options)
    return caught.value.code


def test_it_is_opened_and_verified() -> None:
    opened = open_sd_jwt_vc(token())
    assert opened.claims == CLAIMS
    assert (opened.type, opened.issuer) == ("urn:example:degree", ISSUER)
    assert opened.times.issued is not None
    assert header_of(token())["typ"] == TYPE
    verify(opened, P256.public_key)
    with pytest.raises(ProofError):
        verify(opened, ED25519.public_key)


def test_only_its_own_type_is_accepted_unless_the_caller_says_so() -> None:
    legacy = forge({"alg": "EdDSA", "typ": LEGACY_TYPE}, CLAIMS) + "~"
    assert refused(legacy) == "sd-jwt-vc.wrong-type"
    assert open_sd_jwt_vc(legacy, types=frozenset({TYPE, LEGACY_TYPE})).type
    for header in ({"alg": "EdDSA"}, {"alg": "EdDSA", "typ": "JWT"}):
        assert refused(forge(header, CLAIMS) + "~") == "sd-jwt-vc.wrong-type"
    with pytest.raises(UnavailableError) as caught:
        open_sd_jwt_vc(token(), algorithms=frozenset({"EdDSA"}))
    assert caught.value.code == "jws.unsupported-algorithm"


def test_the_type_of_credential_must_be_there() -> None:
    header = {"alg": "EdDSA", "typ": TYPE}
    assert refused(forge(header, {"iss": ISSUER}) + "~") == "sd-jwt-vc.no-vct"
    assert refused(forge(header, {"vct": ["a"]}) + "~") == "jwt.malformed-claim"
    assert open_sd_jwt_vc(forge(header, {"vct": "a"}) + "~").issuer is None


@pytest.mark.parametrize("name", sorted(ALWAYS_OPEN))
def test_claims_that_decide_must_be_open(name: str) -> None:
    hidden = b64(["salt", name, "value"])
    payload = {**CLAIMS, "_sd": [digest(hidden, "sha256")]}
    payload.pop(name, None)
    bad = forge({"alg": "EdDSA", "typ": TYPE}, payload) + f"~{hidden}~"
    assert refused(bad) == "sd-jwt.must-be-open"
    with pytest.raises(ProofError):
        issue_sd_jwt_vc(
            {**CLAIMS, name: "value"}, disclosable={f"/{name}"}, signer=P256, salt=salts()
        )


def test_a_status_with_something_hidden_in_it_is_refused() -> None:
    payload = {**CLAIMS, "status": {"status_list": {"_sd": ["d"], "uri": "https://s.example"}}}
    assert refused(forge({"alg": "EdDSA", "typ": TYPE}, payload) + "~") == "sd-jwt.must-be-open"


@pytest.mark.parametrize(
    ("issuer", "url"),
    [
        ("https://example.com", "https://example.com/.well-known/jwt-vc-issuer"),
        ("https://example.com/", "https://example.com/.well-known/jwt-vc-issuer"),
        ("https://example.com:8443/a/b", "https://example.com:8443/.well-known/jwt-vc-issuer/a/b"),
        ("https://example.com/a/", "https://example.com/.well-known/jwt-vc-issuer/a"),
    ],
)
def test_the_address_of_the_metadata(issuer: str, url: str) -> None:
    assert metadata_url(issuer) == url


@pytest.mark.parametrize(
    "issuer",
    [
        "http://example.com",
        "did:web:example.com",
        "https://",
        "https://example.com?a",
        "https://example.com/a#b",
        "https://u@example.com",
        "https://example.com/ä",
        "https://example.com/a b",
    ],
)
def test_no_metadata_stand_behind_other_issuers(issuer: str) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        metadata_url(issuer)
    assert caught.value.code == "key.not-resolvable"


RSA = RsaSigner()
METADATA = {
    "issuer": ISSUER,
    "jwks": {
        "keys": [
            {**jwk.write(P256.public_key), "kid": "k1"},
            {**jwk.write(ED25519.public_key), "kid": "k2"},
            {**RSA.jwk, "kid": "k3"},
            {"kty": "EC", "crv": "secp256k1", "kid": "k4"},
            "no key",
        ]
    },
}


def test_keys_are_found_by_their_name() -> None:
    assert keys_in_metadata(METADATA, issuer=ISSUER, key_id="k1") == (P256.public_key,)
    assert keys_in_metadata(METADATA, issuer=ISSUER, key_id="k3") == (RSA.public_key,)
    assert len(keys_in_metadata(METADATA, issuer=ISSUER, key_id=None)) == 3


@pytest.mark.parametrize(
    ("changes", "key_id", "code"),
    [
        ({"issuer": ISSUER + "/"}, "k1", "key.wrong-document"),
        ({"issuer": None}, "k1", "key.wrong-document"),
        ({"jwks": None}, "k1", "key.malformed-document"),
        ({"jwks": {"keys": {}}}, "k1", "key.malformed-document"),
        ({"jwks": {"keys": [{}] * 65}}, "k1", "key.malformed-document"),
        ({"jwks_uri": "https://issuer.example/keys"}, "k1", "key.malformed-document"),
        ({}, "k9", "key.not-in-document"),
        ({}, "k4", "key.not-in-document"),
        ({}, "", "key.not-in-document"),
    ],
)
def test_metadata_that_do_not_say_the_key_are_refused(
    changes: dict[str, Any], key_id: str, code: str
) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        keys_in_metadata({**METADATA, **changes}, issuer=ISSUER, key_id=key_id)
    assert caught.value.code == code


def test_an_issuer_with_a_did_is_asked_by_the_same_rule_as_others() -> None:
    did = "did:web:issuer.example"
    claims = {**CLAIMS, "iss": did}
    issued = issue_sd_jwt_vc(
        claims, disclosable=set(), signer=P256, salt=salts(), header={"kid": f"{did}#key-0"}
    )
    opened = open_sd_jwt_vc(str(issued))
    document = document_of(P256, controller=did)
    (method,) = methods_named(opened.sealed.jws, document, "assertionMethod")
    verify(opened, document.method(method).public_key)
    with pytest.raises(ProofError, match="no such key"):
        methods_named(
            opened.sealed.jws, document_of(OTHER, controller="did:web:b.example"), "assertionMethod"
        )
    assert payload_of(str(issued))["iss"] == did
