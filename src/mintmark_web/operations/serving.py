"""The web server, with a worker beside it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4
"""How many requests one process answers at a time; each thread keeps a database connection."""
_STOP_SECONDS = 20
_LOOK_SECONDS = 0.1


def serve(
    host: str, port: int, *, processes: int, with_worker: bool, told: Callable[[], None]
) -> None:
    """Serve until a signal says to stop. ``told`` is called when the port is open.

    Each web process begins afresh. A copy of this one would have the locks of its libraries, but
    not the threads that open them: once this one has made a PDF, a copy waits for ever at its own.
    """
    multiprocessing.set_start_method("spawn", force=True)  # Granian asks for it at each start
    server = Granian(
        "mintmark_web.operations.door:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_level=LogLevels.warning,
    )
    logging.getLogger("granian").setLevel(logging.WARNING)
    crew: list[subprocess.Popen[bytes]] = []

    def started() -> None:
        if with_worker:
            crew.extend(start_workers(1))
        threading.Thread(target=_tell_when_open, args=(host, port, told), daemon=True).start()

    server.on_startup(started)
    try:
        server.serve()
    finally:
        stop_workers(crew)


def _tell_when_open(host: str, port: int, told: Callable[[], None]) -> None:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
    while True:
        try:
            socket.create_connection((here, port), timeout=1).close()
        except OSError:
            time.sleep(_LOOK_SECONDS)
        else:
            return told()


def start_workers(count: int) -> list[subprocess.Popen[bytes]]:
    """Start workers, each a process of its own and deaf to Ctrl-C, which is for its parent."""
    command = [sys.executable, "-m", "mintmark_web.operations"]
    return [
        subprocess.Popen(command, start_new_session=True, env=os.environ.copy())  # noqa: S603
        for _ in range(count)
    ]


def stop_workers(crew: list[subprocess.Popen[bytes]]) -> None:
    """Let each worker finish its job; end those that take too long."""
    for one in crew:
        one.send_signal(signal.SIGTERM)
    for one in crew:
        try:
            one.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()


def work(count: int) -> int:
    """Run workers until a signal says to stop; return 0, or the worst of their exit codes."""
    crew = start_workers(count)

    def stop(_number: int, _frame: object) -> None:
        for one in crew:
            one.send_signal(signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    told_early = -signal.SIGTERM  # one that was still loading has nothing to finish
    return max(0 if one.wait() == told_early else abs(one.returncode) for one in crew)
