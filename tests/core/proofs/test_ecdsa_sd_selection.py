"""What JSON pointers select of a document (RFC 6901; ECDSA Cryptosuites 1.0, 3.4.10-3.4.13)."""

import copy
from typing import Any

import pytest

from mintmark.errors import ProofError
from mintmark.proofs.sd_selection import select, tokens

DOCUMENT: dict[str, Any] = {
    "@context": ["https://c.example/"],
    "id": "urn:x:1",
    "type": ["Course", "Thing"],
    "name": "Baking",
    "": "empty",
    "a/b": "slash",
    "m~n": "tilde",
    "2015-01": "not an index",
    "parts": [
        {"type": "Part", "name": "one", "note": "n1"},
        {"id": "urn:x:2", "name": "two", "inner": {"name": "deep", "note": "n2"}},
        "three",
    ],
}
KEPT = {"@context": DOCUMENT["@context"], "id": "urn:x:1", "type": ["Course", "Thing"]}


def chosen(*pointers: str) -> Any:
    before = copy.deepcopy(DOCUMENT)
    selection = select(DOCUMENT, pointers)
    assert before == DOCUMENT
    return selection and selection.document


def refused(*pointers: Any) -> str:
    with pytest.raises(ProofError) as caught:
        select(DOCUMENT, pointers)
    return caught.value.code


def test_context_id_and_types_of_what_surrounds_are_kept() -> None:
    assert chosen("/name") == {**KEPT, "name": "Baking"}
    assert chosen("/parts/0/note") == {**KEPT, "parts": [{"type": "Part", "note": "n1"}]}
    assert chosen("/parts/1/inner/note") == {
        **KEPT,
        "parts": [{"id": "urn:x:2", "inner": {"note": "n2"}}],
    }


def test_a_context_inside_stays_with_its_object() -> None:
    inner = {"@context": "https://other.example/", "name": "x", "note": "y"}
    selection = select({"@context": [], "part": inner}, ["/part/name"])
    assert selection is not None
    assert selection.document["part"] == {"@context": "https://other.example/", "name": "x"}


def test_no_pointer_selects_nothing_and_the_empty_one_all() -> None:
    assert chosen() is None
    assert chosen("") == DOCUMENT
    assert chosen("/name", "") == DOCUMENT


def test_pointers_add_up_in_the_order_of_the_document() -> None:
    both = chosen("/parts/2", "/parts/0", "/name")
    assert both == {**KEPT, "name": "Baking", "parts": [DOCUMENT["parts"][0], "three"]}
    assert list(both) == ["@context", "id", "type", "name", "parts"]
    assert chosen("/parts/1/inner", "/parts/1/inner/note") == chosen("/parts/1/inner")
    assert chosen("/parts/1/inner/note", "/parts/1/inner") == chosen("/parts/1/inner")
    assert chosen("/name", "/name") == chosen("/name")


def test_what_is_always_kept_is_kept_whole() -> None:
    assert chosen("/type/0") == chosen("/id") == chosen("/@context/0") == KEPT


def test_escapes() -> None:
    assert chosen("/a~1b")["a/b"] == "slash"
    assert chosen("/m~0n")["m~n"] == "tilde"
    assert chosen("/")[""] == "empty"
    assert chosen("/2015-01")["2015-01"] == "not an index"
    assert tokens("/~01") == ["~1"]
    assert tokens("") == []


@pytest.mark.parametrize("pointer", ["name", "/a~2b", "/m~", "~0", 7, None])
def test_malformed_pointers(pointer: Any) -> None:
    assert refused("/name", pointer) == "proof.malformed-pointer"


@pytest.mark.parametrize(
    "pointer",
    [
        "/other",
        "/proof",
        "/name/0",
        "/name/",
        "/parts/3",
        "/parts/-",
        "/parts/-1",
        "/parts/00",
        "/parts/01",
        "/parts/+1",
        "/parts/1.0",
        "/parts/ 1",
        "/parts/１",
        "/parts/0/other",
        "/parts/2/name",
        "/type/2",
        "/id/0",
    ],
)
def test_pointers_to_nothing(pointer: str) -> None:
    assert refused("/name", pointer) == "proof.unknown-pointer"
    with pytest.raises(ProofError) as caught:
        select(DOCUMENT, [pointer])
    assert caught.value.place == pointer


def test_a_very_long_pointer_is_no_burden() -> None:
    assert refused("/parts" + "/0" * 100_000) == "proof.unknown-pointer"


def test_new_objects_say_what_they_are_part_of() -> None:
    selection = select(DOCUMENT, ["/parts/1/inner/note", "/parts/0"])
    assert selection is not None
    first, second = selection.document["parts"]
    assert first is DOCUMENT["parts"][0]
    assert selection.origins[id(selection.document)] is DOCUMENT
    assert selection.origins[id(second)] is DOCUMENT["parts"][1]
    assert selection.origins[id(second["inner"])] is DOCUMENT["parts"][1]["inner"]
