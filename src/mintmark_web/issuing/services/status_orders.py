"""Orders to suspend, reinstate or revoke many credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.issuing import tasks
from mintmark_web.issuing.models import Credential, StatusOrder, StatusOrderRow

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

Status = Credential.Status
State = StatusOrder.State
_AT_ONCE = 1_000


@service("credential.suspend")
def suspend_many(
    actor: Actor,
    organisation: Organisation,
    which: QuerySet[Credential],
    reason: str,
    *,
    notify: bool = False,
    expected: int | None = None,
) -> StatusOrder:
    """Order that credentials be suspended. Those that cannot be are told one by one.

    Args:
        which: of the organisation's credentials; others are left out.
        notify: whether learners are written to.
        expected: how many whoever orders it was told of, where somebody was.

    Raises:
        ValidationError: there are none, or not as many as expected, or no reason is given.
    """
    return _ordered(
        actor, organisation, which, Status.SUSPENDED, reason, notify=notify, expected=expected
    )


@service("credential.reinstate")
def reinstate_many(
    actor: Actor,
    organisation: Organisation,
    which: QuerySet[Credential],
    reason: str,
    *,
    notify: bool = False,
    expected: int | None = None,
) -> StatusOrder:
    """Order that the suspension of credentials end; otherwise as ``suspend_many``."""
    return _ordered(
        actor, organisation, which, Status.VALID, reason, notify=notify, expected=expected
    )


@service("credential.revoke")
def revoke_many(
    actor: Actor,
    organisation: Organisation,
    which: QuerySet[Credential],
    reason: str,
    *,
    notify: bool = False,
    expected: int | None = None,
) -> StatusOrder:
    """Order that credentials be revoked for good; otherwise as ``suspend_many``."""
    return _ordered(
        actor, organisation, which, Status.REVOKED, reason, notify=notify, expected=expected
    )


MANY = {
    Status.SUSPENDED: suspend_many,
    Status.VALID: reinstate_many,
    Status.REVOKED: revoke_many,
}


def _ordered(
    actor: Actor,
    organisation: Organisation,
    which: QuerySet[Credential],
    status: Status,
    reason: str,
    *,
    notify: bool,
    expected: int | None,
) -> StatusOrder:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    own = which.filter(organisation_id=organisation.pk).values_list("pk", flat=True)
    serials = list(own)
    if not serials:
        raise ValidationError(_("No credential is chosen."))
    if expected not in (None, len(serials)):
        raise ValidationError(
            _("What fits has changed in the meantime. Look at the number, then confirm again.")
        )
    made = StatusOrder.objects.create(
        organisation_id=organisation.pk,
        status=status,
        reason=reason.strip(),
        notify=notify,
        total=len(serials),
        created_by_id=actor.user_id,
    )
    rows = (
        StatusOrderRow(order=made, number=number, credential_id=serial)
        for number, serial in enumerate(serials, 1)
    )
    StatusOrderRow.objects.bulk_create(rows, batch_size=_AT_ONCE)
    note(after=str(status), credentials=made.total, notify=notify)
    _start(made)
    return made


def _start(order: StatusOrder) -> None:
    transaction.on_commit(lambda: tasks.begin_change(order.pk))


@service("credential.stop")
def stop_change(_actor: Actor, order: StatusOrder) -> StatusOrder:
    """Let an order rest: what is changed stays changed, nothing more is.

    Raises:
        ValidationError: it is done.
    """
    rows = StatusOrder.objects.filter(pk=order.pk, state=State.RUNNING)
    if not rows.update(state=State.STOPPED):
        raise ValidationError(_("This order does not run."))
    return order


@service("credential.stop")
def resume_change(_actor: Actor, order: StatusOrder) -> StatusOrder:
    """Go on with an order that rests.

    Raises:
        ValidationError: it does not.
    """
    rows = StatusOrder.objects.filter(pk=order.pk, state=State.STOPPED)
    if not rows.update(state=State.RUNNING, trouble="", claim=None, until=None, tries=0):
        raise ValidationError(_("This order is not stopped."))
    _start(order)
    return order


@service("status-order.break-off")
def break_off_change(_actor: Actor, order: StatusOrder, why: str) -> StatusOrder:
    """Stop an order that cannot go on, and say why."""
    running = StatusOrder.objects.filter(pk=order.pk).exclude(state=State.DONE)
    running.update(state=State.STOPPED, trouble=why)
    return order


@service("status-order.close")
def close_change(_actor: Actor, order: StatusOrder) -> StatusOrder:
    """Note that an order is done, and what came of it."""
    mine = StatusOrder.objects.filter(pk=order.pk, claim=order.claim, state=State.RUNNING)
    mine.update(state=State.DONE, done_at=clock.now(), claim=None, until=None)
    rows = StatusOrderRow.objects.filter(order=order)
    note(
        **rows.aggregate(
            changed=Count("pk", filter=Q(state=StatusOrderRow.State.CHANGED)),
            refused=Count("pk", filter=Q(state=StatusOrderRow.State.REFUSED)),
            told=Count("pk", filter=~Q(told_at=None)),
        )
    )
    return order
