"""Preparing the site for work: secrets, tables, static files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import django
from django.core.management import call_command
from django.db import connection, connections

_LOCK = 0x6D696E75
"""Of PostgreSQL's advisory locks, the one that whoever migrates holds."""


def set_up() -> None:
    """Load Django with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mintmark_web.settings")
    django.setup(set_prefix=False)


def prepare() -> None:
    """Bring the database and the static files to this version."""
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
    connections.close_all()  # the processes that are forked from here make their own


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time migrate, where several machines start together."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
