"""A case is read under lock, something happens in it, and it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mintmark import RecognitionCase, add_event
from mintmark.formats.related import digest_of
from mintmark.model.event import Event
from mintmark.steps.recognise.case import made
from mintmark_web.adapters import clock
from mintmark_web.recognition import files, reading
from mintmark_web.recognition.models import Case, CaseFile


def locked(case: Case) -> Case:
    """Return the case as it is now, for this transaction alone."""
    return Case.objects.select_for_update().get(pk=case.pk)


def happens(case: RecognitionCase, kind: type[Event], event: str, **values: Any) -> RecognitionCase:
    """Return the case after something that happens today.

    Raises:
        RecognitionError: it cannot happen now, or is not in the form that it should have.
    """
    return add_event(case, made(kind, {"event": event, "day": today(), **values}))


def today() -> str:
    """Return the day as a case writes it."""
    return clock.now().date().isoformat()


def kept(case: Case, now: RecognitionCase) -> Case:
    """Save what has become of a case."""
    reading.keep(case, now)
    case.save()
    return case


def add_file(case: Case, kind: str, name: str, data: bytes, **more: Any) -> CaseFile:
    """Keep a file of a case, as it came."""
    return CaseFile.objects.create(
        case=case,
        kind=kind,
        name=name[:200] or "file",
        bytes=data,
        media_type=_type_of(kind, data) or "application/octet-stream",
        digest=digest_of(data),
        **more,
    )


def _type_of(kind: str, data: bytes) -> str | None:
    is_credential = kind == CaseFile.Kind.CREDENTIAL
    return files.credential_type(data) if is_credential else files.document_type(data)


def lines(text: str) -> tuple[str, ...]:
    """Return a text's paragraphs: those that an empty line parts."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(one.strip() for one in parts if one.strip())


def rows(text: str) -> tuple[str, ...]:
    """Return a text's lines that have something in them."""
    return tuple(filled(text.splitlines()))


def filled(parts: Iterable[str]) -> Iterable[str]:
    """Yield what is not empty, without spaces around it."""
    return (one.strip() for one in parts if one.strip())
