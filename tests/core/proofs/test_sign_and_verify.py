"""Signing and verifying with each suite. DIG-10: metadata verifiable and unforgeable."""

import copy
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import MintmarkError, ProofError, UsageError
from mintmark.keys.curves import CURVES
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.proofs import ecdsa_jcs_2019, ecdsa_rdfc_2019, eddsa_jcs_2022, eddsa_rdfc_2022
from mintmark.proofs.data_integrity import add_proof, proofs_of, verify_proof, without_proof
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import DEFAULT_SUITES

V2 = "https://www.w3.org/ns/credentials/v2"
CREATED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
KEYS = {
    kind: from_secret_bytes(kind, bytes([0, *b"\7" * (curve.secret_size - 1)]))
    for kind, curve in CURVES.items()
}
CREDENTIAL: dict[str, Any] = {
    "@context": [V2],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential"],
    "name": "Bread baking",
    "issuer": "did:web:school.example",
    "validFrom": "2026-03-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:learner", "name": "Ada"},
}
PAIRS = [
    (eddsa_rdfc_2022.SUITE, "Ed25519"),
    (eddsa_jcs_2022.SUITE, "Ed25519"),
    (ecdsa_rdfc_2019.SUITE, "P-256"),
    (ecdsa_rdfc_2019.SUITE, "P-384"),
    (ecdsa_jcs_2019.SUITE, "P-256"),
    (ecdsa_jcs_2019.SUITE, "P-384"),
]
JCS, RDFC = PAIRS[1], PAIRS[0]
Pair = tuple[Cryptosuite, str]


@pytest.fixture(params=PAIRS, ids=lambda pair: f"{pair[0].name} {pair[1]}")
def pair(request: pytest.FixtureRequest) -> Pair:
    return request.param


def sign(pair: Pair, document: dict[str, Any] = CREDENTIAL, **more: Any) -> dict[str, Any]:
    suite, kind = pair
    options = {"suite": suite, "signer": KEYS[kind], "created": CREATED, "contexts": BUNDLED}
    return add_proof(document, **{**options, **more})


def verify(document: dict[str, Any], kind: str, **more: Any) -> dict[str, Any]:
    proof = proofs_of(document)[-1]
    options = {"suites": DEFAULT_SUITES, "contexts": BUNDLED, **more}
    return verify_proof(document, proof, KEYS[kind].public_key, **options)


def refused(document: dict[str, Any], kind: str, **more: Any) -> str:
    with pytest.raises(MintmarkError) as caught:
        verify(document, kind, **more)
    return caught.value.code


def test_what_is_signed_verifies(pair: Pair) -> None:
    signed = sign(pair)
    assert verify(signed, pair[1]) == CREDENTIAL == without_proof(signed)
    assert signed["proof"]["created"] == "2026-03-01T09:30:00Z"
    assert json.loads(json.dumps(signed)) == signed


def test_the_document_may_come_without_its_proof(pair: Pair) -> None:
    (proof,) = proofs_of(sign(pair))
    key = KEYS[pair[1]].public_key
    options = {"suites": DEFAULT_SUITES, "contexts": BUNDLED}
    assert verify_proof(CREDENTIAL, proof, key, **options) == CREDENTIAL


@given(
    name=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
    pair=st.sampled_from(PAIRS),
)
@settings(max_examples=30)
def test_any_text_is_signed_and_verified(name: str, pair: Pair) -> None:
    document = {**CREDENTIAL, "name": name}
    signed = sign(pair, document)
    assert verify(signed, pair[1]) == document
    signed["name"] += "."
    assert refused(signed, pair[1]) == "proof.bad-signature"


SIGNED = {pair: json.dumps(sign(pair)).encode() for pair in PAIRS}


@given(st.sampled_from(PAIRS), st.integers(0, 2000), st.integers(1, 127))
@settings(max_examples=80)
def test_one_flipped_byte_never_verifies(pair: Pair, position: int, flip: int) -> None:
    data = bytearray(SIGNED[pair])
    data[position % len(data)] ^= flip
    try:
        document = json.loads(data)
        unchanged = document == json.loads(SIGNED[pair])
    except (ValueError, RecursionError):
        return
    if not isinstance(document, dict) or unchanged:
        return
    with pytest.raises(MintmarkError):
        verify(document, pair[1])


# Suites and keys


def test_only_accepted_suites_count(pair: Pair) -> None:
    signed = sign(pair)
    others = DEFAULT_SUITES - {pair[0]}
    assert refused(signed, pair[1], suites=others) == "proof.unknown-suite"
    assert refused(signed, pair[1], suites=frozenset()) == "proof.unknown-suite"
    assert verify(signed, pair[1], suites=frozenset({pair[0]}))


def test_a_key_of_another_kind_is_refused(pair: Pair) -> None:
    signed = sign(pair)
    for kind in KEYS.keys() - {known for known, _ in pair[0].hashes}:
        assert refused(signed, kind) == "proof.wrong-key-kind"
        with pytest.raises(ProofError) as caught:
            sign((pair[0], kind))
        assert caught.value.code == "proof.wrong-key-kind"


def test_the_two_ecdsa_kinds_are_not_swapped() -> None:
    for suite in (ecdsa_rdfc_2019.SUITE, ecdsa_jcs_2019.SUITE):
        assert refused(sign((suite, "P-256")), "P-384") == "proof.malformed"
        assert refused(sign((suite, "P-384")), "P-256") == "proof.malformed"


def test_a_signer_that_gives_no_signature_is_noticed() -> None:
    @dataclass(frozen=True)
    class Broken:
        kind: str = "Ed25519"
        controller: str = "did:web:school.example"
        verification_method: str = "did:web:school.example#key-1"

        def sign(self, data: bytes) -> bytes:
            return data[:63]

    with pytest.raises(ProofError) as caught:
        sign(JCS, signer=Broken())
    assert caught.value.code == "proof.broken-signer"


# The proof itself


def test_a_proof_for_another_purpose_is_refused(pair: Pair) -> None:
    signed = sign(pair, purpose="authentication")
    assert refused(signed, pair[1]) == "proof.wrong-purpose"
    assert verify(signed, pair[1], purpose="authentication")
    signed["proof"]["proofPurpose"] = "assertionMethod"
    assert refused(signed, pair[1]) == "proof.bad-signature"


def test_malformed_signatures_are_refused(pair: Pair) -> None:
    signed = sign(pair)
    value = signed["proof"]["proofValue"]
    raw = multibase.decode(value)
    for bad in (
        None,
        5,
        "",
        "z",
        value[1:],
        "u" + multibase.base64url_encode(raw),
        value + " ",
        value.replace(value[5], "0"),
        multibase.encode(raw[:-1]),
        multibase.encode(raw + b"\0"),
        multibase.encode(b"\0" + raw),
        "z" + "2" * 10_000,
    ):
        signed["proof"]["proofValue"] = bad
        assert refused(signed, pair[1]) == "proof.malformed"
    del signed["proof"]["proofValue"]
    assert refused(signed, pair[1]) == "proof.malformed"


def test_members_added_to_a_proof_are_refused(pair: Pair) -> None:
    signed = sign(pair)
    for extra in ({"nonce": "1"}, {"challenge": "1"}, {"expires": "2030-01-01T00:00:00Z"}):
        altered = {**signed, "proof": {**signed["proof"], **extra}}
        assert refused(altered, pair[1]) == "proof.bad-signature"
    unknown = {**signed, "proof": {**signed["proof"], "verifiedBy": "me"}}
    assert refused(unknown, pair[1]).split(".")[0] in ("proof", "context")


def test_signed_times_are_kept(pair: Pair) -> None:
    expires = datetime(2027, 1, 1, tzinfo=UTC)
    signed = sign(pair, expires=expires, proof_id="urn:uuid:1")
    assert verify(signed, pair[1])
    (proof,) = proofs_of(signed)
    assert (proof.created, proof.expires, proof.id) == (CREATED, expires, "urn:uuid:1")
    signed["proof"]["expires"] = "2028-01-01T00:00:00Z"
    assert refused(signed, pair[1]) == "proof.bad-signature"


def test_a_time_without_a_zone_is_not_signed() -> None:
    with pytest.raises(UsageError):
        sign(JCS, created=datetime(2026, 3, 1))


# Contexts


def test_only_what_was_signed_comes_back_from_jcs() -> None:
    """The document's contexts may go on after the proof's; they were not signed."""
    signed = sign(JCS)
    signed["@context"] = [V2, "https://evil.example/context"]
    assert verify(signed, "Ed25519") == CREDENTIAL


def test_a_jcs_proof_under_other_contexts_is_refused() -> None:
    signed = sign(JCS, {**CREDENTIAL, "@context": [V2, "https://a.example/"]})
    for contexts in (
        [V2],
        [],
        ["https://a.example/", V2],
        V2,
        [V2, "https://b.example/"],
        {"@vocab": "https://evil.example/"},
    ):
        altered = {**signed, "@context": contexts}
        assert refused(altered, "Ed25519") == "proof.context-mismatch"
    assert verify(signed, "Ed25519")
    without = {name: value for name, value in signed.items() if name != "@context"}
    assert refused(without, "Ed25519") == "proof.context-mismatch"


def test_jcs_signs_documents_without_contexts() -> None:
    document = {"id": "urn:uuid:1", "n": 1}
    signed = sign(JCS, document)
    assert "@context" not in signed["proof"]
    assert verify(signed, "Ed25519") == document
    signed["@context"] = [V2]
    assert refused(signed, "Ed25519") == "proof.bad-signature"


def test_an_rdfc_proof_brings_no_contexts_of_its_own() -> None:
    signed = sign(RDFC)
    signed["proof"]["@context"] = [V2]
    assert verify(signed, "Ed25519") == CREDENTIAL
    signed["proof"]["@context"] = V2
    assert verify(signed, "Ed25519") == CREDENTIAL
    for contexts in ([V2, "https://evil.example/"], {}, [], None):
        signed["proof"]["@context"] = contexts
        assert refused(signed, "Ed25519") == "proof.context-mismatch"


def test_what_means_nothing_is_not_signed_by_rdfc() -> None:
    for change in (
        {"undefinedTerm": "x"},
        {"@context": ["https://unknown.example/"]},
        {"type": ["VerifiableCredential", "Undefined"]},
        {"issuer": "school"},
    ):
        with pytest.raises(MintmarkError) as caught:
            sign(RDFC, {**CREDENTIAL, **change})
        assert caught.value.code.startswith("context.")
        assert refused({**sign(RDFC), **change}, "Ed25519").startswith("context.")


# Several proofs


def add(document: dict[str, Any], pair: Pair, **more: Any) -> dict[str, Any]:
    return sign(pair, document, **more)


@pytest.mark.parametrize("pairs", [(JCS, JCS), (RDFC, RDFC), (JCS, RDFC), (RDFC, PAIRS[3])])
def test_proofs_stand_side_by_side(pairs: tuple[Pair, Pair]) -> None:
    document = add(sign(pairs[0]), pairs[1])
    assert len(document["proof"]) == 2
    for proof, (_, kind) in zip(proofs_of(document), pairs, strict=True):
        key = KEYS[kind].public_key
        assert verify_proof(document, proof, key, suites=DEFAULT_SUITES, contexts=BUNDLED)


@pytest.mark.parametrize("pairs", [(JCS, JCS), (RDFC, RDFC), (PAIRS[4], PAIRS[5])])
def test_a_proof_vouches_for_earlier_ones(pairs: tuple[Pair, Pair]) -> None:
    document = sign(pairs[0], proof_id="urn:uuid:1")
    document = add(document, pairs[0], proof_id="urn:uuid:2")
    document = add(document, pairs[1], previous=["urn:uuid:1", "urn:uuid:2"])
    assert document["proof"][2]["previousProof"] == ["urn:uuid:1", "urn:uuid:2"]
    assert verify(document, pairs[1][1]) == CREDENTIAL
    altered = copy.deepcopy(document)
    altered["proof"][0]["created"] = "2026-03-01T09:30:01Z"
    assert refused(altered, pairs[1][1]) == "proof.bad-signature"
    cut = copy.deepcopy(document)
    cut["proof"][2]["previousProof"] = "urn:uuid:1"
    assert refused(cut, pairs[1][1]) == "proof.bad-signature"


def test_a_proof_is_not_added_on_what_is_not_there() -> None:
    document = sign(JCS, proof_id="urn:uuid:1")
    for more, code in (
        ({"previous": ["urn:uuid:2"]}, "proof.unknown-previous"),
        ({"previous": ["urn:uuid:1"], "proof_id": "urn:uuid:1"}, "proof.duplicate-id"),
        ({"previous": ["urn:uuid:2"], "proof_id": "urn:uuid:2"}, "proof.unknown-previous"),
        ({"previous": ["urn:uuid:1", "urn:uuid:1"]}, "proof.malformed"),
        ({"proof_id": "second"}, "proof.malformed"),
    ):
        with pytest.raises(ProofError) as caught:
            add(document, JCS, **more)
        assert caught.value.code == code


def test_a_document_with_a_broken_proof_gets_no_further_one() -> None:
    with pytest.raises(ProofError) as caught:
        add({**CREDENTIAL, "proof": {"type": "Ed25519Signature2020"}}, JCS)
    assert caught.value.code == "proof.malformed"


def test_signing_leaves_the_document_as_it_is() -> None:
    document = copy.deepcopy(CREDENTIAL)
    once = sign(RDFC, document)
    assert document == CREDENTIAL
    kept = copy.deepcopy(once)
    add(once, RDFC)
    assert once == kept


def test_a_private_key_is_a_signer() -> None:
    key: PrivateKey = KEYS["Ed25519"]
    assert sign(JCS)["proof"]["verificationMethod"] == key.verification_method
