"""One run or two, and members left out first, come to the same as each aim by itself."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from core.steps.test_stack_laws import WHERE, holdings, program_of, requirements
from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.errors import RulebookError
from mintmark.model import StackRule
from mintmark.steps.stack import aims, evaluate, solver
from mintmark.steps.stack.allocation import Allocation, kept
from mintmark.steps.stack.narrowing import narrowed
from mintmark.steps.stack.program import Program
from stack_in_turn import InTurn
from stack_samples import AS_OF, held, rule, url

NAMES = f"""
names:
- {{id: a, url: '{url("a")}', credits: 5}}
- {{id: c, url: '{url("c")}', credits: 2}}
"""


@st.composite
def group(draw, name: str, depth: int) -> str:
    where = draw(WHERE)
    inner = [draw(group(f"{name}{n}", depth - 1)) for n in range(draw(st.integers(0, depth)))]
    system = draw(st.sampled_from(["", "system: NZQCF, "]))
    return (
        f"{{id: g{name}, {f'where: {where}, ' if where else ''}{system}"
        f"shared: {draw(st.sampled_from(['true', 'false']))}, "
        f"{draw(requirements(2))}, groups: [{', '.join(inner)}]}}"
    )


@st.composite
def wide_rules(draw) -> StackRule:
    """Return a rule with groups in groups, limits, clashes, an order and names with credits."""
    groups = [draw(group(str(n), 2)) for n in range(draw(st.integers(0, 2)))]
    order = draw(st.sampled_from(["", f"order: [{{thing: '{url('b')}', after: ['{url('a')}']}}]"]))
    overlap = draw(st.sampled_from(["whole", "part", "allowed"]))
    body = (
        f"{draw(st.sampled_from(['', NAMES]))}\nshared: {draw(st.sampled_from(['true', 'false']))}\n"
        f"overlap: {overlap}\n{order}\ngroups: [{', '.join(groups)}]\n{draw(requirements(4))}"
    )
    try:
        return rule(body)
    except DraftProblems:
        reject()


def values(program: Program, found: Allocation, *, ideal: bool) -> tuple[int, ...]:
    """Return what an allocation comes to, aim by aim."""
    sizes = [program.size(number) for number in range(len(program.boxes))]
    times = math.lcm(*(size.denominator for size in sizes))
    named = sum(
        program.named.get((box, url), 0) for box, urls in enumerate(found.things) for url in urls
    )
    missing = sum(int(one * size * times) for one, size in zip(found.credits, sizes, strict=True))
    count = sum(found.numbers) + sum(map(len, found.things))
    if ideal:
        where = [sum(n * one for n, one in enumerate(o)) for o in (found.credits, found.numbers)]
        return (missing + named * times, count, named, *where)
    whole = found.taken[0]
    places = sum(number * len(one) for number, one in enumerate(found.taken))
    unmet = found.met.count(False)
    return unmet, missing + named * times, count, len(whole), sum(whole), places


def stands(program: Program, found: Allocation) -> bool:
    """Whether an allocation keeps limits, clashes and groups."""
    for number, box in enumerate(program.boxes):
        inner = [found.taken[one] for one in program.inside(number)]
        once = box.group.shared or sum(map(len, inner)) == len(frozenset().union(*inner))
        if not (found.taken[number] <= set(box.members)) or not once:
            return False
        if not all(one <= found.taken[number] for one in inner):
            return False
    return all(kept(row, found.taken[row.group]) for row in program.limits) and all(
        len(found.taken[0] & set(same)) < 2 for same in program.clashes
    )


@pytest.mark.parametrize("room", [1, 2**12, aims.ROOM])
@settings(max_examples=100, deadline=None)
@given(one=wide_rules(), held_ones=holdings(9))
def test_the_same_as_each_aim_by_itself(room, one, held_ones):
    program = program_of(one, held_ones)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "folded", lambda made: aims.folded(made, room))
        found = solver.allocate(program)
        assert found is not None
        assert found.proven
        assert found.settled
        assert stands(program, found)
        assert values(program, found, ideal=False) == InTurn(program, ideal=False).values()
        lacking = InTurn(program, ideal=True).values()
        if lacking is None:
            with pytest.raises(RulebookError):
                solver.complete(program)
        else:
            gap = solver.complete(program)
            assert gap is not None
            assert values(program, gap, ideal=True) == lacking


@settings(max_examples=100, deadline=None)
@given(one=wide_rules(), held_ones=holdings(9))
def test_who_is_left_out_first_changes_nothing(one, held_ones):
    program = program_of(one, held_ones)
    fewer = narrowed(program)
    assert InTurn(fewer, ideal=False).values() == InTurn(program, ideal=False).values()
    assert InTurn(fewer, ideal=True).values() == InTurn(program, ideal=True).values()


def test_an_older_twin_that_adds_as_much_is_enough():
    body = "requirements: [{id: r, at_least: 5}]\noverlap: whole"
    twins = [held("old", of="a", on="2024-01-01"), held("new", of="a", on="2025-01-01")]
    assert narrowed(program_of(rule(body), twins)).boxes[0].members == (0,)
    better = [held("old", 3, of="a", on="2024-01-01"), held("new", 5, of="a", on="2025-01-01")]
    assert narrowed(program_of(rule(body), better)).boxes[0].members == (0, 1)
    limited = body.replace("}]", "}, {id: l, at_most_share: 0.5, where: {score: 0.5}}]")
    spared = [held("old", of="a", on="2024-01-01", score="1"), held("new", of="a", score="0.1")]
    assert narrowed(program_of(rule(limited), spared)).boxes[0].members == (0, 1)


def test_sums_keep_the_order_of_their_aims():
    """Two numbers from 0 to 3 and one from 0 to 9: the sum orders them as they stand."""
    made = [(a, b, c) for a in range(4) for b in range(4) for c in range(10)]
    for room in (1, 4, 16, 40, 2**30):

        def sums(one: tuple[int, int, int], room: int = room) -> list[int]:
            bounds = zip(one, (3, 3, 9), strict=True)
            return [s.whole for s in aims.folded([aims.Aim(v, most) for v, most in bounds], room)]

        assert sorted(made, key=sums) == made
    assert list(aims.folded([aims.Aim(0, 0), aims.Aim(0, 0)])) == []


@settings(max_examples=60, deadline=None)
@given(one=wide_rules(), held_ones=holdings(9), effort=st.floats(0, 3e-4))
def test_what_is_found_in_little_time_stands_and_claims_no_more(one, held_ones, effort):
    program = program_of(one, held_ones)
    best, found = solver.allocate(program), solver.allocate(program, effort)
    assert best is not None
    if found is None:
        return
    assert stands(program, found)
    ours, theirs = (values(program, each, ideal=False) for each in (found, best))
    assert ours == theirs or (ours > theirs and not found.proven)
    assert ours[0] == theirs[0] or not found.settled


def test_a_large_rule_in_little_time_is_the_best_so_far():
    pools = ", ".join(
        f"{{id: g{n}, where: {{things: [{', '.join(url(f'a{m}') for m in range(n, 40, 3))}]}}, "
        "requirements: [{id: r, at_least: 9}, {id: l, at_most_share: 0.4, where: {score: 0.7}}]}"
        for n in range(6)
    )
    body = f"requirements: [{{id: t, at_least: 90}}]\ngroups: [{pools}]"
    many = [held(f"a{n}", n % 7 + 1, score=f"0.{n % 10}") for n in range(40)]
    soon = evaluate(rule(body), many, as_of=AS_OF, effort=3e-3)
    late = evaluate(rule(body), many, as_of=AS_OF)
    assert (soon.proven, late.proven) == (False, True)
    assert any("best found so far" in note for note in soon.notes)
    assert not any("Time ran out" in note for note in late.notes)
    assert sum(one.counts for one in soon.credentials) > 0
