"""Fixtures of the office's tests."""

import shutil
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.commands.flush import Command as Flush
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_tasks_db.management.commands.db_worker import Worker

from mintmark_web.adapters.pace import PACE
from mintmark_web.audit import append_only
from web.world import World, make_world


def pytest_configure() -> None:
    """Let tests that start afresh empty the record, which no program can."""
    if getattr(Flush, "empties_the_record", False):
        return  # the tests in a browser ask for the same
    Flush.empties_the_record = True  # type: ignore[attr-defined]
    empty = Flush.handle

    def handle(self: Flush, **options: Any) -> None:
        append_only.remove(connection)
        try:
            empty(self, **options)
        finally:
            append_only.install(connection)

    Flush.handle = handle  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _no_folder_left() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Begin in English: a request leaves its language behind in the thread."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def _fresh_pace() -> None:
    PACE.forget()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            assert address[0] in ("127.0.0.1", "::1", "localhost"), f"tried to reach {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Say where there is no PostgreSQL."""
    if connection.vendor == "postgresql":
        try:
            socket.create_connection(("127.0.0.1", 5432), 2).close()
        except OSError:
            pytest.skip("no PostgreSQL answers at 127.0.0.1:5432")


@pytest.fixture
def world(db: None) -> World:
    """Two organisations with a member for each role, a learner, and who runs the site."""
    return make_world()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Return a browser in which somebody is signed in."""

    def make(user: Any = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return make


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Return what does all waiting background work, here and now."""

    def run() -> None:
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="test",
            excluded_queue_names=[],
        ).run()

    return run


@pytest.fixture
def same_queries(db: None) -> Callable[[Callable[[], Any], Callable[[], Any]], None]:
    """Return what checks that a page asks the database as often with more rows as with few."""

    def check(visit: Callable[[], Any], grow: Callable[[], Any]) -> None:
        visit()  # fills what is remembered between requests
        with CaptureQueriesContext(
            connection,
        ) as few:
            visit()
        grow()
        with CaptureQueriesContext(connection) as many:
            visit()
        assert len(many) <= len(few), "\n".join(query["sql"] for query in many)

    return check
