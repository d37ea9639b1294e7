"""The planner against brute force, and what holds for every catalogue and every wish."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.model import Fund, Holding, StackRule, Wishes
from mintmark.steps.stack.planning import Catalogue, plan, scheduling
from mintmark.steps.stack.planning.bounding import solve
from mintmark.steps.stack.planning.catalogue import Course
from mintmark.steps.stack.planning.field import Candidate, Field
from mintmark.steps.stack.planning.money import bill
from mintmark.steps.stack.planning.options import Option
from mintmark.steps.stack.planning.pruning import choices, possible
from mintmark.steps.stack.planning.scheduling import Task, schedule
from mintmark.steps.stack.program import Program
from plan_samples import catalogue, offered
from stack_samples import AS_OF, GUILD, SCHOOL, held, rule, url

STARTS = ("2026-06-08", "2026-06-15", "2026-07-01", "2026-07-27", "2026-09-03")
NAMES = ("a", "b", "c", "d")
Value = tuple[Fraction, ...]

RULES = (
    "requirements: [{id: total, at_least: 8}]",
    "requirements: [{id: total, at_least: 6}, {id: two, count: credentials, at_least: 2}]",
    f"requirements: [{{id: all, count: things, things: ['{url('a')}', '{url('s')}']}}]",
    "requirements: [{id: total, at_least: 6}, {id: high, at_least: 3,"
    " where: {level: {framework: EQF, at_least: '6'}}}]",
    f"requirements: [{{id: total, at_least: 8}}, {{id: home, at_least_share: 0.5,"
    f" where: {{awarded_by: ['{SCHOOL}']}}}}]",
    f"requirements: [{{id: total, at_least: 7}}]\ngroups: [{{id: core, where: {{things: "
    f"['{url('a')}', '{url('b')}']}}, requirements: [{{id: r, at_least: 3}}]}},"
    " {id: rest, requirements: [{id: r, at_least: 3}, {id: m, at_most: 6}]}]",
    f"overlap: part\norder: [{{thing: '{url('b')}', after: ['{url('a')}']}}]\n"
    f"requirements: [{{id: total, at_least: 8}}]",
)


@st.composite
def catalogues(draw: Any, most: int = 5) -> Catalogue:
    entries = []
    for number in range(draw(st.integers(3, most))):
        name = f"o{number}"
        of = draw(st.sampled_from(NAMES))
        funded = draw(st.sampled_from([(), ("grant",), ("account",), ("grant", "account")]))
        entries.append(
            offered(
                name,
                draw(st.sampled_from([0, 100, 100, 250])),
                of=of,
                credits={"a": 3, "b": 5, "c": 5, "d": 4}[of],
                hours=draw(st.sampled_from([40, 60, 80])),
                start=draw(st.sampled_from([*STARTS, STARTS[1:4:2], None])),
                duration=draw(st.sampled_from(["P1W", "P4W", "P1M"])),
                level={"a": "EQF:5", "b": "EQF:6", "c": None, "d": "EQF:6"}[of],
                by=GUILD if of == "c" else SCHOOL,
                skills={"a": (), "b": ("s", "t"), "c": ("s",), "d": ()}[of],
                requires=draw(st.sampled_from([(), (url("a"),)])) if of > "a" else (),
                languages=draw(st.sampled_from([(), (), ("en",), ("de",)])),
                funded_by=[{"fund": one, "share": Decimal("0.5")} for one in funded],
            )
        )
    return catalogue(*entries)


@st.composite
def wishes(draw: Any) -> Wishes:
    funds = [Fund(id="grant")] if draw(st.booleans()) else []
    if draw(st.booleans()):
        funds.append(Fund(id="account", balance=Decimal(60)))
    return Wishes(
        goal=draw(st.sampled_from(["cheapest", "shortest", "quickest"])),
        by=draw(st.sampled_from([None, None, None, date(2026, 9, 15)])),
        max_cost=draw(st.sampled_from([None, None, None, Decimal(250)])),
        max_hours=draw(st.sampled_from([None, None, None, Decimal(160)])),
        hours_per_week=draw(st.sampled_from([None, None, Decimal(30), Decimal(60)])),
        languages=draw(st.sampled_from([(), (), ("en",)])),
        funds=tuple(funds),
    )


HOLDINGS = st.sampled_from([[], [held("old", 3, of="x")], [held("old-a", 3, of="a")]])


# ------------------------------------------------------------------------------ brute force


def times(course: Course, limited: bool) -> list[Option]:
    offer = course.offer
    if offer.any_time:
        days = [AS_OF + timedelta(weeks=n) for n in range(20 if limited else 1)]
    else:
        days = [date.fromisoformat(run.start) for run in offer.runs]
    made = []
    for day in days:
        if course.duration == "P1M":
            month = day.month + 1
            last = date(day.year, month, min(day.day, 30)) - timedelta(days=1)
        else:
            last = day + timedelta(weeks=int(str(course.duration)[1])) - timedelta(days=1)
        made.append(Option(day, last, course.hours, None, None))
    return made


def counts(program: Program) -> bool:
    """Say whether some way of counting meets everything."""
    inner = range(1, len(program.boxes))
    ways = [
        [frozenset[int](), frozenset({0})]
        + [frozenset({0, box}) for box in inner if member in program.boxes[box].members]
        for member in program.boxes[0].members
    ]
    for choice in itertools.product(*ways):
        taken = [
            {m for m, where in zip(program.boxes[0].members, choice, strict=True) if box in where}
            for box in range(len(program.boxes))
        ]
        if all(_kept(row, taken[row.group]) for row in program.rows) and all(
            len(taken[0] & set(same)) < 2 for same in program.clashes
        ):
            return True
    return False


def _kept(row: Any, taken: set[int]) -> bool:
    if row.sets:
        return sum(bool(taken & set(one)) for one in row.sets.values()) >= row.bound
    total = sum(weight for n, weight in row.weights.items() if n in taken)
    return total >= row.bound if row.floor else total <= row.bound


def brute(
    one: StackRule, holdings: Sequence[Holding], offers: Catalogue, wished: Wishes
) -> dict[str, Value]:
    """Return the best of each measure order; empty where there is no plan."""
    field = Field(one, holdings, offers, AS_OF)
    best: dict[str, Value] = {}
    for size in range(1, len(field.candidates) + 1):
        for some in itertools.combinations(field.candidates, size):
            if not _affordable(some, wished) or not _met(field, some):
                continue
            for value in _schedules(field, some, wished):
                for goal, order in ORDERS.items():
                    ranked = (*(value[n] for n in order), Fraction(size))
                    if goal not in best or ranked < best[goal]:
                        best[goal] = ranked
    return best


ORDERS = {"cheapest": (0, 1, 2), "quickest": (1, 0, 2), "shortest": (2, 0, 1)}


def _affordable(some: Sequence[Candidate], wished: Wishes) -> bool:
    hours = sum(one.course.hours for one in some)
    if wished.max_hours is not None and hours > wished.max_hours:
        return False
    if wished.languages and any(
        one.course.languages and "en" not in one.course.languages for one in some
    ):
        return False
    return wished.max_cost is None or _cost(some, wished) <= wished.max_cost


def _cost(some: Sequence[Candidate], wished: Wishes) -> Fraction:
    bills = [bill(one.course, wished.funds) for one in some]
    drawn = sum(min(one.rest, sum(one.caps.values())) for one in bills)
    return Fraction(sum(one.rest for one in bills) - min(60_000, drawn), 1000)


def _met(field: Field, some: Sequence[Candidate]) -> bool:
    return counts(field.program(some))


def _schedules(field: Field, some: Sequence[Candidate], wished: Wishes) -> Iterator[Value]:
    limited = wished.hours_per_week is not None or any(one.needs or one.order for one in some)
    for at in itertools.product(*(times(one.course, limited) for one in some)):
        pairs = list(zip(some, at, strict=True))
        if wished.by and any(when.end > wished.by for when in at):
            continue
        if not all(_in_order(one, when, pairs) for one, when in pairs):
            continue
        if wished.hours_per_week is not None and _fullest(at) > wished.hours_per_week:
            continue
        end = max(when.end for when in at).toordinal()
        hours = sum((one.course.hours for one in some), Fraction(0))
        yield _cost(some, wished), Fraction(end), hours


def _in_order(one: Candidate, when: Option, pairs: Sequence[tuple[Candidate, Option]]) -> bool:
    before = all(
        any(thing in other.facts.things and its.end < when.start for other, its in pairs)
        for thing in one.needs
    )
    # A rule's order binds what counts; here everything in a smallest plan counts or is required.
    return before and all(
        any(thing in other.facts.things and its.end <= when.end for other, its in pairs)
        for thing in one.order
    )


def _fullest(at: Sequence[Option]) -> Fraction:
    weeks: dict[int, Fraction] = {}
    for one in at:
        day = one.start
        while day <= one.end:
            week = day.isocalendar()[0] * 100 + day.isocalendar()[1]
            weeks[week] = weeks.get(week, Fraction(0)) + one.hours / one.days
            day += timedelta(days=1)
    return max(weeks.values())


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RULES), HOLDINGS, catalogues(), wishes())
def test_nothing_beats_the_plan(body, holdings, offers, wished):
    one = rule(body)
    found = plan(one, holdings, offers, wished, as_of=AS_OF)
    if found.verdict == "nothing-needed":
        return
    best = brute(one, holdings, offers, wished)
    assert (found.verdict == "planned") == bool(best)
    for each in (found.plan, *found.alternatives):
        if each is not None and not each.next_best:
            whole = each.totals
            measured = (whole.to_pay, Fraction(whole.end.toordinal()), whole.hours)
            ranked = (*(measured[n] for n in ORDERS[each.goal]), Fraction(len(each.steps)))
            assert ranked == best[each.goal]
            assert each.proven
            assert each.result.verdict == "met"


# ------------------------------------------------------------------------------ leaving out

MORE_RULES = (
    "requirements: [{id: total, at_least: 14}]",
    "requirements: [{id: total, at_least: 12}, {id: high, at_least: 5,"
    " where: {level: {framework: EQF, at_least: '6'}}}]",
    f"requirements: [{{id: total, at_least: 15}}, {{id: home, at_least_share: 0.6,"
    f" where: {{awarded_by: ['{SCHOOL}']}}}}]",
    "groups: [{id: one, requirements: [{id: r, at_least: 5}]},"
    " {id: two, requirements: [{id: r, at_least: 9}, {id: m, at_most: 12}]}]",
)


@st.composite
def crowds(draw: Any) -> Catalogue:
    """Many offers that do much the same for a rule."""
    entries = [
        offered(
            f"o{number:02}",
            draw(st.sampled_from([0, 100, 150, 200, 300])),
            of=draw(st.sampled_from([f"x{number}", "twin"])),
            credits=draw(st.sampled_from([4, 5])),
            hours=draw(st.sampled_from([40, 60, 80])),
            start=draw(st.sampled_from([*STARTS, None])),
            duration=draw(st.sampled_from(["P1W", "P4W"])),
            level=draw(st.sampled_from([None, "EQF:6"])),
            by=draw(st.sampled_from([SCHOOL, GUILD])),
            requires=draw(st.sampled_from([(), (), (), ("o00",)])) if number else (),
        )
        for number in range(draw(st.integers(6, 14)))
    ]
    return catalogue(*entries)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MORE_RULES), crowds(), wishes())
def test_leaving_out_what_is_beaten_loses_nothing(body, offers, wished):
    field = Field(rule(body), [], offers, AS_OF)
    some = Task(field, choices(field, wished, wished, ordered=True), wished)
    every = Task(field, list(possible(field, wished, wished)), wished)
    for order in scheduling.ORDERS.values():
        found, among = solve(some, order, 10, loose=wished.hours_per_week is None)
        best = schedule(every, order, 10)
        assert len(among) <= len(every.choices)
        assert (found and (found.values, len(found.taken))) == (
            best and (best.values, len(best.taken))
        )
