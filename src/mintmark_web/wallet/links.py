"""The tokens in links, and the links that take a credential out into the world."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from mintmark_web.adapters.site import address
from mintmark_web.wallet.models import Held, Share

_SALT = "wallet.share"
_LINKEDIN = "https://www.linkedin.com/profile/add"


def token(share: Share) -> str:
    """Return the token of a share: its id, and a proof that we gave it out."""
    return urlsafe_b64encode(share.pk.bytes + _proof(share.pk)).decode().rstrip("=")


def share_id(said: str) -> UUID | None:
    """Return the id in a token; None where we did not give it out."""
    try:
        raw = urlsafe_b64decode(said + "=" * (-len(said) % 4))
    except ValueError:
        return None
    if len(raw) != 32 or urlsafe_b64encode(raw).decode().rstrip("=") != said:
        return None
    found = UUID(bytes=raw[:16])
    return found if constant_time_compare(raw[16:], _proof(found)) else None


def _proof(share: UUID) -> bytes:
    return salted_hmac(_SALT, share.hex, algorithm="sha256").digest()[:16]


def link(share: Share) -> str:
    """Return the whole address of a share."""
    return address(reverse("wallet.shared", args=[token(share)]))


def linkedin(held: Held, url: str, title: str, issuer: str) -> str:
    """Return the address of LinkedIn's form for a new certification, filled in."""
    facts: dict[str, str | int] = {
        "startTask": "CERTIFICATION_NAME",
        "name": title,
        "organizationName": issuer,
        "certUrl": url,
        "certId": held.credential_id,
    }
    if held.awarded_on:
        facts |= {"issueYear": held.awarded_on.year, "issueMonth": held.awarded_on.month}
    if held.valid_until:
        ends = held.valid_until
        facts |= {"expirationYear": ends.year, "expirationMonth": ends.month}
    return f"{_LINKEDIN}?{urlencode(facts)}"
