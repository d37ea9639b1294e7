"""The issuers of the W3C's published vectors: known to the service, and to nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest

from mintmark.cli.vc_api import command, examples
from mintmark.cli.vc_api.command import Order
from mintmark.cli.vc_api.routes import Application
from mintmark.keys import did_key
from mintmark.keys.controller_document import parse_document
from vc_api_client import Api

VECTORS = (
    "ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    "ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
    "ecdsa/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
    "eddsa/eddsa-rdfc-2022/signedDataInt.json",
    "eddsa/eddsa-jcs-2022/signedJCS.json",
    "eddsa/proof-set-chain/signedProofSet2.json",
    "eddsa/proof-set-chain/signedProofChain2.json",
)


def vector(shared: Path, name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((shared / "standards" / "data-integrity" / name).read_text())
    return value


def service(shared: Path, **changes: Any) -> Api:
    """Return the service as the command puts it together, with the contexts of the vectors."""
    contexts = shared / "standards" / "contexts"
    listening = command.start(Order(port=0, offline=True, contexts=contexts, **changes))
    listening.server_close()
    api = Api()
    api.application = cast(Application, listening.get_app())
    return api


@pytest.mark.shared
@pytest.mark.parametrize("name", VECTORS)
def test_published_vectors_verify_without_documents_of_ones_own(shared, name):
    assert service(shared).verify(vector(shared, name)).status == 200


@pytest.mark.shared
@pytest.mark.parametrize("name", VECTORS)
def test_only_the_service_knows_their_issuers(shared, tmp_path, run, name):
    (tmp_path / "vector.json").write_text(json.dumps(vector(shared, name)))
    contexts = shared / "standards" / "contexts"
    answer = run("verify", tmp_path / "vector.json", "--offline", "--contexts", contexts)
    assert answer.code != 0
    assert "vc.example" in answer.out + answer.err


@pytest.mark.shared
def test_their_keys_speak_for_nobody_else(shared):
    document = vector(shared, VECTORS[0])
    document["issuer"] = "https://vc.example/issuers/5679"
    assert service(shared).verify(document).value["title"] == "fetch.not-at-hand"


@pytest.mark.shared
def test_the_operators_own_documents_win(shared, tmp_path):
    issuer = "https://vc.example/issuers/5678"
    (tmp_path / "documents.json").write_text(
        json.dumps({issuer: {"id": issuer, "assertionMethod": []}})
    )
    api = service(shared, documents=tmp_path / "documents.json")
    assert api.verify(vector(shared, VECTORS[0])).value["title"] == "key.not-the-issuers"


def test_they_have_names_that_nobody_can_own_and_public_keys_only():
    for issuer, data in examples.DOCUMENTS.items():
        assert (urlsplit(issuer).hostname or "").endswith(".example")
        document = json.loads(data)
        assert parse_document(document, issuer).id == issuer
        assert document.keys() == {"id", "assertionMethod"}
        for method in document["assertionMethod"]:
            did = method.partition("#")[0]
            assert did_key.write(did_key.read(did)) == did
            assert did_key.method_id(did) == method
