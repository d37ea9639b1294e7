"""Reading the e-mail that the demo sends: it goes into a folder, for everybody to read."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

_BETWEEN = b"\n" + b"-" * 79 + b"\n"
"""What Django writes between two letters in one file."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was sent."""

    to: str
    subject: str
    text: str
    sent: datetime


def latest(count: int, to: str = "") -> list[Letter]:
    """Return the letters sent last, to anybody or to one, the newest first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or ".")
    read = [letter for path in folder.glob("*.log") for letter in _letters(path)]
    read = [letter for letter in read if not to or letter.to == to]
    return sorted(read, key=lambda letter: letter.sent, reverse=True)[:count]


def _letters(path: Path) -> Iterator[Letter]:
    for part in reversed(path.read_bytes().split(_BETWEEN)):
        if not part.strip():
            continue
        message = email.message_from_bytes(part, policy=email.policy.default)
        body = message.get_body(("plain",))
        yield Letter(
            to=str(message["to"]),
            subject=str(message["subject"]),
            text=body.get_content().strip() if body else "",
            sent=_moment(str(message["date"]), path),
        )


def _moment(date: str, path: Path) -> datetime:
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
