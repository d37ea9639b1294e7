"""``names`` says what ``describe`` says, of every document, and the quick look into JSON text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

from mintmark.encoding.strict_json import may_mention
from mintmark.formats.describing import Named, describe, names
from mintmark.formats.open_badges_2.documents import CONTEXT
from mintmark.formats.open_badges_3 import dump
from strategies import pairs

AT = datetime(2026, 3, 31, tzinfo=UTC)
ODD: list[Any] = [
    *(None, "", " ", "x", 0, True, [], {}, [""], ["a", "b"], {"id": "urn:a"}, [{"id": "urn:a"}]),
    *({"en": "English", "fr": "français"}, {"@none": ""}, {"id": "urn:a", "name": "A"}),
    *([{"id": 1}, "urn:a"], {"identityType": "name", "identityHash": "N"}),
    [{"identityType": "name", "hashed": True, "identityHash": "H"}, {"identityType": ["name"]}],
    {"id": "urn:a", "type": "AchievementSubject", "name": "S"},
]
PLACES = (
    *("issuer", "credentialSubject", "name", "title", "id", "type", "identifier", "achievement"),
    *("legalName", "hashed", "identityType", "identityHash"),
)


def same(document: dict[str, Any]) -> None:
    said, named = describe(document), names(document)
    assert named.issuer == Named(said.issuer.id, said.issuer.name)
    assert named.learner == Named(said.learner.id, said.learner.name)
    assert (named.achievement is None) == (said.achievement is None)
    if named.achievement is not None and said.achievement is not None:
        assert named.achievement == Named(said.achievement.id, said.achievement.name)


def nodes_of(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for item in value for node in nodes_of(item)]
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in nodes_of(item))]
    return []


def odd_documents() -> SearchStrategy[dict[str, Any]]:
    value = st.sampled_from(ODD)
    node = st.dictionaries(st.sampled_from(PLACES), value, max_size=4)
    subject = st.dictionaries(st.sampled_from(PLACES), value | node | st.lists(node, max_size=2))
    return st.dictionaries(st.sampled_from(PLACES), value | node | subject | st.lists(subject))


@given(odd_documents())
@example({"issuer": "urn:a", "x": {"id": "urn:a", "name": "Found elsewhere"}})
@example({"credentialSubject": [{"achievement": ["urn:b"]}, {"id": "urn:b", "name": "B"}]})
@example({"credentialSubject": {"type": "Person", "name": "P"}})
@example({"@context": CONTEXT, "badge": {"id": "urn:b", "issuer": {"name": "I"}}})
@example({"@context": CONTEXT, "recipient": {"identity": "a@b.example", "hashed": False}})
def test_names_are_those_of_the_description(document: dict[str, Any]) -> None:
    same(document)


@given(pairs(), st.data())
def test_names_of_a_badge_bent_anywhere(pair: Any, data: DataObject) -> None:
    achievement, award = pair
    document = json.loads(
        json.dumps(
            dump(
                achievement,
                award,
                issuer_id="did:example:1",
                credential_id="urn:uuid:9d2b1e2a-7c51-4f1d-8a1e-000000000001",
                salt="0123456789abcdef",
                valid_from=AT,
                valid_until=None,
            )
        )
    )
    same(document)
    node = data.draw(st.sampled_from(nodes_of(document)))
    node[data.draw(st.sampled_from([*node, *PLACES]))] = data.draw(st.sampled_from(ODD))
    same(document)


WORD = "https://www.w3.org/2018/credentials/v1"


@given(st.text(), st.text(), st.booleans(), st.booleans())
def test_a_word_that_may_not_be_there_is_not_there(a: str, b: str, ascii_: bool, key: bool) -> None:
    """However it is spelt, a word that is there is never denied."""
    document = {f"{a}{WORD}{b}": 1} if key else [f"{a}{WORD}{b}"]
    text = json.dumps(document, ensure_ascii=ascii_).encode("utf-8", "replace")
    assert may_mention(text, WORD)
    assert may_mention(text.replace(b"/", rb"\/"), WORD)
    for letter in "hw:.":
        assert may_mention(text.replace(letter.encode(), rb"\u%04x" % ord(letter)), WORD)
    assert not may_mention(rb'["plain \"text\"\n"]', WORD)
    assert may_mention(b"", WORD)
