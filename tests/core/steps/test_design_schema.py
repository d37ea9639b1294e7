"""The published schema: it takes what the reader takes and refuses what the reader refuses."""

import re
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mintmark.errors import DraftError
from mintmark.steps.design import draft_schema, read_draft, read_plain

DATA = files("mintmark").joinpath("cli/data")
SCHEMA = draft_schema()
HEAD = "id: urn:x:1\ntitle: Bread\ndescription: Baking it.\nissuer:\n  name: Example\n"


def accepts(text: str) -> bool:
    return Draft202012Validator(SCHEMA).is_valid(read_plain(text, "x.yaml"))


def nodes(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for entry in node for found in nodes(entry)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for value in node.values() for found in nodes(value))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"].startswith("urn:uuid:")


@pytest.mark.parametrize("name", ["draft-template.yaml", "demo/achievement.yaml"])
def test_it_takes_the_template_and_the_demo(name: str) -> None:
    assert accepts(DATA.joinpath(name).read_text("utf-8"))


@pytest.mark.parametrize(
    "more",
    [
        "",
        "outcomes:",
        "workload:",
        "language:",
        "  country: NO",
        "grading: {en: Pass, pt-BR: Passa}",
        "grading: {en: Pass, fr:}",
        "workload: {hours: 0.5, duration: P6W}",
        "levels: {not_applicable: A hobby.}",
        "levels: [{framework: EQF, value: '5'}]",
        "image: https://example.org/é.png",
        "fields: ['0211']",
        "price: {amount: 0, currency: EUR}",
        "  country: XK",
        "teaching_languages: [pt-BR, gsw, zh-Hant-TW]",
        "assessments: [{id: a, title: t, type: other}]",
    ],
)
def test_both_take_it(more: str) -> None:
    assert accepts(HEAD + more)
    read_draft(HEAD + more, "x.yaml")


@pytest.mark.parametrize(
    "more",
    [
        "titel: x",
        "  contry: IE",
        "  country: ie",
        "  country: UK",
        "fields: ['0699']",
        "price: {amount: 1, currency: EUX}",
        "assessments: [{id: a, title: t, type: vlog}]",
        "  email: a at b",
        "language: 3",
        "grading: 5",
        "grading: {}",
        "grading: {english please: x}",
        "grading: ''",
        "grading: ' '",
        "grading: {en: ' '}",
        "version: ' '",
        "fields: [0211]",
        "tags: x",
        "tags: ['']",
        "participation: remote",
        "workload: {hours: -3}",
        "workload: {hours: '50'}",
        "workload: {hours: 1e9}",
        "workload: {duration: 6 weeks}",
        "workload: {duration: P}",
        "levels: 6",
        "levels: [{framework: EQF, value: 5}]",
        "levels: [{framework: EQF}]",
        "stackability: {standalone: yes}",
        "image: logo.png",
        "price: {amount: -1, currency: EUR}",
        "price: {amount: 1, currency: eur}",
        "assessments: [{id: a, title: t, type: quiz, pass_mark: 1.5}]",
        "assessments: [{id: A b, title: t, type: quiz}]",
        "expiry: {period: P3Y}",
        "quality_assurance: [{type: external, decided_on: yesterday}]",
    ],
)
def test_both_refuse_it(more: str) -> None:
    assert not accepts(HEAD + more)
    with pytest.raises(DraftError):
        read_draft(HEAD + more, "x.yaml")


@pytest.mark.parametrize("field", ["id", "title", "description", "issuer"])
def test_both_want_the_same_fields(field: str) -> None:
    text = re.sub(rf"^{field}:.*\n(  .*\n)*", "", HEAD, flags=re.MULTILINE)
    assert not accepts(text)
    with pytest.raises(DraftError, match=field):
        read_draft(text, "x.yaml")


def test_every_field_is_described_in_plain_words() -> None:
    fields = [f for node in nodes(SCHEMA) for f in node.get("properties", {}).values()]
    assert len(fields) > 90
    for field in fields:
        assert field["title"]
        assert field["description"]
    told = [
        node["description"] for node in nodes(SCHEMA) if isinstance(node.get("description"), str)
    ]
    for words in told:
        assert not re.search(r"``|:\w+:`|\b(?:DEF|ASM|DIG|NZL)-", words), words
        assert words[0].isupper() or words[0] == "`", words


def test_numbers_are_numbers_and_unknown_fields_are_refused() -> None:
    hours = next(option for option in SCHEMA["$defs"]["Workload"]["properties"]["hours"]["anyOf"])
    assert hours == {"type": "number", "exclusiveMinimum": 0, "maximum": 100_000}
    objects = [node for node in nodes(SCHEMA) if "properties" in node]
    assert all(node["additionalProperties"] is False for node in objects)


def test_addresses_and_durations_have_their_form() -> None:
    """The schema's own words for the checks that the nouns make in code."""
    assert SCHEMA["properties"]["id"]["format"] == "iri"
    assert SCHEMA["$defs"]["Expiry"]["properties"]["period"]["pattern"].startswith("^P")
