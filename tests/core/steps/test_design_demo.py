"""The worked example: it conforms, and it shows what the requirements name."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.resources import files

from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.model import Achievement, Text
from mintmark.steps.design import check, read_draft

DEMO = files("mintmark").joinpath("cli/data/demo")
DRAFT = read_draft(DEMO.joinpath("achievement.yaml").read_text("utf-8"), "achievement.yaml")
ACHIEVEMENT: Achievement = DRAFT.achievement


def test_it_conforms_and_nothing_is_missing() -> None:
    result = check(DRAFT, "eu-2022", as_of=date(2026, 1, 1))
    assert result.evaluation.overall is Overall.CONFORMS
    assert {item.finding.verdict for item in result.items} == {Verdict.MET, Verdict.AT_AWARD}
    lines = DEMO.joinpath("achievement.yaml").read_text("utf-8").splitlines()
    for item in result.items:
        if item.finding.path:
            assert item.place is not None
            name = item.finding.path.rsplit(".", 1)[-1].split("[")[0]
            line = lines[item.place.line - 1]
            assert name in line or line.lstrip().startswith("-") or "[" in line


def test_it_shows_what_the_requirements_name() -> None:
    """DEF-E-03 typed outcomes; ASM-05 authentic; ASM-08 two kinds; ASM-11 mastery; ASM-13 gate."""
    assert {outcome.kind for outcome in ACHIEVEMENT.outcomes} == {
        "knowledge",
        "skill",
        "competence",
    }
    test, portfolio = ACHIEVEMENT.assessments
    assert test.pass_mark == Decimal("0.9")
    assert test.formative_required
    assert portfolio.authentic
    assert portfolio.required_level == "proficient"
    assert test.type != portfolio.type
    assert ACHIEVEMENT.expiry is not None
    assert (ACHIEVEMENT.expiry.period, ACHIEVEMENT.expiry.reason) == ("P3Y", "technology")
    aligned = [a for outcome in ACHIEVEMENT.outcomes for a in outcome.alignments]
    assert [a.type for a in aligned] == ["esco-skill"]


def test_its_texts_are_in_both_languages() -> None:
    texts: list[Text] = [ACHIEVEMENT.title, ACHIEVEMENT.description]
    texts += [outcome.title for outcome in ACHIEVEMENT.outcomes]
    texts += [assessment.title for assessment in ACHIEVEMENT.assessments]
    assert all(set(text.root) == {"en", "fr"} for text in texts)


def test_nobody_in_it_is_real() -> None:
    organisations = [
        ACHIEVEMENT.issuer,
        *(qa.body for qa in ACHIEVEMENT.quality_assurance if qa.body),
        *(employer.organisation for employer in ACHIEVEMENT.employers),
    ]
    assert all("(fictional)" in organisation.name.best("en") for organisation in organisations)
    rows = list(csv.DictReader(DEMO.joinpath("awards.csv").read_text("utf-8").splitlines()))
    assert all(row["email"].endswith("learners.example") for row in rows)


def test_its_award_list_has_its_columns_and_its_faults() -> None:
    rows = list(csv.DictReader(DEMO.joinpath("awards.csv").read_text("utf-8").splitlines()))
    for assessment in ("test", "portfolio"):
        assert ACHIEVEMENT.assessment(assessment) is not None
    assert {"score:test", "level:portfolio"} <= set(rows[0])
    assert all(None not in row and None not in row.values() for row in rows)
    assert Counter(row["name"] for row in rows).most_common(1)[0][1] == 2
    assert sum(row["identity_check"] == "" for row in rows) == 1
    assert sum("@" not in row["email"] for row in rows) == 1
    assert sum(row["date"] != "2025-03-28" for row in rows) == 1
    assert sum(row["score:test"] == "0.84" for row in rows) == 1
