"""Issuing through the office: a CSV list, PostgreSQL, several workers, against the core alone.

    python benchmarks/office_issuing.py --count 100000 --workers 2

It makes a database of its own on the server at DATABASE_URL (by default the local one), orders
credentials for a list of so many learners, lets real workers do it, and prints one JSON object:
credentials a second by the clock and for each second of processor time, memory, and the share of
what the core reaches when it does nothing but prepare and sign the same credentials.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = 2_000
"""How many credentials the core signs to find its rate."""


def main() -> None:
    """Measure, and print what was found."""
    asked = _asked()
    database = _make_database(asked.server)
    try:
        with tempfile.TemporaryDirectory(prefix="mintmark-bench-") as data:
            os.environ |= _environment(f"{asked.server}/{database}", data)
            print(json.dumps(_measure(asked.count, asked.workers), indent=2))
    finally:
        _on_server(asked.server, f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--server", default="postgresql://postgres@127.0.0.1:5432")
    return parser.parse_args()


def _make_database(server: str) -> str:
    name = f"mintmark_bench_{os.getpid()}"
    _on_server(server, f'CREATE DATABASE "{name}"')
    return name


def _on_server(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


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


def _measure(count: int, workers: int) -> dict[str, Any]:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    crew = [
        subprocess.Popen([sys.executable, "-m", "mintmark_web.operations"]) for _ in range(workers)
    ]
    try:
        _wait_for(crew)
        before = sum(_processor_seconds(one.pid) for one in crew)
        batch = _order(count)
        seconds = _wait(batch, time.monotonic())
        memory = [_peak_memory(one.pid) for one in crew]
        effort = sum(_processor_seconds(one.pid) for one in crew) - before
    finally:
        for one in crew:
            one.terminate()
        for one in crew:
            one.wait(30)
    core = _core_rate(batch)
    return {
        "credentials": count,
        "workers": workers,
        "seconds": round(seconds, 1),
        "a_second": round(count / seconds),
        "a_processor_second": round(count / effort),
        "core_a_processor_second": round(core),
        "share_of_the_core": round(count / effort / core, 2),
        "peak_memory_mb": memory,
        "stored_bytes_each": _stored(batch),
        "load": os.getloadavg(),
    }


def _wait_for(crew: list[Any]) -> None:
    """Wait until all workers look for work."""
    from mintmark_web.operations.models import Heartbeat

    while Heartbeat.objects.count() < len(crew):
        time.sleep(0.2)


def _order(count: int) -> Any:
    from django.core.files.base import ContentFile

    from mintmark_web.issuing import services
    from web.factories import published_version, signing_key
    from web.issuing.lists import award_list
    from web.world import make_world

    world = make_world()
    version = published_version(world.home)
    return services.order(
        world.actor("registrar"),
        version,
        key=signing_key(world.home),
        suite="eddsa-rdfc-2022",
        source=ContentFile(award_list(count).encode(), "awards.csv"),
        notify=False,
    )


def _wait(batch: Any, started: float) -> float:
    while True:
        batch.refresh_from_db(fields=["state", "trouble"])
        if batch.state == "done":
            return time.monotonic() - started
        if batch.state == "stopped":
            raise SystemExit(batch.trouble)
        time.sleep(0.2)


def _peak_memory(pid: int) -> int:
    """Return the most memory that a process had, in MiB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _core_rate(batch: Any) -> float:
    """Return how many of these credentials the core prepares and signs in a processor second."""
    from mintmark import Achievement, Award, new_key
    from mintmark.steps.issue import Press, sign
    from mintmark_web.issuing import content

    key = new_key()
    told = batch.achievement | {"issuer": batch.achievement["issuer"] | {"id": key.controller}}
    achievement = Achievement.model_validate(told)
    press = Press(achievement, issuer=key.controller)
    status = content.status_entries(batch.credentials.first())
    at = datetime.now(UTC)

    def one(number: int) -> bytes:
        learner = {"name": f"Learner {number}", "email": f"learner{number}@example.org"}
        award = Award.model_validate(
            {
                "id": f"urn:example:award:{number}",
                "achievement": achievement.id,
                "learner": learner,
                "awarded_on": date(2026, 5, 4),
                "results": [{"assessment": "practical", "score": "0.8", "level": "good"}],
            }
        )
        name = f"urn:example:credential:{number}"
        document = press.document(award, credential_id=name, salt="s" * 16, at=at, status=status)
        return sign(document, signer=key, suite=batch.suite, created=at)

    for number in range(100):
        one(number)
    started = time.process_time()
    for number in range(SAMPLE):
        one(number)
    return SAMPLE / (time.process_time() - started)


def _stored(batch: Any) -> int:
    from django.db.models import Avg
    from django.db.models.functions import Length

    from mintmark_web.issuing.models import Document

    rows = Document.objects.filter(credential__batch=batch)
    return round(rows.aggregate(size=Avg(Length("packed")))["size"])


if __name__ == "__main__":
    main()
