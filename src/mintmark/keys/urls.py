"""What counts as an address here: absolute, printable, of bounded length."""

from __future__ import annotations

import re
from typing import Any, Final, TypeGuard

_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.-]{0,30}:"
_ABSOLUTE: Final = re.compile(_SCHEME + r"[^\s\x00-\x20\x7f]{1,2000}")
_METHOD_ID: Final = re.compile(_SCHEME + r"[!-\"$-~]{1,2000}#[!-\"$-~]{1,500}")


def is_absolute_url(value: Any) -> TypeGuard[str]:
    """Say whether ``value`` is an absolute URL: a scheme, and something without white space."""
    return isinstance(value, str) and _ABSOLUTE.fullmatch(value) is not None


def is_method_id(value: Any) -> TypeGuard[str]:
    """Say whether ``value`` can be a verification method's id: with one fragment, in ASCII."""
    return isinstance(value, str) and _METHOD_ID.fullmatch(value) is not None
