"""Enveloped credentials and presentations (VC Data Model 2.0, sections 4.13 and 4.14)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from mintmark.errors import ProofError, UnavailableError

VC_2: Final = "https://www.w3.org/ns/credentials/v2"
TYPES: Final[Mapping[str, str]] = {
    "EnvelopedVerifiableCredential": "vc",
    "EnvelopedVerifiablePresentation": "vp",
}

_MEMBERS: Final = frozenset({"@context", "id", "type"})
_DATA_URL: Final = re.compile(
    r"data:application/(v[cp]\+[a-z0-9+-]{1,40})((?:;[^,;]{1,100}){0,8}),", re.IGNORECASE
)
"""RFC 2397, section 3; scheme and media type in any case (RFC 3986, section 3.1)."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9._~-]+")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]+={0,2}")
BINARY: Final = frozenset({"vc+cose", "vp+cose"})
KNOWN: Final = frozenset({"vc+jwt", "vp+jwt", "vc+sd-jwt", "vp+sd-jwt"}) | BINARY
"""The media types whose tokens can be opened."""


@dataclass(frozen=True, slots=True)
class Enveloped:
    """A token inside a document.

    Attributes:
        envelope: the name of the envelope that its media type announces, such as ``vc+jwt``.
        token: the token; of COSE its bytes in base64.
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
            such as a later one.
    """
    kind = media_type_of(value)
    if kind not in KNOWN:
        raise UnavailableError(
            "enveloped.unknown-media-type",
            f"Tokens of the type {kind[:40]} cannot be checked here.",
        )
    return Enveloped(kind, _data(value["id"], as_base64=kind in BINARY))


def _data(address: str, *, as_base64: bool) -> str:
    """Return the token that a data: URL holds, percent-encoded, in base64, or as it is.

    A binary token stays in its base64.
    """
    head, _, text = address.partition(",")
    data, coded = unquote_to_bytes(text), head.lower().endswith(";base64")
    try:
        if coded and not as_base64:
            data = base64.b64decode(data, validate=True)
        token = data.decode("ascii")
    except ValueError:
        token = ""
    if not (_BASE64 if as_base64 else _TOKEN).fullmatch(token) or (as_base64 and not coded):
        raise _malformed("its data: URL holds no token")
    return token


def binary(token: str) -> bytes:
    """Return the bytes of a token in base64 (RFC 2397, RFC 4648 section 4).

    The padding may be left out, as the test suite of VC-JOSE-COSE does.

    Raises:
        ProofError: ``enveloped.malformed``.
    """
    try:
        data = base64.b64decode(token.rstrip("=") + "=" * (-len(token.rstrip("=")) % 4))
    except binascii.Error as error:
        raise _malformed("its data: URL holds no base64") from error
    exact = base64.b64encode(data).decode("ascii")
    if token not in (exact, exact.rstrip("=")):
        raise _malformed("its base64 has bits that say nothing")
    return data


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
    kind = found[1].lower()
    if not kind.startswith(TYPES[_types(value)[0]]):
        raise _malformed("its type and its media type disagree")
    return kind


def _types(value: Mapping[str, Any]) -> list[Any]:
    types = value.get("type")
    return types if isinstance(types, list) else [types]


def _malformed(why: str) -> ProofError:
    return ProofError("enveloped.malformed", f"The enveloped token is malformed: {why}.")
