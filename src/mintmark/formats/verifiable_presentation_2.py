"""Verifiable Credentials Data Model 2.0, section 4.13: the shape of a presentation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.errors import FormatError, LimitError
from mintmark.formats.verifiable_credential_2 import (
    require_contexts,
    require_id,
    require_type,
    require_typed,
)
from mintmark.model.base import is_absolute_iri

TYPE: Final = "VerifiablePresentation"

MAX_CREDENTIALS: Final = 16
"""The most credentials that one presentation may hold."""


def check(document: Mapping[str, Any]) -> str | None:
    """Hold a presentation to its shape; return the holder's id, None where it names none.

    Whether its credentials are credentials is theirs to show.

    Raises:
        FormatError: ``form.not-a-credential``, ``form.context``, ``form.type``, ``form.id``,
            ``form.untyped``, ``form.holder`` or ``form.credentials``.
        LimitError: ``form.too-many-credentials``.
    """
    require_contexts(document)
    require_type(document, TYPE)
    require_id(document, "")
    require_typed(document, "termsOfUse")
    credentials_of(document)
    return _holder(document)


def credentials_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the credentials of a presentation, enveloped or not, in their order.

    Raises:
        FormatError: ``form.credentials``: one is no object.
        LimitError: ``form.too-many-credentials``.
    """
    value = document.get("verifiableCredential", [])
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(one, Mapping) for one in found):
        raise FormatError(
            "form.credentials",
            "The presentation holds something else than credentials.",
            place="/verifiableCredential",
        )
    if len(found) > MAX_CREDENTIALS:
        raise LimitError(
            "form.too-many-credentials",
            f"The presentation holds more than {MAX_CREDENTIALS} credentials.",
            place="/verifiableCredential",
        )
    return found


def _holder(document: Mapping[str, Any]) -> str | None:
    if "holder" not in document:
        return None
    holder = document["holder"]
    name = holder.get("id") if isinstance(holder, Mapping) else holder
    if not isinstance(name, str) or not is_absolute_iri(name):
        raise FormatError(
            "form.holder", "The holder is not named by an absolute address.", place="/holder"
        )
    return name
