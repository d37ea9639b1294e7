"""Proofs that stand in the document: stripped, padded, swapped, made for something else."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hostile_cases import Attack, attacks, check, edited, plain, with_proof, withstand

import samples
from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.keys.private_key import from_secret_bytes
from mintmark.proofs import ecdsa_sd_2023, strict_cbor
from mintmark.proofs.sd_proof_value import read_derived
from mintmark.report import Outcome

ORDER = 2**252 + 27742317777372353535851937790883648493
GOOD = samples.credential()
SIGNATURE = multibase.decode(GOOD["proof"]["proofValue"])


def value(signature: bytes, base: str = "z") -> Any:
    return lambda: with_proof(proofValue=multibase.encode(signature, base))


def beyond_order() -> bytes:
    """S + L: the same signature to a verifier that does not look."""
    s = int.from_bytes(SIGNATURE[32:], "little") + ORDER
    return SIGNATURE[:32] + s.to_bytes(32, "little")


def proofs(*found: Any) -> Any:
    return lambda: edited(lambda d: d.update(proof=list(found)))


def chain(*, keep: slice = slice(None)) -> dict[str, Any]:
    """Two proofs by the issuer, the second made over the first."""
    first = samples.signed(samples.unsigned(), proof_id="urn:uuid:proof-1")
    both = samples.signed(first, proof_id="urn:uuid:proof-2", previous=["urn:uuid:proof-1"])
    both["proof"] = both["proof"][keep]
    return both


def in_chain(number: int, **changes: Any) -> Any:
    def make() -> dict[str, Any]:
        document = chain()
        document["proof"][number].update(changes)
        return document

    return make


PROOFS = [
    Attack("no proof", lambda: edited(lambda d: d.pop("proof")), "proof.missing"),
    Attack("a proof that is null", lambda: edited(lambda d: d.update(proof=None)),
           "proof.missing"),
    Attack("an empty list of proofs", proofs(), "proof.missing"),
    Attack("a proof that is text", proofs("eyJ"), "proof.malformed"),
    Attack("a proof that is null among others", proofs(GOOD["proof"], None), "proof.malformed"),
    Attack("proofs in a list in a list", proofs([GOOD["proof"]]), "proof.malformed"),
    Attack("an empty proof", proofs({}), "proof.malformed"),
    Attack("17 proofs", proofs(*[GOOD["proof"]] * 17), "proof.too-many"),
    Attack("the proof under its full name", lambda: edited(lambda d: d.update(
        {"https://w3id.org/security#proof": d.pop("proof")})), "context.not-compact"),
    Attack("a second proof under its full name", lambda: edited(lambda d: d.update(
        {"https://w3id.org/security#proof": d["proof"]})), "context.not-compact"),
    Attack("the proof beside a graph", lambda: edited(lambda d: d.update(
        {"@graph": [{"id": "urn:x:1"}]})), "context.keyword-not-allowed"),
    Attack("a proof inside the subject", lambda: edited(
        lambda d: d["credentialSubject"].update(proof=d.pop("proof"))), "context.undefined-term"),
    Attack("another's proof inside the subject", lambda: edited(
        lambda d: d["credentialSubject"].update(proof=d["proof"])), "context.undefined-term"),
    Attack("made for signing in", lambda: samples.signed(
        samples.unsigned(), purpose="authentication"), "proof.wrong-purpose"),
    Attack("the purpose changed afterwards", lambda: edited(
        lambda d: d["proof"].update(proofPurpose="assertionMethod"), samples.signed(
            samples.unsigned(), purpose="authentication")), "proof.bad-signature"),
    Attack("several purposes", lambda: with_proof(
        proofPurpose=["assertionMethod", "authentication"]), "proof.malformed"),
    Attack("the purpose by its full name", lambda: with_proof(
        proofPurpose="https://w3id.org/security#assertionMethod"), "proof.wrong-purpose"),
    Attack("no purpose", lambda: with_proof(proofPurpose=...), "proof.malformed"),
    Attack("a suite nobody here knows", lambda: with_proof(cryptosuite="bbs-2023"),
           "proof.unknown-suite", outcome=Outcome.INDETERMINATE),
    Attack("no suite", lambda: with_proof(cryptosuite=...), "proof.malformed"),
    Attack("a suite for another canonical form", lambda: with_proof(cryptosuite="eddsa-jcs-2022"),
           "proof.bad-signature"),
    Attack("a suite for another kind of key", lambda: with_proof(cryptosuite="ecdsa-rdfc-2019"),
           "proof.wrong-key-kind"),
    Attack("the older type with a suite", lambda: with_proof(type="Ed25519Signature2020"),
           "proof.malformed"),
    Attack("the older type in place of the suite", lambda: with_proof(
        cryptosuite="Ed25519Signature2020"), "proof.malformed"),
    Attack("the older type", lambda: with_proof(type="Ed25519Signature2020", cryptosuite=...),
           "context.undefined-term"),
    Attack("a type nobody here knows", lambda: with_proof(type="JwtProof2020"),
           "proof.unknown-type", outcome=Outcome.INDETERMINATE),
    Attack("two types", lambda: with_proof(type=["DataIntegrityProof", "JwtProof2020"]),
           "proof.malformed"),
    Attack("@type beside type", lambda: with_proof(**{"@type": "DataIntegrityProof"}),
           "proof.malformed"),
    Attack("@id beside id", lambda: with_proof(**{"@id": "urn:x:1"}), "proof.malformed"),
    Attack("a word the contexts lack", lambda: with_proof(jws="x"), "context.undefined-term"),
    Attack("contexts of its own", lambda: with_proof(**{"@context": GOOD["@context"][:1]}),
           "proof.context-mismatch"),
    Attack("an empty context", lambda: with_proof(**{"@context": {}}), "proof.context-mismatch"),
    Attack("a null context", lambda: with_proof(**{"@context": None}), "proof.context-mismatch"),
    Attack("made in the future", lambda: samples.signed(
        samples.unsigned(), created=samples.at("2026-06-01T12:06:00Z")), "proof.from-the-future",
        lambda: samples.signed(samples.unsigned(), created=samples.at("2026-06-01T12:04:00Z"))),
    Attack("a time without zone", lambda: with_proof(created="2026-05-04T12:00:00"),
           "proof.malformed"),
    Attack("the same moment written otherwise", lambda: with_proof(
        created="2026-05-04T13:00:00+01:00"), "proof.bad-signature"),
    Attack("no time", lambda: with_proof(created=...), "proof.bad-signature"),
    Attack("expired", lambda: samples.signed(
        samples.unsigned(), expires=samples.at("2026-06-01T12:00:00Z")), "proof.expired",
        lambda: samples.signed(samples.unsigned(), expires=samples.at("2026-06-01T12:00:01Z"))),
    Attack("the end taken away", lambda: edited(lambda d: d["proof"].pop("expires"), samples.signed(
        samples.unsigned(), expires=samples.at("2026-05-05T00:00:00Z"))), "proof.bad-signature"),
    Attack("an end that is null", lambda: with_proof(expires=None), "proof.malformed"),
    Attack("a challenge added", lambda: with_proof(challenge="x"), "proof.bad-signature"),
    Attack("the proof of another credential", lambda: edited(lambda d: d.update(
        proof=samples.resigned(lambda o: o.update(name="Other"))["proof"])),
        "proof.bad-signature"),
]  # fmt: skip

VALUES = [
    Attack("S beyond the order", value(beyond_order()), "proof.bad-signature"),
    Attack("no bytes", value(b""), "proof.malformed"),
    Attack("a byte too few", value(SIGNATURE[:-1]), "proof.malformed"),
    Attack("a byte too many", value(SIGNATURE + b"\0"), "proof.malformed"),
    Attack("zeros", value(bytes(64)), "proof.bad-signature"),
    Attack("the neutral point and nothing", value(b"\1" + bytes(63)), "proof.bad-signature"),
    Attack("in another base", value(SIGNATURE, "u"), "proof.malformed"),
    Attack("without its base", lambda: with_proof(
        proofValue=multibase.base58btc_encode(SIGNATURE)), "proof.malformed"),
    Attack("a white space behind", lambda: with_proof(
        proofValue=GOOD["proof"]["proofValue"] + " "), "proof.malformed"),
    Attack("a zero before", lambda: with_proof(
        proofValue="z1" + GOOD["proof"]["proofValue"][1:]), "proof.malformed"),
    Attack("without end", lambda: with_proof(proofValue="z" + "2" * 1_000_000),
           "proof.malformed"),
    Attack("a list", lambda: with_proof(proofValue=[GOOD["proof"]["proofValue"]]),
           "proof.malformed"),
    Attack("none", lambda: with_proof(proofValue=...), "proof.malformed"),
]  # fmt: skip

FOREIGN_PROOF = samples.signed(samples.unsigned(), key=samples.OTHER_KEY)["proof"]

SETS = [
    Attack("padded with a bad proof", proofs(GOOD["proof"], GOOD["proof"] | {
        "created": "2026-05-05T12:00:00Z"}), "proof.bad-signature",
        proofs(GOOD["proof"], FOREIGN_PROOF)),
    Attack("padded with a proof of an unknown suite", proofs(
        GOOD["proof"], GOOD["proof"] | {"cryptosuite": "bbs-2023"}), "proof.unknown-suite",
        proofs(GOOD["proof"], FOREIGN_PROOF), outcome=Outcome.INDETERMINATE),
    Attack("stripped of the issuer's own", proofs(FOREIGN_PROOF), "key.not-the-issuers",
           proofs(FOREIGN_PROOF, GOOD["proof"])),
    Attack("a chain stripped of its beginning", lambda: chain(keep=slice(1, None)),
           "proof.unknown-previous", chain),
    Attack("a chain whose beginning was changed", in_chain(0, created="2026-05-05T12:00:00Z"),
           "proof.bad-signature", chain),
    Attack("a chain whose end was cut loose", in_chain(1, previousProof="urn:uuid:proof-2"),
           "proof.cycle", chain),
    Attack("a chain in a circle", in_chain(0, previousProof="urn:uuid:proof-2"), "proof.cycle",
           chain),
    Attack("a chain to nowhere", in_chain(0, previousProof="urn:uuid:x"),
           "proof.unknown-previous", chain),
    Attack("a chain with one name twice", in_chain(0, id="urn:uuid:proof-2"),
           "proof.duplicate-id", chain),
    Attack("a chain that names one twice", in_chain(1, previousProof=["urn:uuid:proof-1"] * 2),
           "proof.malformed", chain),
    Attack("a chain that names nothing", in_chain(1, previousProof=[]), "proof.malformed", chain),
    Attack("an id that is a list", in_chain(1, id=["urn:uuid:proof-2"]), "proof.malformed", chain),
]  # fmt: skip


@attacks(*PROOFS)
def test_a_proof_says_what_it_was_made_for(attack):
    withstand(attack)


@attacks(*VALUES)
def test_a_signature_has_one_spelling(attack):
    withstand(attack)


@attacks(*SETS)
def test_sets_and_chains_hold_as_a_whole(attack):
    withstand(attack)


@pytest.mark.parametrize("curve", ["P-256", "P-384"])
@pytest.mark.parametrize("signature", ["zeros", "r only", "der", "order"])
def test_signatures_on_nist_curves_have_one_spelling(curve, signature):
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    key = from_secret_bytes(curve, bytes(range(1, 33 if curve == "P-256" else 49)))
    document = samples.credential(key=key)
    assert check(document).outcome is Outcome.VALID
    raw = multibase.decode(document["proof"]["proofValue"])
    half = len(raw) // 2
    r, s = (int.from_bytes(part, "big") for part in (raw[:half], raw[half:]))
    order = {
        "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        "P-384": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    }[curve]
    forged = {
        "zeros": bytes(len(raw)),
        "r only": raw[:half] + bytes(half),
        "der": encode_dss_signature(r, s),
        "order": raw[:half] + min(s + order, 2 ** (8 * half) - 1).to_bytes(half, "big"),
    }[signature]
    document["proof"]["proofValue"] = multibase.encode(forged)
    assert check(document).code in {"proof.bad-signature", "proof.malformed"}


MANDATORY = ["/issuer", "/validFrom", "/credentialSubject/id"]


def derived(*shown: str) -> dict[str, Any]:
    """A credential of which a holder shows a part."""
    document = plain(
        issuer=samples.P256_KEY.controller,
        validFrom="2026-05-04T12:00:00Z",
        credentialSubject={"id": "did:example:ana", "name": "Ana", "description": "A baker"},
    )
    base = ecdsa_sd_2023.sign_base(
        document,
        signer=samples.P256_KEY,
        created=samples.ISSUED,
        mandatory_pointers=MANDATORY,
        hmac_key=bytes(range(32)),
        proof_key=from_secret_bytes("P-256", bytes(range(2, 34))),
        contexts=BUNDLED,
    )
    return ecdsa_sd_2023.derive(
        base, selective_pointers=shown or ["/credentialSubject/name"], contexts=BUNDLED
    )


def with_cbor(change: Any) -> Any:
    def make() -> dict[str, Any]:
        document = derived()
        data = multibase.decode(document["proof"]["proofValue"])
        parts = strict_cbor.loads(data[3:])
        document["proof"]["proofValue"] = multibase.encode(change(data[:3], parts), "u")
        return document

    return make


def shown(change: Any) -> Any:
    return lambda: edited(change, derived())


def swap(position: int, part: Any) -> Any:
    def change(head: bytes, parts: Any) -> bytes:
        parts[position] = part(parts[position]) if callable(part) else part
        return head + strict_cbor.dumps(parts)

    return change


DERIVED = [
    Attack("another header", with_cbor(lambda h, p: b"\xd9\x5d\x00" + strict_cbor.dumps(p)),
           "proof.base-not-derived", derived),
    Attack("a header of no suite", with_cbor(lambda h, p: b"\xd9\x5d\x07" + strict_cbor.dumps(p)),
           "proof.malformed", derived),
    Attack("bytes behind the end", with_cbor(lambda h, p: h + strict_cbor.dumps(p) + b"\0"),
           "proof.malformed", derived),
    Attack("cut off", with_cbor(lambda h, p: h + strict_cbor.dumps(p)[:-1]), "proof.malformed",
           derived),
    Attack("an array without length", with_cbor(
        lambda h, p: h + b"\x9f" + strict_cbor.dumps(p)[1:] + b"\xff"), "proof.malformed",
        derived),
    Attack("a length that is a lie", with_cbor(
        lambda h, p: h + b"\x9b" + b"\xff" * 8 + strict_cbor.dumps(p)[1:]), "proof.malformed",
        derived),
    Attack("a length longer than it needs to be", with_cbor(
        lambda h, p: h + b"\x98\x05" + strict_cbor.dumps(p)[1:]), "proof.malformed", derived),
    Attack("arrays without end", with_cbor(lambda h, p: h + b"\x81" * 100_000),
           "proof.malformed", derived),
    Attack("four parts", with_cbor(lambda h, p: h + strict_cbor.dumps(p[:4])),
           "proof.malformed", derived),
    Attack("a part more", with_cbor(lambda h, p: h + strict_cbor.dumps([*p, 1])),
           "proof.malformed", derived),
    Attack("no signatures", with_cbor(swap(2, [])), "proof.malformed", derived),
    Attack("a signature too many", with_cbor(swap(2, lambda s: [*s, s[0]])), "proof.malformed",
           derived),
    Attack("signatures in another order", with_cbor(
        swap(2, lambda s: [bytes(64), *s[1:]])), "proof.bad-signature", derived),
    Attack("a key of one's own", with_cbor(swap(
        1, b"\x80\x24" + samples.P256_KEY.public_key.raw)), "proof.bad-signature", derived),
    Attack("a key that is none", with_cbor(swap(1, b"\x80\x24\x02" + b"\xff" * 32)),
           "proof.malformed", derived),
    Attack("all is said to be mandatory", with_cbor(
        swap(4, lambda _: list(range(7)))), "proof.malformed", derived),
    Attack("an index beyond", with_cbor(swap(4, lambda i: [*i[:-1], 99])), "proof.malformed",
           derived),
    Attack("indexes twice", with_cbor(swap(4, lambda i: [i[0], *i])), "proof.malformed", derived),
    Attack("names of nodes that are not there", with_cbor(swap(3, {9: b"\1" * 32})),
           "proof.malformed", derived),
    Attack("what was shown is changed", shown(
        lambda d: d["credentialSubject"].update(name="Eve")), "proof.bad-signature", derived),
    Attack("what must be shown is hidden", shown(lambda d: d.pop("validFrom")),
           "proof.malformed", derived),
    Attack("something is added", shown(lambda d: d.update(name="x")), "proof.malformed", derived),
    Attack("the whole proof in place of a part", lambda: _base(), "proof.base-not-derived",
           derived),
]  # fmt: skip


def _base() -> dict[str, Any]:
    return ecdsa_sd_2023.sign_base(
        plain(issuer=samples.P256_KEY.controller),
        signer=samples.P256_KEY,
        created=samples.ISSUED,
        mandatory_pointers=["/issuer"],
        hmac_key=bytes(range(32)),
        proof_key=from_secret_bytes("P-256", bytes(range(2, 34))),
        contexts=BUNDLED,
    )


@attacks(*DERIVED)
def test_a_derived_proof_shows_what_was_signed(attack):
    withstand(attack)


def test_the_twins_are_what_they_claim_to_be():
    """The parts that the attacks above exchange are really there."""
    value = read_derived(derived()["proof"]["proofValue"])
    assert value.signatures
    assert value.mandatory_indexes
    assert json.loads(json.dumps(chain())) == chain()
    assert copy.deepcopy(GOOD) == samples.credential()
