"""Verifiable Credentials Data Model 1.1: the shape of a credential, and telling it from 2.0.

A credential follows one model. RDF signatures do not cover ``@context``, and both models share
most of their terms, so a credential signed under one must not be readable under the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal

from mintmark.encoding.strict_json import may_mention
from mintmark.encoding.times import parse_time
from mintmark.encoding.values import as_list
from mintmark.errors import FormatError, InputError
from mintmark.formats.outline import Outline
from mintmark.model.base import is_absolute_iri

V1: Final = "https://www.w3.org/2018/credentials/v1"
V2: Final = "https://www.w3.org/ns/credentials/v2"

_OPEN_BADGES_3: Final = "https://purl.imsglobal.org/spec/ob/v3p0/"
_OPEN_BADGE_TYPES: Final = ("OpenBadgeCredential", "AchievementCredential")

_OLDER_DATES: Final = frozenset({"issuanceDate", "expirationDate"})


def model_of(document: Mapping[str, Any], text: bytes = b"") -> Literal["1.1", "2.0"]:
    """Return the version of the data model that a credential follows, by its first context.

    Args:
        document: the credential.
        text: the JSON text that it was read from, where that is at hand.

    Raises:
        FormatError: ``form.not-a-credential``, or ``form.mixed-models`` where the context of the
            other version stands anywhere in it, or the dates of 1.1 in a credential of 2.0.
    """
    contexts = document.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else None
    if first not in (V1, V2):
        raise FormatError(
            "form.not-a-credential",
            f"It is no verifiable credential: @context is no list that begins with {V2} or {V1}.",
            place="/@context",
        )
    version: Literal["1.1", "2.0"] = "1.1" if first == V1 else "2.0"
    foreign = V2 if version == "1.1" else V1
    dates = _OLDER_DATES & document.keys() if version == "2.0" else ()
    if dates or (may_mention(text, foreign) and _names_context(document, foreign)):
        raise FormatError(
            "form.mixed-models",
            f"It mixes two data models: {version} by its first context, "
            f"and it has {min(dates) if dates else foreign} too.",
        )
    return version


def check(document: Mapping[str, Any]) -> Outline:
    """Hold a credential to the shape of the data model 1.1, and return its outline.

    Sections 4.1 (contexts), 4.2 (id), 4.3 (types), 4.4 (subject), 4.5 (issuer), 4.6 (issuance
    date) and 4.8 (expiration). A time without a zone names no moment and is refused.

    Raises:
        FormatError: ``form.not-a-credential``, ``form.mixed-models``, ``form.older-only`` for a
            credential of the data model 2.0, ``form.type``, ``form.issuer``, ``form.subject``,
            ``form.id``, ``form.date`` or ``form.period``.
    """
    if model_of(document) != "1.1":
        raise FormatError("form.older-only", "It follows the data model 2.0 and not 1.1.")
    _check_types(document)
    _check_subjects(document)
    if "id" in document and not is_absolute_iri(document["id"]):
        raise FormatError("form.id", "The credential's id is not an absolute address.", place="/id")
    starts, ends = _period(document)
    return Outline("vc-1.1", _issuer(document), starts, ends)


def _period(document: Mapping[str, Any]) -> tuple[datetime, datetime | None]:
    """Return the narrowest period that the credential names.

    The context of 1.1 defines ``validFrom`` and ``validUntil`` as well, and European credentials
    have them beside the dates of section 4.6; a reader of either kind must not be misled.
    """
    starts = [_moment(document, "issuanceDate")]
    if "validFrom" in document:
        starts.append(_moment(document, "validFrom"))
    ends = [_moment(document, m) for m in ("expirationDate", "validUntil") if m in document]
    if ends and min(ends) < max(starts):
        raise FormatError("form.period", "It ends before it begins.", place="/expirationDate")
    return max(starts), min(ends, default=None)


def is_open_badge(document: Mapping[str, Any]) -> bool:
    """Say whether this is an Open Badge 3.0 on the data model 1.1, as early drafts had it."""
    contexts = [one for one in as_list(document.get("@context")) if isinstance(one, str)]
    return (
        contexts[:1] == [V1]
        and any(one.startswith(_OPEN_BADGES_3) for one in contexts)
        and any(one in _OPEN_BADGE_TYPES for one in as_list(document.get("type")))
    )


def _names_context(document: Mapping[str, Any], url: str) -> bool:
    """Say whether an address stands in any ``@context`` of the document, without recursion."""
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "@context" in value and url in as_list(value["@context"]):
                return True
            waiting += [inner for inner in value.values() if isinstance(inner, (dict, list))]
        else:
            waiting += [inner for inner in value if isinstance(inner, (dict, list))]
    return False


def _check_types(document: Mapping[str, Any]) -> None:
    types = as_list(document.get("type"))
    if "VerifiableCredential" not in types or not all(isinstance(one, str) for one in types):
        raise FormatError(
            "form.type", "The type does not name VerifiableCredential.", place="/type"
        )


def _check_subjects(document: Mapping[str, Any]) -> None:
    subjects = as_list(document.get("credentialSubject"))
    if not subjects or not all(isinstance(one, Mapping) and one for one in subjects):
        raise FormatError(
            "form.subject", "It says nothing about anybody.", place="/credentialSubject"
        )


def _issuer(document: Mapping[str, Any]) -> str:
    issuer = document.get("issuer")
    name = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if not isinstance(name, str) or not is_absolute_iri(name):
        raise FormatError(
            "form.issuer", "The issuer is not named by an absolute address.", place="/issuer"
        )
    return name


def _moment(document: Mapping[str, Any], member: str) -> datetime:
    if member not in document:
        raise FormatError("form.date", f"It has no {member}.", place=f"/{member}")
    try:
        return parse_time(document[member])
    except InputError as error:
        raise no_moment(member, error) from error


def no_moment(member: str, error: InputError) -> FormatError:
    """Return the error for a member that is no moment with a time zone, and why it is none."""
    return FormatError(
        "form.date",
        f"{member} is not a moment with a time zone: {error.message}",
        place=f"/{member}",
        remedy=error.remedy,
    )
