"""Bitstring Status List 1.0, section 2.1: where the status of one credential stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from mintmark.encoding.values import has_type
from mintmark.errors import StatusError
from mintmark.keys.urls import is_absolute_url

ENTRY_TYPE: Final = "BitstringStatusListEntry"
MAX_SIZE: Final = 8
"""The most bits that a status has here."""

_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,19}")


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where the status of one credential stands (section 2.1).

    Attributes:
        purpose: ``revocation``, ``suspension``, ``refresh``, ``message`` or something else.
        list_url: the address of the status list credential.
        index: the position in the list, from 0.
        size: bits for each status, 1 to 8.
        messages: value -> message, empty where the entry has none.
        references: addresses of what explains the status.
    """

    purpose: str
    list_url: str
    index: int
    size: int = 1
    messages: Mapping[int, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What a list says about one credential; a ``value`` of 0 is "nothing set"."""

    purpose: str
    value: int
    message: str | None = None

    def require_good(self) -> None:
        """Refuse a credential that is revoked or suspended.

        ``refresh`` and ``message`` do not touch its validity (section 2.2).

        Raises:
            StatusError: ``status.revoked``, ``status.suspended``, or ``status.unknown-purpose``
                where a bit is set for a purpose that means nothing here.
        """
        if self.value == 0 or self.purpose in ("refresh", "message"):
            return
        if self.purpose == "revocation":
            raise StatusError("status.revoked", "The issuer has revoked this credential.")
        if self.purpose == "suspension":
            raise StatusError(
                "status.suspended",
                "The issuer has suspended this credential.",
                remedy="A suspension may end: ask the issuer, or verify again later.",
            )
        raise StatusError(
            "status.unknown-purpose",
            f"The issuer has set a status whose meaning is not known here: {self.purpose[:60]!r}.",
        )


def parse_entry(entry: Any) -> StatusEntry:
    """Return a ``credentialStatus`` entry.

    Raises:
        StatusError: ``status.unknown-type`` or ``status.malformed-entry``.
    """
    if not isinstance(entry, Mapping):
        raise _bad_entry("it is not a JSON object")
    if not has_type(entry, ENTRY_TYPE):
        raise StatusError(
            "status.unknown-type",
            f"Statuses of the type {str(entry.get('type'))[:60]!r} are not supported here.",
        )
    purpose, index, list_url = (
        entry.get(name) for name in ("statusPurpose", "statusListIndex", "statusListCredential")
    )
    if not isinstance(purpose, str) or not purpose:
        raise _bad_entry("statusPurpose is not text")
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        raise _bad_entry("statusListIndex is not a decimal number, written as text")
    if not is_absolute_url(list_url):
        raise _bad_entry("statusListCredential is not an absolute address")
    if entry.get("id") == list_url:
        raise _bad_entry("its id is the address of the list")
    size = _size(entry)
    messages, references = _messages(entry, size), _references(entry)
    return StatusEntry(purpose, list_url, int(index), size, messages, references)


def _size(entry: Mapping[str, Any]) -> int:
    size = entry.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MAX_SIZE:
        raise _bad_entry(f"statusSize is not a whole number from 1 to {MAX_SIZE}")
    return size


def _messages(entry: Mapping[str, Any], size: int) -> Mapping[int, str]:
    """Read one message for each value, as section 2.1 demands where a status has several bits."""
    if "statusMessage" not in entry and size == 1:
        return MappingProxyType({})
    listed = entry.get("statusMessage")
    if not isinstance(listed, list) or len(listed) != 2**size:
        raise _bad_entry(f"statusMessage does not have {2**size} messages")
    messages = dict(map(_message, listed))
    if messages.keys() != set(range(2**size)):
        raise _bad_entry("statusMessage does not have one message for each value")
    return MappingProxyType(messages)


def _message(item: Any) -> tuple[int, str]:
    status, message = (
        (item.get("status"), item.get("message")) if isinstance(item, Mapping) else (None, None)
    )
    if not isinstance(message, str) or not isinstance(status, str):
        raise _bad_entry("a statusMessage has no status or no message")
    if not re.fullmatch(r"0x[0-9A-Fa-f]{1,2}", status):
        raise _bad_entry("the status of a statusMessage is not like 0x1")
    return int(status, 16), message


def _references(entry: Mapping[str, Any]) -> tuple[str, ...]:
    value = entry.get("statusReference", [])
    listed = tuple(value) if isinstance(value, list) else (value,)
    if not all(is_absolute_url(one) for one in listed):
        raise _bad_entry("statusReference is neither an absolute address nor a list of such")
    return listed


def _bad_entry(why: str) -> StatusError:
    return StatusError("status.malformed-entry", f"The status entry is malformed: {why}.")
