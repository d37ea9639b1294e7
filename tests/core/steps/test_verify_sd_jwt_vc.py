"""SD-JWT VCs go through the same twelve checks."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest

import samples
import wallet
from mintmark.keys.identity import as_did_jwk, as_did_web, did_document
from mintmark.proofs.sd_jwt_issuing import present
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify
from mintmark.trust.anchors import Anchor
from mintmark.trust.policy import AnchoredIn
from tokens import P256, RsaSigner, forge
from wallet import LIST, METADATA, VCT, WEB, forged, issued, listed, metadata, status_list

TYPE = json.dumps({"vct": VCT, "name": "Learning credential"})
DIGEST = "sha256-" + base64.b64encode(hashlib.sha256(TYPE.encode()).digest()).decode()


def check(data: Any, **options: Any) -> Report:
    return verify(data, **({"at": wallet.NOW} | options))


def found(report: Report) -> tuple[str, str | None]:
    return str(report.outcome), report.code


def detail(report: Report, number: int) -> str:
    return report.checks[number - 1].detail


def test_it_is_valid_and_says_who_gave_what_to_whom():
    report = check(issued())
    assert [(c.number, c.detail) for c in report.checks if c.outcome is not Outcome.VALID] == []
    claims = report.require()
    assert claims.issuer == {"id": wallet.DID, "name": "School of Bread", "vouched_by": None}
    assert claims.achievement == {"id": VCT, "name": "Sourdough Basics"}
    assert claims.learner == {"id": None, "name": "Ana Andromeda"}
    assert claims.document == wallet.CLAIMS
    assert "SD-JWT VC" in detail(report, 2)
    assert "dc+sd-jwt, EdDSA" in detail(report, 4)
    assert VCT in detail(report, 10)


def test_the_older_type_is_taken_where_it_is_no_credential_of_the_w3c():
    assert check(forged(header={"typ": "vc+sd-jwt"})).outcome is Outcome.VALID
    both = forged(header={"typ": "vc+sd-jwt"}, **{"@context": samples.unsigned()["@context"]})
    assert found(check(both)) == ("invalid", "jwt.wrong-content")
    assert found(check(forged(header={"typ": ...}))) == ("invalid", "jwt.unknown-envelope")


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b"\n"), (b" \r\n\t", b"  \n\n"), (b"\xef\xbb\xbf", b""), (b"", b"")]
)
def test_white_space_around_the_text_does_not_matter(before, after):
    assert check(before + issued().encode() + after).outcome is Outcome.VALID


def test_a_type_that_is_not_known_is_told_with_those_that_are():
    report = check(forge({"alg": "EdDSA", "typ": "at+jwt"}, {"scope": "all", "iss": "x"}))
    assert found(report) == ("invalid", "jwt.unknown-envelope")
    for seen in ("This JWT", "'at+jwt'", "iss, scope", "dc+sd-jwt (SD-JWT)", "vc+jwt (JWT)"):
        assert seen in detail(report, 1)


@pytest.mark.parametrize("key", [as_did_jwk(P256), samples.P256_KEY])
def test_the_issuer_may_be_a_did_with_its_key_in_it(key):
    assert check(issued(key, iss=key.controller)).outcome is Outcome.VALID


def test_the_issuer_may_be_a_did_web():
    key = as_did_web(P256, "school.example")
    token = issued(key, iss=key.controller)
    at_hand = {"https://school.example/.well-known/did.json": json.dumps(did_document(key))}
    assert check(token, documents=at_hand).outcome is Outcome.VALID
    assert found(check(token)) == ("indeterminate", "fetch.not-at-hand")
    assert check(issued(samples.KEY, iss=key.controller), documents=at_hand).code == (
        "jws.unknown-key"
    )


def test_the_issuer_may_have_metadata():
    token = issued(P256, {"kid": "k1"}, iss=WEB)
    assert check(token, documents={METADATA: metadata(samples.KEY, P256)}).outcome is Outcome.VALID
    assert found(check(token)) == ("indeterminate", "fetch.not-at-hand")
    for said, code in {
        metadata(P256): "key.not-in-document",
        metadata(P256, samples.KEY): "jws.wrong-key-kind",
        metadata(samples.KEY, P256, issuer="https://mallory.example"): "key.wrong-document",
        "[]": "key.malformed-document",
        "{": "key.malformed-document",
    }.items():
        assert found(check(token, documents={METADATA: said})) == ("invalid", code)


def test_metadata_may_name_the_address_of_the_keys():
    token = issued(P256, {"kid": "k0"}, iss=WEB)
    keys = "https://keys.example/jwks"
    elsewhere = metadata(jwks=..., jwks_uri=keys)
    jwks = json.dumps(json.loads(metadata(P256))["jwks"])
    assert check(token, documents={METADATA: elsewhere, keys: jwks}).outcome is Outcome.VALID
    assert found(check(token, documents={METADATA: elsewhere}))[0] == "indeterminate"
    both = metadata(P256, jwks_uri=keys)
    assert check(token, documents={METADATA: both, keys: jwks}).code == "key.malformed-document"
    plain = metadata(jwks=..., jwks_uri="http://keys.example/jwks")
    at_hand = {METADATA: plain, "http://keys.example/jwks": jwks}
    assert check(token, documents=at_hand).code == "key.malformed-document"


def test_an_rsa_key_in_the_metadata_is_good_too():
    signer = RsaSigner()
    jwks = {"keys": [{**signer.jwk, "kid": "r"}]}
    header = {"alg": "RS256", "kid": "r"}
    token = forged(signer, header, iss=WEB)
    assert check(token, documents={METADATA: metadata(jwks=jwks)}).outcome is Outcome.VALID


def test_without_an_issuer_nobody_knows():
    """It is known by a certificate then, and that the token brought along itself."""
    for header in ({}, {"x5c": ["AA"]}):
        report = check(forged(header=header, iss=...))
        assert found(report) == ("indeterminate", "sd-jwt-vc.no-issuer")
        assert report.signed is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vct": ...}, "sd-jwt-vc.no-vct"),
        ({"vct": 7}, "jwt.malformed-claim"),
        ({"iss": "school"}, "sd-jwt-vc.malformed"),
        ({"sub": 7}, "sd-jwt-vc.malformed"),
        ({"vct#integrity": ["x"]}, "sd-jwt-vc.malformed"),
        ({"cnf": "key"}, "sd-jwt-vc.malformed"),
        ({"status": {}}, "sd-jwt-vc.malformed"),
        ({"status": "good"}, "sd-jwt-vc.malformed"),
    ],
)
def test_malformed_claims_are_refused(changes, code):
    assert found(check(forged(**changes))) == ("invalid", code)


def test_its_period_is_that_of_nbf_and_exp_to_the_second():
    day = timedelta(days=1)
    starts, ends = samples.ISSUED + day, samples.ISSUED + 2 * day
    token = issued(nbf=int(starts.timestamp()), exp=int(ends.timestamp()))
    second = timedelta(seconds=1)
    assert check(token, at=starts).outcome is Outcome.VALID
    assert check(token, at=ends - second).outcome is Outcome.VALID
    assert found(check(token, at=ends)) == ("invalid", "period.over")
    assert found(check(token, at=starts - second)) == ("invalid", "period.not-yet")
    assert found(check(token, at=ends + day)) == ("invalid", "jwt.expired")
    assert check(issued(exp=...)).outcome is Outcome.VALID


def test_the_digest_of_its_type_is_noted_and_the_type_is_never_fetched():
    asked: list[str] = []

    class Network:
        def fetch(self, url: str) -> bytes:
            asked.append(url)
            return b"{}"

    token = issued(**{"vct": "https://school.example/type", "vct#integrity": DIGEST})
    report = check(token, documents=Network())
    assert report.outcome is Outcome.VALID
    assert "it was not asked" in detail(report, 10)
    assert asked == []
    assert "vct#integrity" not in detail(check(issued()), 10)


def test_a_description_of_its_type_that_is_given_must_be_unaltered():
    token = issued(**{"vct#integrity": DIGEST})
    report = check(token, documents={VCT: TYPE})
    assert report.outcome is Outcome.VALID
    assert "unaltered" in detail(report, 10)
    assert found(check(token, documents={VCT: TYPE + " "})) == ("invalid", "related.altered")
    other = issued(**{"vct#integrity": "md5-AAAA"})
    assert found(check(other, documents={VCT: TYPE})) == ("indeterminate", "related.unknown-digest")
    assert found(check(issued(**{"vct#integrity": "?"}))) == ("invalid", "related.malformed")


def test_trust_is_about_its_type():
    anchor = Anchor(issuer=wallet.DID, vouched_by="the ministry", about=(VCT,))
    report = check(issued(), policy=AnchoredIn((anchor,)))
    assert report.require().issuer["vouched_by"] == "the ministry"
    other = issued(vct="urn:other:1")
    assert check(other, policy=AnchoredIn((anchor,))).code == "trust.not-vouched-for"


def test_what_is_hidden_is_not_said():
    shown = str(present(issued(), show=frozenset({"/given_name"})))
    claims = check(shown).require()
    assert claims.learner["name"] == "Ana"
    assert "assessment_grade" not in claims.document


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ({}, None),
        ({4: 1}, None),
        ({3: 1}, "status.revoked"),
        ({3: 2}, "status.suspended"),
        ({3: 3}, "status.unknown-purpose"),
    ],
)
def test_its_status_is_read_from_its_list(statuses, code):
    report = check(issued(status=listed()), documents={LIST: status_list(statuses)})
    assert report.code == code
    assert report.outcome is (Outcome.INVALID if code else Outcome.VALID)
    assert report.signed is not None
    if code is None:
        assert "token status list" in detail(report, 8)


def test_a_status_list_by_an_issuer_with_metadata():
    token = issued(P256, {"kid": "k0"}, iss=WEB, status=listed())
    at_hand = {METADATA: metadata(P256), LIST: f"\n{status_list(key=P256, kid='k0')}\n"}
    assert check(token, documents=at_hand).outcome is Outcome.VALID
    at_hand[LIST] = status_list({3: 1}, key=P256, kid="k0")
    assert check(token, documents=at_hand).code == "status.revoked"


def test_a_list_that_cannot_be_had_leaves_it_open():
    report = check(issued(status=listed()))
    assert found(report) == ("indeterminate", "status.list-unchecked")
    assert "It shows no status list" in detail(check(issued()), 8)


def test_a_status_of_another_kind_leaves_it_open():
    token = issued(status={"identifier_list": {"id": "x", "uri": LIST}})
    assert found(check(token)) == ("indeterminate", "status.unknown-type")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: status_list(key=samples.OTHER_KEY), "status.list-invalid"),
        (lambda: status_list(key=samples.OTHER_KEY, kid=samples.KEY.verification_method),
         "status.list-invalid"),
        (lambda: status_list(iss="did:example:other"), "status.foreign-list"),
        (lambda: status_list(typ="JWT"), "token-status.wrong-type"),
        (lambda: status_list(sub="https://school.example/status/8"), "token-status.wrong-list"),
        (lambda: status_list(exp=int(samples.ISSUED.timestamp())), "token-status.expired"),
        (lambda: status_list() + "~", "status.list-invalid"),
        (lambda: "<html>", "status.list-invalid"),
        (lambda: "\u00e9", "status.list-invalid"),
    ],
)  # fmt: skip
def test_a_list_that_does_not_hold_is_told(made, code):
    report = check(issued(status=listed()), documents={LIST: made()})
    assert found(report) == ("invalid", code)


def test_an_index_outside_the_list_is_refused():
    report = check(issued(status=listed(64)), documents={LIST: status_list()})
    assert report.code == "token-status.index-out-of-range"


def test_no_members_of_the_w3c_are_followed():
    """A claim is called what its issuer likes; a schema would cost a fetch."""
    token = issued(credentialSchema={"id": "https://x.example", "type": "JsonSchema"}, proof="x")
    report = check(token)
    assert report.outcome is Outcome.VALID
    assert report.require().document["proof"] == "x"


def test_a_wrapper_of_the_w3c_holds_none():
    wrapper = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/dc+sd-jwt,{issued()}",
        "type": "EnvelopedVerifiableCredential",
    }
    assert check(wrapper).code == "enveloped.malformed"


def test_a_caller_may_do_without():
    assert check(issued(), envelopes=frozenset()).code == "jwt.unknown-envelope"
