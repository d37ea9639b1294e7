"""Rules and learners to measure stacking with, made from seeds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from mintmark.model import Achievement, Award, Holding, StackRule
from mintmark.steps.stack import read_rule

AS_OF = date(2026, 6, 1)
ACHIEVEMENTS = 150
SCHOOL, GUILD = "https://school.example/", "https://guild.example/"
HEAD = """
id: https://example.org/rule
title: Certificate
decided_by: {name: School}
system: ECTS
"""


def rule_of(body: str) -> StackRule:
    """Return the rule with these requirements and groups."""
    return read_rule(HEAD + body, "rule.yaml")


def large_rule(dice: random.Random) -> StackRule:
    """Return a rule of 50 requirements: totals, limits, 22 by level, 25 pools."""
    high = "".join(
        f"\n- {{id: f{n}, at_least: {dice.choice((10, 20, 30))}, where: {{level: "
        f'{{framework: EQF, at_least: "{dice.choice((4, 5, 6))}"}}, things: {_some(dice, 40)}}}}}'
        for n in range(22)
    )
    pools = "".join(
        f"\n- id: g{n}\n  where: {{things: {_some(dice, 6)}}}\n"
        f"  requirements: [{{id: r, at_least: {dice.choice((5, 10))}}}]"
        for n in range(25)
    )
    return rule_of(f"{_limits(240)}{high}\ngroups:{pools}\n")


def pathway() -> StackRule:
    """Return a pathway of eight requirements: a total, levels, two limits, three pools."""
    high = '\n- {id: high, at_least: 20, where: {level: {framework: EQF, at_least: "6"}}}'
    good = "\n- {id: good, count: credentials, at_least: 4, where: {score: 0.6}}"
    pools = "".join(
        f"\n- id: g{n}\n  where: {{things: {_listed(range(first, first + 70))}}}\n"
        f"  requirements: [{{id: r, at_least: {least}}}]"
        for n, (first, least) in enumerate(((0, 15), (40, 10), (80, 5)))
    )
    return rule_of(f"{_limits(50)}{high}{good}\ngroups:{pools}\n")


def _limits(total: int) -> str:
    return (
        f"requirements:\n- {{id: total, at_least: {total}}}\n"
        "- {id: rpl, at_most_share: 0.3, where: {routes: [recognition-of-prior-learning]}}\n"
        f"- {{id: home, at_least_share: 0.5, where: {{awarded_by: ['{SCHOOL}']}}}}"
    )


def _some(dice: random.Random, count: int) -> str:
    return _listed(dice.sample(range(ACHIEVEMENTS), count))


def _listed(numbers: Sequence[int] | range) -> str:
    return f"[{', '.join(_url(n) for n in numbers)}]"


def _url(number: int) -> str:
    return f"https://example.org/a{number}"


def achievements(dice: random.Random) -> list[Achievement]:
    """Return what there is to learn; a few overlap."""
    return [
        Achievement.model_validate(
            {
                "id": _url(number),
                "title": f"Course {number}",
                "description": "x",
                "issuer": {"name": "S", "id": dice.choice((SCHOOL, SCHOOL, GUILD))},
                "workload": {
                    "credits": [{"system": "ECTS", "value": dice.choice((1, 2, 3, 5, 5, 10))}]
                },
                "levels": [{"framework": "EQF", "value": str(dice.randint(3, 7))}],
                "outcomes": [
                    {"id": f"o{one}", "title": "o", "alignments": [{"url": _url(one), "name": "o"}]}
                    for one in dice.sample(range(1000, 1000 + ACHIEVEMENTS), 2)
                ],
            }
        )
        for number in range(ACHIEVEMENTS)
    ]


def learner(dice: random.Random, known: Sequence[Achievement], count: int) -> list[Holding]:
    """Return the credentials of one learner; some achievements may come twice."""
    return [_held(dice, dice.choice(known), number) for number in range(count)]


def _held(dice: random.Random, of: Achievement, number: int) -> Holding:
    award: dict[str, Any] = {
        "id": f"urn:x:{number}",
        "achievement": of.id,
        "learner": {"name": "L"},
        "awarded_on": AS_OF - timedelta(days=dice.randint(1, 900)),
        "route": dice.choice(("course", "course", "recognition-of-prior-learning")),
        "results": [{"assessment": "a", "score": str(dice.randint(40, 99) / 100)}],
    }
    return Holding(
        id=f"h{number}", standing="valid", achievement=of, award=Award.model_validate(award)
    )


def small_rule(dice: random.Random) -> StackRule:
    """Return a small rule of three pools that overlap."""
    pools = "".join(
        f"\n- id: g{n}\n  where: {{things: {_some(dice, 90)}}}\n"
        f"  requirements: [{{id: r, at_least: {dice.choice((5, 10))}}}]"
        for n in range(3)
    )
    return rule_of(f"{_limits(25)}\ngroups:{pools}\n")
