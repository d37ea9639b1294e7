"""Reading catalogues and targets: what is refused, with its file and line."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.errors import FormatError
from mintmark.steps.stack.planning import (
    occupation_rule,
    offer_schema,
    read_catalogue,
    read_occupation,
)
from stack_samples import AS_OF

DRAFT = """
id: https://example.org/{name}
title: {name}
description: x
issuer: {{name: School}}
workload: {{hours: 50, duration: P5W}}
"""
OFFER = "id: {name}\nachievement: {name}.draft.yaml\nany_time: true\n"


def folder(**more: str) -> dict[str, str]:
    """Two sound offers and their drafts, changed or added to."""
    files = {}
    for name in ("a", "b"):
        files[f"{name}.draft.yaml"] = DRAFT.format(name=name)
        files[f"{name}.yaml"] = OFFER.format(name=name)
    return files | {name.replace("__", "."): text for name, text in more.items()}


def problems(files: dict[str, str]) -> list[tuple[str, str, int]]:
    with pytest.raises(DraftProblems) as caught:
        read_catalogue(files, as_of=AS_OF)
    return [(one.code, one.file, one.line) for one in caught.value.problems]


def test_a_sound_catalogue_is_read_in_the_order_of_the_ids():
    found = read_catalogue(dict(reversed(folder().items())), as_of=AS_OF)
    assert [one.offer.id for one in found.courses] == ["a", "b"]
    assert [one.hours for one in found.courses] == [50, 50]
    assert found.currency is None


def test_an_unused_draft_is_no_offer_and_drafts_stand_beside_their_offers():
    files = folder() | {"more/a.draft.yaml": DRAFT.format(name="c")}
    files["more/c.yaml"] = "id: c\nachievement: a.draft.yaml\nany_time: true\n"
    found = read_catalogue(files, as_of=AS_OF)
    assert found.courses[-1].achievement.id == "https://example.org/c"
    assert len(found.courses) == 3


@pytest.mark.parametrize(
    ("changed", "expected", "file"),
    [
        (
            {"a__yaml": OFFER.format(name="a") + "requires: [b, c]\n"},
            "offer.unknown-reference",
            "a.yaml",
        ),
        ({"a__yaml": OFFER.format(name="a") + "requires: [a]\n"}, "offer.cycle", "a.yaml"),
        (
            {"a__yaml": OFFER.format(name="a") + "hours: 3\nhuors: 4\n"},
            "draft.unknown-field",
            "a.yaml",
        ),
        (
            {"a__yaml": "id: a\nachievement: z.yaml\nany_time: true\n"},
            "offer.unknown-achievement",
            "a.yaml",
        ),
        ({"a__yaml": OFFER.format(name="a").replace("id: a", "id: b")}, "offer.twin-id", "b.yaml"),
        (
            {"a__draft__yaml": DRAFT.format(name="a").replace("hours: 50, ", "")},
            "offer.no-hours",
            "a.yaml",
        ),
        (
            {"a__draft__yaml": DRAFT.format(name="a").replace(", duration: P5W", "")},
            "offer.no-duration",
            "a.yaml",
        ),
        (
            {
                "a__draft__yaml": DRAFT.format(name="a").replace(
                    "hours: 50", "hours: 50, credits: [{system: POINTS, value: 2}]"
                )
            },
            "offer.unknown-system",
            "a.draft.yaml",
        ),
        (
            {
                "a__draft__yaml": DRAFT.format(name="a").replace(
                    "hours: 50", "hours: 50, credits: [{value: 2}]"
                )
            },
            "draft.missing-field",
            "a.draft.yaml",
        ),
        (
            {"a__yaml": OFFER.format(name="a") + "fee: {amount: 1.2345, currency: EUR}\n"},
            "offer.fee-too-fine",
            "a.yaml",
        ),
    ],
)
def test_what_is_wrong_is_told_once_with_its_file(changed, expected, file):
    assert [found[:2] for found in problems(folder(**changed))] == [(expected, file)]


def test_a_circle_of_offers_is_named_with_its_line():
    files = folder(
        a__yaml=OFFER.format(name="a") + "requires: [b]\n",
        b__yaml=OFFER.format(name="b") + "requires: ['https://example.org/a']\n",
    )
    assert problems(files) == [("offer.cycle", "a.yaml", 4)]


def test_another_way_to_the_same_breaks_a_circle():
    files = folder(
        a__yaml=OFFER.format(name="a") + "requires: [b]\n",
        b__yaml=OFFER.format(name="b") + "requires: [a]\n",
        a2__yaml="id: a2\nachievement: a.draft.yaml\nany_time: true\n",
    )
    assert len(read_catalogue(files, as_of=AS_OF).courses) == 3


def test_two_currencies_are_refused_and_a_fee_of_nothing_has_none():
    euro = OFFER.format(name="a") + "fee: {amount: 5, currency: EUR}\n"
    pound = OFFER.format(name="b") + "fee: {amount: 5, currency: GBP}\n"
    assert problems(folder(a__yaml=euro, b__yaml=pound)) == [
        ("offer.mixed-currencies", "b.yaml", 4)
    ]
    free = pound.replace("amount: 5", "amount: 0")
    assert read_catalogue(folder(a__yaml=euro, b__yaml=free), as_of=AS_OF).currency == "EUR"


def test_hours_that_follow_from_credits_are_the_most():
    draft = DRAFT.format(name="a").replace("hours: 50", "credits: [{system: ECTS, value: 2}]")
    found = read_catalogue(folder(a__draft__yaml=draft), as_of=AS_OF)
    assert found.courses[0].hours == Fraction(60)


def test_the_schema_knows_the_fields():
    assert {"id", "achievement", "runs", "requires"} <= set(offer_schema()["properties"])


# ------------------------------------------------------------------------------ occupations

ESCO = {
    "className": "Occupation",
    "uri": "http://data.europa.eu/esco/occupation/x",
    "title": "baker",
    "_links": {
        "hasEssentialSkill": [
            {"uri": "http://data.europa.eu/esco/skill/1", "title": "bake goods", "href": "x"},
            {"uri": "http://data.europa.eu/esco/skill/1", "title": "bake goods", "href": "x"},
            {"uri": "http://data.europa.eu/esco/skill/2", "title": "food safety"},
        ],
        "hasOptionalSkill": {"uri": "http://data.europa.eu/esco/skill/3", "title": "cakes"},
    },
}


def test_the_json_of_esco_is_an_occupation_and_a_rule():
    found = read_occupation(json.dumps(ESCO))
    assert [one.url[-1] for one in found.essential] == ["1", "2"]
    assert [one.url[-1] for one in found.optional] == ["3"]
    rule = occupation_rule(found)
    assert rule.requirements[0].things == tuple(one.url for one in found.essential)


@pytest.mark.parametrize(
    "change",
    [{"_links": {}}, {"uri": "x"}, {"title": 3}, {"_links": {"hasEssentialSkill": [{"uri": "x"}]}}],
)
def test_other_json_is_refused(change):
    with pytest.raises(FormatError) as caught:
        read_occupation(json.dumps(ESCO | change), "x.json")
    assert (caught.value.code, caught.value.place) == ("occupation.not-esco", "x.json")
