"""What holds for every deadline and every history."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from case_samples import COMPLETE, claim, decision, opened, then
from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.errors import RecognitionError
from mintmark.model.recognition import RecognitionCase
from mintmark.steps.recognise.deadline import due
from mintmark.steps.recognise.moves import MOVES
from mintmark.steps.recognise.reading import read_case, write_case
from mintmark.steps.recognise.standing import after, standing

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
STEPS = st.lists(
    st.tuples(
        st.sampled_from([one for one in MOVES if not one.startswith("received")]),
        st.integers(0, 40),
        st.sampled_from(["full", "partial", "refused"]),
        st.booleans(),
    ),
    max_size=12,
)


def played(steps, **how) -> RecognitionCase:
    """Return the case after those of the steps that could be taken."""
    case, day = opened(**how), COMPLETE
    for event, days, outcome, sound in steps:
        day += timedelta(days=days)
        by = {"name": "Eve Miller" if event == "appeal-settled" else "Dora Dean"}
        made = decision(outcome, by=by, **({} if sound else {"differences": ()}))
        changes = {
            "decided": {"decision": made},
            "appeal-settled": {"outcome": "changed", "decision": made},
        }
        try:
            case = then(case, event, day.isoformat(), **changes.get(event, {}))
        except RecognitionError:
            continue
    return case


# ------------------------------------------------------------------------------ the time limit


@given(DAYS, st.integers(1, 4))
def test_months_are_those_of_the_calendar(day, months):
    last = due(day, f"P{months}M")
    month = (day.month - 1 + months) % 12 + 1
    year = day.year + (day.month - 1 + months) // 12
    assert (last.year, last.month) == (year, month)
    assert last.day == min(day.day, monthrange(year, month)[1])


@given(DAYS, DAYS, st.integers(0, 500))
def test_a_later_application_is_never_due_earlier(one, other, stopped):
    first, second = sorted((one, other))
    assert due(first, "P4M", stopped) <= due(second, "P4M", stopped)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_each_day_of_waiting_is_put_on_top(pauses):
    case, day = opened(), COMPLETE
    for before, waited in pauses:
        day += timedelta(days=before)
        case = then(case, "asked", day.isoformat())
        assert standing(case).due(case) is None
        day += timedelta(days=waited)
        case = then(case, "answered", day.isoformat())
    stopped = sum(waited for _, waited in pauses)
    assert standing(case).due(case) == date(2026, 5, 31) + timedelta(days=stopped)


@given(st.integers(0, 60))
def test_the_time_runs_from_the_day_on_which_the_application_is_complete(days):
    complete = COMPLETE + timedelta(days=days)
    case = then(opened(missing=("The passport",)), "answered", complete.isoformat())
    whole = opened(on=complete)
    assert standing(case).due(case) == standing(whole).due(whole)


@pytest.mark.parametrize(
    ("complete", "last"),
    [
        ("2026-10-31", "2027-02-28"),
        ("2027-10-31", "2028-02-29"),
        ("2026-05-31", "2026-09-30"),
        ("2026-02-28", "2026-06-28"),
        ("2028-02-29", "2028-06-29"),
    ],
)
def test_four_months(complete, last):
    assert due(date.fromisoformat(complete), "P4M") == date.fromisoformat(last)


# ------------------------------------------------------------------------------ histories


@settings(max_examples=60, deadline=None)
@given(STEPS, st.booleans())
def test_the_same_history_gives_the_same_standing(steps, with_claim):
    case = played(steps, claim=claim() if with_claim else None)
    step_by_step = None
    for event in case.history:
        from mintmark.steps.recognise.standing import Standing

        step_by_step = after(case, step_by_step or Standing(), event)
    assert standing(case) == step_by_step


@settings(max_examples=40, deadline=None)
@given(STEPS, st.booleans(), st.booleans())
def test_what_is_written_is_read(steps, with_claim, as_json):
    case = played(steps, claim=claim() if with_claim else None)
    assert read_case(write_case(case, as_json=as_json)) == case


@settings(max_examples=80, deadline=None)
@given(STEPS, st.sampled_from(["valid", "unchecked"]))
def test_no_path_leads_to_a_refusal_without_a_difference(steps, verdict):
    for made in standing(played(steps, standing=verdict)).made:
        assert made.decision.outcome != "refused" or made.decision.differences


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_no_path_leads_to_recognition_of_what_is_not_known_to_be_valid(steps):
    now = standing(played(steps, standing="not-valid"))
    verified = any(one[0] == "verified" for one in steps)
    assert verified or all(made.decision.outcome == "refused" for made in now.made)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.data())
def test_a_history_with_one_event_out_of_place_is_not_read_or_is_another(steps, data):
    """Whatever is taken out or doubled by hand: the reader refuses it, or it could have been so."""
    case = played(steps)
    raw = yaml.safe_load(write_case(case))
    place = data.draw(st.integers(0, len(raw["history"]) - 1))
    if data.draw(st.booleans()):
        del raw["history"][place]
    else:
        raw["history"].insert(place, raw["history"][place])
    try:
        found = read_case(json.dumps(raw))
    except DraftProblems as error:
        assert error.problems[0].code.partition(".")[0] in ("recognise", "draft")
        assert error.problems[0].line >= 1
        return
    for made in standing(found).made:
        assert made.decision.outcome != "refused" or made.decision.differences
