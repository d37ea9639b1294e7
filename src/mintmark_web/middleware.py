"""What is refused at the edge of every request, and said at the edge of every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

_Answer = Callable[[HttpRequest], HttpResponse]


def bounded(answer: _Answer) -> _Answer:
    """Refuse a body that is too large before any of it is read; Django bounds files in nothing."""

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            raise BadRequest("the length is no number")
        if int(length) > settings.UPLOAD_LIMIT:
            raise RequestDataTooBig("the body is too large")
        return answer(request)

    return handle


def permissions_policy(answer: _Answer) -> _Answer:
    """Say what of the machine pages may use: the camera, to scan a credential's code."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return handle
