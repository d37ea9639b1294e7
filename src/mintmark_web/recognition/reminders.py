"""What waits for recognition officers, for the daily reminder."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import ngettext

from mintmark_web.accounts.queries import organisation_by_id
from mintmark_web.audit.queries import latest
from mintmark_web.operations.types import Waiting, midnight, reminded_of
from mintmark_web.recognition import queries

_SOON = 14
_DAYS_BEFORE = (_SOON, 7, 2)


def waiting(organisation_id: int, now: datetime) -> list[Waiting]:
    """Return the applications to work on, the appeals, and the time limits that are near."""
    page = reverse("recognition.cases", args=[organisation_by_id(organisation_id).slug])
    found = []
    open_ = queries.cases_of(organisation_id, "open").order_by()
    if count := open_.count():
        since = open_.aggregate(last=Max("opened_at"))["last"]
        answered = latest(organisation_id, "case.answer")
        since = max(since, answered) if answered else since
        found.append(Waiting(partial(_open, count), page, since))
    if count := queries.counts(organisation_id)["appealed"]:
        since = latest(organisation_id, "case.appeal") or midnight(now.date())
        found.append(Waiting(partial(_appealed, count), f"{page}?sort=appealed", since))
    today = now.date()
    near = open_.filter(due_on__lte=today + timedelta(days=_SOON)).values_list("due_on", flat=True)
    steps = [step for day in near if day and (step := reminded_of(day, today, *_DAYS_BEFORE))]
    if steps:
        found.append(Waiting(partial(_near, len(steps)), page, max(steps)))
    return found


def _open(count: int) -> str:
    words = ngettext(
        "%(count)s application waits for you.", "%(count)s applications wait for you.", count
    )
    return words % {"count": count}


def _appealed(count: int) -> str:
    words = ngettext("%(count)s decision is appealed.", "%(count)s decisions are appealed.", count)
    return words % {"count": count}


def _near(count: int) -> str:
    words = ngettext(
        "The time limit of %(count)s application is near or over.",
        "The time limits of %(count)s applications are near or over.",
        count,
    )
    return words % {"count": count}
