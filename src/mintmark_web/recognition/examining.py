"""Looking at what was handed in: this verifies, so it may fetch, and takes a while."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from mintmark import Holding, MintmarkError, holding
from mintmark.carriers.detect import unpack
from mintmark.formats.related import digest_of
from mintmark.model.recognition import Verdict
from mintmark.steps.recognise import case as step
from mintmark_web.recognition import reading
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.types import Handed, Seen
from mintmark_web.verification.checking import Desk


def look(files: Iterable[Handed]) -> list[Seen]:
    """Verify credentials that are handed in.

    Raises:
        RecognitionError: ``recognise.malformed``: one cannot be kept in a case.
    """
    desk = Desk()
    return [_seen(desk, one, str(uuid.uuid4())) for one in files]


def _seen(desk: Desk, file: Handed, key: str, known_as: str | None = None) -> Seen:
    digest = digest_of(payload(file.data))
    report = desk.report(file.data)
    held = holding(report, file=key, digest=digest)
    if known_as is not None:
        held = held.model_copy(update={"id": known_as})
    vouched_by = report.signed.issuer.get("vouched_by") if report.signed else None
    kept = step.submitted(held, file=key, digest=digest)
    return Seen(file, key, held, kept, step.verdict(held, vouched_by))


def payload(data: bytes) -> bytes:
    """Return the credential in a file, or the file where none can be taken out."""
    try:
        return unpack(data).payload
    except MintmarkError:
        return data


def look_again(case: Case) -> list[tuple[Holding, Verdict]]:
    """Verify the credentials of a case once more, under the ids that the case knows them by."""
    noun = reading.noun(case)
    files = {str(one.pk): one for one in case.files.all()}
    desk = Desk()
    seen = [
        _seen(desk, _handed(files, one.file), one.file, one.credential)
        for one in reading.standing(noun).application.credentials
    ]
    return [(one.holding, one.verdict) for one in seen]


def _handed(files: Mapping[str, object], key: str) -> Handed:
    row = files[key]
    return Handed(row.name, bytes(row.bytes))  # type: ignore[attr-defined]
