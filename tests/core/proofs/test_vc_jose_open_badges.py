"""JWT proofs of Open Badges 3.0, and of the VC Data Model 1.1."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from mintmark.errors import MintmarkError, ProofError
from mintmark.keys import jwk
from mintmark.proofs.envelope import methods_named, verify
from mintmark.proofs.envelopes import open_token
from mintmark.proofs.open_badges_jwt import OPEN_BADGES_JWT, credential_of_1_1, sign
from tokens import ED25519, OTHER, RsaSigner, document_of, forge, header_of, payload_of

ISSUER = "https://issuer.example/me"
BADGE: dict[str, Any] = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:1",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Me"},
    "validFrom": "2026-01-01T00:00:00.25Z",
    "validUntil": "2027-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:ada", "type": ["AchievementSubject"]},
}
RSA = RsaSigner()


def token(header: dict[str, Any] | None = None, key: Any = ED25519, **changes: Any) -> str:
    members = {"alg": "EdDSA", "typ": "JWT", "kid": "key-0", **(header or {})}
    payload = {**payload_of(sign(BADGE, ED25519)), **changes}
    return forge(
        {name: value for name, value in members.items() if value is not None},
        {name: value for name, value in payload.items() if value is not None},
        key,
    )


def refused(text: str) -> str:
    with pytest.raises(MintmarkError) as caught:
        open_token(text)
    return caught.value.code


def test_a_badge_is_signed_as_the_specification_has_it() -> None:
    text = sign(BADGE, ED25519)
    assert header_of(text) == {
        "alg": "EdDSA",
        "kid": ED25519.verification_method,
        "typ": "JWT",
    }
    payload = payload_of(text)
    assert {name: payload[name] for name in ("iss", "jti", "sub", "nbf", "exp")} == {
        "iss": ISSUER,
        "jti": "urn:uuid:1",
        "sub": "did:example:ada",
        "nbf": int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()),
        "exp": int(datetime(2027, 1, 1, tzinfo=UTC).timestamp()),
    }


def test_the_whole_way_from_token_to_verified_badge() -> None:
    opened = open_token(token())
    assert opened.envelope == "open-badges-jwt"
    assert opened.document == BADGE
    assert opened.controller == ISSUER
    document = document_of(ED25519, controller=ISSUER)
    (method,) = methods_named(opened.sealed.jws, document, "assertionMethod")
    verify(opened, document.method(method).public_key)
    assert opened.times.expires == datetime(2027, 1, 1, tzinfo=UTC)


def test_rs256_with_the_key_in_the_header_is_verified_against_the_issuers_key() -> None:
    text = token({"alg": "RS256", "jwk": RSA.jwk, "kid": None}, RSA)
    opened = open_token(text, envelopes=frozenset({OPEN_BADGES_JWT}))
    verify(opened, RSA.public_key)
    with pytest.raises(ProofError) as caught:
        verify(opened, RsaSigner().public_key)
    assert caught.value.code == "jws.foreign-key"


def test_a_key_in_the_header_must_be_the_issuers_own() -> None:
    forged = token({"kid": None, "jwk": jwk.write(OTHER.public_key)}, OTHER)
    document = document_of(ED25519, controller=ISSUER)
    with pytest.raises(ProofError) as caught:
        methods_named(open_token(forged).sealed.jws, document, "assertionMethod")
    assert caught.value.code == "jws.unknown-key"
    own = open_token(token({"kid": None, "jwk": jwk.write(ED25519.public_key)}))
    assert methods_named(own.sealed.jws, document, "assertionMethod") == (f"{ISSUER}#key-0",)


def test_the_header_must_name_a_key() -> None:
    assert refused(token({"kid": None})) == "jwt.no-key-named"


def test_the_type_must_be_jwt() -> None:
    assert refused(token({"typ": "badge+jwt"})) == "jwt.unknown-envelope"
    assert open_token(token({"typ": "jwt"})).envelope == "open-badges-jwt"
    # Without a type it reads as VC-JOSE-COSE, whose rules the same claims keep as well.
    assert open_token(token({"typ": None})).envelope == "vc+jwt"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iss": None}, "jwt.missing-claim"),
        ({"iss": "https://attacker.example"}, "jwt.disagreement"),
        ({"issuer": "https://attacker.example"}, "jwt.disagreement"),
        ({"issuer": None}, "jwt.disagreement"),
        ({"jti": None}, "jwt.missing-claim"),
        ({"jti": "urn:uuid:2"}, "jwt.disagreement"),
        ({"id": None}, "jwt.disagreement"),
        ({"sub": None}, "jwt.disagreement"),
        ({"sub": "did:example:eve"}, "jwt.disagreement"),
        ({"credentialSubject": {"name": "Ada"}}, "jwt.disagreement"),
        ({"credentialSubject": None}, "jwt.disagreement"),
        ({"nbf": None}, "jwt.missing-claim"),
        ({"nbf": 1}, "jwt.disagreement"),
        ({"nbf": "2026-01-01T00:00:00Z"}, "jwt.malformed-claim"),
        ({"validFrom": None}, "jwt.malformed-claim"),
        ({"validFrom": "2026-01-01T00:00:00"}, "jwt.malformed-claim"),
        ({"exp": 4_000_000_000}, "jwt.disagreement"),
        ({"validUntil": "2028-01-01T00:00:00Z"}, "jwt.disagreement"),
    ],
)
def test_claims_and_badge_must_agree(changes: dict[str, Any], code: str) -> None:
    assert refused(token(**changes)) == code


def test_a_learner_may_be_known_by_an_identifier_alone() -> None:
    subject = {"type": ["AchievementSubject"], "identifier": [{"identityHash": "x"}]}
    assert open_token(token(sub=None, credentialSubject=subject)).document
    assert "sub" not in payload_of(sign({**BADGE, "credentialSubject": subject}, ED25519))
    assert open_token(token(credentialSubject=[BADGE["credentialSubject"]]))


def test_the_end_of_the_token_is_the_end_of_a_badge_that_names_none() -> None:
    opened = open_token(token(validUntil=None))
    assert opened.document["validUntil"] == "2027-01-01T00:00:00Z"
    assert "validUntil" not in open_token(token(validUntil=None, exp=None)).document


@pytest.mark.parametrize("member", ["id", "issuer", "validFrom"])
def test_a_badge_that_lacks_what_the_claims_need_is_not_signed(member: str) -> None:
    badge = {name: value for name, value in BADGE.items() if name != member}
    with pytest.raises(ProofError):
        sign(badge, ED25519)


OLD: dict[str, Any] = {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"degree": "Master"},
}
OLD_CLAIMS = {
    "iss": ISSUER,
    "sub": "did:example:ada",
    "jti": "urn:uuid:1",
    "nbf": 1_600_000_000,
    "exp": 4_000_000_000,
}
FILLED: dict[str, Any] = {
    **OLD,
    "id": "urn:uuid:1",
    "issuer": ISSUER,
    "issuanceDate": "2020-09-13T12:26:40Z",
    "expirationDate": "2096-10-02T07:06:40Z",
    "credentialSubject": {"id": "did:example:ada", "degree": "Master"},
}


def old(vc: Any = OLD, **changes: Any) -> dict[str, Any]:
    return {**OLD_CLAIMS, "vc": vc, **changes}


def test_a_credential_of_the_older_model_is_filled_from_the_claims() -> None:
    before = copy.deepcopy(OLD)
    assert credential_of_1_1(old()) == FILLED
    assert credential_of_1_1(old(FILLED)) == FILLED
    assert before == OLD
    assert credential_of_1_1({"vc": FILLED}) == FILLED


@pytest.mark.parametrize("typ", ["JWT", None])
def test_it_is_opened(typ: str | None) -> None:
    header = {"alg": "EdDSA", **({"typ": typ} if typ else {})}
    opened = open_token(forge(header, old()))
    assert opened.envelope == "vc-1.1-jwt"
    assert opened.document == FILLED
    assert opened.controller == ISSUER
    assert opened.claims == OLD_CLAIMS
    verify(opened, ED25519.public_key)


def test_objects_and_lists_are_filled_too() -> None:
    vc = {**OLD, "issuer": {"name": "Me"}, "credentialSubject": [{"degree": "Master"}]}
    found = credential_of_1_1(old(vc))
    assert found["issuer"] == {"id": ISSUER, "name": "Me"}
    assert found["credentialSubject"] == [{"id": "did:example:ada", "degree": "Master"}]
    assert credential_of_1_1(old({**OLD, "credentialSubject": "did:example:ada"}))[
        "credentialSubject"
    ] == {"id": "did:example:ada"}


@pytest.mark.parametrize(
    "inside",
    [
        {"id": "urn:uuid:2"},
        {"issuer": "https://attacker.example"},
        {"issuer": {"id": "https://attacker.example"}},
        {"credentialSubject": {"id": "did:example:eve"}},
        {"credentialSubject": [{"id": "did:example:ada"}, {"id": "did:example:eve"}]},
        {"credentialSubject": []},
        {"issuanceDate": "2021-09-13T12:26:40Z"},
        {"expirationDate": "2099-01-01T00:00:00Z"},
    ],
)
def test_claims_and_older_credential_must_agree(inside: dict[str, Any]) -> None:
    with pytest.raises(ProofError) as caught:
        credential_of_1_1(old({**OLD, **inside}))
    assert caught.value.code == "jwt.disagreement"


@pytest.mark.parametrize("vc", [None, "text", [], 1])
def test_a_wrapper_claim_that_is_no_object_is_refused(vc: Any) -> None:
    with pytest.raises(ProofError) as caught:
        credential_of_1_1(old(vc))
    assert caught.value.code == "jwt.malformed-claim"


@pytest.mark.parametrize(
    "contexts", [None, [], BADGE["@context"], "https://www.w3.org/ns/credentials/v2"]
)
def test_a_downgrade_of_a_newer_credential_is_refused(contexts: Any) -> None:
    vc = {**OLD, "@context": contexts}
    assert refused(forge({"alg": "EdDSA", "typ": "JWT"}, old(vc))) == "jwt.wrapper-claim"


def test_an_older_credential_without_an_issuer_is_refused() -> None:
    assert refused(forge({"alg": "EdDSA"}, {"vc": OLD})) == "jwt.no-controller"


def test_an_older_presentation_is_not_read() -> None:
    claims = {"iss": "did:example:ada", "vp": {"type": "VerifiablePresentation"}}
    assert refused(forge({"alg": "EdDSA", "typ": "JWT"}, claims)) == "jwt.unknown-envelope"
