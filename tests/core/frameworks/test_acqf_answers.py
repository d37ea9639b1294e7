"""The ten answers to the African survey of 2021, each a rulebook of its own (DEF-S-01 to -12)."""

from datetime import date

import pytest

from mintmark.frameworks.evaluation import Overall, evaluate
from mintmark.frameworks.loading import known, load
from mintmark.model import Achievement

ANSWERS = [name for name in known() if name.startswith("acqf-answer-")]
WITHOUT_POLICY = {
    "acqf-answer-no-policy": "no policy yet",
    "acqf-answer-not-established": "not yet established",
    "acqf-answer-not-applicable": "does not apply at the moment",
}


def test_there_are_ten_and_three_of_them_have_no_policy() -> None:
    assert len(ANSWERS) == 10
    without = {name for name in ANSWERS if load(name).state == "no-policy"}
    assert without == set(WITHOUT_POLICY)


@pytest.mark.parametrize("name", ANSWERS)
def test_no_country_is_invented_for_an_answer(name: str) -> None:
    """The brief quotes the answers without names (DEF-S-19: nor is the survey representative)."""
    rulebook = load(name)
    assert rulebook.jurisdiction == "African Union, country not named"
    assert any("Which country" in sentence for sentence in rulebook.unknown)
    assert all("not aim at being representative" in (s.note or "") for s in rulebook.sources)


@pytest.mark.parametrize(("name", "words"), WITHOUT_POLICY.items())
def test_where_there_is_no_policy_nothing_is_decided_and_its_words_tell_why(
    name: str, words: str
) -> None:
    record = {
        "id": "urn:uuid:3f0c6d2e-8a41-4b7e-9d53-1c7e5a2b9f60",
        "title": "Bread",
        "description": "Baking it.",
        "issuer": {"name": "Example"},
    }
    found = evaluate(load(name), Achievement.model_validate(record), as_of=date(2026, 1, 1))
    assert found.overall is Overall.CANNOT_TELL
    assert words in found.reason
    assert "no policy" in found.reason
