"""Keeping a copy of everything, and bringing it back: one tar file, readable by its owner only.

Inside: ``database.sqlite3`` or ``database.pgdump``, the folder ``files``, and, if asked for, the
secrets. Without the secrets the copy is of no use to a thief of keys, and of less to its owner:
keep ``keys-secret`` elsewhere.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from mintmark.errors import InputError, UnavailableError, UsageError
from mintmark_web import secret_files

_SQLITE, _POSTGRESQL = "database.sqlite3", "database.pgdump"


def save(target: Path, *, with_secrets: bool) -> None:
    """Write a copy while the site runs: of one moment of the database, then the files.

    Raises:
        UsageError: ``office.backup-exists``.
        UnavailableError: ``office.backup-tool``: PostgreSQL's own program fails or is not there.
    """
    with tempfile.TemporaryDirectory(dir=_near(target)) as folder:
        copy = Path(folder) / (_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
        _save_sqlite(copy) if connection.vendor == "sqlite" else _save_postgresql(copy)
        with _new(target) as out:
            out.add(copy, copy.name)
            if settings.MEDIA_ROOT.is_dir():
                out.add(settings.MEDIA_ROOT, "files")
            for name in secret_files.NAMES if with_secrets else ():
                if (settings.DATA / name).is_file():
                    out.add(settings.DATA / name, f"secrets/{name}")


def bring_back(source: Path, *, replace: bool) -> None:
    """Put a copy in place of what is there. No server and no worker may run meanwhile.

    Raises:
        UsageError: ``office.not-empty``: there is something, and ``replace`` was not said.
        InputError: ``office.backup-unreadable``: it is no copy of this kind of database.
    """
    if not replace and not _is_empty():
        raise UsageError(
            "office.not-empty",
            "There is something in the database.",
            remedy="Add --replace to lose it.",
        )
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        _unpack(source, Path(folder))
        wanted = Path(folder) / (_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
        if not wanted.is_file():
            raise _unreadable(f"it has no {wanted.name}")
        connection.close()
        _load_sqlite(wanted) if connection.vendor == "sqlite" else _load_postgresql(wanted)
        _put(Path(folder) / "files", settings.MEDIA_ROOT)
        for name in secret_files.NAMES:
            _put(Path(folder) / "secrets" / name, settings.DATA / name)


def _is_empty() -> bool:
    tables = connection.introspection.table_names()
    if "accounts_user" not in tables:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        return bool(cursor.fetchone()[0] == 0)


def _save_sqlite(copy: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)


def _load_sqlite(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as tried:
        try:
            answer = tried.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError:
            answer = "no database"
    if answer != "ok":
        raise _unreadable("the database in it is damaged")
    place = Path(settings.DATABASES["default"]["NAME"])
    for rest in ("-wal", "-shm"):
        place.with_name(place.name + rest).unlink(missing_ok=True)
    shutil.move(copy, place)


def _save_postgresql(copy: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={copy}", _name())


def _load_postgresql(copy: Path) -> None:
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={_name()}", str(copy))


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(*command: str) -> None:
    """Run a program of PostgreSQL's. What it must know of the server is in its environment."""
    told: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(told[key]) for variable, key in names.items() if told[key]}
    try:
        done = subprocess.run(  # noqa: S603
            command, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise UnavailableError(
            "office.backup-tool",
            f"{command[0]} is not installed.",
            remedy="Install PostgreSQL's client programs.",
        ) from None
    if done.returncode:
        raise UnavailableError(
            "office.backup-tool", f"{command[0]} failed: {done.stderr.strip()[:500]}"
        )


@contextmanager
def _new(target: Path) -> Iterator[tarfile.TarFile]:
    """Open a new file that only its owner may read; it is there whole or not at all."""
    draft = target.with_name(f".{target.name}-{os.getpid()}")
    if target.exists():
        raise UsageError("office.backup-exists", f"There is a file {target} already.")
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as out:
            yield out
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)


def _near(target: Path) -> Path:
    folder = target.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as packed:
            packed.extractall(folder, filter="data")
    except (tarfile.TarError, OSError, EOFError):
        raise _unreadable("it is no such file") from None


def _put(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.is_dir():
        shutil.rmtree(target)
    shutil.move(source, target)


def _unreadable(why: str) -> InputError:
    return InputError("office.backup-unreadable", f"The copy cannot be brought back: {why}.")
