"""The status lists that the service keeps and serves (Bitstring Status List 1.0)."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from mintmark.cli.vc_api.issuers import Issuer
from mintmark.cli.vc_api.requests import malformed
from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.times import format_time
from mintmark.errors import LimitError, UsageError
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.enveloped import VC_2
from mintmark.status import bitstring
from mintmark.status.entry import ENTRY_TYPE, StatusEntry, parse_entry

PURPOSES: Final = ("revocation", "suspension", "refresh", "message")

MAX_USED: Final = bitstring.MIN_ENTRIES // 2
"""So many entries of a list are given away at most: a free one is then found at once."""

Place = tuple[str, int]
"""A list's id and an index in it."""


@dataclass(slots=True)
class _List:
    issuer: Issuer
    purpose: str
    size: int
    used: set[int] = field(default_factory=set)
    statuses: dict[int, int] = field(default_factory=dict)
    signed: bytes | None = None


class StatusLists:
    """One list for each issuer, purpose and size of a status, made when first needed.

    Safe between threads.

    Args:
        base_url: the address of the service, without a slash at the end.
    """

    def __init__(self, base_url: str) -> None:
        self._base = f"{base_url}/status-lists/"
        self._lists: dict[str, _List] = {}
        self._places: dict[bytes, list[Place]] = {}
        self._lock = threading.Lock()

    def allocate(self, issuer: Issuer, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return a status entry for a new credential, at an index that tells nothing.

        Args:
            wanted: members that the entry shall have: ``statusPurpose``, and perhaps
                ``statusSize``, ``statusMessage`` and ``statusReference``.

        Raises:
            UsageError: ``vc-api.unknown-purpose`` or ``vc-api.no-messages``.
            StatusError: ``status.malformed-entry``.
            LimitError: ``vc-api.list-full``.
        """
        address = f"{self._base}{issuer.name}-{wanted['statusPurpose']}"
        entry = {**wanted, "type": ENTRY_TYPE, "statusListIndex": "0"}
        checked = _check(parse_entry(entry | {"statusListCredential": address}))
        if checked.size > 1:
            address += f"-{checked.size}"
        index = self._free_index(issuer, checked, address.removeprefix(self._base))
        place = {"statusListIndex": str(index), "statusListCredential": address}
        return {"id": f"{address}#{index}", **entry, **place}

    def _free_index(self, issuer: Issuer, entry: StatusEntry, name: str) -> int:
        with self._lock:
            known = self._lists.setdefault(name, _List(issuer, entry.purpose, entry.size))
            if len(known.used) >= MAX_USED:
                raise LimitError("vc-api.list-full", f"The status list {name} is full.")
            index = secrets.randbelow(bitstring.MIN_ENTRIES)
            while index in known.used:
                index = secrets.randbelow(bitstring.MIN_ENTRIES)
            known.used.add(index)
        return index

    def remember(self, credential_id: str, entries: list[dict[str, Any]]) -> None:
        """Keep in mind which entries a credential has, so that it can be named by its id."""
        places = [
            (entry["statusListCredential"].removeprefix(self._base), int(entry["statusListIndex"]))
            for entry in entries
        ]
        with self._lock:
            self._places.setdefault(_digest(credential_id), []).extend(places)

    def mark(self, credential_id: str, purpose: str | None, value: int) -> None:
        """Give a credential a status, 0 for none; without a purpose, in all its lists.

        Raises:
            UsageError: ``vc-api.unknown-credential``: no such credential has such a status;
                ``vc-api.malformed-option``: a list has no room for it.
        """
        with self._lock:
            places = [
                (self._lists[name], index)
                for name, index in self._places.get(_digest(credential_id), ())
                if purpose in (None, self._lists[name].purpose)
            ]
            if not all(0 <= value < 1 << known.size for known, _ in places):
                raise malformed("status")
            for known, index in places:
                known.statuses[index] = value
                known.signed = None
        if not places:
            raise UsageError(
                "vc-api.unknown-credential",
                "No credential with this id and such a status was issued here.",
            )

    def document(self, name: str, at: datetime) -> bytes | None:
        """Return a list, by its name or address, as a signed credential; None for no list."""
        name = name.removeprefix(self._base)
        with self._lock:
            known = self._lists.get(name)
            if known is None:
                return None
            if known.signed is None:
                known.signed = _sign(known, f"{self._base}{name}", at)
            return known.signed

    def has(self, url: str) -> bool:
        """Say whether an address is one of the service's own lists."""
        return url.startswith(self._base)


def _check(entry: StatusEntry) -> StatusEntry:
    """Refuse an entry for which no list is kept, or which would say nothing."""
    if entry.purpose not in PURPOSES:
        raise UsageError(
            "vc-api.unknown-purpose",
            f"No list is kept for the purpose {entry.purpose[:60]!r}.",
            remedy=f"There are lists for {', '.join(PURPOSES)}.",
        )
    if entry.purpose == "message" and not entry.messages:
        raise UsageError(
            "vc-api.no-messages",
            "The entry is to be about messages, and has none.",
            remedy="Name one for each value in statusMessage.",
        )
    return entry


def _sign(known: _List, url: str, at: datetime) -> bytes:
    moment = at.replace(microsecond=0)
    document: Mapping[str, Any] = {
        "@context": [VC_2],
        "id": url,
        "type": ["VerifiableCredential", bitstring.CREDENTIAL_TYPE],
        "issuer": known.issuer.key.controller,
        "validFrom": format_time(moment),
        "credentialSubject": bitstring.list_subject(
            known.statuses, list_id=f"{url}#list", purpose=known.purpose, size=known.size
        ),
    }
    signed = add_proof(
        document,
        suite=known.issuer.whole_suite,
        signer=known.issuer.key,
        created=moment,
        contexts=BUNDLED,
    )
    return strict_json.dumps(signed)


def _digest(credential_id: str) -> bytes:
    return hashlib.sha256(credential_id.encode("utf-8", "surrogatepass")).digest()
