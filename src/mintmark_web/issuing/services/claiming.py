"""A learner takes what was issued to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import service
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
    found = Credential.objects.select_for_update().get(pk=named.pk)
    if found.claimed_by_id not in (None, user.pk):
        raise ValidationError(_("Somebody else has claimed this credential already."))
    if found.claimed_at is None:
        found.claimed_at, found.claimed_by = clock.now(), user
        found.save(update_fields=("claimed_at", "claimed_by"))
    return found
