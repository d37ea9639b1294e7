"""Tokens: algorithms, keys that come along, wrappers, and what envelope and content disagree on."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from hostile_cases import V2, Attack, attacks, check, codes, plain, withstand

import samples
from mintmark.encoding.multibase import base64url_decode, base64url_encode
from mintmark.keys import jwk
from mintmark.proofs import open_badges_jwt, sd_jwt, sd_jwt_issuing, vc_jose
from mintmark.report import Outcome
from mintmark.steps.verify.presentation import verify_presentation
from tokens import forge, header_of, payload_of, salts

DOCUMENT = samples.unsigned()
KID = samples.KEY.verification_method
HEADER = {"alg": "EdDSA", "typ": "vc+jwt", "kid": KID}
FOREIGN = samples.OTHER_KEY
JWK = jwk.write(samples.KEY.public_key)


def token(header: Any = (), payload: Any = None, key: Any = samples.KEY, **more: Any) -> Any:
    """A token truly signed, with other members in its header; ``...`` takes one out."""
    whole = {k: v for k, v in (HEADER | dict(header)).items() if v is not ...}
    return lambda: forge(whole, (DOCUMENT if payload is None else payload) | more, key)


def unsigned(header: Any) -> Any:
    return lambda: f"{_part(HEADER | header)}.{_part(DOCUMENT)}."


def _part(value: Any) -> str:
    return base64url_encode(json.dumps(value).encode())


def by_secret(name: str, secret: bytes) -> Any:
    """A token signed with a secret that everybody has: the issuer's public key."""

    def make() -> str:
        text = f"{_part(HEADER | {'alg': name})}.{_part(DOCUMENT)}"
        return f"{text}.{base64url_encode(hmac.digest(secret, text.encode(), hashlib.sha256))}"

    return make


def parts(change: Any) -> Any:
    return lambda: change(*token()().split("."))


def for_whom(aud: Any) -> dict[str, Any]:
    return samples.unsigned() | {"aud": aud}


HEADERS = [
    Attack("alg none", unsigned({"alg": "none"}), "jws.unknown-algorithm", token()),
    Attack("alg nOnE", unsigned({"alg": "nOnE"}), "jws.unknown-algorithm", token()),
    Attack("alg missing", token({"alg": ...}), "jws.unknown-algorithm", token()),
    Attack("alg a list", token({"alg": ["EdDSA"]}), "jws.unknown-algorithm", token()),
    Attack("no signature", parts(lambda h, p, s: f"{h}.{p}."), "jws.bad-signature", token()),
    Attack("HS256 by the public key", by_secret("HS256", samples.KEY.public_key.raw),
           "jws.unknown-algorithm", token()),
    Attack("an algorithm nobody here knows", token({"alg": "ES256K"}), "jws.unsupported-algorithm",
           token(), Outcome.INDETERMINATE),
    Attack("made for somebody else", token(payload=for_whom("https://other.example")),
           "jwt.wrong-audience", token(payload=for_whom("https://me.example")),
           options={"domain": "https://me.example"}),
    Attack("made for somebody, and nobody says who asks",
           token(payload=for_whom("https://me.example")), "jwt.audience-unchecked",
           token(payload=for_whom(["https://other.example", "https://me.example"])),
           Outcome.INDETERMINATE, {}, {"domain": "https://me.example"}),
    Attack("made for nobody", token(payload=for_whom([])), "jwt.malformed-claim", token(),
           options={"domain": "https://me.example"}),
    Attack("another curve's algorithm", token({"alg": "ES256"}), "jws.wrong-key-kind", token()),
    Attack("RSA with a curve's key", token({"alg": "RS256"}), "jws.wrong-key-kind", token()),
    Attack("EdDSA signed on P-256", token(key=samples.P256_KEY), "jws.bad-signature", token()),
    Attack("jku", token({"jku": "https://mallory.example/keys"}), "jws.key-from-token", token()),
    Attack("x5u", token({"x5u": "https://mallory.example/cert"}), "jws.key-from-token", token()),
    Attack("jku that is null", token({"jku": None}), "jws.key-from-token", token()),
    Attack("jwk in place of the issuer's", token(
        {"jwk": jwk.write(FOREIGN.public_key), "kid": ...}, key=FOREIGN), "jws.unknown-key",
        token({"jwk": JWK, "kid": ...})),
    Attack("jwk beside the issuer's kid", token(
        {"jwk": jwk.write(FOREIGN.public_key)}, key=FOREIGN), "jws.foreign-key",
        token({"jwk": JWK})),
    Attack("jwk with the private key", token({"jwk": JWK | {"d": "AA"}}),
           "key.private-in-public", token({"jwk": JWK})),
    Attack("x5c is passed over, and saves nobody", token({"x5c": ["AA"]}, key=FOREIGN),
           "jws.bad-signature", token({"x5c": ["AA"]})),
    Attack("kid of somebody else", token({"kid": FOREIGN.verification_method}, key=FOREIGN),
           "jws.unknown-key", token()),
    Attack("kid that is a key", token({"kid": FOREIGN.controller[8:]}, key=FOREIGN),
           "jws.unknown-key", token({"kid": KID.partition("#")[2]})),
    Attack("kid with the issuer's fragment at mallory's", token(
        {"kid": f"{FOREIGN.controller}#{KID.partition('#')[2]}"}), "jws.unknown-key", token()),
    Attack("kid that climbs", token({"kid": "../../etc/passwd"}), "jws.unknown-key", token()),
    Attack("kid that is empty", token({"kid": ""}), "jws.malformed", token()),
    Attack("kid that is a number", token({"kid": 7}), "jws.malformed", token()),
    Attack("kid without end", token({"kid": "x" * 5000}), "jws.malformed", token()),
    Attack("crit", token({"crit": ["exp"], "exp": 1}), "jws.critical-extension", token()),
    Attack("b64", token({"b64": False, "crit": ["b64"]}), "jws.critical-extension", token()),
    Attack("typ of a key binding", token({"typ": "kb+jwt"}), "jwt.unknown-envelope", token()),
    Attack("typ of an access token", token({"typ": "at+jwt"}), "jwt.unknown-envelope", token()),
    Attack("typ of a presentation", token({"typ": "vp+jwt"}), "jwt.wrong-content", token()),
    Attack("typ of an SD-JWT on a plain one", token({"typ": "vc+sd-jwt"}),
           "jwt.unknown-envelope", token()),
    Attack("typ that is null", token({"typ": None}), "jws.malformed", token()),
    Attack("cty that says something else", token({"cty": "vp"}), "jwt.wrong-content-type",
           token({"cty": "vc"})),
    Attack("cty of a token in the token", token({"cty": "JWT"}), "jwt.wrong-content-type",
           token()),
    Attack("a header twice", parts(lambda h, p, s: ".".join(
        [base64url_encode(b'{"alg":"none",' + base64url_decode(h)[1:]), p, s])), "jws.malformed",
        token()),
    Attack("four parts", parts(lambda h, p, s: f"{h}.{p}.{s}.{s}"), "jws.malformed", token()),
    Attack("five parts", parts(lambda h, p, s: f"{h}.{p}.{s}.{s}.{s}"), "jws.malformed", token()),
    Attack("two parts", parts(lambda h, p, s: f"{h}.{p}"), "jws.malformed", token()),
    Attack("padding", parts(lambda h, p, s: f"{h}.{p}.{s}=="), "jws.malformed", token()),
    Attack("a line in it", parts(lambda h, p, s: f"{h}.{p}.{s[:9]}\n{s[9:]}"), "jws.malformed",
           token()),
    Attack("unused bits set", parts(lambda h, p, s: f"{h}.{p}.{s[:-1]}{chr(ord(s[-1]) + 1)}"),
           "jws.malformed", token()),
    Attack("a header without end", token({"x": "y" * 100_000}), "jws.malformed", token()),
    Attack("a header nested without end", token({"x": json.loads("[" * 20 + "]" * 20)}),
           "jws.malformed", token()),
    Attack("JSON serialization", lambda: json.dumps(dict(zip(
        ("protected", "payload", "signature"), token()().split("."), strict=True))),
        "form.not-a-credential", token()),
]  # fmt: skip

ISSUED = int(samples.ISSUED.timestamp())

CLAIMS = [
    Attack("iss differs from the issuer", token(iss=FOREIGN.controller), "jwt.disagreement",
           token(iss=samples.KEY.controller)),
    Attack("sub differs from the subject", token(sub="did:example:mallory"), "jwt.disagreement",
           token(sub=DOCUMENT["credentialSubject"]["id"])),
    Attack("jti differs from the id", token(jti="urn:x:other"), "jwt.disagreement",
           token(jti=DOCUMENT["id"])),
    Attack("a credential in a vc claim", token(payload={"vc": DOCUMENT}), "jwt.wrapper-claim",
           token()),
    Attack("a credential beside a vc claim", token(vc={"type": ["VerifiableCredential"]}),
           "jwt.wrapper-claim", token()),
    Attack("a credential beside a vp claim", token(vp={}), "jwt.wrapper-claim", token()),
    Attack("expired", token(exp=ISSUED), "jwt.expired", token(exp=ISSUED + 10**8)),
    Attack("expires never, it says", token(exp="never"), "jwt.malformed-claim",
           token(exp=ISSUED + 10**8)),
    Attack("expires in the year 10^15", token(exp=10**15), "jwt.malformed-claim", token()),
    Attack("expires truly", token(exp=True), "jwt.malformed-claim", token()),
    Attack("not yet", token(nbf=ISSUED + 10**8), "jwt.not-yet", token(nbf=ISSUED)),
    Attack("issued in the future", token(iat=ISSUED + 10**8), "jwt.from-the-future",
           token(iat=ISSUED)),
    Attack("a list for a payload", lambda: forge(HEADER, [DOCUMENT]), "jws.malformed", token()),
    Attack("a text for a payload", lambda: forge(HEADER, "eyJ"), "jws.malformed", token()),
    Attack("a member twice", lambda: forge(HEADER, (json.dumps(DOCUMENT)[:-1]
        + ',"name":"Master"}').encode()), "jws.malformed", token()),
    Attack("a word no context has", token(shoeSize=42), "context.undefined-term", token()),
]  # fmt: skip


def enveloped(**changes: Any) -> Any:
    wrapper = {
        "@context": V2,
        "id": f"data:application/vc+jwt,{token()()}",
        "type": "EnvelopedVerifiableCredential",
    }
    return lambda: {k: v for k, v in (wrapper | changes).items() if v is not ...}


WRAPPERS = [
    Attack("an issuer on the wrapper", enveloped(issuer=samples.KEY.controller),
           "enveloped.unsigned-content", enveloped()),
    Attack("a period on the wrapper", enveloped(validUntil="2099-01-01T00:00:00Z"),
           "enveloped.unsigned-content", enveloped()),
    Attack("a proof on the wrapper", enveloped(proof=samples.credential()["proof"]),
           "enveloped.unsigned-content", enveloped()),
    Attack("a wrapper that is a credential too", enveloped(
        type=["EnvelopedVerifiableCredential", "VerifiableCredential"]), "enveloped.malformed",
        enveloped(type=["EnvelopedVerifiableCredential"])),
    Attack("a presentation's wrapper", enveloped(type="EnvelopedVerifiablePresentation"),
           "enveloped.malformed", enveloped()),
    Attack("another media type", enveloped(id=f"data:application/vc+sd-jwt,{token()()}"),
           "jwt.unknown-envelope", enveloped()),
    Attack("a media type nobody here knows", enveloped(id="data:application/vc+zkp,AA"),
           "enveloped.unknown-media-type", enveloped(), outcome=Outcome.INDETERMINATE),
    Attack("base64 in the data: URL", enveloped(
        id=f"data:application/vc+jwt;base64,{token()()}"), "enveloped.malformed", enveloped()),
    Attack("an address in place of a data: URL", enveloped(id="https://mallory.example/vc"),
           "enveloped.malformed", enveloped()),
    Attack("no context", enveloped(**{"@context": ...}), "enveloped.malformed", enveloped()),
    Attack("a context of one's own first", enveloped(**{"@context": [{}, V2]}),
           "enveloped.malformed", enveloped()),
    Attack("a wrapper in the token", token(payload=enveloped()()), "jwt.wrong-content",
           enveloped()),
]  # fmt: skip


def selective(*hidden: str, change: Any = lambda payload: None) -> Any:
    """An SD-JWT in which some members can be left out, and what was changed in it re-signed."""
    issued = vc_jose.sign_selectively(
        DOCUMENT, samples.KEY, disclosable=frozenset(hidden or ["/name"]), salt=salts()
    )
    payload = payload_of(issued.issuer_jwt)
    change(payload)
    return forge(header_of(issued.issuer_jwt), payload), issued.disclosures


def disclosure(*said: Any) -> str:
    return base64url_encode(json.dumps(said).encode())


def joined(jwt: str, *disclosures: str, end: str = "~") -> str:
    return "~".join([jwt, *disclosures]) + end


def with_disclosures(change: Any, *hidden: str) -> Any:
    def make() -> str:
        jwt, disclosures = selective(*hidden)
        return joined(jwt, *change(disclosures))

    return make


def smuggled(name: Any, value: Any, place: Any = lambda payload: payload) -> Any:
    """A disclosure that the issuer did sign for, saying what no disclosure may say."""

    def make() -> str:
        said = disclosure("salt", name, value) if name else disclosure("salt", value)

        def change(payload: dict[str, Any]) -> None:
            place(payload).setdefault("_sd", []).append(sd_jwt.digest(said, "sha256"))

        jwt, disclosures = selective(change=change)
        return joined(jwt, *disclosures, said)

    return make


def bound(jwt_header: Any = ()) -> Any:
    jwt, disclosures = selective()
    kb = forge({"alg": "EdDSA", "typ": "kb+jwt"} | dict(jwt_header), {"iat": 1}, FOREIGN)
    return joined(jwt, *disclosures) + kb


def whole() -> str:
    jwt, disclosures = selective()
    return joined(jwt, *disclosures)


def hiding(*members: str) -> Any:
    """An SD-JWT in which the issuer made disclosable what must not be."""

    def make() -> str:
        issued = sd_jwt_issuing.issue(
            DOCUMENT,
            disclosable=frozenset(members),
            signer=samples.KEY,
            salt=salts(),
            header={"typ": "vc+sd-jwt", "cty": "vc", "kid": KID},
        )
        return str(issued)

    return make


SELECTIVE = [
    Attack("a disclosure nobody signed for", with_disclosures(
        lambda d: [*d, disclosure("salt", "name", "Master")]), "sd-jwt.unreferenced-disclosure",
        whole),
    Attack("a disclosure twice", with_disclosures(lambda d: [*d, *d]),
           "sd-jwt.repeated-disclosure", whole),
    Attack("a disclosure changed", with_disclosures(
        lambda d: [disclosure("salt", "name", "Master")]), "sd-jwt.unreferenced-disclosure",
        whole),
    Attack("a disclosure of two things", with_disclosures(lambda d: [disclosure("only")]),
           "sd-jwt.malformed-disclosure", whole),
    Attack("a disclosure that is no JSON", with_disclosures(lambda d: ["AAAA"]),
           "sd-jwt.malformed-disclosure", whole),
    Attack("a signed claim overridden", smuggled("validUntil", "2099-01-01T00:00:00Z"),
           "sd-jwt.must-be-open", whole),
    Attack("a member that is there overridden", smuggled("id", "urn:x:other"),
           "sd-jwt.claim-overridden", whole),
    Attack("_sd by disclosure", smuggled("_sd", ["x"]), "sd-jwt.reserved-name", whole),
    Attack("... by disclosure", smuggled("...", "x"), "sd-jwt.reserved-name", whole),
    Attack("an element where a member goes", smuggled(None, "x"), "sd-jwt.wrong-place", whole),
    Attack("issuer hidden", hiding("/issuer"), "sd-jwt.must-be-open", whole),
    Attack("contexts hidden", hiding("/@context/1"), "sd-jwt.must-be-open", whole),
    Attack("a digest twice", lambda: joined(selective(
        change=lambda p: p.update(_sd=p["_sd"] * 2))[0]), "sd-jwt.repeated-digest", whole),
    Attack("a hash nobody takes", lambda: joined(selective(
        change=lambda p: p.update(_sd_alg="md5"))[0]), "sd-jwt.unknown-hash", whole),
    Attack("digests that are text", lambda: joined(selective(
        change=lambda p: p.update(_sd="x"))[0]), "sd-jwt.malformed-digests", whole),
    Attack("3,000 disclosures", lambda: joined(selective()[0], *["AA"] * 3000),
           "sd-jwt.too-many-disclosures", whole),
    Attack("an empty disclosure", lambda: whole() + "~", "sd-jwt.malformed", whole),
    Attack("no tilde at the end of a plain JWT", lambda: selective()[0], "jwt.unknown-envelope",
           whole),
]  # fmt: skip


@attacks(*HEADERS)
def test_what_a_token_says_of_its_key_is_no_reason_to_believe_it(attack):
    withstand(attack)


@attacks(*CLAIMS)
def test_envelope_and_content_agree(attack):
    withstand(attack)


@attacks(*WRAPPERS)
def test_a_wrapper_says_nothing(attack):
    withstand(attack)


@attacks(*SELECTIVE)
def test_selective_disclosure_adds_nothing(attack):
    withstand(attack)


def test_an_open_badges_token_needs_its_claims():
    """Open Badges 3.0, 8.2.6.1."""
    genuine = open_badges_jwt.sign(DOCUMENT, samples.KEY)
    assert check(genuine).outcome is Outcome.VALID
    claims = payload_of(genuine)
    for name, code in {
        "iss": "jwt.missing-claim",
        "jti": "jwt.missing-claim",
        "nbf": "jwt.missing-claim",
        "sub": "jwt.disagreement",
    }.items():
        without = {k: v for k, v in claims.items() if k != name}
        assert check(forge(header_of(genuine), without)).code == code, name
    later = claims | {"nbf": claims["nbf"] + 1}
    assert check(forge(header_of(genuine), later)).code == "jwt.disagreement"


def with_a_proof(seal: Any, **changes: Any) -> Any:
    """A token around a credential that has a proof of its own, changed."""
    document = samples.credential()
    proof = {k: v for k, v in (document["proof"] | changes).items() if v is not ...}
    return lambda: str(seal(document | {"proof": proof}))


def as_jwt(document: Any) -> Any:
    return vc_jose.sign(document, samples.KEY)


def as_badge(document: Any) -> Any:
    return open_badges_jwt.sign(document, samples.KEY)


def as_sd_jwt(document: Any) -> Any:
    return vc_jose.sign_selectively(
        document, samples.KEY, disclosable=frozenset({"/name"}), salt=salts()
    )


PROOFS_INSIDE = [
    attack
    for seal in (as_jwt, as_badge, as_sd_jwt)
    for attack in (
        Attack(f"a bogus proof in a token, {seal.__name__}", with_a_proof(
            seal, proofValue=samples.signed(plain())["proof"]["proofValue"]),
            "proof.bad-signature", with_a_proof(seal)),
        Attack(f"a proof for something else, {seal.__name__}", with_a_proof(
            seal, proofPurpose="authentication"), "proof.wrong-purpose", with_a_proof(seal)),
        Attack(f"a proof of a stranger, {seal.__name__}", lambda seal=seal: str(seal(
            samples.signed(DOCUMENT, key=FOREIGN))), "key.not-the-issuers", with_a_proof(seal)),
        Attack(f"a proof nobody can check, {seal.__name__}", with_a_proof(
            seal, cryptosuite="magic-2099"), "proof.unknown-suite", with_a_proof(seal),
            Outcome.INDETERMINATE),
        Attack(f"no proof that is called one, {seal.__name__}", lambda seal=seal: str(seal(
            DOCUMENT | {"proof": "approved"})), "proof.malformed", with_a_proof(seal)),
    )
]  # fmt: skip


@attacks(*PROOFS_INSIDE)
def test_a_proof_inside_a_token_must_hold_too(attack):
    """A document may be secured in two ways; one that nobody looked at would be taken for good."""
    withstand(attack)


@pytest.mark.parametrize("seal", [as_jwt, as_badge, as_sd_jwt])
def test_a_proof_inside_a_token_is_not_shown_as_content(seal):
    report = check(with_a_proof(seal)())
    assert report.outcome is Outcome.VALID, codes(report)
    assert "proof" not in report.require().document
    assert "One proof (eddsa-rdfc-2022)." in report.checks[3].detail


def test_a_token_that_does_not_hold_is_not_saved_by_the_proof_inside():
    genuine = with_a_proof(as_jwt)()
    forged = forge(header_of(genuine), payload_of(genuine), FOREIGN)
    report = check(forged)
    assert (report.code, report.signed) == ("jws.bad-signature", None)


def test_a_proof_inside_the_token_of_a_presentation_must_hold_too():
    document = {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": samples.KEY.controller,
        "verifiableCredential": [samples.credential()],
    }
    options = {"at": samples.LATER, "binding": "none"}
    good = samples.signed(document, purpose="authentication")
    token = vc_jose.sign(good, samples.KEY, content="presentation")
    assert verify_presentation(token, **options).outcome is Outcome.VALID
    for change, code in (
        ({"proofValue": samples.credential()["proof"]["proofValue"]}, "proof.bad-signature"),
        ({"proofPurpose": "assertionMethod"}, "proof.wrong-purpose"),
    ):
        bad = good | {"proof": good["proof"] | change}
        token = vc_jose.sign(bad, samples.KEY, content="presentation")
        assert verify_presentation(token, **options).code == code


def test_a_token_is_not_a_credential_with_a_proof_too():
    """Whoever sends both a token and a proof gets the answer for what stands outside."""
    document = plain(proof={"type": "JwtProof2020", "jwt": token()()})
    assert check(document).code == "proof.unknown-type"
