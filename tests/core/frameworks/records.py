"""A small record to ask predicates about."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from mintmark.frameworks.conditions import Condition, Truth
from mintmark.frameworks.predicates import Predicate
from mintmark.frameworks.subject import Subject
from mintmark.model import Achievement

ADAPTER: TypeAdapter[Condition] = TypeAdapter(Predicate)
DAY = date(2026, 1, 1)
T, F, U, P = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.PENDING


def record(**fields: Any) -> Achievement:
    """An achievement with these fields and little else."""
    bare = {"id": "urn:x:1", "title": "Bread", "description": "d", "issuer": {"name": "n"}}
    return Achievement.model_validate({**bare, **fields})


def predicate(data: dict[str, Any]) -> Condition:
    """The predicate that is written so."""
    return ADAPTER.validate_python(data)


def truth(data: dict[str, Any], as_of: date = DAY, **fields: Any) -> Truth:
    """What a predicate says of a record with these fields."""
    return predicate(data).truth(Subject(record(**fields), None, as_of))


def remarks(data: dict[str, Any], **fields: Any) -> str:
    """What it says about how it was found."""
    return " ".join(predicate(data).remarks(Subject(record(**fields), None, DAY)))
