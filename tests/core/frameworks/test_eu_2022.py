"""The eu-2022 rulebook: each element found where it is there, and missed where it is not."""

from datetime import date
from typing import Any

import pytest

from mintmark.frameworks.evaluation import Evaluation, Finding, Overall, Verdict, evaluate
from mintmark.frameworks.loading import load
from mintmark.model import Achievement, Award

DAY = date(2026, 1, 1)


def complete() -> dict[str, Any]:
    """Everything that the framework asks for, and nothing else."""
    return {
        "id": "urn:uuid:3f0c6d2e-8a41-4b7e-9d53-1c7e5a2b9f60",
        "title": "Bread",
        "description": "Baking it.",
        "issuer": {
            "name": "Example University",
            "type": "higher-education",
            "country": "IE",
            "url": "https://example.org/",
            "identifiers": [{"value": "42", "type": "vat"}],
        },
        "awarding_body": {"name": "Example University"},
        "outcomes": [
            {"id": "lo1", "title": "Bake bread", "kind": "skill"},
            {"id": "lo2", "title": "Know flour", "kind": "knowledge"},
        ],
        "workload": {"hours": 50, "credits": [{"system": "ECTS", "value": 2}]},
        "levels": [{"framework": "EQF", "value": "5"}],
        "assessments": [
            {
                "id": "loaf",
                "title": "A loaf",
                "type": "demonstration",
                "outcomes": ["lo1", "lo2"],
                "criteria": "It rises.",
                "supervision": "onsite",
                "identity_verification": False,
            }
        ],
        "participation": "onsite",
        "quality_assurance": [
            {"type": "internal", "standard": "ESG 2015"},
            {"type": "external"},
        ],
        "prerequisites": ["None"],
        "stackability": {"standalone": False, "stackable": True},
        "further_information": ["Bring an apron."],
        "teaching_languages": ["en"],
        "needs": [{"kind": "labour-market", "statement": "Bakers are few."}],
        "employers": [{"organisation": {"name": "Bakers' Guild"}, "role": "co-design"}],
        "target_group": "Adults",
    }


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the complete record with one field changed; None deletes it."""
    record = complete()
    *way, last = path.split(".")
    inner: Any = record
    for name in way:
        inner = inner[int(name)] if name.isdigit() else inner[name]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return record


def award(**more: Any) -> Award:
    return Award.model_validate(
        {
            "id": "urn:uuid:9c1e7b64-52d0-4a38-a1f6-7be0c4d95e12",
            "achievement": complete()["id"],
            "learner": {"name": "Aoife Brennan", "email": "aoife@example.org"},
            "awarded_on": "2025-03-28",
            "place": "Port Example",
            "results": [{"assessment": "loaf", "grade": "pass"}],
            **more,
        }
    )


def judge(record: dict[str, Any], given: Award | None = None) -> Evaluation:
    return evaluate(load("eu-2022"), Achievement.model_validate(record), given, as_of=DAY)


def finding(evaluation: Evaluation, rule: str) -> Finding:
    return next(found for found in evaluation.findings if found.rule.id == rule)


def test_eu_m_12_counts_of_elements_and_principles() -> None:
    """EU-M-12: 11 mandatory elements, kept apart from 5 optional ones; and 10 principles."""
    rulebook = load("eu-2022")
    assert [rule.id for rule in rulebook.of_kind("mandatory")] == [f"M{n}" for n in range(1, 12)]
    assert [rule.id for rule in rulebook.of_kind("optional")] == [f"O{n}" for n in range(1, 6)]
    assert [rule.id for rule in rulebook.of_kind("principle")] == [f"P{n}" for n in range(1, 11)]
    for number, rule in enumerate(rulebook.of_kind("mandatory"), start=1):
        assert f"mandatory element {number}" in rule.clause
    assert all("32022H0627(02)" in rule.source for rule in rulebook.rules)
    assert not [rule.id for rule in rulebook.rules if rule.confidence == "memory"]


def test_a_complete_design_conforms() -> None:
    evaluation = judge(complete())
    assert evaluation.overall is Overall.CONFORMS
    assert evaluation.tally("mandatory") == (11, 11)
    assert evaluation.tally("optional") == (5, 5)
    assert evaluation.tally("principle") == (10, 10)
    assert {f.verdict for f in evaluation.findings} == {Verdict.MET, Verdict.AT_AWARD}


def test_a_complete_award_conforms_with_nothing_left_open() -> None:
    evaluation = judge(complete(), award())
    assert evaluation.overall is Overall.CONFORMS
    assert {f.verdict for f in evaluation.findings} == {Verdict.MET}


MANDATORY = [
    ("EU-M-02", "M2", "title", "<the title>"),
    ("EU-M-03", "M3", "issuer.country", None),
    ("EU-M-04", "M4", "awarding_body", None),
    ("EU-M-06", "M6", "outcomes", []),
    ("EU-M-07", "M7", "workload", None),
    ("EU-M-08", "M8", "levels", None),
    ("EU-M-09", "M9", "assessments", []),
    ("EU-M-10", "M10", "participation", None),
    ("EU-M-11", "M11", "quality_assurance", []),
]


@pytest.mark.parametrize(("_id", "rule", "path", "value"), MANDATORY, ids=[m[0] for m in MANDATORY])
def test_mandatory_element(_id: str, rule: str, path: str, value: Any) -> None:
    """EU-M-02 to EU-M-11: found where it is there; where it alone is missing, no conformity."""
    assert finding(judge(complete()), rule).verdict is Verdict.MET
    record = changed(path, value)
    if path == "outcomes":
        record["assessments"][0]["outcomes"] = []
    evaluation = judge(record)
    assert finding(evaluation, rule).verdict is Verdict.NOT_MET
    assert evaluation.overall is Overall.DOES_NOT
    assert evaluation.tally("mandatory") == (10, 11)
    assert evaluation.reason.startswith(f"Missing: {rule} ")


@pytest.mark.parametrize(("id_", "rule"), [("EU-M-01", "M1"), ("EU-M-05", "M5")])
def test_mandatory_element_of_the_award(id_: str, rule: str) -> None:
    """EU-M-01, EU-M-05: the design need not carry them; the award cannot be made without them."""
    design = finding(judge(complete()), rule)
    assert design.verdict is Verdict.AT_AWARD
    assert design.detail.startswith("Supplied at award.")
    assert finding(judge(complete(), award()), rule).verdict is Verdict.MET


def test_eu_m_01_a_placeholder_is_no_learner() -> None:
    evaluation = judge(complete(), award(learner={"name": "<full name>"}))
    assert finding(evaluation, "M1").verdict is Verdict.NOT_MET
    assert evaluation.overall is Overall.DOES_NOT


def test_eu_m_05_an_award_without_a_date_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="awarded_on"):
        award(awarded_on=None)


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("issuer", {"name": "X", "region": "West"}, "M3"),
        ("workload", {"hours": 5}, "M7"),
        ("workload", {"credits": [{"system": "NZQCF", "value": 5}]}, "M7"),
        ("levels", {"not_applicable": "A hobby course."}, "M8"),
        ("quality_assurance", [{"type": "none"}, {"type": "sector"}], "M11"),
    ],
)
def test_other_ways_to_carry_an_element(path: str, value: Any, rule: str) -> None:
    assert finding(judge(changed(path, value)), rule).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("workload", {"duration": "P6W"}, "M7"),
        ("quality_assurance", [{"type": "none"}], "M11"),
        ("awarding_body", {"name": "<the awarding body>"}, "M4"),
        ("assessments.0.type", "<the kind>", "M9"),
    ],
)
def test_what_does_not_carry_an_element(path: str, value: Any, rule: str) -> None:
    """EU-M-07: a duration is no workload. EU-M-11: quality assurance ``none`` underpins nothing."""
    assert finding(judge(changed(path, value)), rule).verdict is Verdict.NOT_MET


OPTIONAL = [
    ("O1", "prerequisites", []),
    ("O2", "assessments.0.supervision", None),
    ("O2", "assessments.0.identity_verification", None),
    ("O4", "stackability", None),
    ("O5", "further_information", []),
]


@pytest.mark.parametrize(("rule", "path", "value"), OPTIONAL)
def test_optional_element(rule: str, path: str, value: Any) -> None:
    assert finding(judge(complete()), rule).verdict is Verdict.MET
    evaluation = judge(changed(path, value))
    assert finding(evaluation, rule).verdict is Verdict.NOT_MET
    assert evaluation.overall is Overall.CONFORMS, "an optional element never decides"
    assert evaluation.tally("optional") == (4, 5)


def test_optional_element_grade() -> None:
    assert finding(judge(complete()), "O3").verdict is Verdict.AT_AWARD
    assert finding(judge(complete(), award()), "O3").verdict is Verdict.MET
    assert finding(judge(complete(), award(results=[])), "O3").verdict is Verdict.NOT_MET
    scored = award(results=[{"assessment": "loaf", "score": "0.93"}])
    assert finding(judge(complete(), scored), "O3").verdict is Verdict.MET


PRINCIPLES = [
    ("EU-P-01", "P1", "quality_assurance", [{"type": "internal", "standard": "ESG"}]),
    ("EU-P-02", "P1", "quality_assurance", [{"type": "internal"}, {"type": "external"}]),
    ("EU-P-03", "P2", "teaching_languages", None),
    ("EU-P-05", "P3", "needs", None),
    ("EU-P-06", "P3", "employers", None),
    ("EU-P-07", "P4", "assessments.0.outcomes", ["lo1"]),
    ("EU-P-07", "P4", "assessments.0.criteria", None),
    ("EU-P-08", "P5", "stackability", {"stackable": False}),
    ("EU-P-15", "P6", "workload.credits", []),
    ("EU-P-24", "P8", "target_group", None),
    ("EU-P-28", "P9", "issuer.identifiers", []),
    ("EU-P-30", "P10", "teaching_languages", None),
]


@pytest.mark.parametrize(("id_", "rule", "path", "value"), PRINCIPLES)
def test_principle(id_: str, rule: str, path: str, value: Any) -> None:
    """The ten principles: what in the record shows each, with the requirement's number."""
    evaluation = judge(changed(path, value))
    assert finding(evaluation, rule).verdict is Verdict.NOT_MET
    assert evaluation.overall is Overall.CONFORMS, "a principle advises"


def test_eu_p_07_no_outcomes_named_means_all() -> None:
    record = changed("assessments.0.outcomes", None)
    assert finding(judge(record), "P4").verdict is Verdict.MET


def test_eu_p_17_recognition_is_asked_of_formal_providers_only() -> None:
    other = finding(judge(changed("issuer.type", "company")), "P6")
    assert other.verdict is Verdict.NOT_APPLICABLE
    unsaid = finding(judge(changed("issuer.type", None)), "P6")
    assert unsaid.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("id_", "rule", "changes"),
    [
        ("EU-P-19", "P7", {"learner": {"name": "A"}}),
        ("EU-P-29", "P9", {"place": None}),
    ],
)
def test_principle_of_the_award(id_: str, rule: str, changes: dict[str, Any]) -> None:
    assert finding(judge(complete(), award()), rule).verdict is Verdict.MET
    assert finding(judge(complete(), award(**changes)), rule).verdict is Verdict.NOT_MET


DEFINITION = [
    ("DEF-E-01", "D1", "workload", None),
    ("DEF-E-02", "D2", "assessments.0.criteria", None),
    ("DEF-E-02", "D2", "assessments", []),
    ("DEF-E-03", "D3", "outcomes.1.kind", None),
    ("DEF-E-04", "D4", "needs", None),
    ("DEF-E-06", "D5", "stackability", {"stackable": True}),
    ("DEF-E-07", "D6", "quality_assurance", [{"type": "internal"}]),
    ("EU-M-07", "D7", "workload.credits.0.system", "CATS"),
]


@pytest.mark.parametrize(("id_", "rule", "path", "value"), DEFINITION)
def test_definition(id_: str, rule: str, path: str, value: Any) -> None:
    assert finding(judge(complete()), rule).verdict is Verdict.MET
    assert finding(judge(changed(path, value)), rule).verdict is Verdict.NOT_MET


def test_def_e_02_published_criteria_are_enough() -> None:
    record = changed("assessments.0.criteria", None)
    record["assessments"][0]["criteria_url"] = "https://example.org/criteria"
    assert finding(judge(record), "D2").verdict is Verdict.MET


def test_every_rule_can_be_met_and_missed() -> None:
    """No rule is always true: the empty record satisfies none of them."""
    bare = {
        "id": complete()["id"],
        "title": "<title>",
        "description": "<description>",
        "issuer": {"name": "<name>"},
    }
    evaluation = judge(bare, award(learner={"name": "<name>"}, results=[], place=None))
    satisfied = [f.rule.id for f in evaluation.findings if f.verdict is Verdict.MET]
    assert satisfied == ["M5"], "an award always has its date"
