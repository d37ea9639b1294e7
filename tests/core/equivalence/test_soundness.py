"""The bundled data are sound, and every fault of unsound data is told in words."""

import copy
from datetime import date
from fractions import Fraction

import pytest
import yaml

from mintmark.equivalence import LevelRef, Quantity, verify_data
from mintmark.equivalence.credits import convert
from mintmark.equivalence.facts import Contents
from mintmark.equivalence.levels import place
from mintmark.equivalence.library import library, parse
from mintmark.errors import RulebookError

FACT = {"source": "a book", "confidence": "seen"}
SOUND = {
    "jurisdictions": {"NO": ["Norway"]},
    "systems": [
        {
            "id": "A",
            "name": "first",
            "jurisdictions": ["NO"],
            "hours": {"low": "10", "high": "20", **FACT},
            "year": {"credits": "6", "hours_low": "60", "hours_high": "120", **FACT},
            **FACT,
        },
        {"id": "B", "name": "second", **FACT},
        {"id": "C", "name": "third", **FACT},
        {"id": "NO:A", "name": "Norway's first", "base": "A", **FACT},
    ],
    "rates": [
        {"from": "A", "to": "B", "factor": "2", **FACT},
        {"from": "B", "to": "C", "factor": "3", **FACT},
        {"from": "C", "to": "A", "factor": "1/6", **FACT},
    ],
    "frameworks": [
        {
            "id": "F",
            "name": "low",
            "levels": ["1", "2"],
            "maps": [{"to": "G", "levels": {"1": ["1"], "2": ["2"]}, **FACT}],
            **FACT,
        },
        {"id": "G", "name": "high", "levels": ["1", "2"], "also_levels": {"one": "1"}, **FACT},
    ],
    "conflicts": [
        {
            "id": "x",
            "about": "credits",
            "topic": "t",
            "first": {"says": "1", "source": "a"},
            "second": {"says": "2", "source": "b"},
            "done": "d",
            "touches": [["A", "B"]],
        }
    ],
}


def test_the_bundled_data_are_sound():
    assert verify_data() == ()


def test_a_sound_sample_is_sound():
    assert verify_data(Contents.model_validate(SOUND)) == ()


def _set(path, value):
    def change(data):
        *way, last = path
        for part in way:
            data = data[part]
        data[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set(["systems", 1, "also"], ["a"]), "'a' names more than one system"),
        (_set(["frameworks", 1, "name"], "low"), "'low' names more than one framework"),
        (_set(["systems", 0, "jurisdictions"], ["SE"]), "no jurisdiction SE"),
        (_set(["systems", 0, "valid_until"], "2020-01-01"), None),
        (
            lambda d: d["systems"][0].update(valid_from="2021-01-01", valid_until="2020-01-01"),
            "A: it ends before it begins",
        ),
        (
            lambda d: d["rates"][0].update(valid_from="2021-01-01", valid_until="2020-01-01"),
            "rate from A to B: it ends before it begins",
        ),
        (
            lambda d: d["systems"][0].update(
                former={"name": "Z", "until": "2019-12-31"}, valid_from="2020-01-01"
            ),
            "former name on a day on which it did not hold",
        ),
        (
            lambda d: (
                d["systems"][0].update(valid_until="2020-01-01"),
                d["systems"][0]["hours"].update(valid_from="2021-01-01"),
            ),
            "a figure begins when the system does not hold",
        ),
        (_set(["rates", 0, "confidence"], "memory"), "disagree on whether it was seen"),
        (_set(["rates", 0, "source"], "remembered"), "disagree on whether it was seen"),
        (_set(["systems", 3, "base"], "Q"), "its base Q is no system"),
        (_set(["systems", 0, "base"], "A"), "its base A is no system"),
        (_set(["systems", 0, "hours", "low"], "30"), "more hours at least than at most"),
        (_set(["systems", 0, "year", "hours_low"], "200"), "a year has more hours at least"),
        (_set(["systems", 0, "year", "hours_low"], "61"), "are not those of its credits"),
        (_set(["rates", 0, "to"], "Q"), "there is no system Q"),
        (_set(["rates", 0, "to"], "A"), "it leads nowhere"),
        (_set(["rates", 0, "to"], "NO:A"), "has no credits of its own"),
        (_set(["rates", 2, "factor"], "1/5"), "contradict one another"),
        (_set(["frameworks", 0, "levels"], ["1", "2", "2"]), "a level stands there twice"),
        (_set(["frameworks", 1, "also_levels", "one"], "9"), "there is no level 9"),
        (_set(["frameworks", 0, "maps", 0, "to"], "Q"), "there is no framework Q"),
        (_set(["frameworks", 0, "maps", 0, "levels", "3"], ["1"]), "there is no level 3"),
        (_set(["frameworks", 0, "maps", 0, "levels", "1"], ["7"]), "G has no level 7"),
        (
            _set(["frameworks", 0, "maps", 0, "levels"], {"1": ["2"], "2": ["1"]}),
            "a higher level stands below a lower one",
        ),
        (
            _set(["frameworks", 1, "maps"], [{"to": "F", "levels": {"1": ["1"]}, **FACT}]),
            "the maps of F lead back to it",
        ),
        (_set(["conflicts", 0, "touches"], [["A", "Q"]]), "conflict x: nobody knows Q"),
        (
            lambda d: d["conflicts"].append(d["conflicts"][0]),
            "the conflict x stands there twice",
        ),
    ],
)
def test_a_fault_is_told_in_words(change, words):
    data = copy.deepcopy(SOUND)
    change(data)
    faults = verify_data(Contents.model_validate(data))
    if words is None:
        assert faults == ()
    else:
        assert any(words in fault for fault in faults), faults


def test_maps_in_a_circle_are_walked_once(with_data):
    data = copy.deepcopy(SOUND)
    data["frameworks"][1]["maps"] = [{"to": "F", "levels": {"1": ["1"], "2": ["2"]}, **FACT}]
    data["frameworks"].append({"id": "H", "name": "far", "levels": ["1"], **FACT})
    with_data(Contents.model_validate(data))
    assert place(LevelRef("F", "2"), "G", date(2024, 1, 1)).value == "2"
    assert not place(LevelRef("F", "2"), "H", date(2024, 1, 1)).decided


def test_a_map_with_a_hole_is_not_read_backwards(with_data):
    """With 1 at 1 and 3 at 2, level 2 may be either: so 1 and 2 backwards cannot be told."""
    data = copy.deepcopy(SOUND)
    data["frameworks"][0]["levels"] = ["1", "2", "3"]
    data["frameworks"][0]["maps"][0]["levels"] = {"1": ["1"], "3": ["2"]}
    with_data(Contents.model_validate(data))
    for level in ("1", "2"):
        answer = place(LevelRef("G", level), "F", date(2024, 1, 1))
        assert not answer.decided
        assert "does not place level 2" in answer.note


def test_a_chain_goes_through_ects_only_where_nothing_else_leads(with_data):
    day = date(2024, 1, 1)
    direct = convert(Quantity(Fraction(1), "HK:HKQF"), "NZ:NZQCF", day)
    assert direct.method == "notional hours"
    through = convert(Quantity(Fraction(1), "HK:HKQF"), "CA:CREDIT", day)
    assert through.method == "notional hours, then annual ratio, through ECTS"
    assert [step.method for step in through.steps] == ["notional hours"] * 2 + ["annual ratio"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "- a\n- b",
        "systems: [",
        "jurisdictions: {}\nsystems: []\nframeworks: []",
        "jurisdictions: {}\nsystems: []\nframeworks: []\nrates: []\nmore: 1",
        "jurisdictions: {}\nsystems: []\nframeworks: []\nrates: "
        "[{from: A, to: B, factor: 1/0, source: x, confidence: seen}]",
        "jurisdictions: {}\nsystems: []\nframeworks: []\nrates: "
        "[{from: A, to: B, factor: -1, source: x, confidence: seen}]",
        "jurisdictions: {}\nsystems: []\nframeworks: []\nrates: "
        "[{from: A, to: B, factor: 1, source: '', confidence: seen}]",
        "jurisdictions: {}\nsystems: []\nframeworks: []\nrates: "
        "[{from: A, to: B, factor: 1, confidence: seen}]",
        "jurisdictions: {}\nsystems: []\nframeworks: []\nrates: "
        "[{from: A, to: B, factor: 1, source: x, confidence: sure}]",
    ],
)
def test_broken_data_are_refused_by_name(text):
    with pytest.raises(RulebookError) as caught:
        parse([text])
    assert caught.value.code == "equivalence.malformed"


def test_every_scalar_is_read_as_text():
    sample = yaml.safe_dump(SOUND)
    contents = parse([sample.replace("'NO'", "NO")])
    assert list(contents.jurisdictions) == ["NO"]


def test_every_fact_has_a_source_and_no_number_is_a_float():
    contents = library().contents
    for system in contents.systems:
        for fact in (system, system.hours, system.year):
            assert fact is None or fact.source.strip()
    assert all(type(rate.factor) is Fraction for rate in contents.rates)
