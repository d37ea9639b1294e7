"""COSE_Sign1 as an envelope of credentials: written, read, and refused."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from mintmark.errors import MintmarkError, ProofError, UnavailableError
from mintmark.keys.private_key import from_secret_bytes
from mintmark.proofs import cose, jws, strict_cbor, vc_cose
from mintmark.proofs.envelope import verify
from mintmark.proofs.envelopes import open_cose, open_token
from mintmark.report import Outcome
from mintmark.steps.verify import verify as examine
from mintmark.steps.verify.presentation import verify_presentation
from tokens import RsaSigner, forge

P384 = from_secret_bytes("P-384", bytes(range(1, 49)))
DOCUMENT = samples.unsigned()
VP = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiablePresentation"],
    "holder": samples.KEY.controller,
    "verifiableCredential": [samples.credential()],
}
HEADER = {1: -8, 3: "application/vc", 4: b"k", 16: "application/vc+cose"}


def made(header: Any = (), outside: Any = (), payload: Any = b"{}", **more: Any) -> bytes:
    """A COSE_Sign1 with any headers, not signed; ``...`` takes a label out."""
    whole = {k: v for k, v in (HEADER | dict(header)).items() if v is not ...}
    parts = [strict_cbor.dumps(whole), dict(outside), payload, bytes(64)]
    return more.get("tag", cose.TAG) + strict_cbor.dumps(parts)


@pytest.mark.parametrize("key", [samples.KEY, samples.P256_KEY, P384])
def test_what_is_signed_is_valid(key):
    document = dict(DOCUMENT, issuer=dict(DOCUMENT["issuer"], id=key.controller))
    data = vc_cose.sign(document, key)
    opened = open_cose(data)
    assert (opened.envelope, opened.document) == ("vc+cose", document)
    verify(opened, key.public_key)
    report = examine(data, at=samples.LATER)
    assert report.outcome is Outcome.VALID, report.decisive
    assert report.require().learner["name"] == "Ana Andromeda"
    assert "Read from CBOR" in report.checks[0].detail
    assert "vc+cose" in report.checks[3].detail


def test_in_a_wrapper_it_is_base64():
    token = base64.b64encode(vc_cose.sign(DOCUMENT, samples.KEY)).decode()
    wrapper = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vc+cose;base64,{token}",
        "type": "EnvelopedVerifiableCredential",
    }
    assert examine(wrapper, at=samples.LATER).outcome is Outcome.VALID
    unpadded = wrapper | {"id": wrapper["id"].rstrip("=")}
    assert examine(unpadded, at=samples.LATER).outcome is Outcome.VALID
    for bad in (
        f"data:application/vc+cose,{token}",
        f"data:application/vc+cose;base64,{token}!",
        f"{unpadded['id']}===",
        "data:application/vc+cose;base64,AB==",
        "data:application/vc+cose;base64,AAAAA",
    ):
        assert examine(wrapper | {"id": bad}, at=samples.LATER).code == "enveloped.malformed"


def test_a_presentation_may_be_one():
    data = vc_cose.sign(VP, samples.KEY, content="presentation")
    report = verify_presentation(data, at=samples.LATER, binding="none")
    assert report.outcome is Outcome.VALID, report.decisive
    assert examine(data, at=samples.LATER).code == "form.presentation"


def test_another_key_or_another_byte_does_not_hold():
    data = vc_cose.sign(DOCUMENT, samples.KEY)
    with pytest.raises(ProofError, match="does not match"):
        verify(open_cose(data), samples.OTHER_KEY.public_key)
    with pytest.raises(ProofError) as caught:
        verify(open_cose(data), samples.P256_KEY.public_key)
    assert caught.value.code == "jws.wrong-key-kind"
    stranger = vc_cose.sign(DOCUMENT, samples.OTHER_KEY)
    assert examine(stranger, at=samples.LATER).code == "jws.unknown-key"
    named = vc_cose.sign(DOCUMENT, samples.OTHER_KEY, key_id=samples.KEY.verification_method)
    assert examine(named, at=samples.LATER).code == "jws.bad-signature"


@given(st.data())
def test_no_byte_can_be_changed(data):
    good = vc_cose.sign(DOCUMENT, samples.KEY)
    at = data.draw(st.integers(0, len(good) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    bad = good[:at] + bytes([good[at] ^ bit]) + good[at + 1 :]
    try:
        opened = open_cose(bad)
        with pytest.raises(ProofError):
            verify(opened, samples.KEY.public_key)
    except MintmarkError:
        pass


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "cose.malformed"),
        (cose.TAG, "cose.malformed"),
        (made() + b"\x00", "cose.malformed"),
        (made(payload={}), "cose.malformed"),
        (made(tag=cose.TAG * 2), "cose.malformed"),
        (made(tag=b"\xd1"), "cose.malformed"),
        (made(header={4: "text"}), "cose.malformed"),
        (made(header={4: b""}), "cose.malformed"),
        (made(header={4: b"\xff"}), "cose.malformed"),
        (made(header={3: 0}), "cose.malformed"),
        (made(outside={1: 7}), "cose.malformed"),
        (made(outside={4: b"k2"}), "cose.malformed"),
        (made(header={1: ...}), "jws.unknown-algorithm"),
        (made(header={1: ...}, outside={1: 8}), "jws.unknown-algorithm"),
        (made(header={1: 5}), "jws.unknown-algorithm"),
        (made(header={1: "ES256"}), "jws.unknown-algorithm"),
        (made(header={1: -37}), "jws.unknown-algorithm"),
        (made(header={2: [1]}), "jws.critical-extension"),
        (made(outside={2: [1]}), "jws.critical-extension"),
        (made(header={16: "application/vc+jwt"}), "jwt.unknown-envelope"),
        (made(header={16: ..., 3: "application/jwt"}), "jwt.unknown-envelope"),
        (made(header={16: ..., 3: ...}), "jwt.unknown-envelope"),
        (made(payload=b"[]"), "jws.malformed"),
        (made(header={3: "application/vp"}, payload=json.dumps(DOCUMENT).encode()),
         "jwt.wrong-content-type"),
        (made(header={16: "application/vp+cose", 3: "application/vp"},
              payload=json.dumps(DOCUMENT).encode()), "jwt.wrong-content"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_refused(data, code):
    with pytest.raises(ProofError) as caught:
        open_cose(data)
    assert caught.value.code == code


def test_what_is_not_signed_may_name_the_key_and_nothing_else():
    parsed = cose.parse(made(header={4: ...}, outside={4: b"k2", 33: b"certificate"}))
    assert (parsed.key_id, dict(parsed.header)) == ("k2", {"cty": "application/vc"})
    assert cose.parse(made(header={4: ...})).key_id is None


def test_claims_in_the_header_leave_it_open():
    """They may say that it is expired, and would have to be held against the content."""
    for data in (made(header={15: {4: 1}}), made(outside={15: {4: 1}})):
        with pytest.raises(UnavailableError) as caught:
            open_cose(data)
        assert caught.value.code == "cose.cwt-claims"


def test_the_content_type_alone_is_enough():
    payload = json.dumps(DOCUMENT).encode()
    assert open_cose(made(header={16: ...}, payload=payload)).envelope == "vc+cose"
    assert open_cose(made(tag=b"", payload=payload)).envelope == "vc+cose"


def test_the_caller_decides_which_algorithms_are_accepted():
    data = vc_cose.sign(DOCUMENT, samples.KEY)
    with pytest.raises(ProofError) as caught:
        open_cose(data, algorithms=frozenset({"ES256"}))
    assert caught.value.code == "jws.unknown-algorithm"


def test_a_jwt_is_no_cose_whatever_it_says():
    header = {"alg": "EdDSA", "typ": "vc+cose", "kid": samples.KEY.verification_method}
    with pytest.raises(ProofError) as caught:
        open_token(forge(header, DOCUMENT, samples.KEY))
    assert caught.value.code == "jwt.unknown-envelope"


def test_what_would_be_refused_is_not_signed():
    with pytest.raises(ProofError, match="What is inside"):
        vc_cose.sign(VP, samples.KEY)
    with pytest.raises(ProofError) as caught:
        vc_cose.sign(DOCUMENT, RsaSigner())
    assert caught.value.code == "jws.wrong-key-kind"


def test_the_numbers_of_jose_and_cose_agree():
    assert set(cose.NAMES.values()) <= jws.ALGORITHMS
    assert cose.NAMES[strict_cbor.loads(b"\x26", negative=True)] == "ES256"
    assert strict_cbor.loads(strict_cbor.dumps(-(1 << 64)), negative=True) == -(1 << 64)
