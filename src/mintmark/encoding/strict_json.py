"""JSON as RFC 8259 has it, read strictly: what two parsers could read differently is refused.

Follows the interoperable subset of I-JSON (RFC 7493, section 2): UTF-8 without byte order mark,
no duplicate members, no lone surrogates, numbers that survive IEEE 754 double precision.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from mintmark.errors import InputError, LimitError

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_VALUES: Final = 200_000
MAX_INTEGER: Final = 2**53 - 1

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_MAX_NUMBER_CHARACTERS = 100
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]")
_NON_ZERO_DIGIT = re.compile(r"^[^eE]*[1-9]")


def loads(data: bytes | str, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """Read one JSON value.

    Args:
        data: UTF-8 bytes, or text.
        max_bytes: the largest input accepted, in bytes of UTF-8.
        max_depth: how many objects and arrays may stand inside one another (``[]`` is 1).

    Returns:
        dict (members in order), list, str, int, float, bool or None.

    Raises:
        InputError: ``json.not-utf-8``, ``json.byte-order-mark``, ``json.lone-surrogate``,
            ``json.not-json``, ``json.duplicate-member``, ``json.not-a-number`` (NaN, Infinity),
            ``json.number-out-of-range`` (an integer beyond 2**53-1, or a number that a double
            turns into infinity or zero), ``json.negative-zero``.
        LimitError: ``json.too-large``, ``json.too-deep``, ``json.too-many-values``,
            ``json.number-too-long``.
    """
    text = _text(data, max_bytes)
    containers = text.count("[") + text.count("{")  # At most: strings hold brackets too.
    if len(text) > MAX_VALUES and text.count(",") + containers > MAX_VALUES:
        raise LimitError(
            "json.too-many-values", f"The JSON text holds more than {MAX_VALUES} values."
        )
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(
            "json.not-json",
            "This is not JSON.",
            place=f"line {error.lineno}, column {error.colno}",
        ) from None
    except RecursionError:
        raise _too_deep(max_depth) from None
    if containers > max_depth and _deeper_than(value, max_depth):
        raise _too_deep(max_depth)
    if "\\u" in text and _SURROGATE_ESCAPE.search(text):
        _refuse_lone_surrogates(value)
    return value


def loads_object(
    data: bytes | str, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> dict[str, Any]:
    """Read one JSON object, as ``loads`` does.

    Raises:
        InputError: as ``loads``, and ``json.not-an-object``.
        LimitError: as ``loads``.
    """
    value = loads(data, max_bytes=max_bytes, max_depth=max_depth)
    if not isinstance(value, dict):
        raise InputError("json.not-an-object", "The JSON text is not an object.")
    return value


def may_mention(text: bytes, word: str) -> bool:
    """Say whether a member or a string in a JSON text may have ``word`` in it.

    A no is certain, so that the value need not be searched; it takes a glance at the bytes.

    Args:
        text: JSON text that was read; empty where there is none at hand, and the answer is yes.
        word: ASCII letters, digits and punctuation other than quotation marks and ``\\``.
    """
    if not text or word.encode() in text:
        return True
    # No other escapes than these two stand for such characters (RFC 8259, section 7).
    return b"\\" in text and (b"\\u" in text or b"\\/" in text)


def dumps(value: Any) -> bytes:
    """Write a JSON value: compact UTF-8, members in their order.

    Raises:
        InputError: ``json.not-serialisable`` for anything JSON cannot say (NaN, lone surrogates,
            foreign types, cycles).
    """
    try:
        return _ENCODER.encode(value).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(
            "json.not-serialisable", f"The value cannot be written as JSON: {error}."
        ) from None


def _text(data: bytes | str, max_bytes: int) -> str:
    """Decode the input, or encode it to see that it could be."""
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    if isinstance(data, str):
        text = data
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            raise _lone_surrogate() from None
        if size > max_bytes:
            raise _too_large(max_bytes)
    else:
        try:
            text = str(data, "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                "json.not-utf-8", "The JSON text is not valid UTF-8.", place=f"byte {error.start}"
            ) from None
    if text.startswith("\ufeff"):
        raise InputError("json.byte-order-mark", "The JSON text starts with a byte order mark.")
    return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        twice = _first_repeated(pairs)
        raise InputError(
            "json.duplicate-member", f"An object has the member {twice[:80]!a} more than once."
        )
    return members


def _first_repeated(pairs: list[tuple[str, Any]]) -> str:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            break
        seen.add(name)
    return name


def _integer(digits: str) -> int:
    _refuse_long(digits)
    value = int(digits)
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise _out_of_range(digits)
    if value == 0 and digits.startswith("-"):
        raise _negative_zero()
    return value


def _float(digits: str) -> float:
    _refuse_long(digits)
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _out_of_range(digits)
    if value == 0:
        if _NON_ZERO_DIGIT.match(digits):
            raise _out_of_range(digits)
        if digits.startswith("-"):
            raise _negative_zero()
    return value


def _constant(name: str) -> NoReturn:
    raise InputError("json.not-a-number", f"{name} is not a JSON number.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)


def _deeper_than(value: Any, max_depth: int) -> bool:
    """Whether containers nest deeper than allowed; goes level by level, so it never recurses."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(max_depth):
        level = [
            child
            for container in level
            for child in (container.values() if isinstance(container, dict) else container)
            if type(child) is dict or type(child) is list
        ]
        if not level:
            return False
    return bool(level)


def _refuse_lone_surrogates(value: Any) -> None:
    """Python joins escaped surrogate pairs; what is left alone cannot be encoded."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _lone_surrogate() from None


def _refuse_long(digits: str) -> None:
    if len(digits) > _MAX_NUMBER_CHARACTERS:
        raise LimitError(
            "json.number-too-long",
            f"A number has more than {_MAX_NUMBER_CHARACTERS} characters.",
        )


def _out_of_range(digits: str) -> InputError:
    return InputError(
        "json.number-out-of-range",
        f"The number {digits} cannot be kept by every JSON reader.",
        remedy="Write it as a string.",
    )


def _negative_zero() -> InputError:
    return InputError("json.negative-zero", "JSON readers disagree about minus zero.")


def _lone_surrogate() -> InputError:
    return InputError("json.lone-surrogate", "A string holds half of a surrogate pair.")


def _too_large(max_bytes: int) -> LimitError:
    return LimitError("json.too-large", f"The JSON text is larger than {max_bytes} bytes.")


def _too_deep(max_depth: int) -> LimitError:
    return LimitError("json.too-deep", f"Objects and arrays are nested more than {max_depth} deep.")
