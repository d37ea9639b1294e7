"""The Assertion of Open Badges 2.0: taking it out of what came, and its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from mintmark.encoding import multibase, strict_json
from mintmark.encoding.times import parse_time
from mintmark.encoding.values import texts
from mintmark.errors import FormatError, InputError, ProofError, StatusError
from mintmark.formats.open_badges_2 import documents
from mintmark.model.base import is_absolute_iri
from mintmark.proofs import jws
from mintmark.proofs.jws import Jws

Method = Literal["hosted", "signed"]

ALGORITHMS: Final = frozenset({"RS256"})
"""What a badge may be signed with: RSA keys and nothing else (section SignedBadge)."""

_METHODS: Final[Mapping[str, Method]] = {
    "hosted": "hosted",
    "HostedBadge": "hosted",
    "signed": "signed",
    "SignedBadge": "signed",
}


@dataclass(frozen=True, slots=True)
class Received:
    """An assertion as it came; nothing of it is to be believed yet.

    Attributes:
        document: the assertion.
        token: the JWS whose payload it is, None where it came as plain JSON.
    """

    document: Mapping[str, Any]
    token: Jws | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion that has the shape of one.

    Attributes:
        method: how it is to be verified.
        badge: its badge class: an address, or the object itself.
        creator: the id of the key that is said to have signed it, None where it names none.
    """

    document: Mapping[str, Any]
    id: str
    method: Method
    badge: str | Mapping[str, Any]
    issued: datetime
    expires: datetime | None = None
    creator: str | None = None


def is_announced(data: bytes) -> bool:
    """Say whether JSON text or a compact JWS calls itself an Open Badge of version 2.0.

    It looks quickly, and says no to what cannot be read: other readers name what is wrong.
    """
    try:
        payload = data if b"{" in data else multibase.base64url_decode(data.split(b".")[1].decode())
        return b"openbadges" in payload and documents.is_open_badge(strict_json.loads(payload))
    except (InputError, UnicodeDecodeError, IndexError):
        return False


def read(data: bytes | str) -> Received:
    """Take an assertion out of JSON text or of a compact JWS (section Verification).

    Raises:
        FormatError, UnavailableError: as ``documents.load``.
        ProofError, LimitError: ``jws.*``; another algorithm than RS256 is not accepted.
    """
    text = data if isinstance(data, str) else data.decode("utf-8", "replace")
    text = text.strip()
    if text.startswith("{"):
        return Received(documents.load(data.strip()))
    token = jws.parse(text, algorithms=ALGORITHMS)
    return Received(documents.load(token.payload), token)


def form(received: Received) -> Assertion:
    """Hold an assertion to its shape (section Assertion) and to the way in which it came.

    Raises:
        FormatError: ``ob2.wrong-type``, ``ob2.id``, ``ob2.recipient``, ``ob2.badge``,
            ``ob2.date``, ``ob2.no-verification`` or ``ob2.unknown-verification``.
        ProofError: ``ob2.unsigned`` or ``ob2.signed-as-hosted``.
        StatusError: ``ob2.revoked`` where it says so itself.
    """
    assertion = shape(received.document)
    if assertion.method == "signed" and received.token is None:
        raise ProofError(
            "ob2.unsigned",
            "The badge says that it is signed, and it came without its signature.",
            remedy="Use the badge as it was issued: the picture, or the text with two dots in it.",
        )
    if assertion.method == "hosted" and received.token is not None:
        raise ProofError(
            "ob2.signed-as-hosted", "The badge is signed, and says that it is only hosted."
        )
    return assertion


def shape(document: Mapping[str, Any]) -> Assertion:
    """Return an assertion from its document, however it came.

    Raises:
        FormatError, StatusError: as ``form``.
    """
    # A hosted assertion that is revoked may have lost everything else.
    require_standing(document)
    documents.require_type(document, "Assertion")
    name = document.get("id")
    if not isinstance(name, str) or not is_absolute_iri(name):
        raise FormatError("ob2.id", "The assertion's id is not an absolute address.", place="/id")
    badge = document.get("badge")
    written_out = isinstance(badge, Mapping)
    if not written_out and not (isinstance(badge, str) and is_absolute_iri(badge)):
        raise FormatError("ob2.badge", "The assertion names no badge class.", place="/badge")
    _check_recipient(document.get("recipient"))
    issued = _moment(document, "issuedOn")
    method, creator = _verification(document)
    return Assertion(
        document,
        name,
        method,
        document["badge"],
        issued,
        _moment(document, "expires") if "expires" in document else None,
        creator,
    )


def require_standing(document: Mapping[str, Any]) -> None:
    """Refuse an assertion that says itself that it is revoked (section Revoking).

    Raises:
        StatusError: ``ob2.revoked``.
        FormatError: ``ob2.revoked-unclear``.
    """
    revoked = document.get("revoked", False)
    if not isinstance(revoked, bool):
        raise FormatError("ob2.revoked-unclear", "revoked is neither true nor false.")
    if revoked:
        reason = document.get("revocationReason")
        why = f" {reason[:500]}" if isinstance(reason, str) else ""
        raise StatusError("ob2.revoked", f"The issuer has revoked this badge.{why}")


def _verification(document: Mapping[str, Any]) -> tuple[Method, str | None]:
    """Read ``verification``, or ``verify``, which the context has as another name for it."""
    given = [document[name] for name in ("verification", "verify") if name in document]
    if len(given) != 1 or not isinstance(given[0], Mapping):
        raise FormatError(
            "ob2.no-verification",
            "The assertion does not say, once, how it is to be verified.",
            place="/verification",
        )
    methods = {_METHODS[name] for name in texts(given[0].get("type")) if name in _METHODS}
    if len(methods) != 1:
        raise FormatError(
            "ob2.unknown-verification",
            f"The way to verify it is not one known here: {str(given[0].get('type'))[:60]!r}.",
            place="/verification/type",
        )
    creator = documents.id_of(given[0].get("creator"))
    if creator is not None and not isinstance(creator, str):
        raise FormatError(
            "ob2.creator", "The signing key is not named by address.", place="/verification/creator"
        )
    return methods.pop(), creator


def _check_recipient(recipient: Any) -> None:
    """See that there is an IdentityObject; whom it means is asked in ``recipient``."""
    fits = (
        isinstance(recipient, Mapping)
        and all(isinstance(recipient.get(name), str) for name in ("type", "identity"))
        and isinstance(recipient.get("hashed", False), bool)
        and isinstance(recipient.get("salt", ""), str)
    )
    if not fits:
        raise FormatError(
            "ob2.recipient",
            "The assertion does not say properly for whom it is.",
            place="/recipient",
        )


def _moment(document: Mapping[str, Any], member: str) -> datetime:
    if member not in document:
        raise FormatError("ob2.date", f"It has no {member}.", place=f"/{member}")
    try:
        return parse_time(document[member])
    except InputError as error:
        raise FormatError(
            "ob2.date",
            f"{member} is not a moment with a time zone: {error.message}",
            place=f"/{member}",
            remedy=error.remedy,
        ) from error
