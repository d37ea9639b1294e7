"""Issuing through the office: a CSV list, PostgreSQL, several workers, against the core alone.

    python -m benchmarks.office_issuing --count 100000 --workers 2

It makes a database of its own on the server (by default the local one), orders credentials for a
list of so many learners, and lets real workers do it. The core prepares and signs credentials of
the same order, in one process and in as many as there are workers, and does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.office_core import Order, Rates, rates
from benchmarks.office_database import SERVER, database

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        seconds: from the order to the last credential.
        worked: processor seconds of all workers.
        early: MiB that a worker had needed at most when a fifth was read.
        memory: the same, at the end.
        stored: bytes of a credential as it is stored.
        core: what the core reaches.
    """

    credentials: int
    workers: int
    seconds: float
    worked: float
    early: int
    memory: int
    stored: int
    core: Rates

    @property
    def rate(self) -> float:
        """Credentials a second, of all workers."""
        return self.credentials / self.seconds

    @property
    def rate_worked(self) -> float:
        """Credentials for each second of processor time."""
        return self.credentials / self.worked


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--server", default=SERVER)
    asked = parser.parse_args()
    found = measured(asked.count, asked.workers, asked.server)
    print(json.dumps(asdict(found) | {"rate": found.rate, "rate_worked": found.rate_worked}))


def measured(count: int, workers: int, server: str = SERVER) -> Figures:
    """Measure. It takes this process for itself: the site's settings are made in it."""
    with database(server) as url, tempfile.TemporaryDirectory() as data:
        os.environ |= _environment(url, data)
        return _measure(count, workers)


def _environment(url: str, data: str) -> dict[str, str]:
    paths = [str(ROOT / "src"), str(ROOT / "tests")]
    sys.path[:0] = paths
    return {
        "PYTHONPATH": os.pathsep.join(paths),
        "DJANGO_SETTINGS_MODULE": "mintmark_web.settings",
        "DATABASE_URL": url,
        "MINTMARK_DATA": data,
        "MINTMARK_SECRET": "only for measuring, so everybody may know it",
        "MINTMARK_KEYS_SECRET": "only for measuring, and everybody may know it too",
        "MINTMARK_URL": "http://localhost:8000",
    }


def _measure(count: int, workers: int) -> Figures:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    command = [sys.executable, "-m", "mintmark_web.operations"]
    crew = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(workers)]  # noqa: S603
    try:
        _wait_for(crew)
        before = sum(_processor_seconds(one.pid) for one in crew)
        order = _prepared(count)
        began = time.monotonic()
        batch = order()
        early = _wait(batch, crew)
        seconds = time.monotonic() - began
        memory = _peak_memory(crew)
        worked = sum(_processor_seconds(one.pid) for one in crew) - before
    finally:
        for one in crew:
            one.terminate()
        for one in crew:
            one.wait(30)
    core = rates(_told(batch), workers)
    return Figures(count, workers, seconds, worked, early, memory, _stored(batch), core)


def _wait_for(crew: list[Any]) -> None:
    """Wait until all workers look for work."""
    from mintmark_web.operations.models import Heartbeat

    while Heartbeat.objects.count() < len(crew):
        time.sleep(0.2)


def _prepared(count: int) -> Any:
    """Return what places the order."""
    from django.core.files.base import ContentFile

    from mintmark_web.issuing import services
    from web.factories import published_version, signing_key
    from web.issuing.lists import award_list
    from web.world import make_world

    world = make_world()
    version, key = published_version(world.home), signing_key(world.home)
    source = ContentFile(award_list(count).encode(), "awards.csv")
    return lambda: services.order(
        world.actor("registrar"),
        version,
        key=key,
        suite="eddsa-rdfc-2022",
        source=source,
        notify=False,
    )


def _wait(batch: Any, crew: list[Any]) -> int:
    """Wait until all is done; return the most memory of a worker when a fifth was read."""
    early = 0
    while True:
        batch.refresh_from_db(fields=["state", "trouble", "read"])
        if not early and batch.read >= batch.total / 5:
            early = _peak_memory(crew)
        if batch.state == "done":
            return early
        if batch.state == "stopped":
            raise SystemExit(batch.trouble)
        time.sleep(0.2)


def _peak_memory(crew: list[Any]) -> int:
    """Return the most memory that one of them had, in MiB (Linux)."""
    return max(_peak(one.pid) for one in crew)


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _told(batch: Any) -> Order:
    from mintmark_web.issuing import content

    status = content.status_entries(batch.credentials.first())
    return Order(batch.achievement, batch.suite, status)


def _stored(batch: Any) -> int:
    from django.db.models import Avg
    from django.db.models.functions import Length

    from mintmark_web.issuing.models import Document

    rows = Document.objects.filter(credential__batch=batch)
    return round(rows.aggregate(size=Avg(Length("packed")))["size"])


if __name__ == "__main__":
    main()
