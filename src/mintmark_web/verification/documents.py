"""What this office serves itself, answered without asking the network."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings

from mintmark import UnavailableError
from mintmark.formats import open_badges_3
from mintmark_web.accounts import queries as accounts
from mintmark_web.achievements import queries as achievements
from mintmark_web.issuing import queries as issuing
from mintmark_web.keys import queries as keys

_STATUS_LIST = re.compile(r"/status-lists/([0-9a-f-]{36})/([a-z]+)")
_REMEMBERED = 10.0
"""Seconds after which a list is asked for anew although nothing changed: keys are rotated."""


class OwnDocuments:
    """The documents of this office by address; each is made once for as long as this lives."""

    def __init__(self) -> None:
        self._known: dict[str, bytes | None] = {}
        self._editions: dict[str, object] = {}

    def given(self, url: str) -> bytes | None:
        """Return what stands at one of our own addresses, None where it is not ours."""
        if not url.startswith(f"{settings.SITE_URL}/"):
            return None
        if url not in self._known:
            self._known[url] = self._answer(url.removeprefix(settings.SITE_URL))
        return self._known[url]

    def fetch(self, url: str) -> bytes:
        """Return the same.

        Raises:
            UnavailableError: ``fetch.not-ours``.
        """
        found = self.given(url)
        if found is None:
            raise UnavailableError("fetch.not-ours", "This office has no document of that address.")
        return found

    def _answer(self, path: str) -> bytes | None:
        if found := _STATUS_LIST.fullmatch(path):
            return self._status_list(found[1], found[2])
        for pattern, make in _SERVED:
            if found := pattern.fullmatch(path):
                return make(found[1])
        return None

    def _status_list(self, list_id: str, purpose: str) -> bytes | None:
        """Return a signed list, remembered until a status in it changes."""
        if list_id not in self._editions:
            self._editions[list_id] = issuing.status_list_edition(list_id)
        now = int(time.monotonic() // _REMEMBERED)
        return _signed_list(list_id, purpose, self._editions[list_id], now)


@lru_cache(maxsize=64)
def _signed_list(list_id: str, purpose: str, _edition: object, _now: int) -> bytes | None:
    found = issuing.signed_status_list(list_id, purpose)
    return bytes(found.bytes) if found and found.bytes else None


def _did_document(slug: str) -> bytes | None:
    organisation = accounts.organisation(slug)
    document = keys.did_document(organisation) if organisation else None
    return json.dumps(document).encode() if document else None


def _achievement(achievement_id: str) -> bytes | None:
    found = achievements.standing_version(achievement_id)
    if found is None:
        return None
    noun = achievements.noun(found)
    return json.dumps(open_badges_3.Mould(noun, noun.issuer.id or noun.id).achievement).encode()


_SERVED: tuple[tuple[re.Pattern[str], Callable[[str], bytes | None]], ...] = (
    (re.compile(r"/o/([a-z0-9-]+)/did\.json"), _did_document),
    (re.compile(r"/achievements/([0-9a-f-]{36})\.json"), _achievement),
)
