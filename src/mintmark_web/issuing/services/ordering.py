"""Orders: who shall get what, signed with which key in which way."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from mintmark import Achievement, Award
from mintmark.errors import MintmarkError
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock, sheets
from mintmark_web.issuing import content, queries, reading, tasks
from mintmark_web.issuing.models import Batch, Chunk, Credential
from mintmark_web.issuing.services.intending import add_chunk
from mintmark_web.issuing.types import Item

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version
    from mintmark_web.keys.models import Key

MOST_SHARES = 8
"""How many workers may join in at one batch."""


@service("credential.issue")
def order(
    actor: Actor,
    version: Version,
    *,
    key: Key,
    suite: str,
    awards: Sequence[uuid.UUID] | None = None,
    source: File[Any] | None = None,
    notify: bool = True,
) -> Batch:
    """Order credentials for awards of the assessors, or for the rows of an award list.

    Args:
        key: a key in use, of the version's organisation.
        suite: one of ``content.suites``.
        awards: ids of awards; None for all that wait.
        source: an award list (CSV in UTF-8) instead.
        notify: whether the learners are written to.

    Raises:
        ValidationError: it cannot be ordered, in words for the form. A version that is no longer
            public is issued to those who were awarded it, and to nobody on a list.
    """
    _refuse_past(version, is_list=source is not None)
    batch = _begun(actor, version, key, suite, notify)
    if source is not None:
        batch.kind = Batch.Kind.LIST
        batch.total = _counted(source, batch)
        batch.source.save(f"{batch.pk}.csv", source, save=False)
    else:
        waiting = queries.unissued(batch.organisation).filter(version_id=version.pk)
        if awards is not None:
            waiting = waiting.filter(pk__in=list(awards))
        batch.awards = [str(one) for one in waiting.values_list("pk", flat=True)]
        batch.total = len(batch.awards)
    if not batch.total:
        raise ValidationError(_("There is nothing to issue."))
    batch.save(force_insert=True)
    note(rows=batch.total, kind=batch.kind, suite=suite, key=key.method)
    _start(batch)
    return batch


def _refuse_past(version: Version, *, is_list: bool) -> None:
    if version.state not in achievements.STANDING:
        raise ValidationError(_("This version was never published."))
    if is_list and version.state != version.State.PUBLISHED:
        raise ValidationError(
            _("This version is no longer public. Only awards made under it can be issued.")
        )


def _begun(actor: Actor, version: Version, key: Key, suite: str, notify: bool) -> Batch:
    if key.organisation_id != version.organisation_id or key.state != key.State.ACTIVE:
        raise ValidationError({"key": _("Choose a key that is in use.")})
    now = clock.now().replace(microsecond=0)
    try:
        content.refuse_unfit(suite, key.kind)
        noun = achievements.noun(version, did=key.controller)
        shared = content.shared_text(noun, key.controller, now)
    except (MintmarkError, ValueError) as error:
        raise ValidationError(str(error)) from None
    return Batch(
        organisation_id=version.organisation_id,
        key=key,
        version=version,
        achievement=noun.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
        title=noun.title.best(noun.language)[:300],
        dictionary=shared,
        suite=suite,
        issued_at=now,
        kind=Batch.Kind.AWARDS,
        notify=notify,
        created_by_id=actor.user_id,
    )


def _counted(source: File[Any], batch: Batch) -> int:
    try:
        sheets.refuse_binary(source.read(sheets.HEAD))
    except sheets.NotATableError as error:
        raise ValidationError({"source": sheets.said(error)}) from None
    try:
        return reading.count_rows(source, Achievement.model_validate(batch.achievement))
    except MintmarkError as error:
        told = " ".join(part for part in (error.message, error.remedy) if part)
        place = f"{error.place}: " if error.place else ""
        raise ValidationError({"source": f"{place}{told}"}) from None


def _start(batch: Batch) -> None:
    shares = min(MOST_SHARES, 1 + batch.total // reading.CHUNK)
    transaction.on_commit(lambda: tasks.begin(batch.pk, shares=shares))


@service("credential.renew")
def renew(actor: Actor, credential: Credential, *, key: Key, awarded_on: date) -> Credential:
    """Issue a credential again for a new day of award, with a new end. The old one ends as it will.

    Raises:
        ValidationError: it cannot be renewed, in words for the form.
    """
    return _again(
        actor, credential, Batch.Kind.RENEWAL, key, {"awarded_on": awarded_on.isoformat()}
    )


@service("credential.correct")
def correct(
    actor: Actor, credential: Credential, *, key: Key, changes: dict[str, Any]
) -> Credential:
    """Issue a credential again with something put right; the old one is then superseded.

    Args:
        changes: what of the core's Award is to be otherwise; ``learner`` as a whole.

    Raises:
        ValidationError: it cannot be corrected, in words for the form.
    """
    return _again(actor, credential, Batch.Kind.CORRECTION, key, changes)


def _again(
    actor: Actor, credential: Credential, kind: str, key: Key, changes: dict[str, Any]
) -> Credential:
    found = Credential.objects.select_for_update().get(pk=credential.pk)
    _refuse_unfit(found)
    told = found.content["award"] | changes
    try:
        award = Award.model_validate(told)
    except ValueError:
        raise ValidationError(_("Something in it is malformed.")) from None
    if award.awarded_on > clock.now().date():
        raise ValidationError({"awarded_on": _("This day is still to come.")})
    version = achievements.version(found.version_id) if found.version_id else None
    if version is None:
        raise ValidationError(_("The achievement is not there any more."))
    batch = _begun(actor, version, key, _fitting(found.batch.suite, key), notify=True)
    batch.kind, batch.total, batch.read = kind, 1, 1
    batch.state = Batch.State.SIGNING
    batch.save(force_insert=True)
    achievement = Achievement.model_validate(batch.achievement)
    item = Item(1, award, found.award_id, supersedes=found)
    try:
        (made,) = add_chunk(batch, [item], achievement)
    except MintmarkError as error:
        raise ValidationError(str(error)) from None
    note(instead_of=found.serial.urn)
    _start(batch)
    return made


def _refuse_unfit(credential: Credential) -> None:
    if not credential.content or credential.version_id is None:
        raise ValidationError(
            _("This credential came ready-made. Send the new one the same way, and revoke this.")
        )
    if credential.state not in queries.ISSUED:
        raise ValidationError(_("This credential is not issued yet."))
    if credential.status not in (Credential.Status.VALID, Credential.Status.SUSPENDED):
        raise ValidationError(_("This credential is taken back already."))
    if Credential.objects.filter(supersedes=credential).exists():
        raise ValidationError(_("This credential has a successor already."))


def _fitting(suite: str, key: Key) -> str:
    fitting = content.suites(key.kind)
    return suite if suite in fitting else fitting[0]


@service("credential.stop")
def stop(_actor: Actor, batch: Batch) -> Batch:
    """Let a batch rest: what is signed stays, nothing more is.

    Raises:
        ValidationError: it is done.
    """
    rows = Batch.objects.filter(pk=batch.pk, state__in=(Batch.State.READING, Batch.State.SIGNING))
    if not rows.update(state=Batch.State.STOPPED):
        raise ValidationError(_("This batch does not run."))
    return batch


@service("credential.stop")
def resume(_actor: Actor, batch: Batch) -> Batch:
    """Go on with a batch that rests.

    Raises:
        ValidationError: it does not.
    """
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.state != Batch.State.STOPPED:
        raise ValidationError(_("This batch is not stopped."))
    found.state = Batch.State.SIGNING if found.read >= found.total else Batch.State.READING
    found.trouble, found.reading_until = "", None
    found.save(update_fields=("state", "trouble", "reading_until"))
    Chunk.objects.filter(batch=found, stage=Chunk.Stage.SIGN).update(tries=0)
    _start(found)
    return found


@service("batch.break-off")
def break_off(_actor: Actor, batch: Batch, why: str) -> Batch:
    """Stop a batch that cannot go on, and say why."""
    running = Batch.objects.filter(pk=batch.pk).exclude(state=Batch.State.DONE)
    running.update(state=Batch.State.STOPPED, trouble=why)
    return batch


@service("batch.close")
def close(_actor: Actor, batch: Batch) -> Batch:
    """Note that a batch is done."""
    open_ = Batch.objects.filter(pk=batch.pk, state=Batch.State.SIGNING)
    open_.update(state=Batch.State.DONE, done_at=clock.now())
    return batch


@service("credential.download")
def take_all(_actor: Actor, batch: Batch) -> Batch:
    """Note that somebody takes all credentials of a batch along."""
    note(credentials=queries.credentials(batch.organisation_id, batch_id=batch.pk).count())
    return batch
