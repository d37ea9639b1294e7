"""Plan: which offers, when, complete a rule with the least money, study or time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mintmark.model import Goal, Holding, Plan, PlanResult, StackRule, Wishes
from mintmark.steps.stack.evaluation import evaluate
from mintmark.steps.stack.planning.bounding import solve
from mintmark.steps.stack.planning.catalogue import Catalogue
from mintmark.steps.stack.planning.field import Field
from mintmark.steps.stack.planning.pruning import Choice, choices
from mintmark.steps.stack.planning.reasons import reasons
from mintmark.steps.stack.planning.scheduling import ORDERS, OutOfTimeError, Schedule, Task
from mintmark.steps.stack.planning.telling import told
from mintmark.steps.stack.solver import EFFORT

_GOALS: tuple[Goal, ...] = ("cheapest", "quickest", "shortest")
_BEST = "Time ran out: this is the best plan found so far, and there may be a better one."
_GRADES = "The plan takes for granted that everything is passed, with the grades the rule asks for."
_NONE = "Time ran out before there was a plan; there may be one."


def plan(
    rule: StackRule,
    holdings: Iterable[Holding],
    catalogue: Catalogue,
    wishes: Wishes | None = None,
    *,
    as_of: date,
    counted: Collection[str] = (),
    alternatives: bool = True,
    effort: float = EFFORT,
) -> PlanResult:
    """Return the best set of offers that completes a rule, with dates, costs and reasons.

    The same catalogue, holdings and wishes give the same plan in whatever order they come. Of
    plans as good in the goal the cheapest is taken, then the one that ends first, then the one
    with the fewest hours, the fewest offers, the first by id, and the earliest starts. Of offers
    that do the same for the rule, one that is worse in nothing stands for those it beats.

    Args:
        rule: the rule, as ``read_rule`` gives it, or that of an occupation.
        holdings: what is held, each verified.
        catalogue: what is on offer.
        wishes: what the learner wants and has; without it the cheapest plan, without limits.
        as_of: the day asked about.
        counted: the ids of credentials that count towards another award.
        alternatives: whether other plans are wanted besides.
        effort: how long the solver may try each time that it looks for a plan, in deterministic
            time; about as many seconds.

    Raises:
        UsageError, LimitError, RulebookError: as ``evaluate`` does.
    """
    held = list(holdings)
    return _Planner(rule, held, catalogue, wishes or Wishes(), as_of, counted, effort).result(
        alternatives
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A schedule, and the choices that its numbers mean."""

    schedule: Schedule
    among: Sequence[Choice]

    @property
    def what(self) -> object:
        """What is taken, and when."""
        return sorted(
            (self.among[n].candidate.number, one.start, one.end)
            for n, one in self.schedule.taken.items()
        )


class _Planner:
    """One question and what is worked out for it."""

    def __init__(
        self,
        rule: StackRule,
        held: list[Holding],
        catalogue: Catalogue,
        wishes: Wishes,
        as_of: date,
        counted: Collection[str],
        effort: float,
    ) -> None:
        self._rule = rule
        self._wishes = wishes
        self._effort = effort
        self._catalogue = catalogue
        self._as_of = as_of
        self._counted = counted
        self._held = held
        self._before = evaluate(rule, held, as_of=as_of, counted=counted, effort=effort)
        self._notes: list[str] = []

    def result(self, alternatives: bool) -> PlanResult:
        """Return the plan, or why there is none."""
        if self._before.verdict == "met":
            return self._answer(verdict="nothing-needed")
        self._field = Field(self._rule, self._held, self._catalogue, self._as_of, self._counted)
        self._choices = choices(self._field, self._wishes, self._wishes, ordered=True)
        try:
            found = self._best(self._wishes.goal)
        except OutOfTimeError:
            self._notes.append(_NONE)
            return self._answer(verdict="cannot-tell")
        if found is None:
            because, notes = reasons(self._field, self._wishes, self._effort)
            self._notes += notes
            doubt = self._before.verdict == "cannot-tell"
            verdict = "cannot-tell" if doubt else "infeasible"
            return self._answer(verdict=verdict, because=because)
        best = self._told(found, self._wishes.goal)
        others = tuple(self._others(found)) if alternatives else ()
        sure = best.result.verdict == "met"
        return self._answer(
            verdict="planned" if sure else "cannot-tell", plan=best, alternatives=others
        )

    def _best(self, goal: Goal, without: tuple[frozenset[int], ...] = ()) -> _Found | None:
        task = Task(self._field, self._choices, self._wishes, without)
        loose = self._wishes.hours_per_week is None
        found, among = solve(task, ORDERS[goal], self._effort, loose=loose)
        return _Found(found, among) if found else None

    def _told(self, found: _Found, goal: Goal, *, next_best: bool = False) -> Plan:
        return told(self._field, found.among, found.schedule, goal, next_best=next_best)

    def _others(self, best: _Found) -> Iterable[Plan]:
        """Yield the best for each other goal, and the next best; each only where it differs."""
        seen = [best.what]
        for goal in _GOALS:
            found = None if goal == self._wishes.goal else self._tried(goal)
            if found is not None and found.what not in seen:
                seen.append(found.what)
                yield self._told(found, goal)
        numbers = frozenset(best.among[n].candidate.number for n in best.schedule.taken)
        following = self._tried(self._wishes.goal, (numbers,))
        if following is not None and following.what not in seen:
            yield self._told(following, self._wishes.goal, next_best=True)

    def _tried(self, goal: Goal, without: tuple[frozenset[int], ...] = ()) -> _Found | None:
        try:
            return self._best(goal, without)
        except OutOfTimeError:
            return None

    def _answer(self, **found: object) -> PlanResult:
        plan = found.get("plan")
        if isinstance(plan, Plan):
            self._notes += [] if plan.proven else [_BEST]
            self._notes.append(_GRADES)
        return PlanResult.model_validate(
            {
                "rule": self._rule.id,
                "version": self._rule.version,
                "title": self._before.title,
                "as_of": self._as_of,
                "wishes": self._wishes,
                "held": self._before,
                "decided_by": self._before.decided_by,
                "offers": len(self._catalogue.courses),
                "notes": (*self._notes, *self._doubts()),
                **found,
            }
        )

    def _doubts(self) -> Iterable[str]:
        """Yield what may be a slip of who asked, and what nobody could check and does not count."""
        if not self._catalogue.courses:
            yield "The catalogue has no offers."
        paying = {one.fund for each in self._catalogue.courses for one in each.offer.funded_by}
        for fund in self._wishes.funds:
            if fund.id not in paying:
                yield f"No offer of the catalogue is paid for by {fund.id}."
        unread = [one for one in self._held if one.standing == "unchecked"]
        for one in unread:
            name = one.achievement.title.best(self._rule.language) if one.achievement else one.id
            yield f"{name} could not be checked, so that the plan does without it."
