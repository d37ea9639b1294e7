"""A database of its own on a PostgreSQL server, for the time of a measurement."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

SERVER = "postgresql://postgres@127.0.0.1:5432"


@contextmanager
def database(server: str = SERVER) -> Iterator[str]:
    """Make an empty database; give its address; drop it."""
    name = f"mintmark_bench_{os.getpid()}"
    _on_server(server, f'CREATE DATABASE "{name}"')
    try:
        yield f"{server}/{name}"
    finally:
        _on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def version(server: str = SERVER) -> str:
    """Return which PostgreSQL it is, as 16.4."""
    import psycopg

    with psycopg.connect(f"{server}/postgres") as connection:
        number = connection.info.server_version
    return f"{number // 10_000}.{number % 10_000}"


def _on_server(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)
