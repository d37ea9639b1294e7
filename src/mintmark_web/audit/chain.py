"""How an entry is sealed to the one before it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from mintmark.encoding.jcs import canonicalize
from mintmark_web.audit.models import Record

BEGINNING = "0" * 64
_SEALED = (
    "sequence",
    "user_id",
    "organisation_id",
    "via",
    "action",
    "subject_type",
    "subject_id",
    "summary",
    "previous",
)


def seal(record: Record) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical JSON of an entry without its seal."""
    told: dict[str, Any] = {name: getattr(record, name) for name in _SEALED}
    return sha256(canonicalize({**told, "at": _moment(record.at)})).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
