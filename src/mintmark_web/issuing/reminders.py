"""What waits for registrars, for the daily reminder."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import ngettext

from mintmark_web.accounts.queries import organisation_by_id
from mintmark_web.audit.queries import latest
from mintmark_web.issuing import queries
from mintmark_web.issuing.models import Batch, Credential
from mintmark_web.operations.types import Waiting, midnight


def waiting(organisation_id: int, now: datetime) -> list[Waiting]:
    """Return the orders that stopped by themselves, letters not sent, and awards to be issued."""
    organisation = organisation_by_id(organisation_id)
    page = reverse("issuing.batches", args=[organisation.slug])
    found = []
    broken = Batch.objects.filter(organisation_id=organisation_id, state=Batch.State.STOPPED)
    if count := broken.exclude(trouble="").count():
        since = latest(organisation_id, "batch.break-off") or midnight(now.date())
        found.append(Waiting(partial(_stopped, count), page, since))
    unsent = Credential.objects.filter(
        ~Q(mail_trouble=""), organisation_id=organisation_id, claimed_at=None, told_at=None
    ).aggregate(count=Count("pk"), last=Max("batch__done_at"))
    if unsent["count"] and unsent["last"]:
        found.append(Waiting(partial(_unsent, unsent["count"]), page, unsent["last"]))
    ready = queries.unissued(organisation).order_by()
    awards = ready.aggregate(count=Count("pk"), last=Max("decided_at"))
    if awards["count"]:
        found.append(Waiting(partial(_ready, awards["count"]), page, awards["last"]))
    return found


def _stopped(count: int) -> str:
    words = ngettext(
        "%(count)s order stopped before it was done.",
        "%(count)s orders stopped before they were done.",
        count,
    )
    return words % {"count": count}


def _unsent(count: int) -> str:
    words = ngettext(
        "%(count)s letter to a learner could not be sent.",
        "%(count)s letters to learners could not be sent.",
        count,
    )
    return words % {"count": count}


def _ready(count: int) -> str:
    words = ngettext(
        "%(count)s award is ready to be issued.", "%(count)s awards are ready to be issued.", count
    )
    return words % {"count": count}
