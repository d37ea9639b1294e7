"""Reading wallets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mintmark import Holding
from mintmark_web.accounts import queries as accounts
from mintmark_web.issuing import queries as issuing
from mintmark_web.verification.checking import Desk
from mintmark_web.wallet import links
from mintmark_web.wallet.models import Held, Profile, Share

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User
    from mintmark_web.issuing.models import Credential


def all_held(user: User) -> QuerySet[Held]:
    """Return what somebody holds, the newest award first, without files and documents."""
    return Held.objects.filter(owner=user).defer("bytes", "document", "report", "search")


def waiting(user: User) -> QuerySet[Credential]:
    """Return what was issued to an address that somebody confirmed, and they have not taken yet."""
    return issuing.waiting_for(accounts.confirmed_addresses(user))


def was_issued_to(user: User, serial: UUID) -> bool:
    """Say whether a credential was issued to an address that somebody confirmed."""
    return issuing.issued_to(accounts.confirmed_addresses(user)).filter(pk=serial).exists()


def statuses(rows: Iterable[Held]) -> dict[UUID, Credential.Status]:
    """Return, by serial, how those of the credentials stand now that were issued here."""
    return issuing.statuses(one.serial for one in rows if one.serial is not None)


def search(user: User, words: str) -> QuerySet[Held]:
    """Return what somebody holds that has all the words, in any language."""
    found = all_held(user)
    for word in words.lower().split()[:10]:
        found = found.filter(search__contains=word)
    return found


def held(user: User, held_id: UUID | str) -> Held | None:
    """Return one credential of somebody's."""
    return Held.objects.filter(owner=user, pk=held_id).first()


def holdings(user: User) -> tuple[Holding, ...]:
    """Return all that somebody holds as a stack sees it, each verified now."""
    desk = Desk()
    rows = Held.objects.filter(owner=user).order_by("awarded_on", "added_at", "id")
    return tuple(desk.holding(row.to_show, str(row.pk)) for row in rows)


def shares(user: User) -> QuerySet[Share]:
    """Return somebody's shares, the newest first, each with how often it was ``seen``."""
    rows = Share.objects.filter(owner=user).annotate(seen=Count("views"))
    return rows.order_by("-created_at", "id")


def share(user: User, share_id: UUID | str) -> Share | None:
    """Return one of somebody's shares."""
    return shares(user).filter(pk=share_id).first()


def open_share(token: str) -> Share | None:
    """Return the share of a link, while it holds."""
    found = links.share_id(token)
    if found is None:
        return None
    rows = Share.objects.filter(pk=found, withdrawn_at=None, owner__is_active=True)
    in_time = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return rows.filter(in_time).select_related("owner").first()


def profile(user: User) -> Profile | None:
    """Return somebody's public page, whether it is public or not."""
    return Profile.objects.filter(owner=user).first()


def public_profile(handle: str) -> Profile | None:
    """Return a public page, while its owner wants it public."""
    rows = Profile.objects.filter(handle=handle, public=True, owner__is_active=True)
    return rows.select_related("owner").first()


def shown(profile: Profile) -> QuerySet[Held]:
    """Return what a public page shows, without files and documents."""
    return profile.shown.defer("bytes", "document", "report", "search")
