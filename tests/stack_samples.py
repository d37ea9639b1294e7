"""Holdings and rules to stack."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from mintmark.model import Achievement, Award, Holding, StackRule
from mintmark.steps.stack import read_rule

AS_OF = date(2026, 6, 1)
SCHOOL = "https://school.example/"
GUILD = "https://guild.example/"


def url(name: str) -> str:
    return f"https://example.org/{name}"


def held(
    name: str,
    credits: Any = 5,
    *,
    system: str = "ECTS",
    of: str | None = None,
    on: str = "2025-01-01",
    level: str | None = None,
    by: str | None = SCHOOL,
    score: str | None = None,
    route: str = "course",
    skills: tuple[str, ...] = (),
    learner: str = "Ana",
    title: str | None = None,
    **more: Any,
) -> Holding:
    """Return a valid credential ``name`` of the achievement ``of``, with the same name if none."""
    achievement: dict[str, Any] = {
        "id": url(of or name),
        "title": title or (of or name).title(),
        "description": "x",
        "issuer": {"name": "School", **({"id": by} if by else {})},
        "outcomes": [
            {"id": f"o{n}", "title": s, "alignments": [{"url": url(s), "name": s}]}
            for n, s in enumerate(skills)
        ],
    }
    if credits is not None:
        value = Decimal(str(credits))
        achievement["workload"] = {"credits": [{"system": system, "value": value}]}
    if level:
        framework, _, value = level.rpartition(":")
        achievement["levels"] = [{"framework": framework, "value": value}]
    award: dict[str, Any] = {
        "id": url(f"award-{name}"),
        "achievement": achievement["id"],
        "learner": {"name": learner},
        "awarded_on": on,
        "route": route,
    }
    if score is not None:
        award["results"] = [{"assessment": "a", "score": Decimal(score)}]
    whole = {
        "id": name,
        "standing": "valid",
        "achievement": Achievement.model_validate(achievement),
        "award": Award.model_validate(award),
    }
    return Holding.model_validate(whole | more)


HEAD = """
id: https://example.org/rule
title: Certificate in Baking
decided_by: {name: School of Bread}
system: ECTS
"""


def rule(body: str, others: dict[str, str] | None = None, head: str = HEAD) -> StackRule:
    """Return the rule whose requirements and groups are written in ``body``."""
    return read_rule(head + body, "rule.yaml", (others or {}).__getitem__)
