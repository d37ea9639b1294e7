"""A schedule as a plan: steps with dates and costs, and what the rule says at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

from mintmark.model import Goal, Paid, Plan, PlanStep, StackResult, Totals
from mintmark.steps.stack.evaluation import evaluate
from mintmark.steps.stack.planning.field import Field
from mintmark.steps.stack.planning.money import money
from mintmark.steps.stack.planning.options import Option
from mintmark.steps.stack.planning.prospects import prospect
from mintmark.steps.stack.planning.pruning import Choice
from mintmark.steps.stack.planning.scheduling import Schedule


def told(
    field: Field, choices: Sequence[Choice], found: Schedule, goal: Goal, *, next_best: bool = False
) -> Plan:
    """Return a schedule as a plan.

    Args:
        field: what there is.
        choices: what the schedule's numbers mean.
        found: the schedule.
        goal: what it is the best in.
        next_best: whether it is the best besides another.
    """
    result = _reached(field, choices, found)
    counting = {one.credential: one.groups for one in result.credentials if one.counts}
    steps = tuple(
        _step(field, choices, found, number, counting)
        for number in sorted(found.taken, key=lambda n: (found.taken[n].start, n))
    )
    return Plan(
        goal=goal,
        next_best=next_best,
        proven=found.proven,
        steps=steps,
        totals=_totals(field, found, steps),
        result=result,
    )


def _reached(field: Field, choices: Sequence[Choice], found: Schedule) -> StackResult:
    """Return what the rule says on the last day, with everything passed."""
    passed = [
        prospect(
            choices[n].candidate.course.offer,
            choices[n].candidate.course.achievement,
            one.end,
            field.learner,
        )
        for n, one in found.taken.items()
    ]
    last = max(one.end for one in found.taken.values())
    return evaluate(field.rule, [*field.holdings, *passed], as_of=last, counted=field.elsewhere)


def _step(
    field: Field,
    choices: Sequence[Choice],
    found: Schedule,
    number: int,
    counting: Mapping[str, tuple[str, ...]],
) -> PlanStep:
    choice, when = choices[number], found.taken[number]
    course = choice.candidate.course
    language = field.rule.language
    provider = course.achievement.provider or course.achievement.issuer
    paid = dict(choice.bill.given) | {
        fund: amount for (which, fund), amount in found.paid.items() if which == number
    }
    groups = counting.get(course.offer.id, ())
    return PlanStep(
        offer=course.offer.id,
        achievement=course.achievement.id,
        title=course.achievement.title.best(language),
        provider=provider.name.best(language),
        url=course.offer.url,
        apply_by=when.apply_by,
        start=when.start,
        end=when.end,
        hours=course.hours,
        hours_per_week=when.fullest,
        fee=money(choice.bill.fee),
        paid_by=tuple(Paid(fund=fund, amount=money(one)) for fund, one in sorted(paid.items())),
        to_pay=money(choice.bill.fee - sum(paid.values())),
        credits=field.credits(choice.candidate) if groups else None,
        groups=groups,
        after=tuple(_before(choices, found, number)),
        languages=course.languages,
        mode=course.mode,
    )


def _before(choices: Sequence[Choice], found: Schedule, number: int) -> Sequence[str]:
    """Return the steps that must come before one."""
    mine, start = choices[number].candidate, found.taken[number].start
    return [
        choices[other].candidate.course.offer.id
        for other, when in sorted(found.taken.items())
        if other != number
        and when.end < start
        and not choices[other].candidate.facts.things.isdisjoint((*mine.needs, *mine.order))
    ]


def _totals(field: Field, found: Schedule, steps: tuple[PlanStep, ...]) -> Totals:
    start, end = min(one.start for one in steps), max(one.end for one in steps)
    weeks: dict[int, Fraction] = {}
    for each in found.taken.values():
        _add(weeks, each)
    system = field.whole.boxes[0].system
    fee = sum((one.fee for one in steps), Fraction(0))
    to_pay = sum((one.to_pay for one in steps), Fraction(0))
    return Totals(
        start=start,
        end=end,
        weeks=Fraction((end - start) // timedelta(days=1) + 1, 7),
        hours=sum((one.hours for one in steps), Fraction(0)),
        most_hours_per_week=max(weeks.values()),
        credits=sum((one.credits or Fraction(0) for one in steps), Fraction(0)) if system else None,
        system=system,
        fee=fee,
        funded=fee - to_pay,
        to_pay=to_pay,
        currency=field.catalogue.currency,
    )


def _add(weeks: dict[int, Fraction], option: Option) -> None:
    for week, load in option.loads.items():
        weeks[week] = weeks.get(week, Fraction(0)) + load
