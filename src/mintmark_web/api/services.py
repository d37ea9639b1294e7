"""Making and revoking tokens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import Refused, note, service
from mintmark_web.accounts.permissions import may
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.api import queries
from mintmark_web.api.models import Token
from mintmark_web.api.types import Scope

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

BEGINNING = "mintmark_"
"""Tokens begin so, for scanners that look for secrets in the wrong places."""
_LONGEST_DAYS = 365


@service("token.make")
def make_token(
    actor: Actor, organisation: Organisation, *, name: str, scopes: Iterable[str], days: int
) -> Token:
    """Make a token for oneself. Its text is in ``token.secret``, here and never again.

    Raises:
        ValidationError: no scope, an unknown one, or a life that is too long.
    """
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(Scope.values):
        raise ValidationError({"scopes": _("Choose what the token is for.")})
    if not 1 <= days <= _LONGEST_DAYS:
        raise ValidationError({"days": _("A token lives between a day and a year.")})
    secret = BEGINNING + secrets.token_urlsafe(32)
    made = Token.objects.create(
        organisation=organisation,
        owner_id=actor.person_id,
        name=name.strip(),
        prefix=secret[: len(BEGINNING) + 3],
        token_hash=queries.digest(secret),
        scopes=wanted,
        expires_at=clock.now() + timedelta(days=days),
    )
    made.secret = secret
    note(scopes=wanted, days=days)
    return made


@service("token.revoke")
def revoke_token(actor: Actor, token: Token) -> Token:
    """Make a token useless at once: one's own, or as an administrator anybody's.

    Raises:
        Refused: it is somebody else's.
    """
    if token.owner_id != actor.user_id and not may(actor, "token.see-all"):
        raise Refused("token.revoke")
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=("revoked_at",))
    return token


def used(token: Token, today: date) -> None:
    """Remember the day on which a token was last used; one write a day, no more."""
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
