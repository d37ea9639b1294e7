"""Where the site is."""

from __future__ import annotations

from django.conf import settings


def address(path: str) -> str:
    """Return the full address of a path: what a letter or a credential carries."""
    return f"{settings.SITE_URL}{path}"
