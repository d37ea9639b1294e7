"""What the verbs of the office do: the only place where the command line loads Django."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mintmark.cli import console
from mintmark.errors import UsageError

_MOST_PROCESSES = 4
_USUAL_PORT = 8000
_HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Order:
    """How to serve. ``processes`` None is one for each core."""

    host: str
    port: int
    processes: int | None = None
    with_worker: bool = True


def serve(order: Order, data: Path | None, *, as_json: bool) -> int:
    """Serve until a signal says to stop; return 0."""
    port = order.port or _free_port(order.host)
    host = f"[{order.host}]" if ":" in order.host else order.host
    here = f"http://{host}:{port}"
    os.environ.setdefault("MINTMARK_URL", here)
    _load(data, make_secrets=True)
    from mintmark_web.operations import office, serving

    office.prepare()

    def told() -> None:
        site = os.environ["MINTMARK_URL"]
        if as_json:
            console.facts({"address": here, "site": site})
        else:
            console.say(f"Serving {site} at {here}  (stop with Ctrl-C)")
        sys.stdout.flush()

    _must_be_free(order.host, port)
    processes = order.processes or min(os.cpu_count() or 1, _MOST_PROCESSES)
    serving.serve(order.host, port, processes=processes, with_worker=order.with_worker, told=told)
    return 0


def show(data: Path, *, leave: bool) -> int:
    """Start the office with the demo's story in it, for anybody on this machine.

    Args:
        leave: visit every main page, then stop.

    Returns:
        0, or 1 if a page did not answer as it should.
    """
    with _demo_port() as port:
        here = f"http://{_HERE}:{port}"
        _only_the_demo(here, data)
        _load(data, make_secrets=True)
        from mintmark_web.demo import story, walk
        from mintmark_web.operations import office, serving

        office.prepare()
        story.tell_once()
    troubles: list[str] = []

    def told() -> None:
        console.say(f"The office is open: {here}/demo/")
        if leave:
            troubles.extend(walk.visit(here))
            os.kill(os.getpid(), signal.SIGINT)
        else:
            console.say("Everybody of the story is there; a click signs you in. Ctrl-C stops.")
        sys.stdout.flush()

    serving.serve(_HERE, port, processes=1, with_worker=True, told=told)
    for trouble in troubles:
        console.note(f"demo: {trouble}")
    if leave and not troubles:
        console.say("Every main page answered, as everybody. The office is closed again.")
    return 1 if troubles else 0


@contextmanager
def _demo_port() -> Iterator[int]:
    """Choose a port, and hold it while the story is told: a demo begun meanwhile takes another.

    Two servers of one user could share it, and would answer each other's visitors.
    """
    with _socket(_HERE) as held:
        try:
            _must_be_free(_HERE, _USUAL_PORT)
        except UsageError:
            held.bind((_HERE, 0))
            yield int(held.getsockname()[1])
            return
        with suppress(OSError):  # not to be held for a minute after it was in use
            held.bind((_HERE, _USUAL_PORT))
        yield _USUAL_PORT


def _only_the_demo(here: str, data: Path) -> None:
    """Let nothing that was set for a real site reach the demo: it makes things up."""
    for name in [
        one for one in os.environ if one.startswith(("MINTMARK_", "DATABASE_URL", "DJANGO_"))
    ]:
        del os.environ[name]
    letters = (data / "letters").absolute()
    os.environ |= {
        "MINTMARK_DEMO": "1",
        "MINTMARK_URL": here,
        "MINTMARK_EMAIL": f"file:{letters}",
    }


def work(jobs: int, data: Path | None) -> int:
    """Work until a signal says to stop."""
    _load(data)
    from mintmark_web.operations import serving

    console.note(f"Working with {jobs} {'worker' if jobs == 1 else 'workers'}; Ctrl-C stops.")
    return serving.work(jobs)


def manage(arguments: list[str]) -> int:
    """Run one of Django's management commands, or of ours."""
    _load(None, make_secrets=True)
    from django.core.management import CommandError, execute_from_command_line

    try:
        execute_from_command_line(["mintmark office", *arguments])
    except CommandError as error:
        raise UsageError("office.command", str(error)) from None
    return 0


def audit_verify(data: Path | None, *, as_json: bool) -> int:
    """Check the record; return 1 if it is not whole."""
    _load(data)
    from mintmark_web.audit.queries import verify_chain

    proof = verify_chain()
    if as_json:
        console.facts(
            {
                "whole": proof.whole,
                "entries": proof.entries,
                "last": proof.last,
                "brokenAt": proof.broken_at,
                "reason": proof.reason or None,
            }
        )
    elif proof.whole:
        console.say(f"The record is whole: {proof.entries} entries.")
        console.say(f"Its last seal: {proof.last}")
        console.say("Keep this seal elsewhere; later it shows whether the end was cut off.")
    else:
        console.say(f"The record is broken at entry {proof.broken_at}: {_REASONS[proof.reason]}")
    return 0 if proof.whole else 1


_REASONS = {
    "gap": "the entry before it is missing.",
    "link": "it does not follow the entry before it.",
    "seal": "it was changed.",
}


def _load(data: Path | None, *, make_secrets: bool = False) -> None:
    if data is not None:
        os.environ["MINTMARK_DATA"] = str(data)
    from mintmark_web.env import Environment

    environment = Environment()
    for name in environment.unknown():
        console.note(f"Nothing reads the variable {name}. Is it misspelt?")
    if make_secrets:
        from mintmark_web import secret_files

        secret_files.make(environment["MINTMARK_DATA"])
    from mintmark_web.operations import office

    office.set_up()


def _free_port(host: str) -> int:
    with _socket(host) as found:
        found.bind((host, 0))
        return int(found.getsockname()[1])


def _must_be_free(host: str, port: int) -> None:
    """Say clearly what the server would only log."""
    try:
        with _socket(host) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        raise UsageError(
            "office.port",
            f"Port {port} of {host} cannot be used: {error.strerror}.",
            remedy="Choose another with --port.",
        ) from None


def _socket(host: str) -> socket.socket:
    return socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
