"""The allocator against brute force, and what holds for every rule and every holding."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.model import Holding, StackRule
from mintmark.steps.stack import evaluate
from mintmark.steps.stack.eligibility import eligible
from mintmark.steps.stack.facts import Facts
from mintmark.steps.stack.program import Program, make_program
from mintmark.steps.stack.solver import allocate, complete
from stack_samples import AS_OF, GUILD, SCHOOL, held, rule, url

THINGS = ("a", "b", "c", "d")
WHERE = st.sampled_from(
    [
        None,
        "{level: {framework: EQF, at_least: '6'}}",
        "{routes: [recognition-of-prior-learning]}",
        f"{{awarded_by: ['{SCHOOL}']}}",
        f"{{things: ['{url('a')}', '{url('b')}']}}",
        "{score: 0.5}",
    ]
)


@st.composite
def requirements(draw, most: int = 3) -> str:
    made = []
    for number in range(draw(st.integers(1, most))):
        where = draw(WHERE)
        kind = draw(
            st.sampled_from(["credits", "credits", "credentials", "things", "most", "share"])
        )
        filtered = f", where: {where}" if where else ""
        if kind == "credits":
            bound = f"at_least: {draw(st.integers(1, 12))}"
        elif kind == "credentials":
            bound = f"count: credentials, at_least: {draw(st.integers(1, 3))}"
        elif kind == "things":
            bound = f"count: things, things: ['{url('a')}', '{url('c')}'], at_least: 1"
        elif kind == "most":
            bound = f"at_most: {draw(st.integers(12, 20))}"
        else:
            name = draw(st.sampled_from(["at_most_share", "at_least_share"]))
            bound = f"{name}: {draw(st.sampled_from(['0.25', '0.5']))}"
            filtered = filtered or ", where: {score: 0.5}"
        made.append(f"{{id: r{number}, {bound}{filtered}}}")
    return f"requirements: [{', '.join(made)}]"


@st.composite
def rules(draw) -> StackRule:
    groups = [
        f"{{id: g{n}, {f'where: {w}, ' if w else ''}{draw(requirements(1))}}}"
        for n, w in enumerate(draw(st.lists(WHERE, max_size=2)))
    ]
    shared = draw(st.sampled_from(["true", "false"]))
    overlap = draw(st.sampled_from(["whole", "part", "allowed"]))
    inner = f"groups: [{', '.join(groups)}]\n" if groups else ""
    try:
        return rule(f"shared: {shared}\noverlap: {overlap}\n{inner}{draw(requirements())}")
    except DraftProblems as contradictory:
        known = {"stack.contradiction", "stack.nothing-asked"}
        assert {one.code for one in contradictory.problems} <= known
        reject()


@st.composite
def holdings(draw, most: int = 5) -> list[Holding]:
    count = draw(st.integers(0, most))
    return [
        held(
            f"h{number}",
            draw(st.sampled_from([1, 2, 3, 5, "2.5"])),
            system=draw(st.sampled_from(["ECTS", "ECTS", "NZQCF"])),
            of=draw(st.sampled_from(THINGS)) + draw(st.sampled_from(["", "x", "y"])),
            on=f"2025-0{draw(st.integers(1, 9))}-01",
            level=draw(st.sampled_from([None, "EQF:5", "EQF:6"])),
            by=draw(st.sampled_from([SCHOOL, GUILD])),
            score=draw(st.sampled_from([None, "0.4", "0.8"])),
            route=draw(st.sampled_from(["course", "recognition-of-prior-learning"])),
            skills=tuple(draw(st.sets(st.sampled_from("stu"), max_size=2))),
        )
        for number in range(count)
    ]


# ------------------------------------------------------------------------------ brute force


def program_of(one: StackRule, held_ones: list[Holding]) -> Program:
    facts = [Facts(h, AS_OF) for h in sorted(held_ones, key=lambda h: (h.award.awarded_on, h.id))]
    return make_program(one, facts, eligible(one, facts, frozenset()), AS_OF)


def placements(program: Program, member: int) -> Iterator[frozenset[int]]:
    """Yield the sets of groups that a member may be in: with each, the group around it."""
    inside = [n for n, box in enumerate(program.boxes) if n and member in box.members]
    for count in range(len(inside) + 1):
        for some in itertools.combinations(inside, count):
            if count < 2 or program.boxes[0].group.shared:
                yield frozenset({0, *some})


def brute(program: Program) -> tuple[int, ...]:
    """Return the best that there is: met, missing credits and numbers, size, ranks, places."""
    members = program.boxes[0].members
    options = [[frozenset[int](), *placements(program, m)] for m in members]
    best: tuple[int, ...] | None = None
    for choice in itertools.product(*options):
        taken = [
            {m for m, where in zip(members, choice, strict=True) if box in where}
            for box in range(len(program.boxes))
        ]
        if any(len(taken[0] & set(same)) > 1 for same in program.clashes):
            continue
        sums = [
            sum(w for m, w in row.weights.items() if m in taken[row.group]) for row in program.rows
        ]
        if any(not row.floor and s > row.bound for row, s in zip(program.rows, sums, strict=True)):
            continue
        value = score(program, taken, sums)
        if best is None or value < best:
            best = value
    assert best is not None
    return best


def score(program: Program, taken: list[set[int]], sums: list[int]) -> tuple[int, ...]:
    met, lacking, numbers = 0, [0] * len(taken), [0] * len(taken)
    things = [0] * len(taken)
    for row, total in zip(program.rows, sums, strict=True):
        if not row.floor:
            continue
        if row.sets:
            total = sum(bool(taken[row.group] & set(one)) for one in row.sets.values())
            things[row.group] = max(things[row.group], row.bound - total)
        elif row.unit == "credits":
            lacking[row.group] = max(lacking[row.group], row.bound - total)
        else:
            numbers[row.group] = max(numbers[row.group], row.bound - total)
        met += total >= row.bound
    # What is added inside a group counts in the group around it; a named thing is a credential.
    credits = max(lacking[0], sum(lacking[1:]))
    inner = sum(max(n, t) for n, t in zip(numbers[1:], things[1:], strict=True))
    count = max(numbers[0], things[0] + inner)
    ranks = sum(taken[0])
    places = sum(n * len(one) for n, one in enumerate(taken))
    return -met, credits, count, len(taken[0]), ranks, places


@settings(max_examples=150, deadline=None)
@given(rules(), holdings())
def test_nothing_beats_the_allocation(one, held_ones):
    program = program_of(one, held_ones)
    found = allocate(program)
    assert found is not None
    assert found.proven
    taken = [set(t) for t in found.taken]
    sums = [sum(w for m, w in row.weights.items() if m in taken[row.group]) for row in program.rows]
    assert all(row.floor or s <= row.bound for row, s in zip(program.rows, sums, strict=True))
    assert all(len(taken[0] & set(same)) < 2 for same in program.clashes)
    assert score(program, taken, sums) == brute(program)


@settings(max_examples=60, deadline=None)
@given(rules(), holdings(6), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(one, held_ones, dice: random.Random):
    first = evaluate(one, held_ones, as_of=AS_OF)
    shuffled = list(held_ones)
    dice.shuffle(shuffled)
    assert evaluate(one, shuffled, as_of=AS_OF) == first


@settings(max_examples=80, deadline=None)
@given(rules(), holdings(5), holdings(1))
def test_one_more_credential_never_unmeets_a_rule(one, held_ones, more):
    before = evaluate(one, held_ones, as_of=AS_OF)
    extra = [h.model_copy(update={"id": f"more-{h.id}"}) for h in more]
    after = evaluate(one, [*held_ones, *extra], as_of=AS_OF)
    if before.verdict == "met":
        assert after.verdict == "met"
    assert sum(m.credits for m in after.missing) <= sum(m.credits for m in before.missing)


@settings(max_examples=60, deadline=None)
@given(rules(), holdings(4))
def test_what_is_missing_is_never_more_than_what_is_short_today(one, held_ones):
    program = program_of(one, held_ones)
    found, gap = allocate(program), complete(program)
    assert found is not None
    assert gap is not None
    assert sum(gap.credits) <= sum(found.credits) + sum(
        row.bound for row in program.floors if row.unit == "credits"
    )
    if found.complete:
        assert not any(gap.credits)
        assert not any(gap.numbers)
        assert not any(gap.things)


def test_greedy_would_be_wrong_here():
    """The oldest fits both pools and the newest only one: whoever takes the first is stuck."""
    body = """
groups:
- {id: any, requirements: [{id: r, at_least: 5}]}
- {id: high, where: {level: {framework: EQF, at_least: '6'}}, requirements: [{id: r, at_least: 5}]}
"""
    both, one = held("both", level="EQF:6", on="2024-01-01"), held("one", on="2025-01-01")
    result = evaluate(rule(body), [both, one], as_of=date(2026, 1, 1))
    assert result.verdict == "met"
    assert {c.credential: c.groups[1:] for c in result.credentials} == {
        "both": ("all/high",),
        "one": ("all/any",),
    }
