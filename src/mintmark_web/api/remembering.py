"""Calls that may be sent twice and are done once: ``Idempotency-Key``.

The answer is remembered in the transaction that did the work. So either both are there or neither,
whatever stops in between; and a second call with the key waits for the first, or finds its answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from mintmark_web.adapters import clock
from mintmark_web.api.models import Answered, Token
from mintmark_web.api.problems import ApiError

KEPT = timedelta(days=2)
_LONGEST = 200
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def once(
    request: HttpRequest, token: Token | None, work: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer a call; one with a known key as it was answered before.

    What was refused did nothing, so it is not remembered, and may be sent again when mended.

    Raises:
        ApiError: the key is too long, or stood over another call.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or token is None or request.method not in _UNSAFE:
        return work()
    if not 1 <= len(key) <= _LONGEST:
        raise ApiError(
            400, "api.idempotency-key", f"An idempotency key has 1 to {_LONGEST} characters."
        )
    with transaction.atomic():
        row, is_new = _row(token, key, _fingerprint(request))
        if not is_new:
            return _again(row)
        response = work()
        if response.status_code >= 300 or response.streaming:
            transaction.set_rollback(True)
            return response
        row.status, row.body = response.status_code, response.content
        row.media_type = response.headers.get("Content-Type", "")
        row.save(update_fields=("status", "body", "media_type"))
    return response


def forget_old(now: datetime) -> int:
    """Delete the answers that nobody may ask for again; return how many."""
    return Answered.objects.filter(answered_at__lt=now - KEPT).delete()[0]


def _row(token: Token, key: str, fingerprint: str) -> tuple[Answered, bool]:
    """Return the row of a key. Whoever else is at work with it is waited for."""
    mine = Answered.objects.filter(token=token)
    mine.filter(answered_at__lt=clock.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return Answered.objects.create(token=token, key=key, request_hash=fingerprint), True
    except IntegrityError:
        row = mine.get(key=key)
    if row.request_hash != fingerprint:
        raise ApiError(409, "api.idempotency-key-reused", "This key stood over another call.")
    return row, False


def _again(row: Answered) -> HttpResponse:
    headers = {"Idempotency-Replayed": "true"}
    return HttpResponse(bytes(row.body), row.media_type, row.status, headers=headers)


def _fingerprint(request: HttpRequest) -> str:
    told = sha256()
    for part in (
        request.method or "",
        request.get_full_path(),
        request.headers.get("Content-Type", ""),
    ):
        told.update(sha256(part.encode()).digest())
    told.update(request.body)
    return told.hexdigest()
