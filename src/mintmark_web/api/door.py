"""What stands before every address of the API: who calls, how often, and was it answered before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from mintmark_web.accounts.access import needs
from mintmark_web.api import callers, limits, problems, reading, remembering
from mintmark_web.api.problems import ApiError

_View = Callable[..., Any]


def door(view: _View) -> Any:
    """Return the view behind the door. What its routes need is asked when they are found."""

    @csrf_exempt  # no cookie opens anything here
    @needs("anyone")
    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            reading.refuse_nul_in_address(request)
            callers.recognise(request)
            token = request.token
            limits.count(request, token and token.pk, 1)
            response = remembering.once(request, token, lambda: view(request, *args, **kwargs))
        except Exception as error:  # noqa: BLE001 - told as a problem; what is unforeseen is logged
            response = problems.answer(request, error)
        return _told(response)

    return answer


def _told(response: HttpResponse) -> HttpResponse:
    """Give what the framework refuses by itself the form of every other refusal."""
    if response.status_code == 405:
        allowed = {"Allow": response.headers["Allow"]}
        refused = ApiError(405, "api.method", "This address does not take this method.")
        refused.headers = allowed
        response = problems.response(problems.trouble(refused))
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def nothing(_request: HttpRequest, **_parts: str) -> HttpResponse:
    """Answer for every address of the API that is none."""
    raise ApiError(404, "api.no-such-address", "The API has no such address.")
