"""From ``MINTMARK_EMAIL`` to Django's settings of e-mail."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

_BACKENDS = "django.core.mail.backends"
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def settings_of(url: str) -> dict[str, Any]:
    """Return the ``EMAIL_*`` settings."""
    kind, _, rest = url.partition(":")
    if kind == "console":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if kind == "file":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": rest}
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or _PORTS[kind],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": kind == "smtps",
        "EMAIL_USE_TLS": kind == "smtp+starttls",
        "EMAIL_TIMEOUT": 20,
    }
