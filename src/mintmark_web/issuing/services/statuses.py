"""Suspending, reinstating, revoking; and the signed lists that tell the world."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.times import format_time
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.enveloped import VC_2
from mintmark.status import bitstring
from mintmark.steps.issue import default_suite, suite_named
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.issuing.content import status_address
from mintmark_web.issuing.models import Credential, StatusChange, StatusDocument
from mintmark_web.keys.queries import keys_of
from mintmark_web.keys.signing import signer

Status = Credential.Status
MOVES = {
    Status.SUSPENDED: (Status.VALID,),
    Status.VALID: (Status.SUSPENDED,),
    Status.REVOKED: (Status.VALID, Status.SUSPENDED),
    Status.SUPERSEDED: (Status.VALID, Status.SUSPENDED),
}
"""To which status from which: what is revoked or superseded stays so."""
_SET = {
    StatusDocument.Purpose.REVOCATION: (Status.REVOKED, Status.SUPERSEDED),
    StatusDocument.Purpose.SUSPENSION: (Status.SUSPENDED,),
}


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
    if found.state not in (Credential.State.SIGNED, Credential.State.DELIVERED):
        raise ValidationError(_("This credential is not issued yet."))
    if found.status not in MOVES[status]:
        raise ValidationError(
            _("This credential is %s; that cannot be done to it.") % found.get_status_display()
        )
    before, found.status = found.status, status
    found.save(update_fields=("status",))
    StatusChange.objects.create(
        credential=found, status=status, reason=reason.strip(), changed_by_id=actor.user_id
    )
    touched = [purpose for purpose, of in _SET.items() if (before in of) != (status in of)]
    StatusDocument.objects.filter(list_id=found.status_list_id, purpose__in=touched).update(
        changes=F("changes") + 1
    )
    note(before=before, after=str(status))
    return found


@service("status-list.sign")
def sign_list(_actor: Actor, document: StatusDocument) -> StatusDocument:
    """Sign a status list anew, as the statuses are now.

    Where none of the issuer's keys can sign any more, the list stays as it was.
    """
    found = StatusDocument.objects.select_related("list").get(pk=document.pk)
    key = signing_key(found)
    if key is None:
        return found
    changes, now = found.changes, clock.now().replace(microsecond=0)
    secret = signer(key)
    signed = add_proof(
        _unsigned(found, now),
        suite=suite_named(default_suite(secret.kind), secret.kind),
        signer=secret,
        created=now,
        contexts=BUNDLED,
    )
    StatusDocument.objects.filter(pk=found.pk, signed_changes__lte=changes).update(
        bytes=strict_json.dumps(signed), signed_changes=changes, signed_at=now, method=key.method
    )
    found.refresh_from_db()
    return found


def is_outdated(document: StatusDocument) -> bool:
    """Say whether a status changed since a list was signed, or its key was given up since."""
    if document.changes > document.signed_changes:
        return True
    key = signing_key(document)
    return key is not None and key.method != document.method


def signing_key(document: StatusDocument) -> Any:
    """Return the key that signs a list: the one in use, or else the last one of this issuer."""
    of = document.list
    keys = keys_of(of.organisation_id).filter(controller=of.issuer).exclude(secret="")
    return keys.order_by("state", "-created_at").first()


def _unsigned(document: StatusDocument, now: Any) -> dict[str, Any]:
    of = document.list
    url = status_address(of.pk, document.purpose)
    rows = Credential.objects.filter(
        status_list=of, status__in=_SET[StatusDocument.Purpose(document.purpose)]
    )
    return {
        "@context": [VC_2],
        "id": url,
        "type": ["VerifiableCredential", bitstring.CREDENTIAL_TYPE],
        "issuer": of.issuer,
        "validFrom": format_time(now),
        "credentialSubject": bitstring.list_subject(
            rows.values_list("status_index", flat=True),
            list_id=f"{url}#list",
            purpose=document.purpose,
            entries=of.size,
        ),
    }
