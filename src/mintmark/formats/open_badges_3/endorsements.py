"""The endorsements inside an Open Badge 3.0, each to be verified by itself.

An endorsement is a credential of its own, by another issuer (Open Badges 3.0, section 7,
EndorsementCredential). That a badge carries one proves nothing about it, and a good one proves
nothing about the badge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding.strict_json import may_mention
from mintmark.encoding.values import as_list, has_type, text
from mintmark.errors import FormatError, LimitError

MAX_ENDORSEMENTS: Final = 16

_HOLDERS: Final = (
    (),
    ("issuer",),
    ("credentialSubject",),
    ("credentialSubject", "source"),
    ("credentialSubject", "achievement"),
    ("credentialSubject", "achievement", "creator"),
)


@dataclass(frozen=True, slots=True)
class Endorsement:
    """An endorsement as it stands in a badge, not verified.

    Attributes:
        place: where, as a JSON pointer.
        about: the id of what carries it, and what it should be about; None where that has none.
        payload: a credential, or a compact JWS.
    """

    place: str
    about: str | None
    payload: Mapping[str, Any] | str

    def require_about(self, document: Mapping[str, Any]) -> None:
        """Refuse an endorsement, once it is verified, that endorses something else.

        Args:
            document: the verified endorsement credential.

        Raises:
            FormatError: ``endorsement.wrong-type`` or ``endorsement.about-another``.
        """
        if not has_type(document, "EndorsementCredential"):
            raise FormatError(
                "endorsement.wrong-type", "It is no EndorsementCredential.", place=self.place
            )
        subjects = as_list(document.get("credentialSubject"))
        named = [text(one.get("id")) for one in subjects if isinstance(one, Mapping)]
        if self.about is None or named != [self.about]:
            raise FormatError(
                "endorsement.about-another",
                "The endorsement is about something else than what carries it.",
                place=self.place,
            )


def endorsements_of(document: Mapping[str, Any], text: bytes = b"") -> tuple[Endorsement, ...]:
    """Return the endorsements of a badge, its issuer, its achievement and their profiles.

    Those written out without contexts of their own are given the badge's; only the signature
    tells whether they were made under these.

    Args:
        document: the badge.
        text: the JSON text that it was read from, where that is at hand.

    Raises:
        FormatError: ``endorsement.malformed``.
        LimitError: ``endorsement.too-many``.
    """
    if not may_mention(text, "endorsement"):
        return ()
    found: list[Endorsement] = []
    for path in _HOLDERS:
        for place, holder in _at(document, path):
            found.extend(_carried(holder, place, document.get("@context")))
            if len(found) > MAX_ENDORSEMENTS:
                raise LimitError(
                    "endorsement.too-many", f"It carries over {MAX_ENDORSEMENTS} endorsements."
                )
    return tuple(found)


def _at(
    document: Mapping[str, Any], path: tuple[str, ...], place: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not path:
        yield place, document
        return
    name, *rest = path
    value = document.get(name)
    for index, inner in enumerate(as_list(value)):
        here = f"{place}/{name}/{index}" if isinstance(value, list) else f"{place}/{name}"
        if isinstance(inner, Mapping):
            yield from _at(inner, tuple(rest), here)


def _carried(holder: Mapping[str, Any], place: str, contexts: Any) -> Iterator[Endorsement]:
    about = text(holder.get("id"))
    for name, kind in (("endorsement", Mapping), ("endorsementJwt", str)):
        for index, value in enumerate(as_list(holder.get(name))):
            here = f"{place}/{name}/{index}"
            if not isinstance(value, kind):
                raise FormatError(
                    "endorsement.malformed", "An endorsement is not a credential.", place=here
                )
            payload = value if isinstance(value, str) else {"@context": contexts, **value}
            yield Endorsement(here, about, payload)
