"""Which format a JSON document has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.values import as_list, has_type, texts
from mintmark.errors import FormatError

_VC_2: Final = "https://www.w3.org/ns/credentials/v2"
_VC_1: Final = "https://www.w3.org/2018/credentials/v1"
_OPEN_BADGES_2: Final = "https://w3id.org/openbadges/v2"


def format_of(document: Any) -> str:
    """Return the format of a document, the most special that it calls itself.

    ``open-badges-3``, ``clr-2``, ``elm-3`` (also sealed or ready for upload), ``open-badges-2``,
    ``verifiable-presentation-2``, ``verifiable-credential-2``, ``verifiable-credential-1.1``.

    Raises:
        FormatError: ``format.unknown``.
    """
    if isinstance(document, Mapping):
        found = _by_type(document) or _by_context(document)
        if found is not None:
            return found
    raise FormatError(
        "format.unknown",
        "This is no credential of a format that is known here.",
        remedy="Known are Open Badges, CLR, the European Learning Model and W3C credentials.",
    )


def _by_type(document: Mapping[str, Any]) -> str | None:
    if has_type(document, "OpenBadgeCredential", "AchievementCredential"):
        return "open-badges-3"
    if has_type(document, "ClrCredential"):
        return "clr-2"
    wrapped = document.get("credential")
    if has_type(document, "EuropeanDigitalCredential") or _is_sealed(document):
        return "elm-3"
    if isinstance(wrapped, Mapping) and has_type(wrapped, "EuropeanDigitalCredential"):
        return "elm-3"
    return None


def _is_sealed(document: Mapping[str, Any]) -> bool:
    """A JAdES seal in JSON serialisation (RFC 7515, section 7.2); only ELM comes so."""
    sealed = "signatures" in document or "signature" in document
    return sealed and isinstance(document.get("payload"), str)


def _by_context(document: Mapping[str, Any]) -> str | None:
    contexts = texts(as_list(document.get("@context")))
    if _OPEN_BADGES_2 in contexts:
        return "open-badges-2"
    if has_type(document, "VerifiablePresentation") and _VC_2 in contexts:
        return "verifiable-presentation-2"
    if has_type(document, "VerifiableCredential"):
        version = {_VC_2: "2", _VC_1: "1.1"}
        base = contexts[0] if contexts else ""
        return f"verifiable-credential-{version[base]}" if base in version else None
    return None
