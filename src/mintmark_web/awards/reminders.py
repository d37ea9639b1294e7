"""What waits for assessors, for the daily reminder."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import ngettext

from mintmark_web.accounts.queries import organisation_by_id
from mintmark_web.audit.queries import latest
from mintmark_web.awards import queries
from mintmark_web.operations.types import Waiting

_NEW = ("enrolment.ask", "attempt.ask", "evidence.hand-in", "attempt.mark")
"""What brings assessors work, as the record calls it."""


def waiting(organisation_id: int, _now: datetime) -> list[Waiting]:
    """Return who asks to take part or to be assessed, and what is to be marked or confirmed."""
    counts = {kind: queries.waiting(organisation_id, kind).count() for kind in queries.KINDS}
    counts["asking"] = queries.asking(organisation_id).count()
    since = latest(organisation_id, *_NEW)
    if since is None:
        return []
    page = reverse("awards.waiting", args=[organisation_by_id(organisation_id).slug])
    return [
        Waiting(partial(_words, kind, count), page, since)
        for kind, count in counts.items()
        if count
    ]


def _words(kind: str, count: int) -> str:
    words = {
        "asking": lambda: ngettext(
            "%(count)s learner asks to take part.", "%(count)s learners ask to take part.", count
        ),
        "requests": lambda: ngettext(
            "%(count)s learner asks to be assessed.",
            "%(count)s learners ask to be assessed.",
            count,
        ),
        "to-mark": lambda: ngettext(
            "%(count)s attempt is to be marked.", "%(count)s attempts are to be marked.", count
        ),
        "to-confirm": lambda: ngettext(
            "%(count)s mark is to be confirmed by a second person.",
            "%(count)s marks are to be confirmed by a second person.",
            count,
        ),
    }[kind]()
    return words % {"count": count}
