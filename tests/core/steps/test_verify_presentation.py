"""The eight checks of a presentation: each has a hostile twin that it catches."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import KeyMaterialError, UsageError
from mintmark.keys.identity import as_did_web, did_document
from mintmark.keys.jwk import write as write_jwk
from mintmark.ports import Documents
from mintmark.proofs import vc_jose
from mintmark.proofs.envelopes import open_token
from mintmark.report import NotValidError, Outcome
from mintmark.steps import hold
from mintmark.steps.verify import held, presentation
from mintmark.steps.verify.presentation import (
    CHECKLIST,
    PresentationReport,
    verify_presentation,
)
from mintmark.trust.policy import IssuerIs

V2 = "https://www.w3.org/ns/credentials/v2"
HOLDER = samples.OTHER_KEY
ASKED = {"challenge": "n-0S6_WzA2Mj", "domain": "employer.example"}


def credential(subject: str | None = HOLDER.controller, **members: Any) -> dict[str, Any]:
    document = {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": samples.KEY.controller,
        "credentialSubject": {"id": subject} if subject else {"name": "Ana"},
    }
    return samples.signed(document | members)


def made(*credentials: Any, **options: Any) -> dict[str, Any]:
    given = {"signer": HOLDER, "at": samples.LATER} | ASKED | options
    return json.loads(hold.present(credentials or (credential(),), **given))


def signed(document: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Sign anything as a presentation: for those that our own holding would refuse."""
    given = {"key": HOLDER, "purpose": "authentication", "extra": ASKED, "created": samples.LATER}
    return samples.signed(document, **(given | options))


def bare(**members: Any) -> dict[str, Any]:
    document = {"@context": [V2], "type": ["VerifiablePresentation"], "holder": HOLDER.controller}
    return document | {"verifiableCredential": [credential()]} | members


def edited(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    document = made()
    change(document)
    return document


def check(data: Any, **options: Any) -> PresentationReport:
    return verify_presentation(data, **({"at": samples.LATER} | ASKED | options))


HOSTILE: list[tuple[int, str, Callable[[], Any], dict[str, Any]]] = [
    (1, "json.duplicate-member", lambda: json.dumps(made())[:-1] + ', "holder": "x"}', {}),
    (2, "form.holder", lambda: signed(bare(holder={"id": HOLDER.controller, "name": "x"}) | {
        "holder": {"name": "Ana"}}), {}),
    (3, "context.undefined-term", lambda: signed(
        bare(shoeSize=42), suite="eddsa-jcs-2022"), {}),
    (4, "proof.wrong-challenge", lambda: made(challenge="another"), {}),
    (5, "key.not-listed", lambda: signed(bare(), key=samples.P256_KEY), {}),
    (6, "proof.bad-signature", lambda: edited(
        lambda d: d["verifiableCredential"].append(credential("did:example:other"))), {}),
    (7, "presentation.bad-credential", lambda: made(
        credential(), credential(validUntil="2026-05-01T00:00:00Z")), {}),
    (8, "presentation.foreign-subject", lambda: made(credential("did:example:ana")), {}),
]  # fmt: skip


def judged(number: int, code: str, make: Callable[[], Any], options: dict[str, Any]) -> None:
    report = check(make(), **options)
    assert (report.outcome, report.code) == (Outcome.INVALID, code)
    assert [c.number for c in report.checks if c.outcome is Outcome.INVALID] == [number]
    with pytest.raises(NotValidError):
        report.require()


@pytest.mark.parametrize(("number", "code", "make", "options"), HOSTILE)
def test_each_check_catches_its_hostile_twin(number, code, make, options):
    judged(number, code, make, options)


@pytest.mark.parametrize(("number", "code", "make", "options"), HOSTILE)
def test_switching_a_check_off_is_noticed(monkeypatch, number, code, make, options):
    off = tuple(
        dataclasses.replace(step, run=lambda _: "Switched off.") if step.number == number else step
        for step in CHECKLIST
    )
    monkeypatch.setattr(presentation, "CHECKLIST", off)
    with pytest.raises(AssertionError):
        judged(number, code, make, options)


def test_every_check_has_a_hostile_twin():
    assert [row[0] for row in HOSTILE] == [step.number for step in CHECKLIST] == list(range(1, 9))


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (made, {}),
        (lambda: json.dumps(made()), {}),
        (lambda: json.dumps(made()).encode(), {}),
        (made, {"challenge": None, "domain": None}),
        (lambda: made(suite="eddsa-jcs-2022"), {}),
        (lambda: made(credential("did:example:ana")), {"binding": "none"}),
        (lambda: made(samples.credential()), {"binding": "none"}),
        (lambda: signed(bare(holder={"id": HOLDER.controller})), {}),
        (lambda: signed({k: v for k, v in bare().items() if k != "holder"}), {}),
        (lambda: signed(bare(verifiableCredential=[])), {}),
        (lambda: signed(bare(), extra=ASKED | {"domain": ["x.example", ASKED["domain"]]}), {}),
        (lambda: signed(signed(bare())), {}),
        (lambda: made(vc_jose.sign(samples.unsigned(), samples.KEY)), {"binding": "none"}),
        (lambda: made(), {"policy": IssuerIs(samples.KEY.controller)}),
    ],
)
def test_the_benign_twins_are_valid(make, options):
    report = check(make(), **options)
    assert [(c.number, c.detail) for c in report.checks if c.outcome is not Outcome.VALID] == []
    assert (report.code, report.decisive) == (None, None)
    assert report.holder == HOLDER.controller
    assert len(report.require()) == len(report.credentials)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: edited(lambda d: d.pop("proof")), "proof.missing"),
        (lambda: edited(lambda d: d.update(proof=[])), "proof.missing"),
        (lambda: made(domain="another.example"), "proof.wrong-domain"),
        (lambda: made(domain=None), "proof.wrong-domain"),
        (lambda: made(challenge=None), "proof.wrong-challenge"),
        (lambda: signed(bare(), extra=ASKED | {"challenge": ["n-0S6_WzA2Mj"]},
                        suite="eddsa-jcs-2022"), "proof.malformed"),
        (lambda: signed(bare(), extra=ASKED | {"domain": [7]}, suite="eddsa-jcs-2022"),
         "proof.malformed"),
        (lambda: signed(bare(), purpose="assertionMethod"), "proof.wrong-purpose"),
        (lambda: signed(bare(), created=samples.at("2026-07-01T00:00:00Z")),
         "proof.from-the-future"),
        (lambda: signed(bare(), created=samples.ISSUED,
                        expires=samples.at("2026-05-05T00:00:00Z")), "proof.expired"),
        (lambda: signed(signed(bare()), key=samples.P256_KEY), "key.not-listed"),
        (lambda: signed(bare(holder=samples.KEY.controller)), "key.not-listed"),
        (lambda: made(credential(None)), "presentation.foreign-subject"),
        (lambda: signed(bare(verifiableCredential=["urn:x:y"]), suite="eddsa-jcs-2022"),
         "form.credentials"),
        (lambda: signed(bare(verifiableCredential=[
            {k: v for k, v in credential().items() if k != "proof"}])),
         "presentation.bad-credential"),
        (lambda: b"\x89PNG\r\n\x1a\n", "png"),
        (lambda: b"", "input.empty"),
        (lambda: "[]", "json.not-an-object"),
        (lambda: samples.credential(), "form.type"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said_so(make, code):
    report = check(make())
    assert report.outcome is Outcome.INVALID
    assert report.code is not None
    assert report.code.startswith(code)


def test_a_picture_carries_no_presentation():
    from mintmark.carriers.svg import embed

    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
    report = check(embed(drawing, json.dumps(made()).encode()))
    assert report.code == "read.no-presentation"


def test_what_could_not_be_checked_is_never_fine():
    report = check(made(suite="eddsa-jcs-2022"), suites=frozenset())
    assert (report.outcome, report.code) == (Outcome.INDETERMINATE, "proof.unknown-suite")
    schema = {"id": "https://school.example/s", "type": "JsonSchema"}
    report = check(made(credential(credentialSchema=schema), credential()))
    assert report.outcome is Outcome.INDETERMINATE
    assert report.code == "presentation.credential-unchecked"
    assert "credential 1: schema" in report.checks[6].detail
    outcomes = [one.outcome for one in report.credentials]
    assert outcomes == [Outcome.INDETERMINATE, Outcome.VALID]
    bad = credential(validUntil="2026-05-01T00:00:00Z")
    assert check(made(credential(credentialSchema=schema), bad)).outcome is Outcome.INVALID


def test_an_unsigned_presentation_needs_leave():
    document = {k: v for k, v in made().items() if k != "proof"}
    nothing = {"challenge": None, "domain": None}
    assert check(document, **nothing).code == "proof.missing"
    report = check(document, **nothing, allow_unsigned=True, binding="none")
    assert (report.outcome, report.holder) == (Outcome.VALID, None)
    assert check(document, **nothing, allow_unsigned=True).code == "presentation.foreign-subject"
    assert check(document, allow_unsigned=True).code == "proof.missing"
    broken = edited(lambda d: d["proof"].update(proofValue="z1"))
    assert check(broken, **nothing, allow_unsigned=True).code == "proof.malformed"


def test_the_holders_document_decides_for_which_purpose():
    key = as_did_web(HOLDER, "ana.example")
    document = made(credential(key.controller), signer=key)
    address = "https://ana.example/.well-known/did.json"
    assert check(document).code == "fetch.not-at-hand"
    listed = did_document(key)
    assert check(document, documents={address: json.dumps(listed)}).code == "key.not-listed"
    listed["authentication"] = listed.pop("assertionMethod")
    assert check(document, documents={address: json.dumps(listed)}).outcome is Outcome.VALID
    listed["verificationMethod"][0]["revoked"] = "2026-01-01T00:00:00Z"
    assert check(document, documents={address: json.dumps(listed)}).code == "key.revoked"


def test_more_contexts_than_were_signed_are_not_believed():
    """A JCS proof covers the contexts that it names."""
    document = made(suite="eddsa-jcs-2022")
    document["@context"] = [V2, samples.OB_CONTEXT]
    assert check(document).outcome is Outcome.VALID
    twice = signed(document, suite="eddsa-jcs-2022")
    assert check(twice).code == "proof.context-mismatch"


def test_the_presentation_as_a_whole_may_ask_for_ten_documents():
    class Counting:
        asked: list[str] = []  # noqa: RUF012

        def fetch(self, url: str) -> bytes:
            self.asked.append(url)
            return b"{}"

    shown = [
        credential(
            credentialStatus={
                "id": f"https://x.example/{n}#1",
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": "1",
                "statusListCredential": f"https://x.example/{n}",
            }
        )
        for n in range(12)
    ]
    counting = Counting()
    report = check(made(*shown), documents=counting)
    assert report.outcome is not Outcome.VALID
    assert len(counting.asked) == 10


# Tokens


def token(document: dict[str, Any] | None = None, **options: Any) -> str:
    claims = {"nonce": ASKED["challenge"], "aud": ASKED["domain"]}
    given = {"content": "presentation", "claims": claims} | options
    return vc_jose.sign(document or bare(), given.pop("signer", HOLDER), **given)


def wrapped(text: str) -> dict[str, Any]:
    address = f"data:application/vp+jwt,{text}"
    return {"@context": V2, "type": "EnvelopedVerifiablePresentation", "id": address}


@pytest.mark.parametrize("form", [str, wrapped])
def test_tokens_hold_too(form):
    report = check(form(token()))
    assert [c.detail for c in report.checks if c.outcome is not Outcome.VALID] == []
    assert report.holder == HOLDER.controller


def tampered(text: str) -> str:
    head, body, signature = text.split(".")
    return ".".join((head, body, signature[:-4] + "AAAA"))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: token(claims={}), "proof.wrong-challenge"),
        (lambda: token(claims={"nonce": ASKED["challenge"], "aud": "x"}), "proof.wrong-domain"),
        (lambda: token(claims={"nonce": ASKED["challenge"], "aud": [ASKED["domain"]], "exp": 5}),
         "jwt.expired"),
        (lambda: tampered(token()), "jws."),
        (lambda: token(signer=samples.KEY), "jws.unknown-key"),
        (lambda: vc_jose.sign(samples.unsigned(), samples.KEY), "jwt.wrong-content"),
        (lambda: wrapped(token()) | {"name": "unsigned"}, "enveloped.unsigned-content"),
        (lambda: "eyJ.x.y", "jws."),
        (lambda: "eyJ\xff", "jws."),
    ],
)  # fmt: skip
def test_tokens_that_do_not_hold(make, code):
    report = check(make())
    assert report.outcome is Outcome.INVALID
    assert report.code is not None
    assert report.code.startswith(code)


def test_a_token_may_mean_any_of_the_holders_keys():
    key, other = (as_did_web(k, "ana.example") for k in (HOLDER, samples.KEY))
    other = dataclasses.replace(other, verification_method=f"{key.controller}#key-2")
    listed = did_document(key, other)
    listed["authentication"] = listed.pop("assertionMethod")
    for method, one in zip(listed["verificationMethod"], (key, other), strict=True):
        method.pop("publicKeyMultibase")
        method |= {"type": "JsonWebKey", "publicKeyJwk": write_jwk(one.public_key) | {"kid": "k"}}
    at_hand = {"https://ana.example/.well-known/did.json": json.dumps(listed)}
    document = bare(holder=key.controller, verifiableCredential=[credential(key.controller)])
    for signer in (key, other):
        text = token(document, signer=signer, key_id="k")
        assert check(text, documents=at_hand).outcome is Outcome.VALID
        assert check(tampered(text), documents=at_hand).outcome is Outcome.INVALID


def test_a_token_by_somebody_else_than_the_holder():
    question = held.Question(samples.LATER, None, None, Documents(), BUNDLED, frozenset())
    opened = dataclasses.replace(open_token(token()), controller=samples.KEY.controller)
    with pytest.raises(KeyMaterialError) as caught:
        held.EnvelopedProof(opened).find_keys(held.Held(holder=HOLDER.controller), question)
    assert caught.value.code == "key.not-the-holders"


def test_a_moment_without_zone_is_wrong_usage():
    with pytest.raises(UsageError):
        check(made(), at=samples.LATER.replace(tzinfo=None))


def test_a_bug_in_a_check_never_reads_as_fine(monkeypatch):
    def broken(_: Any) -> str:
        raise ZeroDivisionError

    steps = tuple(dataclasses.replace(s, run=broken) if s.number == 7 else s for s in CHECKLIST)
    monkeypatch.setattr(presentation, "CHECKLIST", steps)
    report = check(made())
    assert (report.outcome, report.code) == (Outcome.INDETERMINATE, "check.internal-error")


@given(st.binary() | st.text())
def test_no_input_makes_it_raise_anything(data):
    report = check(data)
    assert report.outcome is not Outcome.VALID
    assert "check.internal-error" not in {c.code for c in report.checks}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, inner in items:
        found.append((*path, key))
        if inner and isinstance(inner, dict | list):
            found.extend(places(inner, (*path, key)))
    return found


VALUES = st.sampled_from(
    [None, 7, True, "", "x", "urn:x:y", [], {}, {"id": "urn:x:y"}, ["urn:x:y"]]
)


@settings(max_examples=150)
@given(st.sampled_from(["eddsa-rdfc-2022", "eddsa-jcs-2022"]), st.data())
def test_any_change_to_what_was_signed_is_noticed(suite, data):
    document = copy.deepcopy(made(suite=suite))
    *path, last = data.draw(st.sampled_from(places(document)))
    target: Any = document
    for key in path:
        target = target[key]
    target[last] = data.draw(VALUES)
    report = check(document)
    assert report.outcome is not Outcome.VALID
    assert "check.internal-error" not in {c.code for c in report.checks}


def unnamed(**members: Any) -> dict[str, Any]:
    """Return a presentation whose holder only its proof tells."""
    document = {"@context": [V2], "type": ["VerifiablePresentation"]} | members
    return signed(document)


@pytest.mark.parametrize("issuer", [HOLDER.controller, {"id": HOLDER.controller, "name": "Ana"}])
def test_who_shows_its_own_credential_says_that_it_is_the_holder(issuer):
    """VC Data Model 2.0, section 4.13.4."""
    unsigned = {"@context": [V2], "type": ["VerifiableCredential"], "issuer": issuer}
    own = samples.signed(unsigned | {"credentialSubject": {"name": "Ana"}}, key=HOLDER)
    report = check(unnamed(verifiableCredential=[credential(), own]), binding="none")
    assert (report.code, report.decisive.name) == ("presentation.unnamed-holder", "binding")
    named = bare(verifiableCredential=[credential(), own])
    assert check(signed(named), binding="none").outcome is Outcome.VALID
    assert check(unnamed(verifiableCredential=[credential()])).outcome is Outcome.VALID
    unsecured = {k: v for k, v in named.items() if k != "holder"}
    report = check(unsecured, allow_unsigned=True, binding="none", challenge=None, domain=None)
    assert report.outcome is Outcome.VALID
