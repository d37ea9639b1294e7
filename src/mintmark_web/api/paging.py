"""Pages of a list by cursor: the place in the order, not a number, so nothing is met twice."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet
from ninja import Query
from pydantic import Field as Bounded

from mintmark_web.api.fields import Shape
from mintmark_web.api.problems import ApiError

T = TypeVar("T")
M = TypeVar("M", bound=Model)
MOST = 200


class Page(Shape, Generic[T]):
    """Some of a list, and where it goes on."""

    items: list[T]
    next: str | None
    """Send it as ``cursor`` for what follows; null at the end."""


class Place(Shape):
    """Where in a list, and how much of it."""

    cursor: Annotated[str, Bounded(max_length=1000)] = ""
    limit: Annotated[int, Bounded(ge=1, le=MOST)] = 50


Where = Annotated[Place, Query()]


def page(rows: QuerySet[M], place: Place, *order: str) -> dict[str, Any]:
    """Return one page of rows.

    Args:
        rows: all there are.
        place: the cursor of the page before.
        order: fields, ``-`` before those that fall; without nulls, the last one unique.

    Raises:
        ApiError: ``api.cursor``.
    """
    if place.cursor:
        rows = rows.filter(_after(order, _read(rows.model, place.cursor, order)))
    found = list(rows.order_by(*order)[: place.limit + 1])
    items = found[: place.limit]
    return {"items": items, "next": _write(items[-1], order) if len(found) > len(items) else None}


def _after(order: tuple[str, ...], values: list[Any]) -> Q:
    """Return what comes after a row: equal in the first fields, beyond it in the next one."""
    after, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        bare = name.lstrip("-")
        step = "lt" if name.startswith("-") else "gt"
        after |= same & Q(**{f"{bare}__{step}": value})
        same &= Q(**{bare: value})
    return after


def _write(row: Model, order: tuple[str, ...]) -> str:
    values = [_field(type(row), name).value_to_string(row) for name in order]
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(model: type[Model], cursor: str, order: tuple[str, ...]) -> list[Any]:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        texts = json.loads(raw)
        return [_value(_field(model, name), text) for name, text in zip(order, texts, strict=True)]
    except (ValueError, TypeError, ValidationError, OverflowError, FieldDoesNotExist):
        raise _wrong() from None


def _value(field: Field[Any, Any], text: Any) -> Any:
    """Return a value that the database can compare with.

    Raises:
        ValueError: it cannot.
    """
    if not isinstance(text, str) or "\0" in text:
        raise ValueError
    text.encode()  # refuses what no UTF-8 can say
    value = field.to_python(text)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError
        return value.astimezone(UTC)
    return value


def _wrong() -> ApiError:
    return ApiError(400, "api.cursor", "This cursor was not given by this list. Begin without one.")


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    bare = name.lstrip("-")
    return cast("Field[Any, Any]", model._meta.pk if bare == "pk" else model._meta.get_field(bare))


def number_after(cursor: str, most: int) -> int:
    """Return where a list that is ranked anew each time goes on.

    Raises:
        ApiError: ``api.cursor``.
    """
    if not cursor:
        return 0
    if cursor.isascii() and cursor.isdecimal() and len(cursor) <= len(str(most)) + 1:
        return min(int(cursor), most)
    raise _wrong()
