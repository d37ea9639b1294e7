"""Workers that are killed: a program of its own, because what is killed must be a process.

It makes a test database, orders batches, lets a worker work at each, kills it (SIGKILL) at one
stage, lets others finish, and looks whether anything was lost or doubled. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

STAGES = {
    "read": ("reading", "read_part", 2),
    "intending": ("services.intending", "reserve", 2),
    "intended": ("services.working", "intend", 1),
    "claimed": ("services.claims", "claim_chunk", 1),
    "signing": ("content.Press", "sign", 2),
    "storing": ("services.signing", "note", 1),
    "stored": ("services.working", "sign_chunk", 1),
    "sending": ("letters", "send_claim", 3),
    "sent": ("services.sending", "_settle", 3),
    "delivered": ("services.sending", "finish_sending", 1),
    "closed": ("services.working", "close", 1),
}
"""Stage -> what is called then, and at which call the worker dies behind it."""
CHANGES = {
    "claimed-change": ("services.claims", "claim_change", 1),
    "changing": ("services.changing", "outdate", 1),
    "changed": ("services.changing", "apply_some", 1),
    "telling": ("letters", "send_status", 3),
    "told": ("services.changing", "tell_learners", 1),
    "closed-change": ("services.changing", "close_change", 1),
}
"""The same for an order that changes the status of many."""
ROWS = 10


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "web_settings"
    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
        f"test_mintmark_killed_{os.getpid()}"
        if connection.vendor == "postgresql"
        else str(settings.DATA / "killed.sqlite3")
    )
    connection.settings_dict["TEST"]["NAME"] = settings.DATABASES["default"]["TEST"]["NAME"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(settings.DATA / "letters")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(json.dumps(_all()))
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def _all() -> dict[str, Any]:
    from mintmark_web.issuing import reading
    from mintmark_web.issuing.services import changing, claims, sending
    from web.factories import published_version
    from web.world import make_world

    reading.CHUNK = changing.CHUNK = 4
    claims.HOLDS = timedelta(seconds=0.5)
    sending.WAIT = timedelta(0)
    world = make_world()
    version = published_version(world.home)
    found = {}
    for number, stage in enumerate([*STAGES, "anywhere"]):
        batch = _order(world, version, number * 1000)
        deaths = _die_at(stage, batch) if stage in STAGES else _die_anywhere(batch)
        found[stage] = {"deaths": deaths, **_finish(batch)}
    for stage in CHANGES:
        found[stage] = _changed(world, stage, batch)
    return found


def _changed(world: Any, stage: str, batch: str) -> dict[str, Any]:
    """Suspend a batch and let the worker die; then end the suspensions, for the next."""
    from mintmark_web.issuing import queries, services
    from mintmark_web.issuing.models import StatusChange, StatusOrder
    from mintmark_web.issuing.services import changing

    registrar, rows = world.actor("registrar"), queries.credentials(world.home.pk, batch_id=batch)
    before, letters = StatusChange.objects.count(), _letters()
    order = services.suspend_many(registrar, world.home, rows, "Because.", notify=True)
    name = str(order.pk)

    def work() -> None:
        _arm(*CHANGES[stage])
        changing.work(name)

    deaths = int(_ended(_forked(work)) == signal.SIGKILL)
    until = time.monotonic() + 30
    while StatusOrder.objects.get(pk=name).state != "done" and time.monotonic() < until:
        changing.work(name)
        time.sleep(0.1)
    told = {
        "deaths": deaths,
        "state": StatusOrder.objects.get(pk=name).state,
        "suspended": rows.filter(status="suspended").count(),
        "histories": StatusChange.objects.count() - before,
        "changed": queries.how_far(order).changed,
        "letters": _letters() - letters,
    }
    changing.work(str(services.reinstate_many(registrar, world.home, rows, "Because.").pk))
    return told


def _order(world: Any, version: Any, first: int) -> str:
    from django.core.files.base import ContentFile

    from mintmark_web.issuing import services
    from web.factories import signing_key
    from web.issuing.lists import award_list

    made = services.order(
        world.actor("registrar"),
        version,
        key=signing_key(world.home),
        suite="eddsa-rdfc-2022",
        source=ContentFile(award_list(ROWS, first=first).encode(), "awards.csv"),
    )
    return str(made.pk)


def _forked(work: Callable[[], None]) -> int:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def _die_at(stage: str, batch: str) -> int:
    from mintmark_web.issuing.services import working

    def work() -> None:
        place, name, call = STAGES[stage]
        _arm(place, name, call)
        working.work(batch)

    return int(_ended(_forked(work)) == signal.SIGKILL)


def _arm(place: str, name: str, call: int) -> None:
    from importlib import import_module

    module = place.removesuffix(".Press")
    home = import_module(f"mintmark_web.issuing.{module}")
    owner = home.Press if place.endswith("Press") else home
    real = getattr(owner, name)
    calls = [0]

    def last(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        calls[0] += result is not None or name != "claim_chunk"
        if calls[0] == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, last)


def _die_anywhere(batch: str) -> int:
    """Kill a worker after any time, again and again, while another one works beside it."""
    from mintmark_web.issuing.services import working

    chance, deaths = random.Random(7), 0
    for longest in (0, 0.02, 0.05, 0.1, 0.2, 0.3):  # seconds; a fast machine is done in some
        children = [_forked(lambda: working.work(batch)) for _ in range(2)]
        time.sleep(chance.random() * longest)
        os.kill(children[0], signal.SIGKILL)
        deaths += _ended(children[0]) == signal.SIGKILL
        _ended(children[1])
    return deaths


def _ended(child: int) -> int:
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def _finish(batch: str) -> dict[str, Any]:
    """Let other workers finish, as the queue would, and tell what is there then."""
    from mintmark_web.issuing import queries
    from mintmark_web.issuing.models import Batch, Credential, Document
    from mintmark_web.issuing.services import working

    intended = set(_serials(batch))
    until = time.monotonic() + 30
    while Batch.objects.get(pk=batch).state != Batch.State.DONE and time.monotonic() < until:
        working.work(batch)
        time.sleep(0.1)
    rows = Credential.objects.filter(batch_id=batch).select_related("batch")
    documents = Document.objects.filter(credential__batch_id=batch)
    bodies = _bodies()
    told = [
        sum(f"<{row.email}>" in body or f"To: {row.email}" in body for body in bodies)
        for row in rows
    ]
    return {
        "state": Batch.objects.get(pk=batch).state,
        "credentials": rows.count(),
        "documents": documents.count(),
        "readable": sum(
            row.serial.urn.encode() in (queries.issued_bytes(row) or b"") for row in rows
        ),
        "kept": intended <= set(_serials(batch)),
        "lines": sorted(rows.values_list("line", flat=True)),
        "places": len(set(rows.values_list("status_list", "status_index"))),
        "least_letters": min(told),
        "most_letters": max(told),
    }


def _letters() -> int:
    """Return how many were sent; what is sent at one moment may stand in one file."""
    return sum(body.count("\nSubject: ") for body in _bodies())


def _bodies() -> list[str]:
    """Return the letters that were sent."""
    from django.conf import settings

    return [path.read_text() for path in Path(settings.EMAIL_FILE_PATH).glob("*")]


def _serials(batch: str) -> list[Any]:
    from mintmark_web.issuing.models import Credential

    return list(Credential.objects.filter(batch_id=batch).values_list("serial", flat=True))


if __name__ == "__main__":
    sys.exit(main())
