"""Inline contexts whose terms follow from their IRIs."""

from __future__ import annotations

import pytest

from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.self_naming import MAX_TERMS, is_self_naming, with_self_naming

V2 = "https://www.w3.org/ns/credentials/v2"
GOOD = {"Baker": "https://example.org/terms#Baker", "oven": "urn:x:terms/oven"}


@pytest.mark.parametrize(
    "context",
    [
        None,
        [],
        {},
        "https://example.org/",
        {"Baker": "https://example.org/terms#Master"},
        {"Baker": "https://example.org/termsBaker"},
        {"Baker": "terms#Baker"},
        {"Baker": {"@id": "https://example.org/terms#Master"}},
        {"Baker": {"@type": "@id"}},
        {"Baker": {"@id": "urn:x:Baker", "@type": "@json"}},
        {"Baker": {"@id": "urn:x:Baker", "@type": "@vocab"}},
        {"Baker": {"@id": "urn:x:Baker", "@type": ["@id"]}},
        {"Baker": {"@id": "urn:x:Baker", "@container": "@graph"}},
        {"Baker": {"@id": "urn:x:Baker", "@protected": False}},
        {"Baker": {"@id": "urn:x:Baker", "@context": {"oven": "urn:x:master"}}},
        {"Baker": {"@id": "urn:x:Baker", "@context": None}},
        {"Baker": {"@id": "urn:x:Baker", "@context": ["https://example.org/c"]}},
        {"Baker": {"@id": "urn:x:Baker", "@context": {f"t{n}": f"urn:t{n}" for n in range(64)}}},
        {"Baker": {"@reverse": "urn:x:Baker"}},
        {"@protected": False, "Baker": "urn:x:Baker"},
        {"id": "@type"},
        {"name": "@id"},
        {"@type": "@type"},
        {"Baker": None},
        {"@vocab": "https://example.org/@vocab"},
        {"@vocab": "https://example.org/terms/"},
        {"@vocab": "https://example.org/terms#in-the-"},
        {"@vocab": "https://example.org/a#b#"},
        {"@vocab": "#"},
        {"@vocab": "terms#"},
        {"@vocab": ""},
        {"@vocab": None},
        {"@vocab": "https://example.org/terms#", "Baker": "https://example.org/terms#Master"},
        {"Baker": {"@id": "urn:x:Baker", "@context": {"@vocab": "https://example.org/terms#"}}},
        {"@protected": True},
        {"a:b": "https://example.org/#a:b"},
        {"": "https://example.org/#"},
        {"Baker": "https ://example.org/#Baker"},
        {"Baker": "https://example.org/<x>#Baker"},
        {"Baker\n": "https://example.org/#Baker\n"},
        GOOD | {"other": "https://example.org/#Other"},
        {f"t{n}": f"urn:x:/t{n}" for n in range(MAX_TERMS + 1)},
    ],
)
def test_others_could_mislead(context):
    assert is_self_naming(GOOD)
    assert not is_self_naming(context)
    document = {"@context": [V2, context]}
    assert with_self_naming(BUNDLED, document) is BUNDLED


@pytest.mark.parametrize("more", [{}, GOOD, {"@protected": True}])
def test_a_vocabulary_up_to_its_fragment_leads_to_one_name_for_each_iri(more):
    """What stands under it is the fragment of its IRI, and an IRI has one fragment."""
    context = {"@vocab": "https://example.org/words#", **more}
    assert is_self_naming(context)
    document = {"@context": [V2, context]}
    assert with_self_naming(BUNDLED, document).inline_allowed(context)


def nested(levels: int) -> dict[str, object]:
    inner = nested(levels - 1) if levels > 1 else GOOD
    return {"@protected": True, "Baker": {"@id": "urn:x:Baker", "@context": inner}}


def test_definitions_may_say_more():
    for context in (
        {"Baker": {"@id": "urn:x:Baker", "@type": "@id", "@protected": True}},
        {"year": {"@id": "urn:x:year", "@type": "http://www.w3.org/2001/XMLSchema#gYear"}},
        {"@protected": True, "id": "@id", "type": "@type", "Baker": "urn:x:Baker"},
        nested(3),
    ):
        assert is_self_naming(context)
    assert not is_self_naming(nested(4))
    assert not is_self_naming(nested(900))


def test_the_store_accepts_them_where_they_stand_at_the_top():
    document = {"@context": [V2, GOOD]}
    assert not BUNDLED.inline_allowed(GOOD)
    assert with_self_naming(BUNDLED, document).inline_allowed(GOOD)
    for other in (None, [], {"@context": GOOD}, {"@context": V2}, {"a": document}, {}):
        assert with_self_naming(BUNDLED, other) is BUNDLED
    assert with_self_naming(BUNDLED, {}, document).inline_allowed(GOOD)
