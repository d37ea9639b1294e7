"""What a test asks of an office in another process: ``python -m web.operations.batches VERB``."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

SECONDS = 120


def order(rows: str) -> Any:
    """Order a batch, and leave it to whoever works."""
    from django.core.files.base import ContentFile

    from mintmark_web.issuing import services
    from web.factories import published_version, signing_key
    from web.issuing.lists import award_list
    from web.world import make_world

    world = make_world()
    batch = services.order(
        world.actor("registrar"),
        published_version(world.home),
        key=signing_key(world.home, "Ed25519"),
        suite="eddsa-rdfc-2022",
        source=ContentFile(award_list(int(rows)).encode(), "awards.csv"),
    )
    return str(batch.pk)


def until_some_are_signed() -> Any:
    """Wait until a part of the credentials is signed; return how many."""
    from mintmark_web.issuing.models import Chunk

    return _until(lambda: sum(Chunk.objects.values_list("signed", flat=True)))


def until_done() -> Any:
    """Wait until the batch is done; return what there is then."""
    from mintmark_web.issuing.models import Batch, Credential, Document

    def is_done() -> bool:
        _hurry()
        return Batch.objects.filter(state=Batch.State.DONE).exists()

    _until(is_done)
    lines = list(Credential.objects.order_by("line").values_list("line", flat=True))
    states = Counter(Credential.objects.values_list("state", flat=True))
    return {"lines": lines, "documents": Document.objects.count(), "states": states}


def a_minute_passes() -> Any:
    """Age what ends by itself: signs of life, and claims on parts of a batch."""
    from django.db.models import F

    from mintmark_web.issuing.models import Batch, Chunk
    from mintmark_web.operations.models import Heartbeat

    minute = timedelta(seconds=70)
    Heartbeat.objects.update(at=F("at") - minute)
    Chunk.objects.exclude(until=None).update(until=F("until") - minute)
    Batch.objects.exclude(reading_until=None).update(reading_until=F("reading_until") - minute)


def _hurry() -> None:
    """Let what Redis keeps for later begin now: what a killed process held is asked for again."""
    import django_rq

    registry = django_rq.get_queue("default").scheduled_job_registry
    if later := registry.get_job_ids(cleanup=False):
        registry.connection.zadd(registry.key, dict.fromkeys(later, 1), xx=True)


def _until(found: Any) -> Any:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if what := found():
            return what
        time.sleep(0.02)
    raise TimeoutError


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from mintmark_web.operations import office

    office.set_up()
    verb, *given = sys.argv[1:]
    print(json.dumps(globals()[verb](*given)))
