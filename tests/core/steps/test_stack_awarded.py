"""Pathways nest: an award that is held already stands for its group, and never beside its parts."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.model import Holding, Part, StackResult
from mintmark.steps.stack import evaluate
from stack_samples import AS_OF, held, rule, url

INNER = f"""
id: https://example.org/inner
title: Baker
decided_by: {{name: School of Bread}}
system: ECTS
awards: {url("baker")}
requirements: [{{id: total, at_least: 15}}]
groups: [{{id: core, requirements: [{{id: bread, count: things, things: [{url("bread")}]}}]}}]
"""
NESTED = """
requirements: [{id: total, at_least: 30}]
groups:
  - {id: baker, rule: inner.yaml}
  - {id: rest, requirements: [{id: any, at_least: 10}]}
"""
RULE = rule(NESTED, {"inner.yaml": INNER})
BREAD, CAKE = held("bread", 10), held("cake", 5)
REST = held("rest", 15)


def made_of(one: Holding, *parts: Holding) -> Holding:
    """Return a holding whose award names these as its parts."""
    named = tuple(Part(id=url(part.id), digest="sha384-" + "A" * 64) for part in parts)
    assert one.award is not None
    return one.model_copy(update={"award": one.award.model_copy(update={"parts": named})})


def as_named(one: Holding) -> Holding:
    """Return a holding whose id is the address that a part has."""
    return one.model_copy(update={"id": url(one.id)})


def stack(*holdings: Holding, of: Any = RULE, **options: Any) -> StackResult:
    return evaluate(of, [as_named(one) for one in holdings], as_of=AS_OF, **options)


def counted(result: StackResult) -> dict[str, tuple[str, ...]]:
    return {
        one.credential.rpartition("/")[2]: one.groups for one in result.credentials if one.counts
    }


def why_not(result: StackResult, name: str) -> str | None:
    return next(one.code for one in result.credentials if one.credential == url(name))


BAKER = made_of(held("baker", 15), BREAD, CAKE)


def test_a_held_award_stands_for_its_whole_group():
    result = stack(BAKER, REST)
    assert (result.verdict, result.proven) == ("met", True)
    assert counted(result) == {"baker": ("all", "all/baker"), "rest": ("all", "all/rest")}
    (asked,) = (one for one in result.requirements if one.group == "all/baker")
    assert (asked.id, asked.met, asked.by) == ("awarded", True, (url("baker"),))
    assert "Baker is awarded already and stands for baker." in result.notes
    total = next(one for one in result.requirements if one.id == "total")
    assert total.got == 30


def test_without_it_the_group_asks_for_all_of_its_own():
    assert stack(BREAD, CAKE, held("rest", 15)).verdict == "met"
    assert stack(BREAD, REST).verdict == "not-met"
    other = made_of(held("butcher", 15))
    assert stack(other, REST).verdict == "not-met"


def test_an_award_that_gives_fewer_credits_stands_all_the_same_and_its_credits_count():
    small = made_of(held("baker", 5))
    result = stack(small, REST)
    assert result.verdict == "not-met"
    (missing,) = result.missing
    assert (missing.group, missing.credits) == ("all", 10)
    assert stack(small, held("rest", 25)).verdict == "met"


def test_award_and_parts_do_not_count_twice():
    result = stack(BAKER, BREAD, CAKE, held("rest", 10))
    assert result.verdict == "not-met"
    assert why_not(result, "bread") == why_not(result, "cake") == "stack.part-counts"
    (total,) = (one for one in result.requirements if (one.group, one.id) == ("all", "total"))
    assert total.got == 25
    unrelated = made_of(held("baker", 15))
    assert stack(unrelated, BREAD, CAKE, held("rest", 10)).verdict == "met"


def test_a_part_counts_once_without_nesting_too():
    flat = rule("requirements: [{id: total, at_least: 20}]")
    assert stack(BAKER, BREAD, CAKE, of=flat).verdict == "not-met"
    assert stack(made_of(held("baker", 15)), BREAD, CAKE, of=flat).verdict == "met"


def test_a_part_of_a_part_counts_once():
    inner = made_of(held("half", 10), BREAD)
    outer = made_of(held("baker", 15), inner)
    flat = rule("requirements: [{id: total, at_least: 20}]")
    assert stack(outer, inner, BREAD, of=flat).verdict == "not-met"
    assert stack(outer, BREAD, of=flat).verdict == "met"  # what lies between is not held


def test_overlap_that_is_allowed_does_not_allow_that():
    flat = rule("overlap: allowed\nrequirements: [{id: total, at_least: 20}]")
    assert stack(BAKER, BREAD, CAKE, of=flat).verdict == "not-met"


def test_where_the_award_does_not_help_its_parts_may():
    """With the award the total is not reached; its parts are worth more."""
    small = made_of(held("baker", 5), BREAD, CAKE)
    result = stack(small, BREAD, CAKE, held("rest", 15))
    assert result.verdict == "met"
    assert set(counted(result)) == {"bread", "cake", "rest"}
    assert why_not(result, "baker") is not None


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"standing": "not-valid", "code": "status.revoked"}, "not-met"),
        ({"standing": "unchecked", "code": "fetch.not-at-hand"}, "cannot-tell"),
        ({"valid_until": "2020-01-01T00:00:00Z"}, "not-met"),
    ],
)
def test_an_award_that_does_not_hold_stands_for_nothing(changes, verdict):
    given = Holding.model_validate(BAKER.model_dump() | changes)
    assert stack(given, REST).verdict == verdict


def test_an_award_that_counts_elsewhere_stands_for_nothing():
    assert stack(BAKER, REST, counted=[url("baker")]).verdict == "not-met"


def test_a_group_may_name_its_award_itself():
    named = rule(
        f"""
names: [{{id: baker, url: {url("baker")}, title: Baker}}]
groups:
  - {{id: core, awards: baker, requirements: [{{id: total, at_least: 100}}]}}
"""
    )
    assert named.groups[0].awards == url("baker")
    assert stack(BAKER, of=named).verdict == "met"
    with pytest.raises(DraftProblems) as caught:
        rule("groups: [{id: core, awards: backer, requirements: [{id: total, at_least: 1}]}]")
    assert [one.code for one in caught.value.problems] == ["stack.unknown-reference"]


def test_several_awards_stand_for_several_groups():
    body = "groups:\n" + "".join(
        f"  - {{id: g{n}, awards: {url(f'a{n}')}, requirements: [{{id: t, at_least: 50}}]}}\n"
        for n in range(5)
    )
    several = rule(body)
    assert stack(*(held(f"a{n}", 5) for n in range(5)), of=several).verdict == "met"
    assert stack(*(held(f"a{n}", 5) for n in range(4)), of=several).verdict == "not-met"


HOLDINGS = (BAKER, BREAD, CAKE, held("rest", 10))


@pytest.mark.parametrize("order", list(permutations(HOLDINGS))[::5])
def test_the_order_in_which_they_come_makes_no_difference(order):
    assert stack(*order) == stack(*HOLDINGS)


@given(st.sets(st.sampled_from(range(5))), st.integers(5, 20))
@settings(max_examples=25, deadline=None)
def test_an_award_and_a_part_of_it_never_count_together(chosen, credits):
    pool = (made_of(held("baker", credits), BREAD, CAKE), BREAD, CAKE, REST, held("more", 10))
    result = stack(*(pool[n] for n in sorted(chosen)))
    names = set(counted(result))
    assert "baker" not in names or not names & {"bread", "cake"}
    total = sum(one.credits or 0 for one in result.credentials if one.counts)
    assert next(one.got for one in result.requirements if one.group == "all") == total
