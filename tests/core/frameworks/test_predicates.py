"""The predicate language: each operator, its four answers, and its laws."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import records
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mintmark.frameworks.conditions import Condition, Truth
from mintmark.frameworks.predicates import Predicate
from mintmark.frameworks.subject import Subject
from mintmark.model import Achievement, Award

ADAPTER: TypeAdapter[Condition] = TypeAdapter(Predicate)
ACHIEVEMENT = Achievement.model_validate(
    {
        "id": "urn:x:1",
        "title": "Bread",
        "description": "<what it is>",
        "issuer": {"name": "n"},
        "outcomes": [
            {"id": "a", "title": "A", "kind": "skill", "transversal": True},
            {"id": "b", "title": "<B>"},
        ],
        "assessments": [{"id": "t", "title": "T", "type": "test", "outcomes": ["a"]}],
        "workload": {"hours": 50, "credits": [{"system": "ECTS", "value": 2}]},
        "levels": [{"framework": "EQF", "value": "5"}, {"framework": "QF", "value": "first"}],
        "stackability": {"stackable": False},
    }
)
AWARD = Award.model_validate(
    {
        "id": "urn:x:2",
        "achievement": "urn:x:1",
        "learner": {"name": "L"},
        "awarded_on": "2025-01-01",
        "results": [{"assessment": "t", "score": Decimal("0.9")}],
    }
)
DAY = date(2026, 1, 1)
T, F, U, P = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.PENDING


def truth(predicate: dict[str, Any], award: Award | None = None) -> Truth:
    return ADAPTER.validate_python(predicate).truth(Subject(ACHIEVEMENT, award, DAY))


@pytest.mark.parametrize(
    ("predicate", "answer"),
    [
        ({"present": "title"}, T),
        ({"present": "description"}, F),
        ({"present": "image"}, F),
        ({"present": "price.amount"}, F),
        ({"present": "outcomes.title"}, T),
        ({"present": "stackability.stackable"}, T),
        ({"path": "stackability.stackable", "equals": "false"}, T),
        ({"path": "stackability.stackable", "equals": "true"}, F),
        ({"path": "stackability.standalone", "equals": "true"}, U),
        ({"path": "outcomes.kind", "one_of": ["competence", "skill"]}, T),
        ({"path": "outcomes.kind", "one_of": ["competence"]}, F),
        ({"path": "workload.hours", "at_least": "50"}, T),
        ({"path": "workload.hours", "at_least": "50.1"}, F),
        ({"path": "workload.hours", "at_most": "50"}, T),
        ({"path": "workload.hours", "at_least": 1, "at_most": 49}, F),
        ({"path": "levels.value", "at_least": 5}, T),
        ({"path": "levels.value", "at_least": 6}, F),
        ({"path": "price.amount", "at_least": 1}, U),
        ({"path": "title", "at_least": 1}, U),
        ({"count": "outcomes", "at_least": 2}, T),
        ({"count": "outcomes.title", "at_least": 2}, F),
        ({"count": "employers", "at_most": 0}, T),
        ({"subset": "assessments.outcomes", "of": "outcomes.id"}, T),
        ({"subset": "outcomes.id", "of": "assessments.outcomes"}, F),
        ({"subset": "tags", "of": "outcomes.id"}, F),
        ({"some": "outcomes", "satisfies": {"present": "kind"}}, T),
        ({"each": "outcomes", "satisfies": {"present": "kind"}}, F),
        ({"each": "outcomes", "satisfies": {"path": "transversal", "equals": "true"}}, U),
        ({"each": "employers", "satisfies": {"present": "role"}}, F),
        ({"some": "employers", "satisfies": {"present": "role"}}, F),
        ({"path": "assessments.type", "not_only": ["attendance"]}, T),
        ({"path": "assessments.type", "not_only": ["test", "attendance"]}, F),
        ({"path": "tags", "not_only": ["attendance"]}, U),
        ({"path": "title", "mentions": ["bread", "cake"]}, T),
        ({"path": "title", "mentions": ["bre", "read"]}, F),
        ({"path": "description", "mentions": ["what"]}, U),
        ({"words": "title", "at_most": 1}, T),
        ({"words": "title", "at_least": 2}, F),
        ({"words": "description", "at_most": 30}, U),
        ({"all": [{"present": "title"}, {"present": "image"}]}, F),
        ({"any": [{"present": "title"}, {"present": "image"}]}, T),
        ({"not": {"present": "image"}}, T),
        ({"not": {"present": "title"}}, F),
        ({"not": {"path": "participation", "equals": "online"}}, U),
        (
            {
                "some": "workload.credits",
                "satisfies": {
                    "all": [
                        {"path": "system", "equals": "ECTS"},
                        {"path": "value", "at_least": 1, "at_most": 4},
                    ]
                },
            },
            T,
        ),
    ],
)
def test_operator(predicate: dict[str, Any], answer: Truth) -> None:
    assert truth(predicate) is answer


@pytest.mark.parametrize(
    ("predicate", "answer"),
    [
        ({"present": "award.learner.name"}, T),
        ({"present": "award.place"}, F),
        ({"path": "award.route", "equals": "course"}, T),
        ({"path": "award.results.score", "at_least": "0.9"}, T),
        ({"count": "award.results", "at_least": 2}, F),
        ({"subset": "award.results.assessment", "of": "assessments.id"}, T),
        ({"each": "award.results", "satisfies": {"present": "score"}}, T),
        ({"some": "award.evidence", "satisfies": {"present": "url"}}, F),
        ({"not": {"present": "award.place"}}, T),
    ],
)
def test_what_only_an_award_can_say_waits_for_it(predicate: dict[str, Any], answer: Truth) -> None:
    assert truth(predicate) is P
    assert truth(predicate, AWARD) is answer


ANSWERS = {
    T: {"present": "title"},
    F: {"present": "image"},
    U: {"path": "participation", "equals": "online"},
    P: {"present": "award.place"},
}


@given(st.lists(st.sampled_from(list(Truth)), min_size=1, max_size=5))
def test_all_takes_the_lowest_and_any_the_highest(answers: list[Truth]) -> None:
    parts = [ANSWERS[answer] for answer in answers]
    assert truth({"all": parts}) is min(answers)
    assert truth({"any": parts}) is max(answers)


@given(st.lists(st.sampled_from(list(Truth)), min_size=1, max_size=5))
def test_de_morgan(answers: list[Truth]) -> None:
    """Not all of these: one of their opposites. Holds where nothing is left to an award."""
    parts = [ANSWERS[answer] for answer in answers if answer is not P]
    if parts:
        opposites = [{"not": part} for part in parts]
        assert truth({"not": {"all": parts}}) is truth({"any": opposites})


@pytest.mark.parametrize(
    "predicate",
    [
        {},
        {"present": "title", "of": "x"},
        {"path": "title"},
        {"path": "title", "equals": "a", "one_of": ["b"]},
        {"path": "title", "one_of": []},
        {"path": "title", "not_only": ["a"], "mentions": ["b"]},
        {"count": "title", "at_least": 1, "above": 2},
        {"credits": {"system": "ECTS"}},
        {"credits": {"at_least": 1}},
        {"level": {"framework": "EQF"}},
        {"price_per_credit": {"system": "ECTS", "at_most": 1, "currency": "kiwis"}},
        {"count": "title"},
        {"count": "title", "at_least": 2, "at_most": 1},
        {"all": []},
        {"any": []},
        {"each": "outcomes"},
        {"not": {"never": "x"}},
        {"eval": "1"},
        "title",
    ],
)
def test_what_is_no_predicate(predicate: Any) -> None:
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(predicate)


@pytest.mark.parametrize(
    ("predicate", "fault"),
    [
        ({"present": "titel"}, "No noun has the field 'titel'"),
        ({"present": "title.en"}, "'title.en'"),
        ({"present": "award.plaice"}, "'plaice'"),
        ({"path": "participation", "equals": "remote"}, "can never be 'remote'"),
        ({"path": "nowhere", "equals": "x"}, "'nowhere'"),
        ({"path": "stackability.stackable", "equals": "yes"}, "can never be 'yes'"),
        ({"path": "nowhere", "at_least": 1}, "'nowhere'"),
        ({"path": "participation", "not_only": ["remote"]}, "can never be 'remote'"),
        ({"words": "nowhere", "at_most": 1}, "'nowhere'"),
        ({"count": "nowhere", "at_least": 1}, "'nowhere'"),
        ({"subset": "nowhere", "of": "outcomes.id"}, "'nowhere'"),
        ({"subset": "outcomes.id", "of": "nowhere"}, "'nowhere'"),
        ({"some": "nowhere", "satisfies": {"present": "id"}}, "'nowhere'"),
        ({"each": "outcomes", "satisfies": {"present": "nowhere"}}, "'nowhere'"),
        ({"all": [{"present": "title"}, {"present": "nowhere"}]}, "'nowhere'"),
        ({"any": [{"not": {"present": "nowhere"}}]}, "'nowhere'"),
    ],
)
def test_faults_are_found_before_use(predicate: dict[str, Any], fault: str) -> None:
    faults = list(ADAPTER.validate_python(predicate).faults((Achievement,)))
    assert len(faults) == 1
    assert fault in faults[0]


@pytest.mark.parametrize(
    "predicate",
    [
        {"path": "participation", "equals": "online"},
        {"path": "workload.credits.system", "equals": "ECTS"},
        {"present": "levels.not_applicable"},
        {"present": "levels.framework"},
        {"each": "award.results", "satisfies": {"present": "score"}},
    ],
)
def test_sound_predicates_have_no_faults(predicate: dict[str, Any]) -> None:
    assert list(ADAPTER.validate_python(predicate).faults((Achievement,))) == []


def test_a_predicate_stays_one_when_validated_again() -> None:
    made = ADAPTER.validate_python({"not": {"any": [{"count": "outcomes", "at_least": 1}]}})
    assert ADAPTER.validate_python(made) is made


def test_an_entry_has_no_workload_of_its_own() -> None:
    asked = {"some": "outcomes", "satisfies": {"hours": {"at_least": 1}}}
    faults = list(ADAPTER.validate_python(asked).faults((Achievement,)))
    assert ["workload.hours" in fault or "workload.credits" in fault for fault in faults] == [
        True,
        True,
    ]


def test_a_forbidden_word_is_found_in_any_language_and_case() -> None:
    asked = {"not": {"path": "title", "mentions": ["new zealand", "diplôme"]}}
    assert records.truth(asked, title={"en": "Baking in NEW ZEALAND"}) is F
    assert records.truth(asked, title={"en": "Baking", "fr": "Un Diplôme de pain"}) is F
    assert records.truth(asked, title={"en": "Baking"}) is T


def test_each_language_of_a_text_keeps_the_limit() -> None:
    asked = {"words": "title", "at_most": 2}
    assert records.truth(asked, title={"en": "Fine bread", "fr": "Du bon pain"}) is F
    assert records.truth(asked, title={"en": "Fine bread", "fr": "Bon pain"}) is T


FIELDS: dict[str, Any] = {
    "participation": "online",
    "workload": {"hours": 50, "duration": "P6W", "credits": [{"system": "ECTS", "value": 2}]},
    "levels": [{"framework": "EQF", "value": "5"}],
    "price": {"amount": 10, "currency": "NZD"},
    "review": {"reviewed_on": "2025-06-01"},
    "assessments": [{"id": "t", "title": "T", "type": "test"}],
    "outcomes": [{"id": "o", "title": "O"}],
}
ASKED: list[dict[str, Any]] = [
    {"present": "participation"},
    {"path": "participation", "one_of": ["online"]},
    {"path": "assessments.type", "not_only": ["attendance"]},
    {"credits": {"system": "ECTS", "at_least": 1}},
    {"credits": {"system": "NZ:NZQCF", "at_most": 10}},
    {"hours": {"at_least": 1, "at_most": 100}},
    {"level": {"framework": "EQF", "at_least": "2"}},
    {"price_per_credit": {"system": "NZ:NZQCF", "currency": "NZD", "at_most": 60}},
    {"duration": "workload.duration", "at_most": "P12W"},
    {"day": "review.reviewed_on", "within_last": "P1Y"},
    {"count": "outcomes", "at_least": 1},
    {"some": "outcomes", "satisfies": {"present": "title"}},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
@given(kept=st.sets(st.sampled_from(sorted(FIELDS))))
def test_saying_less_never_makes_a_predicate_true(asked: dict[str, Any], kept: set[str]) -> None:
    """What a record with everything satisfies, one with less satisfies or leaves open or fails."""
    assert records.truth(asked, **FIELDS) is T
    less = records.truth(asked, **{name: FIELDS[name] for name in kept})
    for name in sorted(set(FIELDS) - kept):
        more = records.truth(asked, **{n: FIELDS[n] for n in (*kept, name)})
        assert more >= less
