"""What a plain YAML scalar is: the core schema of YAML 1.2.2, section 10.3, numbers exact."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LONGEST_NUMBER = 40


def resolve(source: str) -> object:
    """Return what a plain scalar is: None, a boolean, an exact Decimal, or its own text.

    Numbers that nobody can mean (``.nan``, ``.inf``, longer than 40 characters) are NaN.

    >>> resolve("NO"), resolve("010"), resolve("12:30")
    ('NO', Decimal('10'), '12:30')
    """
    if source in _NULLS:
        return None
    if source in _TRUE or source in _FALSE:
        return source in _TRUE
    if _DECIMAL.fullmatch(source):
        return _number(source)
    if _OTHER_BASE.fullmatch(source):
        return _number(str(int(source, 0))) if len(source) <= _LONGEST_NUMBER else Decimal("NaN")
    return Decimal("NaN") if _NOT_FINITE.fullmatch(source) else source


def _number(source: str) -> Decimal:
    """Return the exact number, or NaN where it is too long or too large to be meant."""
    if len(source) > _LONGEST_NUMBER:
        return Decimal("NaN")
    try:
        return Decimal(source)
    except InvalidOperation:
        return Decimal("NaN")
