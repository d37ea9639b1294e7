"""The learner's link: whoever has it may claim the credential.

It follows from the serial number and the site's secret, so that it can be sent again and is kept
nowhere. A change of address makes the links of before useless.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

_SALT = "issuing.claim"
_MAC_BYTES = 18
_SIZE = 16 + 2 + _MAC_BYTES


@dataclass(frozen=True, slots=True)
class Named:
    """What a link names."""

    serial: UUID
    round: int


def token(serial: UUID, round: int) -> str:
    """Return the secret part of a learner's link."""
    told = serial.bytes + round.to_bytes(2, "big")
    return base64.urlsafe_b64encode(told + _mac(told)).decode("ascii")


def read(text: str) -> Named | None:
    """Return what a link names; None where it was not made here."""
    try:
        data = base64.b64decode(text, altchars=b"-_", validate=True)
    except ValueError:
        return None
    told, mac = data[:-_MAC_BYTES], data[-_MAC_BYTES:]
    if len(data) != _SIZE or not hmac.compare_digest(mac, _mac(told)):
        return None
    return Named(UUID(bytes=told[:16]), int.from_bytes(told[16:], "big"))


def _mac(told: bytes) -> bytes:
    return salted_hmac(_SALT, told, algorithm="sha256").digest()[:_MAC_BYTES]
