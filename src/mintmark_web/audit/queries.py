"""Reading the record, and proving it whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from mintmark_web.audit.chain import BEGINNING, seal
from mintmark_web.audit.models import Record


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of checking the record.

    Attributes:
        entries: how many were looked at.
        broken_at: the number of the first entry that does not fit; None where all do.
        reason: ``gap``, ``link`` (to the entry before) or ``seal``.
        last: the seal of the last entry. Kept elsewhere, it shows later whether the end was cut.
    """

    entries: int
    last: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether every entry fits the one before it."""
        return self.broken_at is None


def verify_chain() -> Proof:
    """Walk the record from its first entry."""
    previous, count = BEGINNING, 0
    for record in Record.objects.order_by("sequence").iterator(chunk_size=2_000):
        if reason := _misfit(record, count + 1, previous):
            return Proof(count, previous, record.sequence, reason)
        previous, count = record.seal, count + 1
    return Proof(count, previous)


def _misfit(record: Record, expected: int, previous: str) -> str:
    if record.sequence != expected:
        return "gap"
    if record.previous != previous:
        return "link"
    return "" if record.seal == seal(record) else "seal"


def of_organisation(organisation_id: int, *, action: str = "") -> QuerySet[Record]:
    """Return an organisation's entries, the latest first, of one action or of all."""
    records = Record.objects.filter(organisation_id=organisation_id)
    return records.filter(action=action) if action else records


def actions_of(organisation_id: int) -> list[str]:
    """Return the actions that stand in an organisation's record."""
    found = Record.objects.filter(organisation_id=organisation_id).order_by("action")
    return list(found.values_list("action", flat=True).distinct())


def latest(organisation_id: int, *actions: str) -> datetime | None:
    """Return when one of these was last done in an organisation."""
    rows = Record.objects.filter(organisation_id=organisation_id, action__in=actions)
    found: datetime | None = rows.order_by().aggregate(last=Max("at"))["last"]
    return found


def of_subject(subject_type: str, subject_id: str) -> QuerySet[Record]:
    """Return what was done to one thing, the latest first."""
    return Record.objects.filter(subject_type=subject_type, subject_id=subject_id)


def length() -> int:
    """Return the number of the last entry."""
    return Record.objects.aggregate(last=Max("sequence"))["last"] or 0
