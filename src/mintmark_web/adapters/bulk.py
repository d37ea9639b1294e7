"""Many new rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model, as ``bulk_create`` does, in a transaction.

    PostgreSQL takes them by COPY, which has no statement to write, to send and to read: for rows of
    many columns that is most of the work. The rows do not learn keys that the database makes.

    Raises:
        IntegrityError, DataError: as ``bulk_create``.
    """
    if not rows:
        return
    if connection.vendor == "postgresql":
        _copy(type(rows[0]), rows)
    else:
        type(rows[0])._default_manager.bulk_create(rows)


def look_again(model: type[Model]) -> None:
    """Have the database count anew what a table holds, when much was inserted at once.

    PostgreSQL plans by what it counted last, and counts by itself once a minute at most. A table
    that grew from nothing in that minute is taken for small, and read through where an index would
    do. SQLite plans by the indices alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _copy(model: type[Model], rows: Sequence[Model]) -> None:
    from psycopg.sql import SQL, Identifier

    fields: list[Any] = [
        one for one in model._meta.concrete_fields if not isinstance(one, AutoField)
    ]
    columns = SQL(", ").join([Identifier(one.column) for one in fields])
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(model._meta.db_table), columns)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row([_value(row, one) for one in fields])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _value(row: Model, field: Field[Any, Any]) -> Any:
    value = field.pre_save(row, add=True)
    is_plain = type(value) in _PLAIN and not isinstance(field, JSONField)
    return value if is_plain else field.get_db_prep_save(value, connection)


_PLAIN = frozenset({type(None), bool, int, str, UUID})
"""What goes into the database as it is; but a text in JSON stands in quotation marks."""
