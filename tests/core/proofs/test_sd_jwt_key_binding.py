"""Key binding (RFC 9901 sections 4.3 and 7.3): missing or wrong, it is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mintmark.errors import ProofError, UnavailableError, UsageError
from mintmark.keys import jwk
from mintmark.proofs.key_binding import Expected, bind, holder_key_of, require_key_binding
from mintmark.proofs.sd_jwt import SdJwt, digest, parse
from mintmark.proofs.sd_jwt_issuing import issue, present
from tokens import ED25519, OTHER, P256, RsaSigner, forge, header_of, payload_of, salts

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
EXPECTED = Expected("https://verifier.example", "n-0S6_WzA2Mj", NOW)
CNF = {"jwk": jwk.write(P256.public_key)}


def issued(**claims: Any) -> SdJwt:
    return issue(
        {"cnf": CNF, "name": "Ada", "age": 36, **claims},
        disclosable={"/name", "/age"},
        signer=ED25519,
        salt=salts(),
    )


def bound(**changes: Any) -> SdJwt:
    options: dict[str, Any] = {
        "signer": P256,
        "audience": EXPECTED.audience,
        "nonce": EXPECTED.nonce,
        "at": NOW,
        **changes,
    }
    return bind(present(str(issued()), show={"/name"}), **options)


def check(presented: SdJwt, expected: Expected = EXPECTED, **options: Any) -> Any:
    return require_key_binding(presented, payload_of(str(presented)), expected, **options)


def refused(presented: SdJwt, expected: Expected = EXPECTED, **options: Any) -> str:
    with pytest.raises(ProofError) as caught:
        check(presented, expected, **options)
    return caught.value.code


def rebound(header: dict[str, Any] | None = None, key: Any = P256, **claims: Any) -> SdJwt:
    """Return a presentation whose key binding has other claims, None to leave one out."""
    good = bound()
    assert good.key_binding_jwt
    members = {**payload_of(good.key_binding_jwt), **claims}
    members = {name: value for name, value in members.items() if value is not None}
    token = forge({**header_of(good.key_binding_jwt), **(header or {})}, members, key)
    return replace(good, key_binding_jwt=token)


def test_a_bound_presentation_is_accepted() -> None:
    claims = check(parse(str(bound())))
    assert claims["nonce"] == EXPECTED.nonce
    assert check(rebound(header={"typ": "application/kb+jwt"}, extra="ignored"))["extra"]


def test_a_missing_key_binding_is_refused() -> None:
    assert refused(present(str(bound()), show={"/name"})) == "key-binding.missing"


@pytest.mark.parametrize(
    "cnf",
    [
        None,
        {},
        [],
        "key",
        {"jwk": {}},
        {"jwk": {"kty": "oct", "k": "AA"}},
    ],
)
def test_an_issuer_who_names_no_usable_key_binds_nobody(cnf: Any) -> None:
    with pytest.raises(ProofError) as caught:
        require_key_binding(bound(), {"cnf": cnf}, EXPECTED)
    assert caught.value.code == "key-binding.no-holder-key"
    assert holder_key_of({"cnf": CNF}) == P256.public_key


@pytest.mark.parametrize("cnf", [{"kid": "did:web:x.example#1"}, {"jku": "https://x.example"}])
def test_a_holders_key_that_is_named_in_another_way_cannot_be_checked(cnf: Any) -> None:
    with pytest.raises(UnavailableError) as caught:
        require_key_binding(bound(), {"cnf": cnf}, EXPECTED)
    assert caught.value.code == "key-binding.unknown-confirmation"


@pytest.mark.parametrize(
    ("expected", "claims", "code"),
    [
        (Expected(None, None, NOW), {"iat": NOW.timestamp() - 10**6}, None),
        (Expected(None, None, NOW), {"iat": NOW.timestamp() + 61}, "key-binding.not-fresh"),
        (Expected(None, None, NOW), {"aud": 7}, "key-binding.wrong-audience"),
        (Expected(None, None, NOW), {"nonce": None}, "key-binding.wrong-nonce"),
        (Expected(None, None, NOW), {"sd_hash": "x"}, "key-binding.other-presentation"),
        (
            Expected(EXPECTED.audience, None, NOW),
            {"iat": NOW.timestamp() - 301},
            "key-binding.not-fresh",
        ),
        (Expected(None, "other", NOW), {}, "key-binding.wrong-nonce"),
        (Expected(None, EXPECTED.nonce, NOW), {"aud": "anybody"}, None),
    ],
)
def test_what_was_not_asked_is_not_compared(
    expected: Expected, claims: dict[str, Any], code: str | None
) -> None:
    if code is None:
        check(rebound(**claims), expected)
    else:
        assert refused(rebound(**claims), expected) == code


def test_somebody_elses_signature_is_refused() -> None:
    assert refused(bound(signer=ED25519)) == "jws.wrong-key-kind"
    assert refused(rebound(key=OTHER, header={"alg": "ES256"})) == "jws.bad-signature"
    own = {"alg": "EdDSA", "jwk": jwk.write(OTHER.public_key)}
    assert refused(rebound(key=OTHER, header=own)) == "jws.wrong-key-kind"


@pytest.mark.parametrize("name", ["none", "HS256"])
def test_an_unsigned_key_binding_is_refused(name: str) -> None:
    assert refused(rebound(header={"alg": name})) == "jws.unknown-algorithm"


def test_the_caller_decides_which_algorithms_are_accepted() -> None:
    with pytest.raises(UnavailableError) as caught:
        check(bound(), algorithms=frozenset({"EdDSA"}))
    assert caught.value.code == "jws.unsupported-algorithm"


@pytest.mark.parametrize("name", ["JWT", "kb-jwt", "dc+sd-jwt"])
def test_another_type_of_token_is_refused(name: str) -> None:
    assert refused(rebound(header={"typ": name})) == "key-binding.wrong-type"


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"aud": None}, "key-binding.wrong-audience"),
        ({"aud": "https://other.example"}, "key-binding.wrong-audience"),
        ({"aud": [EXPECTED.audience]}, "key-binding.wrong-audience"),
        ({"nonce": None}, "key-binding.wrong-nonce"),
        ({"nonce": "another"}, "key-binding.wrong-nonce"),
        ({"iat": None}, "key-binding.malformed"),
        ({"iat": "2026-05-04T12:00:00Z"}, "jwt.malformed-claim"),
        ({"iat": True}, "jwt.malformed-claim"),
        ({"iat": NOW.timestamp() - 301}, "key-binding.not-fresh"),
        ({"iat": NOW.timestamp() + 61}, "key-binding.not-fresh"),
        ({"exp": NOW.timestamp() - 61}, "jwt.expired"),
        ({"nbf": NOW.timestamp() + 61}, "jwt.not-yet"),
        ({"sd_hash": None}, "key-binding.other-presentation"),
        ({"sd_hash": "another"}, "key-binding.other-presentation"),
    ],
)
def test_wrong_claims_are_refused(claims: dict[str, Any], code: str) -> None:
    assert refused(rebound(**claims)) == code


@pytest.mark.parametrize("seconds", [-300, -1, 0, 60])
def test_a_fresh_binding_is_accepted(seconds: int) -> None:
    check(rebound(iat=NOW.timestamp() + seconds))


def test_disclosures_taken_away_or_added_are_noticed() -> None:
    whole = bind(issued(), signer=P256, audience=EXPECTED.audience, nonce=EXPECTED.nonce, at=NOW)
    check(whole)
    fewer = replace(whole, disclosures=whole.disclosures[:1])
    assert refused(fewer) == "key-binding.other-presentation"
    more = replace(bound(), disclosures=whole.disclosures)
    assert refused(more) == "key-binding.other-presentation"


def test_the_hash_is_the_one_of_the_sd_jwt() -> None:
    options = {"disclosable": {"/name"}, "signer": ED25519, "salt": salts()}
    other = issue({"cnf": CNF, "name": "Ada"}, hash_name="sha-512", **options)
    presented = bind(other, signer=P256, audience=EXPECTED.audience, nonce=EXPECTED.nonce, at=NOW)
    assert check(presented)["sd_hash"] == digest(presented.unbound, "sha512")


def test_a_holder_may_have_an_rsa_key() -> None:
    signer = RsaSigner()
    other = issued(cnf={"jwk": signer.jwk})
    token = bind(other, signer=P256, audience=EXPECTED.audience, nonce=EXPECTED.nonce, at=NOW)
    assert token.key_binding_jwt
    claims = payload_of(token.key_binding_jwt)
    header = {"alg": "RS256", "typ": "kb+jwt"}
    check(replace(token, key_binding_jwt=forge(header, claims, signer)))


def test_a_time_without_zone_binds_nothing() -> None:
    with pytest.raises(UsageError, match="time zone"):
        bound(at=NOW.replace(tzinfo=None))


def test_the_window_is_the_verifiers_to_choose() -> None:
    late = replace(EXPECTED, at=NOW + timedelta(hours=1))
    assert refused(bound(), late) == "key-binding.not-fresh"
    check(bound(), replace(late, max_age=timedelta(hours=2)))
