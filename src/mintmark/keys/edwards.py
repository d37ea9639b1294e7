"""The part of curve25519's arithmetic that keeps bad points out of Ed25519.

OpenSSL refuses an S that is not reduced, but takes any 32 bytes for a public key, so that a key of
small order "verifies" a signature over every message (RFC 8032 section 8.9 leaves it to us).
"""

from __future__ import annotations

from typing import Final

PRIME: Final = 2**255 - 19
D: Final = -121665 * pow(121666, -1, PRIME) % PRIME

# y of a point of order 8: a root of d*y**4 + 2*y**2 - 1, where doubling gives a point with y = 0.
_ORDER_8_Y: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL_ORDER_Y: Final = frozenset({0, 1, PRIME - 1, _ORDER_8_Y, PRIME - _ORDER_8_Y})
"""The y of all eight points whose order divides the cofactor, whatever their sign bit."""


def has_small_order(encoded: bytes) -> bool:
    """Say whether 32 bytes, the one encoding of a point, are one whose order divides 8."""
    return int.from_bytes(encoded, "little") & ((1 << 255) - 1) in SMALL_ORDER_Y


def is_sound_point(encoded: bytes) -> bool:
    """Say whether 32 bytes are the one encoding (RFC 8032 section 5.1.3) of a point of large order.

    False for a y that is not reduced, for a point that is not on the curve, and for the points of
    order 1, 2, 4 and 8.
    """
    y = int.from_bytes(encoded, "little") & ((1 << 255) - 1)
    if y >= PRIME or y in SMALL_ORDER_Y:
        return False
    # x**2 = u / v is a square exactly where u * v is; v is never 0, as -1/d is not a square.
    u = y * y - 1
    v = D * y * y + 1
    return pow(u * v, (PRIME - 1) // 2, PRIME) == 1
