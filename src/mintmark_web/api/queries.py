"""Reading tokens."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db.models import F, QuerySet

from mintmark_web.api.models import Token


def digest(secret: str) -> str:
    """Return what is kept of a token: it has 256 random bits, so one hash is enough."""
    return sha256(secret.encode()).hexdigest()


def tokens(organisation_id: int, owner_id: int | None = None) -> QuerySet[Token]:
    """Return the tokens of an organisation, or those of one member; the newest first."""
    found = Token.objects.filter(organisation_id=organisation_id).select_related("owner")
    return found if owner_id is None else found.filter(owner_id=owner_id)


def usable(secret: str, now: datetime) -> Token | None:
    """Return the token with this secret, if it still opens anything.

    It does not when it is revoked or over, or when its owner left the office or the organisation.
    """
    found = Token.objects.select_related("organisation", "owner").filter(
        token_hash=digest(secret),
        revoked_at=None,
        expires_at__gt=now,
        owner__is_active=True,
        owner__memberships__organisation=F("organisation"),
    )
    return found.first()
