"""Proofs as they stand in a document, before any key is looked at."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mintmark.errors import ProofError, UnavailableError
from mintmark.proofs.proof import proofs_of

PROOF = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": "2026-03-01T09:30:00Z",
    "verificationMethod": "did:web:school.example#key-1",
    "proofPurpose": "assertionMethod",
    "proofValue": "z1",
}


def proof(**change: Any) -> dict[str, Any]:
    return {**PROOF, **change}


def without(member: str) -> dict[str, Any]:
    return {name: value for name, value in PROOF.items() if name != member}


def refused(*proofs: Any) -> str:
    with pytest.raises(ProofError) as caught:
        proofs_of({"proof": list(proofs)})
    return caught.value.code


def test_a_single_proof_is_read() -> None:
    (found,) = proofs_of({"proof": proof(expires="2027-01-01T00:00:00Z", id="urn:uuid:1")})
    assert found.id == "urn:uuid:1"
    assert found.suite == "eddsa-rdfc-2022"
    assert found.verification_method == "did:web:school.example#key-1"
    assert found.purpose == "assertionMethod"
    assert found.created == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert found.expires == datetime(2027, 1, 1, tzinfo=UTC)
    assert found.previous == ()


def test_times_and_id_may_be_absent() -> None:
    (found,) = proofs_of({"proof": without("created")})
    assert (found.id, found.created, found.expires) == (None, None, None)


def test_a_document_without_a_proof_is_refused() -> None:
    for document in ({}, {"proof": None}, {"proof": []}):
        with pytest.raises(ProofError) as caught:
            proofs_of(document)
        assert caught.value.code == "proof.missing"


def test_the_number_of_proofs_is_bounded() -> None:
    assert refused(*[PROOF] * 17) == "proof.too-many"
    assert len(proofs_of({"proof": [PROOF] * 16})) == 16


@pytest.mark.parametrize("member", ["cryptosuite", "verificationMethod", "proofPurpose"])
@pytest.mark.parametrize("value", [None, "", 5, ["x"], {"id": "did:key:z#z"}])
def test_what_a_proof_needs_is_text(member: str, value: Any) -> None:
    assert refused(without(member)) == "proof.malformed"
    assert refused(proof(**{member: value})) == "proof.malformed"


@pytest.mark.parametrize(
    "change",
    [
        {"verificationMethod": "#key-1"},
        {"verificationMethod": "did:web:school.example #key-1"},
        {"id": "proof-1"},
        {"id": 5},
        {"id": None},
        {"created": "2026-03-01"},
        {"created": "2026-03-01T09:30:00"},
        {"created": None},
        {"expires": 5},
        {"@type": "DataIntegrityProof"},
        {"@id": "urn:uuid:1"},
        {"previousProof": []},
        {"previousProof": None},
        {"previousProof": {"id": "urn:uuid:1"}},
        {"previousProof": ["urn:uuid:1", 5]},
        {"previousProof": ["urn:uuid:1", "urn:uuid:1"]},
    ],
)
def test_malformed_proofs_are_refused(change: dict[str, Any]) -> None:
    assert refused(proof(**change)) == "proof.malformed"


def test_what_is_not_an_object_is_refused() -> None:
    assert refused("did:web:school.example#key-1") == "proof.malformed"
    assert refused([PROOF]) == "proof.malformed"


def test_proofs_of_other_types_cannot_be_checked() -> None:
    with pytest.raises(UnavailableError) as caught:
        proofs_of({"proof": proof(type="Ed25519Signature2018")})
    assert caught.value.code == "proof.unknown-type"


@pytest.mark.parametrize("kind", [["DataIntegrityProof"], None, 1])
def test_a_type_is_one_name(kind: Any) -> None:
    assert refused(proof(type=kind)) == "proof.malformed"


def test_an_older_type_is_its_own_suite() -> None:
    older = {name: value for name, value in PROOF.items() if name != "cryptosuite"}
    older |= {"type": "Ed25519Signature2020", "created": "2022-05-01T10:00:00Z"}
    assert proofs_of({"proof": older})[0].suite == "Ed25519Signature2020"
    undated = {name: value for name, value in older.items() if name != "created"}
    for confused in (
        older | {"cryptosuite": "eddsa-rdfc-2022"},
        undated,
        older | {"type": "DataIntegrityProof", "cryptosuite": "Ed25519Signature2020"},
    ):
        assert refused(confused) == "proof.malformed"


def test_previous_proofs_are_found() -> None:
    first, second = proof(id="urn:uuid:1"), proof(id="urn:uuid:2", previousProof="urn:uuid:1")
    third = proof(previousProof=["urn:uuid:2", "urn:uuid:1"])
    found = proofs_of({"proof": [third, second, first]})
    assert found[0].previous == (second, first)
    assert found[1].previous == (first,)
    assert found[2].previous == ()


def test_a_previous_proof_must_be_there() -> None:
    assert refused(proof(previousProof="urn:uuid:1")) == "proof.unknown-previous"
    first = proof(id="urn:uuid:1")
    both = proof(previousProof=["urn:uuid:1", "urn:uuid:2"])
    assert refused(first, both) == "proof.unknown-previous"


def test_proofs_have_different_ids() -> None:
    assert refused(proof(id="urn:uuid:1"), proof(id="urn:uuid:1")) == "proof.duplicate-id"
    assert len(proofs_of({"proof": [proof(id="urn:uuid:1"), proof(id="urn:uuid:2")]})) == 2


def test_proofs_that_build_on_one_another_in_a_circle_are_refused() -> None:
    assert refused(proof(id="urn:uuid:1", previousProof="urn:uuid:1")) == "proof.cycle"
    circle = [
        proof(id=f"urn:uuid:{one}", previousProof=f"urn:uuid:{other}")
        for one, other in ((1, 2), (2, 3), (3, 1))
    ]
    assert refused(PROOF, *circle) == "proof.cycle"
    line = [circle[0], circle[1], proof(id="urn:uuid:3")]
    assert len(proofs_of({"proof": [PROOF, *line]})) == 4
