"""JSON-LD to RDF against the W3C's toRdf tests: PyLD's expansion, our conversion, no guard.

Left out, with reasons:

- tests for JSON-LD 1.0 only, and negative tests: the guard and the contexts' store refuse more
  than they ask for, and have tests of their own;
- ``compound-literal`` directions and generalized RDF: Data Integrity uses neither.
"""

import json

import nquads_text
import pytest
from pyld import jsonld as pyld

from mintmark.encoding import rdf, rdfc
from standards import SHARED

FOLDER = SHARED / "standards" / "json-ld-api"
BASE = "https://w3c.github.io/json-ld-api/tests/"


def in_scope(entry):
    option = entry.get("option", {})
    return (
        "jld:NegativeEvaluationTest" not in entry["@type"]
        and option.get("specVersion") != "json-ld-1.0"
        and option.get("processingMode") != "json-ld-1.0"
        and option.get("rdfDirection") != "compound-literal"
        and not option.get("produceGeneralizedRdf")
    )


def entries():
    if not FOLDER.is_dir():
        return [pytest.param(None, id="absent")]
    sequence = json.loads((FOLDER / "toRdf-manifest.jsonld").read_text())["sequence"]
    return [pytest.param(entry, id=entry["@id"][1:]) for entry in sequence if in_scope(entry)]


def load(url, options):
    path = FOLDER / url.removeprefix(BASE)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": json.loads(path.read_text()),
    }


@pytest.mark.filterwarnings("ignore:.*reserved.*:SyntaxWarning")
@pytest.mark.parametrize("entry", entries())
def test_vector(entry, shared):
    option = entry.get("option", {})
    options = {"base": option.get("base", BASE + entry["input"]), "documentLoader": load}
    if "expandContext" in option:
        options["expandContext"] = load(BASE + option["expandContext"], {})["document"]
    document = json.loads((FOLDER / entry["input"]).read_text())
    quads = rdf.from_expanded(
        pyld.expand(document, options), i18n_directions="rdfDirection" in option
    )
    if "expect" in entry:
        expected = nquads_text.read((FOLDER / entry["expect"]).read_text())
        assert rdfc.canonicalize(quads) == rdfc.canonicalize(expected)


def test_how_many_are_in_scope(shared):
    assert len(entries()) == 353
