"""The public verify page under load: ``python -m benchmarks.office_verify [--requests N]``.

A site of its own, served as it is in life by ``--processes`` processes, and credentials that it
issued itself, each with two status lists; no credential comes twice in a row. What is measured is
the whole page: the upload, the checks, the HTML. The goal is 200 requests a second on two cores,
95 of 100 within 150 ms.

Where other work is going on on the machine, the rate is what is left over; the processor time that
the server needs for one request is told beside it, and does not depend on that.

The database is SQLite, or what DATABASE_URL names (it must be empty).
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

_TESTS = Path(__file__).resolve().parents[1] / "tests"
_FORM = "application/x-www-form-urlencoded"


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
    with subprocess.Popen([sys.executable, "-c", command, *options]) as process:  # noqa: S603
        try:
            _wait_for(port)
            yield process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            _Visitor(port).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not come up")


class _Visitor:
    """One connection that stays open, with the cookie and the token that a form needs."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._connection.request("GET", "/verify/")
        answer = self._connection.getresponse()
        page = answer.read().decode()
        self._cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
        self._token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        self._headers = {"Content-Type": _FORM, "Cookie": self._cookie}

    def check(self, credential: bytes) -> float:
        """Send a credential; return how many milliseconds the page took."""
        told = {"csrfmiddlewaretoken": self._token, "text": credential, "system": "ECTS"}
        body = urlencode(told)
        start = time.perf_counter()
        self._connection.request("POST", "/verify/", body, self._headers)
        answer = self._connection.getresponse()
        page = answer.read()
        took = 1000 * (time.perf_counter() - start)
        if answer.status != 200 or b"Genuine, and in force" not in page:
            raise SystemExit(f"status {answer.status}: {page[:2000]!r}")
        return took

    def close(self) -> None:
        self._connection.close()


def measure(port: int, server: int, credentials: list[bytes], requests: int) -> Figures:
    """Let eight visitors check credentials, all at once."""
    times: list[float] = []
    turns = cycle(credentials)
    lock = threading.Lock()

    def visit(visitor: _Visitor, count: int) -> None:
        for _ in range(count):
            with lock:
                credential = next(turns)
            times.append(visitor.check(credential))

    visitors = [_Visitor(port) for _ in range(8)]
    for visitor in visitors:
        visit(visitor, 10)
    times.clear()
    threads = [threading.Thread(target=visit, args=(v, requests // 8)) for v in visitors]
    before, start = _cpu(server), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, spent = time.perf_counter() - start, _cpu(server) - before
    if not times:
        raise SystemExit("nothing was measured")
    middle, slow = quantiles(times, n=20)[9], quantiles(times, n=20)[18]
    return Figures(len(times), seconds, middle, slow, 1000 * spent / len(times))


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


def measured(requests: int, credentials: int, processes: int, port: int) -> Figures:
    """Measure. It takes this process for itself: the site's settings are made in it."""
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
    chosen = options.parse_args()
    figures = measured(chosen.requests, chosen.credentials, chosen.processes, chosen.port)
    print(
        f"{figures.requests} pages in {figures.seconds:.1f} s: {figures.rate:.0f} a second; "
        f"half within {figures.middle:.0f} ms, 95 of 100 within {figures.slow:.0f} ms; "
        f"{figures.cpu:.2f} ms of processor time for one"
    )


if __name__ == "__main__":
    main()
