"""What waits for reviewers, for the daily reminder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import ngettext

from mintmark_web.accounts.queries import organisation_by_id
from mintmark_web.achievements import queries
from mintmark_web.operations.types import Waiting, reminded_of

_SOON = 30
_DAYS_BEFORE = (_SOON, 7)


def waiting(organisation_id: int, now: datetime) -> list[Waiting]:
    """Return what was handed in for review, what is due soon, and what is overdue."""
    slug = organisation_by_id(organisation_id).slug
    rows = queries.reviews_for(organisation_id, decided=False).order_by()
    asked = rows.aggregate(count=Count("pk"), last=Max("asked_at"))
    found = []
    if asked["count"]:
        page = reverse("achievements.reviews", args=[slug])
        found.append(Waiting(partial(_to_review, asked["count"]), page, asked["last"]))
    today = now.date()
    due = queries.due_for_review(organisation_id).filter(due__lte=today + timedelta(days=_SOON))
    page = reverse("achievements.due", args=[slug])
    late = [one for one in due if one.due <= today]
    found += _days(late, today, _overdue, page)
    found += _days([one for one in due if one.due > today], today, _soon, page)
    return found


def _days(versions: Iterable[Any], today: date, words: Any, page: str) -> list[Waiting]:
    steps = [step for one in versions if (step := reminded_of(one.due, today, *_DAYS_BEFORE))]
    return [Waiting(partial(words, len(steps)), page, max(steps))] if steps else []


def _to_review(count: int) -> str:
    words = ngettext("%(count)s review is to be done.", "%(count)s reviews are to be done.", count)
    return words % {"count": count}


def _overdue(count: int) -> str:
    words = ngettext(
        "%(count)s achievement should have been reviewed again by now.",
        "%(count)s achievements should have been reviewed again by now.",
        count,
    )
    return words % {"count": count}


def _soon(count: int) -> str:
    words = ngettext(
        "%(count)s achievement is to be reviewed again within 30 days.",
        "%(count)s achievements are to be reviewed again within 30 days.",
        count,
    )
    return words % {"count": count}
