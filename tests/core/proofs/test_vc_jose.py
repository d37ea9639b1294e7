"""VC-JOSE-COSE envelopes: the way through them, and where it ends."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mintmark.errors import MintmarkError, ProofError, UsageError
from mintmark.keys import jwk
from mintmark.proofs.envelope import methods_named, verify
from mintmark.proofs.envelopes import DEFAULT_ENVELOPES, open_token
from mintmark.proofs.key_binding import Expected, bind, require_key_binding
from mintmark.proofs.sd_jwt import digest, parse
from mintmark.proofs.vc_jose import VC_JWT, VP_JWT, sign, sign_selectively
from tokens import ED25519, OTHER, P256, b64, document_of, forge, header_of, payload_of, salts

ISSUER = "https://issuer.example/me"
CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "urn:uuid:1",
    "type": ["VerifiableCredential"],
    "issuer": {"id": ISSUER, "name": "Me"},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:ada", "name": "Ada", "degree": {"name": "Master"}},
}
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ENVELOPED = {
    "@context": "https://www.w3.org/ns/credentials/v2",
    "type": "EnvelopedVerifiableCredential",
    "id": "data:application/vc+jwt," + sign(CREDENTIAL, ED25519),
}
PRESENTATION: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": "VerifiablePresentation",
    "holder": "did:example:ada",
    "verifiableCredential": [ENVELOPED],
}


def credential(**changes: Any) -> dict[str, Any]:
    whole = {**copy.deepcopy(CREDENTIAL), **changes}
    return {name: value for name, value in whole.items() if value is not None}


def token(header: dict[str, Any] | None = None, key: Any = ED25519, **changes: Any) -> str:
    members = {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": "key-0", **(header or {})}
    members = {name: value for name, value in members.items() if value is not None}
    return forge(members, credential(**changes), key)


def refused(text: str, **options: Any) -> str:
    with pytest.raises(MintmarkError) as caught:
        open_token(text, **options)
    return caught.value.code


def test_the_whole_way_from_token_to_verified_credential() -> None:
    opened = open_token(sign(CREDENTIAL, P256, key_id="key-0", claims={"iat": 1_770_000_000}))
    assert (opened.envelope, opened.content) == ("vc+jwt", "credential")
    assert opened.document == CREDENTIAL
    assert opened.controller == ISSUER
    assert opened.claims == {"iat": 1_770_000_000}
    assert opened.key_id == "key-0"
    document = document_of(P256, controller=ISSUER)
    (method,) = methods_named(opened.sealed.jws, document, "assertionMethod")
    verify(opened, document.method(method).public_key)
    opened.times.require(at=NOW)


def test_what_another_key_signed_does_not_verify() -> None:
    opened = open_token(token(key=OTHER))
    with pytest.raises(ProofError) as caught:
        verify(opened, ED25519.public_key)
    assert caught.value.code == "jws.bad-signature"
    verify(open_token(token()), ED25519.public_key)


def test_the_header_says_what_is_inside() -> None:
    header = header_of(sign(CREDENTIAL, ED25519))
    assert (header["typ"], header["cty"]) == ("vc+jwt", "vc")
    assert header["kid"] == ED25519.verification_method
    header = header_of(sign(PRESENTATION, ED25519, content="presentation"))
    assert (header["typ"], header["cty"]) == ("vp+jwt", "vp")


@pytest.mark.parametrize("typ", ["vc+jwt", "VC+JWT", "application/vc+jwt", None])
def test_a_type_that_fits_or_none_is_accepted(typ: str | None) -> None:
    assert open_token(token({"typ": typ})).envelope == "vc+jwt"


@pytest.mark.parametrize(
    "typ", ["bad+typ", "at+jwt", "vp+jwt+x", "vc+sd-jwt", "kb+jwt", "statuslist+jwt"]
)
def test_another_type_is_refused(typ: str) -> None:
    assert refused(token({"typ": typ})) == "jwt.unknown-envelope"


def test_only_accepted_envelopes_are_opened() -> None:
    assert refused(token(), envelopes=frozenset({VP_JWT})) == "jwt.unknown-envelope"
    assert refused(token(), envelopes=frozenset()) == "jwt.unknown-envelope"
    assert open_token(token(), envelopes=frozenset({VC_JWT})).envelope == "vc+jwt"
    assert refused(token(), algorithms=frozenset({"ES256"})) == "jws.unsupported-algorithm"


@pytest.mark.parametrize("cty", ["vc", "application/vc", "vc+ld+json", None])
def test_a_content_type_that_fits_is_accepted(cty: str | None) -> None:
    assert open_token(token({"cty": cty}))


@pytest.mark.parametrize("cty", ["vp", "bad+cty", "", 1, "vcx", "JWT"])
def test_another_content_type_is_refused(cty: Any) -> None:
    assert refused(token({"cty": cty})) == "jwt.wrong-content-type"


@pytest.mark.parametrize("name", ["vc", "vp"])
@pytest.mark.parametrize("value", [CREDENTIAL, "oops", None, {}])
def test_a_wrapper_claim_is_refused(name: str, value: Any) -> None:
    text = forge({"alg": "EdDSA", "typ": "vc+jwt"}, {**CREDENTIAL, name: value})
    assert refused(text) == "jwt.wrapper-claim"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://attacker.example"},
        {"iss": ISSUER + "/"},
        {"jti": "urn:uuid:2"},
        {"sub": "did:example:eve"},
    ],
)
def test_envelope_and_content_must_not_disagree(claims: dict[str, Any]) -> None:
    assert refused(token(**claims)) == "jwt.disagreement"


def test_envelope_and_content_may_agree() -> None:
    claims = {"iss": ISSUER, "jti": "urn:uuid:1", "sub": "did:example:ada", "aud": "x"}
    opened = open_token(token(**claims))
    assert opened.document == CREDENTIAL
    assert opened.claims == claims
    assert open_token(token(issuer=ISSUER, iss=ISSUER)).controller == ISSUER
    two = [{"id": "did:example:eve"}, {"id": "did:example:ada"}]
    assert open_token(token(sub="did:example:ada", credentialSubject=two))
    assert open_token(token(sub="anybody", credentialSubject={"name": "Ada"}))
    assert open_token(token(jti="urn:uuid:9", id=None))


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": 1},
        {"iss": ""},
        {"iss": [ISSUER]},
        {"sub": {}},
        {"exp": "never"},
        {"nbf": True},
        {"exp": -1},
        {"iat": 1e300},
        {"iat": "2010-01-01T19:23:24"},
        {"iat": "yesterday"},
        {"iat": []},
    ],
)
def test_malformed_claims_are_refused(claims: dict[str, Any]) -> None:
    assert refused(token(**claims)) == "jwt.malformed-claim"


def test_an_issuing_time_with_a_zone_is_read() -> None:
    times = open_token(token(iat="2010-01-01T19:23:24+01:00")).times
    assert times.issued == datetime(2010, 1, 1, 18, 23, 24, tzinfo=UTC)
    assert open_token(token(iat=1.5)).times.issued == datetime.fromtimestamp(1.5, UTC)


def test_a_token_that_names_no_times_always_holds() -> None:
    open_token(token()).times.require(at=NOW)


def test_a_token_outside_its_period_is_refused() -> None:
    seconds = int(NOW.timestamp())
    times = open_token(token(nbf=seconds, exp=seconds + 60, iat=seconds)).times
    times.require(at=NOW)
    times.require(at=NOW + timedelta(seconds=59))
    for at, code in (
        (NOW + timedelta(seconds=60), "jwt.expired"),
        (NOW - timedelta(seconds=1), "jwt.not-yet"),
    ):
        with pytest.raises(ProofError) as caught:
            times.require(at=at)
        assert caught.value.code == code
        times.require(at=at, tolerance=timedelta(seconds=2))
    with pytest.raises(ProofError) as caught:
        open_token(token(iat=seconds + 1)).times.require(at=NOW)
    assert caught.value.code == "jwt.from-the-future"


@pytest.mark.parametrize(
    "changes",
    [{"type": None}, {"type": "VerifiablePresentation"}, {"type": ["Other"]}, {"type": {}}],
)
def test_what_is_no_credential_is_refused(changes: dict[str, Any]) -> None:
    assert refused(token(**changes)) == "jwt.wrong-content"


@pytest.mark.parametrize("issuer", [None, {}, {"name": "Me"}, 1, "", ["https://issuer.example"]])
def test_a_credential_without_an_issuer_is_refused(issuer: Any) -> None:
    """``iss`` does not stand in for it: only the credential's own issuer is shown and trusted."""
    assert refused(token(issuer=issuer, iss=ISSUER)) == "jwt.no-controller"


def test_what_would_be_refused_is_not_signed() -> None:
    for document, claims in (
        ({"type": "Other"}, {}),
        (credential(issuer=None), {}),
        (CREDENTIAL, {"iss": "https://other.example"}),
        (CREDENTIAL, {"exp": "never"}),
        ({**CREDENTIAL, "vc": {}}, {}),
    ):
        with pytest.raises(ProofError):
            sign(document, ED25519, claims=claims)
    with pytest.raises(UsageError) as caught:
        sign(CREDENTIAL, ED25519, claims={"issuer": "https://other.example"})
    assert caught.value.code == "jwt.not-a-claim"


def presented(**changes: Any) -> str:
    document = {name: v for name, v in {**PRESENTATION, **changes}.items() if v is not None}
    return forge({"alg": "EdDSA", "typ": "vp+jwt"}, document)


def test_a_presentation_is_opened() -> None:
    claims = {"aud": "https://verifier.example", "nonce": "n"}
    opened = open_token(sign(PRESENTATION, ED25519, content="presentation", claims=claims))
    assert (opened.envelope, opened.content) == ("vp+jwt", "presentation")
    assert opened.document == PRESENTATION
    assert opened.controller == "did:example:ada"
    assert opened.claims == claims
    verify(opened, ED25519.public_key)


def test_a_presentation_without_a_type_in_the_header_is_told_from_a_credential() -> None:
    assert open_token(forge({"alg": "EdDSA"}, PRESENTATION)).envelope == "vp+jwt"
    assert open_token(forge({"alg": "EdDSA"}, CREDENTIAL)).envelope == "vc+jwt"


def test_a_presentation_names_who_presents() -> None:
    assert open_token(presented(iss="did:example:ada")).controller == "did:example:ada"
    assert open_token(presented(holder=None, iss="did:example:ada")).controller
    assert open_token(presented(holder={"id": "did:example:ada"})).controller
    assert refused(presented(holder=None)) == "jwt.no-controller"
    assert refused(presented(iss="did:example:eve")) == "jwt.disagreement"
    assert refused(presented(type="VerifiableCredential")) == "jwt.wrong-content"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (CREDENTIAL, "enveloped.unsecured"),
        ("a.b.c", "enveloped.unsecured"),
        ("proof", "enveloped.unsecured"),
        (1, "enveloped.unsecured"),
        ({**ENVELOPED, "id": "not-a-credential"}, "enveloped.malformed"),
        ({**ENVELOPED, "name": "Master of everything"}, "enveloped.unsigned-content"),
    ],
)
def test_a_presentation_of_something_unsecured_is_refused(inside: Any, code: str) -> None:
    assert refused(presented(verifiableCredential=[ENVELOPED, inside])) == code
    assert refused(presented(verifiableCredential=inside)) == code


def test_a_presentation_may_hold_credentials_with_proofs_or_none_at_all() -> None:
    assert open_token(presented(verifiableCredential=[{**CREDENTIAL, "proof": {}}]))
    assert open_token(presented(verifiableCredential=None))
    assert open_token(presented(verifiableCredential=ENVELOPED))


def selective(**options: Any) -> str:
    whole = {"disclosable": {"/credentialSubject/name"}, "salt": salts(), **options}
    return str(sign_selectively(whole.pop("document", CREDENTIAL), ED25519, **whole))


def test_a_selective_credential_is_opened_with_what_is_disclosed() -> None:
    text = selective()
    opened = open_token(text)
    assert opened.envelope == "vc+sd-jwt"
    assert opened.document == CREDENTIAL
    assert not opened.claims
    verify(opened, ED25519.public_key)
    hidden = open_token(parse(text).issuer_jwt + "~").document
    assert hidden["credentialSubject"] == {
        "id": "did:example:ada",
        "degree": {"name": "Master"},
    }
    assert header_of(text)["typ"] == "vc+sd-jwt"


def test_a_selective_presentation_is_opened() -> None:
    text = selective(
        document=PRESENTATION, content="presentation", disclosable={"/holder", "/type"}
    )
    opened = open_token(text)
    assert opened.envelope == "vp+sd-jwt"
    assert opened.document == PRESENTATION


def test_form_and_type_must_fit() -> None:
    text = selective()
    assert refused(parse(text).issuer_jwt) == "jwt.unknown-envelope"
    assert refused(token() + "~") == "jwt.unknown-envelope"


@pytest.mark.parametrize(
    "name",
    ["issuer", "validUntil", "credentialStatus", "credentialSchema", "exp", "cnf", "@context"],
)
def test_what_decides_about_a_credential_cannot_be_hidden(name: str) -> None:
    value = {"issuer": ISSUER, "@context": CREDENTIAL["@context"], "exp": 4_000_000_000}.get(
        name, {"id": "urn:x"}
    )
    hidden = b64(["salt", name, value])
    payload = {**credential(**{name: None}), "_sd": [digest(hidden, "sha256")]}
    text = forge({"alg": "EdDSA", "typ": "vc+sd-jwt"}, payload) + f"~{hidden}~"
    assert refused(text) == "sd-jwt.must-be-open"
    with pytest.raises(MintmarkError):
        selective(document={**CREDENTIAL, name: value}, disclosable={f"/{name}"})


def test_one_of_several_statuses_cannot_be_hidden() -> None:
    hidden = {"...": "d"}
    payload = credential(credentialStatus=[{"id": "urn:a"}, hidden])
    text = forge({"alg": "EdDSA", "typ": "vc+sd-jwt"}, payload) + "~"
    assert refused(text) == "sd-jwt.must-be-open"


def test_a_disclosed_wrapper_claim_is_refused_too() -> None:
    hidden = b64(["salt", "vc", CREDENTIAL])
    payload = {**CREDENTIAL, "_sd": [digest(hidden, "sha256")]}
    text = forge({"alg": "EdDSA", "typ": "vc+sd-jwt"}, payload) + f"~{hidden}~"
    assert refused(text) == "jwt.wrapper-claim"


def test_a_selective_credential_can_be_bound_to_its_holder() -> None:
    issued = parse(selective(claims={"cnf": {"jwk": jwk.write(P256.public_key)}}))
    bound = bind(issued, signer=P256, audience="https://v.example", nonce="n", at=NOW)
    opened = open_token(str(bound))
    assert opened.sealed.sd_jwt is not None
    require_key_binding(
        opened.sealed.sd_jwt, opened.sealed.payload, Expected("https://v.example", "n", NOW)
    )
    assert payload_of(str(bound))["cnf"] == opened.claims["cnf"]


def test_the_default_envelopes_have_different_names() -> None:
    assert len({one.name for one in DEFAULT_ENVELOPES}) == len(DEFAULT_ENVELOPES) == 9
