"""Nodes, language maps, durations, and making nouns from strangers' data."""

from decimal import Decimal

import pytest
from hypothesis import given

from mintmark.encoding.values import as_list, has_type, sole, text
from mintmark.encoding.values import texts as strings
from mintmark.errors import FormatError
from mintmark.formats import language_maps
from mintmark.formats.durations import read_hours, write_hours
from mintmark.formats.forgiving import build
from mintmark.formats.nodes import Nodes
from mintmark.model import Achievement, Organisation, Text
from strategies import decimals, texts


def test_one_or_many():
    assert as_list(None) == []
    assert as_list("x") == ["x"]
    assert as_list(("x", "y")) == ["x", "y"]
    assert sole([]) is None
    assert sole(["x"]) == "x"
    assert text([" ", "x"]) == "x"
    assert strings({"x": 1}) == []
    assert has_type({"type": ["A", "B"]}, "B")
    assert not has_type({"type": {"A": 1}}, "A")
    assert not has_type(None, "A")


def test_a_node_named_by_its_id_is_found_before_and_after():
    document = {
        "a": {"id": "urn:1"},
        "b": [{"c": {"id": "urn:1", "type": "T", "name": "One"}}, "urn:1"],
        "@context": {"d": {"id": "urn:2", "name": "no node"}},
    }
    nodes = Nodes(document)
    assert nodes.node(document["a"])["name"] == "One"
    assert nodes.node("urn:1")["name"] == "One"
    assert nodes.node({"id": "urn:1", "type": "T"})["name"] == "One"
    assert nodes.node({"id": "urn:1", "name": "other"})["name"] == "other"
    assert nodes.node("urn:2") == {"id": "urn:2"}
    assert nodes.node({"id": "urn:2"}) == {"id": "urn:2"}
    assert nodes.node(3) == {}
    assert nodes.nodes([3, None, "urn:1"]) == [document["b"][0]["c"]]


def test_depth_costs_no_recursion():
    deep = {"id": "urn:deep", "name": "found"}
    for _ in range(100_000):
        deep = {"below": [deep]}
    assert Nodes(deep).node("urn:deep")["name"] == "found"
    while deep.get("below"):
        deep = deep["below"].pop()


@given(texts())
def test_language_maps_are_read_as_they_were_written(value):
    assert Text(language_maps.read(language_maps.write(value))) == value


@pytest.mark.parametrize(
    ("given_map", "read"),
    [
        ("plain", {"und": "plain"}),
        (["a", "b"], {"und": "a\nb"}),
        ({"en": ["a", "b"], "fr": "c"}, {"en": "a\nb", "fr": "c"}),
        ({"PT-br": "a"}, {"pt-BR": "a"}),
        ({"@none": "a"}, {"und": "a"}),
        ({"not a tag": "a"}, {"und": "a"}),
        ({"en": {"x": "y"}}, None),
        ({}, None),
        (None, None),
        ("  ", None),
    ],
)
def test_language_maps_of_strangers(given_map, read):
    assert language_maps.read(given_map) == read


@pytest.mark.parametrize(
    "tag", ["en", "pt-BR", "zh-Hant-TW", "sl-rozaj", "de-1996", "en-x-us", "de-a-latn"]
)
def test_the_usual_case_of_tags(tag):
    assert language_maps.usual_case(tag.upper()) == language_maps.usual_case(tag) == tag


@given(decimals("0.0001", "100000", 4))
def test_hours_are_read_as_they_were_written(hours):
    assert read_hours(write_hours(hours)) == hours


@pytest.mark.parametrize(
    ("duration", "hours"),
    [
        ("PT60H", "60"),
        ("P2DT12H", "60"),
        ("PT37H30M", "37.5"),
        ("PT1S", "0.0003"),
        ("PT20M", "0.3333"),
        ("P1D", "24"),
        ("PT0H", "0"),
    ],
)
def test_hours_of_durations(duration, hours):
    """EU-M-07: the workload in hours."""
    read = read_hours(duration)
    assert read == Decimal(hours)
    assert "E" not in str(read)


@pytest.mark.parametrize("duration", ["P60M", "P1Y", "P6W", "P", "PT", "60", "", None, "PT٦H", []])
def test_durations_that_are_no_number_of_hours(duration):
    assert read_hours(duration) is None


def refuse(why):
    return FormatError("test.refused", why)


def test_what_a_noun_cannot_hold_is_left_out_and_told():
    data = {
        "name": "A",
        "country": "Ireland",
        "email": "nowhere",
        "identifiers": [{"value": ""}, {"value": "1"}, "x", {"type": "vat"}],
        "mood": "good",
    }
    noun, left_out = build(Organisation, data, refuse)
    assert noun == Organisation(name=Text("A"), identifiers=({"value": "1"},))
    assert {"country", "email", "mood", "identifiers.2"} <= set(left_out)


def test_what_it_cannot_be_without_is_refused():
    with pytest.raises(FormatError, match="name"):
        build(Organisation, {"country": "IE"}, refuse)
    with pytest.raises(FormatError, match="twice"):
        one = {"id": "x", "title": "X"}
        data = {"id": "urn:x:1", "title": "X", "description": "X", "issuer": {"name": "X"}}
        build(Achievement, data | {"outcomes": [one, one]}, refuse)


def test_too_much_that_cannot_be_held_is_refused():
    identifiers = [{"value": ""}] * 1001
    with pytest.raises(FormatError, match="Too much"):
        build(Organisation, {"name": "A", "identifiers": identifiers}, refuse)
    noun, _ = build(Organisation, {"name": "A", "identifiers": identifiers[:1000]}, refuse)
    assert noun.identifiers == ()


@pytest.mark.parametrize("error", [RecursionError, OverflowError, ValueError])
def test_no_foreign_error_escapes_the_making(error):
    class Broken(Organisation):
        @classmethod
        def model_validate(cls, *_):
            raise error

    with pytest.raises(FormatError) as refused:
        build(Broken, {}, refuse)
    assert refused.value.code == "test.refused"


def test_levels_of_a_union_are_found_in_the_data():
    data = {"id": "urn:x:1", "title": "X", "description": "X", "issuer": {"name": "X"}}
    levels = [{"framework": "EQF", "value": "6"}, {"framework": "EQF"}]
    noun, _ = build(Achievement, data | {"levels": levels}, refuse)
    assert [level.value for level in noun.levels] == ["6"]
