"""The triggers by which both databases refuse to change, delete or empty the record."""

from __future__ import annotations

from typing import Any

_REFUSED = "the audit record is append-only"
_SQLITE = {
    f"audit_record_no_{verb}": f"CREATE TRIGGER audit_record_no_{verb} BEFORE {verb.upper()} "
    f"ON audit_record BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for verb in ("update", "delete")
}
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_record_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
    "CREATE TRIGGER audit_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_record_refuse()",
)


def install(connection: Any) -> None:
    """Make the triggers."""
    statements = _SQLITE.values() if connection.vendor == "sqlite" else _POSTGRESQL
    _run(connection, *statements)


def remove(connection: Any) -> None:
    """Take the triggers away: for a migration backwards, and for tests that start afresh."""
    if connection.vendor == "sqlite":
        _run(connection, *(f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE))
    else:
        _run(connection, "DROP TRIGGER IF EXISTS audit_record_append_only ON audit_record")


def _run(connection: Any, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
