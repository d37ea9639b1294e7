"""1EdTech Revocation List Status Method 1.0: reading one credential's status.

The list is plain JSON without a signature. What binds it to the issuer is that the signed
credential gives its https address, and that it names the same issuer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.values import has_type
from mintmark.errors import InputError, LimitError, StatusError, UnavailableError
from mintmark.keys.urls import is_absolute_url
from mintmark.status.entry import Status

ENTRY_TYPE: Final = "1EdTechRevocationList"

_MAX_BYTES: Final = 4 * 1024 * 1024
_LONGEST_REASON: Final = 500


def parse_entry(entry: Any) -> str:
    """Return the address of the list that a ``credentialStatus`` of this type names.

    Raises:
        StatusError: ``status.unknown-type`` or ``status.malformed-entry``.
    """
    if not isinstance(entry, Mapping) or not has_type(entry, ENTRY_TYPE):
        raise StatusError("status.unknown-type", f"The status is not a {ENTRY_TYPE}.")
    address = entry.get("id")
    if not is_absolute_url(address) or not address.startswith("https://"):
        raise StatusError(
            "status.malformed-entry",
            "The status entry is malformed: its id is not the https address of a list.",
        )
    return address


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list as its address gave it.

    Attributes:
        address: where it stands.
        issuer: the id of its issuer, whatever stands there.
        revoked: the ids of the credentials that are revoked, and why, where it tells.
    """

    address: str
    issuer: Any
    revoked: Mapping[str, str | None]

    def status_of(self, credential_id: str | None, *, issuer: str) -> Status:
        """Return what the list says about one credential: a value of 1 where it is revoked.

        Args:
            credential_id: the credential's id, by which it is looked up.
            issuer: the id of the credential's issuer, who must be the list's issuer too.

        Raises:
            StatusError: ``status.no-credential-id`` or ``status.foreign-list``.
        """
        if credential_id is None:
            raise StatusError(
                "status.no-credential-id", "Without an id a credential is in no revocation list."
            )
        if self.issuer != issuer:
            raise StatusError(
                "status.foreign-list",
                f"The status list is not one of {issuer}.",
                place=self.address,
            )
        if credential_id in self.revoked:
            return Status("revocation", 1, self.revoked[credential_id])
        return Status("revocation", 0)


def read_list(data: bytes, *, list_url: str) -> RevocationList:
    """Read a list, all of it, so that a broken entry is never taken for "not in it".

    Args:
        data: the list as fetched from ``list_url``; at most 4 MiB.
        list_url: what ``parse_entry`` returned.

    Raises:
        StatusError: ``status.list-too-large``, ``status.malformed-list``, ``status.wrong-list``.
        UnavailableError: ``status.list-unchecked``: what is served there is no such list, an error
            page for example.
    """
    document = _load(data, list_url)
    if document.get("id", list_url) != list_url:
        raise StatusError("status.wrong-list", "The status list is another one.", place=list_url)
    if document.get("issuer") is None or document.get("revokedCredentials") is None:
        raise _no_list(
            "it has no issuer, or says of no credentials that they are revoked", list_url
        )
    named = document["issuer"]
    issuer = named.get("id") if isinstance(named, Mapping) else named
    return RevocationList(list_url, issuer, _revoked(document["revokedCredentials"], list_url))


def _load(data: bytes, list_url: str) -> Mapping[str, Any]:
    try:
        return strict_json.loads_object(data, max_bytes=_MAX_BYTES, max_depth=16)
    except LimitError as error:
        raise StatusError("status.list-too-large", error.message, place=list_url) from error
    except InputError as error:
        raise _no_list(error.message, list_url) from error


def _revoked(entries: Any, list_url: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
            raise _malformed("an entry has no id", list_url)
        state = entry.get("revoked", True)
        if not isinstance(state, bool):
            raise _malformed("revoked is neither true nor false", list_url)
        if state:
            reason = entry.get("revocationReason")
            told = reason[:_LONGEST_REASON] if isinstance(reason, str) and reason else None
            found[entry["id"]] = told
    return found


def _no_list(why: str, list_url: str) -> UnavailableError:
    return UnavailableError(
        "status.list-unchecked",
        f"What stands in the place of the status list is none: {why.rstrip('.')}.",
        place=list_url,
        remedy="Try again later, or ask the issuer.",
    )


def _malformed(why: str, list_url: str) -> StatusError:
    return StatusError(
        "status.malformed-list",
        f"The status list is malformed: {why.rstrip('.')}.",
        place=list_url,
    )
