"""What browsers report: that something on a page wanted more than the policy allows.

Anybody can send such reports, so little of them is kept: one line in the log for each kind, with
the name of the page and not its address, in which there may be a secret.
"""

from __future__ import annotations

import json
import logging
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

_LOG = logging.getLogger("mintmark_web.breaches")
_MOST_BYTES = 16 * 1024
_MOST_KINDS = 200
_LONGEST = 60
_TOLD: set[tuple[str, str, str]] = set()
_LOCK = Lock()


def note(request: HttpRequest) -> None:
    """Log what a browser reports, the first time that this process hears of its kind."""
    kind = _kind(_read(request))
    if kind is None:
        return
    with _LOCK:
        if kind in _TOLD or len(_TOLD) >= _MOST_KINDS:
            return
        _TOLD.add(kind)
    _LOG.warning("A browser refused something: %s of %s on the page %s", *kind)


def forget() -> None:
    """Begin anew."""
    with _LOCK:
        _TOLD.clear()


def _read(request: HttpRequest) -> Any:
    """Return the report (Content Security Policy 3, section 5.3), or nothing that helps."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
            return None
        return json.loads(request.body)["csp-report"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _kind(report: Any) -> tuple[str, str, str] | None:
    if not isinstance(report, dict):
        return None
    directive = _plain(report.get("effective-directive") or report.get("violated-directive"))
    if not directive:
        return None
    return directive, _place(report.get("blocked-uri")), _page(report.get("document-uri"))


def _plain(value: Any) -> str:
    """Return a word that can stand in a log."""
    text = value if isinstance(value, str) else ""
    return "".join(sign for sign in text[:_LONGEST] if sign.isascii() and sign.isprintable())


def _place(value: Any) -> str:
    """Return the host of an address, or what the browser says instead (``inline``, ``eval``)."""
    try:
        return _plain(urlsplit(value).hostname or value)
    except (ValueError, TypeError, AttributeError):
        return "?"


def _page(value: Any) -> str:
    try:
        return resolve(urlsplit(value).path).view_name
    except (ValueError, TypeError, AttributeError, Resolver404):
        return "?"
