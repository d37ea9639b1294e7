"""Delivery: learners are written to. A crash may send a letter twice, but never loses one."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import SITE, Actor
from mintmark_web.adapters import clock, mail
from mintmark_web.issuing import letters, tasks
from mintmark_web.issuing.models import Batch, Chunk, Credential
from mintmark_web.issuing.services import claims

WAIT = timedelta(minutes=2)
"""How long to wait when the mail server does not answer."""
_ISSUED = (Credential.State.SIGNED, Credential.State.DELIVERED)


def send_chunk(chunk: Chunk) -> None:
    """Write to those of a chunk who were not written to."""
    organisation = chunk.batch.organisation.name
    postponed = ""
    for number, credential in enumerate(list(_to_tell(chunk))):
        if number % 20 == 0 and not claims.prolong(chunk):
            return
        try:
            letters.send_claim(credential, organisation)
        except SMTPRecipientsRefused as error:
            if mail.is_final(error):
                _settle(credential, trouble=_("The mail server refused the address."))
            else:
                postponed = type(error).__name__
        except OSError as error:
            _later(chunk, type(error).__name__)
            return
        else:
            _settle(credential)
    if postponed:
        _later(chunk, postponed)
    else:
        finish_sending(SITE, chunk)


def _to_tell(chunk: Chunk) -> QuerySet[Credential]:
    rows = Credential.objects.filter(
        batch=chunk.batch,
        chunk=chunk.number,
        state__in=_ISSUED,
        status=Credential.Status.VALID,
        told_at=None,
        mail_trouble="",
        claimed_at=None,
        declined_at=None,
    ).exclude(email="")
    return rows.select_related("batch").only("serial", "name", "email", "round", "batch__title")


def _settle(credential: Credential, trouble: str = "") -> None:
    """Note what became of a letter at once, so that a crash repeats one at most."""
    rows = Credential.objects.filter(pk=credential.pk)
    if trouble:
        rows.update(mail_trouble=trouble)
    else:
        rows.update(told_at=clock.now(), state=Credential.State.DELIVERED)


def _later(chunk: Chunk, why: str) -> None:
    """Try again after a while; after several times give up, and say so."""
    if chunk.tries < claims.MOST_TRIES:
        claims.give_back(chunk, WAIT)
        return
    told = _("The mail server could not be reached (%s).") % why
    _to_tell(chunk).update(mail_trouble=told)
    finish_sending(SITE, chunk)


@service("credential.deliver")
def finish_sending(_actor: Actor, chunk: Chunk) -> Chunk:
    """Note that all who could be written to were."""
    mine = Chunk.objects.filter(pk=chunk.pk, claim=chunk.claim, stage=Chunk.Stage.SEND)
    mine.update(stage=Chunk.Stage.DONE, claim=None, until=None, tries=0)
    told = Credential.objects.filter(batch=chunk.batch, chunk=chunk.number).exclude(told_at=None)
    note(batch=str(chunk.batch_id), told=told.count())
    return chunk


@service("credential.send")
def send_again(_actor: Actor, batch: Batch) -> Batch:
    """Write once more to everybody of a batch who has not claimed their credential."""
    rows = Credential.objects.filter(
        batch=batch, state__in=_ISSUED, claimed_at=None, declined_at=None
    )
    count = rows.exclude(email="").update(told_at=None, mail_trouble="")
    _ask(batch, Q())
    note(letters=count)
    return batch


@service("credential.send")
def send_one_again(_actor: Actor, credential: Credential, *, email: str = "") -> Credential:
    """Write once more to one learner, perhaps at another address.

    Raises:
        ValidationError: there is no address, or the credential is claimed or taken back.
    """
    found = Credential.objects.select_for_update().get(pk=credential.pk)
    _refuse_unfit(found)
    address = (email or found.email).strip().lower()
    validate_email(address)
    if address != found.email:
        found.email, found.round = address, found.round + 1
    found.told_at, found.mail_trouble, found.declined_at = None, "", None
    found.save(update_fields=("email", "round", "told_at", "mail_trouble", "declined_at"))
    _ask(found.batch, Q(number=found.chunk))
    note(round=found.round)
    return found


def _refuse_unfit(credential: Credential) -> None:
    if credential.claimed_at is not None:
        raise ValidationError(_("The learner has claimed this credential already."))
    if credential.state not in _ISSUED or credential.status != Credential.Status.VALID:
        raise ValidationError(_("This credential is not valid, so it is not sent."))


def _ask(batch: Batch, which: Q) -> None:
    """Let workers send what is unsent in these chunks."""
    rows = Chunk.objects.filter(which, batch=batch).exclude(stage=Chunk.Stage.SIGN)
    rows.update(stage=Chunk.Stage.SEND, claim=None, until=None, tries=F("tries") * 0)
    transaction.on_commit(lambda: tasks.begin(batch.pk))
