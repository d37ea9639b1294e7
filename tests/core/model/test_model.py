"""The nouns refuse what makes no sense, and lose nothing of what does."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from mintmark.model import (
    Achievement,
    Assessment,
    Award,
    Learner,
    LearningOutcome,
    Organisation,
    Text,
    Workload,
)
from mintmark.model.award import Evidence
from mintmark.model.base import is_absolute_iri


def whole(**changes: object) -> dict[str, object]:
    return {
        "id": "urn:uuid:2f1d0c3e-0000-4000-8000-000000000001",
        "title": "Bread",
        "description": "Baking bread.",
        "issuer": {"name": "School of Bread"},
    } | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"workload": {}},
        {"workload": {"hours": -1}},
        {"workload": {"hours": 0}},
        {"workload": {"hours": "NaN"}},
        {"workload": {"hours": "Infinity"}},
        {"workload": {"hours": 1e99}},
        {"workload": {"duration": "P"}},
        {"workload": {"duration": "12 weeks"}},
        {"workload": {"credits": [{"system": "ECTS", "value": 2}] * 2}},
        {"id": "bread"},
        {"id": "urn:x: y"},
        {"language": "english"},
        {"title": {}},
        {"title": ""},
        {"title": {"english language": "Bread"}},
        {"colour": "brown"},
        {"outcomes": [{"id": "a", "title": "A"}] * 2},
        {"fields": ["0688", "0688"]},
        {"levels": [{"framework": "EQF", "value": "6"}] * 2},
        {"teaching_languages": ["en", "EN"]},
        {"tags": ["bread", "bread"]},
        {"outcomes": [{"id": "A b", "title": "A"}]},
        {"assessments": [{"id": "t", "title": "T", "type": "exam", "outcomes": ["nope"]}]},
        {"assessments": [{"id": "t", "title": "T", "type": "exam", "pass_mark": 1.5}]},
        {"assessments": [{"id": "t", "title": "T", "type": "exam", "required_level": "x"}]},
        {"assessments": [{"id": "t", "title": "T", "type": "exam"}] * 2},
        {"routes": ["course", "course"]},
        {"quality_assurance": [{"type": "internal", "decided_on": "2024-02-31"}]},
        {"quality_assurance": [{"type": "internal", "review_due": "soon"}]},
        {"fields": ["accounting"]},
        {"price": {"amount": -1, "currency": "EUR"}},
        {"price": {"amount": 1, "currency": "euro"}},
        {"issuer": {"name": "S", "country": "IRL"}},
        {"issuer": {"name": "S", "email": "s at example"}},
    ],
)
def test_refuses(changes):
    with pytest.raises(ValidationError):
        Achievement.model_validate(whole(**changes))


def test_the_least_is_enough():
    assert Achievement.model_validate(whole()).title.best("en") == "Bread"


def test_nouns_are_frozen():
    organisation = Organisation(name="School")
    with pytest.raises(ValidationError):
        organisation.country = "IE"


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("fr",), "Pain"),
        (("fr-CA",), "Pain"),
        (("pt",), "Pão"),
        (("pt-PT", "fr"), "Pão"),
        (("de", "fr"), "Pain"),
        (("de",), "Bread"),
        ((), "Bread"),
    ],
)
def test_text_finds_the_best_language(languages, expected):
    """EU-P-18: the same descriptors in all languages."""
    text = Text({"en": "Bread", "fr": "Pain", "pt-BR": "Pão"})
    assert text.best(*languages) == expected


def test_plain_text_is_in_the_language_of_its_achievement():
    text = Text("Bread")
    assert text.best("fr") == "Bread"
    assert text.by_language("en") == {"en": "Bread"}
    assert Text({"fr": "Pain"}).by_language("en") == {"fr": "Pain"}
    assert hash(text) == hash(Text("Bread"))


def test_credits_by_system():
    workload = Workload(hours=50, credits=[{"system": "ECTS", "value": 2}])
    assert workload.in_system("ECTS") == 2
    assert workload.in_system("NZQCF") is None


def test_parts_are_found_and_addressed():
    achievement = Achievement.model_validate(
        whole(
            outcomes=[LearningOutcome(id="bake", title="Bakes")],
            assessments=[Assessment(id="test", title="T", type="exam", outcomes=["bake"])],
        )
    )
    assert achievement.assessment("test") is achievement.assessments[0]
    assert achievement.assessment("nope") is None
    assert achievement.local_iri("bake") == f"{achievement.id}#bake"


@pytest.mark.parametrize("good", ["https://x.example/é", "urn:x:y", "did:key:z6Mk#z6Mk", "a:b"])
def test_absolute(good):
    assert is_absolute_iri(good)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "/x",
        "#x",
        "_:b0",
        "https://x y",
        "urn:x\n",
        "urn:x\x7f",
        "1:x",
        None,
        1,
        "urn:" + "x" * 2048,
    ],
)
def test_not_absolute(bad):
    assert not is_absolute_iri(bad)


def test_one_piece_of_evidence_stands_there_once():
    award = {
        "id": "urn:uuid:2f1d0c3e-0000-4000-8000-000000000002",
        "achievement": "urn:uuid:2f1d0c3e-0000-4000-8000-000000000001",
        "learner": {"name": "Ana"},
        "awarded_on": "2026-05-04",
    }
    film, report = {"url": "https://e.org/film"}, {"narrative": "She bakes."}
    assert len(Award.model_validate(award | {"evidence": [film, report, report]}).evidence) == 3
    with pytest.raises(ValidationError, match=r"'https://e.org/film' stands there twice"):
        Award.model_validate(award | {"evidence": [film, film]})


def test_one_thing_in_two_guises_is_two():
    levels = [{"framework": "EQF", "value": "6"}, {"framework": "IE:NFQ", "value": "6"}]
    assert Achievement.model_validate(whole(levels=levels, tags=["Bread", "bread"]))


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2800 \u2800", "\ufeff"])
def test_a_name_has_something_to_be_seen(name):
    with pytest.raises(ValidationError, match="seen"):
        Learner(name=name)


@pytest.mark.parametrize("name", ["Ana", "李", "ן", "!", "☕"])
def test_names_of_all_scripts_are_taken(name):
    assert Learner(name=name).name == name


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript://x/%0aalert(1)", "vbscript:x"])
def test_an_address_is_no_program(url):
    with pytest.raises(ValidationError, match="program"):
        Evidence(url=url)
    assert Evidence(url="https://javascript.example/")
