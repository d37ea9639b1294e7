"""Appending to the record. Only ``accounts.service`` calls this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from mintmark_web.audit.chain import BEGINNING, seal
from mintmark_web.audit.models import Record
from mintmark_web.audit.types import Actor

_LOCK = 0x6D696E74
"""Of PostgreSQL's advisory locks, the one that whoever appends holds until the commit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded. ``summary`` is JSON, without personal data and without secrets."""

    actor: Actor
    action: str
    subject_type: str = ""
    subject_id: str = ""
    organisation_id: int | None = None
    summary: dict[str, Any] = field(default_factory=dict)


def append(entries: Sequence[Entry]) -> None:
    """Append entries, in the transaction that did what they tell.

    Only one transaction at a time can be between here and its commit, so that each entry knows
    the one before. Call it last.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Record.objects.order_by("-sequence").only("sequence", "seal").first()
    records: list[Record] = []
    for entry in entries:
        last = _next(last, entry)
        records.append(last)
    Record.objects.bulk_create(records)


def _next(last: Record | None, entry: Entry) -> Record:
    record = Record(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        user_id=entry.actor.user_id,
        organisation_id=entry.organisation_id,
        via=entry.actor.via,
        action=entry.action,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        summary=entry.summary,
        previous=last.seal if last else BEGINNING,
    )
    record.seal = seal(record)
    return record
