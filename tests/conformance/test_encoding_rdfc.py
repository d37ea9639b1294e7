"""RDFC-1.0 against all vectors of the W3C's test suite."""

import json

import nquads_text
import pytest

from cost import costs, measured
from mintmark.encoding import rdfc
from mintmark.errors import LimitError
from standards import SHARED

FOLDER = SHARED / "standards" / "rdf-canon"


def entries():
    if not FOLDER.is_dir():
        return [pytest.param(None, id="absent")]
    manifest = json.loads((FOLDER / "manifest.jsonld").read_text())
    return [pytest.param(entry, id=entry["id"].lstrip("#")) for entry in manifest["entries"]]


@pytest.mark.parametrize("entry", entries())
@costs
def test_vector(entry, shared):
    quads = nquads_text.read((FOLDER / entry["action"]).read_text())
    hash_name = entry.get("hashAlgorithm", "SHA256").lower()
    if "Negative" in entry["type"]:
        with measured() as cost, pytest.raises(LimitError) as failure:
            rdfc.canonicalize(quads, hash_name=hash_name)
        assert failure.value.code == "rdfc.work-limit"
        assert cost.seconds < 1
    elif "Map" in entry["type"]:
        expected = json.loads((FOLDER / entry["result"]).read_text())
        labels = rdfc.canonical_labels(quads, hash_name=hash_name)
        assert {old[2:]: new[2:] for old, new in labels.items()} == expected
    else:
        expected = (FOLDER / entry["result"]).read_text()
        assert rdfc.canonicalize(quads, hash_name=hash_name) == expected


def test_all_86_are_there(shared):
    assert len(entries()) == 86
