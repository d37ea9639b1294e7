"""Plans under contexts of every kind: planned where it is sure, and never other than plain."""

from __future__ import annotations

from typing import Any

import pytest
from plan_documents import fresh, outcome

from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.plans.planner import Planner

P = "https://example.org/terms#"
ID = {"@id": f"{P}p", "@type": "@id"}
MAP = {"@id": f"{P}p", "@container": "@language"}
TEXT = "http://www.w3.org/2001/XMLSchema#string"

PLANNED: dict[str, tuple[dict[str, Any], Any]] = {
    "text": ({"p": f"{P}p"}, "x"),
    "texts": ({"p": f"{P}p"}, ["b", "a", "c"]),
    "default language": ({"@language": "en", "p": f"{P}p"}, "x"),
    "language of a term": ({"p": {"@id": f"{P}p", "@language": "fr"}}, ["x", 1]),
    "default direction": ({"@direction": "rtl", "p": f"{P}p"}, "x"),
    "no type": ({"p": {"@id": f"{P}p", "@type": "@none"}}, ["x", True]),
    "datatype": ({"p": {"@id": f"{P}p", "@type": f"{P}day"}}, ["x", 1, 1.5, True]),
    "double": (
        {"p": {"@id": f"{P}p", "@type": "http://www.w3.org/2001/XMLSchema#double"}},
        [1, 2.5, -0.0, 10**21],
    ),
    "id": ({"p": ID}, ["urn:x", "https://e.org/"]),
    "number where an id stands": ({"p": ID}, [1, True]),
    "term": ({"p": {"@id": f"{P}p", "@type": "@vocab"}, "q": f"{P}q", "r": f"{P}r"}, ["q", "r"]),
    "set": ({"p": {"@id": f"{P}p", "@container": "@set"}}, []),
    "language map": ({"p": MAP}, {"en": "x", "FR": ["y", "z", "x"], "de": [], "@none": "n"}),
    "text where a language map stands": ({"p": MAP}, "x"),
    "empty language map": ({"p": MAP}, {}),
    "node": ({"p": ID, "q": f"{P}q"}, {"id": "urn:n", "q": "x"}),
    "nodes without id": ({"p": f"{P}p", "q": f"{P}q"}, [{"q": "x"}, {"q": "y"}, {"p": {"q": "z"}}]),
    "a node and a text": ({"p": f"{P}p", "q": f"{P}q"}, [{"q": "x"}, "t", 5]),
    "empty node": ({"p": f"{P}p"}, {}),
    "typed node": ({"p": f"{P}p", "T": f"{P}T"}, {"type": ["T", "T"], "p": "x"}),
    "scoped term": ({"p": {"@id": f"{P}p", "@context": {"q": f"{P}q"}}}, {"q": "x"}),
    "type-scoped term": (
        {"p": f"{P}p", "T": {"@id": f"{P}T", "@context": {"q": f"{P}q"}}},
        {"type": "T", "q": "x", "p": {"p": "y"}},
    ),
    "value with a language": ({"p": f"{P}p"}, {"@value": "x", "@language": "EN"}),
    "value with a direction": ({"p": f"{P}p"}, [{"@value": "x", "@direction": "ltr"}]),
    "node in one place, named in another": (
        {"p": ID, "q": f"{P}q", "r": {"@id": f"{P}r", "@type": "@id"}, "T": f"{P}T"},
        {
            "id": "urn:x",
            "p": {"id": "urn:y", "type": ["T"], "q": "a"},
            "r": {"id": "urn:y", "type": "T"},
        },
    ),
    "node in full in two places": (
        {"p": ID, "q": f"{P}q", "r": {"@id": f"{P}r", "@type": "@id"}},
        {"id": "urn:x", "p": {"id": "urn:y", "q": "a"}, "r": {"id": "urn:y", "q": "a"}},
    ),
    "prefix not used as one": ({"p": ID, "x": {"@id": f"{P}x", "@prefix": True}}, "x://e.org"),
}
LEFT: dict[str, tuple[dict[str, Any], Any]] = {
    "compact IRI": ({"p": ID, "x": {"@id": f"{P}x", "@prefix": True}}, "x:y"),
    "list": ({"p": {"@id": f"{P}p", "@container": "@list"}}, ["a", "b"]),
    "list object": ({"p": f"{P}p"}, {"@list": ["a"]}),
    "JSON": ({"p": {"@id": f"{P}p", "@type": "@json"}}, {"a": [1, None]}),
    "index": ({"p": {"@id": f"{P}p", "@container": "@index"}}, "x"),
    "graph": ({"p": {"@id": f"{P}p", "@container": "@graph"}, "q": f"{P}q"}, {"q": "x"}),
    "reverse": ({"p": {"@reverse": f"{P}p"}, "q": f"{P}q"}, {"id": "urn:x", "q": "y"}),
    "nest": ({"p": {"@id": f"{P}p", "@nest": "@nest"}}, "x"),
    "direction of a map": ({"p": {**MAP, "@direction": "rtl"}}, {"en": "x"}),
    "alias of none": ({"p": MAP, "none": "@none"}, {"none": "x"}),
    "map of ids": ({"p": {**MAP, "@type": "@id"}}, {"en": "x"}),
    "node in a list of maps": ({"p": MAP, "q": f"{P}q"}, [{"q": "x"}]),
    "two terms for one property": ({"p": f"{P}p", "q": f"{P}p"}, {"p": "x", "q": "y"}),
    "typed value": ({"p": f"{P}p"}, {"@value": "x", "@type": f"{P}day"}),
    "value beside a default language": (
        {"@language": "en", "p": f"{P}p"},
        {"@value": "x", "@language": "fr"},
    ),
    "alias of type": ({"p": f"{P}p", "kind": "@type", "T": f"{P}T"}, {"kind": "T"}),
    "no types": ({"p": f"{P}p"}, {"type": [], "p": "x"}),
    "address as key": ({"p": f"{P}p"}, {f"{P}q": "x"}),
    "context inside": ({"p": f"{P}p"}, {"@context": [], "p": "x"}),
    "text twice": ({"p": f"{P}p"}, ["x", "x"]),
    "text twice in one language": ({"p": MAP}, {"en": ["x", "x"]}),
    "language in other letters": ({"p": MAP}, {"en": "x", "EN": "x"}),
    "id twice": ({"p": ID}, ["urn:x", "urn:x"]),
    "id and its node": ({"p": ID, "q": f"{P}q"}, ["urn:x", {"id": "urn:x", "q": "y"}]),
    "value twice beside a node without id": (
        {"p": f"{P}p", "q": f"{P}q"},
        ["x", {"q": "y"}, "x"],
    ),
    "node described in two places": (
        {"p": ID, "q": f"{P}q", "r": {"@id": f"{P}r", "@type": "@id"}},
        {"id": "urn:x", "p": {"id": "urn:y", "q": "a"}, "r": {"id": "urn:y", "q": "b"}},
    ),
    "nodes alike": ({"p": f"{P}p"}, [{"p": "x"}, {"p": "x"}]),
}


def after_learning(context: dict[str, Any], value: Any) -> tuple[bytes | None, bytes | str]:
    whole = {"id": "@id", "type": "@type", **context}
    store = BUNDLED.extended({}, inline=[whole])
    document = {"@context": [whole], "id": "urn:root", "p": value}
    planner, expected = Planner(store), outcome(lambda one: plain_form(one, store), document)
    for _ in range(3):
        found = planner.write(fresh(document))
        assert found is None or found == expected
        if isinstance(expected, bytes):
            planner.learn(fresh(document), expected)
    return planner.write(fresh(document)), expected


@pytest.mark.parametrize("name", PLANNED)
def test_what_is_sure_is_planned(name: str) -> None:
    found, expected = after_learning(*PLANNED[name])
    assert found == expected


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_sure_is_left_to_the_plain_way(name: str) -> None:
    found, _ = after_learning(*LEFT[name])
    assert found is None
