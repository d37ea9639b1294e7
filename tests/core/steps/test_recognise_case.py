"""A case: what may happen when, and what makes a decision sound."""

from __future__ import annotations

from datetime import date

import pytest

from case_samples import (
    CREDENTIAL,
    PROCEDURE,
    claim,
    decided,
    decision,
    handed_in,
    opened,
    then,
)
from mintmark.errors import RecognitionError
from mintmark.model.recognition import Procedure
from mintmark.steps.recognise.moves import MOVES, STATES
from mintmark.steps.recognise.standing import standing


def code_of(case, event, day="2026-02-10", **values):
    with pytest.raises(RecognitionError) as caught:
        then(case, event, day, **values)
    assert caught.value.remedy
    return caught.value.code


def compared(**how):
    return then(opened(**how), "compared", "2026-02-01")


def test_a_whole_life():
    case = then(decided(), "issued", "2026-02-03")
    case = then(case, "appealed", "2026-02-20")
    new = decision("partial", by={"name": "Eve Miller"})
    case = then(case, "appeal-settled", "2026-03-01", outcome="changed", decision=new)
    now = standing(case)
    assert (now.state, len(now.made), now.made[-1].on_appeal) == ("decided", 2, True)
    assert [one.credential for one in now.replaced] == ["urn:uuid:1"]
    assert now.appeal_until(case) == date(2026, 3, 31)
    case = then(case, "closed", "2026-04-01")
    assert standing(case).state == "closed"


def test_the_table_of_moves_is_whole():
    befores = {state for moves in MOVES.values() for state in moves}
    afters = {state for moves in MOVES.values() for state in moves.values()}
    assert befores | afters == set(STATES)
    assert "closed" not in befores
    assert "new" not in afters


IN_STATE = {
    "open": opened,
    "waiting": lambda: then(opened(), "asked", "2026-02-01"),
    "examined": compared,
    "decided": decided,
    "appealed": lambda: then(decided(), "appealed", "2026-02-05"),
    "closed": lambda: then(opened(), "closed", "2026-02-01", why="withdrawn"),
}


@pytest.mark.parametrize("state", IN_STATE)
@pytest.mark.parametrize("event", [one for one in MOVES if not one.startswith("received")])
def test_nothing_happens_but_by_the_table(state, event):
    case = IN_STATE[state]()
    assert standing(case).state == state
    expected = MOVES[event].get(state)
    if expected is None:
        assert code_of(case, event) == "recognise.not-now"
        return
    try:
        assert standing(then(case, event, "2026-02-10")).state == expected
    except RecognitionError as error:  # another rule may stand in the way
        assert error.code != "recognise.not-now"


def test_a_refusal_names_a_substantial_difference():
    bare = decision("refused", differences=())
    assert code_of(compared(), "decided", decision=bare) == "recognise.no-difference"
    assert standing(then(compared(), "decided", "2026-02-10", decision=decision("refused"))).made


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("no-reason", decision(reasons=())),
        ("no-condition", decision("partial", conditions=())),
        ("needless-condition", decision("full", conditions=("Pass.",))),
        ("full-with-difference", decision(differences=({"element": "level", "reason": "x"},))),
        ("no-measure", decision("refused", measures=())),
        ("over-before-begun", decision(valid_until="2026-02-09")),
        ("no-person", decision(by={"name": "MINTMARK"})),
        ("no-person", decision(by={"name": "Office"})),
        ("no-person", decision(by={"name": "-"})),
        ("own-case", decision(by={"name": "ana  ANDRÓMEDA"})),
        (
            "unknown-outcome",
            decision(
                "refused", differences=({"element": "outcomes", "reason": "x", "outcome": "lo9"},)
            ),
        ),
    ],
)
def test_what_is_unsound_is_refused(code, values):
    assert code_of(compared(), "decided", decision=values) == f"recognise.{code}"


def test_a_decision_rests_on_a_comparison_with_all_that_came():
    assert code_of(opened(), "decided") == "recognise.not-now"
    case = then(then(compared(), "asked", "2026-02-02"), "answered", "2026-02-03")
    assert code_of(case, "decided") == "recognise.not-now"


@pytest.mark.parametrize("standing_", ["not-valid", "unchecked"])
@pytest.mark.parametrize("outcome", ["full", "partial"])
def test_what_is_not_known_to_be_valid_is_recognised_only_for_a_reason(standing_, outcome):
    case = compared(standing=standing_)
    assert code_of(case, "decided", decision=decision(outcome)) == "recognise.not-verified"
    explained = decision(outcome, despite="The school confirmed it by telephone.")
    assert code_of(compared(), "decided", decision=explained) == "recognise.needless-despite"
    assert standing(then(case, "decided", "2026-02-10", decision=explained)).made
    assert standing(then(case, "decided", "2026-02-10", decision=decision("refused"))).made


def test_a_later_verdict_replaces_an_earlier_one():
    case = then(compared(standing="unchecked"), "verified", "2026-02-03")
    assert standing(case).doubtful == ()
    later = ({"credential": CREDENTIAL, "standing": "not-valid", "code": "status.revoked"},)
    assert standing(then(case, "verified", "2026-02-04", verdicts=later)).doubtful == (CREDENTIAL,)
    stranger = ({"credential": "urn:uuid:2", "standing": "valid"},)
    assert code_of(case, "verified", verdicts=stranger) == "recognise.unknown-credential"


def test_events_stand_in_order():
    assert code_of(opened(), "asked", "2026-01-30") == "recognise.out-of-order"
    assert standing(then(opened(), "asked", "2026-01-31")).state == "waiting"


def test_an_appeal_comes_in_time_or_is_admitted():
    case = decided()
    assert standing(then(case, "appealed", "2026-03-04")).state == "appealed"
    assert code_of(case, "appealed", "2026-03-05") == "recognise.late-appeal"
    late = then(case, "appealed", "2026-03-05", admitted="The letter was lost.")
    assert standing(late).state == "appealed"


def test_an_appeal_against_taking_too_long():
    case = compared()
    assert code_of(case, "appealed", "2026-05-31") == "recognise.not-overdue"
    case = then(case, "appealed", "2026-06-01")
    assert code_of(case, "appeal-settled", "2026-06-02") == "recognise.nothing-to-uphold"
    new = decision("full", by={"name": "Eve Miller"})
    case = then(case, "appeal-settled", "2026-06-02", outcome="changed", decision=new)
    assert standing(case).made[-1].on_appeal


def test_nobody_settles_an_appeal_against_their_own_decision():
    case = then(decided(), "appealed", "2026-02-05")
    same = {"name": "dora dean"}
    assert code_of(case, "appeal-settled", by=same) == "recognise.same-person"
    own = {"name": "ana  ANDROMEDA"}
    assert code_of(case, "appeal-settled", by=own) == "recognise.own-case"
    changed = {"outcome": "changed", "decision": decision("refused")}
    assert code_of(case, "appeal-settled", **changed) == "recognise.same-person"
    assert code_of(case, "appeal-settled", by={"name": "System"}) == "recognise.no-person"


def test_a_changed_decision_keeps_the_rules_too():
    case = then(decided(), "appealed", "2026-02-05")
    bare = decision("refused", differences=(), by={"name": "Eve Miller"})
    changed = {"outcome": "changed", "decision": bare}
    assert code_of(case, "appeal-settled", **changed) == "recognise.no-difference"


def test_closing():
    assert code_of(decided(), "closed", "2026-03-04") == "recognise.appeal-open"
    assert standing(then(decided(), "closed", "2026-03-05")).state == "closed"
    assert code_of(opened(), "closed", why="final") == "recognise.not-decided"
    withdrawn = code_of(decided(), "closed", "2026-03-05", why="withdrawn")
    assert withdrawn == "recognise.already-decided"


def test_a_decision_is_owed_while_nothing_is_missing():
    for case in (opened(), compared()):
        assert code_of(case, "closed", why="not-completed") == "recognise.not-waiting"
    waiting = then(opened(), "asked", "2026-02-01")
    assert standing(then(waiting, "closed", "2026-02-10", why="not-completed")).state == "closed"


def test_credentials_that_come_later_are_verified_and_compared_too():
    more, verdict = handed_in(credential="urn:uuid:2")
    case = then(compared(), "asked", "2026-02-02")
    case = then(case, "answered", "2026-02-03", credentials=(more,))
    now = standing(case)
    assert (now.doubtful, now.compared) == (("urn:uuid:2",), None)
    case = then(then(case, "verified", "2026-02-03", verdicts=(verdict,)), "compared", "2026-02-04")
    assert standing(then(case, "decided", "2026-02-05")).made
    again = then(case, "asked", "2026-02-06")
    assert code_of(again, "answered", credentials=(more,)) == "recognise.handed-in-twice"


def test_a_time_limit_beyond_four_months_is_refused():
    for limit, fine in (("P4M", True), ("P123D", False), ("P5M", False), ("P8W", True)):
        procedure = PROCEDURE.model_copy(update={"time_limit": limit})
        assert isinstance(procedure, Procedure)
        if fine:
            assert opened(procedure=procedure)
        else:
            with pytest.raises(RecognitionError) as caught:
                opened(procedure=procedure)
            assert caught.value.code == "recognise.time-limit"


def test_only_credentials_are_compared_and_only_claims_assessed():
    assert code_of(opened(claim=claim()), "compared") == "recognise.nothing-to-compare"
    assert code_of(opened(), "assessed") == "recognise.unknown-outcome"


def test_what_can_be_done_names_no_impossible_thing():
    case = opened()
    assert "assess an outcome" not in standing(case).possible(case, date(2026, 2, 1))
    assert "appeal" not in standing(case).possible(case, date(2026, 5, 31))
    assert "appeal" in standing(case).possible(case, date(2026, 6, 1))


def test_text_that_cannot_be_seen_is_no_reason():
    assert code_of(compared(), "decided", decision=decision(reasons=(" \u200b",))) == (
        "recognise.malformed"
    )
