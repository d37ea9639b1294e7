"""Precedents: the same achievement first, then near-equal ones, and whether they still hold."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from case_samples import achievement, decided, decision, opened, then
from mintmark.model.comparison import Target
from mintmark.model.precedent import CaseEntry
from mintmark.steps.recognise.precedents import entry, find

DAY = date(2026, 6, 1)
OUTCOMES = ("Keeps a sourdough starter alive", "Bakes a loaf of bread")


def found(case, *earlier, as_of=DAY, most_near=10):
    cases = {f"{number}.yaml": one for number, one in enumerate(earlier)}
    among = {name: entry(one) for name, one in cases.items()}
    return find(case, among, cases.__getitem__, as_of=as_of, most_near=most_near)


def test_the_same_another_version_a_near_one_and_a_stranger():
    same = decided(2, of=achievement())
    newer = decided(3, of=achievement(version="2"))
    near = decided(4, of=achievement("loaves", *OUTCOMES, "Explains what a dough is"))
    stranger = decided(5, of=achievement("law", "Drafts a contract of sale"))
    told = found(opened(1), near, stranger, newer, same)
    assert [(one.precedent.case[-1], one.alike) for one in told] == [
        ("2", "same"),
        ("3", "other-version"),
        ("4", "near"),
    ]
    assert told[0].score == 1
    assert 0 < told[2].score < 1


def test_what_is_not_decided_and_the_case_itself_are_no_precedents():
    assert found(opened(1), opened(2), then(opened(3), "compared", "2026-02-01"), decided(1)) == ()


def test_whether_it_still_holds():
    case = then(opened(2), "compared", "2026-02-01")
    limited = decision(valid_until="2026-05-31")
    limited = then(case, "decided", "2026-02-02", decision=limited)
    assert [one.in_force for one in found(opened(1), limited, as_of=date(2026, 5, 31))] == [True]
    assert [one.in_force for one in found(opened(1), limited)] == [False]
    appealed = then(decided(2), "appealed", "2026-02-20")
    assert [one.in_force for one in found(opened(1), appealed)] == [False]


def test_a_refused_forgery_says_nothing_about_the_achievement():
    assert found(opened(1), decided(2, "refused", standing="not-valid")) == ()
    assert found(opened(1), decided(2, "refused", standing="unchecked")) == ()
    assert len(found(opened(1), decided(2, "refused"))) == 1
    case = then(opened(2, standing="unchecked"), "compared", "2026-02-01")
    explained = decision(despite="The school confirmed it by telephone.")
    assert len(found(opened(1), then(case, "decided", "2026-02-02", decision=explained))) == 1


def test_only_the_decision_that_stands_is_a_precedent():
    case = then(decided(2), "appealed", "2026-02-20")
    changed = decision("partial", by={"name": "Eve Miller"})
    case = then(case, "appeal-settled", "2026-03-01", outcome="changed", decision=changed)
    (one,) = found(opened(1), case)
    assert (one.precedent.outcome, one.precedent.on_appeal) == ("partial", True)


def test_the_same_target_comes_first_then_the_newest():
    other = Target(achievement=achievement("other-module"))
    elsewhere = then(
        then(opened(2, target=other), "compared", "2026-05-01"), "decided", "2026-05-02"
    )
    old, new = decided(3), then(then(opened(4), "compared", "2026-03-01"), "decided", "2026-03-02")
    told = found(opened(1), elsewhere, old, new)
    assert [one.precedent.case[-1] for one in told] == ["4", "3", "2"]
    assert [one.same_target for one in told] == [True, True, False]


def test_the_most_of_the_near_ones():
    near = [decided(n, of=achievement(f"loaf-{n}", *OUTCOMES)) for n in range(2, 9)]
    told = found(opened(1), *near, decided(9), most_near=3)
    assert [one.alike for one in told] == ["same", "near", "near", "near"]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(2, 8)))
def test_the_order_of_the_cases_means_nothing(order):
    made = {n: decided(n, of=achievement(f"loaf-{n % 3}", *OUTCOMES[: n % 2 + 1])) for n in order}
    told = found(opened(1), *made.values())
    cases = [(one.precedent.case, one.score) for one in told]
    assert cases == [
        (one.precedent.case, one.score)
        for one in found(opened(1), *(made[n] for n in sorted(made)))
    ]


def test_ten_thousand_decisions_are_searched_at_once():
    words = [f"{a}{b}" for a in ("bake", "knead", "proof", "score") for b in range(250)]
    case, sample = opened(1), entry(decided(2))
    assert sample.precedent is not None
    among: dict[str, CaseEntry] = {}
    (sketch,) = sample.precedent.achievements
    for number in range(10_000):
        own = tuple(sorted(words[(number * 7 + k) % 1000] for k in range(30)))
        other = sketch.model_copy(update={"id": f"https://example.org/{number}", "words": own})
        precedent = sample.precedent.model_copy(
            update={"case": f"urn:{number}", "achievements": (other,)}
        )
        among[f"{number}.yaml"] = sample.model_copy(
            update={"case": f"urn:{number}", "precedent": precedent}
        )
    among["same.yaml"] = sample
    began = time.process_time()
    told = find(case, among, {}.__getitem__, as_of=DAY)
    assert [one.file for one in told] == ["same.yaml"]
    assert time.process_time() - began < 5
