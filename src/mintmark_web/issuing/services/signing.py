"""Signing: what was intended is signed and stored, all of a chunk or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from mintmark.errors import MintmarkError
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import SITE, Actor
from mintmark_web.adapters import bulk, clock
from mintmark_web.issuing.content import Press
from mintmark_web.issuing.models import Batch, Chunk, Credential, Document, RowError
from mintmark_web.issuing.services.statuses import supersede
from mintmark_web.issuing.types import Signed

_NEEDED = ("serial", "batch", "content", "status_list", "status_index", "line", "name")


def sign_chunk(chunk: Chunk, press: Press) -> None:
    """Sign what a chunk holds, outside of any transaction, and store it in one."""
    intended = Credential.objects.filter(
        batch=chunk.batch, chunk=chunk.number, state=Credential.State.INTENDED
    )
    signed: list[Signed] = []
    failed: list[tuple[Credential, MintmarkError]] = []
    for credential in intended.only(*_NEEDED):
        try:
            signed.append(press.sign(credential))
        except MintmarkError as error:
            failed.append((credential, error))
    store(SITE, chunk, signed, failed)


@service("credential.sign")
def store(
    actor: Actor,
    chunk: Chunk,
    signed: Sequence[Signed],
    failed: Sequence[tuple[Credential, MintmarkError]] = (),
) -> Chunk:
    """Store what was signed for a chunk. Whoever lost the claim to it in between stores nothing."""
    batch = chunk.batch
    after = Chunk.Stage.SEND if batch.notify else Chunk.Stage.DONE
    mine = Chunk.objects.filter(pk=chunk.pk, claim=chunk.claim, stage=Chunk.Stage.SIGN)
    done = mine.update(
        stage=after, claim=None, until=None, tries=0, signed=F("signed") + len(signed)
    )
    if not done:
        note(signed=0)
        return chunk
    for credential, error in failed:
        _fail(credential, error)
    bulk.insert(
        [Document(credential_id=one.serial, packed=one.packed, digest=one.digest) for one in signed]
    )
    Credential.objects.filter(
        batch=batch, chunk=chunk.number, state=Credential.State.INTENDED
    ).update(state=Credential.State.SIGNED, signed_at=clock.now())
    if batch.kind == Batch.Kind.CORRECTION:
        _supersede(actor, chunk)
    note(batch=str(batch.pk), signed=len(signed), failed=len(failed))
    return chunk


def _supersede(actor: Actor, chunk: Chunk) -> None:
    """Take back what the new credentials take the place of, now that they are there."""
    made = Credential.objects.filter(
        batch=chunk.batch, chunk=chunk.number, state=Credential.State.SIGNED
    )
    for one in made.select_related("supersedes"):
        if one.supersedes is not None:
            supersede(actor, one.supersedes, by=one)


def _fail(credential: Credential, error: MintmarkError) -> None:
    Credential.objects.filter(pk=credential.pk).update(state=Credential.State.FAILED)
    words = f"{error.message} {error.remedy}" if error.remedy else error.message
    RowError.objects.update_or_create(
        batch_id=credential.batch_id,
        line=credential.line,
        defaults={"learner": credential.name, "code": error.code, "message": words},
    )
