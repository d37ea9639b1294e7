"""The guard on the W3C's JSON-LD tests: it refuses or it changes nothing, and names every failure.

Each test's own inline contexts are allowed here, as an operator could; the guard then refuses what
would be lost or is not compact. What it lets through must become the quads that the test expects.
"""

import json

import nquads_text
import pytest

from mintmark.encoding import jsonld, rdfc
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import ContextError, InputError, MintmarkError, UnavailableError
from standards import SHARED

FOLDER = SHARED / "standards" / "json-ld-api"


def entries(kind):
    if not FOLDER.is_dir():
        return []
    sequence = json.loads((FOLDER / f"{kind}-manifest.jsonld").read_text())["sequence"]
    return [entry for entry in sequence if entry["input"].endswith(".jsonld")]


def inline_contexts(value):
    """Give every context object in a document."""
    if isinstance(value, list):
        for item in value:
            yield from inline_contexts(item)
    elif isinstance(value, dict):
        found = value.get("@context")
        yield from (c for c in (found if isinstance(found, list) else [found]) if type(c) is dict)
        for item in value.values():
            yield from inline_contexts(item)


def quads(entry):
    document = json.loads((FOLDER / entry["input"]).read_text())
    if not isinstance(document, dict):
        return None
    store = BUNDLED.extended({}, inline=list(inline_contexts(document)))
    return rdfc.canonicalize(jsonld.to_quads(document, store))


def is_1_1(entry):
    option = entry.get("option", {})
    return "json-ld-1.0" not in (option.get("specVersion"), option.get("processingMode"))


def comparable(entry):
    """Tell whether a test expects quads with the options that are always ours."""
    beside = {"expandContext", "produceGeneralizedRdf"} & entry.get("option", {}).keys()
    directed = "@direction" in (FOLDER / entry["input"]).read_text()
    return "expect" in entry and is_1_1(entry) and not beside and not directed


@pytest.mark.filterwarnings("ignore:.*reserved.*:SyntaxWarning")
def test_what_passes_the_guard_becomes_what_the_test_expects(shared):
    passed, refused = [], set()
    for entry in filter(comparable, entries("toRdf")):
        try:
            found = quads(entry)
        except (ContextError, InputError, UnavailableError) as error:
            refused.add(error.code)
            continue
        if found is not None:
            expected = nquads_text.read((FOLDER / entry["expect"]).read_text())
            assert found == rdfc.canonicalize(expected), entry["@id"]
            passed.append(entry["@id"])
    assert len(passed) > 100
    assert len(refused) > 10


@pytest.mark.filterwarnings("ignore:.*reserved.*:SyntaxWarning")
@pytest.mark.parametrize("kind", ["toRdf", "expand"])
def test_nothing_foreign_escapes_and_errors_are_errors(kind, shared):
    accepted = []
    for entry in filter(is_1_1, entries(kind)):
        try:
            found = quads(entry)
        except MintmarkError:
            continue
        if found and "jld:NegativeEvaluationTest" in entry["@type"]:
            accepted.append((entry["@id"], entry["name"]))
    assert accepted == []
