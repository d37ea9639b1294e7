"""From a request to an answer: a WSGI application (PEP 3333) without state of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from mintmark.cli.vc_api import issuing, verifying
from mintmark.cli.vc_api.answers import Answer, problem
from mintmark.cli.vc_api.issuers import Issuer
from mintmark.cli.vc_api.requests import read_body
from mintmark.cli.vc_api.service import Service
from mintmark.encoding import strict_json
from mintmark.errors import MintmarkError, UsageError

Endpoint = Callable[[Service, Issuer, Mapping[str, Any]], Answer]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]

ENDPOINTS: Final[Mapping[str, Endpoint]] = {
    "/credentials/issue": issuing.issue,
    "/credentials/derive": issuing.derive,
    "/credentials/status": issuing.set_status,
    "/credentials/verify": verifying.verify_credential,
    "/presentations/prove": verifying.prove,
    "/presentations/verify": verifying.verify_held,
}
"""What is answered to POST, alone or under ``/issuers/<name>``."""

_ISSUER: Final = re.compile(r"/issuers/([a-z0-9-]{1,60})(/.*)?")
_LIST: Final = re.compile(r"/status-lists/([a-z0-9-]{1,80})(/publish)?")
_LIST_TYPE: Final = "application/ld+json"
"""A credential is JSON-LD; readers look for ``json`` in the type, which its own lacks."""

_STATUS: Final[Mapping[str, int]] = {
    "vc-api.unknown-credential": 404,
    "vc-api.not-json": 415,
    "vc-api.no-length": 411,
    "vc-api.too-large": 413,
}
_REASONS: Final[Mapping[int, str]] = {
    200: "OK",
    201: "Created",
    204: "No Content",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    411: "Length Required",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
}


class Application:
    """The WSGI application around one service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def __call__(
        self, environ: Mapping[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request; whatever goes wrong becomes a problem object."""
        answer = self._answer(environ)
        body = b"" if answer.value is None else _encoded(answer.value)
        headers = [
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            *answer.headers,
        ]
        start_response(f"{answer.status} {_REASONS[answer.status]}", headers)
        return [body]

    def _answer(self, environ: Mapping[str, Any]) -> Answer:
        try:
            return self._route(environ)
        except MintmarkError as error:
            return problem(_STATUS.get(error.code, 400), error)
        except Exception as error:  # noqa: BLE001 - the last stop before the server's own page
            told = f"The service failed ({type(error).__name__}). Please report this."
            return problem(500, UsageError("vc-api.internal-error", told))

    def _route(self, environ: Mapping[str, Any]) -> Answer:
        method = str(environ.get("REQUEST_METHOD", ""))
        path = str(environ.get("PATH_INFO", ""))
        if path in ("/", "/issuers"):
            return Answer(200, self.facts()) if method == "GET" else _wrong_method("GET")
        listed = _LIST.fullmatch(path)
        if listed:
            return self._status_list(listed[1], method, publish=listed[2] is not None)
        named = _ISSUER.fullmatch(path)
        name, rest = (named[1], named[2]) if named else (None, path)
        issuer = self._service.issuer(name)
        if issuer is not None and rest is None:
            return Answer(200, issuer.facts()) if method == "GET" else _wrong_method("GET")
        endpoint = ENDPOINTS.get(rest or "")
        if issuer is None or endpoint is None:
            return _not_found()
        if method != "POST":
            return _wrong_method("POST")
        return endpoint(self._service, issuer, read_body(environ))

    def facts(self) -> dict[str, Any]:
        """Return what the service has to offer."""
        issuers = [one.facts() for name, one in self._service.issuers.items() if name == one.name]
        return {"issuers": issuers, "endpoints": list(ENDPOINTS)}

    def _status_list(self, name: str, method: str, *, publish: bool) -> Answer:
        found = self._service.status.document(name, self._service.clock())
        if found is None:
            return _not_found()
        if publish:  # Lists are always up to date, so there is nothing to do.
            return Answer(204) if method == "POST" else _wrong_method("POST")
        if method != "GET":
            return _wrong_method("GET")
        return Answer(200, found, _LIST_TYPE)


def _encoded(value: Any) -> bytes:
    return value if isinstance(value, bytes) else strict_json.dumps(value)


def _not_found() -> Answer:
    return problem(404, UsageError("vc-api.not-found", "There is nothing at this address."))


def _wrong_method(allowed: str) -> Answer:
    answer = problem(405, UsageError("vc-api.wrong-method", f"This address takes {allowed}."))
    return Answer(answer.status, answer.value, answer.content_type, (("Allow", allowed),))
