"""Who shows it: a key binding at the end of an SD-JWT, verified where it is or must be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import samples
import wallet
from mintmark.keys import jwk
from mintmark.proofs import key_binding, sd_jwt, vc_jose
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify
from mintmark.steps.verify.presentation import verify_presentation
from tokens import P256, salts
from wallet import AUDIENCE, NONCE, NOW, bound, issued

ASKED = {"challenge": NONCE, "domain": AUDIENCE}


def check(data: Any, **options: Any) -> Report:
    return verify(data, **({"at": NOW} | options))


def detail(report: Report, number: int) -> str:
    return report.checks[number - 1].detail


def test_what_was_asked_is_answered():
    report = check(bound(), **ASKED)
    assert report.outcome is Outcome.VALID
    assert "It answers the challenge." in detail(report, 6)
    assert f"2026-06-01T12:00:00Z, for {AUDIENCE}" in detail(report, 6)


def test_a_binding_nobody_asked_for_is_verified_and_may_be_an_old_one():
    report = check(bound(), at=NOW + timedelta(days=3))
    assert report.outcome is Outcome.VALID
    assert "No challenge was set" in detail(report, 6)
    only_domain = check(bound(), domain=AUDIENCE)
    assert only_domain.outcome is Outcome.VALID
    assert "No challenge was set" in detail(only_domain, 6)


def test_without_a_binding_nobody_is_known_to_show_it():
    report = check(issued())
    assert report.outcome is Outcome.VALID
    assert "its holder's key" in detail(report, 4)
    assert "holder" not in detail(check(issued(cnf=...)), 4)


@pytest.mark.parametrize("asked", [
    {"challenge": NONCE}, ASKED, {"require_binding": True},
])  # fmt: skip
@pytest.mark.parametrize("data", [
    issued(), issued(cnf=...), samples.credential(), vc_jose.sign(samples.unsigned(), samples.KEY),
], ids=["SD-JWT VC", "without a key", "JSON", "JWT"])  # fmt: skip
def test_where_a_binding_is_asked_for_nothing_else_will_do(data, asked):
    report = check(data, **asked)
    assert (str(report.outcome), report.code) == ("invalid", "key-binding.missing")
    assert report.signed is None


def test_who_asks_says_a_challenge_and_not_only_a_name():
    """A name alone is compared with whom it is made for, where that is said."""
    assert check(issued(), domain=AUDIENCE).outcome is Outcome.VALID
    assert check(bound(), domain=AUDIENCE).outcome is Outcome.VALID
    assert check(bound(), domain="https://other.example").outcome is Outcome.INVALID


def test_a_binding_that_is_required_need_answer_nothing():
    assert check(bound(), require_binding=True).outcome is Outcome.VALID


def test_a_credential_of_the_w3c_may_be_bound_too():
    issued = vc_jose.sign_selectively(
        samples.unsigned(), samples.KEY, disclosable=frozenset({"/name"}), salt=salts(),
        claims={"cnf": {"jwk": jwk.write(P256.public_key)}},
    )  # fmt: skip
    token = bound(str(issued))
    report = check(token, **ASKED)
    assert report.outcome is Outcome.VALID, report.decisive
    assert "cnf" not in report.require().document
    assert check(bound(str(issued), key=samples.P256_KEY, nonce="x"), **ASKED).code == (
        "key-binding.wrong-nonce"
    )
    assert check(token, **ASKED, at=NOW + timedelta(minutes=6)).code == "key-binding.not-fresh"


def test_a_status_list_and_what_it_takes_are_not_asked_of_the_holder():
    token = bound(issued(status=wallet.listed()))
    documents = {wallet.LIST: wallet.status_list()}
    assert check(token, **ASKED, documents=documents).outcome is Outcome.VALID


def test_a_holders_key_that_is_only_named_leaves_it_open():
    token = bound(wallet.forged(cnf={"kid": "did:web:holder.example#1"}))
    report = check(token)
    assert (str(report.outcome), report.code) == (
        "indeterminate",
        "key-binding.unknown-confirmation",
    )


def presentation(**changes: Any) -> str:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": samples.KEY.controller,
        "verifiableCredential": [samples.credential()],
    }
    held = vc_jose.sign_selectively(
        document, samples.KEY, disclosable=frozenset(), salt=salts(), content="presentation",
        claims={"cnf": {"jwk": jwk.write(P256.public_key)}, "nonce": NONCE, "aud": AUDIENCE},
    )  # fmt: skip
    return bound(str(held), **changes)


def test_the_binding_of_a_presentation_is_verified_too():
    shown = {"at": NOW, "binding": "none", **ASKED}
    assert verify_presentation(presentation(), **shown).outcome is Outcome.VALID
    assert verify_presentation(presentation(nonce="x"), **shown).code == "key-binding.wrong-nonce"
    assert verify_presentation(presentation(sd_hash="x"), at=NOW, binding="none").code == (
        "key-binding.other-presentation"
    )


def test_binding_is_over_this_very_presentation():
    whole = sd_jwt.parse(bound())
    fewer = sd_jwt.SdJwt(whole.issuer_jwt, whole.disclosures[1:], whole.key_binding_jwt)
    report = check(str(fewer))
    assert (report.code, report.signed) == ("key-binding.other-presentation", None)
    assert key_binding.TYPE == "kb+jwt"
