"""Key files and the identities of keys."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from mintmark.errors import KeyMaterialError
from mintmark.keys import did_web, keyfile
from mintmark.keys.curves import CURVES
from mintmark.keys.identity import as_did_jwk, as_did_key, as_did_web, did_document
from mintmark.keys.private_key import PrivateKey, generate

KEY = generate("Ed25519")
ENCRYPTED = keyfile.dumps(KEY, "correct horse")


def refused(text: str | bytes, passphrase: str | None = None) -> KeyMaterialError:
    with pytest.raises(KeyMaterialError) as caught:
        keyfile.loads(text, passphrase)
    return caught.value


def same(one: PrivateKey, other: PrivateKey) -> bool:
    names = ("kind", "controller", "verification_method", "public_key")
    return all(getattr(one, name) == getattr(other, name) for name in names)


@pytest.mark.parametrize("kind", list(CURVES))
@pytest.mark.parametrize(
    "identity", [as_did_key, as_did_jwk, lambda key: as_did_web(key, "school.example")]
)
def test_a_key_file_is_read_again(kind: str, identity: Any) -> None:
    key = identity(generate(kind))
    text = keyfile.dumps(key)
    found = keyfile.loads(text)
    assert same(found, key)
    assert key.public_key.verify(found.sign(b"x"), b"x")
    assert same(keyfile.loads(text.encode(), "a passphrase nothing asks for"), key)


@pytest.mark.parametrize("kind", list(CURVES))
def test_a_passphrase_keeps_the_key(kind: str) -> None:
    key = generate(kind)
    text = keyfile.dumps(key, "Bäckerei 麦")
    assert "BEGIN ENCRYPTED PRIVATE KEY" in text
    assert same(keyfile.loads(text, "Bäckerei 麦"), key)


def test_a_missing_or_wrong_passphrase_is_named_with_a_remedy() -> None:
    missing, empty = refused(ENCRYPTED), refused(ENCRYPTED, "")
    assert missing.code == empty.code == "key.passphrase-missing"
    wrong = refused(ENCRYPTED, "correct hors")
    assert wrong.code == "key.passphrase-wrong"
    assert missing.remedy and wrong.remedy
    assert "correct hors" not in str(wrong)


@pytest.mark.parametrize("passphrase", ["", "x" * 1001, "\ud800"])
def test_an_unfit_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        keyfile.dumps(KEY, passphrase)
    assert caught.value.code == "key.unfit-passphrase"


def test_two_files_of_one_key_share_no_salt() -> None:
    assert (
        json.loads(keyfile.dumps(KEY, "a"))["privateKey"]
        != (json.loads(keyfile.dumps(KEY, "a"))["privateKey"])
    )


def test_the_encryption_is_scrypt_and_aes_256() -> None:
    pem = json.loads(ENCRYPTED)["privateKey"]
    import base64

    der = base64.b64decode("".join(pem.splitlines()[1:-1]))
    assert bytes.fromhex("2b06010401da47040b") in der
    assert bytes.fromhex("60864801650304012a") in der
    # n = 2**14, r = 8, p = 5 as DER integers
    assert bytes.fromhex("02024000020108020105") in der
    assert all(len(line) <= 64 for line in pem.splitlines())


def changed(**members: Any) -> str:
    return json.dumps({**json.loads(keyfile.dumps(KEY)), **members})


def pem_of(secret: Any) -> str:
    return secret.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "not json",
        changed(more="x"),
        changed(id=5),
        changed(privateKey=None),
        changed(privateKey="garbage"),
        changed(privateKey="gärbage"),
        changed(privateKey="-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
        changed(privateKey=pem_of(ec.generate_private_key(ec.SECP256R1()))),
        changed(kind="P-256", privateKey=pem_of(ec.generate_private_key(ec.SECP256K1()))),
        changed(privateKey=pem_of(rsa.generate_private_key(65537, 1024))),
        changed(verificationMethod="key-1"),
        changed(verificationMethod=f"{KEY.controller}#other"),
        changed(kind="P-256"),
        keyfile.dumps(KEY).replace('"kind"', '"kind": "Ed25519", "kind"'),
    ],
)
def test_a_malformed_key_file_is_refused(text: str) -> None:
    assert refused(text).code == "key.malformed-key-file"


def test_an_encrypted_key_that_is_broken_is_refused() -> None:
    pem = json.loads(ENCRYPTED)["privateKey"]
    lines = pem.splitlines()
    broken = "\n".join([lines[0], "A" * 64, lines[-1]])
    assert refused(changed(privateKey=broken), "x").code == "key.malformed-key-file"


def test_an_unknown_kind_is_refused() -> None:
    assert refused(changed(kind="RSA")).code == "key.unknown-kind"


@pytest.mark.parametrize("identity", [as_did_key, as_did_jwk])
def test_a_did_of_another_key_is_refused(identity: Any) -> None:
    """Else a credential would be signed that nobody can verify."""
    other = identity(generate("Ed25519"))
    text = changed(id=other.controller, verificationMethod=other.verification_method)
    assert refused(text).code == "key.malformed-key-file"


def test_a_did_document_lists_its_keys_for_assertions() -> None:
    first = as_did_web(KEY, "school.example", ["badges"], port=8443, fragment="2026")
    second = as_did_web(generate("P-256"), "school.example", ["badges"], port=8443)
    document = did_document(first, second)
    assert document["id"] == "did:web:school.example%3A8443:badges"
    assert document["assertionMethod"] == [f"{document['id']}#2026", f"{document['id']}#key-1"]
    assert did_web.to_url(document["id"]) == "https://school.example:8443/badges/did.json"


def test_a_did_document_is_about_one_controller() -> None:
    for keys in ([], [KEY, generate("Ed25519")]):
        with pytest.raises(KeyMaterialError) as caught:
            did_document(*keys)
        assert caught.value.code == "key.wrong-controller"


def test_identities_that_are_none_are_refused() -> None:
    with pytest.raises(KeyMaterialError) as caught:
        as_did_web(KEY, "127.0.0.1")
    assert caught.value.code == "key.malformed-did"
    with pytest.raises(KeyMaterialError) as caught:
        as_did_web(KEY, "school.example", fragment="key 1")
    assert caught.value.code == "key.malformed-method-id"
    assert same(as_did_key(as_did_web(KEY, "school.example")), KEY)
