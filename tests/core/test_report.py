"""Reports: the worst check decides, and only a valid credential gives up its claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.report import Check, Claims, NotValidError, Outcome, Report

CLAIMS = Claims({}, {"id": "did:x:y"}, None, {})


def report(*outcomes: Outcome, signed: Claims | None = CLAIMS) -> Report:
    checks = tuple(
        Check(n, f"check-{n}", o, None if o is Outcome.VALID else f"code.{n}", "why")
        for n, o in enumerate(outcomes, start=1)
    )
    return Report(checks, signed)


def test_nothing_checked_is_not_fine():
    assert report().outcome is Outcome.INDETERMINATE
    assert report().code is None
    with pytest.raises(NotValidError):
        report().require()


@given(st.lists(st.sampled_from(list(Outcome)), min_size=1))
def test_the_worst_check_decides_and_the_first_such_check_gives_the_code(outcomes):
    made = report(*outcomes)
    if Outcome.INVALID in outcomes:
        worst = Outcome.INVALID
    elif Outcome.INDETERMINATE in outcomes:
        worst = Outcome.INDETERMINATE
    else:
        worst = Outcome.VALID
    assert made.outcome is worst
    expected = None if worst is Outcome.VALID else f"code.{outcomes.index(worst) + 1}"
    assert made.code == expected


def test_claims_come_only_through_the_gate():
    assert report(Outcome.VALID).require() is CLAIMS
    for outcome in (Outcome.INVALID, Outcome.INDETERMINATE):
        with pytest.raises(NotValidError) as caught:
            report(Outcome.VALID, outcome).require()
        assert caught.value.code == "code.2"
        assert caught.value.report.outcome is outcome
    with pytest.raises(NotValidError):
        report(Outcome.VALID, signed=None).require()
