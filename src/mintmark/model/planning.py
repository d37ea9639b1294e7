"""Planning: what is on offer, what the learner wishes, and the plan that comes of it.

An offer is one way to come to one achievement: when it starts, what it costs, what comes before
it. A plan is a set of offers, each with its dates, that completes a stack rule.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mintmark.model.base import Amount, Day, Duration, Iri, Language, Line, LocalId, Noun, no_twins
from mintmark.model.base import Share as ShareOfOne
from mintmark.model.holding import StackResult
from mintmark.model.standing import Price
from mintmark.model.text import Text

Goal = Literal["cheapest", "shortest", "quickest"]
"""The least to pay, the fewest hours of study, or the earliest end."""

Mode = Literal["online", "onsite", "blended", "work-experience", "volunteering", "self-study"]
"""The form of participation (EU standard element 10)."""

Money = Annotated[Decimal, Field(ge=0, le=Decimal(10_000_000))]
"""An amount of money; what is finer than a thousandth of the currency's unit is cut off."""


# ------------------------------------------------------------------------------ what is on offer


class Run(Noun):
    """One time that an offer takes place."""

    start: Day
    """Its first day."""
    end: Day | None = None
    """Its last day, on which it is awarded; without it the offer's duration after the start."""
    apply_by: Day | None = None
    """The last day to apply."""
    places: Annotated[Decimal, Field(ge=0, le=1_000_000)] | None = None
    """How many places are left; nothing said means that there are some."""

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"end: must not be before the start, {self.start!r}")
        if self.places is not None and self.places % 1:
            raise ValueError("places: must be a whole number")
        return self


class Funding(Noun):
    """What a fund, a grant or a learning account pays of an offer's fee."""

    fund: LocalId
    """The fund's short name; it pays for learners who are entitled to it."""
    share: ShareOfOne | None = None
    """The share of the fee that it pays: 0.9 is 90 %."""
    amount: Money | None = None
    """The amount that it pays, at most the fee."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.share is None) == (self.amount is None):
            raise ValueError("must have either a share or an amount")
        return self


class Offer(Noun):
    """One way to come to one achievement."""

    id: LocalId
    """A short name, unique in the catalogue."""
    achievement: Line
    """What it leads to: the name of the achievement's draft, a file beside this one."""
    url: Iri | None = None
    """Where it is described, and where to apply."""
    runs: tuple[Run, ...] = ()
    """When it takes place."""
    any_time: bool = False
    """Whether it can be begun on any day."""
    duration: Duration | None = None
    """How long it takes by the calendar; without it as long as the achievement's workload says."""
    hours: Amount | None = None
    """Hours of study in all; without it as many as the achievement's workload says."""
    fee: Price | None = None
    """What it costs; without it as much as the achievement says, and else nothing."""
    funded_by: tuple[Funding, ...] = ()
    """Who pays which part of the fee."""
    languages: tuple[Language, ...] = ()
    """The languages it is taught in; without it those of the achievement."""
    mode: Mode | None = None
    """The form of participation; without it that of the achievement."""
    requires: tuple[Line, ...] = ()
    """What must be awarded before it starts, all of it: achievements, outcomes or skills by
    address, or other offers of the catalogue by id (their achievement, wherever it is had)."""

    @model_validator(mode="after")
    def _can_be_begun(self) -> Self:
        if self.any_time == bool(self.runs):
            raise ValueError("must have either runs or any_time: true")
        no_twins("runs.start", (run.start for run in self.runs))
        no_twins("funded_by.fund", (one.fund for one in self.funded_by))
        no_twins("requires", self.requires)
        return self


class Skill(Noun):
    """A skill or a piece of knowledge."""

    url: Iri
    """Its address, for example in ESCO."""
    title: Text
    """What it is called."""


class Occupation(Noun):
    """An occupation and the skills it takes: a target as ESCO describes it."""

    id: Iri
    """Its address."""
    title: Text
    """What it is called."""
    language: Language = "en"
    """The language of the plain texts in here."""
    essential: Annotated[tuple[Skill, ...], Field(min_length=1)]
    """The skills and the knowledge that it always takes."""
    optional: tuple[Skill, ...] = ()
    """Those that it may take; a plan does not ask for them."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        no_twins("essential.url", (one.url for one in self.essential))
        return self


# ------------------------------------------------------------------------------ what is wished


class Fund(Noun):
    """A fund, a grant or a learning account that the learner may use."""

    id: LocalId
    """Its short name, as the offers have it under ``funded_by``."""
    balance: Money | None = None
    """How much of it is left for this learner; nothing said means that there is no end to it."""


class Wishes(Noun):
    """What the learner wants and has: time, money, languages."""

    goal: Goal = "cheapest"
    """What matters most. Among plans as good in that: the cheapest, the quickest, the shortest,
    with the fewest offers."""
    begin: date | None = None
    """The first day of study; without it the day asked about."""
    by: date | None = None
    """The day by which everything is to be awarded."""
    max_cost: Money | None = None
    """The most that the learner can pay, what funds pay not counted."""
    max_hours: Amount | None = None
    """The most hours of study, all offers together."""
    hours_per_week: Amount | None = None
    """The most hours of study in any week."""
    languages: tuple[Language, ...] = ()
    """The languages that the learner can study in; any where nothing is said."""
    modes: tuple[Mode, ...] = ()
    """The forms of participation that suit; any where nothing is said."""
    funds: tuple[Fund, ...] = ()
    """The funds and accounts that the learner may use."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        no_twins("funds.id", (one.id for one in self.funds))
        return self


# ------------------------------------------------------------------------------ the plan


class Paid(Noun):
    """What one fund pays."""

    fund: str
    """The fund."""
    amount: Fraction
    """How much."""


class PlanStep(Noun):
    """One offer of a plan, with its dates."""

    offer: str
    """The offer's id."""
    achievement: Iri
    """What it leads to."""
    title: str
    """The achievement's title, in the rule's language where it has that."""
    provider: str
    """Who teaches it: the provider, or else the issuer."""
    url: str | None = None
    """Where to apply."""
    apply_by: date | None = None
    """The last day to apply."""
    start: date
    """The first day."""
    end: date
    """The last day, on which it is awarded."""
    hours: Fraction
    """Hours of study in all."""
    hours_per_week: Fraction
    """Hours of study in each week of it."""
    fee: Fraction
    """The fee."""
    paid_by: tuple[Paid, ...] = ()
    """What funds pay of it."""
    to_pay: Fraction
    """What is left for the learner to pay."""
    credits: Fraction | None = None
    """The credits that it counts in the rule's system; None where it does not count."""
    groups: tuple[str, ...] = ()
    """The groups of the rule it counts in, by path: ``all``, ``all/core``; none where it is there
    only because others require it."""
    after: tuple[str, ...] = ()
    """The steps, by offer, that must come before it."""
    languages: tuple[str, ...] = ()
    """The languages it is taught in."""
    mode: str | None = None
    """The form of participation."""


class Totals(Noun):
    """A plan as a whole."""

    start: date
    """The first day of the first step."""
    end: date
    """The last day of the last."""
    weeks: Fraction
    """How many weeks that is."""
    hours: Fraction
    """Hours of study in all."""
    most_hours_per_week: Fraction
    """Hours of study in the fullest week."""
    credits: Fraction | None = None
    """The credits that the steps add, in the rule's system; None where it has none."""
    system: str | None = None
    """The rule's credit system."""
    fee: Fraction
    """All fees."""
    funded: Fraction
    """What funds pay of them."""
    to_pay: Fraction
    """What is left for the learner to pay."""
    currency: str | None = None
    """The currency; None where nothing costs anything."""


class Plan(Noun):
    """Offers with their dates that complete the rule."""

    goal: Goal
    """What it is the best in."""
    next_best: bool = False
    """Whether it is the best that takes other offers than the plan before it."""
    proven: bool
    """Whether no plan is better; else it is the best found so far."""
    steps: tuple[PlanStep, ...]
    """What to take, in the order of the starts."""
    totals: Totals
    """The plan as a whole."""
    result: StackResult
    """What the rule says on the last day, if all of it is passed."""


class Relaxation(Noun):
    """What would have to give so that there is a plan."""

    wish: Literal[
        "max_cost", "by", "max_hours", "hours_per_week", "languages", "modes", "prerequisites"
    ]
    """The wish that is in the way, or that offers ask for something before them."""
    given: str
    """What it is, in words: ``700 EUR``."""
    needed: str
    """The least that it has to be: ``900 EUR``, ``2027-03-01``."""
    offers: tuple[str, ...] = ()
    """The offers that are meant, where it is one of languages, modes and prerequisites."""
    words: str
    """The same as a sentence."""


class Reason(Noun):
    """Why there is no plan: one reason, complete in itself."""

    relax: tuple[Relaxation, ...] = ()
    """What would have to give, all of it together; empty where nothing the learner could wish
    otherwise makes a plan possible."""
    missing: tuple[str, ...] = ()
    """What no offer gives."""
    words: str
    """The same in words."""


class PlanResult(Noun):
    """The plan for a target, or why there is none. It entitles nobody to anything."""

    rule: str
    """The target's id: a stack rule or an occupation."""
    version: str
    """The rule's version."""
    title: str
    """The target's title."""
    as_of: date
    """The day asked about."""
    wishes: Wishes
    """What was wished."""
    verdict: Literal["planned", "nothing-needed", "infeasible", "cannot-tell"]
    """``nothing-needed`` where what is held is enough; ``cannot-tell`` where time ran out before
    there was a plan, or something that could not be checked would decide."""
    plan: Plan | None = None
    """The plan."""
    alternatives: tuple[Plan, ...] = ()
    """Other plans: the best for each other goal, and the next best one."""
    because: tuple[Reason, ...] = ()
    """Why there is no plan; each reason alone is enough to remove."""
    held: StackResult
    """How far what is held fulfils the rule."""
    decided_by: str
    """Who must decide whether the larger award is made."""
    offers: int
    """How many offers there were to choose from."""
    notes: tuple[str, ...] = ()
    """What the learner should know besides."""
