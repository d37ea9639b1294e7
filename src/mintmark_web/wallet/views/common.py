"""What the pages of the wallet share."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import OfficeRequest
from mintmark_web.ui.types import Link
from mintmark_web.wallet import queries
from mintmark_web.wallet.models import Held, Share


def own(request: OfficeRequest, held: UUID) -> Held:
    """Return a credential of the reader's; others are not there for them."""
    found = queries.held(request.user, held)
    if found is None:
        raise Http404
    return found


def own_share(request: OfficeRequest, share: UUID) -> Share:
    """Return a share of the reader's."""
    found = queries.share(request.user, share)
    if found is None:
        raise Http404
    return found


def tabs(current: str) -> list[Link]:
    """Return the parts of the wallet."""
    parts = (
        ("wallet.home", _("Your credentials")),
        ("wallet.shares", _("Shared")),
        ("wallet.profile", _("Public page")),
        ("wallet.data", _("Your data")),
    )
    return [Link(label, reverse(name), current=name == current) for name, label in parts]
