"""The W3C's signed vectors, through the command line, as an operator would verify them."""

from __future__ import annotations

import json

import pytest

from mintmark.cli.app import main

ISSUER = "https://vc.example/issuers/5678"
SIGNED = (
    "eddsa/eddsa-rdfc-2022/signedDataInt.json",
    "eddsa/eddsa-jcs-2022/signedJCS.json",
    "eddsa/proof-set-chain/signedProofSet1.json",
    "eddsa/proof-set-chain/signedProofSet2.json",
    "eddsa/proof-set-chain/signedProofChain1.json",
    "eddsa/proof-set-chain/signedProofChain2.json",
    "ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    "ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
)


def methods(credential):
    proofs = credential["proof"] if isinstance(credential["proof"], list) else [credential["proof"]]
    return [proof["verificationMethod"] for proof in proofs]


@pytest.fixture
def verify(shared, tmp_path, capsys):
    """Verify one file with the published contexts and some documents at hand."""

    def call(path, documents):
        (tmp_path / "documents.json").write_text(json.dumps(documents))
        contexts = shared / "standards" / "contexts"
        arguments = ["verify", "--json", "--offline", "--at", "2026-01-01T00:00:00Z"]
        arguments += ["--contexts", str(contexts), str(path)]
        main([*arguments, "--documents", str(tmp_path / "documents.json")])
        return json.loads(capsys.readouterr().out)

    return call


def vector(shared, name):
    path = shared / "standards" / "data-integrity" / name
    credential = json.loads(path.read_text(encoding="utf-8"))
    profile = {"id": ISSUER, "assertionMethod": methods(credential)}
    return path, credential, {ISSUER: json.dumps(profile)}


@pytest.mark.parametrize("name", SIGNED)
def test_signed_vectors_are_valid_where_the_issuer_lists_the_key(shared, verify, name):
    path, _, documents = vector(shared, name)
    told = verify(path, documents)
    assert (told["outcome"], told["code"]) == ("valid", None)


@pytest.mark.parametrize("name", SIGNED)
def test_without_the_issuers_word_nothing_is_proved(shared, verify, name):
    """The vectors' issuer is not the key's DID: a key that comes along proves nothing."""
    path, _, _ = vector(shared, name)
    assert verify(path, {})["outcome"] == "indeterminate"
    told = verify(path, {ISSUER: json.dumps({"id": ISSUER, "assertionMethod": []})})
    assert (told["outcome"], told["code"]) == ("invalid", "key.not-the-issuers")


@pytest.mark.parametrize("name", SIGNED)
def test_tampered_vectors_are_invalid(shared, verify, tmp_path, name):
    _, credential, documents = vector(shared, name)
    credential["credentialSubject"]["alumniOf"] = "The School of Forgers"
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(credential))
    told = verify(forged, documents)
    assert (told["outcome"], told["code"]) == ("invalid", "proof.bad-signature")


def test_without_the_operators_contexts_the_examples_mean_nothing(shared, capsys):
    path, _, _ = vector(shared, SIGNED[0])
    main(["verify", "--json", "--offline", "--at", "2026-01-01T00:00:00Z", str(path)])
    assert json.loads(capsys.readouterr().out)["code"] == "context.unknown"
