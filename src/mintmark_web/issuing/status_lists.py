"""The signed status lists: what tells the world that a credential is suspended or revoked.

A list is signed when somebody asks for it and it is out of date, so that a thousand changes cost
one signature. It is a write, and stands below the queries because they lead to it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.times import format_time
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.enveloped import VC_2
from mintmark.status import bitstring
from mintmark.steps.issue import default_suite, suite_named
from mintmark_web.accounts.access import service
from mintmark_web.accounts.types import SITE, Actor
from mintmark_web.adapters import clock
from mintmark_web.issuing.content import status_address
from mintmark_web.issuing.models import Credential, StatusDocument
from mintmark_web.keys.queries import keys_of
from mintmark_web.keys.signing import signer

if TYPE_CHECKING:
    from mintmark_web.keys.models import Key

SET = {
    StatusDocument.Purpose.REVOCATION: (Credential.Status.REVOKED, Credential.Status.SUPERSEDED),
    StatusDocument.Purpose.SUSPENSION: (Credential.Status.SUSPENDED,),
}
"""For which statuses a list has its bit set."""


BEFORE = timedelta(minutes=1)
"""So much before the moment of signing a list begins to hold: who verifies may have asked for the
time a little before the list, or have a clock that is a little slow."""


def current(list_id: UUID | str, purpose: str) -> StatusDocument | None:
    """Return a status list as it is served, signed anew where it is out of date."""
    rows = StatusDocument.objects.select_related("list")
    found = rows.filter(purpose=purpose, list__pk=list_id).first()
    if found is not None and is_outdated(found):
        return sign_list(SITE, found)
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
    begins = now - BEFORE
    secret = signer(key)
    signed = add_proof(
        _unsigned(found, begins),
        suite=suite_named(default_suite(secret.kind), secret.kind),
        signer=secret,
        created=begins,
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


def signing_key(document: StatusDocument) -> Key | None:
    """Return the key that signs a list: the one in use, or else the last one of this issuer."""
    of = document.list
    keys = keys_of(of.organisation_id).filter(controller=of.issuer).exclude(secret="")
    return keys.order_by("state", "-created_at").first()


def _unsigned(document: StatusDocument, now: datetime) -> dict[str, Any]:
    of = document.list
    url = status_address(of.pk, document.purpose)
    rows = Credential.objects.filter(
        status_list=of, status__in=SET[StatusDocument.Purpose(document.purpose)]
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
