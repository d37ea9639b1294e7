"""Searching the public register."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query
from pydantic import Field

from mintmark_web.achievements.queries import iri
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.finding import found
from mintmark_web.api.paging import MOST, number_after
from mintmark_web.api.routing import Routes
from mintmark_web.register import queries
from mintmark_web.register.asking import read
from mintmark_web.register.queries import Shown
from mintmark_web.register.types import Asked, Kind

routes = Routes("Register")

_Values = Annotated[list[str], Field(max_length=20)]


class Search(Shape):
    """What to look for: words, and values by kind as the answer's `choices` give them."""

    q: Annotated[str, Field(max_length=200)] = ""
    lang: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = "en"
    field: _Values = []
    skill: _Values = []
    level: _Values = []
    size: _Values = []
    mode: _Values = []
    language: _Values = []
    fee: _Values = []
    country: _Values = []
    framework: _Values = []
    provider: _Values = []
    cursor: Annotated[str, Field(max_length=1000)] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 20


class Entry(Shape):
    """A published achievement."""

    id: UUID
    url: str
    provider: str
    published_at: datetime
    offered: bool
    verdicts: dict[str, str]
    """By framework: `conforms`, `does not conform`, or that it cannot be told."""
    achievement: dict[str, Any]


class Choice(Shape):
    """A value that can be chosen, and how many of what was found have it."""

    value: str
    label: str
    count: int


class FoundEntries(Shape):
    """What fits, the best first."""

    total: int
    items: list[Entry]
    choices: dict[str, list[Choice]]
    next: str | None


@routes("GET", "/register", "anyone", gives=FoundEntries)
def search_register(request: Call, asked: Annotated[Search, Query()]) -> FoundEntries:
    """Search what is offered.

    Words, `"words in a row"`, `-without`; several values of one kind mean any of them.
    """
    chosen = {kind.value: tuple(wanted) for kind in Kind if (wanted := getattr(asked, kind.value))}
    result = queries.search(Asked(read(asked.q), chosen), [asked.lang])
    start = number_after(asked.cursor, len(result.ids))
    end = start + asked.limit
    return FoundEntries(
        total=result.total,
        items=[_entry(one) for one in queries.by_number(result.ids[start:end])],
        choices={
            kind: [Choice(value=one.value, label=one.label, count=one.count) for one in choices]
            for kind, choices in result.choices.items()
        },
        next=str(end) if end < len(result.ids) else None,
    )


@routes("GET", "/register/{uuid:achievement_id}", "anyone", gives=Entry)
def read_entry(request: Call, achievement_id: UUID) -> Entry:
    """Read an entry. What is offered no longer can still be read."""
    return _entry(found(queries.entry(achievement_id)))


def _entry(shown: Shown) -> Entry:
    row = shown.entry
    return Entry(
        id=row.achievement_id,
        url=iri(row.achievement_id),
        provider=row.organisation.name,
        published_at=row.published_at,
        offered=row.is_listed,
        verdicts=shown.verdicts,
        achievement=row.document,
    )
