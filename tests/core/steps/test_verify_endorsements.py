"""Endorsements are verified each by itself: a good one lifts nothing, a bad one pulls nothing."""

from __future__ import annotations

import json
from typing import Any

import samples
from mintmark.cli.bench import Order
from mintmark.cli.verifying import as_facts
from mintmark.proofs import vc_jose
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify

ABOUT = samples.achievement().id


def unsigned(about: str = ABOUT) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", samples.OB_CONTEXT],
        "id": "urn:uuid:7c0a1b3e-9d5b-4a31-8a52-0d1a5be3c7a9",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "The Guild endorses this",
        "issuer": {
            "id": samples.OTHER_KEY.controller,
            "type": ["Profile"],
            "name": "Bakers' Guild",
        },
        "validFrom": "2026-05-01T00:00:00Z",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Good bread.",
        },
    }


def carrying(*endorsements: Any, member: str = "endorsement") -> dict[str, Any]:
    """Return the credential with endorsements of its achievement, signed by its issuer.

    They come in tokens, which stand as text in the badge.
    """
    return samples.resigned(
        lambda d: d["credentialSubject"]["achievement"].update({member: list(endorsements)})
    )


def token(about: str = ABOUT, key: Any = samples.OTHER_KEY) -> str:
    return vc_jose.sign(unsigned(about), key)


def check(document: dict[str, Any]) -> Report:
    return verify(document, at=samples.LATER)


def only(report: Report) -> Report:
    assert report.outcome is Outcome.VALID
    ((place, endorsement),) = report.endorsements
    assert place.startswith("/credentialSubject/achievement/endorsementJwt")
    return endorsement


def test_a_good_endorsement_is_told_beside_the_credential():
    """ACT-03, STK-08: employers and partners endorse."""
    endorsement = only(check(carrying(token(), member="endorsementJwt")))
    assert endorsement.outcome is Outcome.VALID
    assert endorsement.require().issuer["name"] == "Bakers' Guild"


def test_a_bad_endorsement_does_not_pull_the_credential_down():
    forged = token()[:-8] + "AAAAAAAA"
    endorsement = only(check(carrying(forged, member="endorsementJwt")))
    assert endorsement.outcome is Outcome.INVALID


def test_an_endorsement_of_something_else_is_none():
    endorsement = only(check(carrying(token("urn:x:other"), member="endorsementJwt")))
    assert (endorsement.outcome, endorsement.code) == (
        Outcome.INVALID,
        "endorsement.about-another",
    )


def test_a_good_endorsement_does_not_lift_a_forged_credential():
    document = carrying(token(), member="endorsementJwt")
    document["credentialSubject"]["achievement"]["description"] = "Master Baker"
    report = check(document)
    assert report.outcome is Outcome.INVALID
    assert report.endorsements == ()


def test_too_many_endorsements_are_told_and_the_credential_stands():
    report = check(carrying(*[token()] * 1, *[f"{token()}{n}" for n in range(20)],
                            member="endorsementJwt"))  # fmt: skip
    assert report.outcome is Outcome.VALID
    ((_, told),) = report.endorsements
    assert told.code == "endorsement.too-many"


def test_programs_see_them_as_objects_of_their_own():
    facts = as_facts("x", check(carrying(token(), member="endorsementJwt")))
    assert [one["outcome"] for one in facts["endorsements"]] == ["valid"]
    json.dumps(facts)
    assert "endorsements" not in as_facts("x", check(samples.credential()))
    assert Order().offline is False
