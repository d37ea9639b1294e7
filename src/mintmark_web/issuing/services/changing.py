"""Changing the status of many: what an order says, done some rows at a time.

What was ordered, by whom and why, is one entry of the record, and what came of it another: not one
for each credential. Each credential keeps its own history beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from mintmark_web.accounts.types import SITE
from mintmark_web.adapters import clock, mail
from mintmark_web.issuing import letters, tasks
from mintmark_web.issuing.models import Credential, StatusChange, StatusOrder, StatusOrderRow
from mintmark_web.issuing.services import claims
from mintmark_web.issuing.services.sending import WAIT
from mintmark_web.issuing.services.status_orders import break_off_change, close_change
from mintmark_web.issuing.services.statuses import outdate, touched, why_not

CHUNK = 250
"""How many credentials are changed at once."""
_BRIEF = timedelta(seconds=1)
_Row = StatusOrderRow


def work(order_id: str) -> None:
    """Do what there is to do; where somebody else is at it, have it looked after later.

    A fault of ours stops the order, so that its page says so; going on takes it up again.
    """
    order = claims.claim_change(order_id)
    if order is None:
        _look_later(order_id)
        return
    try:
        while apply_some(order):
            pass
        if tell_learners(order):
            close_change(SITE, order)
    except Exception as error:
        break_off_change(SITE, order, _("Something failed here (%s).") % type(error).__name__)
        raise


def _look_later(order_id: str) -> None:
    """Come back when the claim of whoever works now is over, should they be dead."""
    found = StatusOrder.objects.get(pk=order_id)
    if found.state == StatusOrder.State.RUNNING:
        tasks.begin_change(order_id, after=(found.until or clock.now()) + _BRIEF)


@transaction.atomic
def apply_some(order: StatusOrder) -> bool:
    """Change the next credentials, and note it, as one; say whether there may be more.

    Whoever lost the claim in between, or whose order was stopped, changes nothing.
    """
    if not claims.hold_change(order):
        return False
    waiting = _Row.objects.filter(order=order, state=_Row.State.WAITING)
    rows = list(waiting.order_by("number")[:CHUNK])
    locked = Credential.objects.select_for_update().filter(pk__in=[r.credential_id for r in rows])
    found = {one.pk: one for one in locked.only("state", "status", "status_list_id").order_by("pk")}
    fit: list[Credential] = []
    for row in rows:
        credential = found[row.credential_id]
        row.trouble = why_not(credential, order.status)
        row.state = _Row.State.REFUSED if row.trouble else _Row.State.CHANGED
        if not row.trouble:
            fit.append(credential)
    _change(order, fit)
    _Row.objects.bulk_update(rows, ("state", "trouble"))
    return bool(rows)


def _change(order: StatusOrder, fit: Sequence[Credential]) -> None:
    Credential.objects.filter(pk__in=[one.pk for one in fit]).update(status=order.status)
    StatusChange.objects.bulk_create(
        StatusChange(
            credential=one,
            status=order.status,
            reason=order.reason,
            changed_by_id=order.created_by_id,
        )
        for one in fit
    )
    purposes = set().union(*(touched(one.status, order.status) for one in fit))
    outdate(sorted({one.status_list_id for one in fit}), purposes)


def tell_learners(order: StatusOrder) -> bool:
    """Write to those whose credential changed; say whether nobody is left.

    A crash may send a letter twice, but never loses one.
    """
    organisation, postponed = order.organisation.name, ""
    for row in to_tell(order) if order.notify else ():
        if not claims.hold_change(order):
            return False
        rows = _Row.objects.filter(pk=row.pk)
        try:
            letters.send_status(row.credential, organisation, order.status)
        except SMTPRecipientsRefused as error:
            if mail.is_final(error):
                rows.update(mail_trouble=_("The mail server refused the address."))
            else:
                postponed = type(error).__name__
        except OSError as error:
            return _given_up(order, type(error).__name__)
        else:
            rows.update(told_at=clock.now())
    return _given_up(order, postponed) if postponed else claims.hold_change(order)


def to_tell(order: StatusOrder) -> QuerySet[StatusOrderRow]:
    """Return the rows whose learners are still to be written to."""
    rows = _Row.objects.filter(
        order=order, state=_Row.State.CHANGED, told_at=None, mail_trouble=""
    ).exclude(credential__email="")
    rows = rows.select_related("credential__batch")
    return rows.only("id", "credential__name", "credential__email", "credential__batch__title")


def _given_up(order: StatusOrder, why: str) -> bool:
    """Try again after a while; after several times give up, say so, and call it done."""
    mine = StatusOrder.objects.filter(pk=order.pk, claim=order.claim)
    if order.tries + 1 < claims.MOST_TRIES:
        after = clock.now() + WAIT
        mine.update(tries=F("tries") + 1, claim=None, until=after)
        tasks.begin_change(order.pk, after=after + _BRIEF)
        return False
    told = _("The mail server could not be reached (%s).") % why
    to_tell(order).update(mail_trouble=told)
    return True
