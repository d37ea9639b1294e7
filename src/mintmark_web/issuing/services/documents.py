"""Ready-made credentials: signed, stored and kept like all others, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.issuing import content, packing
from mintmark_web.issuing.models import Batch, Chunk, Credential, Document
from mintmark_web.issuing.ready_made import ReadyMade, prepared
from mintmark_web.issuing.services.intending import reserve
from mintmark_web.keys.signing import signer

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation


def issue_document(
    actor: Actor, organisation: Organisation, document: Mapping[str, Any], *, suite: str = ""
) -> Credential:
    """Sign a credential as it came, in the organisation's name, with a status that is kept here.

    Args:
        document: a credential (VC Data Model 2.0) without proof and status.
        suite: the name of a cryptosuite; the usual one of the key where it is empty.

    Raises:
        MintmarkError: what is wrong with it.
        ValidationError: another one with its id was issued at the same moment.
        KeyUnusableError, VaultError: the key cannot sign.
    """
    return _issue(actor, organisation, prepared(organisation, document, suite=suite))


@service("credential.issue")
def _issue(actor: Actor, organisation: Organisation, ready: ReadyMade) -> Credential:
    now = clock.now().replace(microsecond=0)
    batch = Batch.objects.create(
        organisation=organisation,
        key=ready.key,
        achievement={},
        title=ready.title,
        suite=ready.suite,
        issued_at=now,
        kind=Batch.Kind.DOCUMENT,
        state=Batch.State.DONE,
        total=1,
        read=1,
        chunks=1,
        notify=False,
        created_by_id=actor.user_id,
        done_at=now,
    )
    made = _stored(batch, ready)
    status = content.status_entries(made)
    data = content.sign_as(
        ready.suite, {**ready.document, "credentialStatus": status}, signer(ready.key), now
    )
    packed = packing.pack(data, b"")
    Document.objects.create(credential=made, packed=packed, digest=sha256(data).hexdigest())
    Chunk.objects.create(batch=batch, number=1, stage=Chunk.Stage.DONE, size=1, signed=1)
    note(kind=batch.kind, suite=ready.suite, key=ready.key.method)
    return made


def _stored(batch: Batch, ready: ReadyMade) -> Credential:
    ((of, index),) = reserve(batch, 1)
    made = Credential(
        serial=ready.serial,
        organisation_id=batch.organisation_id,
        batch=batch,
        chunk=1,
        line=1,
        named=ready.named,
        decision=ready.serial.hex,
        learner=ready.serial.hex,
        name=ready.learner,
        content={},
        status_list=of,
        status_index=index,
        state=Credential.State.SIGNED,
        signed_at=batch.issued_at,
        valid_until=ready.valid_until,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise ValidationError({"id": _("A credential with this id is issued already.")}) from None
    return made
