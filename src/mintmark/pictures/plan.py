"""The picture of a plan: its steps on a time line and what each takes, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from mintmark.equivalence import number
from mintmark.model import Plan, PlanResult, PlanStep, Reason, Relaxation
from mintmark.pictures.boxes import Box, column, words
from mintmark.pictures.document import MARGIN, document
from mintmark.pictures.marks import Kind, chip, mark
from mintmark.pictures.saying import Say, as_it_is
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
_TITLED: Final = {
    "planned": "{}: there is a plan.",
    "nothing-needed": "{}: nothing more is needed.",
    "infeasible": "{}: there is no plan.",
    "cannot-tell": "{}: nobody can tell.",
}
_NONE_BETTER: Final = {
    "cheapest": "no plan costs less",
    "shortest": "no plan takes fewer hours",
    "quickest": "no plan ends earlier",
}
_NAMED: Final = {
    "cheapest": ("The cheapest", "The next best (cheapest)"),
    "shortest": ("The shortest", "The next best (shortest)"),
    "quickest": ("The quickest", "The next best (quickest)"),
}
"""What another plan is called, by what it is best at; and the next best in that."""


def plan_picture(
    result: PlanResult, *, width: int = WIDTH, say: Say = as_it_is, language: str = "en"
) -> str:
    """Return the picture (SVG) of a plan, or of why there is none.

    Args:
        result: what ``plan`` said.
        width: how wide it is, 320 to 2,000; it is as high as it takes.
        say: says an English sentence or phrase of the picture in another language.
        language: the language that ``say`` speaks.

    Raises:
        UsageError: ``picture.bad-width``.
    """
    check_width(width)
    drawn = _Planned(result, width - 2 * MARGIN, say)
    return document(drawn.title(), drawn.description(), column(drawn.parts(), 26), language)


class _Planned:
    """What is drawn of a result, so wide."""

    def __init__(self, result: PlanResult, width: int, say: Say) -> None:
        self._result, self._width, self._say = result, width, say

    def title(self) -> str:
        """Return the name of the picture."""
        return self._say(_TITLED[self._result.verdict].format(self._result.title))

    def description(self) -> str:
        """Return the picture in short."""
        return f"{self._in_short()} {self._say(f'As of {self._result.as_of}.')}"

    def parts(self) -> Iterator[Box]:
        """Yield the parts of the picture from above."""
        say, result, width = self._say, self._result, self._width
        yield head(say(f"A plan, as of {result.as_of}"), result.title, None, width)
        said = say(_SAID[result.verdict])
        yield verdict(_SIGN[result.verdict], said, self._in_short(), width)
        if result.plan:
            yield from self._plan(result.plan)
        yield section(say("What is in the way"), self._reasons(), width)
        yield section(say("Other plans"), self._others(), width)
        yield column((words(say(note), width) for note in result.notes), 4)
        proposal = say(f"This is a proposal. {result.decided_by} decides.")
        yield words(proposal, width, look="soft")

    def _in_short(self) -> str:
        held = self._say(f"So far: {summary(self._result.held)}")
        if self._result.plan is None:
            return held
        plan = self._result.plan
        steps = len(plan.steps)
        best = _NONE_BETTER[plan.goal] if plan.proven else "the best found so far"
        said = f"{steps} step{'' if steps == 1 else 's'}: {best}."
        return f"{self._say(said)} {held}"

    # -------------------------------------------------------------------------- the plan

    def _plan(self, plan: Plan) -> Iterator[Box]:
        say, width = self._say, self._width
        totals = cards(list(self._totals(plan)), width, say("The plan in short"))
        yield section(say("In short"), totals, width)
        line = Timeline(plan.steps, width - 32, say)
        yield section(say("Step by step"), line.drawn(), width)
        listed = [self._step(n, one, plan) for n, one in enumerate(plan.steps, 1)]
        yield section(say("What each takes"), cards(listed, width, say("The steps")), width)

    def _totals(self, plan: Plan) -> Iterator[Card]:
        whole = plan.totals
        fees, funded = _money(whole.fee, plan), _money(whole.funded, plan)
        paid = f"Fees of {fees}, of which funds pay {funded}."
        yield self._card(f"{_money(whole.to_pay, plan)} to pay", *((paid,) if whole.funded else ()))
        weeks = -(-whole.weeks // 1)
        when = f"From {whole.start}, in {weeks} week{'' if weeks == 1 else 's'}."
        yield self._card(f"Done on {whole.end}", when)
        fullest = f"{about(whole.most_hours_per_week)} in the fullest week."
        yield self._card(f"{about(whole.hours)} hours of study", fullest)
        if whole.credits is not None:
            yield self._card(f"{number(whole.credits)} {whole.system} more")

    def _step(self, place: int, step: PlanStep, plan: Plan) -> Card:
        lines = (step.provider, *self._lines(step, plan))
        return Card(chip(place), (step.title,), lines, theirs=True)

    def _lines(self, step: PlanStep, plan: Plan) -> Iterator[str]:
        yield self._say(_size(step, plan))
        yield self._say(_cost(step, plan))
        if way := "; ".join(_way(step)):
            said = self._say(way)
            yield f"{said[0].upper()}{said[1:]}"
        if step.apply_by:
            yield self._say(f"Apply by {step.apply_by}")
        if step.url:
            yield step.url
        places = {one.offer: n for n, one in enumerate(plan.steps, 1)}
        if before := sorted(places[offer] for offer in step.after if offer in places):
            yield self._say(f"After step {', '.join(map(str, before))}")

    # -------------------------------------------------------------------------- why not, what else

    def _reasons(self) -> Box:
        listed = [self._reason(one) for one in self._result.because]
        return cards(listed, self._width, self._say("What is in the way"))

    def _reason(self, reason: Reason) -> Card:
        lines = tuple(self._say(_relaxed(one)) for one in reason.relax)
        sign = mark("bad", self._say("in the way"))
        return Card(sign, (self._say(reason.words),), lines, look="away")

    def _others(self) -> Box:
        listed = [self._other(one) for one in self._result.alternatives]
        return cards(listed, self._width, self._say("Other plans"))

    def _other(self, plan: Plan) -> Card:
        first, next_best = _NAMED[plan.goal]
        whole = plan.totals
        hours, most = about(whole.hours), about(whole.most_hours_per_week)
        made = self._card(
            next_best if plan.next_best else first,
            f"{_money(whole.to_pay, plan)} to pay, done on {whole.end}",
            f"{hours} hours, {most} in the fullest week",
            look="away",
        )
        steps = (f"{one.title}, {self._say(f'{one.start} to {one.end}')}" for one in plan.steps)
        return replace(made, lines=(*made.lines, *steps))

    def _card(self, title: str, *lines: str, look: str = "card") -> Card:
        """Return a card of our own words."""
        return Card(None, (self._say(title),), tuple(map(self._say, lines)), look=look)


def _size(step: PlanStep, plan: Plan) -> str:
    hours = about(step.hours)
    if not step.credits:
        return f"{hours} hours"
    return f"{hours} hours, {number(step.credits)} {plan.totals.system}"


def _cost(step: PlanStep, plan: Plan) -> str:
    if not step.fee:
        return "Free"
    paid = [f"{one.fund} pays {_money(one.amount, plan)}" for one in step.paid_by]
    return "; ".join([f"{_money(step.to_pay, plan)} to pay", *paid])


def _way(step: PlanStep) -> Iterator[str]:
    """Yield how it is taught."""
    if step.mode:
        yield step.mode.replace("-", " ")
    if step.languages:
        yield f"taught in {', '.join(step.languages)}"


def _money(amount: Fraction, plan: Plan) -> str:
    return f"{number(amount)} {plan.totals.currency or ''}".strip()


def _relaxed(one: Relaxation) -> str:
    return f"{one.wish.replace('_', ' ')}: {one.given}; needed: {one.needed}"
