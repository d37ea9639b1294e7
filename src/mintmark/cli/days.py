"""The day that a command is asked about."""

from __future__ import annotations

import re
from datetime import date, datetime


def read(text: str | None) -> date | None:
    """Return the day in ``text`` (``2026-01-31``), today where there is none, or None."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return (
            date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
        )
    except ValueError:
        return None
