"""Verifiable Credentials Data Model 2.0: the shape of a credential.

What section 4 and sections 5.3 to 5.10 demand that can be seen in the JSON. That every term, type
and id means something is for JSON-LD to tell (``encoding.jsonld``); that related resources have
digests, for ``formats.related``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from mintmark.encoding.times import parse_time
from mintmark.encoding.values import as_list
from mintmark.errors import FormatError, InputError
from mintmark.formats.outline import Outline
from mintmark.formats.verifiable_credential_1 import V2, model_of, no_moment
from mintmark.model.base import is_absolute_iri

_TYPED: Final = (
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
    "confidenceMethod",
    "renderMethod",
)
"""The members whose values are objects with a type (sections 4.5 and 5.10)."""

_LANGUAGE_VALUE: Final = frozenset({"@value", "@language", "@direction"})


def check(document: Mapping[str, Any]) -> str:
    """Hold a credential to the shape of the data model 2.0, and return its issuer's id.

    Raises:
        FormatError: ``form.not-a-credential``, ``form.mixed-models``, ``form.context``,
            ``form.type``, ``form.id``, ``form.text``, ``form.issuer``, ``form.subject``,
            ``form.date``, ``form.period``, ``form.untyped``, ``form.schema``.
    """
    require_contexts(document)
    model_of(document)
    return outline(document).issuer


def outline(document: Mapping[str, Any]) -> Outline:
    """Hold a credential to the shape of the data model 2.0, and return its outline.

    Args:
        document: the credential, of which ``model_of`` says that it follows this data model.

    Raises:
        FormatError: as ``check``.
    """
    require_contexts(document)
    require_type(document, "VerifiableCredential")
    require_id(document, "")
    _require_texts(document, "")
    issuer = _issuer(document)
    _require_subjects(document)
    starts, ends = _period(document)
    for member in _TYPED:
        if member in document:
            require_typed(document, member)
    _require_schemas(document)
    return Outline("vc-2.0", issuer, starts, ends)


def require_contexts(document: Mapping[str, Any]) -> None:
    """Refuse what is not an ordered set that begins with the base context (section 4.3).

    Raises:
        FormatError: ``form.not-a-credential`` or ``form.context``.
    """
    contexts = document.get("@context")
    if not isinstance(contexts, list) or not contexts or contexts[0] != V2:
        raise FormatError(
            "form.not-a-credential",
            f"It does not follow the data model 2.0: @context does not begin with {V2}.",
            place="/@context",
        )
    for position, one in enumerate(contexts):
        if not isinstance(one, (dict, Mapping)) and not is_absolute_iri(one):
            raise FormatError(
                "form.context",
                "A context is neither an absolute address nor an object.",
                place=f"/@context/{position}",
            )


def require_type(document: Mapping[str, Any], name: str) -> None:
    """Refuse a document whose types are not texts, or of which none is ``name`` (section 4.5).

    Raises:
        FormatError: ``form.type``.
    """
    types = as_list(document.get("type"))
    if name not in types or not all(isinstance(one, str) and one for one in types):
        raise FormatError("form.type", f"The type does not name {name}.", place="/type")


def require_id(node: Mapping[str, Any], place: str) -> None:
    """Refuse an ``id`` that is there and no single URL (section 4.4).

    Raises:
        FormatError: ``form.id``.
    """
    if "id" in node and not is_absolute_iri(node["id"]):
        raise FormatError("form.id", "An id is not an absolute address.", place=f"{place}/id")


def require_typed(document: Mapping[str, Any], member: str) -> None:
    """Refuse values of a member that are not objects with a type (section 4.5).

    Raises:
        FormatError: ``form.untyped`` or ``form.id``.
    """
    if member not in document:
        return
    value = document[member]
    for position, one in enumerate(value if isinstance(value, list) else [value]):
        place = f"/{member}/{position}" if isinstance(value, list) else f"/{member}"
        types = as_list(one.get("type")) if isinstance(one, (dict, Mapping)) else []
        if not types or not all(isinstance(name, str) and name for name in types):
            raise FormatError(
                "form.untyped", f"{member} is not an object with a type.", place=place
            )
        require_id(one, place)


def _issuer(document: Mapping[str, Any]) -> str:
    """Return the issuer's id (section 4.7)."""
    issuer = document.get("issuer")
    name = issuer.get("id") if isinstance(issuer, (dict, Mapping)) else issuer
    if not isinstance(name, str) or not is_absolute_iri(name):
        raise FormatError(
            "form.issuer", "The issuer is not named by an absolute address.", place="/issuer"
        )
    if isinstance(issuer, (dict, Mapping)):
        _require_texts(issuer, "/issuer")
    return name


def _require_subjects(document: Mapping[str, Any]) -> None:
    """Refuse a credential that says nothing of somebody (section 4.8)."""
    subjects = as_list(document.get("credentialSubject"))
    if not subjects or not all(isinstance(one, (dict, Mapping)) and one for one in subjects):
        raise FormatError(
            "form.subject", "It says nothing about anybody.", place="/credentialSubject"
        )
    for one in subjects:
        require_id(one, "/credentialSubject")


def _period(document: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Return when it begins and ends to hold (section 4.9)."""
    starts, ends = (_moment(document, member) for member in ("validFrom", "validUntil"))
    if starts is not None and ends is not None and ends < starts:
        raise FormatError("form.period", "It ends before it begins.", place="/validUntil")
    return starts, ends


def _moment(document: Mapping[str, Any], member: str) -> datetime | None:
    if member not in document:
        return None
    try:
        return parse_time(document[member])
    except InputError as error:
        raise no_moment(member, error) from error


def _require_schemas(document: Mapping[str, Any]) -> None:
    """Refuse a schema that is not named by an address (section 4.11)."""
    for one in as_list(document.get("credentialSchema")):
        if not is_absolute_iri(one.get("id")):
            raise FormatError(
                "form.schema", "A schema is not named by its address.", place="/credentialSchema"
            )


def _require_texts(node: Mapping[str, Any], place: str) -> None:
    """Refuse names and descriptions that are no text in a language (sections 4.6 and 11.1)."""
    for member in ("name", "description"):
        if member in node:
            value = node[member]
            values = value if isinstance(value, list) else [value]
            if not all(map(_is_text, values)):
                raise FormatError(
                    "form.text",
                    f"The {member} is neither text nor text with a language and a direction.",
                    place=f"{place}/{member}",
                )


def _is_text(value: Any) -> bool:
    if isinstance(value, str):
        return True
    return (
        isinstance(value, (dict, Mapping))
        and isinstance(value.get("@value"), str)
        and value.keys() <= _LANGUAGE_VALUE
        and isinstance(value.get("@language", ""), str)
        and value.get("@direction", "ltr") in ("ltr", "rtl")
    )
