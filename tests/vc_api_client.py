"""Calls the VC-API application in this process, without a network."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import samples
from mintmark.cli.vc_api import issuers
from mintmark.cli.vc_api.routes import Application
from mintmark.cli.vc_api.service import Service
from mintmark.cli.vc_api.status import StatusLists
from mintmark.encoding.contexts import BUNDLED
from mintmark.ports import Documents

BASE_URL = "https://localhost:8443"
V2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXTS = BUNDLED.extended(
    {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
)
ISSUERS = issuers.make(b"a seed for tests, guessed by all!")
WHOLE = sorted(
    name
    for name, one in ISSUERS.items()
    if name == one.name and one.whole_suite.name == one.securing and not one.statuses
)
"""The issuers whose suites sign whole documents."""


@dataclass(frozen=True)
class Reply:
    """What the application answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def value(self) -> Any:
        return json.loads(self.body)


@dataclass
class Api:
    """One service with the test's own clock and documents."""

    now: datetime = samples.LATER
    documents: dict[str, str | bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.service = Service(
            issuers=ISSUERS,
            contexts=CONTEXTS,
            status=StatusLists(BASE_URL),
            clock=lambda: self.now,
            fetcher=lambda: Documents(self.documents),
        )
        self.application = Application(self.service)

    def send(self, method: str, path: str, data: bytes = b"", **environ: Any) -> Reply:
        """Send a request as it is."""
        told: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            told.update(status=int(status.split()[0]), headers=dict(headers))

        request = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.input": io.BytesIO(data),
        } | environ
        body = b"".join(self.application(request, start_response))
        return Reply(told["status"], told["headers"], body)

    def get(self, path: str) -> Reply:
        return self.send("GET", path)

    def post(self, path: str, value: Any, issuer: str | None = None) -> Reply:
        prefix = f"/issuers/{issuer}" if issuer else ""
        return self.send("POST", prefix + path, json.dumps(value).encode())

    def issue(self, credential: Any, issuer: str | None = None, **options: Any) -> Reply:
        body = {"credential": credential, "options": options}
        return self.post("/credentials/issue", body, issuer)

    def issued(self, credential: Any, issuer: str | None = None, **options: Any) -> Any:
        """Issue what must be issuable."""
        reply = self.issue(credential, issuer, **options)
        assert reply.status == 201, reply.value
        return reply.value["verifiableCredential"]

    def verify(self, credential: Any, **options: Any) -> Reply:
        body = {"verifiableCredential": credential, "options": {"checks": ["proof"]} | options}
        return self.post("/credentials/verify", body)

    def verify_vp(self, presentation: Any, **options: Any) -> Reply:
        body = {"verifiablePresentation": presentation, "options": options}
        return self.post("/presentations/verify", body)


def credential(*contexts: Any, without: str | None = None, **members: Any) -> dict[str, Any]:
    """Return the smallest credential, with further contexts and members."""
    document: dict[str, Any] = {
        "@context": [V2, *contexts],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"id": "did:example:subject"},
    } | members
    document.pop(without or "", None)
    return document
