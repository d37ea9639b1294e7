"""Lists of results and of learners: what becomes of each row is told first, then written."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Query
from pydantic import Field

from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.finding import found
from mintmark_web.api.paging import Where, number_after
from mintmark_web.api.problems import ApiError
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope
from mintmark_web.awards import queries, services

routes = Routes("Awards")
_READ, _WRITE = Scope.AWARDS_READ, Scope.AWARDS_WRITE
_CSV = {
    "requestBody": {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}


class ListKind(Shape):
    """What the list holds."""

    kind: Literal["results", "learners"] = "results"


class RowFate(Shape):
    """A row, and what becomes of it."""

    line: int
    name: str
    email: str
    becomes: Literal["new", "there", "refused"]
    why: list[str]


class ListCounts(Shape):
    """How many rows of a list have which fate."""

    new: int
    there: int
    refused: int


class ListOut(ListCounts):
    """A list that was sent and not yet taken, as of now."""

    id: UUID
    kind: str
    trouble: str
    """Why the list as a whole cannot be read; empty where it can."""
    rows: list[RowFate]
    next: str | None
    """Send it as `cursor` for the rows that follow; null at the end."""


class Yes(Shape):
    """That the list is to be written as it was shown."""

    expected: Annotated[int, Field(ge=0, le=1_000_000)]
    """How many new rows you were shown."""


@routes(
    "POST",
    "/offerings/{uuid:offering_id}/lists",
    "award.import",
    _WRITE,
    gives=ListOut,
    status=201,
    cost=5,
    told=_CSV,
)
def send_list(request: Call, offering_id: UUID, kind: Annotated[ListKind, Query()]) -> Any:
    """Send a list (CSV), to be told what becomes of each row. Nothing is written yet.

    A list that nobody takes is thrown away after a day.
    """
    if not request.body:
        raise ApiError(400, "api.nothing-sent", "Send the list as the body of the call.")
    offering = found(queries.offering(request.organisation.pk, offering_id))
    upload = services.receive(
        request.actor, offering, kind=kind.kind, name="list.csv", data=request.body
    )
    return _told(upload, "", 50)


@routes("GET", "/lists/{uuid:list_id}", "award.import", _READ, gives=ListOut, cost=5)
def read_list(request: Call, list_id: UUID, where: Where) -> Any:
    """Read what would become of a list now, row by row."""
    return _told(_list(request, list_id), where.cursor, where.limit)


@routes("POST", "/lists/{uuid:list_id}/take", "award.import", _WRITE, gives=ListCounts, cost=5)
def take_list(request: Call, list_id: UUID, body: Yes) -> Any:
    """Write the new rows of a list: awards, or enrolments.

    Refused where by now other rows would be written than those that you were shown.
    """
    return services.take(request.actor, _list(request, list_id), expected=body.expected)


def _list(request: Call, list_id: UUID) -> Any:
    return found(queries.upload(request.organisation.pk, list_id))


def _told(upload: Any, cursor: str, limit: int) -> ListOut:
    plan = services.preview(upload)
    start = number_after(cursor, len(plan.rows))
    end = start + limit
    return ListOut(
        id=upload.pk,
        kind=upload.kind,
        trouble=plan.trouble,
        new=plan.new,
        there=plan.there,
        refused=plan.refused,
        rows=[
            RowFate(
                line=row.line,
                name=row.name,
                email=row.email,
                becomes=row.becomes,
                why=list(row.why),
            )
            for row in plan.rows[start:end]
        ],
        next=str(end) if end < len(plan.rows) else None,
    )
