"""Token Status List (draft-ietf-oauth-status-list-20): reading one status, and writing a list.

The JWT form, whose signature is the caller's to verify. The CWT form is not read: it would need
CBOR and COSE for what the JWT form says as well, and SD-JWT VCs demand the JWT form.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.encoding.effort import spend_bytes
from mintmark.encoding.times import format_time
from mintmark.errors import InputError, StatusError, UsageError
from mintmark.keys.urls import is_absolute_url

TYPE: Final = "statuslist+jwt"
VALID: Final = 0
INVALID: Final = 1
SUSPENDED: Final = 2

MAX_LIST_BYTES: Final = 16 * 1024 * 1024
"""What a list may unpack to."""

_SIZES: Final = (1, 2, 4, 8)
_MAX_INDEX: Final = 2**53 - 1
_LATEST: Final = 253_402_300_799


@dataclass(frozen=True, slots=True)
class StatusReference:
    """Where the status of a token stands (section 6.2).

    Attributes:
        url: the address of the status list token.
        index: the position in the list, from 0.
    """

    url: str
    index: int


@dataclass(frozen=True, slots=True)
class TokenStatusList:
    """A list of statuses (section 4.1).

    Attributes:
        bits: for each status 1, 2, 4 or 8; the first stands in the lowest bits of the first byte.
        ttl: how long a copy may be kept, None where the list does not say.
    """

    bits: int
    data: bytes
    ttl: timedelta | None = None

    def __len__(self) -> int:
        return len(self.data) * 8 // self.bits

    def status(self, index: int) -> int:
        """Return the status at an index.

        Raises:
            StatusError: ``token-status.index-out-of-range``.
        """
        if not 0 <= index < len(self):
            raise StatusError(
                "token-status.index-out-of-range", f"The status list has no index {index}."
            )
        byte, position = divmod(index * self.bits, 8)
        return (self.data[byte] >> position) & ((1 << self.bits) - 1)


def reference_of(claims: Mapping[str, Any]) -> StatusReference | None:
    """Return where the status of a token stands, None where it has no ``status`` at all.

    Raises:
        StatusError: ``token-status.malformed-reference``, also for a ``status`` by other means
            than a status list: it says that there is something to check.
    """
    if "status" not in claims:
        return None
    status = claims["status"]
    entry = status.get("status_list") if isinstance(status, Mapping) else None
    if not isinstance(entry, Mapping):
        raise _bad_reference("it names no status list")
    index, url = entry.get("idx"), entry.get("uri")
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index <= _MAX_INDEX:
        raise _bad_reference("idx is no whole number from 0 up")
    if not is_absolute_url(url):
        raise _bad_reference("uri is no absolute address")
    return StatusReference(url, index)


def read_list(
    token_type: str,
    claims: Mapping[str, Any],
    *,
    url: str,
    at: datetime,
    tolerance: timedelta = timedelta(0),
) -> TokenStatusList:
    """Return the list of a status list token (sections 5.1 and 8.3).

    Args:
        token_type: the ``typ`` of its header.
        claims: its claims. That its signature holds and who signed it is the caller's to know.
        url: the ``uri`` of the reference, which must be its subject.
        at: the moment asked about, with a time zone.
        tolerance: by how much clocks may differ.

    Raises:
        StatusError: ``token-status.wrong-type``, ``token-status.wrong-list``,
            ``token-status.expired``, ``token-status.from-the-future``,
            ``token-status.malformed-list`` or ``token-status.too-large``.
    """
    if token_type != TYPE:
        raise StatusError(
            "token-status.wrong-type", f"The status list is of the type {token_type[:40]!r}."
        )
    if claims.get("sub") != url:
        raise StatusError("token-status.wrong-list", "The status list is another one.", place=url)
    issued, expires = _time(claims, "iat"), _time(claims, "exp")
    if issued is None:
        raise _bad_list("it does not say when it was issued (iat)")
    if at + tolerance < issued:
        raise StatusError(
            "token-status.from-the-future",
            f"The status list says it was issued {format_time(issued)}.",
        )
    if expires is not None and at - tolerance >= expires:
        raise StatusError(
            "token-status.expired", f"The status list expired at {format_time(expires)}."
        )
    return decode(claims.get("status_list"), ttl=_ttl(claims))


def decode(status_list: Any, *, ttl: timedelta | None = None) -> TokenStatusList:
    """Return the list of a ``status_list`` claim (section 4.2): base64url of ZLIB of the bytes.

    Raises:
        StatusError: ``token-status.malformed-list`` or ``token-status.too-large``.
    """
    if not isinstance(status_list, Mapping):
        raise _bad_list("status_list is no JSON object")
    bits, packed = status_list.get("bits"), status_list.get("lst")
    if isinstance(bits, bool) or bits not in _SIZES:
        raise _bad_list("bits is not 1, 2, 4 or 8")
    if not isinstance(packed, str):
        raise _bad_list("lst is not text")
    return TokenStatusList(int(bits), _unpack(packed), ttl)


def _unpack(packed: str) -> bytes:
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(multibase.base64url_decode(packed), MAX_LIST_BYTES + 1)
    except (InputError, zlib.error) as error:
        raise _bad_list("lst is not ZLIB in base64url") from error
    spend_bytes(len(data))
    if len(data) > MAX_LIST_BYTES:
        raise StatusError("token-status.too-large", "The status list is over 16 MiB.")
    if not unpacking.eof or unpacking.unused_data:
        raise _bad_list("lst is cut off, or has something behind its end")
    return data


def _time(claims: Mapping[str, Any], name: str) -> datetime | None:
    if name not in claims:
        return None
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST:
        raise _bad_list(f"{name} is no number of seconds since 1970")
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=value)


def _ttl(claims: Mapping[str, Any]) -> timedelta | None:
    if "ttl" not in claims:
        return None
    value = claims["ttl"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _LATEST:
        raise _bad_list("ttl is no positive number of seconds")
    return timedelta(seconds=value)


def require_good(status: int) -> None:
    """Refuse a token whose status is anything but valid (section 7.1).

    Raises:
        StatusError: ``status.revoked``, ``status.suspended``, or ``status.unknown-purpose`` for a
            value whose meaning only an application knows.
    """
    if status == VALID:
        return
    if status == INVALID:
        raise StatusError("status.revoked", "The issuer has revoked this credential.")
    if status == SUSPENDED:
        raise StatusError(
            "status.suspended",
            "The issuer has suspended this credential.",
            remedy="A suspension may end: ask the issuer, or verify again later.",
        )
    raise StatusError(
        "status.unknown-purpose",
        f"The issuer has set a status whose meaning is not known here: {status}.",
    )


def encode(statuses: Mapping[int, int], *, entries: int, bits: int = 1) -> dict[str, Any]:
    """Return the ``status_list`` claim of a list (sections 4.1 and 4.2).

    Args:
        statuses: index -> status; all others are 0.
        entries: how many there are, a whole number of bytes.
        bits: for each status 1, 2, 4 or 8.

    Raises:
        UsageError: ``token-status.bad-size``, ``token-status.bad-index`` or
            ``token-status.bad-value``.
    """
    if bits not in _SIZES or not 0 < entries * bits <= MAX_LIST_BYTES * 8 or entries * bits % 8:
        raise UsageError(
            "token-status.bad-size", f"A list cannot have {entries} statuses of {bits} bits."
        )
    data = bytearray(entries * bits // 8)
    for index, status in statuses.items():
        if not 0 <= index < entries:
            raise UsageError("token-status.bad-index", f"The status list has no index {index}.")
        if not 0 <= status < 1 << bits:
            raise UsageError("token-status.bad-value", f"{status} does not fit in {bits} bits.")
        byte, position = divmod(index * bits, 8)
        data[byte] |= status << position
    return {"bits": bits, "lst": multibase.base64url_encode(zlib.compress(bytes(data), 9))}


def list_claims(
    status_list: Mapping[str, Any],
    *,
    url: str,
    issued: datetime,
    expires: datetime | None = None,
    ttl: timedelta | None = None,
) -> dict[str, Any]:
    """Return the claims of a status list token, to be signed as ``typ: statuslist+jwt`` (5.1).

    Raises:
        UsageError: ``time.naive``.
    """
    claims: dict[str, Any] = {"sub": url, "iat": _seconds(issued)}
    if expires is not None:
        claims["exp"] = _seconds(expires)
    if ttl is not None:
        claims["ttl"] = int(ttl.total_seconds())
    return {**claims, "status_list": dict(status_list)}


def _seconds(moment: datetime) -> int:
    if moment.utcoffset() is None:
        raise UsageError("time.naive", "A time without a time zone names no moment.")
    return int(moment.timestamp())


def _bad_reference(why: str) -> StatusError:
    return StatusError("token-status.malformed-reference", f"The status claim is malformed: {why}.")


def _bad_list(why: str) -> StatusError:
    return StatusError("token-status.malformed-list", f"The status list is malformed: {why}.")
