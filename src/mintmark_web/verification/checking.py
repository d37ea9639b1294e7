"""Verifying whatever somebody brings."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from mintmark import Holding, Report, holding, verify
from mintmark.formats.related import digest_of
from mintmark.network.fetch import First
from mintmark_web.adapters import clock, fetch
from mintmark_web.verification.documents import OwnDocuments
from mintmark_web.verification.hallmarks import systems
from mintmark_web.verification.results import (
    Result,
    card_of,
    language,
    picture,
    result_of,
    shown,
    status_cell,
)
from mintmark_web.verification.trusting import KnownHere
from mintmark_web.verification.words import told

__all__ = [
    "SYSTEM",
    "Desk",
    "Result",
    "card_of",
    "language",
    "picture",
    "result_of",
    "shown",
    "status_cell",
    "system_of",
    "told",
    "verify_bytes",
]

SYSTEM = "ECTS"
"""The credit system of a reader who chose none."""
COOKIE = "credit_system"
"""Where a reader's choice is kept."""

LIMITS = fetch.Limits(total=8.0, phase=4.0, requests=8)
"""What one verification may fetch: whoever waits for the page waits for this."""


class Desk:
    """Verifies several credentials of one reader, at one moment; asks for our own papers once."""

    def __init__(self, *, at: datetime | None = None) -> None:
        self._at = at or clock.now()
        self._own = OwnDocuments()
        self._policy = KnownHere()

    def report(self, data: bytes) -> Report:
        """Verify one credential. It never raises for anything in ``data``."""
        return verify(
            data,
            at=self._at,
            policy=self._policy,
            documents=First(self._own, fetch.fetcher(LIMITS)),
        )

    def result(self, data: bytes, *, name: str = "", system: str = SYSTEM) -> Result:
        """Verify one credential; return the result laid out in the reader's language."""
        return result_of(self.report(data), name=name, system=system, on=self._at.date())

    def holding(self, data: bytes, name: str) -> Holding:
        """Verify one credential; return it as a stack sees it, with the digest of its bytes."""
        return holding(self.report(data), file=name, digest=digest_of(data))


def verify_bytes(data: bytes) -> Report:
    """Verify one credential: JSON, a token, or a PNG, SVG or PDF that carries one.

    What this office serves itself is not fetched; the rest is, by the guarded fetcher. It never
    raises for anything in ``data``.
    """
    return Desk().report(data)


def system_of(request: HttpRequest) -> str:
    """Return the reader's credit system, as chosen last."""
    kept = request.COOKIES.get(COOKIE, SYSTEM)
    return kept if kept in dict(systems()) else SYSTEM
