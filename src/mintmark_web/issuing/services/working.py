"""Working at a batch: several workers may, and each may be killed at any moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError
from django.db.models import Min
from django.utils.translation import gettext as _

from mintmark import Achievement
from mintmark.errors import MintmarkError
from mintmark_web.accounts.types import SITE
from mintmark_web.adapters import bulk, clock
from mintmark_web.adapters.vault import VaultError
from mintmark_web.issuing import reading, tasks
from mintmark_web.issuing.content import Press
from mintmark_web.issuing.models import Batch, Chunk, Credential
from mintmark_web.issuing.services import claims
from mintmark_web.issuing.services.intending import intend
from mintmark_web.issuing.services.ordering import break_off, close
from mintmark_web.issuing.services.sending import send_chunk
from mintmark_web.issuing.services.signing import sign_chunk
from mintmark_web.keys.signing import KeyUnusableError, signer

_LOOK_SECONDS = 0.1
_BRIEF = timedelta(seconds=1)
_MUCH = 8


def work(batch_id: str) -> None:
    """Do what there is to do; where others hold the rest, have it looked after later.

    A fault of ours stops the order, so that its page says so; going on takes it up again.
    """
    desk = Desk(batch_id)
    try:
        while desk.step():
            pass
    except Exception as error:
        batch = Batch.objects.get(pk=batch_id)
        break_off(SITE, batch, _("Something failed here (%s).") % type(error).__name__)
        raise


class Desk:
    """One worker at one batch. What it made ready it keeps."""

    def __init__(self, batch_id: str) -> None:
        self._id = batch_id
        self._ready: Press | None = None
        self._achievement: Achievement | None = None

    def step(self) -> bool:
        """Do the next thing; return whether there may be more."""
        rows = Batch.objects.select_related("key", "organisation")
        batch = rows.defer("achievement", "dictionary", "awards").get(pk=self._id)
        if batch.state == Batch.State.STOPPED:
            return False
        return (
            self._on_chunk(batch, Chunk.Stage.SIGN, self._sign)
            or self._read(batch)
            or self._on_chunk(batch, Chunk.Stage.SEND, send_chunk)
            or self._end(batch)
        )

    def _on_chunk(self, batch: Batch, stage: str, deed: Callable[[Chunk], None]) -> bool:
        chunk = claims.claim_chunk(batch, stage)
        if chunk is not None:
            deed(chunk)
        return chunk is not None

    def _sign(self, chunk: Chunk) -> None:
        if chunk.tries > claims.MOST_TRIES:
            claims.give_back(chunk, timedelta())
            break_off(SITE, chunk.batch, _gone(chunk))
            return
        try:
            self._ready = self._ready or Press(chunk.batch, signer(chunk.batch.key))
        except (MintmarkError, KeyUnusableError, VaultError) as error:
            claims.give_back(chunk, timedelta())
            break_off(SITE, chunk.batch, str(error))
            return
        sign_chunk(chunk, self._ready)

    def _read(self, batch: Batch) -> bool:
        """Read some rows. While another worker reads, wait for what comes of it."""
        if batch.state != Batch.State.READING:
            return False
        if not claims.claim_reading(batch):
            time.sleep(_LOOK_SECONDS)
            return True
        achievement = self._achievement = self._achievement or _achievement(batch)
        try:
            part = reading.read_part(batch, achievement, batch.issued_at)
        except MintmarkError as error:
            break_off(SITE, batch, _in_words(error))
            return True
        except OSError:
            break_off(SITE, batch, _("The award list cannot be read any more."))
            return True
        try:
            intend(SITE, batch, part, achievement)
        except IntegrityError:  # another batch was a moment faster with the same award
            Batch.objects.filter(pk=batch.pk).update(reading_until=None)
        if _is_much(part.begins // reading.CHUNK + 1):
            bulk.look_again(Credential)
        return True

    def _end(self, batch: Batch) -> bool:
        left = Chunk.objects.filter(batch=batch).exclude(stage=Chunk.Stage.DONE)
        until = left.aggregate(until=Min("until"))["until"]
        if left.exists():
            tasks.begin(batch.pk, after=(until or clock.now()) + _BRIEF)
        elif batch.state != Batch.State.DONE:
            close(SITE, batch)
        return False


def _gone(chunk: Chunk) -> str:
    """Say that workers do not survive a part, so that it does not end one after the other."""
    told = {"number": chunk.number, "times": claims.MOST_TRIES}
    return (
        _("Workers ended in the middle of part %(number)s, %(times)s times: see their log.") % told
    )


def _is_much(chunks: int) -> bool:
    """Say whether so many chunks are enough, and twice as many as the last time."""
    return chunks >= _MUCH and chunks.bit_count() == 1


def _achievement(batch: Batch) -> Achievement:
    return Achievement.model_validate(batch.achievement)


def _in_words(error: MintmarkError) -> str:
    return f"{error.place}: {error.message}" if error.place else error.message
