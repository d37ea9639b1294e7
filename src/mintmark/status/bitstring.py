"""Bitstring Status List 1.0: reading one entry of a list, and writing a list."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.encoding.effort import spend_bytes
from mintmark.encoding.values import has_type
from mintmark.errors import InputError, StatusError, UsageError
from mintmark.status.entry import MAX_SIZE, Status, StatusEntry, parse_entry

__all__ = ["Status", "StatusEntry", "list_subject", "parse_entry", "read_status", "unpack"]

CREDENTIAL_TYPE: Final = "BitstringStatusListCredential"
LIST_TYPE: Final = "BitstringStatusList"

MIN_ENTRIES: Final = 131_072
"""So many statuses at least are in a list, so that one says nothing about its holder."""

_MAX_BYTES: Final = 16 * 1024 * 1024


def unpack(encoded: Any, place: str) -> bytes:
    """Return the bits of a list: base64url of gzip (section 3.4), never more than 16 MiB.

    Args:
        encoded: the ``encodedList`` of a list.
        place: the list's address, for errors.

    Raises:
        StatusError: ``status.malformed-list`` or ``status.list-too-large``.
        UnavailableError: ``input.work-limit``.
    """
    if not isinstance(encoded, str):
        raise _bad_list(place, "encodedList is not text")
    try:
        packed = multibase.decode(encoded, bases="u")
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        bits = unpacking.decompress(packed, _MAX_BYTES + 1)
    except (InputError, zlib.error) as error:
        raise _bad_list(place, "encodedList is not gzip in multibase base64url") from error
    spend_bytes(len(bits))
    if len(bits) > _MAX_BYTES:
        raise StatusError("status.list-too-large", "The status list is over 16 MiB.", place=place)
    if not unpacking.eof or unpacking.unused_data:
        raise _bad_list(place, "encodedList is cut off, or has something behind its end")
    return bits


def read_status(
    entry: StatusEntry,
    credential: Mapping[str, Any],
    *,
    unpack: Callable[[Any, str], bytes] = unpack,
) -> Status:
    """Return what a status list credential says about one entry (section 3.2).

    Getting the credential, and verifying that it is genuine, in time and by somebody who may
    say so, comes before and is the caller's.

    Args:
        entry: where to look.
        credential: the status list credential, verified, without its proof.
        unpack: the same, for who reads several entries of a list and remembers its bits.

    Raises:
        StatusError: ``status.wrong-list``, ``status.wrong-purpose``, ``status.malformed-list``,
            ``status.list-too-large``, ``status.list-too-short`` or ``status.index-out-of-range``.
    """
    subject = _subject(entry, credential)
    purposes = subject.get("statusPurpose")
    if entry.purpose not in (purposes if isinstance(purposes, list) else [purposes]):
        raise StatusError(
            "status.wrong-purpose",
            f"The status list is not about {entry.purpose[:60]!r}.",
            place=entry.list_url,
        )
    bits = unpack(subject.get("encodedList"), entry.list_url)
    if len(bits) * 8 // entry.size < MIN_ENTRIES:
        raise StatusError(
            "status.list-too-short",
            f"The status list has fewer than {MIN_ENTRIES:,} entries.",
            place=entry.list_url,
        )
    value = _bits_at(bits, entry)
    return Status(entry.purpose, value, entry.messages.get(value))


def _subject(entry: StatusEntry, credential: Mapping[str, Any]) -> Mapping[str, Any]:
    if credential.get("id", entry.list_url) != entry.list_url:
        raise StatusError(
            "status.wrong-list", "The status list is another one.", place=entry.list_url
        )
    if not has_type(credential, CREDENTIAL_TYPE):
        raise _bad_list(entry.list_url, f"it is not a {CREDENTIAL_TYPE}")
    subject = credential.get("credentialSubject")
    if not isinstance(subject, Mapping) or not has_type(subject, LIST_TYPE):
        raise _bad_list(entry.list_url, f"its subject is not one {LIST_TYPE}")
    return subject


def _bits_at(bits: bytes, entry: StatusEntry) -> int:
    """Return the status at the index, which counts from the left-most bit (section 2.2)."""
    start = entry.index * entry.size
    end = start + entry.size
    if end > len(bits) * 8:
        raise StatusError(
            "status.index-out-of-range",
            f"The status list ends before the index {entry.index}.",
            place=entry.list_url,
        )
    first, last = start // 8, (end + 7) // 8
    window = int.from_bytes(bits[first:last], "big")
    return (window >> (last * 8 - end)) & ((1 << entry.size) - 1)


def _bad_list(place: str, why: str) -> StatusError:
    return StatusError(
        "status.malformed-list", f"The status list is malformed: {why}.", place=place
    )


def list_subject(
    indices: Iterable[int] | Mapping[int, int],
    *,
    list_id: str,
    purpose: str = "revocation",
    entries: int = MIN_ENTRIES,
    size: int = 1,
) -> dict[str, str]:
    """Return the subject of a status list credential in which ``indices`` are set (section 3.1).

    Args:
        indices: the positions that are set, each from 0 to ``entries - 1``; or position -> status,
            where a status may be more than 1.
        list_id: the id of the list itself, for example the credential's with ``#list``.
        purpose: what the list is about.
        entries: how many there are: a multiple of 8, at least 131,072; all together 16 MiB at most.
        size: bits for each status, 1 to 8. It is not told here: the entries say it.

    Raises:
        UsageError: ``status.bad-size``, ``status.bad-index`` or ``status.bad-value``.
    """
    statuses = indices if isinstance(indices, Mapping) else dict.fromkeys(indices, 1)
    fits = 1 <= size <= MAX_SIZE and MIN_ENTRIES <= entries <= _MAX_BYTES * 8 // size
    if not fits or entries % 8:
        raise UsageError(
            "status.bad-size", f"A status list cannot have {entries} entries of {size} bits."
        )
    bits = bytearray(entries * size // 8)
    for index, value in statuses.items():
        if not 0 <= index < entries:
            raise UsageError("status.bad-index", f"The status list has no index {index}.")
        if not 0 <= value < 1 << size:
            raise UsageError("status.bad-value", f"No status of {size} bits is {value}.")
        _write(bits, index * size, size, value)
    return {
        "id": list_id,
        "type": LIST_TYPE,
        "statusPurpose": purpose,
        "encodedList": multibase.encode(gzip.compress(bytes(bits), mtime=0), "u"),
    }


def _write(bits: bytearray, start: int, size: int, value: int) -> None:
    """Set a status, which begins with its highest bit."""
    for offset in range(size):
        if value >> (size - 1 - offset) & 1:
            bits[(start + offset) // 8] |= 0x80 >> (start + offset) % 8
