"""COSE: the tricks that are known from tokens, in CBOR, each truly signed."""

from __future__ import annotations

import base64
import json
from typing import Any

from hostile_cases import V2, Attack, attacks, withstand

import samples
from mintmark.proofs import cose, strict_cbor
from mintmark.report import Outcome
from mintmark.steps.verify.presentation import verify_presentation

DOCUMENT = samples.unsigned()
KID = samples.KEY.verification_method.encode()
FOREIGN = samples.OTHER_KEY
HEADER = {1: -8, 3: "application/vc", 4: KID, 16: "application/vc+cose"}


def forged(header: Any = (), outside: Any = (), payload: Any = None, key: Any = samples.KEY) -> Any:
    """A COSE_Sign1 truly signed, with any headers; ``...`` takes a label out."""
    whole = {k: v for k, v in (HEADER | dict(header)).items() if v is not ...}

    def make() -> bytes:
        content = json.dumps(DOCUMENT if payload is None else payload).encode()
        return signed(strict_cbor.dumps(whole), strict_cbor.dumps(dict(outside)), content, key)

    return make


def signed(protected: bytes, outside: bytes, content: bytes, key: Any = samples.KEY) -> bytes:
    to_sign = strict_cbor.dumps(["Signature1", protected, b"", content])
    parts = [strict_cbor.dumps(one) for one in (protected, content, key.sign(to_sign))]
    return cose.TAG + b"\x84" + parts[0] + outside + parts[1] + parts[2]


def changed(change: Any) -> Any:
    return lambda: change(forged()())


def raw(header: bytes, outside: bytes = b"\xa0") -> Any:
    return lambda: signed(header, outside, json.dumps(DOCUMENT).encode())


PLAIN = strict_cbor.dumps(HEADER)

COSE = [
    Attack("alg of a shared secret", forged({1: 5}), "jws.unknown-algorithm", forged()),
    Attack("alg missing", forged({1: ...}), "jws.unknown-algorithm", forged()),
    Attack("alg outside the signature", forged({1: ...}, {1: 8}), "jws.unknown-algorithm",
           forged()),
    Attack("another curve's algorithm", forged({1: -7}), "jws.wrong-key-kind", forged()),
    Attack("alg twice", raw(b"\xa2\x01\x27\x01\x26"), "cose.malformed", raw(PLAIN)),
    Attack("a number in long form", raw(b"\xa1\x18\x01\x27"), "cose.malformed", raw(PLAIN)),
    Attack("a map without end", raw(b"\xbf\x01\x27\xff"), "cose.malformed", raw(PLAIN)),
    Attack("a tag in the header", raw(b"\xa1\x01\xc1\x27"), "cose.malformed", raw(PLAIN)),
    Attack("a label outside and inside", raw(PLAIN, b"\xa1\x04\x41k"), "cose.malformed",
           raw(PLAIN)),
    Attack("crit", forged({2: [15]}), "jws.critical-extension", forged()),
    Attack("claims that may say expired", forged({15: {4: 1}}), "cose.cwt-claims", forged(),
           Outcome.INDETERMINATE),
    Attack("a stranger under the issuer's kid", forged(key=FOREIGN), "jws.bad-signature",
           forged()),
    Attack("a stranger's kid", forged({4: FOREIGN.verification_method.encode()}, key=FOREIGN),
           "jws.unknown-key", forged()),
    Attack("a stranger's kid outside", forged(
        {4: ...}, {4: FOREIGN.verification_method.encode()}, key=FOREIGN), "jws.unknown-key",
        forged({4: ...}, {4: KID})),
    Attack("a certificate saves nobody", forged({33: b"x"}, key=FOREIGN), "jws.bad-signature",
           forged({33: b"x"})),
    Attack("the type of a JWT", forged({16: "application/vc+jwt"}), "jwt.unknown-envelope",
           forged()),
    Attack("the type of a status list", forged({16: "application/statuslist+cwt"}),
           "jwt.unknown-envelope", forged()),
    Attack("a presentation's type", forged({16: "application/vp+cose", 3: "application/vp"}),
           "jwt.wrong-content", forged()),
    Attack("content of another type", forged({3: "application/vp"}), "jwt.wrong-content-type",
           forged()),
    Attack("iss differs from the issuer", forged(payload=DOCUMENT | {"iss": "did:x:y"}),
           "jwt.disagreement", forged(payload=DOCUMENT | {"iss": samples.KEY.controller})),
    Attack("a proof nobody made, inside", forged(payload=DOCUMENT | {"proof": "approved"}),
           "proof.malformed", forged(payload=samples.credential())),
    Attack("something behind the end", changed(lambda d: d + b"\0"), "cose.malformed", forged()),
    Attack("two signatures", changed(lambda d: d.replace(b"\x84", b"\x85", 1) + b"\x40"),
           "input.unknown-kind", forged()),
    Attack("a payload that is elsewhere", lambda: cose.TAG + b"\x84\x40\xa0\xf6\x40",
           "cose.malformed", forged()),
    Attack("cut off", changed(lambda d: d[:-1]), "cose.malformed", forged()),
    Attack("4 GiB, it says", lambda: cose.TAG + b"\x84\x5a\xff\xff\xff\xff", "cose.malformed",
           forged()),
    Attack("nested without end", lambda: cose.TAG + b"\x84" * 5000, "cose.malformed", forged()),
]  # fmt: skip


@attacks(*COSE)
def test_what_is_written_in_cbor_is_no_better_believed(attack):
    withstand(attack)


def wrapped(media_type: str, token: bytes) -> Any:
    return {
        "@context": V2,
        "id": f"data:application/{media_type};base64,{base64.b64encode(token).decode()}",
        "type": "EnvelopedVerifiableCredential",
    }


WRAPPERS = [
    Attack("words on the wrapper", lambda: wrapped("vc+cose", forged()()) | {"issuer": "x"},
           "enveloped.unsigned-content", lambda: wrapped("vc+cose", forged()())),
    Attack("a presentation's media type", lambda: wrapped("vp+cose", forged()()),
           "enveloped.malformed", lambda: wrapped("vc+cose", forged()())),
    Attack("a token in place of the bytes", lambda: wrapped("vc+cose", b"eyJhbGciOiJub25lIn0.e30."),
           "cose.malformed", lambda: wrapped("vc+cose", forged()())),
]  # fmt: skip


@attacks(*WRAPPERS)
def test_a_wrapper_around_cose_says_nothing(attack):
    withstand(attack)


def test_a_credential_is_no_presentation():
    report = verify_presentation(forged()(), at=samples.LATER)
    assert report.code == "jwt.wrong-content"
