"""The signed vector of Ed25519Signature2020, every step, and what must not pass."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.encoding.times import parse_time
from mintmark.errors import MintmarkError
from mintmark.keys import multikey
from mintmark.keys.private_key import from_secret_bytes
from mintmark.keys.public_key import PublicKey
from mintmark.proofs.data_integrity import verify_proof, without_proof
from mintmark.proofs.ed25519_signature_2020 import CONTEXT, SUITE, TYPE
from mintmark.proofs.hashing import canonical_form, hash_data
from mintmark.proofs.proof import Proof
from mintmark.proofs.suites import DEFAULT_SUITES

pytestmark = pytest.mark.shared

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "standards" / "data-integrity" / "eddsa" / TYPE


@pytest.fixture(scope="module")
def contexts(shared: Path) -> ContextStore:
    place = shared / "standards" / "contexts" / "credentials-examples-v2.jsonld"
    return BUNDLED.extended({EXAMPLES: json.loads(place.read_bytes())})


@pytest.fixture
def signed(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "signedEdSig.json").read_bytes())


@pytest.fixture
def config(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "proofConfigEdSig.json").read_bytes())


@pytest.fixture(scope="module")
def key(folder: Path) -> PublicKey:
    pair = json.loads((folder.parent / "keyPair.json").read_bytes())
    return multikey.read_public(pair["publicKeyMultibase"])


def proof_of(document: dict[str, Any]) -> Proof:
    members = document["proof"]
    return Proof(
        members,
        id=None,
        suite=members["type"],
        verification_method=members["verificationMethod"],
        purpose=members["proofPurpose"],
        created=parse_time(members["created"]),
    )


def verify(
    document: dict[str, Any],
    key: PublicKey,
    contexts: ContextStore,
    suites: frozenset[Any] = frozenset({SUITE}),
) -> dict[str, Any]:
    return verify_proof(document, proof_of(document), key, suites=suites, contexts=contexts)


def test_the_context_is_the_one_that_is_served(shared: Path) -> None:
    place = shared / "standards" / "contexts"
    served = json.loads((place / "ed25519-signature-2020-v1.jsonld").read_bytes())
    variant = place / "variants" / "ed25519-signature-2020-v1.vc-di-eddsa.jsonld"
    assert BUNDLED.get(CONTEXT) == served != json.loads(variant.read_bytes())


def test_canonical_forms(
    folder: Path, signed: dict[str, Any], config: dict[str, Any], contexts: ContextStore
) -> None:
    document = canonical_form(without_proof(signed), SUITE, "sha256", contexts)
    assert document == (folder / "canonDocEdSig.txt").read_bytes()
    options = canonical_form(config, SUITE, "sha256", contexts)
    assert options == (folder / "proofCanonEdSig.txt").read_bytes()


def test_hashes(
    folder: Path, signed: dict[str, Any], config: dict[str, Any], contexts: ContextStore
) -> None:
    data = hash_data(without_proof(signed), config, SUITE, SUITE.hash_for("Ed25519"), contexts)
    step = {n: (folder / f"{n}EdSig.txt").read_text() for n in ("combinedHash", "docHash")}
    assert data.hex() == step["combinedHash"]
    assert data.hex() == (folder / "proofHashEdSig.txt").read_text() + step["docHash"]


def test_the_signature(folder: Path, signed: dict[str, Any], key: PublicKey) -> None:
    signature = bytes.fromhex((folder / "sigHexEdSig.txt").read_text())
    data = bytes.fromhex((folder / "combinedHashEdSig.txt").read_text())
    assert key.verify(signature, data)
    assert signed["proof"]["proofValue"] == (folder / "sigBTC58EdSig.txt").read_text()


def test_the_signed_document(
    signed: dict[str, Any], key: PublicKey, contexts: ContextStore
) -> None:
    assert verify(signed, key, contexts) == without_proof(signed)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("name",), "Another", "proof.bad-signature"),
        (("issuer",), "https://vc.example/issuers/1", "proof.bad-signature"),
        (("proof", "created"), "2023-02-24T23:36:39Z", "proof.bad-signature"),
        (("proof", "domain"), "example.org", "proof.bad-signature"),
        (("proof", "proofPurpose"), "authentication", "proof.wrong-purpose"),
        (("proof", "proofValue"), "z" + "1" * 64, "proof.bad-signature"),
        (("proof", "proofValue"), "z2", "proof.malformed"),
        (("proof", "jws"), "a..b", "proof.bad-signature"),
        (("proof", "@context"), [CONTEXT], "proof.context-mismatch"),
    ],
)
def test_what_is_altered_is_refused(
    signed: dict[str, Any],
    key: PublicKey,
    contexts: ContextStore,
    path: tuple[str, ...],
    value: Any,
    code: str,
) -> None:
    altered = copy.deepcopy(signed)
    inner = altered if len(path) == 1 else altered[path[0]]
    inner[path[-1]] = value
    with pytest.raises(MintmarkError) as caught:
        verify(altered, key, contexts)
    assert caught.value.code == code


def test_only_its_own_kind_of_key_and_only_where_accepted(
    signed: dict[str, Any], key: PublicKey, contexts: ContextStore
) -> None:
    for other, suites, code in [
        (from_secret_bytes("P-256", bytes(range(1, 33))).public_key, {SUITE}, "wrong-key-kind"),
        (from_secret_bytes("Ed25519", bytes(32)).public_key, {SUITE}, "bad-signature"),
        (key, DEFAULT_SUITES, "unknown-suite"),
    ]:
        with pytest.raises(MintmarkError) as caught:
            verify(signed, other, contexts, frozenset(suites))
        assert caught.value.code == f"proof.{code}"


KEY = from_secret_bytes("Ed25519", bytes(range(32)))
OLDER: dict[str, Any] = {
    "@context": ["https://www.w3.org/2018/credentials/v1", CONTEXT],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential"],
    "issuer": "https://issuer.example/1",
    "issuanceDate": "2022-05-01T10:00:00Z",
    "credentialSubject": {"id": "did:example:learner"},
}


def older(**changes: Any) -> dict[str, Any]:
    """Return a credential of the data model 1.1, signed under its own contexts alone."""
    options = {
        "type": TYPE,
        "created": "2022-05-01T10:00:00Z",
        "verificationMethod": "https://issuer.example/1#key",
        "proofPurpose": "assertionMethod",
    }
    data = hash_data(OLDER, options, SUITE, "sha256", BUNDLED)
    proof = {**options, "proofValue": multibase.encode(KEY.sign(data))}
    return {**OLDER, "proof": proof, **changes}


def test_a_credential_of_the_older_model() -> None:
    assert verify(older(), KEY.public_key, BUNDLED) == OLDER


def test_without_its_context_the_proof_means_nothing() -> None:
    for changes, code in [
        ({"@context": OLDER["@context"][:1]}, "context.undefined-term"),
        ({"claim": "unsigned"}, "context.undefined-term"),
        ({"@context": [*OLDER["@context"], {"claim": "urn:x:y"}]}, "context.inline-not-allowed"),
    ]:
        with pytest.raises(MintmarkError) as caught:
            verify(older(**changes), KEY.public_key, BUNDLED)
        assert caught.value.code == code
