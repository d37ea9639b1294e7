"""The vectors of ecdsa-sd-2023: every published step, and tampered twins of the last.

Published with them are the HMAC key and the key made for the proof; with these and deterministic
ECDSA all is reproduced to the byte.
"""

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mintmark.encoding import jsonld, multibase, rdfc
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import ProofError
from mintmark.keys import multikey
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.proofs.data_integrity import (
    proof_options,
    proofs_of,
    verify_proof,
    without_proof,
)
from mintmark.proofs.ecdsa_sd_2023 import (
    SUITE,
    _disclosed_lines,
    derive,
    options_hash,
    parted,
    sign_base,
)
from mintmark.proofs.hashing import canonical_form
from mintmark.proofs.sd_proof_value import read_base, read_derived
from mintmark.proofs.sd_selection import select
from mintmark.proofs.sd_statements import Group, Statements, hash_of
from mintmark.proofs.suites import DEFAULT_SUITES

pytestmark = pytest.mark.shared

CREATED = datetime(2023, 8, 15, 23, 36, 38, tzinfo=UTC)
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"
POINTERS = {"employ": "employ", "prc": "prCred"}
SOURCES = {"employ": "employmentAuth.json", "prc": "prCredUnsigned.json"}
Read = Callable[[str], Any]


@pytest.fixture(scope="module")
def place(shared: Path) -> Path:
    return shared / "standards" / "data-integrity" / "ecdsa"


@pytest.fixture(scope="module")
def contexts(shared: Path) -> ContextStore:
    folder = shared / "standards" / "contexts"
    index = json.loads((folder / "index.json").read_text())
    document = json.loads((folder / index[CITIZENSHIP]["file"]).read_text())
    return BUNDLED.extended({CITIZENSHIP: document})


@pytest.fixture(params=sorted(POINTERS))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def read(place: Path, name: str) -> Read:
    return lambda file: json.loads((place / "ecdsa-sd-2023" / name / f"{file}.json").read_text())


@pytest.fixture
def secured(read: Read) -> dict[str, Any]:
    return read("addSignedSDBase")


@pytest.fixture
def unsigned(secured: dict[str, Any]) -> dict[str, Any]:
    return without_proof(secured)


@pytest.fixture(scope="module")
def material(place: Path) -> dict[str, Any]:
    return json.loads((place / "ecdsa-sd-2023" / "SDKeyMaterial.json").read_text())


@pytest.fixture(scope="module")
def issuer(material: dict[str, Any]) -> PrivateKey:
    return private_key(material["baseKeyPair"])


@pytest.fixture(scope="module")
def proof_key(material: dict[str, Any]) -> PrivateKey:
    return private_key(material["proofKeyPair"])


@pytest.fixture(scope="module")
def hmac_key(material: dict[str, Any]) -> bytes:
    return bytes.fromhex(material["hmacKeyString"])


@pytest.fixture
def mandatory(place: Path, name: str) -> list[str]:
    return json.loads((place / f"{POINTERS[name]}Mandatory.json").read_text())


@pytest.fixture
def selective(place: Path, name: str) -> list[str]:
    return json.loads((place / f"{POINTERS[name]}Selective.json").read_text())


@pytest.fixture
def statements(unsigned: dict[str, Any], contexts: ContextStore, hmac_key: bytes) -> Statements:
    return Statements(unsigned, contexts, hmac_key)


@pytest.fixture
def config(issuer: PrivateKey) -> dict[str, Any]:
    return proof_options(
        SUITE,
        issuer.verification_method,
        purpose="assertionMethod",
        proof_id=None,
        created=CREATED,
        expires=None,
    )


@pytest.fixture
def revealed(read: Read) -> dict[str, Any]:
    return read("derivedRevealDocument")


def private_key(pair: Mapping[str, str]) -> PrivateKey:
    key = from_secret_bytes(*multikey.read_secret(pair["secretKeyMultibase"]))
    assert multikey.write_public(key.public_key) == pair["publicKeyMultibase"]
    return key


def hexes(data: Sequence[bytes]) -> list[str]:
    return [item.hex() for item in data]


def group_of(statements: Statements, pointers: Sequence[str]) -> Group:
    group = statements.group(pointers)
    assert group is not None
    return group


def verify(document: dict[str, Any], key: PrivateKey, contexts: ContextStore) -> dict[str, Any]:
    (proof,) = proofs_of(document)
    return verify_proof(document, proof, key.public_key, suites=DEFAULT_SUITES, contexts=contexts)


def refused(document: dict[str, Any], key: PrivateKey, contexts: ContextStore) -> str:
    with pytest.raises(ProofError) as caught:
        verify(document, key, contexts)
    return caught.value.code


# Adding a base proof


def test_the_sources(place: Path, name: str, unsigned: dict[str, Any]) -> None:
    """The published source of prc has another description than what was signed."""
    source = json.loads((place / SOURCES[name]).read_text())
    different = {member for member in source if source[member] != unsigned.get(member)}
    assert different == (set() if name == "employ" else {"description"})


def test_canonical_document(read: Read, unsigned: dict[str, Any], contexts: ContextStore) -> None:
    canonical = rdfc.canonicalize(jsonld.to_quads(unsigned, contexts))
    assert canonical == "".join(read("addBaseDocCanon"))


def test_secret_names(read: Read, statements: Statements) -> None:
    assert statements.lines == read("addBaseDocHMACCanon")


def test_what_pointers_point_to(read: Read, unsigned: dict[str, Any], mandatory: list[str]) -> None:
    values = read("addPointerValues")
    assert [value["pointer"] for value in values] == mandatory
    for value in values:
        selection = select(unsigned, [value["pointer"]])
        assert selection is not None
        assert selection.document[value["pointer"][1:]] == value["value"]


def test_base_transformation(
    read: Read, statements: Statements, mandatory: list[str], hmac_key: bytes
) -> None:
    transform = read("addBaseTransform")
    indexes = group_of(statements, mandatory).indexes
    lines = list(enumerate(statements.lines))
    assert transform["mandatoryPointers"] == mandatory
    assert bytes.fromhex(transform["hmacKeyString"]) == hmac_key
    assert pairs(transform["mandatory"]) == [line for line in lines if line[0] in indexes]
    assert pairs(transform["nonMandatory"]) == [line for line in lines if line[0] not in indexes]


def pairs(published: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    assert published["dataType"] == "Map"
    return [(key, value) for key, value in published["value"]]


def test_proof_configuration(
    place: Path,
    name: str,
    read: Read,
    unsigned: dict[str, Any],
    config: dict[str, Any],
    contexts: ContextStore,
) -> None:
    configuration = {**config, "@context": unsigned["@context"]}
    assert configuration == read("addProofConfig")
    canonical = (place / "ecdsa-sd-2023" / name / "addProofConfigCanon.txt").read_text()
    assert canonical_form(configuration, SUITE, "sha256", contexts).decode() == canonical


def test_hashes(
    read: Read,
    unsigned: dict[str, Any],
    config: dict[str, Any],
    statements: Statements,
    mandatory: list[str],
    contexts: ContextStore,
) -> None:
    lines, _ = parted(statements.lines, group_of(statements, mandatory).indexes)
    assert read("addHashData") == {
        "proofHash": options_hash(unsigned, config, contexts).hex(),
        "mandatoryHash": hash_of(lines).hex(),
    }


@pytest.fixture
def signed(
    unsigned: dict[str, Any],
    issuer: PrivateKey,
    proof_key: PrivateKey,
    hmac_key: bytes,
    mandatory: list[str],
    contexts: ContextStore,
) -> dict[str, Any]:
    return sign_base(
        unsigned,
        signer=issuer,
        created=CREATED,
        mandatory_pointers=mandatory,
        hmac_key=hmac_key,
        proof_key=proof_key,
        contexts=contexts,
    )


def test_signatures(read: Read, signed: dict[str, Any]) -> None:
    value = read_base(signed["proof"]["proofValue"])
    assert read("addRawBaseSignatureInfo") == {
        "baseSignature": value.base_signature.hex(),
        "publicKey": multikey.write_public(value.public_key),
        "signatures": hexes(value.signatures),
        "mandatoryPointers": value.mandatory_pointers,
    }


def test_base_proof(secured: dict[str, Any], signed: dict[str, Any]) -> None:
    assert signed == secured


# Deriving


def test_recovered_base_data(read: Read, secured: dict[str, Any]) -> None:
    value = read_base(secured["proof"]["proofValue"])
    assert read("derivedRecoveredBaseData") == {
        "baseSignature": value.base_signature.hex(),
        "proofPublicKey": multikey.write_public(value.public_key),
        "hmacKey": value.hmac_key.hex(),
        "signatures": hexes(value.signatures),
        "mandatoryPointers": value.mandatory_pointers,
    }


def test_groups(
    read: Read,
    statements: Statements,
    mandatory: list[str],
    selective: list[str],
    contexts: ContextStore,
) -> None:
    data = read("derivedAllGroupData")
    names = dict(pairs(data["labelMap"]))
    definitions = {
        "mandatory": mandatory,
        "selective": selective,
        "combined": [*mandatory, *selective],
    }
    assert data["nquads"] == statements.lines
    assert renamed(data["deskolemizedNQuads"], names) == statements.lines
    for name, pointers in definitions.items():
        indexes = group_of(statements, pointers).indexes
        lines = list(enumerate(statements.lines))
        group = data["groups"][name]
        assert pairs(group["matching"]) == [line for line in lines if line[0] in indexes]
        assert pairs(group["nonMatching"]) == [line for line in lines if line[0] not in indexes]
        assert renamed(group["deskolemizedNQuads"], names) == [
            statements.lines[index] for index in indexes
        ]
    # Their skolemised document says what ours does, under names made up at random.
    quads = jsonld.to_quads(data["skolemized"]["compact"], contexts)
    labels = {f"<urn:bnid:{node}>": f"_:{label}" for node, label in names.items()}
    assert rdfc.serialize(quads, labels) == "".join(statements.lines)


def renamed(lines: Sequence[str], names: Mapping[str, str]) -> list[str]:
    text = "".join(lines)
    for node, label in names.items():
        text = text.replace(f"_:{node} ", f"_:{label} ")
    return sorted(f"{line}\n" for line in text.split("\n")[:-1])


def test_group_indexes(
    read: Read, statements: Statements, mandatory: list[str], selective: list[str]
) -> None:
    fixed = group_of(statements, mandatory).indexes
    assert read("derivedGroupIndexes") == {
        "combinedIndexes": group_of(statements, [*mandatory, *selective]).indexes,
        "mandatoryIndexes": fixed,
        "nonMandatoryIndexes": [i for i in range(len(statements.lines)) if i not in fixed],
        "selectiveIndexes": group_of(statements, selective).indexes,
    }


@pytest.fixture
def derived(
    secured: dict[str, Any], selective: list[str], contexts: ContextStore
) -> dict[str, Any]:
    return derive(secured, selective_pointers=selective, contexts=contexts)


def test_disclosure_data(read: Read, secured: dict[str, Any], derived: dict[str, Any]) -> None:
    value = read_derived(derived["proof"]["proofValue"])
    every = list(read_base(secured["proof"]["proofValue"]).signatures)
    labels = [
        [f"c14n{number}", multibase.encode(label, "u")] for number, label in value.label_map.items()
    ]
    assert read("derivedAdjMandatoryIndexes") == {"adjMandatoryIndexes": value.mandatory_indexes}
    assert read("derivedAdjSignatures") == {
        "adjSignatureIndexes": [every.index(signature) for signature in value.signatures],
        "filteredSignatures": hexes(value.signatures),
    }
    data = {
        "baseSignature": value.base_signature.hex(),
        "publicKey": multikey.write_public(value.public_key),
        "signatures": hexes(value.signatures),
        "mandatoryIndexes": value.mandatory_indexes,
    }
    published = read("derivedDisclosureData")
    assert published == {**data, "labelMap": {"dataType": "Map", "value": labels}}
    assert read("verifyDerivedProofValue") == {**data, "labelMap": labels}


def test_derived_document(read: Read, derived: dict[str, Any], revealed: dict[str, Any]) -> None:
    assert without_proof(derived) == read("derivedUnsignedReveal")
    assert derived == revealed


# Verifying


def test_data_to_verify(read: Read, revealed: dict[str, Any], contexts: ContextStore) -> None:
    proof = revealed.pop("proof")
    value = read_derived(proof.pop("proofValue"))
    lines = _disclosed_lines(revealed, value, contexts)
    mandatory, others = parted(lines, value.mandatory_indexes)
    assert lines == read("verifyNQuads")
    assert read("verifyCreateVerifyData") == {
        "baseSignature": value.base_signature.hex(),
        "proofHash": options_hash(revealed, proof, contexts).hex(),
        "publicKey": multikey.write_public(value.public_key),
        "signatures": hexes(value.signatures),
        "nonMandatory": others,
        "mandatoryHash": hash_of(mandatory).hex(),
    }


def test_the_derived_proof_verifies(
    revealed: dict[str, Any], issuer: PrivateKey, contexts: ContextStore
) -> None:
    assert verify(revealed, issuer, contexts) == without_proof(revealed)


def test_no_file_is_left_out(place: Path, name: str) -> None:
    source = Path(__file__).read_text()
    files = sorted((place / "ecdsa-sd-2023" / name).iterdir())
    assert len(files) == 20
    assert [file.name for file in files if file.stem not in source] == []


# Tampered twins


def test_the_base_proof_is_not_for_verifiers(
    secured: dict[str, Any], issuer: PrivateKey, contexts: ContextStore
) -> None:
    assert refused(secured, issuer, contexts) == "proof.base-not-derived"


@pytest.mark.parametrize("member", ["validFrom", "validUntil", "issuer", "credentialSubject"])
def test_altered_documents_are_refused(
    revealed: dict[str, Any], issuer: PrivateKey, contexts: ContextStore, member: str
) -> None:
    altered = copy.deepcopy(revealed)
    if member == "issuer":
        altered["issuer"]["id"] = issuer.controller
    elif member == "credentialSubject":
        altered["credentialSubject"]["birthCountry"] = "Utopia"
    else:
        altered[member] = "2030-12-03T00:00:00Z"
    assert refused(altered, issuer, contexts) == "proof.bad-signature"
    del altered[member]
    assert refused(altered, issuer, contexts) == "proof.malformed"
    verify(revealed, issuer, contexts)


def test_the_other_vectors_proof_is_refused(
    place: Path, name: str, revealed: dict[str, Any], issuer: PrivateKey, contexts: ContextStore
) -> None:
    """The two vectors even share the keys that should be new for each document."""
    (other,) = POINTERS.keys() - {name}
    path = place / "ecdsa-sd-2023" / other / "derivedRevealDocument.json"
    proof = json.loads(path.read_text())["proof"]
    assert refused({**revealed, "proof": proof}, issuer, contexts) == "proof.bad-signature"


def test_other_keys_are_refused(
    revealed: dict[str, Any], proof_key: PrivateKey, contexts: ContextStore
) -> None:
    assert refused(revealed, proof_key, contexts) == "proof.bad-signature"
