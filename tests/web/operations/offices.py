"""An office of its own for a test: a folder, a database, and the command line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from web_settings import POSTGRES

CLI = [sys.executable, "-c", "from mintmark.cli import run; run()"]
TESTS = Path(__file__).resolve().parents[2]
_SERVER = "postgresql://postgres@127.0.0.1:5432"


@contextmanager
def place(name: str, folder: Path, *, like: str = "template1") -> Iterator[dict[str, str]]:
    """Return the environment of an office with this folder; on PostgreSQL with a database too.

    Args:
        like: the database that it is a copy of.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MINTMARK_", "DJANGO_", "DATABASE_URL"))
    }
    given = {**kept, "MINTMARK_DATA": str(folder), "MINTMARK_EMAIL": "console:"}
    if not POSTGRES:
        yield given
        return
    with psycopg.connect(f"{_SERVER}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        try:
            yield {**given, "DATABASE_URL": f"{_SERVER}/{name}"}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *arguments: str, status: int = 0) -> str:
    """Run a command; return what it said."""
    done = subprocess.run(
        [*CLI, *arguments], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr
