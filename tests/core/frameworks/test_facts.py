"""Every framework that the facts hold has a rulebook, with as many words on it as it needs."""

from pathlib import Path

import yaml

from mintmark.frameworks.loading import known, load


def test_every_framework_of_the_facts_has_a_rulebook(shared: Path) -> None:
    facts = yaml.safe_load((shared / "facts" / "frameworks.yaml").read_text("utf-8"))
    ids = {framework["id"] for framework in facts["frameworks"]}
    assert len(ids) == 39
    assert ids <= set(known())
    answers = {name for name in known() if name.startswith("acqf-answer-")}
    assert set(known()) - ids == answers
    assert len(answers) == 10


def test_a_framework_with_rules_in_the_facts_is_not_empty(shared: Path) -> None:
    facts = yaml.safe_load((shared / "facts" / "frameworks.yaml").read_text("utf-8"))
    for framework in facts["frameworks"]:
        book = load(framework["id"])
        told = [said for _, said in book.dimensions if said is not None]
        places = len(book.rules) + len(told) + len(book.conflicts) + len(book.unknown)
        assert places >= len(framework["rules"]), book.id
