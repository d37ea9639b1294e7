"""Told once: what makes two descriptions of one node the same, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_documents import STORE, odd

from mintmark.encoding import jsonld
from mintmark.errors import ContextError

Y = {"id": "urn:y", "p": ["a", "b"]}
DEEP = {"id": "urn:y", "set": [{"p": "a", "node": {"p": "b"}}], "list": ["l", {"p": "c"}]}
TOLD = {
    "in full twice": odd(node=Y, word=Y),
    "named in several ways": odd(node=Y, word={"id": "urn:y"}, set=[{"id": "urn:y"}]),
    "with nodes without id": odd(node=DEEP, word=DEEP),
    "in two graphs": odd(inGraph=[Y, {"id": "urn:y", "p": "c"}]),
    "in a list twice": odd(list=["a", "a"]),
    "nodes alike without id": odd(node=[{"p": "a"}, {"p": "a"}]),
    "one type twice": odd(type=["Known", "Known"], p="a"),
    "one text of two nodes": odd(p="a", node={"p": "a"}),
    "one graph twice": odd(node={"id": "urn:z", "inGraph": Y}, p="a"),
    "in part, where the whole is at the top": odd(
        node={**Y, "p": ["a", "b", "c"]}, word={"id": "urn:z", "node": Y}
    ),
    "in part, in another graph too": odd(
        inGraph={"id": "urn:d", "node": Y, "word": {"id": "urn:y", "p": "a"}}
    ),
    "only named, by types": odd(node={"id": "urn:y", "type": "Known"}, word={"id": "urn:y"}),
}
TWICE = {
    "text": (odd(p=["a", "b", "a"]), "repeated-value"),
    "number": (odd(p=[1, 1.0]), "repeated-value"),
    "number and its object": (odd(node=[True, True]), "repeated-value"),
    "id": (odd(node=["urn:y", "urn:y"]), "repeated-node"),
    "id and object": (odd(node=["urn:y", Y]), "repeated-node"),
    "object": (odd(node=[Y, Y]), "repeated-node"),
    "under two terms": (odd(p="a", **{"https://example.org/#p": "a"}), "not-compact"),
    "in one language": (odd(texts={"en": "a", "EN": "a"}), "repeated-value"),
    "halves side by side": (
        odd(node=[{"id": "urn:y", "p": "a"}, {"id": "urn:y", "p": "b"}]), "described-twice",
    ),
    "halves in two places": (
        odd(node={"id": "urn:y", "p": "a"}, word={"id": "urn:y", "p": "b"}), "described-twice",
    ),
    "one inside the other": (
        odd(node={"id": "urn:y", "p": "a", "node": {"id": "urn:y", "word": "urn:z"}}),
        "described-twice",
    ),
    "one more further down": (
        odd(node=Y, word={"id": "urn:z", "node": {**Y, "p": ["a", "b", "c"]}}), "described-twice",
    ),
    "one more inside a graph": (
        odd(inGraph={"id": "urn:d", "node": {"id": "urn:z", "node": Y},
                     "word": {"id": "urn:y", "p": "a"}}), "described-twice",
    ),
    "types in two places": (
        odd(node={"id": "urn:y", "type": "Known"}, word={"id": "urn:y", "type": "urn:t"}),
        "described-twice",
    ),
    "a type more where it is named": (
        odd(node=Y, word={"id": "urn:y", "type": "Known"}), "described-twice",
    ),
    "other nodes without id": (
        odd(node=DEEP, word={**DEEP, "set": [{"p": "a", "node": {"p": "x"}}]}), "described-twice",
    ),
    "another list": (odd(node=DEEP, word={**DEEP, "list": ["l"]}), "described-twice"),
    "another order of a list": (
        odd(node=DEEP, word={**DEEP, "list": DEEP["list"][::-1]}), "described-twice",
    ),
    "by an inverse property": (
        odd(node=Y, word={"id": "urn:z", "inverse": Y}), "described-twice",
    ),
    "another graph": (
        odd(node={"id": "urn:z", "inGraph": Y}, word={"id": "urn:z", "inGraph": {**Y, "p": "c"}}),
        "described-twice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_benign_twins_are_read(name):
    assert jsonld.to_quads(TOLD[name], STORE)


@pytest.mark.parametrize("name", TWICE)
def test_what_is_told_twice_is_refused(name):
    document, code = TWICE[name]
    with pytest.raises(ContextError) as caught:
        jsonld.to_quads(document, STORE)
    assert caught.value.code == f"context.{code}"
    assert caught.value.place is not None or code == "repeated-value"
    assert caught.value.remedy


@pytest.mark.parametrize("name", [name for name in TWICE if TWICE[name][1] != "not-compact"])
def test_where_the_json_is_signed_it_is_read(name):
    assert jsonld.to_quads(TWICE[name][0], STORE, told_once=False)


VALUES = st.sampled_from(["a", "b", "c"])
HALVES = st.dictionaries(st.sampled_from(["p", "set", "word"]), VALUES.map("urn:".__add__))


@given(HALVES, HALVES)
def test_two_objects_of_one_id_are_read_only_where_nothing_can_be_missed(one, other):
    document = odd(node={"id": "urn:y", **one}, inverse={"id": "urn:z", "node": [
        {"id": "urn:y", **other}]})  # fmt: skip
    try:
        jsonld.to_quads(document, STORE)
    except ContextError as error:
        assert error.code == "context.described-twice"
        assert other
        assert one
        assert not other.items() <= one.items()
    else:
        assert other.items() <= one.items() or not one
