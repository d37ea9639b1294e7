"""What learners hand in: files, re-checked by their content, and addresses."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from mintmark.model.base import is_absolute_iri
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.awards import uploads, words
from mintmark_web.awards.models import Attempt, Evidence
from mintmark_web.awards.services.assessing import unmarked

MOST = 30
"""The most pieces of evidence for one attempt."""


@service("evidence.hand-in")
def add_evidence(
    actor: Actor,
    attempt: Attempt,
    *,
    outcome: str = "",
    name: str = "",
    file: File[bytes] | None = None,
    url: str = "",
    narrative: str = "",
    shown: bool = False,
) -> Evidence:
    """Hand in a file, or the address of something.

    Raises:
        ValidationError: neither or both, the file is too large or of a kind that is not taken,
            there is too much already, or the attempt is marked.
    """
    locked = unmarked(attempt)
    if bool(file) == bool(url):
        raise ValidationError({"file": _("Hand in a file or an address, one at a time.")})
    if url and not is_absolute_iri(url):
        raise ValidationError(
            {"url": _("This address has signs in it that an address cannot have.")}
        )
    if locked.evidence.count() >= MOST:
        raise ValidationError(_("There are %d pieces already. Put the rest into one file.") % MOST)
    piece = Evidence(attempt=locked, outcome=outcome, url=url, narrative=narrative.strip())
    piece.shown, piece.uploaded_by_id = shown, actor.user_id
    if file:
        _keep(piece, file)
    wanted = name.strip() or (_file_name(file) if file else "")
    piece.name = wanted[:200] if words.is_clean(wanted) else (url or _("File"))[:200]
    _save(piece)
    note(media_type=piece.media_type, size=piece.size)
    return piece


def _keep(piece: Evidence, file: File[bytes]) -> None:
    """Look into the file, and keep it with what was found out."""
    if file.size > settings.UPLOAD_LIMIT:
        most = filesizeformat(settings.UPLOAD_LIMIT)
        raise ValidationError({"file": _("The file is too large. The most is %s.") % most})
    kind = uploads.media_type(file) if file.size else None
    if kind is None:
        raise ValidationError(
            {
                "file": _(
                    "This kind of file is not taken. Hand in a document (PDF, Word, OpenDocument), "
                    "a picture, sound, a film or plain text."
                )
            }
        )
    piece.media_type, piece.size, piece.digest = kind, file.size, _digest(file)
    piece.file = file


def _save(piece: Evidence) -> None:
    """Write the row; where that fails, leave no file behind."""
    try:
        piece.save()
    except Exception:
        if piece.file.name:
            piece.file.storage.delete(piece.file.name)
        raise


def _digest(file: File[bytes]) -> str:
    file.seek(0)
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    return found.hexdigest()


def _file_name(file: File[bytes]) -> str:
    """Return what the file was called, without folders and signs that mislead."""
    name = PurePath(str(file.name or "").replace("\\", "/")).name
    return name.strip()


@service("evidence.hand-in")
def remove_evidence(_actor: Actor, piece: Evidence) -> Attempt:
    """Take a piece back, as long as nothing is marked.

    Raises:
        ValidationError: it is marked already.
    """
    locked = unmarked(piece.attempt)
    storage, name = piece.file.storage, piece.file.name
    piece.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    return locked
