"""Plans one by one: money, weeks, prerequisites, what ends, and why there is no plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from mintmark.model import Fund, PlanResult, Wishes
from mintmark.steps.stack.planning import Catalogue, plan
from plan_samples import catalogue, offered
from stack_samples import AS_OF, held, rule, url

TEN = "requirements: [{id: total, at_least: 10}]"


def planned(body: str, offers: Catalogue, holdings=(), effort=10.0, **wished) -> PlanResult:
    return plan(rule(body), list(holdings), offers, Wishes(**wished), as_of=AS_OF, effort=effort)


def taken(result: PlanResult) -> list[str]:
    return [step.offer for step in result.plan.steps] if result.plan else []


def test_nothing_is_needed_where_what_is_held_is_enough():
    result = planned(TEN, catalogue(offered("a")), [held("old", 10)])
    assert (result.verdict, result.plan, result.because) == ("nothing-needed", None, ())


def test_a_last_day_is_not_before_the_next_first_day():
    first = offered("a", start="2026-06-01", end="2026-06-08")
    same = offered("b", start="2026-06-08", requires=["a"])
    later = offered("c", 100, of="b", start="2026-06-09", requires=["a"])
    assert taken(planned(TEN, catalogue(first, same, later))) == ["a", "c"]


def test_an_account_pays_what_it_has_and_a_grant_pays_first():
    funds = [{"fund": "grant", "share": Decimal("0.25")}, {"fund": "account", "share": Decimal(1)}]
    offers = catalogue(offered("a", 100, funded_by=funds), offered("b", 60, funded_by=funds))
    wallet = (Fund(id="account", balance=Decimal(90)), Fund(id="grant"))
    whole = planned(TEN, offers, funds=wallet).plan.totals
    assert (whole.fee, whole.to_pay, whole.funded) == (160, 30, 130)


def test_weeks_are_not_overfull():
    offers = catalogue(
        offered("a", hours=80, start="2026-06-01"),
        offered("b", hours=80, start=("2026-06-01", "2026-06-29")),
    )
    assert planned(TEN, offers).plan.totals.end == date(2026, 6, 28)
    result = planned(TEN, offers, hours_per_week=Decimal(20))
    assert result.plan.totals.end == date(2026, 7, 26)
    assert result.plan.totals.most_hours_per_week == 20


def test_what_is_held_must_still_count_on_the_last_day():
    old = held("old", 5, valid_until="2026-07-01T00:00:00Z")
    soon = offered("soon", 500, start="2026-06-01")
    late = offered("late", start="2026-09-01"), offered("later", start="2026-09-01")
    assert taken(planned(TEN, catalogue(soon, *late), [old])) == ["late", "later"]
    assert taken(planned(TEN, catalogue(soon, late[0]), [old])) == ["soon"]


def test_full_and_closed_runs_are_no_way_and_that_is_said():
    full = offered("a", runs=[{"start": "2026-07-01", "places": Decimal(0)}], any_time=False)
    closed = offered("b", runs=[{"start": "2026-07-01", "apply_by": "2026-05-31"}], any_time=False)
    result = planned(TEN, catalogue(full, closed))
    assert result.verdict == "infeasible"
    assert result.because[0].missing == ("10 more ECTS.",)
    assert result.notes == (
        "2 of 2 offers can be begun no more: their runs are over, full or closed.",
    )


def test_each_reason_names_the_least_that_would_do():
    offers = catalogue(
        offered("a", 100, start="2026-06-08", hours=80, languages=("en",), mode="online"),
        offered("b", 100, start="2026-07-06", hours=120, languages=("de",), mode="onsite"),
    )
    cases = {
        "max_cost": (Decimal(150), "200 EUR"),
        "by": (date(2026, 7, 1), "2026-08-02"),
        "max_hours": (Decimal(150), "200 hours"),
        "hours_per_week": (Decimal(25), "30 hours"),
        "languages": (("en",), "de"),
        "modes": (("online",), "onsite"),
    }
    for wish, (value, needed) in cases.items():
        result = planned(TEN, offers, **{wish: value})
        (reason,) = result.because
        assert [(one.wish, one.needed) for one in reason.relax] == [(wish, needed)]


def test_the_least_that_is_told_is_enough_and_less_is_not():
    offers = catalogue(offered("a", "99.99"), offered("b", "100.01"), offered("c", "150.5"))
    (reason,) = planned(TEN, offers, max_cost=Decimal(150)).because
    least = Decimal(reason.relax[0].needed.split()[0])
    assert planned(TEN, offers, max_cost=least).verdict == "planned"
    assert planned(TEN, offers, max_cost=least - Decimal("0.01")).verdict == "infeasible"


def test_two_wishes_that_are_both_in_the_way_are_told_together():
    offers = catalogue(offered("a", 300, start="2026-09-01"), offered("b", 300, start="2026-09-01"))
    result = planned(TEN, offers, max_cost=Decimal(100), by=date(2026, 8, 1))
    (reason,) = result.because
    assert [one.wish for one in reason.relax] == ["max_cost", "by"]


def test_a_prerequisite_that_nobody_gives_is_named():
    offers = catalogue(offered("a"), offered("b", requires=(url("diploma"),)))
    (reason,) = planned(TEN, offers).because
    assert reason.relax[0].wish == "prerequisites"
    assert reason.relax[0].offers == ("b",)
    diploma = held("diploma", 1)
    assert planned(TEN, offers, [diploma]).verdict == "planned"


def test_time_that_runs_out_is_said():
    offers = catalogue(*(offered(f"o{n:02}", 100 + n * 7 % 31, hours=50 + n) for n in range(30)))
    result = planned("requirements: [{id: total, at_least: 40}]", offers, effort=0.00001)
    assert result.verdict in {"cannot-tell", "planned"}
    assert result.plan is None or not result.plan.proven
    assert any("Time ran out" in note for note in result.notes)


def test_the_order_of_the_catalogue_changes_nothing():
    entries = [offered(f"o{n}", 100, credits=5) for n in range(6)]
    one = planned(TEN, catalogue(*entries))
    assert planned(TEN, catalogue(*reversed(entries))) == one
    assert taken(one) == ["o0", "o1"]


def test_months_and_hours_are_exact():
    offers = catalogue(
        offered("a", hours=10, start="2026-06-01", duration="P3W"),
        offered("b", hours=10, start="2026-06-01", duration="P3W"),
        offered("c", hours=10, start="2026-06-01", duration="P3W"),
    )
    body = "requirements: [{id: total, at_least: 15}]"
    assert planned(body, offers, hours_per_week=Decimal(10)).verdict == "planned"
    found = planned(body, offers).plan.totals.most_hours_per_week
    assert found == Fraction(10)
