"""Modules and credentials to compare."""

from __future__ import annotations

from datetime import date
from typing import Any

from mintmark.model import Achievement, Holding, Target

AS_OF = date(2026, 6, 1)


def url(name: str) -> str:
    return f"https://example.org/{name}"


def achievement(
    name: str,
    outcomes: tuple[Any, ...] = (),
    *,
    credits: Any = 5,
    system: str = "ECTS",
    level: str | None = "EQF:5",
    language: str = "en",
    **more: Any,
) -> Achievement:
    """Return an achievement; an outcome is a title or all of its members but the id."""
    said = [one if isinstance(one, dict) else {"title": one} for one in outcomes]
    data: dict[str, Any] = {
        "id": url(name),
        "title": name,
        "description": "x",
        "language": language,
        "issuer": {"name": "School", "type": "higher-education"},
        "outcomes": [{"id": f"o{n}", **one} for n, one in enumerate(said)],
    }
    if credits is not None:
        data["workload"] = {"credits": [{"system": system, "value": credits}]}
    if level:
        framework, _, value = level.rpartition(":")
        data["levels"] = [{"framework": framework, "value": value}]
    return Achievement.model_validate({**data, **more})


def held(name: str, outcomes: tuple[Any, ...] = (), **more: Any) -> Holding:
    """Return a valid credential of an achievement."""
    results = more.pop("results", [])
    standing = more.pop("standing", "valid")
    of = achievement(more.pop("of", name), outcomes, **more)
    award = {
        "id": url(f"award-{name}"),
        "achievement": of.id,
        "learner": {"name": "Ana"},
        "awarded_on": "2025-01-01",
        "results": results,
    }
    data = {"id": url(f"credential-{name}"), "standing": standing, "achievement": of}
    return Holding.model_validate({**data, "award": award})


DATABASES = (
    "Design a normalised relational database",
    "Write SQL queries to retrieve and update data",
    "Explain how transactions guarantee consistency of data",
)


def target(outcomes: tuple[Any, ...] = DATABASES, **more: Any) -> Target:
    """Return a module to be held against."""
    names = ("kind", "essential", "enough", "minimum_level", "system", "minimum_credits")
    own = {name: more.pop(name) for name in (*names, "credits_by_outcome") if name in more}
    return Target.model_validate({"achievement": achievement("module", outcomes, **more), **own})


def aligned(title: str, *entries: str) -> dict[str, Any]:
    """Return an outcome that is aligned with entries of a framework."""
    return {"title": title, "alignments": [{"url": url(one), "name": one} for one in entries]}
