"""Suspending, reinstating, revoking."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.issuing.models import Credential, StatusChange, StatusDocument
from mintmark_web.issuing.status_lists import SET

Status = Credential.Status
MOVES = {
    Status.SUSPENDED: (Status.VALID,),
    Status.VALID: (Status.SUSPENDED,),
    Status.REVOKED: (Status.VALID, Status.SUSPENDED),
    Status.SUPERSEDED: (Status.VALID, Status.SUSPENDED),
}
"""To which status from which: what is revoked or superseded stays so."""


@service("credential.suspend")
def suspend(actor: Actor, credential: Credential, reason: str) -> Credential:
    """Suspend a credential for a time.

    Raises:
        ValidationError: it is not valid, or no reason is given.
    """
    return _change(actor, credential, Status.SUSPENDED, reason)


@service("credential.reinstate")
def reinstate(actor: Actor, credential: Credential, reason: str) -> Credential:
    """End the suspension of a credential.

    Raises:
        ValidationError: it is not suspended, or no reason is given.
    """
    return _change(actor, credential, Status.VALID, reason)


@service("credential.revoke")
def revoke(actor: Actor, credential: Credential, reason: str) -> Credential:
    """Revoke a credential for good.

    Raises:
        ValidationError: it is revoked already, or no reason is given.
    """
    return _change(actor, credential, Status.REVOKED, reason)


@service("credential.supersede")
def supersede(actor: Actor, credential: Credential, *, by: Credential) -> Credential:
    """Take back a credential, because another one takes its place."""
    return _change(actor, credential, Status.SUPERSEDED, _("Replaced by %s.") % by.serial.urn)


CHANGES = {Status.SUSPENDED: suspend, Status.VALID: reinstate, Status.REVOKED: revoke}


def change_status(actor: Actor, credential: Credential, status: str, reason: str) -> Credential:
    """Suspend, reinstate or revoke.

    Raises:
        ValidationError: that cannot be done to it, or no reason is given.
    """
    return CHANGES[Status(status)](actor, credential, reason)


def _change(actor: Actor, credential: Credential, status: Status, reason: str) -> Credential:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    found = Credential.objects.select_for_update().get(pk=credential.pk)
    if why := why_not(found, status):
        raise ValidationError(why)
    before, found.status = found.status, status
    found.save(update_fields=("status",))
    StatusChange.objects.create(
        credential=found, status=status, reason=reason.strip(), changed_by_id=actor.user_id
    )
    outdate({found.status_list_id}, touched(before, status))
    note(before=before, after=str(status))
    return found


def why_not(credential: Credential, status: str) -> str:
    """Return why a credential cannot get a status; empty where it can."""
    if credential.state not in (Credential.State.SIGNED, Credential.State.DELIVERED):
        return _("This credential is not issued yet.")
    if credential.status not in MOVES[Status(status)]:
        standing = credential.get_status_display().lower()
        return _("This credential is %s; that cannot be done to it.") % standing
    return ""


def touched(before: str, after: str) -> set[str]:
    """Return the purposes of the lists in which a change of status is a change."""
    return {purpose for purpose, of in SET.items() if (before in of) != (after in of)}


def outdate(lists: Iterable[UUID], purposes: Iterable[str]) -> None:
    """Note that status lists are to be signed anew before they are served."""
    rows = StatusDocument.objects.filter(list_id__in=list(lists), purpose__in=list(purposes))
    rows.update(changes=F("changes") + 1)
