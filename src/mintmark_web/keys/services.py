"""Making, rotating, retiring and giving up keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mintmark import PrivateKey, new_key
from mintmark.keys import keyfile, multikey
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock, vault
from mintmark_web.keys import queries
from mintmark_web.keys.models import Key
from mintmark_web.keys.signing import purpose

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation


@service("key.make")
def make_key(_actor: Actor, organisation: Organisation, *, kind: str = "Ed25519") -> Key:
    """Make a key of a kind of which none is in use.

    Raises:
        ValidationError: one is.
    """
    return _made(organisation, kind)


@service("key.rotate")
def rotate_key(_actor: Actor, key: Key) -> Key:
    """Retire a key and make the one that follows it; return the new one.

    Raises:
        ValidationError: the key is no longer in use.
    """
    old = _still_active(key)
    _retire(old)
    note(before=old.method)
    return _made(old.organisation, old.kind)


@service("key.retire")
def retire_key(_actor: Actor, key: Key) -> Key:
    """Take a key out of use. What it signed holds.

    Raises:
        ValidationError: it is no longer in use.
    """
    return _retire(_still_active(key))


@service("key.compromise")
def report_compromise(_actor: Actor, key: Key, *, since: datetime | None = None) -> Key:
    """Give a key up that others may have: its secret is destroyed, it is told as revoked.

    Args:
        since: from when on nothing is to be believed that it signed; None for now.

    Raises:
        ValidationError: that was done before, or ``since`` is in the future.
    """
    now = clock.now()
    lost = Key.objects.select_for_update().get(pk=key.pk)
    if lost.state == Key.State.COMPROMISED:
        raise ValidationError(_("This key is already given up."))
    if since is not None and since > now:
        raise ValidationError({"since": _("This moment is still to come.")})
    lost.state, lost.secret = Key.State.COMPROMISED, ""
    lost.revoked_at = since or now
    lost.retired_at = lost.retired_at or now
    lost.save(update_fields=("state", "secret", "revoked_at", "retired_at"))
    return lost


def _made(organisation: Organisation, kind: str) -> Key:
    secret = _named(new_key(kind), organisation)
    key = Key(
        organisation=organisation,
        kind=kind,
        controller=secret.controller,
        method=secret.verification_method,
        public=multikey.write_public(secret.public_key),
    )
    key.secret = vault.encrypt(keyfile.dumps(secret), purpose(key))
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(
            _("A key of this kind is already in use. Rotate it instead of making another one.")
        ) from None
    note(kind=kind, method=key.method)
    return key


def _named(secret: PrivateKey, organisation: Organisation) -> PrivateKey:
    """Return the key as one of the organisation's did:web, or as its own did:key."""
    did = queries.web_did(organisation)
    if did is None:
        return secret
    method = f"{did}#{multikey.write_public(secret.public_key)}"
    return replace(secret, controller=did, verification_method=method)


def _still_active(key: Key) -> Key:
    found = Key.objects.select_for_update().get(pk=key.pk)
    if found.state != Key.State.ACTIVE:
        raise ValidationError(_("This key is no longer in use."))
    return found


def _retire(key: Key) -> Key:
    key.state, key.retired_at = Key.State.RETIRED, clock.now()
    key.save(update_fields=("state", "retired_at"))
    return key
