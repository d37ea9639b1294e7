"""Errors as the API tells them: problem details (RFC 9457) with the codes of the core."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError
from ninja.errors import ValidationError as InvalidCall
from pydantic import ValidationError as Malformed

from mintmark import MintmarkError, UnavailableError
from mintmark.errors import LimitError

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:mintmark:problem:"
_LOG = logging.getLogger("mintmark_web.api")


class ApiError(Exception):
    """A call that is refused before any service is asked.

    Args:
        status: of the answer.
        code: ``api.reason``.
        message: what is wrong, for people.
        headers: of the answer.
    """

    def __init__(
        self, status: int, code: str, message: str, *, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code, message)
        self.status, self.code, self.message = status, code, message
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Fault:
    """One of several things that are wrong: where (a field's name or a JSON pointer), and what."""

    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the answer says. ``code`` stays the same between releases; the rest is for people."""

    status: int
    code: str
    detail: str
    place: str | None = None
    remedy: str | None = None
    errors: tuple[Fault, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


@singledispatch
def trouble(error: Exception) -> Trouble:
    """Return what is told of an error; of one that nobody foresaw, nothing but that it was."""
    _LOG.error("An API call failed.", exc_info=error)
    return trouble(ApiError(500, "api.internal-error", "Something went wrong here. It is noted."))


@trouble.register
def _(error: ApiError) -> Trouble:
    return Trouble(error.status, error.code, error.message, headers=error.headers)


@trouble.register
def _(error: MintmarkError) -> Trouble:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, UnavailableError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    elif isinstance(error, LimitError):
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return Trouble(status, error.code, error.message, error.place, error.remedy)


@trouble.register
def _(error: ValidationError) -> Trouble:
    faults = tuple(_faults(error))
    detail = " ".join(fault.detail for fault in faults)
    return Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, _INVALID.code, detail, errors=faults)


def _faults(error: ValidationError) -> Iterator[Fault]:
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            place = "" if name == "__all__" else name
            yield from (Fault(place, text) for one in errors for text in one.messages)
    else:
        yield from (Fault("", text) for text in error.messages)


@trouble.register
def _(error: InvalidCall) -> Trouble:
    faults = tuple(Fault(_pointer(one.get("loc", ())), one.get("msg", "")) for one in error.errors)
    return Trouble(_INVALID.status, _INVALID.code, _INVALID.message, errors=faults)


def _pointer(location: Any) -> str:
    """Return ``body/field/0`` as it stands in the call: without the name of the argument."""
    where, *rest = [str(part) for part in location] or [""]
    steps = rest[1:] if where == "body" else rest
    return "/".join((where, *steps))


@trouble.register
def _(error: Malformed) -> Trouble:
    faults = tuple(Fault("/".join(map(str, one["loc"])), one["msg"]) for one in error.errors())
    return Trouble(_INVALID.status, _INVALID.code, _INVALID.message, errors=faults)


@trouble.register
def _(_error: DataError) -> Trouble:
    return trouble(ApiError(422, "api.out-of-range", "A value is longer or larger than it may be."))


@trouble.register
def _(error: HttpError) -> Trouble:
    if isinstance(error.__cause__, MintmarkError | ApiError):  # the parser's own words
        return trouble(error.__cause__)
    code = _UNREADABLE if error.status_code == HTTPStatus.BAD_REQUEST else _INVALID
    return Trouble(error.status_code, code.code, code.message)


@trouble.register
def _(_error: Http404) -> Trouble:
    return trouble(_NOT_FOUND)


@trouble.register
def _(_error: PermissionDenied) -> Trouble:
    return trouble(_FORBIDDEN)


@trouble.register(BadRequest)
@trouble.register(SuspiciousOperation)
def _(_error: Exception) -> Trouble:
    return trouble(_UNREADABLE)


@trouble.register
def _(_error: RequestDataTooBig) -> Trouble:
    return trouble(_TOO_LARGE)


_INVALID = ApiError(422, "api.invalid", "The call is not as it should be.")
_UNREADABLE = ApiError(400, "api.unreadable", "The body of the call cannot be read.")
_NOT_FOUND = ApiError(404, "api.not-found", "There is nothing here, or nothing for you.")
_FORBIDDEN = ApiError(403, "api.forbidden", "The owner of this token may not do this.")
_TOO_LARGE = ApiError(413, "api.too-large", "The body is larger than this site takes.")


def response(told: Trouble) -> HttpResponse:
    """Return the answer that tells it."""
    body: dict[str, Any] = {
        "type": TYPE + told.code,
        "title": HTTPStatus(told.status).phrase,
        "status": int(told.status),
        "detail": told.detail,
        "code": told.code,
    }
    if told.place:
        body["place"] = told.place
    if told.remedy:
        body["remedy"] = told.remedy
    if told.errors:
        body["errors"] = [{"place": one.place, "detail": one.detail} for one in told.errors]
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, MEDIA_TYPE, told.status, headers=told.headers)


def answer(_request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a call that raised."""
    return response(trouble(error))
