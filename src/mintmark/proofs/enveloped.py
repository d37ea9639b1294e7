"""Enveloped credentials and presentations (VC Data Model 2.0, sections 4.13 and 4.14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.errors import ProofError, UnavailableError

VC_2: Final = "https://www.w3.org/ns/credentials/v2"
TYPES: Final[Mapping[str, str]] = {
    "EnvelopedVerifiableCredential": "vc",
    "EnvelopedVerifiablePresentation": "vp",
}

_MEMBERS: Final = frozenset({"@context", "id", "type"})
_DATA_URL: Final = re.compile(r"data:application/(v[cp]\+[a-z0-9+-]{1,40})[;,]")
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~-]+")
KNOWN: Final = frozenset({"vc+jwt", "vp+jwt", "vc+sd-jwt", "vp+sd-jwt"})
"""The media types whose tokens can be opened."""


@dataclass(frozen=True, slots=True)
class Enveloped:
    """A token inside a document.

    Attributes:
        envelope: the name of the envelope that its media type announces, such as ``vc+jwt``.
    """

    envelope: str
    token: str


def is_enveloped(value: Any) -> bool:
    """Say whether a value calls itself an enveloped credential or presentation."""
    return isinstance(value, (dict, Mapping)) and any(
        name in TYPES for name in _types(value) if isinstance(name, str)
    )


def token_in(value: Any) -> Enveloped:
    """Return the token of an enveloped credential or presentation.

    Raises:
        ProofError: as ``media_type_of``, or ``enveloped.malformed``.
        UnavailableError: ``enveloped.unknown-media-type`` for a securing that is not known here,
            such as COSE.
    """
    kind = media_type_of(value)
    if kind not in KNOWN:
        raise UnavailableError(
            "enveloped.unknown-media-type",
            f"Tokens of the type {kind[:40]} cannot be checked here.",
        )
    token = value["id"].partition(",")[2]
    if value["id"] != f"data:application/{kind},{token}" or not _TOKEN.fullmatch(token):
        raise _malformed("its data: URL holds no plain token")
    return Enveloped(kind, token)


def media_type_of(value: Any) -> str:
    """Return how an enveloped credential or presentation is secured, such as ``vc+jwt``.

    Nothing but ``@context``, ``id`` and ``type`` may stand in the wrapper: the token's signature
    does not cover it, so whatever it said would be shown without having been signed.

    Raises:
        ProofError: ``enveloped.malformed`` or ``enveloped.unsigned-content``.
    """
    if not is_enveloped(value) or len(_types(value)) != 1:
        raise _malformed("its type is neither of the two")
    unsigned = value.keys() - _MEMBERS
    if unsigned:
        raise ProofError(
            "enveloped.unsigned-content",
            f"The wrapper says something that is not signed: {min(map(str, unsigned))[:60]!r}.",
        )
    contexts = value.get("@context")
    if (contexts[0] if isinstance(contexts, list) and contexts else contexts) != VC_2:
        raise _malformed(f"its @context does not begin with {VC_2}")
    address = value.get("id")
    found = _DATA_URL.match(address) if isinstance(address, str) else None
    if found is None:
        raise _malformed("its id is no data: URL of a secured credential or presentation")
    if not found[1].startswith(TYPES[_types(value)[0]]):
        raise _malformed("its type and its media type disagree")
    return found[1]


def _types(value: Mapping[str, Any]) -> list[Any]:
    types = value.get("type")
    return types if isinstance(types, list) else [types]


def _malformed(why: str) -> ProofError:
    return ProofError("enveloped.malformed", f"The enveloped token is malformed: {why}.")
