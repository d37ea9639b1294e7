"""Each kind of rule, met and unmet; what counts, what does not, and why."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from mintmark.encoding.strict_yaml import DraftProblems
from mintmark.errors import LimitError, MintmarkError, RulebookError
from mintmark.model import Holding, StackResult
from mintmark.steps.stack import evaluate
from mintmark.steps.stack.asking import conditions
from mintmark.steps.stack.facts import later
from mintmark.steps.stack.words import span
from stack_samples import AS_OF, GUILD, HEAD, SCHOOL, held, rule, url

A, B, C = url("a"), url("b"), url("c")


def run(body: str, *holdings: Holding, **more) -> StackResult:
    return evaluate(rule(body), holdings, as_of=AS_OF, **more)


def verdict(body: str, *holdings: Holding) -> str:
    return run(body, *holdings).verdict


def counting(result: StackResult) -> set[str]:
    return {one.credential for one in result.credentials if one.counts}


def code(result: StackResult, name: str) -> str | None:
    return next(one.code for one in result.credentials if one.credential == name)


FIVE = "requirements: [{id: r, at_least: 5, where: {%s}}]"


def test_what_is_asked_of_single_credentials_is_told_in_words():
    asked = rule(
        f"""
names: [{{id: a, url: '{A}', title: Dough}}, {{id: b, url: '{B}', title: Ovens}}]
where: {{level: {{framework: EQF, at_least: '5'}}, within: P5Y}}
groups:
  - id: core
    where: {{things: ['{A}', '{B}']}}
    requirements: [{{id: r, at_least: 5}}]
    groups: [{{id: graded, where: {{graded: true}}}}, {{id: any}}]
order: [{{thing: '{B}', after: ['{A}', '{C}']}}]
"""
    )
    assert list(conditions(asked)) == [
        ("all", "only these count: at EQF 5 or above, and awarded in the last 5 years"),
        ("all/core", "only these: Dough; Ovens"),
        ("all/core/graded", "only these count: graded"),
        ("all", f"Ovens only after Dough; {C}"),
    ]
    assert list(conditions(rule("requirements: [{id: r, at_least: 5}]"))) == []


@pytest.mark.parametrize(
    ("where", "good", "bad"),
    [
        (f"things: ['{A}']", held("a"), held("b")),
        (f"things: ['{A}#o0']", held("a", skills=("s",)), held("b", skills=("s",))),
        (f"things: ['{url('bake')}']", held("x", skills=("bake",)), held("x", skills=("fry",))),
        (
            "level: {framework: EQF, at_least: '6'}",
            held("x", level="EQF:6"),
            held("x", level="EQF:5"),
        ),
        (
            "level: {framework: EQF, at_least: '6'}",
            held("x", level="NFQ:7"),
            held("x", level="NFQ:6"),
        ),
        (f"awarded_by: ['{SCHOOL}']", held("x"), held("x", by=GUILD)),
        (f"issued_by: ['{SCHOOL}']", held("x"), held("x", by=GUILD)),
        ("routes: [course]", held("x"), held("x", route="recognition-of-prior-learning")),
        ("graded: true", held("x", score="0.5"), held("x")),
        ("graded: false", held("x"), held("x", score="0.5")),
        ("score: 0.6", held("x", score="0.6"), held("x", score="0.59")),
        ("score: 0.6", held("x", score="0.6"), held("x")),
        ("within: P1Y", held("x", on="2025-06-01"), held("x", on="2025-05-31")),
        ("types: [micro-credential]", held("x"), None),
        ("types: [degree]", None, held("x")),
        ("fields: ['06']", None, held("x")),
        (f"none_of: [{{things: ['{A}']}}]", held("b"), held("a")),
        (f"any_of: [{{things: ['{A}']}}, {{graded: true}}]", held("b", score="1"), held("b")),
    ],
)
def test_what_a_requirement_counts(where, good, bad):
    if good:
        assert verdict(FIVE % where, good) == "met"
    if bad:
        assert verdict(FIVE % where, bad) == "not-met"


@pytest.mark.parametrize(
    ("body", "good", "bad"),
    [
        ("requirements: [{id: r, at_least: 10}]", [held("a"), held("b")], [held("a")]),
        ("requirements: [{id: r, count: credentials, at_least: 2}]", [held("a"), held("b")], [held("a", 9)]),
        (f"requirements: [{{id: r, count: things, things: ['{A}', '{B}']}}]", [held("a"), held("b")], [held("a"), held("c")]),
        (f"requirements: [{{id: r, count: things, things: ['{A}', '{B}', '{C}'], at_least: 2}}]", [held("a"), held("c")], [held("c")]),
        (f"requirements: [{{id: r, count: things, things: ['{url('s')}', '{url('t')}']}}]", [held("a", skills=("s", "t"))], [held("a", skills=("s",))]),
        ("requirements: [{id: r, at_least: 10}, {id: cap, at_most: 5, where: {routes: [recognition-of-prior-learning]}}]",
         [held("a"), held("b", route="recognition-of-prior-learning")],
         [held("a", route="recognition-of-prior-learning"), held("b", route="recognition-of-prior-learning")]),
        ("requirements: [{id: r, at_least: 10}, {id: cap, at_most_share: 0.5, where: {graded: false}}]",
         [held("a", score="1"), held("b")], [held("a"), held("b")]),
        (f"requirements: [{{id: r, at_least: 10}}, {{id: home, at_least_share: 0.5, where: {{awarded_by: ['{SCHOOL}']}}}}]",
         [held("a"), held("b", by=GUILD)], [held("a", by=GUILD), held("b", by=GUILD)]),
        (f"requirements: [{{id: r, at_least: 10}}, {{id: not-both, count: credentials, at_most: 1, where: {{things: ['{A}', '{B}']}}}}]",
         [held("a"), held("c")], [held("a"), held("b")]),
        ("groups: [{id: g, where: {graded: true}, requirements: [{id: r, at_least: 5}]}, {id: h, requirements: [{id: r, at_least: 5}]}]",
         [held("a", score="1"), held("b")], [held("a", score="1")]),
        ("shared: true\ngroups: [{id: g, requirements: [{id: r, at_least: 5}]}, {id: h, requirements: [{id: r, at_least: 5}]}]",
         [held("a")], []),
        ("requirements: [{id: r, at_least: 10}]\noverlap: allowed", [held("a", skills=("s",)), held("b", skills=("s",))], []),
        ("requirements: [{id: r, at_least: 10}]", [held("a", skills=("s",)), held("b", skills=("t",))],
         [held("a", skills=("s",)), held("b", skills=("s",))]),
        ("requirements: [{id: r, at_least: 10}]", [held("a", skills=("s", "t")), held("b", skills=("t", "u"))],
         [held("a", skills=("s", "t")), held("b", skills=("s",))]),
        ("requirements: [{id: r, at_least: 10}]\noverlap: part", [],
         [held("a", skills=("s", "t")), held("b", skills=("t", "u"))]),
        (f"requirements: [{{id: r, at_least: 10}}]\norder: [{{thing: '{B}', after: ['{A}']}}]",
         [held("a", on="2025-01-01"), held("b", on="2025-01-01")], [held("a", on="2025-01-02"), held("b", on="2025-01-01")]),
        ("requirements: [{id: r, at_least: 10}]", [held("a", 20, system="NZQCF")], [held("a", 19, system="NZQCF")]),
    ],
)  # fmt: skip
def test_each_kind_of_rule(body, good, bad):
    if good:
        assert verdict(body, *good) == "met"
    if bad or not good:
        assert verdict(body, *bad) == "not-met"


def test_only_the_ones_that_hold_count():
    revoked = held("a", standing="not-valid", code="status.revoked", reason="Taken back.")
    over = held("b", valid_until=datetime(2026, 5, 31, tzinfo=UTC))
    future = held("c", on="2026-06-02")
    result = run("requirements: [{id: r, at_least: 5}]", revoked, over, future)
    assert result.verdict == "not-met"
    assert [code(result, n) for n in "abc"] == ["status.revoked", "stack.expired", "stack.not-yet"]
    assert result.missing[0].credits == 5


def test_what_could_not_be_checked_never_counts_and_may_decide():
    doubtful = held("a", standing="unchecked", code="fetch.failed", reason="No answer.")
    assert verdict("requirements: [{id: r, at_least: 5}]", doubtful) == "cannot-tell"
    assert verdict("requirements: [{id: r, at_least: 6}]", doubtful) == "not-met"
    result = run("requirements: [{id: r, at_least: 5}]", doubtful, held("b"))
    assert (result.verdict, counting(result)) == ("met", {"b"})
    unread = Holding(id="x", standing="unchecked", code="fetch.failed")
    assert verdict("requirements: [{id: r, at_least: 6}]", unread) == "cannot-tell"


def test_credits_that_cannot_be_told_never_count_and_may_decide():
    odd = held("a", 5, system="credits")
    assert verdict("requirements: [{id: r, at_least: 5}]", odd) in ("not-met", "cannot-tell")
    nameless = held("a", by=None)
    home = f"requirements: [{{id: r, at_least: 5, where: {{awarded_by: ['{SCHOOL}']}}}}]"
    assert verdict(home, nameless) == "cannot-tell"
    limit = (
        "requirements: [{id: r, at_least: 5}, {id: l, at_most: 0, "
        f"where: {{awarded_by: ['{GUILD}']}}}}]"
    )
    assert verdict(limit, nameless) == "cannot-tell"
    assert verdict(limit, held("a")) == "met"


def test_a_conversion_is_told_with_its_method_and_range():
    result = run("requirements: [{id: r, at_least: 5}]", held("a", 10, system="NZQCF"))
    found = result.credentials[0]
    assert (found.credits, found.method) == (5, "published table")
    assert found.low is not None and found.low < found.high == 5
    assert "10 NZ:NZQCF by published table" in found.reason


def test_exact_credits():
    thirds = [held(n, "0.1", on=f"2025-01-0{i}") for i, n in enumerate("abc", 1)]
    assert verdict("requirements: [{id: r, at_least: 0.3}]", *thirds) == "met"
    assert verdict("requirements: [{id: r, at_least: 0.30001}]", *thirds) == "not-met"


def test_why_each_is_left_out():
    result = run(
        "where: {graded: true}\nrequirements: [{id: r, at_least: 10}]",
        held("a", score="1", skills=("s",)),
        held("b", score="1", skills=("s",), on="2025-02-01"),
        held("c", score="1", on="2025-03-01"),
        held("d", score="1", on="2025-04-01"),
        held("e"),
        held("f", score="1", on="2025-05-01"),
        counted=["f"],
    )
    assert counting(result) == {"a", "c"}
    assert [code(result, n) for n in "bdef"] == [
        "stack.overlap", "stack.not-needed", "stack.not-asked-for", "stack.counted-elsewhere",
    ]  # fmt: skip
    assert "A, which counts" in next(o.reason for o in result.credentials if o.credential == "b")


def test_reuse_is_a_choice_of_the_rule():
    body = "requirements: [{id: r, at_least: 5}]"
    assert run(body, held("a"), counted=["a"]).verdict == "not-met"
    assert run(body + "\nreuse: true", held("a"), counted=["a"]).verdict == "met"


def test_one_credential_given_twice_counts_once():
    result = run("requirements: [{id: r, at_least: 10}]\noverlap: allowed", held("a"), held("a"))
    assert result.verdict == "not-met"
    assert [one.code for one in result.credentials] == [None, "stack.twice"]


def test_the_least_that_is_missing_is_found_across_requirements():
    body = f"""
names:
- {{id: a, url: '{A}', title: Bread, credits: 5}}
- {{id: b, url: '{B}', title: Cake, credits: 10}}
requirements:
- {{id: total, at_least: 20}}
- {{id: high, at_least: 10, where: {{level: {{framework: EQF, at_least: '6'}}}}}}
groups:
- {{id: core, requirements: [{{id: one, count: things, things: [a, b], at_least: 1}}]}}
"""
    result = run(body, held("x", 8, level="EQF:6"))
    assert result.verdict == "not-met"
    # Bread's five credits count towards the twelve that are missing in all.
    assert sum(one.credits for one in result.missing) == 12
    assert {one.group: one.words for one in result.missing} == {
        "all": "7 more ECTS; 2 of them at EQF 6 or above.",
        "all/core": "1 of Bread (5 ECTS) or Cake (10 ECTS).",
    }


def test_what_is_added_may_have_to_be_special_where_its_credits_are_named_below():
    body = f"""
names:
- {{id: b, url: '{B}', title: Cake, credits: 10}}
requirements:
- {{id: total, at_least: 15}}
- {{id: high, at_least: 10, where: {{level: {{framework: EQF, at_least: '6'}}}}}}
groups:
- {{id: core, requirements: [{{id: one, count: things, things: [b]}}]}}
"""
    result = run(body, held("x", 5, level="EQF:6"))
    assert {one.group: one.words for one in result.missing} == {
        "all": "Of all that is added, 5 ECTS at EQF 6 or above.",
        "all/core": "Cake (10 ECTS).",
    }


def test_what_has_to_be_special_may_be_more_than_is_missing_in_one_group():
    body = """
requirements:
- {id: total, at_least: 20}
- {id: high, at_least: 20, where: {level: {framework: EQF, at_least: '6'}}}
groups:
- {id: choice, requirements: [{id: size, at_least: 15}]}
"""
    result = run(body, held("x", 5, level="EQF:5"))
    assert {one.group: one.words for one in result.missing} == {
        "all": "10 more ECTS. Of all that is added, 20 ECTS at EQF 6 or above.",
        "all/choice": "10 more ECTS.",
    }


def test_how_long_ago_is_told_in_words():
    spans = {
        "P5Y": "5 years",
        "P1Y6M": "1 year and 6 months",
        "P2W": "2 weeks",
        "P1Y1M1DT2H": "1 year, 1 month and 1 day",
        "PT30H": "0 days",
    }
    assert {one: span(one) for one in spans} == spans
    body = "where: {within: P5Y}\nrequirements: [{id: total, at_least: 5}]"
    result = run(body, held("x", 5, on="2020-01-01"))
    assert (
        result.credentials[0].reason == "The rule takes only what is awarded in the last 5 years."
    )


def test_missing_with_a_share_counts_what_will_be_there():
    """Ten from elsewhere may count once ten of its own are there: half of twenty."""
    body = f"""
requirements:
- {{id: total, at_least: 20}}
- {{id: home, at_least_share: 0.5, where: {{awarded_by: ['{SCHOOL}']}}}}
"""
    result = run(body, held("x", 10, by=GUILD))
    assert code(result, "x") == "stack.limit"
    assert sum(one.credits for one in result.missing) == 10


def test_pathways_nest_and_bring_their_names_along():
    inner = (
        HEAD
        + f"names: [{{id: x, url: '{A}', title: Bread}}]\n"
        + ("requirements: [{id: r, count: things, things: [x]}]")
    )
    body = """
requirements: [{id: total, at_least: 10}]
groups: [{id: first, rule: inner.yaml}]
"""
    outer = rule(body, {"inner.yaml": inner})
    assert evaluate(outer, [held("a"), held("b")], as_of=AS_OF).verdict == "met"
    result = evaluate(outer, [held("b"), held("c")], as_of=AS_OF)
    assert result.verdict == "not-met"
    assert [one.words for one in result.missing] == ["Bread."]


def test_a_group_in_another_system_is_counted_there():
    body = """
requirements: [{id: total, at_least: 10}]
groups: [{id: nz, system: NZQCF, requirements: [{id: r, at_least: 20}]}]
"""
    assert verdict(body, held("a", 10)) == "met"
    missing = run(body).missing
    assert [(m.group, m.system, m.credits) for m in missing] == [("all/nz", "NZ:NZQCF", 20)]


def test_the_oldest_counts_where_several_would_do():
    names = ["late", "early", "middle"]
    days = ["2025-03-01", "2025-01-01", "2025-02-01"]
    holdings = [held(n, on=d) for n, d in zip(names, days, strict=True)]
    for some in itertools.permutations(holdings):
        result = run("requirements: [{id: r, at_least: 5}]", *some)
        assert counting(result) == {"early"}


def test_several_learners_are_told():
    result = run("requirements: [{id: r, at_least: 10}]", held("a"), held("b", learner="Ben"))
    assert "2 learners" in result.notes[0]


def test_no_time_is_said_and_is_no_answer():
    body = "requirements: [{id: r, at_least: 31}]"
    many = [held(f"h{n}", 1 + n % 7) for n in range(40)]
    result = run(body, *many, effort=0.0)
    assert not result.proven
    assert result.verdict in ("met", "cannot-tell")
    assert "best found so far" in result.notes[0]


def test_who_decides_is_told():
    assert run("requirements: [{id: r, at_least: 5}]").decided_by == "School of Bread"


@pytest.mark.parametrize(
    ("body", "expected", "words"),
    [
        ("requirements: [{id: r, at_least: 5, at_most: 4}]", "stack.contradiction", "at most 4"),
        ("requirements: [{id: r, at_least: 30}, {id: m, at_most: 20}]", "stack.contradiction", "m allows at most 20"),
        (f"names: [{{id: a, url: '{A}', credits: 20}}]\nrequirements: [{{id: r, at_least: 30, where: {{things: [a]}}}}]",
         "stack.contradiction", "gives at most 20"),
        ("requirements: [{id: m, at_most: 10}]\ngroups: [{id: g, requirements: [{id: r, at_least: 6}]}, {id: h, requirements: [{id: r, at_least: 6}]}]",
         "stack.contradiction", "need at least 12"),
        (f"requirements: [{{id: r, count: things, things: ['{A}'], at_least: 2}}]", "stack.contradiction", "2 of 1"),
        ("requirements: [{id: r, at_least: 5, where: {things: [bred]}}]\nnames: [{id: bread, url: 'https://example.org/b'}]",
         "stack.unknown-reference", "bred"),
        ("requirements: [{id: r, at_least: 5, where: {level: {framework: EQF, at_least: '9'}}}]", "stack.unknown-level", "9"),
        ("requirements: [{id: r, at_least: 5, where: {level: {framework: EQQ, at_least: '9'}}}]", "stack.unknown-framework", "EQQ"),
        ("groups: [{id: g, system: ECST, requirements: [{id: r, at_least: 5}]}]", "stack.unknown-system", "ECST"),
        ("groups: [{id: g, rule: nowhere.yaml}]", "stack.unknown-rule", "nowhere"),
        (f"requirements: [{{id: r, at_least: 5}}]\norder: [{{thing: '{A}', after: ['{B}']}}, {{thing: '{B}', after: ['{A}']}}]",
         "stack.cycle", "first"),
        ("requirments: []", "draft.unknown-field", "requirments"),
        ("requirements: [{id: r}]", "draft.bad-form", "bound"),
    ],
)  # fmt: skip
def test_bad_rules_are_named(body, expected, words):
    with pytest.raises(DraftProblems) as caught:
        rule(body)
    assert expected in [one.code for one in caught.value.problems]
    assert any(words in one.message for one in caught.value.problems)
    assert all(one.line > 1 for one in caught.value.problems)


def test_a_near_name_is_proposed():
    with pytest.raises(DraftProblems) as caught:
        rule("requirments: [{id: r, at_least: 5}]")
    assert "Did you mean requirements?" in str(caught.value)


def test_credits_without_a_system():
    with pytest.raises(DraftProblems) as caught:
        rule("requirements: [{id: r, at_least: 5}]", head=HEAD.replace("system: ECTS\n", ""))
    assert caught.value.code == "stack.no-system"
    assert caught.value.problems[0].path == "requirements[0]"


@pytest.mark.parametrize("bound", ["at_most: 10", "at_most_share: 0.5, where: {score: 0.5}"])
def test_a_rule_of_limits_only_asks_for_nothing(bound):
    with pytest.raises(DraftProblems) as caught:
        rule(f"requirements: [{{id: r, {bound}}}]\ngroups: [{{id: g}}]")
    assert caught.value.code == "stack.nothing-asked"
    assert rule(f"requirements: [{{id: r, {bound}}}, {{id: s, at_least: 1}}]")
    asking = "groups: [{id: g, requirements: [{id: s, at_least: 1}]}]"
    assert rule(f"requirements: [{{id: r, {bound}}}]\n{asking}")


def test_rules_that_contain_each_other():
    me = HEAD + "groups: [{id: g, rule: other.yaml}]"
    other = HEAD + "groups: [{id: g, rule: rule.yaml}]"
    with pytest.raises(RulebookError) as caught:
        rule("groups: [{id: g, rule: other.yaml}]", {"other.yaml": other, "rule.yaml": me})
    assert caught.value.code == "stack.cycle"
    assert "rule.yaml > other.yaml > rule.yaml" in str(caught.value)


def test_rules_that_multiply_are_stopped():
    """Ten groups that each name a rule of ten groups, and so on: small files, a huge rule."""
    ten = ", ".join(f"{{id: g{n}, rule: RULE}}" for n in range(10))
    others = {
        f"r{depth}.yaml": HEAD + f"groups: [{ten.replace('RULE', f'r{depth + 1}.yaml')}]"
        for depth in range(6)
    }
    others["r6.yaml"] = HEAD + "requirements: [{id: r, at_least: 1}]"
    with pytest.raises(LimitError) as caught:
        rule("groups: [{id: g, rule: r0.yaml}]", others)
    assert caught.value.code == "stack.too-large"


def test_a_contradiction_that_only_the_solver_sees():
    body = f"""
requirements:
- {{id: few, count: credentials, at_most: 1}}
- {{id: both, count: things, things: ['{A}', '{B}']}}
"""
    with pytest.raises(MintmarkError) as caught:
        run(body)
    assert caught.value.code == "stack.contradiction"


def test_credits_too_fine_to_add():
    odd = [held(n, f"0.{'1' * 15}{i}") for i, n in enumerate("abc", 1)]
    with pytest.raises(LimitError) as caught:
        run("requirements: [{id: r, at_least: 5}]", *odd)
    assert caught.value.code == "stack.too-fine"


def test_later_keeps_to_the_calendar():
    assert later(date(2024, 2, 29), "P1Y") == date(2025, 2, 28)
    assert later(date(2025, 1, 31), "P1M") == date(2025, 2, 28)
    assert later(date(2025, 1, 31), "P2W3D") == date(2025, 2, 17)
    assert later(date(2025, 1, 1), "P9999Y") == date.max


def test_the_result_is_plain_json():
    result = run("requirements: [{id: r, at_least: 5}]", held("a", 1))
    assert StackResult.model_validate_json(result.model_dump_json()) == result
    assert result.requirements[0].needed == Fraction(5)
