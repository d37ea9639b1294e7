"""The rules of CLR 2.0 that a verifier holds, and the credentials that a record carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from mintmark.encoding.values import as_list, has_type, text
from mintmark.errors import FormatError, LimitError
from mintmark.formats.nodes import Nodes
from mintmark.model.base import is_absolute_iri
from mintmark.model.record import AssociationType

MAX_CREDENTIALS: Final = 100
"""Credentials that one record may carry."""

_ASSOCIATIONS: Final = frozenset(get_args(AssociationType))


def is_learner_record(document: Mapping[str, Any]) -> bool:
    """Say whether a document calls itself a ClrCredential."""
    return has_type(document, "ClrCredential")


def check(document: Mapping[str, Any]) -> None:
    """Hold a record to the data model of CLR 2.0 (ClrCredential, ClrSubject, Association).

    Raises:
        FormatError: ``clr.no-name``, ``clr.subject``, ``clr.unidentified-subject``,
            ``clr.no-credentials``, ``clr.malformed-credential`` or ``clr.association``.
        LimitError: ``clr.too-many``.
    """
    if text(document.get("name")) is None or "id" not in document:
        raise FormatError("clr.no-name", "The record has no id or no name.", place="/name")
    subject = subject_of(document)
    entries = as_list(subject.get("identifier"))
    if text(subject.get("id")) is None and not any(isinstance(one, Mapping) for one in entries):
        raise FormatError(
            "clr.unidentified-subject",
            "The subject of the record has neither an id nor an identifier.",
            place="/credentialSubject",
        )
    if not carried(document):
        raise FormatError(
            "clr.no-credentials",
            "The record carries no credentials.",
            place="/credentialSubject/verifiableCredential",
        )
    for one in as_list(subject.get("association")):
        _hold_association(one)


def subject_of(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the one ClrSubject of a record.

    Raises:
        FormatError: ``clr.subject``.
    """
    subjects = Nodes(document).nodes(document.get("credentialSubject"))
    if len(subjects) != 1 or not has_type(subjects[0], "ClrSubject"):
        raise FormatError(
            "clr.subject", "The record is not about one ClrSubject.", place="/credentialSubject"
        )
    return subjects[0]


def carried(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the credentials that a record carries, in its order; none are verified.

    Raises:
        FormatError: ``clr.subject`` or ``clr.malformed-credential``.
        LimitError: ``clr.too-many``.
    """
    return tuple(_carried(document))


def _carried(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    place = "/credentialSubject/verifiableCredential"
    found = as_list(subject_of(document).get("verifiableCredential"))
    if len(found) > MAX_CREDENTIALS:
        raise LimitError("clr.too-many", f"It carries over {MAX_CREDENTIALS} credentials.")
    for number, one in enumerate(found):
        if not isinstance(one, Mapping) or "@context" not in one:
            raise FormatError(
                "clr.malformed-credential",
                "What the record carries is not a credential with contexts of its own.",
                place=f"{place}/{number}",
            )
        yield one


def _hold_association(one: Any) -> None:
    ends = [one.get(term) for term in ("sourceId", "targetId")] if isinstance(one, Mapping) else []
    known = ends and text(one.get("associationType")) in _ASSOCIATIONS
    if not known or not has_type(one, "Association") or not all(map(is_absolute_iri, ends)):
        raise FormatError(
            "clr.association",
            "An association does not say, by ids and one of the known types, what belongs to what.",
            place="/credentialSubject/association",
        )
