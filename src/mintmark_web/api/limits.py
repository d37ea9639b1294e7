"""How often somebody may call the API."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from mintmark_web.adapters import pace
from mintmark_web.api.problems import ApiError


def count(request: HttpRequest, token_id: object | None, cost: int) -> None:
    """Count a call.

    Raises:
        ApiError: ``api.too-many``, with ``Retry-After``.
    """
    limit = settings.API_RATE
    if token_id is None:
        caller, limit = f"address {pace.address(request)}", max(1, limit // 10)
    else:
        caller = f"token {token_id}"
    if seconds := pace.wait(caller, per_minute=limit, cost=cost):
        raise ApiError(
            429,
            "api.too-many",
            f"Too many calls. Try again in {seconds} seconds.",
            headers={"Retry-After": str(seconds)},
        )
