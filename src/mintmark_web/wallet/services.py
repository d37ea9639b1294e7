"""Writing wallets: everything here is the learner's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mintmark import MintmarkError, Report
from mintmark.carriers.showing import to_show
from mintmark_web.accounts import queries as accounts_queries
from mintmark_web.accounts import services as accounts
from mintmark_web.accounts.access import Refused, note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.awards import services as awards
from mintmark_web.issuing import queries as issuing_queries
from mintmark_web.issuing import services as issuing
from mintmark_web.verification.checking import verify_bytes
from mintmark_web.wallet import exporting, reading, wrong_files
from mintmark_web.wallet.models import Held, Profile, Share, ShareView

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User
    from mintmark_web.issuing.models import Credential

MOST = 2_000
"""So many credentials in one wallet."""


@service("wallet.claim")
def claim(actor: Actor, token: str) -> Held:
    """Put into a wallet what was issued to whom an e-mailed link was sent.

    Whoever claimed a credential may follow the link again, and gets what is there.

    Raises:
        ValidationError: the link leads to nothing, or somebody else claimed it.
    """
    issued = issuing.mark_claimed(actor, token, _owner(actor, action="wallet.claim"))
    return _kept(actor, issued)


@service("wallet.claim")
def take_waiting(actor: Actor, serial: UUID) -> Held:
    """Put into a wallet what was issued to an address that its owner confirmed.

    Raises:
        ValidationError: it does not wait for them any more, or their wallet is full.
    """
    issued = issuing.mark_taken(actor, serial, _owner(actor, action="wallet.claim"))
    return _kept(actor, issued)


@service("wallet.decline")
def decline_waiting(actor: Actor, serial: UUID) -> None:
    """Let a credential that waits wait no more. The link in its letter still takes it.

    Raises:
        ValidationError: it does not wait for them.
    """
    issuing.mark_declined(actor, serial, _owner(actor, action="wallet.decline"))


def _kept(actor: Actor, issued: Credential) -> Held:
    """Return what is held of a credential of ours; the first time it is put there."""
    data = issuing_queries.issued_bytes(issued)
    if data is None:
        raise ValidationError(_("This link leads to no credential any more."))
    known = Held.objects.filter(owner_id=actor.person_id, digest=reading.digest_of(data)).first()
    return known or _keep(actor, data, verify_bytes(to_show(data)), serial=issued.serial)


def _owner(actor: Actor, *, action: str) -> User:
    user = accounts_queries.user(actor.person_id)
    if user is None:
        raise Refused(action)
    return user


@service("wallet.take-in")
def take_in(actor: Actor, data: bytes, name: str = "") -> Held:
    """Verify a credential from elsewhere, and keep it if somebody signed it.

    What does not hold any more is kept with its verdict; what was changed, or cannot be read, is
    not kept.

    Raises:
        ValidationError: it is not kept, or is here already.
    """
    report = verify_bytes(to_show(data))
    if report.signed is None:
        raise ValidationError(
            _("%(name)s was not taken in: %(why)s"),
            params={"name": name or _("The credential"), "why": wrong_files.why(report, data)},
        )
    return _keep(actor, data, report, serial=_serial(report))


def _serial(report: Report) -> UUID | None:
    """Return the serial of a credential that this office issued."""
    named = reading.serial_in(str(report.signed.document.get("id"))) if report.signed else None
    if named is None or report.signed is None or not report.signed.issuer["vouched_by"]:
        return None
    found = issuing_queries.credential(named)
    return found.serial if found else None


def _keep(actor: Actor, data: bytes, report: Report, *, serial: UUID | None) -> Held:
    """Make the row; the database sees to it that a credential is held once."""
    if Held.objects.filter(owner_id=actor.person_id).count() >= MOST:
        raise ValidationError(_("Your wallet is full. Remove something first."))
    try:
        fields = reading.fields_of(data, report, clock.now())
    except MintmarkError as error:
        raise ValidationError(str(error)) from None
    made = Held(owner_id=actor.person_id, serial=serial, **fields)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(_("This credential is in your wallet already.")) from None
    note(verdict=made.verdict)
    return made


@service("wallet.check")
def check_again(_actor: Actor, held: Held) -> Held:
    """Verify what is held once more."""
    report = verify_bytes(held.to_show)
    fields = reading.checked(report, clock.now())
    Held.objects.filter(pk=held.pk).update(**fields)
    held.refresh_from_db()
    note(verdict=held.verdict)
    return held


@service("wallet.remove")
def remove(_actor: Actor, held: Held) -> None:
    """Take a credential out of the wallet, and out of whatever is shared."""
    shared = list(held.shares.all())
    held.delete()
    for one in shared:
        if not one.credentials.exists():
            one.delete()


@service("share.make")
def share(
    actor: Actor,
    held: Sequence[Held],
    *,
    scope: str = Share.Scope.SUMMARY,
    label: str = "",
    expires_at: datetime | None = None,
) -> Share:
    """Make a link by which others may see some credentials.

    Raises:
        ValidationError: there is nothing to share, something is another's, or the end is over.
    """
    own = Held.objects.filter(owner_id=actor.person_id, pk__in=[one.pk for one in held])
    if not held or own.count() != len({one.pk for one in held}):
        raise ValidationError(_("Choose at least one of your credentials."))
    if expires_at is not None and expires_at <= timezone.now():
        raise ValidationError({"expires_on": _("Choose a day that is still to come.")})
    made = Share.objects.create(
        owner_id=actor.person_id, scope=scope, label=label.strip(), expires_at=expires_at
    )
    made.credentials.set(own)
    note(scope=scope, credentials=len(held))
    return made


@service("share.withdraw")
def withdraw_share(_actor: Actor, share: Share) -> Share:
    """Close a link for good."""
    Share.objects.filter(pk=share.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    share.refresh_from_db(fields=("withdrawn_at",))
    return share


@service("share.see")
def see_share(_actor: Actor, share: Share, *, downloaded: bool = False) -> Share:
    """Note for its owner that a link was followed. Nothing of the reader is kept."""
    ShareView.objects.create(share=share, downloaded=downloaded)
    return share


@service("profile.edit")
def edit_profile(
    actor: Actor,
    user: User,
    *,
    handle: str,
    headline: str,
    public: bool,
    shown: Sequence[Held],
) -> Profile:
    """Make or change somebody's public page.

    Raises:
        ValidationError: the address is taken, or something shown is another's.
    """
    own = Held.objects.filter(owner_id=actor.person_id, pk__in=[one.pk for one in shown])
    try:
        with transaction.atomic():
            made, _new = Profile.objects.update_or_create(
                owner=user,
                defaults={"handle": handle, "headline": headline.strip(), "public": public},
            )
    except IntegrityError:
        raise ValidationError({"handle": _("Somebody else has this address.")}) from None
    made.shown.set(own)
    note(public=public, shown=len(shown))
    return made


@service("wallet.export")
def export_all(_actor: Actor, user: User) -> Iterator[bytes]:
    """Return what is kept of somebody, wallet and learning, as a zip archive in pieces."""
    return exporting.archive(user)


@service("wallet.erase")
def erase(actor: Actor, user: User, *, close: bool = False, leave: bool = True) -> None:
    """Erase a wallet with all that is shared and shown, and the learning that led to no award.

    ``leave`` gives up the courses that run, with what was handed in there; without it they go on,
    and only what is over is erased. ``close`` gives the account up, too, and then all is left.
    What others must keep by law stays with them: a provider's register of awards with the marks
    they rest on, and the record.

    Raises:
        ValidationError: the account cannot be closed, because its owner works for an organisation.
    """
    Share.objects.filter(owner=user).delete()
    Profile.objects.filter(owner=user).delete()
    gone, _each = Held.objects.filter(owner=user).delete()
    leaves = leave or close
    awards.erase_learning(actor, user, running=leaves)  # by the address, which closing takes away
    note(credentials=gone, closed=close, left=leaves)
    if close:
        accounts.close_account(actor, user)
