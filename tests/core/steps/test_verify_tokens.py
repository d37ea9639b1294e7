"""Credentials in signed tokens go through the same twelve checks."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

import samples
from mintmark.keys.identity import as_did_web, did_document
from mintmark.proofs import jws, open_badges_jwt, sd_jwt_issuing, vc_jose
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify

DOCUMENT = samples.unsigned()
SEAL = {
    "vc+jwt": lambda document, key: vc_jose.sign(document, key),
    "open badges": lambda document, key: open_badges_jwt.sign(document, key),
    "vc+sd-jwt": lambda document, key: vc_jose.sign_selectively(
        document, key, disclosable=frozenset({"/name"}), salt=lambda: "a salt of twenty letters"
    ),
}


def check(data: Any, **options: Any) -> Report:
    return verify(data, **({"at": samples.LATER} | options))


def sealed(kind: str, document: dict[str, Any] = DOCUMENT, key: Any = samples.KEY) -> str:
    return str(SEAL[kind](document, key))


def nameless(document: dict[str, Any], key: Any) -> str:
    """A token that does not name the key that signed it."""
    parts = [{"alg": "EdDSA", "typ": "vc+jwt"}, document]
    encoded = [
        base64.urlsafe_b64encode(data).rstrip(b"=")
        for data in (json.dumps(part).encode() for part in parts)
    ]
    signature = base64.urlsafe_b64encode(key.sign(b".".join(encoded))).rstrip(b"=")
    return b".".join([*encoded, signature]).decode()


@pytest.mark.parametrize("kind", list(SEAL))
@pytest.mark.parametrize("key", [samples.KEY, samples.P256_KEY])
def test_a_genuine_token_is_valid(kind, key):
    document = dict(DOCUMENT, issuer=dict(DOCUMENT["issuer"], id=key.controller))
    report = check(sealed(kind, document, key))
    assert [(c.number, c.detail) for c in report.checks if c.outcome is not Outcome.VALID] == []
    assert report.require().learner["name"] == "Ana Andromeda"


def test_an_enveloped_credential_is_opened():
    wrapper = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vc+jwt,{sealed('vc+jwt')}",
        "type": "EnvelopedVerifiableCredential",
    }
    assert check(wrapper).outcome is Outcome.VALID
    report = check(wrapper | {"issuer": "did:example:liar"})
    assert (report.outcome, report.code) == (Outcome.INVALID, "enveloped.unsigned-content")


@pytest.mark.parametrize("kind", list(SEAL))
def test_a_changed_token_is_invalid(kind):
    header, payload, signature, *rest = sealed(kind).replace("~", ".~", 1).split(".")
    other = sealed(kind, dict(DOCUMENT, id="urn:x:other")).replace("~", ".~", 1).split(".")
    forged = ".".join([header, other[1], signature, *rest]).replace(".~", "~")
    report = check(forged)
    assert (report.outcome, report.code) == (Outcome.INVALID, "jws.bad-signature")
    assert report.signed is None
    assert payload != other[1]


@pytest.mark.parametrize("kind", list(SEAL))
def test_another_signer_is_invalid(kind):
    """A key that comes with the credential, or is only named by it, proves nothing."""
    report = check(sealed(kind, DOCUMENT, samples.OTHER_KEY))
    assert report.outcome is Outcome.INVALID
    assert report.code is not None


def test_no_signature_is_no_token():
    _header, payload, _ = sealed("vc+jwt").split(".")
    none = "eyJhbGciOiJub25lIiwidHlwIjoidmMrand0In0"
    report = check(f"{none}.{payload}.")
    assert report.outcome is Outcome.INVALID


def test_a_token_has_times_of_its_own():
    claims = DOCUMENT | {"exp": int(samples.ISSUED.timestamp()) + 60}
    token = jws.sign(
        json.dumps(claims).encode(), samples.KEY,
        header={"typ": "vc+jwt", "kid": samples.KEY.verification_method},
    )  # fmt: skip
    assert check(token, at=samples.ISSUED).outcome is Outcome.VALID
    report = check(token)
    assert (report.outcome, report.code) == (Outcome.INVALID, "jwt.expired")


def test_a_token_without_a_key_name_may_mean_any_listed_key():
    key = as_did_web(samples.KEY, "school.example", fragment="new")
    old = as_did_web(samples.OTHER_KEY, "school.example", fragment="a-first")
    document = dict(DOCUMENT, issuer=dict(DOCUMENT["issuer"], id=key.controller))
    token = nameless(document, key)
    at_hand = {
        "https://school.example/.well-known/did.json": json.dumps(did_document(old, key)),
    }
    assert check(token, documents=at_hand).outcome is Outcome.VALID
    retired = {
        "https://school.example/.well-known/did.json": json.dumps(did_document(old)),
    }
    assert check(token, documents=retired).code == "jws.bad-signature"
    assert check(token).outcome is Outcome.INDETERMINATE


def test_the_rules_about_content_hold_in_tokens_too():
    undefined = dict(DOCUMENT, shoeSize=42)
    assert check(sealed("vc+jwt", undefined)).code == "context.undefined-term"
    over = dict(DOCUMENT, validUntil="2026-05-05T00:00:00Z")
    assert check(sealed("vc+jwt", over)).code == "period.over"


def test_a_presentation_is_not_a_credential():
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": samples.KEY.controller,
    }
    token = vc_jose.sign(document, samples.KEY, content="presentation")
    assert check(token).code == "form.presentation"


def test_what_is_hidden_is_not_said():
    token = sealed("vc+sd-jwt")
    shown = sd_jwt_issuing.present(token, show=frozenset())
    report = check(str(shown))
    assert report.outcome is Outcome.VALID
    assert "name" not in report.require().document
