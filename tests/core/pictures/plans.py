"""Plans to draw."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from mintmark.model import Paid, Plan, PlanResult, PlanStep, Reason, Relaxation, Totals, Wishes
from mintmark.pictures.timeline import weekly
from mintmark.steps.stack import evaluate
from stack_samples import AS_OF, held, rule

BAKER = rule("requirements:\n  - {id: total, at_least: 30}")


def step(name: str, start: str, end: str, hours: int = 125, **more: Any) -> PlanStep:
    """Return a step that costs 100, unless ``more`` says otherwise."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    plain = {
        "offer": name,
        "achievement": f"https://example.org/{name}",
        "title": name.title(),
        "provider": "School of Bread",
        "start": first,
        "end": last,
        "hours": Fraction(hours),
        "hours_per_week": Fraction(hours * 7, (last - first).days + 1),
        "fee": Fraction(100),
        "to_pay": Fraction(100),
        "credits": Fraction(5),
        "groups": ("all",),
    }
    return PlanStep.model_validate(plain | more)


def plan(*steps: PlanStep, **more: Any) -> Plan:
    """Return a plan of these steps."""
    start, end = min(one.start for one in steps), max(one.end for one in steps)
    fee, to_pay = sum(one.fee for one in steps), sum(one.to_pay for one in steps)
    totals = Totals(
        start=start,
        end=end,
        weeks=Fraction((end - start).days + 1, 7),
        hours=Fraction(sum(one.hours for one in steps)),
        most_hours_per_week=max(weekly(steps).values()),
        credits=Fraction(sum(one.credits or 0 for one in steps)),
        system="ECTS",
        fee=Fraction(fee),
        funded=Fraction(fee - to_pay),
        to_pay=Fraction(to_pay),
        currency="EUR",
    )
    met = evaluate(BAKER, [held("all", 30)], as_of=AS_OF)
    plain = {"goal": "cheapest", "proven": True, "steps": steps, "totals": totals, "result": met}
    return Plan.model_validate(plain | more)


def planned(best: Plan | None, **more: Any) -> PlanResult:
    """Return a result with that plan; without one, infeasible."""
    plain = {
        "rule": BAKER.id,
        "version": "1",
        "title": "Certificate in Baking",
        "as_of": AS_OF,
        "wishes": Wishes(),
        "verdict": "planned" if best else "infeasible",
        "plan": best,
        "held": evaluate(BAKER, [held("bread", 10)], as_of=AS_OF),
        "decided_by": "School of Bread",
        "offers": 5,
    }
    return PlanResult.model_validate(plain | more)


PASTRY = step("pastry", "2026-09-07", "2026-12-18")
CAKES = step(
    "cakes",
    "2027-01-11",
    "2027-05-28",
    hours=250,
    credits=Fraction(10),
    after=("pastry",),
    apply_by=date(2026, 11, 30),
    mode="work-experience",
    languages=("de", "en"),
    url="https://school.example/cakes",
    fee=Fraction(1250),
    paid_by=(Paid(fund="springboard", amount=Fraction(1125)),),
    to_pay=Fraction(125),
)
SAFETY = step("safety", "2026-10-01", "2026-10-02", hours=14, fee=0, to_pay=0)
WHOLE = plan(PASTRY, SAFETY, CAKES)
QUICK = plan(PASTRY, SAFETY, goal="quickest", proven=False)
RESULT = planned(WHOLE, alternatives=(QUICK, plan(CAKES, next_best=True)), notes=("Mind the gap.",))
NONE = planned(
    None,
    because=(
        Reason(
            relax=(
                Relaxation(
                    wish="max_cost", given="700 EUR", needed="900 EUR", words="It costs 900 EUR."
                ),
            ),
            words="It costs at least 900 EUR, and there are 700 EUR.",
        ),
        Reason(missing=("cake",), words="No offer gives Fine cakes."),
    ),
)
