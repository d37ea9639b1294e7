"""Older forms, endorsements, presentations, and the company a hostile file keeps in a batch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hostile_cases import V2, Attack, attacks, check, codes, edited, plain, withstand

import older_badges as ob
import samples
from mintmark.cli.app import main
from mintmark.proofs import vc_jose
from mintmark.report import Outcome
from mintmark.steps import hold
from mintmark.steps.verify.presentation import verify_presentation
from tokens import forge

V1 = "https://www.w3.org/2018/credentials/v1"
KID = samples.KEY.verification_method


def older_token(*, key: Any = samples.KEY, header: Any = (), **claims: Any) -> Any:
    """A JWT of the data model 1.1."""
    credential = {
        "@context": [V1],
        "type": ["VerifiableCredential"],
        "issuer": samples.KEY.controller,
        "issuanceDate": "2026-05-04T12:00:00Z",
        "credentialSubject": {"id": "did:example:ana"},
    } | claims.pop("vc", {})
    payload = {"iss": samples.KEY.controller, "sub": "did:example:ana", "vc": credential} | claims
    return lambda: forge({"alg": "EdDSA", "typ": "JWT", "kid": KID} | dict(header), payload, key)


OLDER = [
    Attack("1.1 by another key", older_token(key=samples.OTHER_KEY), "jws.bad-signature",
           older_token()),
    Attack("1.1 by another issuer", older_token(iss="did:example:mallory"), "jwt.disagreement",
           older_token()),
    Attack("1.1 about another", older_token(sub="did:example:mallory"), "jwt.disagreement",
           older_token()),
    Attack("1.1 without alg", older_token(header={"alg": "none"}), "jws.unknown-algorithm",
           older_token()),
    Attack("2.0 in a vc claim", older_token(vc={"@context": [V2]}), "jwt.wrapper-claim",
           older_token()),
    Attack("1.1 with both contexts", older_token(vc={"@context": [V1, V2]}), "form.mixed-models",
           older_token()),
    Attack("1.1 over by its claim", older_token(exp=int(samples.ISSUED.timestamp())),
           "jwt.expired", older_token(exp=int(samples.LATER.timestamp()) + 9)),
    Attack("1.1 over by its content", older_token(vc={"expirationDate": "2026-05-05T00:00:00Z"}),
           "period.over", older_token(vc={"expirationDate": "2027-05-05T00:00:00Z"})),
    Attack("1.1 over by the newer name", older_token(vc={
        "expirationDate": "2027-05-05T00:00:00Z", "validUntil": "2026-05-05T00:00:00Z"}),
        "period.over", older_token(vc={"expirationDate": "2027-05-05T00:00:00Z"})),
    Attack("1.1 with two ends that disagree", older_token(
        exp=int(samples.LATER.timestamp()) + 9, vc={"expirationDate": "2027-05-05T00:00:00Z"}),
        "jwt.disagreement", older_token()),
    Attack("2.0 brought down to 1.1", lambda: edited(
        lambda d: d["@context"].__setitem__(0, V1)), "form.date"),
    Attack("2.0 brought down, with a date", lambda: edited(
        lambda d: (d["@context"].__setitem__(0, V1), d.update(
            issuanceDate="2026-05-04T12:00:00Z"))), "context.undefined-term"),
    Attack("2.0 with 1.1 behind it", lambda: edited(
        lambda d: d["@context"].append(V1)), "form.mixed-models"),
    Attack("2.0 with 1.1 inside", lambda: edited(
        lambda d: d["credentialSubject"].update({"@context": V1})), "form.mixed-models"),
    Attack("2.0 with the dates of 1.1", lambda: edited(
        lambda d: d.update(issuanceDate="2026-05-04T12:00:00Z")), "form.mixed-models"),
]  # fmt: skip

SERVED = {"documents": ob.served(), "at": ob.AT}


def served(*others: Any) -> Any:
    return {"documents": ob.served(*others), "at": ob.AT}


OPEN_BADGES_2 = [
    Attack("hosted, and changed", lambda: ob.hosted(ob.assertion(issuedOn="2026-02-01T00:00:00Z")),
           "ob2.copy-differs", ob.hosted, options=SERVED),
    Attack("hosted for somebody else", lambda: ob.hosted(ob.assertion(recipient={
        "type": "email", "hashed": False, "identity": "eve@learner.example"})),
        "ob2.copy-differs", ob.hosted, options=SERVED),
    Attack("hosted by mallory", lambda: ob.hosted(ob.assertion(id="https://mallory.example/1")),
           "ob2.hosted-elsewhere", ob.hosted,
           options=served(ob.assertion(id="https://mallory.example/1"))),
    Attack("signed, and sent unsigned", lambda: ob.hosted(ob.signed_claims()), "ob2.unsigned",
           ob.signed, options=SERVED),
    Attack("signed by mallory", lambda: ob.signed(signer=ob.RsaSigner()), "ob2.bad-signature",
           ob.signed, options=SERVED),
    Attack("signed by mallory's key", lambda: ob.signed(ob.signed_claims(verification={
        "type": "SignedBadge", "creator": "https://mallory.example/key"})), "ob2.key-not-listed",
        ob.signed, options=served(ob.key(id="https://mallory.example/key"))),
    Attack("signed by a key that names another", ob.signed, "ob2.key-not-owned", ob.signed,
           options=served(ob.key(owner="https://mallory.example/")), twin_options=SERVED),
    Attack("signed by a revoked key", ob.signed, "ob2.key-retired", ob.signed,
           options=served(ob.key(revoked=True)), twin_options=SERVED),
    Attack("revoked", ob.signed, "ob2.revoked", ob.signed, options=served(ob.revocations(ob.URN)),
           twin_options=served(ob.revocations("urn:uuid:other"))),
    Attack("alg none", lambda: ob.signed(header={"alg": "none"}), "jws.unknown-algorithm",
           ob.signed, options=SERVED),
    Attack("a context of its own", lambda: ob.signed(ob.signed_claims(**{
        "@context": [ob.CONTEXT, {"expires": "https://mallory.example/#x"}]})),
        "ob2.swapped-term", ob.signed, options=SERVED),
]  # fmt: skip


@attacks(*OLDER)
def test_older_credentials_are_no_way_around(attack):
    withstand(attack)


@attacks(*OPEN_BADGES_2)
def test_older_badges_are_no_way_around(attack):
    withstand(attack)


def endorsement(about: str, key: Any = samples.OTHER_KEY, **changes: Any) -> dict[str, Any]:
    document = plain(
        **{"@context": [V2, samples.OB_CONTEXT]},
        type=["VerifiableCredential", "EndorsementCredential"],
        issuer={"id": key.controller, "type": ["Profile"], "name": "Guild"},
        name="Endorsement",
        validFrom="2026-05-04T12:00:00Z",
        credentialSubject={"id": about, "type": ["EndorsementSubject"]},
    )
    return document | changes


def endorsed(token: str) -> dict[str, Any]:
    return samples.resigned(lambda d: d.update(endorsementJwt=[token]))


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (lambda: vc_jose.sign(endorsement(samples.CREDENTIAL_ID), samples.OTHER_KEY), None),
        (lambda: vc_jose.sign(endorsement("urn:x:another"), samples.OTHER_KEY),
         "endorsement.about-another"),
        (lambda: vc_jose.sign(endorsement(samples.CREDENTIAL_ID), samples.OTHER_KEY)[:-9] + "A" * 9,
         "jws.bad-signature"),
        (lambda: json.dumps(endorsement(samples.CREDENTIAL_ID)), "endorsement.malformed"),
        (lambda: "<svg/>", "endorsement.malformed"),
        (lambda: "%PDF-1.7 x", "endorsement.malformed"),
        (lambda: "x", "endorsement.malformed"),
    ],
)  # fmt: skip
def test_an_endorsement_stands_by_itself(token, code):
    """A bad one does not pull the badge down, and a good one does not lift it."""
    document = endorsed(token())
    report = check(document)
    assert report.outcome is Outcome.VALID, codes(report)
    assert [one.code for _, one in report.endorsements] == [code]
    document["name"] = "Master Baker"
    forged = check(document)
    assert (forged.code, forged.endorsements) == ("proof.bad-signature", ())


def presented(*credentials: Any, **options: Any) -> Any:
    data = hold.present(
        list(credentials), signer=samples.OTHER_KEY, challenge="c", domain="d.example",
        at=samples.LATER,
    )  # fmt: skip
    asked = {"challenge": "c", "domain": "d.example", "binding": "none"} | options
    return verify_presentation(data, at=samples.LATER, **asked)


def test_one_bad_credential_spoils_a_presentation():
    good = samples.credential()
    bad = edited(lambda d: d.update(name="Master Baker"))
    assert presented(good).outcome is Outcome.VALID
    report = presented(good, bad)
    assert (report.outcome, report.code) == (Outcome.INVALID, "presentation.bad-credential")
    assert [one.code for one in report.credentials] == [None, "proof.bad-signature"]
    assert "credential 2" in report.checks[6].detail
    assert presented(good, challenge="other").code == "proof.wrong-challenge"
    assert presented(good, domain="e.example").code == "proof.wrong-domain"


BATCH = {
    "1-good.json": json.dumps(samples.credential()).encode(),
    "2-forged.json": json.dumps(edited(lambda d: d.update(name="x"))).encode(),
    "3-deep.json": b'{"a":' * 100_000,
    "4-alike.json": json.dumps(samples.resigned(lambda d: d.update(
        awardedDate="2026-05-04T00:00:01Z"))).encode(),
    "5-poison.json": json.dumps(edited(lambda d: d.update(
        evidence=[{"type": "Evidence", "narrative": "x"}] * 3000))).encode(),
    "6-shape.json": json.dumps(edited(lambda d: d["@context"].append({"name": "urn:x:"}))).encode(),
    "7-picture.png": b"\x89PNG\r\n\x1a\n" + b"\xff" * 100,
    "8-token.jwt": vc_jose.sign(samples.unsigned(), samples.KEY).encode(),
    "9-good.json": json.dumps(samples.credential()).encode(),
}  # fmt: skip


@pytest.mark.parametrize("order", [sorted, lambda names: sorted(names, reverse=True)])
def test_a_hostile_member_changes_no_other_verdict(order, tmp_path: Path, capsys):
    """DIG: in a batch each file gets the verdict that it gets alone, in any company and order."""
    alone = {name: check(data) for name, data in BATCH.items()}
    for name, data in BATCH.items():
        (tmp_path / name).write_bytes(data)
    names = [str(tmp_path / name) for name in order(BATCH)]
    arguments = ["verify", "--json", "--offline", "--at", "2026-06-01T12:00:00Z", *names, *names]
    assert main(arguments) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["file"] for one in told] == [*names, *names]
    for one in told:
        expected = alone[Path(one["file"]).name]
        assert (one["outcome"], one["code"]) == (str(expected.outcome), expected.code)


def test_what_was_met_before_lifts_no_forgery():
    """What is remembered of genuine credentials helps no forged one and hurts no good one."""
    genuine = samples.credential()
    for _ in range(5):
        assert check(genuine).outcome is Outcome.VALID
        for change in (
            lambda d: d["credentialSubject"]["achievement"].update(name="Master"),
            lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="Eve"),
            lambda d: d["issuer"].update(name="Other School"),
            lambda d: d["credentialSubject"]["result"][0].update(value="96"),
            lambda d: d["credentialSubject"]["achievement"].update(creditsAvailable=2),
            lambda d: d["credentialSubject"]["achievement"].update(creditsAvailable=True),
        ):
            assert check(edited(change)).outcome is Outcome.INVALID
