"""What every page needs to know of the reader's choices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

THEME_COOKIE = "mintmark_theme"
THEMES = ("light", "dark")
"""What may be chosen; no choice follows the system."""


def look(request: HttpRequest) -> dict[str, Any]:
    """Return ``theme`` (light, dark or empty), ``languages``, ``direction`` (ltr or rtl)."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "theme": theme if theme in THEMES else "",
        "languages": [get_language_info(code) for code, _ in settings.LANGUAGES],
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
    }
