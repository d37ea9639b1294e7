"""A learner takes what was issued to them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import service
from mintmark_web.accounts.queries import confirmed_addresses
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.issuing import queries
from mintmark_web.issuing.models import Credential

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User


@service("credential.claim")
def mark_claimed(_actor: Actor, token: str, user: User) -> Credential:
    """Note who claimed a credential; whoever did so before may again.

    Raises:
        ValidationError: the link leads to nothing, or somebody else claimed it.
    """
    named = queries.claimable(token)
    if named is None:
        raise ValidationError(_("This link does not lead to a credential any more."))
    return _claimed(named.pk, user)


@service("credential.claim")
def mark_taken(_actor: Actor, serial: UUID, user: User) -> Credential:
    """Note that somebody took what was issued to an address of theirs.

    Raises:
        ValidationError: nothing waits for them under this number, or somebody else claimed it.
    """
    return _claimed(_waiting(serial, user).pk, user)


@service("credential.decline")
def mark_declined(_actor: Actor, serial: UUID, user: User) -> Credential:
    """Note that somebody does not want in their wallet what was issued to an address of theirs.

    Raises:
        ValidationError: nothing waits for them under this number.
    """
    found = _waiting(serial, user)
    found.declined_at = clock.now()
    found.save(update_fields=("declined_at",))
    return found


def _waiting(serial: UUID, user: User) -> Credential:
    found = queries.waiting_for(confirmed_addresses(user)).filter(pk=serial).first()
    if found is None:
        raise ValidationError(_("This credential does not wait for you any more."))
    return Credential.objects.select_for_update().get(pk=found.pk)


def _claimed(serial: UUID, user: User) -> Credential:
    found = Credential.objects.select_for_update().get(pk=serial)
    if found.claimed_by_id not in (None, user.pk):
        raise ValidationError(_("Somebody else has claimed this credential already."))
    if found.claimed_at is None:
        found.claimed_at, found.claimed_by, found.declined_at = clock.now(), user, None
        found.save(update_fields=("claimed_at", "claimed_by", "declined_at"))
    return found
