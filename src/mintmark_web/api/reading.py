"""Reading what is sent: JSON as the core reads it, and no text that a database cannot keep."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.parser import Parser

from mintmark.encoding import strict_json
from mintmark_web.api.problems import ApiError


class StrictParser(Parser):
    """Reads bodies strictly: no member twice, no NaN, no depth without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body as data.

        Raises:
            MintmarkError: it is no JSON, or two readers could read it differently.
            ApiError: a text in it has a character that cannot be kept.
        """
        found = strict_json.loads(request.body, max_bytes=settings.UPLOAD_LIMIT)
        if b"\\u0000" in request.body and _has_nul(found):
            raise nul_character()
        return found


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(_has_nul, value))


def nul_character() -> ApiError:
    """Return the error about the one character that PostgreSQL keeps in no text."""
    return ApiError(400, "api.nul-character", "A text has the character U+0000 in it.")


def refuse_nul_in_address(request: HttpRequest) -> None:
    """Refuse an address that no row can be found by.

    Raises:
        ApiError: its path or query has U+0000 in it.
    """
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        raise nul_character()
