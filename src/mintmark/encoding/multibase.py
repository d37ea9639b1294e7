"""Bytes as text: base58btc and base64url, bare and with their multibase letter.

Multibase is used as Controlled Identifiers 1.0, section 2.4, defines it: ``z`` announces base58btc
and ``u`` announces base64url without padding. Decoding is strict, so one value has one spelling.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from mintmark.errors import InputError, LimitError

MAX_BASE58_BYTES: Final = 1024
"""Base 58 costs quadratic time; keys, signatures and digests are far shorter."""

MAX_BASE64_BYTES: Final = 4 * 1024 * 1024

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_NO_DIGIT = 58
_DIGITS = bytes(_ALPHABET.find(chr(code)) % 59 for code in range(256))
"""The digit that each ASCII character stands for; -1, which is 58 here, for all others."""

# Ten digits at a time fit a machine word, so that few steps work on long numbers.
_TWO, _FOUR, _SIX, _TEN = 58**2, 58**4, 58**6, 58**10
_PAIRS = tuple(high + low for high in _ALPHABET for low in _ALPHABET)
_MOST_DIGITS = 2048
_LANES = tuple(
    (width, int.from_bytes((bytes(width) + b"\xff" * width) * (_MOST_DIGITS // width // 2), "big"))
    for width in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
)
"""Widths in bytes, each with the mask of every second lane of that width."""

_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def base58btc_encode(data: bytes) -> str:
    """Write bytes in base 58 with the Bitcoin alphabet.

    Raises:
        LimitError: ``multibase.too-long``, more than 1,024 bytes.
    """
    _refuse_longer(len(data), MAX_BASE58_BYTES)
    number = int.from_bytes(data, "big")
    written = ""
    while number:
        number, ten = divmod(number, _TEN)
        four, six = divmod(ten, _SIX)
        a, b = divmod(four, _TWO)
        c, four = divmod(six, _FOUR)
        d, e = divmod(four, _TWO)
        written = _PAIRS[a] + _PAIRS[b] + _PAIRS[c] + _PAIRS[d] + _PAIRS[e] + written
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + written.lstrip("1")


def base58btc_decode(text: str, *, max_bytes: int = MAX_BASE58_BYTES) -> bytes:
    """Read base 58 with the Bitcoin alphabet.

    Raises:
        InputError: ``multibase.bad-character``.
        LimitError: ``multibase.too-long``, more than ``max_bytes`` (at most 1,024).
    """
    max_bytes = min(max_bytes, MAX_BASE58_BYTES)
    # 58**n < 256**m holds for n letters when n <= m * log(256)/log(58), which is about 1.366 m.
    _refuse_longer(len(text), max_bytes * 138 // 100 + 1, what="letters")
    digits = text.encode("ascii", "replace").translate(_DIGITS)
    if _NO_DIGIT in digits:
        raise _bad_character("base 58")
    number = _joined(digits)
    zeros = len(text) - len(text.lstrip("1"))
    data = b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
    _refuse_longer(len(data), max_bytes)
    return data


def _joined(digits: bytes) -> int:
    """Return the number that digits of base 58 are, most significant first; 2,048 at most.

    Each byte is a lane of one digit. Neighbours are joined into lanes twice as wide, all of them
    in one step of arithmetic, until one lane is left.
    """
    number, base = int.from_bytes(digits, "big"), 58
    for width, mask in _LANES:
        if width >= len(digits):
            break
        number = (number & mask) + base * (number >> 8 * width & mask)
        base *= base
    return number


def base64url_encode(data: bytes) -> str:
    """Write bytes in base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def base64url_decode(text: str, *, max_bytes: int = MAX_BASE64_BYTES) -> bytes:
    """Read base64url without padding (RFC 4648, section 5), in its one canonical spelling.

    Raises:
        InputError: ``multibase.bad-character`` (padding and white space too),
            ``multibase.bad-length``, ``multibase.not-canonical`` (unused bits that are set).
        LimitError: ``multibase.too-long``, more than ``max_bytes``.
    """
    _refuse_longer(len(text) * 3 // 4, max_bytes)
    if not _BASE64URL.fullmatch(text):
        raise _bad_character("base64url without padding")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise InputError(
            "multibase.bad-length", f"No bytes are {len(text)} letters long in base64url."
        ) from None
    if len(text) % 4 and base64url_encode(data[-(len(text) % 4 - 1) :]) != text[-(len(text) % 4) :]:
        raise InputError(
            "multibase.not-canonical", "The last base64url letter carries bits that are not used."
        )
    return data


def encode(data: bytes, base: str = "z") -> str:
    """Write bytes in multibase: ``z`` for base58btc, ``u`` for base64url.

    Raises:
        InputError: ``multibase.unknown-base``.
        LimitError: ``multibase.too-long``.
    """
    if base == "z":
        return "z" + base58btc_encode(data)
    if base == "u":
        return "u" + base64url_encode(data)
    raise _unknown_base(base)


def decode(text: str, *, bases: str = "zu", max_bytes: int | None = None) -> bytes:
    """Read a multibase text.

    Args:
        text: a base letter and what follows it.
        bases: the base letters accepted here: ``z`` (base58btc), ``u`` (base64url), or both.
        max_bytes: the most bytes expected; without it 1,024 for ``z`` and 4 MiB for ``u``.

    Raises:
        InputError: ``multibase.unknown-base``, and as the decoder of that base says.
        LimitError: ``multibase.too-long``.
    """
    base = text[:1]
    if base == "z" and base in bases:
        return base58btc_decode(text[1:], max_bytes=max_bytes or MAX_BASE58_BYTES)
    if base == "u" and base in bases:
        return base64url_decode(text[1:], max_bytes=max_bytes or MAX_BASE64_BYTES)
    raise _unknown_base(base)


def _refuse_longer(length: int, limit: int, what: str = "bytes") -> None:
    if length > limit:
        raise LimitError("multibase.too-long", f"More than {limit} {what} were given.")


def _bad_character(base: str) -> InputError:
    return InputError("multibase.bad-character", f"A character does not belong to {base}.")


def _unknown_base(base: str) -> InputError:
    return InputError(
        "multibase.unknown-base", f"The multibase letter {base!a} is not one accepted here."
    )
