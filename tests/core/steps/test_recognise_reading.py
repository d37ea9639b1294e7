"""Cases as files: hostile ones with their benign twins, each told with its line."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from case_samples import achievement, claim, decided, opened, then
from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.errors import LimitError
from mintmark.steps.recognise.reading import (
    case_schema,
    claim_schema,
    read_case,
    read_claim,
    read_procedure,
    write_case,
)

CASE = write_case(decided()).decode()


def problem(text, read=read_case):
    with pytest.raises(DraftProblems) as caught:
        read(text, "case.yaml")
    return caught.value.problems[0]


def test_the_benign_twin():
    assert read_case(CASE) == decided()
    assert read_case(write_case(decided(), as_json=True)) == decided()


def without(name: str) -> str:
    """Return the case without the event of that kind, cut out as text."""
    head, *events = CASE.split("- event: ")
    return head + "".join(f"- event: {one}" for one in events if not one.startswith(f"{name}\n"))


def test_a_decision_put_in_by_hand_without_a_comparison():
    found = problem(without("compared"))
    assert found.code == "recognise.not-now"
    assert found.path.startswith("history[2]")
    assert without("compared").splitlines()[found.line - 1] == "- event: decided"


def test_a_decision_put_in_by_hand_without_a_decider():
    found = problem(CASE.replace("    by:\n      name: Dora Dean\n", ""))
    assert (found.code, found.path) == ("draft.missing-field", "history[3].decision.by")


def test_a_refusal_put_in_by_hand_without_a_difference():
    found = problem(CASE.replace("outcome: full", "outcome: refused"))
    assert found.code == "recognise.no-difference"
    assert CASE.splitlines()[found.line - 1].strip() == "decision:"


def test_a_program_as_decider():
    found = problem(CASE.replace("Dora Dean", "mintmark"))
    assert (found.code, found.path) == ("recognise.no-person", "history[3].decision.by")
    assert CASE.splitlines()[found.line].strip() == "name: Dora Dean"


def test_a_verdict_turned_round_by_hand():
    found = problem(CASE.replace("standing: valid", "standing: not-valid"))
    assert found.code == "recognise.not-verified"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("event: decided", "event: decidid", "draft.unknown-value"),
        ("event: decided\n  day", "day", "draft.missing-field"),
        ("standing: valid", "standing: fine", "draft.unknown-value"),
        ("day: '2026-02-02'", "day: '2026-02-30'", "draft.bad-form"),
        ("day: '2026-02-02'", "day: '2026-01-01'", "recognise.out-of-order"),
        ("case-1", "case-2", "draft.unknown-value"),
        ("applicant:", "aplicant:", "draft.unknown-field"),
        ("digest: sha384-", "digest: sha1-", "draft.bad-form"),
        ("appeal_to: The board", "appeal_to: The board\n  time_limit: P6M", "recognise.time-limit"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old, new, code):
    assert old in CASE
    with pytest.raises(DraftProblems) as caught:
        read_case(CASE.replace(old, new), "case.yaml")
    assert code in {one.code for one in caught.value.problems}
    assert all(one.line > 1 or one.code == "draft.unknown-value" for one in caught.value.problems)


def test_an_unknown_event_is_told_with_those_there_are():
    found = problem(CASE.replace("event: decided", "event: decidid"))
    assert found.message == "history[3].event cannot be 'decidid'."
    assert "Did you mean decided?" in str(found.remedy)


def test_codes_of_strangers_are_read():
    strange = achievement("bread", teaching_languages=("xx",), fields=("9999",))
    case = opened(of=strange)
    assert read_case(write_case(case)) == case


def test_a_case_that_is_too_large():
    with pytest.raises(LimitError):
        read_case(CASE + "#" * (1 << 20))


def test_exact_numbers_come_back():
    case = opened(of=achievement("b", workload={"credits": ({"system": "ECTS", "value": "2.5"},)}))
    assert read_case(write_case(case)) == case
    assert read_case(write_case(case, as_json=True)) == case
    assert "value: 2.5\n" in write_case(case).decode()


def test_an_office_with_a_time_limit_beyond_four_months():
    office = "office: {name: Office}\nappeal_to: The board\n"
    assert read_procedure(office).time_limit == "P4M"
    found = problem(f"{office}time_limit: P5M\n", read_procedure)
    assert (found.code, found.line) == ("recognise.time-limit", 3)


@pytest.mark.parametrize(("within", "fine"), [("P0D", False), ("PT0S", False), ("P1D", True)])
def test_an_office_leaves_time_to_appeal(within, fine):
    office = f"office: {{name: Office}}\nappeal_to: The board\nappeal_within: {within}\n"
    if fine:
        assert read_procedure(office).appeal_within == within
    else:
        found = problem(office, read_procedure)
        assert (found.code, found.line) == ("recognise.no-time-to-appeal", 3)


def test_a_claim():
    text = """
outcomes:
  - outcome: lo1
    statement: I can.
    evidence: [{kind: testimony, name: Letter, by: {name: Carl}, says: She can.}]
"""
    assert read_claim(text) == claim("lo1")
    found = problem(text.replace(", by: {name: Carl}", ""), read_claim)
    assert found.code == "draft.contradiction"
    assert problem(text.replace("[{kind", "[] # [{kind"), read_claim).line == 5


def test_the_schemas_take_what_is_read():
    for case in (decided(), opened(claim=claim()), then(opened(), "asked", "2026-02-01")):
        document = json.loads(write_case(case, as_json=True))
        Draft202012Validator(case_schema()).validate(document)
    refused = json.loads(write_case(decided(outcome="refused"), as_json=True))
    del refused["history"][3]["decision"]["by"]
    assert not Draft202012Validator(case_schema()).is_valid(refused)
    whole = claim().model_dump(mode="json", exclude_none=True)
    Draft202012Validator(claim_schema()).validate(whole)
