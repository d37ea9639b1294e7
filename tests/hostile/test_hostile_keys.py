"""Keys and binding: who may speak for an issuer, and how others try to."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hostile_cases import (
    HOME,
    WEB_DOCUMENT,
    WEB_KEY,
    Attack,
    attacks,
    check,
    edited,
    from_the_web,
    issued_as,
    served,
    with_proof,
    withstand,
)

import samples
from mintmark.encoding import multibase
from mintmark.keys import did_jwk
from mintmark.keys.identity import as_did_web
from mintmark.keys.private_key import PrivateKey
from mintmark.report import Outcome

MINE = samples.KEY.controller
FOREIGN = samples.OTHER_KEY.controller
FOREIGN_WEB = as_did_web(samples.OTHER_KEY, "mallory.example")
FOREIGN_DOCUMENT = "https://mallory.example/.well-known/did.json"


def issuer(value: Any) -> dict[str, Any]:
    return edited(lambda d: d.update(issuer=value))


def issuer_id(value: Any) -> dict[str, Any]:
    return edited(lambda d: d["issuer"].update(id=value))


def method(**changes: Any) -> Any:
    """Options under which the school's one key has other members; ``...`` takes one out."""

    def change(document: dict[str, Any]) -> None:
        found = document["verificationMethod"][0] | changes
        document["verificationMethod"] = [{k: v for k, v in found.items() if v is not ...}]

    return served(change=change)


def multikey(data: bytes, base: str = "z") -> Any:
    return method(publicKeyMultibase=multibase.encode(data, base))


def ed25519(point: bytes) -> Any:
    return multikey(b"\xed\x01" + point)


def school(change: Any) -> Any:
    return served(change=change)


def two_homes(mine: Any = lambda _: None, theirs: Any = lambda _: None) -> Any:
    one = served(change=mine)["documents"]
    other = served(FOREIGN_WEB, change=theirs, at=FOREIGN_DOCUMENT)["documents"]
    return {"documents": one | other}


def lists_foreign_key(document: dict[str, Any]) -> None:
    document["assertionMethod"] = [FOREIGN_WEB.verification_method]


def signed_by_mallory() -> dict[str, Any]:
    """The school's credential, signed by a key that mallory's document has."""
    return issued_as(
        WEB_KEY.controller, method=FOREIGN_WEB.verification_method, key=samples.OTHER_KEY
    )


def jwk_key(**members: Any) -> PrivateKey:
    raw = json.loads(multibase.base64url_decode(did_jwk.write(samples.KEY.public_key)[8:]))
    did = "did:jwk:" + multibase.base64url_encode(json.dumps(raw | members).encode())
    return replace(samples.KEY, controller=did, verification_method=f"{did}#0")


def jwk(**members: Any) -> Any:
    return lambda: from_the_web(key=jwk_key(**members))


BINDING = [
    Attack("issuer and signer differ", lambda: samples.signed(
        samples.unsigned(), key=samples.OTHER_KEY), "key.not-the-issuers"),
    Attack("the signer's name is the issuer's, the key is not", lambda: issued_as(
        MINE, key=replace(samples.OTHER_KEY, verification_method=samples.KEY.verification_method),
        method=samples.KEY.verification_method), "proof.bad-signature"),
    Attack("the issuer put in place of another", lambda: issuer_id(FOREIGN),
           "key.not-the-issuers"),
    Attack("the issuer as a list", lambda: edited(lambda d: d.update(issuer=[d["issuer"]])),
           "form.issuer"),
    Attack("two issuers as a list", lambda: edited(
        lambda d: d.update(issuer=[d["issuer"], FOREIGN])), "form.issuer"),
    Attack("an issuer with id and @id", lambda: edited(
        lambda d: d["issuer"].update({"@id": FOREIGN})), "context.keyword-twice"),
    Attack("an issuer with @id only", lambda: edited(
        lambda d: d["issuer"].update({"@id": d["issuer"].pop("id")})), "form.issuer"),
    Attack("an issuer with a list of ids", lambda: issuer_id([MINE, FOREIGN]), "form.issuer"),
    Attack("an issuer that is nobody", lambda: issuer(None), "form.issuer"),
    Attack("an issuer with a blank id", lambda: issuer_id("_:b0"), "form.issuer"),
    Attack("an issuer with a relative id", lambda: issuer_id("/school"), "form.issuer"),
    Attack("a fragment glued to the issuer", lambda: issued_as(f"{MINE}#x"),
           "key.malformed-multikey"),
    Attack("the key's own name as the issuer", lambda: issued_as(
        samples.KEY.verification_method), "key.malformed-multikey"),
    Attack("a query glued to the issuer", lambda: issued_as(f"{MINE}?service=x"),
           "key.malformed-multikey"),
    Attack("a slash behind the issuer", lambda: issued_as(f"{MINE}/"), "key.malformed-multikey"),
    Attack("the issuer in capitals", lambda: issued_as(MINE.replace("did:key", "DID:KEY")),
           "key.not-resolvable"),
    Attack("the issuer percent-encoded", lambda: issued_as(MINE.replace("z6", "z%36")),
           "key.malformed-multikey"),
    Attack("a cyrillic letter in the issuer", lambda: issued_as(MINE.replace("z6M", "z6М")),
           "key.malformed-multikey"),
    Attack("a white space behind the issuer", lambda: issuer_id(f"{MINE} "), "form.issuer"),
    Attack("a zero-width space behind the issuer", lambda: issued_as(f"{MINE}​"),
           "key.malformed-multikey"),
    Attack("the fragment names another key", lambda: issued_as(
        MINE, method=f"{MINE}#{FOREIGN[8:]}"), "key.not-the-issuers"),
    Attack("no fragment at all", lambda: issued_as(MINE, method=MINE), "key.not-the-issuers"),
    Attack("two fragments", lambda: with_proof(
        verificationMethod=f"{samples.KEY.verification_method}#{FOREIGN[8:]}"),
        "key.not-the-issuers"),
    Attack("the key written out in the proof", lambda: with_proof(verificationMethod={
        "id": samples.KEY.verification_method, "type": "Multikey", "controller": MINE,
        "publicKeyMultibase": MINE[8:]}), "proof.malformed"),
    Attack("several keys in the proof", lambda: with_proof(
        verificationMethod=[samples.KEY.verification_method]), "proof.malformed"),
    Attack("a key added to the proof", lambda: with_proof(publicKeyMultibase=MINE[8:]),
           "context.undefined-term"),
    Attack("a DID method nobody here knows", lambda: issued_as("did:example:school"),
           "key.unsupported-did-method", outcome=Outcome.INDETERMINATE),
    Attack("a URN for an issuer", lambda: issued_as("urn:uuid:school"), "key.not-resolvable"),
    Attack("an http issuer", lambda: issued_as("http://school.example/"), "key.not-resolvable"),
    Attack("an issuer with user and password", lambda: issued_as(
        "https://school.example@mallory.example/"), "key.not-resolvable"),
    Attack("an issuer with a fragment on the web", lambda: issued_as(f"{HOME}/#mallory"),
           "key.not-resolvable"),
]  # fmt: skip

DOCUMENTS = [
    Attack("the document is somebody else's", from_the_web, "key.wrong-document", from_the_web,
           options=school(lambda d: d.update(id="did:web:mallory.example")),
           twin_options=served()),
    Attack("the document has a slash more", from_the_web, "key.wrong-document", from_the_web,
           options=school(lambda d: d.update(id=d["id"] + "/")), twin_options=served()),
    Attack("the document is in capitals", from_the_web, "key.wrong-document", from_the_web,
           options=school(lambda d: d.update(id=d["id"].upper())), twin_options=served()),
    Attack("the document has several ids", from_the_web, "key.wrong-document", from_the_web,
           options=school(lambda d: d.update(id=[d["id"]])), twin_options=served()),
    Attack("the issuer's domain in other letters", lambda: issued_as(
        "did:web:School.example", method=WEB_KEY.verification_method), "key.wrong-document",
        from_the_web,
        options={"documents": dict.fromkeys(
            ("https://School.example/.well-known/did.json", WEB_DOCUMENT),
            served()["documents"][WEB_DOCUMENT])}),
    Attack("the key is listed for signing in only", from_the_web, "key.not-the-issuers",
           from_the_web, options=school(
               lambda d: d.update(authentication=d.pop("assertionMethod"))),
           twin_options=served()),
    Attack("the key is there and not listed", from_the_web, "key.not-the-issuers", from_the_web,
           options=school(lambda d: d.update(assertionMethod=[])), twin_options=served()),
    Attack("the key names another controller", from_the_web, "key.wrong-controller", from_the_web,
           options=method(controller="did:web:mallory.example"), twin_options=served()),
    Attack("the key names no controller", from_the_web, "key.wrong-controller", from_the_web,
           options=method(controller=...), twin_options=served()),
    Attack("the key names several controllers", from_the_web, "key.wrong-controller", from_the_web,
           options=method(controller=[WEB_KEY.controller, "did:web:mallory.example"]),
           twin_options=served()),
    Attack("two keys of one name", from_the_web, "key.duplicate-method", from_the_web,
           options=school(lambda d: d.update(verificationMethod=d["verificationMethod"] * 2)),
           twin_options=served()),
    Attack("the name once as a key and once for a purpose", from_the_web, "key.duplicate-method",
           from_the_web, options=school(
               lambda d: d.update(assertionMethod=[d["verificationMethod"][0]])),
           twin_options=served()),
    Attack("a revoked key", from_the_web, "key.revoked", from_the_web,
           options=method(revoked="2026-05-05T00:00:00Z"),
           twin_options=method(revoked="2026-07-01T00:00:00Z")),
    Attack("a key revoked after the proof says it was made", from_the_web, "key.revoked",
           from_the_web, options=method(revoked="2026-05-31T00:00:00Z"),
           twin_options=method(expires="2026-07-01T00:00:00Z")),
    Attack("an expired key", from_the_web, "key.expired", from_the_web,
           options=method(expires="2026-05-05T00:00:00Z"), twin_options=served()),
    Attack("a revocation without zone", from_the_web, "key.malformed-method", from_the_web,
           options=method(revoked="2026-07-05T00:00:00"), twin_options=served()),
    Attack("a revocation that is null", from_the_web, "key.malformed-method", from_the_web,
           options=method(revoked=None), twin_options=served()),
    Attack("the private key published", from_the_web, "key.private-in-public", from_the_web,
           options=method(secretKeyMultibase="z1"), twin_options=served()),
    Attack("a type of key nobody here knows", from_the_web, "key.unknown-method-type",
           from_the_web, Outcome.INDETERMINATE, method(type="Ed25519VerificationKey2018"),
           served()),
    Attack("a list of types of key", from_the_web, "key.malformed-method", from_the_web,
           options=method(type=["Multikey"]), twin_options=served()),
    Attack("two keys in one method", from_the_web, "key.malformed-method", from_the_web,
           options=method(publicKeyJwk={"kty": "OKP"}), twin_options=served()),
    Attack("a duplicate member in the document", from_the_web, "key.malformed-document",
           from_the_web, options={"documents": {
               WEB_DOCUMENT: '{"id":"x",' + served()["documents"][WEB_DOCUMENT][1:]}},
           twin_options=served()),
    Attack("a document without end", from_the_web, "key.malformed-document", from_the_web,
           options={"documents": {WEB_DOCUMENT: served()["documents"][WEB_DOCUMENT]
                                  + " " * 300_000}}, twin_options=served()),
    Attack("a document nested without end", from_the_web, "key.malformed-document", from_the_web,
           options=school(lambda d: d.update(x=json.loads("[" * 40 + "]" * 40))),
           twin_options=served()),
    Attack("300 keys", from_the_web, "key.too-many-methods", from_the_web,
           options=school(lambda d: d.update(authentication=[f"#k{n}" for n in range(300)])),
           twin_options=served()),
    Attack("a path that climbs", lambda: issued_as("did:web:school.example:..:mallory"),
           "key.malformed-did"),
    Attack("a path that climbs in disguise", lambda: issued_as(
        "did:web:school.example:%2E%2E:mallory"), "key.malformed-did"),
    Attack("a slash in the path", lambda: issued_as("did:web:school.example:a%2Fb"),
           "key.malformed-did"),
    Attack("a host behind the host", lambda: issued_as("did:web:school.example%2F@mallory.example"),
           "key.malformed-did"),
    Attack("an address of a machine", lambda: issued_as("did:web:127.0.0.1"), "key.malformed-did"),
    Attack("an address of a machine as one number", lambda: issued_as("did:web:2130706433"),
           "key.malformed-did"),
    Attack("a port that is none", lambda: issued_as("did:web:school.example%3A99999"),
           "key.malformed-did"),
    Attack("an empty step of the path", lambda: issued_as("did:web:school.example::x"),
           "key.malformed-did"),
    Attack("a one-way claim: mallory's key says it is the school's", signed_by_mallory,
           "key.not-the-issuers", from_the_web,
           options=two_homes(theirs=lambda d: d["verificationMethod"][0].update(
               controller=WEB_KEY.controller)), twin_options=served()),
    Attack("the school lists a key that its own home does not list", signed_by_mallory,
           "key.not-listed", signed_by_mallory,
           options=two_homes(lists_foreign_key, lambda d: d.update(assertionMethod=[])),
           twin_options=two_homes(lists_foreign_key)),
    Attack("the school describes mallory's key as it likes", lambda: issued_as(
        WEB_KEY.controller, method=FOREIGN_WEB.verification_method), "proof.bad-signature",
        signed_by_mallory,
        options=two_homes(lambda d: (
            lists_foreign_key(d),
            d["verificationMethod"][0].update(id=FOREIGN_WEB.verification_method))),
        twin_options=two_homes(lists_foreign_key)),
]  # fmt: skip

_P = 2**255 - 19
MALFORMED = [
    Attack(name, from_the_web, code, from_the_web, options=options, twin_options=served())
    for name, code, options in [
        ("a key too short", "key.wrong-length", ed25519(b"\1" * 31)),
        ("a key too long", "key.wrong-length", ed25519(b"\1" * 33)),
        ("a key of no bytes", "key.wrong-length", ed25519(b"")),
        ("the neutral point", "key.not-a-point", ed25519((1).to_bytes(32, "little"))),
        ("a point of order two", "key.not-a-point", ed25519((_P - 1).to_bytes(32, "little"))),
        ("a point of order four", "key.not-a-point", ed25519(bytes(32))),
        ("a point of order eight", "key.not-a-point", ed25519(bytes.fromhex(
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"))),
        ("a coordinate beyond the field", "key.not-a-point",
         ed25519((_P + 3).to_bytes(32, "little"))),
        ("the neutral point, spelt otherwise", "key.not-a-point",
         ed25519((_P + 1).to_bytes(32, "little"))),
        ("a private key for a public one", "key.private-in-public",
         multikey(b"\x80\x26" + b"\1" * 32)),
        ("another base", "key.malformed-multikey",
         multikey(b"\xed\x01" + samples.KEY.public_key.raw, "u")),
        ("no base", "key.malformed-multikey", method(publicKeyMultibase=MINE[9:])),
        ("a letter that base 58 lacks", "key.malformed-multikey",
         method(publicKeyMultibase=MINE[8:-1] + "0")),
        ("a key without end", "key.malformed-multikey",
         method(publicKeyMultibase="z" + "2" * 100_000)),
        ("a number for a key", "key.malformed-multikey", method(publicKeyMultibase=7)),
        ("no key", "key.malformed-multikey", method(publicKeyMultibase=...)),
        ("a point off the curve", "key.not-a-point", multikey(b"\x80\x24\x02" + b"\xff" * 32)),
    ]
] + [
    Attack(name, from_the_web, "key.unknown-codec", from_the_web, Outcome.INDETERMINATE, options,
           served())
    for name, options in [
        ("another codec", multikey(b"\xec\x01" + b"\1" * 32)),
        ("no codec", multikey(b"\1" * 32)),
        ("a codec written too long", multikey(b"\xed\x81\x00" + samples.KEY.public_key.raw)),
    ]
]  # fmt: skip

JWK = [
    Attack("a private key in the name", jwk(d="AA"), "key.private-in-public", jwk()),
    Attack("a key for secrecy in the name", jwk(use="enc"), "key.not-for-signatures",
           jwk(use="sig")),
    Attack("a key for another algorithm", jwk(alg="ES256"), "key.not-for-signatures",
           jwk(alg="EdDSA")),
    Attack("another curve with the same bytes", jwk(crv="X25519"), "key.unknown-curve", jwk(),
           Outcome.INDETERMINATE),
    Attack("another type of key", jwk(kty="EC"), "key.malformed-jwk", jwk()),
    Attack("padded bytes", jwk(x=multibase.base64url_encode(samples.KEY.public_key.raw) + "="),
           "key.malformed-jwk", jwk()),
    Attack("the fragment names no key of it", lambda: from_the_web(key=replace(
        jwk_key(), verification_method=jwk_key().controller + "#1")), "key.not-the-issuers",
        jwk()),
]  # fmt: skip


@attacks(*BINDING)
def test_nobody_else_speaks_for_the_issuer(attack):
    withstand(attack)


@attacks(*DOCUMENTS)
def test_the_issuers_own_document_decides(attack):
    withstand(attack)


@attacks(*MALFORMED, *JWK)
def test_a_malformed_key_proves_nothing(attack):
    withstand(attack)


def test_a_key_of_another_kind_does_not_fit_the_suite():
    document = issued_as(samples.P256_KEY.controller, key=samples.P256_KEY,
                         method=samples.P256_KEY.verification_method)  # fmt: skip
    assert check(document).outcome is Outcome.VALID
    document["proof"]["cryptosuite"] = "eddsa-rdfc-2022"
    assert check(document).code == "proof.wrong-key-kind"
