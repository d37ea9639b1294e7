"""Presenting credentials."""

from __future__ import annotations

import json

import pytest

import samples
from mintmark.errors import ContextError, FormatError, InputError, LimitError, UsageError
from mintmark.proofs import vc_jose
from mintmark.steps import hold

V2 = "https://www.w3.org/ns/credentials/v2"
ASKED = {"challenge": "n-0S6_WzA2Mj", "domain": "employer.example"}


def present(*credentials, **options):
    given = {"signer": samples.OTHER_KEY, "at": samples.LATER} | ASKED | options
    return json.loads(hold.present(credentials, **given))


def test_a_presentation_says_who_shows_it_to_whom():
    document = present(samples.credential(), presentation_id="urn:uuid:1")
    assert document["holder"] == samples.OTHER_KEY.controller
    assert document["id"] == "urn:uuid:1"
    assert document["verifiableCredential"] == [samples.credential()]
    proof = document["proof"]
    assert proof["proofPurpose"] == "authentication"
    assert (proof["challenge"], proof["domain"]) == (ASKED["challenge"], ASKED["domain"])
    assert proof["cryptosuite"] == "eddsa-rdfc-2022"
    assert proof["created"] == "2026-06-01T12:00:00Z"


def test_what_nobody_asked_is_left_out():
    proof = present(challenge=None, domain=None)["proof"]
    assert "challenge" not in proof
    assert "domain" not in proof


def test_credentials_come_as_values_text_bytes_and_tokens():
    document = samples.credential()
    token = vc_jose.sign(samples.unsigned(), samples.KEY)
    text = json.dumps(document)
    for given in (document, text, text.encode()):
        assert present(given)["verifiableCredential"] == [document]
    for given in (token, token.encode(), f" {token}\n"):
        (shown,) = present(given)["verifiableCredential"]
        assert shown == hold.enveloped(token)
        assert shown["id"] == f"data:application/vc+jwt,{token}"
    assert hold.enveloped("eyJ~x~")["id"].startswith("data:application/vc+sd-jwt,")


@pytest.mark.parametrize("given", ["[]", b"\xff", "{", '{"a":1,"a":1}'])
def test_what_is_no_credential_is_not_shown(given):
    with pytest.raises(InputError):
        present(given)


def test_suites():
    for key, suite, expected in (
        (samples.KEY, None, "eddsa-rdfc-2022"),
        (samples.P256_KEY, None, "ecdsa-rdfc-2019"),
        (samples.P256_KEY, "ecdsa-jcs-2019", "ecdsa-jcs-2019"),
    ):
        assert present(signer=key, suite=suite)["proof"]["cryptosuite"] == expected
    for key, suite in ((samples.KEY, "ecdsa-rdfc-2019"), (samples.P256_KEY, "ecdsa-sd-2023")):
        with pytest.raises(UsageError) as caught:
            present(signer=key, suite=suite)
        assert caught.value.code == "hold.unfit-suite"


def prove(document):
    return hold.prove(document, signer=samples.KEY, at=samples.LATER, **ASKED)


def test_proving_a_presentation_that_is_there():
    document = {"@context": [V2], "type": ["VerifiablePresentation"]}
    once = prove(document | {"holder": {"id": samples.KEY.controller}})
    assert once["holder"] == {"id": samples.KEY.controller}
    assert len(prove(once)["proof"]) == 2
    with pytest.raises(FormatError) as caught:
        prove(document | {"holder": samples.OTHER_KEY.controller})
    assert caught.value.code == "hold.foreign-holder"
    with pytest.raises(FormatError):
        prove({"@context": [V2], "type": ["VerifiableCredential"]})
    with pytest.raises(ContextError):
        prove(document | {"shoeSize": 42})


def test_bounds_and_times():
    with pytest.raises(LimitError):
        present(*[samples.credential()] * 17)
    with pytest.raises(UsageError):
        present(at=samples.LATER.replace(tzinfo=None))
