"""The public verify page under load: ``python -m benchmarks.office_verify [--requests N]``.

A site of its own, served as it is in life by ``--processes`` processes, and credentials that it
issued itself, each with two status lists; no credential comes twice in a row. What is measured is
the whole page: the upload as a browser sends it, the checks, the HTML. The goal is 200 requests a
second on two cores, 95 of 100 within 150 ms.

Those who ask share the machine with the server, so they do little: what they send is made before,
and of an answer they look only whether it is whole, and says that the credential is in force.

Where other work is going on on the machine, the rate is what is left over; the processor time that
the server needs for one request is told beside it, and does not depend on that.

The database is SQLite, or what DATABASE_URL names (it must be empty).
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from typing import Any

_TESTS = Path(__file__).resolve().parents[1] / "tests"
_BOUNDARY = "----what-separates-the-fields-of-a-form"
_IN_FORCE = b"Genuine, and in force"
_VISITORS = 8
"""How many ask at once."""
_WARM_UP = 80
_PATIENCE = 30
"""Seconds after which an answer is not waited for any more."""


@dataclass(frozen=True)
class Figures:
    """What was measured: requests, seconds, milliseconds of one in the middle and at 95 of 100.

    Attributes:
        cpu: milliseconds of processor time that the server spent on one request.
    """

    requests: int
    seconds: float
    middle: float
    slow: float
    cpu: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def seed(count: int) -> list[bytes]:
    """Make the site's tables and issue so many credentials; return them."""
    sys.path.insert(0, str(_TESTS))
    from mintmark_web.operations import office

    office.set_up()
    office.prepare()
    from mintmark_web.issuing import queries

    factories: Any = import_module("web.factories")
    home = factories.organisation("Harbour College")
    version = factories.published_version(home)
    made = factories.issued_credentials(home, version, count, notify=False)
    found = [queries.issued_bytes(one) for one in made]
    return [one for one in found if one is not None]


@contextmanager
def served(port: int, processes: int) -> Iterator[int]:
    """Serve the site; give the process id that all others descend from."""
    command = "from mintmark.cli import run; run()"
    options = ["serve", "--port", str(port), "--processes", str(processes), "--no-worker"]
    told = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-c", command, *options], stdout=told) as process:  # noqa: S603
        try:
            _wait_for(port)
            yield process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            _form(port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not come up")


def _form(port: int) -> tuple[str, str]:
    """Ask for the page with the form; return the cookie and the token that sending it needs."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.request("GET", "/verify/")
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    return cookie, page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def _sent(port: int, credentials: list[bytes]) -> list[bytes]:
    """Return the bytes of one request for each credential: the form, with a file chosen."""
    cookie, token = _form(port)
    fields = {"csrfmiddlewaretoken": token, "text": "", "system": "ECTS"}
    before = "".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    before += (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="documents"; '
        'filename="credential.json"\r\nContent-Type: application/json\r\n\r\n'
    )
    requests = []
    for credential in credentials:
        body = before.encode() + credential + f"\r\n--{_BOUNDARY}--\r\n".encode()
        head = (
            f"POST /verify/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
            f"Content-Type: multipart/form-data; boundary={_BOUNDARY}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        requests.append(head.encode() + body)
    return requests


class _Visitor:
    """One connection that stays open, and what came of the answer that it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._began = 0.0
        self._came = bytearray()
        self._whole = 0

    def ask(self, request: bytes) -> None:
        self._came.clear()
        self._whole = 0
        self._began = time.perf_counter()
        self.socket.sendall(request)

    def took(self) -> float | None:
        """Take what has come. Once it is all, return the milliseconds since the question."""
        part = self.socket.recv(1 << 18)
        self._came += part
        if not self._whole and (end := self._came.find(b"\r\n\r\n")) >= 0:
            self._whole = end + 4 + _length(bytes(self._came[:end]))
        if not part or (self._whole and len(self._came) > self._whole):
            raise SystemExit(f"the answer broke off or went on: {bytes(self._came[:2000])!r}")
        if not self._whole or len(self._came) < self._whole:
            return None
        took = 1000 * (time.perf_counter() - self._began)
        if not self._came.startswith(b"HTTP/1.1 200 ") or _IN_FORCE not in self._came:
            raise SystemExit(f"not in force: {bytes(self._came[:2000])!r}")
        return took


def _length(head: bytes) -> int:
    found = head.lower().split(b"content-length:")
    if len(found) != 2:
        raise SystemExit(f"an answer of unknown length: {head!r}")
    return int(found[1].split(b"\r\n")[0])


def _times(visitors: list[_Visitor], requests: Iterator[bytes]) -> list[float]:
    """Let all visitors ask until there are no more requests; return how long each took, in ms."""
    times: list[float] = []
    waiting = 0
    with selectors.DefaultSelector() as ready:
        for visitor, request in zip(visitors, requests, strict=False):
            ready.register(visitor.socket, selectors.EVENT_READ, visitor)
            visitor.ask(request)
            waiting += 1
        while waiting:
            came = ready.select(_PATIENCE)
            if not came:
                raise SystemExit("no answer came in time")
            for key, _ in came:
                took = key.data.took()
                if took is None:
                    continue
                times.append(took)
                if (following := next(requests, None)) is None:
                    waiting -= 1
                else:
                    key.data.ask(following)
    return times


def measure(port: int, server: int, credentials: list[bytes], requests: int) -> Figures:
    """Let eight visitors check credentials, all at once."""
    turns = cycle(_sent(port, credentials))
    visitors = [_Visitor(port) for _ in range(_VISITORS)]
    _times(visitors, islice(turns, _WARM_UP))
    before, start = _cpu(server), time.perf_counter()
    times = _times(visitors, islice(turns, requests))
    seconds, spent = time.perf_counter() - start, _cpu(server) - before
    for visitor in visitors:
        visitor.socket.close()
    twentieths = quantiles(times, n=20)
    return Figures(len(times), seconds, twentieths[9], twentieths[18], 1000 * spent / len(times))


def _cpu(root: int) -> float:
    """Return the processor seconds of a process and of all that descend from it."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(entry.parent.name)
        parents[number], ticks[number] = int(fields[1]), int(fields[11]) + int(fields[12])
    ours = {root}
    while more := {n for n, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[number] for number in ours) / os.sysconf("SC_CLK_TCK")


def measured(
    *, requests: int = 4_000, credentials: int = 500, processes: int = 2, port: int = 18_765
) -> Figures:
    """Make a site, serve it, and measure it, in a process that nothing else was set up in.

    Args:
        requests: how many pages are asked for.
        credentials: how many different ones are shown in turn.
        processes: how many the server has.
        port: of 127.0.0.1, where the site is served meanwhile.
    """
    clean = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=clean) as pool:
        return pool.submit(_measured_here, requests, credentials, processes, port).result()


def _measured_here(requests: int, credentials: int, processes: int, port: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "MINTMARK_DATA": folder,
            "MINTMARK_URL": f"http://127.0.0.1:{port}",
            "MINTMARK_SECRET": "for a benchmark only, and known to everybody",
            "MINTMARK_KEYS_SECRET": "for a benchmark only, and known to everybody too",
            "MINTMARK_EMAIL": "console:",
            "MINTMARK_VERIFY_RATE": "1000000",  # one visitor does the work of many
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        issued = seed(credentials)
        with served(port, processes) as server:
            return measure(port, server, issued, requests)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--requests", type=int, default=4_000)
    options.add_argument("--credentials", type=int, default=500)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--port", type=int, default=18_765)
    figures = measured(**vars(options.parse_args()))
    print(
        f"{figures.requests} pages in {figures.seconds:.1f} s: {figures.rate:.0f} a second; "
        f"half within {figures.middle:.0f} ms, 95 of 100 within {figures.slow:.0f} ms; "
        f"{figures.cpu:.2f} ms of processor time for one"
    )


if __name__ == "__main__":
    main()
