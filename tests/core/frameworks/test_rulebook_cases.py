"""Every rule of every rulebook against its cases: a record that meets it and one that does not."""

import pytest
import rulebook_cases
from rulebook_cases import Case

from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.frameworks.loading import known, load

ALL = [case for framework in rulebook_cases.files() for case in rulebook_cases.cases(framework)]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    found = case.finding()
    assert found.verdict is case.expected, found.detail
    assert found.detail


@pytest.mark.parametrize("framework", rulebook_cases.files())
def test_the_base_is_judged_as_its_file_says(framework: str) -> None:
    assert framework in known(), "cases for a framework that is not there"
    evaluation = rulebook_cases.judge(framework, {})
    expected = Overall(rulebook_cases.read(framework).get("overall", "conforms"))
    assert evaluation.overall is expected, evaluation.reason
    assert evaluation.reason


@pytest.mark.parametrize("framework", known())
def test_every_rule_has_a_passing_and_a_failing_record(framework: str) -> None:
    """Of every framework marked whole; where a record cannot fail, the case says why."""
    rulebook = load(framework)
    if not rulebook.whole:
        pytest.skip("not whole")
    told = rulebook_cases.read(framework)["rules"] if rulebook.rules else {}
    assert not set(told) - {rule.id for rule in rulebook.rules}
    judged = {(case.rule, case.expected) for case in ALL if case.framework == framework}
    for rule in rulebook.rules:
        if rule.predicate is not None:
            assert (rule.id, Verdict.MET) in judged, f"{rule.id} has no passing record"
            impossible = told.get(rule.id, {}).get("impossible")
            failing = (rule.id, Verdict.NOT_MET) in judged
            assert failing != bool(impossible), f"{rule.id} has no failing record, or one too many"


@pytest.mark.parametrize("framework", known())
def test_what_no_record_can_show_is_never_met(framework: str) -> None:
    if framework not in rulebook_cases.files():
        pytest.skip("no cases")
    for found in rulebook_cases.judge(framework, {}).findings:
        if found.rule.predicate is None:
            assert found.verdict not in (Verdict.MET, Verdict.NOT_MET, Verdict.AT_AWARD)
