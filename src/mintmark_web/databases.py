"""From ``DATABASE_URL`` to Django's settings of a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from mintmark.errors import UsageError

WAIT_SECONDS = 20
"""How long a writer waits for another on SQLite before it gives up."""

KEEP_SECONDS = 300
"""How long each thread keeps its connection: the pool is the server's threads."""


def settings_of(url: str | None, data: Path) -> dict[str, Any]:
    """Return the entry of ``DATABASES``.

    Raises:
        UsageError: ``office.database-url``.
    """
    if url is None:
        return sqlite(data / "mintmark.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:])))
    try:
        port = parts.port
    except ValueError:
        raise _wrong() from None
    if not parts.path.strip("/"):
        raise _wrong()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": KEEP_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of a SQLite database.

    A transaction takes the write lock when it begins, so that it waits its turn instead of
    failing half-way; readers never wait (write-ahead log). A commit reaches the disk.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": KEEP_SECONDS,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON",
        },
    }


def _wrong() -> UsageError:
    return UsageError(
        "office.database-url",
        "DATABASE_URL wants postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///FILE.",
    )
