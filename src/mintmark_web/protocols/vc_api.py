"""The Verifiable Credential API's verifying endpoints, with the handlers of ``mintmark vc-api``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from mintmark.cli.vc_api import issuing, verifying
from mintmark.cli.vc_api.answers import Answer, problem
from mintmark.cli.vc_api.issuers import Issuer
from mintmark.cli.vc_api.requests import read_body
from mintmark.cli.vc_api.routes import Endpoint
from mintmark.cli.vc_api.service import Service
from mintmark.cli.vc_api.status import StatusLists
from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import LimitError, MintmarkError, UnavailableError
from mintmark.network.fetch import First
from mintmark_web.adapters import clock
from mintmark_web.adapters.fetch import fetcher
from mintmark_web.protocols import queries

_ENDPOINTS: Final[dict[str, Endpoint]] = {
    "credentials/verify": verifying.verify_credential,
    "credentials/derive": issuing.derive,
    "presentations/verify": verifying.verify_held,
}
_STATUS: Final = {"vc-api.not-json": 415, "vc-api.no-length": 411, "vc-api.too-large": 413}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it goes out."""

    status: int
    body: bytes
    content_type: str


def answer(what: str, request: HttpRequest) -> Said:
    """Return the answer to a request: what is wrong with it becomes a problem object."""
    try:
        found = _ENDPOINTS[what](_service(), cast(Issuer, None), read_body(request.META))
    except MintmarkError as error:
        found = problem(_STATUS.get(error.code, 400), error)
    return _said(found)


def too_many(seconds: int) -> Said:
    """Return the answer for who asked too often."""
    error = LimitError("vc-api.too-many", f"Too many calls. Try again in {seconds} seconds.")
    return _said(problem(429, error))


def _said(found: Answer) -> Said:
    value: Any = found.value
    body = value if isinstance(value, bytes) else strict_json.dumps(value)
    return Said(found.status, body, found.content_type)


def _service() -> Service:
    """Return what the handlers work with: no issuers, and our own documents first."""
    return Service(
        issuers={},
        contexts=BUNDLED,
        status=StatusLists(_NO_LISTS),
        clock=clock.now,
        fetcher=lambda: First(_Own(), fetcher()),
    )


_NO_LISTS: Final = "urn:mintmark:no-lists"


class _Own:
    """This office's own documents, without asking the network."""

    def given(self, url: str) -> bytes | None:
        """Return what stands at an address of ours."""
        found = _ADDRESS.fullmatch(url.removeprefix(settings.SITE_URL))
        if found is None or not url.startswith(settings.SITE_URL):
            return None
        if found["slug"]:
            served = queries.did_document(found["slug"])
        else:
            served = queries.status_list(UUID(found["list"]), found["purpose"])
        return served.data if served else None

    def fetch(self, url: str) -> bytes:
        """Return the same.

        Raises:
            UnavailableError: ``fetch.not-at-hand``.
        """
        found = self.given(url)
        if found is None:
            raise UnavailableError("fetch.not-at-hand", f"{url[:200]} is no document of ours.")
        return found


_ADDRESS: Final = re.compile(
    r"/o/(?P<slug>[a-z0-9-]+)/did\.json"
    r"|/status-lists/(?P<list>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<purpose>[a-z]+)"
)
