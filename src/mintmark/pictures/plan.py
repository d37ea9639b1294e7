"""The picture of a plan: its steps on a time line and what each takes, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mintmark.equivalence import number
from mintmark.model import Plan, PlanResult, PlanStep, Reason, Relaxation
from mintmark.pictures.boxes import NOTHING, Box, column, words
from mintmark.pictures.document import MARGIN, document
from mintmark.pictures.marks import Kind, chip, mark
from mintmark.pictures.sections import WIDTH, Card, cards, check_width, head, section, verdict
from mintmark.pictures.stack import summary
from mintmark.pictures.timeline import Timeline, about

_SIGN: Final[dict[str, Kind]] = {
    "planned": "good",
    "nothing-needed": "good",
    "infeasible": "bad",
    "cannot-tell": "open",
}
_SAID: Final = {
    "planned": "There is a plan",
    "nothing-needed": "Nothing more is needed",
    "infeasible": "There is no plan",
    "cannot-tell": "Nobody can tell",
}
_NONE_BETTER: Final = {
    "cheapest": "no plan costs less",
    "shortest": "no plan takes fewer hours",
    "quickest": "no plan ends earlier",
}


def plan_picture(result: PlanResult, *, width: int = WIDTH) -> str:
    """Return the picture (SVG) of a plan, or of why there is none.

    Args:
        result: what ``plan`` said.
        width: how wide it is, 320 to 2,000; it is as high as it takes.

    Raises:
        UsageError: ``picture.bad-width``.
    """
    check_width(width)
    inner = width - 2 * MARGIN
    parts = [
        head(f"A plan, as of {result.as_of}", result.title, None, inner),
        verdict(_SIGN[result.verdict], _SAID[result.verdict], _in_short(result), inner),
        *(_planned(result.plan, inner) if result.plan else ()),
        section("What is in the way", _reasons(result, inner), inner),
        section("Other plans", _others(result, inner), inner),
        column((words(note, inner) for note in result.notes), 4),
        words(f"This is a proposal. {result.decided_by} decides.", inner, look="soft"),
    ]
    title = f"{result.title}: {_SAID[result.verdict].lower()}"
    return document(title, f"{_in_short(result)} As of {result.as_of}.", column(parts, 26))


def _in_short(result: PlanResult) -> str:
    held = f"So far: {summary(result.held)}"
    if result.plan is None:
        return held
    steps = len(result.plan.steps)
    best = _NONE_BETTER[result.plan.goal] if result.plan.proven else "the best found so far"
    return f"{steps} step{'' if steps == 1 else 's'}: {best}. {held}"


# ------------------------------------------------------------------------------ the plan


def _planned(plan: Plan, width: int) -> Iterator[Box]:
    yield section("In short", cards(list(_totals(plan)), width, "The plan in short"), width)
    yield section("Step by step", Timeline(plan.steps, width - 32).drawn(), width)
    listed = [_step(n, one, plan) for n, one in enumerate(plan.steps, 1)]
    yield section("What each takes", cards(listed, width, "The steps"), width)


def _totals(plan: Plan) -> Iterator[Card]:
    whole = plan.totals
    paid = f"Fees of {_money(whole.fee, plan)}, of which funds pay {_money(whole.funded, plan)}."
    yield Card(None, (f"{_money(whole.to_pay, plan)} to pay",), (paid,) if whole.funded else ())
    weeks = -(-whole.weeks // 1)
    when = f"From {whole.start}, in {weeks} week{'' if weeks == 1 else 's'}."
    yield Card(None, (f"Done on {whole.end}",), (when,))
    fullest = f"{about(whole.most_hours_per_week)} in the fullest week."
    yield Card(None, (f"{about(whole.hours)} hours of study",), (fullest,))
    if whole.credits is not None:
        yield Card(None, (f"{number(whole.credits)} {whole.system} more",), ())


def _step(place: int, step: PlanStep, plan: Plan) -> Card:
    return Card(chip(place), (step.title,), tuple(_lines(step, plan)), theirs=True)


def _lines(step: PlanStep, plan: Plan) -> Iterator[str]:
    yield step.provider
    hours = f"{about(step.hours)} hours"
    worth = f", {number(step.credits)} {plan.totals.system}" if step.credits else ""
    yield f"{hours}{worth}"
    yield _cost(step, plan)
    if way := "; ".join(filter(None, [(step.mode or "").replace("-", " "), *_taught(step)])):
        yield f"{way[0].upper()}{way[1:]}"
    if step.apply_by:
        yield f"Apply by {step.apply_by}"
    if step.url:
        yield step.url
    places = {one.offer: n for n, one in enumerate(plan.steps, 1)}
    if before := sorted(places[offer] for offer in step.after if offer in places):
        yield f"After step {', '.join(map(str, before))}"


def _taught(step: PlanStep) -> Iterator[str]:
    if step.languages:
        yield f"in {', '.join(step.languages)}"


def _cost(step: PlanStep, plan: Plan) -> str:
    if not step.fee:
        return "Free"
    paid = [f"{one.fund} pays {_money(one.amount, plan)}" for one in step.paid_by]
    return "; ".join([f"{_money(step.to_pay, plan)} to pay", *paid])


def _money(amount: Fraction, plan: Plan) -> str:
    return f"{number(amount)} {plan.totals.currency or ''}".strip()


# ------------------------------------------------------------------------------ why not, what else


def _reasons(result: PlanResult, width: int) -> Box:
    listed = [_reason(one) for one in result.because]
    return cards(listed, width, "What is in the way") if listed else NOTHING


def _reason(reason: Reason) -> Card:
    lines = tuple(_relaxed(one) for one in reason.relax)
    return Card(mark("bad", "in the way"), (reason.words,), lines, look="away")


def _relaxed(one: Relaxation) -> str:
    return f"{one.wish.replace('_', ' ')}: {one.given}; needed: {one.needed}"


def _others(result: PlanResult, width: int) -> Box:
    return cards([_other(one) for one in result.alternatives], width, "Other plans")


def _other(plan: Plan) -> Card:
    name = f"The next best ({plan.goal})" if plan.next_best else f"The {plan.goal}"
    whole = plan.totals
    sizes = (
        f"{_money(whole.to_pay, plan)} to pay, done on {whole.end}",
        f"{about(whole.hours)} hours, {about(whole.most_hours_per_week)} in the fullest week",
    )
    steps = (f"{one.title}, {one.start} to {one.end}" for one in plan.steps)
    return Card(None, (name,), (*sizes, *steps), look="away")
