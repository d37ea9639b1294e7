"""The JSON Canonicalization Scheme, RFC 8785: one JSON value, one sequence of bytes."""

from __future__ import annotations

import json
from typing import Any, Final

import rfc8785

from mintmark.errors import InputError

_MAX_INTEGER: Final = 2**53 - 1
_MAX_DEPTH: Final = 64
_PLAIN: Final = frozenset({str, bool, type(None)})
# It need not look for circles: what goes on for ever is not usual.
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    allow_nan=False,
    sort_keys=True,
    separators=(",", ":"),
)


def canonicalize(value: Any) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value (RFC 8785, section 3.2).

    Raises:
        InputError: ``jcs.not-canonicalizable`` for what has no canonical form: NaN and infinity,
            integers beyond 2**53-1, lone surrogates, names that are not strings, foreign types.
    """
    try:
        if _is_usual(value):
            return _ENCODER.encode(value).encode()
        return rfc8785.dumps(value)
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(
            "jcs.not-canonicalizable", f"The value has no canonical JSON form: {error}."
        ) from None


def _is_usual(value: Any) -> bool:
    """Say whether Python's own encoder, which is far faster, writes a value as RFC 8785 wants it.

    Not so where names are not ASCII (they are sorted by UTF-16 units) and for some fractions.
    """
    level = [value]
    for _ in range(_MAX_DEPTH):
        below: list[Any] = []
        for item in level:
            kind = type(item)
            if kind in _PLAIN:
                continue
            if kind is dict:
                if not all(type(name) is str and name.isascii() for name in item):
                    return False
                below.extend(item.values())
            elif kind is list:
                below.extend(item)
            elif not _is_usual_number(item):
                return False
        if not below:
            return True
        level = below
    return False


def _is_usual_number(value: Any) -> bool:
    if type(value) is float:  # ECMAScript writes neither 3.0 nor 1e-05, and 1e16 with all digits.
        return 1e-4 <= abs(value) < 1e15 and not value.is_integer()
    return type(value) is int and -_MAX_INTEGER <= value <= _MAX_INTEGER
