"""Documents as statements: lasting names of blank nodes, secret labels, groups."""

import copy
import hashlib
import hmac
import inspect
import json
import sys
from typing import Any

import pytest

from mintmark.encoding import jsonld, multibase, rdfc
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import ContextError, LimitError, MintmarkError, ProofError
from mintmark.proofs import sd_statements
from mintmark.proofs.sd_skolem import Skolemized
from mintmark.proofs.sd_statements import Statements, canonical_numbers, hash_of, relabelled

URL = "https://terms.example/v1"
T = "https://terms.example/#"
TERMS: dict[str, Any] = {
    "@context": {
        "@version": 1.1,
        "@protected": True,
        "id": "@id",
        "type": "@type",
        "value": "@value",
        "language": "@language",
        "Thing": T + "Thing",
        "name": T + "name",
        "part": T + "part",
        "see": {"@id": T + "see", "@type": "@id"},
        "when": {"@id": T + "when", "@type": "http://www.w3.org/2001/XMLSchema#date"},
        "steps": {"@id": T + "steps", "@container": "@list"},
        "said": {"@id": T + "said", "@container": "@language"},
        "about": {"@id": T + "about", "@container": "@graph"},
        "data": {"@id": T + "data", "@type": "@json"},
        "Special": {"@id": T + "Special", "@context": {"detail": T + "special-detail"}},
    }
}
CONTEXTS = BUNDLED.extended({URL: TERMS})
KEY = bytes(range(32))
DOCUMENT: dict[str, Any] = {
    "@context": URL,
    "id": "urn:x:1",
    "type": "Thing",
    "name": ["one", "two"],
    "see": "urn:x:9",
    "when": "2026-01-02",
    "part": [
        {"name": "alike"},
        {"name": "alike"},
        {"type": "Special", "detail": "d", "part": {"name": "deep"}},
        {},
        {"id": "urn:x:2", "name": {"value": "zwei", "language": "de"}},
        {"id": "urn:x:5", "steps": ["again"]},
    ],
    "steps": ["first", {"name": "second"}, {"id": "urn:x:3"}, "first"],
    "said": {"en": "hello", "de": ["hallo", "servus"]},
    "about": [{"name": "in a graph"}, {"id": "urn:x:4", "steps": [{"name": "there"}]}],
    "data": {"a": [1, {"b": None}], "c": 2},
}


def statements(document: dict[str, Any] = DOCUMENT) -> Statements:
    return Statements(document, CONTEXTS, KEY)


def lines_of(*pointers: str, document: dict[str, Any] = DOCUMENT) -> list[str]:
    all_of_them = statements(document)
    group = all_of_them.group(pointers)
    assert group is not None
    return [all_of_them.lines[index] for index in group.indexes]


def refused(*pointers: str, document: dict[str, Any] = DOCUMENT) -> str:
    with pytest.raises(MintmarkError) as caught:
        statements(document).group(pointers)
    return caught.value.code


def canonical(document: dict[str, Any]) -> str:
    return rdfc.canonicalize(jsonld.to_quads(document, CONTEXTS))


# Names of blank nodes


def test_naming_changes_nothing_that_is_said() -> None:
    skolemized = Skolemized(DOCUMENT, CONTEXTS)
    assert rdfc.canonicalize(skolemized.quads) == canonical(DOCUMENT)
    assert skolemized.document == DOCUMENT
    assert not any("urn:bnid" in term for quad in skolemized.quads for term in quad)


def test_one_python_object_in_two_places_is_two_nodes() -> None:
    shared = {"name": "alike"}
    document = {**DOCUMENT, "part": [shared, shared]}
    assert rdfc.canonicalize(Skolemized(document, CONTEXTS).quads) == canonical(document)
    assert len(lines_of("/part/0", document=document)) < len(lines_of("/part", document=document))


def test_a_long_list_does_not_nest() -> None:
    document = {"@context": URL, "id": "urn:x:1", "steps": [str(i) for i in range(900)]}
    assert len(lines_of("", document=document)) == 1801


def test_deep_documents_are_refused_with_a_name() -> None:
    """Wherever on the way the interpreter's stack ends."""
    document: dict[str, Any] = {"name": "x"}
    for _ in range(60):
        document = {"part": document}
    document = {"@context": URL, "id": "urn:x:1", **document}

    def below(frames: int) -> str:
        if frames:
            return below(frames - 1)
        try:
            statements(document)
        except MintmarkError as error:
            return error.code
        return "read"

    assert below(0) == "read"
    limit = sys.getrecursionlimit() - len(inspect.stack())
    assert {below(frames) for frames in range(limit - 500, limit - 100, 10)} <= {
        "read",
        "context.too-deep",
    }


def test_lists_in_lists_and_empty_lists() -> None:
    document = {"@context": URL, "id": "urn:x:1", "steps": [["a", "b"], [], ["c", ["d"]]]}
    assert rdfc.canonicalize(Skolemized(document, CONTEXTS).quads) == canonical(document)
    empty = {"@context": URL, "id": "urn:x:1", "steps": []}
    assert rdfc.canonicalize(Skolemized(empty, CONTEXTS).quads) == canonical(empty)


@pytest.mark.parametrize("member", ["id", "see"])
def test_the_names_in_use_are_reserved(member: str) -> None:
    document = {**DOCUMENT, member: "urn:bnid:0"}
    assert refused("", document=document) == "proof.reserved-iri"
    statements({**DOCUMENT, member: "urn:bnib:0"})
    statements({**DOCUMENT, "name": "<urn:bnid:0>"})


def test_what_does_not_mean_one_thing_is_refused() -> None:
    with pytest.raises(ContextError):
        statements({**DOCUMENT, "unknown": 1})
    with pytest.raises(ContextError):
        statements({**DOCUMENT, "see": "_:b0"})


# Labels


def test_labels_are_hmacs_of_the_canonical_names() -> None:
    """ECDSA Cryptosuites 1.0, section 3.4.4."""
    document = {"@context": URL, "name": "one", "part": {"name": "two"}}
    expected = {
        "_:u" + multibase.base64url_encode(hmac.digest(KEY, name, "sha256"))
        for name in (b"c14n0", b"c14n1")
    }
    lines = statements(document).lines
    assert {word for line in lines for word in line.split() if word.startswith("_:")} == expected
    assert lines == sorted(lines)


def test_text_that_looks_like_a_blank_node_stays() -> None:
    document = {"@context": URL, "name": "_:c14n0 _:b0", "part": {"name": "x _:c14n1"}}
    text = "".join(statements(document).lines)
    assert '"_:c14n0 _:b0"' in text
    assert '"x _:c14n1"' in text


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\u0085b", "a\u2028b\u2029", "a\x0b\x0c\x1cb"])
def test_no_text_ends_a_line(text: str) -> None:
    document = {"@context": URL, "id": "urn:x:1", "name": [text, "other"]}
    lines = statements(document).lines
    assert len(lines) == 2
    assert all(line.endswith(" .\n") for line in lines)


def test_order_is_by_code_point() -> None:
    """Not by UTF-16 unit: U+FFFD comes before U+1F600."""
    document = {"@context": URL, "id": "urn:x:1", "name": ["\U0001f600", "\ufffd"]}
    assert [line[-6:-4] for line in statements(document).lines] == [' "\ufffd"'[1:3], '"\U0001f600']


def test_hash_of_statements() -> None:
    assert hash_of([]) == hashlib.sha256(b"").digest()
    assert hash_of(["ü .\n", "b .\n"]) == hashlib.sha256("ü .\nb .\n".encode()).digest()


# Groups


@pytest.mark.parametrize(
    ("pointer", "count"),
    [
        ("/id", 1),  # the type of the document
        ("/name", 3),
        ("/name/1", 2),
        ("/see", 2),
        ("/part/0", 3),
        ("/part/2/detail", 4),
        ("/part/2/part", 5),
        ("/part/3", 2),
        ("/part/4", 3),
        ("/steps", 11),
        ("/said", 4),
        ("/said/en", 2),
        ("/said/de/1", 2),
        ("/about/0", 3),
        ("/about/1", 6),
        ("/data", 2),
    ],
)
def test_what_pointers_select(pointer: str, count: int) -> None:
    lines = lines_of(pointer)
    assert len(lines) == count
    assert set(lines) <= set(statements().lines)


def test_all_is_all() -> None:
    assert lines_of("") == statements().lines == lines_of(*(f"/{name}" for name in DOCUMENT))


def test_alike_nodes_stay_apart() -> None:
    assert set(lines_of("/part/0")) & set(lines_of("/part/1")) == set(lines_of("/id"))


@pytest.mark.parametrize(
    "pointer",
    [
        "/steps/0",
        "/steps/3",
        "/data/a",
        "/data/c",
        "/part/4/name/value",
        "/part/4/name/language",
        "/steps/1/name",
    ],
)
def test_what_is_one_statement_is_not_cut(pointer: str) -> None:
    assert refused(pointer) == "proof.unfit-pointer"


def test_inside_a_list_of_one_there_is_a_choice() -> None:
    assert len(lines_of("/about/1/steps/0/name")) == 6


def test_a_typed_value_cut_to_its_type_is_refused() -> None:
    """The part would be a node with a type, which the document has not."""
    typed = {"value": "2026", "type": "http://www.w3.org/2001/XMLSchema#gYear"}
    document = {"@context": URL, "id": "urn:x:1", "name": typed}
    assert refused("/name/type", document=document) == "proof.unfit-pointer"
    assert len(lines_of("/name", document=document)) == 1


def test_the_label_map_fits_what_a_verifier_will_see() -> None:
    everything = statements()
    for pointers in (["/part/1", "/steps"], ["/about", "/part/2/part"], ["/name"]):
        group = everything.group(pointers)
        assert group is not None
        document = json.loads(json.dumps(group.document))
        quads = jsonld.to_quads(document, CONTEXTS)
        numbers = canonical_numbers(quads)
        assert sorted(numbers.values()) == sorted(group.label_map)
        labels = {node: group.label_map[number] for node, number in numbers.items()}
        assert relabelled(quads, labels) == [everything.lines[index] for index in group.indexes]


def test_no_pointer_no_group() -> None:
    assert statements().group([]) is None


def test_a_part_that_says_something_else_is_refused() -> None:
    """However a selection came to be: nothing is disclosed that was not signed."""
    skolemized = Skolemized(DOCUMENT, CONTEXTS)
    selection = sd_statements.select(skolemized.document, ["/name"])
    assert selection is not None
    skolemized.quads_of(selection)
    selection.document["name"] = ["three"]
    with pytest.raises(ProofError) as caught:
        skolemized.quads_of(selection)
    assert caught.value.code == "proof.unfit-pointer"


def test_the_number_of_statements_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(statements().lines)
    monkeypatch.setattr(sd_statements, "MAX_STATEMENTS", count)
    statements()
    monkeypatch.setattr(sd_statements, "MAX_STATEMENTS", count - 1)
    with pytest.raises(LimitError) as caught:
        statements()
    assert caught.value.code == "proof.too-many-statements"


def test_the_document_is_left_alone() -> None:
    before = copy.deepcopy(DOCUMENT)
    statements().group(["/steps", "/part/0"])
    assert before == DOCUMENT
