"""The signed vectors of the W3C's EdDSA and ECDSA cryptosuites: every step, and tampered twins."""

import copy
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import MintmarkError, ProofError
from mintmark.keys import multikey
from mintmark.keys.controller import method_for, resolve
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.keys.public_key import PublicKey
from mintmark.ports import Documents
from mintmark.proofs.data_integrity import (
    Proof,
    add_proof,
    proofs_of,
    verify_proof,
)
from mintmark.proofs.hashing import canonical_form, hash_data
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import DEFAULT_SUITES

pytestmark = pytest.mark.shared

CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
NEEDED = (
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/examples/v2",
    "https://w3id.org/citizenship/v4rc1",
)


@dataclass(frozen=True)
class Vector:
    """One worked example: a folder of files that all end alike."""

    suite_name: str
    folder: str
    ending: str
    source: str
    keys: str
    hash_name: str = "sha256"

    @property
    def suite(self) -> Cryptosuite:
        return next(suite for suite in DEFAULT_SUITES if suite.name == self.suite_name)


def vectors() -> list[Vector]:
    eddsa, p256, p384 = "eddsa/keyPair.json", "ecdsa/p256KeyPair.json", "ecdsa/p384KeyPair.json"
    found = []
    for employ in ("", "/employ"):
        source = "employmentAuth.json" if employ else "unsigned.json"
        ed_folder, ec_folder = f"eddsa-rdfc-2022{employ}", f"ecdsa-rdfc-2019-p%s{employ}"
        found += [
            Vector("eddsa-rdfc-2022", f"eddsa/{ed_folder}", "DataInt", f"eddsa/{source}", eddsa),
            Vector(
                "ecdsa-rdfc-2019",
                f"ecdsa/{ec_folder % 256}",
                "ECDSAP256",
                f"ecdsa/{source}",
                p256,
            ),
            Vector(
                "ecdsa-rdfc-2019",
                f"ecdsa/{ec_folder % 384}",
                "ECDSAP384",
                f"ecdsa/{source}",
                p384,
                "sha384",
            ),
        ]
    plain = "ecdsa/unsigned.json"
    return [
        *found,
        Vector("eddsa-jcs-2022", "eddsa/eddsa-jcs-2022", "JCS", "eddsa/unsigned.json", eddsa),
        Vector("ecdsa-jcs-2019", "ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256", plain, p256),
        Vector(
            "ecdsa-jcs-2019", "ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384", plain, p384, "sha384"
        ),
    ]


@pytest.fixture(params=vectors(), ids=lambda vector: vector.folder)
def vector(request: pytest.FixtureRequest) -> Vector:
    return request.param


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "standards" / "data-integrity"


@pytest.fixture(scope="module")
def contexts(shared: Path) -> ContextStore:
    place = shared / "standards" / "contexts"
    index = json.loads((place / "index.json").read_text())
    files = {url: (place / index[url]["file"]).read_bytes() for url in NEEDED}
    for url, data in files.items():
        assert hashlib.sha256(data).hexdigest() == index[url]["sha256"]
    return BUNDLED.extended({u: json.loads(data) for u, data in files.items() if u not in BUNDLED})


@pytest.fixture
def read(folder: Path, vector: Vector) -> Callable[[str], bytes]:
    def file(stem: str) -> bytes:
        (path,) = (folder / vector.folder).glob(f"{stem}{vector.ending}.*")
        return path.read_bytes()

    return file


@pytest.fixture
def unsigned(folder: Path, vector: Vector) -> dict[str, Any]:
    return json.loads((folder / vector.source).read_text())


@pytest.fixture
def signed(read: Callable[[str], bytes]) -> dict[str, Any]:
    return json.loads(read("signed"))


def private_key(pair: dict[str, str]) -> PrivateKey:
    secret = pair.get("secretKeyMultibase") or pair["privateKeyMultibase"]
    key = from_secret_bytes(*multikey.read_secret(secret))
    assert multikey.write_public(key.public_key) == pair["publicKeyMultibase"]
    return key


def public_key(proof: Proof) -> PublicKey:
    did = proof.verification_method.partition("#")[0]
    nothing = Documents()
    document = resolve(did, nothing)
    found = method_for(document, proof.verification_method, proof.purpose, fetcher=nothing)
    return found.public_key


def verify(document: dict[str, Any], contexts: ContextStore, key: PublicKey | None = None) -> None:
    for proof in proofs_of(document):
        signed = verify_proof(
            document, proof, key or public_key(proof), suites=DEFAULT_SUITES, contexts=contexts
        )
        assert "proof" not in signed
        assert signed == {name: value for name, value in document.items() if name != "proof"}


def refused(document: dict[str, Any], contexts: ContextStore, key: PublicKey | None = None) -> str:
    with pytest.raises(MintmarkError) as caught:
        verify(document, contexts, key)
    return caught.value.code


# Every step


def test_canonical_forms(
    vector: Vector,
    read: Callable[[str], bytes],
    unsigned: dict[str, Any],
    contexts: ContextStore,
) -> None:
    def form(value: dict[str, Any]) -> bytes:
        return canonical_form(value, vector.suite, vector.hash_name, contexts)

    assert form(unsigned) == read("canonDoc")
    assert form(json.loads(read("proofConfig"))) == read("proofCanon")


def test_hashes(
    vector: Vector,
    read: Callable[[str], bytes],
    unsigned: dict[str, Any],
    contexts: ContextStore,
) -> None:
    options = json.loads(read("proofConfig"))
    data = hash_data(unsigned, options, vector.suite, vector.hash_name, contexts)
    assert data.hex().encode() == read("combinedHash") == read("proofHash") + read("docHash")


def test_signatures(vector: Vector, read: Callable[[str], bytes], folder: Path) -> None:
    key = private_key(json.loads((folder / vector.keys).read_text()))
    data, signature = bytes.fromhex(read("combinedHash").decode()), read("sigHex").decode()
    assert key.public_key.verify(bytes.fromhex(signature), data)
    assert key.sign(data).hex() == signature


def test_adding_the_proof_gives_the_signed_document(
    vector: Vector,
    folder: Path,
    unsigned: dict[str, Any],
    signed: dict[str, Any],
    contexts: ContextStore,
) -> None:
    key = private_key(json.loads((folder / vector.keys).read_text()))
    made = add_proof(unsigned, suite=vector.suite, signer=key, created=CREATED, contexts=contexts)
    assert made == signed
    assert "proof" not in unsigned


def test_the_signed_document_verifies(signed: dict[str, Any], contexts: ContextStore) -> None:
    verify(signed, contexts)


# Tampered twins


def test_an_altered_claim_is_refused(signed: dict[str, Any], contexts: ContextStore) -> None:
    signed["credentialSubject"]["familyName"] = "SMYTH"
    signed["credentialSubject"]["alumniOf"] = "The School of Examplez"
    code = refused(signed, contexts)
    # The citizenship context knows no alumniOf: refused before any key is looked at.
    undefined = "citizenship" in json.dumps(signed["@context"])
    assert code.startswith("context.") if undefined else code == "proof.bad-signature"


@pytest.mark.parametrize("member", ["validFrom", "issuer", "type"])
def test_an_altered_credential_is_refused(
    signed: dict[str, Any], contexts: ContextStore, member: str
) -> None:
    altered = {
        "validFrom": "2022-01-01T00:00:00Z",
        "issuer": "https://vc.example/issuers/1",
        "type": ["VerifiableCredential"],
    }
    signed[member] = altered[member]
    assert refused(signed, contexts) == "proof.bad-signature"


@pytest.mark.parametrize("change", [("created", "2023-02-24T23:36:39Z"), ("domain", "x.example")])
def test_altered_proof_options_are_refused(
    signed: dict[str, Any], contexts: ContextStore, change: tuple[str, str]
) -> None:
    signed["proof"][change[0]] = change[1]
    assert refused(signed, contexts) == "proof.bad-signature"


def test_a_dropped_creation_time_is_refused(signed: dict[str, Any], contexts: ContextStore) -> None:
    del signed["proof"]["created"]
    assert refused(signed, contexts) == "proof.bad-signature"


def test_another_key_is_refused(
    vector: Vector, signed: dict[str, Any], contexts: ContextStore
) -> None:
    kind = public_key(proofs_of(signed)[0]).kind
    other = from_secret_bytes(kind, b"\1" * (48 if kind == "P-384" else 32))
    assert refused(signed, contexts, other.public_key) == "proof.bad-signature"


def test_another_suite_of_the_same_key_is_refused(
    vector: Vector, signed: dict[str, Any], contexts: ContextStore
) -> None:
    swap = ("-rdfc-", "-jcs-") if "rdfc" in vector.suite_name else ("-jcs-", "-rdfc-")
    signed["proof"]["cryptosuite"] = vector.suite_name.replace(*swap)
    assert refused(signed, contexts) == "proof.bad-signature"


def test_a_cut_signature_is_refused(signed: dict[str, Any], contexts: ContextStore) -> None:
    signed["proof"]["proofValue"] = signed["proof"]["proofValue"][:-2]
    assert refused(signed, contexts) == "proof.malformed"


# Sets and chains

CHAIN = [f"signedProof{name}.json" for name in ("Set1", "Set2", "Chain1", "Chain2")]


def chain(folder: Path, name: str) -> dict[str, Any]:
    return json.loads((folder / "eddsa" / "proof-set-chain" / name).read_text())


@pytest.mark.parametrize("name", CHAIN)
def test_sets_and_chains_verify(folder: Path, contexts: ContextStore, name: str) -> None:
    verify(chain(folder, name), contexts)


def test_sets_and_chains_are_made_step_by_step(folder: Path, contexts: ContextStore) -> None:
    """Data Integrity 1.0, section 4.3."""
    pairs = chain(folder, "multiKeyPairs.json")
    document = chain(folder, "unsigned.json")
    suite = next(suite for suite in DEFAULT_SUITES if suite.name == "eddsa-rdfc-2022")
    for number, name in enumerate(CHAIN, 1):
        expected = chain(folder, name)
        proofs = proofs_of(expected)
        last = proofs[-1]
        assert last.created is not None
        document = add_proof(
            document,
            suite=suite,
            signer=private_key(pairs[f"keyPair{number}"]),
            created=last.created,
            contexts=contexts,
            proof_id=last.id,
            previous=[previous["id"] for previous in last.previous],
        )
        assert document == expected


def test_a_chain_covers_what_it_builds_upon(folder: Path, contexts: ContextStore) -> None:
    """An altered first proof breaks the one that vouches for it, whatever else verifies."""
    document = chain(folder, "signedProofChain1.json")
    document["proof"][0]["created"] = "2023-02-24T23:36:39Z"
    last = proofs_of(document)[-1]
    with pytest.raises(ProofError) as caught:
        verify_proof(document, last, public_key(last), suites=DEFAULT_SUITES, contexts=contexts)
    assert caught.value.code == "proof.bad-signature"


def test_a_chain_without_its_first_proof_is_refused(folder: Path, contexts: ContextStore) -> None:
    document = chain(folder, "signedProofChain1.json")
    shorter = copy.deepcopy(document)
    del shorter["proof"][0]
    assert refused(shorter, contexts) == "proof.unknown-previous"
    # Cutting the reference as well does not help.
    del shorter["proof"][-1]["previousProof"]
    assert refused(shorter, contexts) == "proof.bad-signature"
