"""What others see: behind a link, and on a public page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import pace
from mintmark_web.ui.views import slow_down
from mintmark_web.verification.checking import Desk, system_of
from mintmark_web.wallet import baking, queries, reading, services
from mintmark_web.wallet.models import Held, Share
from mintmark_web.wallet.views.own import as_attachment, attachment


def _private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a page out of search engines, caches and other sites' logs."""

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "private, no-store"
        return response

    return kept


@require_GET
@needs("share.see")
@_private
def shared(request: OfficeRequest, token: str) -> HttpResponse:
    """Show what a link shows, each credential verified now."""
    found = queries.open_share(token)
    if found is None:
        return render(request, "wallet/link_over.html", status=410)
    if request.user.pk != found.owner_id:
        if seconds := pace.wait_to_check(request, max(1, found.credentials.count())):
            return slow_down(request, seconds)
        services.see_share(request.actor, found)
    whole = found.scope == Share.Scope.WHOLE
    context = {
        "share": found,
        "token": token,
        "whole": whole,
        "owner_looks": request.user.pk == found.owner_id,
        "entries": _verified(request, found.credentials.all(), whole=whole),
    }
    return render(request, "wallet/shared.html", context)


def _verified(
    request: OfficeRequest, rows: Iterable[Held], *, whole: bool = False
) -> list[dict[str, Any]]:
    """Verify each; a summary does not tell by which document the learner was known."""
    desk, system, told = Desk(), system_of(request), []
    for row in rows:
        part = None if whole else reading.summary_of(row)
        result = desk.result(part or row.to_show, system=system)
        if not whole:
            marks = tuple(mark for mark in result.hallmarks if mark.name != "identity")
            result = replace(result, hallmarks=marks)
        told.append({"held": row, "result": result, "has_file": whole or part is not None})
    return told


@require_GET
@needs("share.see")
@_private
def shared_file(request: OfficeRequest, token: str, held: UUID) -> HttpResponse:
    """Give the file behind a link: all of it, or the part that a summary shows, signed."""
    found = queries.open_share(token)
    row = found.credentials.filter(pk=held).first() if found else None
    if found is None or row is None:
        raise Http404
    try:
        answer = _file(row, whole=found.scope == Share.Scope.WHOLE)
    except MintmarkError:
        raise Http404 from None
    if request.user.pk != found.owner_id:
        services.see_share(request.actor, found, downloaded=True)
    return answer


def _file(row: Held, *, whole: bool) -> HttpResponse:
    if whole:
        return attachment(row, "json")
    part = reading.summary_of(row)
    if part is None:
        raise Http404
    return as_attachment(baking.file_as(row, part))


@require_GET
@needs("anyone")
def public(request: OfficeRequest, handle: str) -> HttpResponse:
    """Show somebody's public page."""
    found = queries.public_profile(handle.lower())
    if found is None:
        raise Http404
    cards = [
        reading.card(
            row,
            url=reverse("wallet.public-held", args=[found.handle, row.pk]),
            status=reading.status_of(row),
        )
        for row in queries.shown(found)
    ]
    return render(request, "wallet/public.html", {"profile": found, "cards": cards})


@require_GET
@needs("anyone")
def public_held(request: OfficeRequest, handle: str, held: UUID) -> HttpResponse:
    """Show a credential of a public page, verified now, without its results."""
    found = queries.public_profile(handle.lower())
    row = found.shown.filter(pk=held).first() if found else None
    if found is None or row is None:
        raise Http404
    if request.user.pk != found.owner_id and (seconds := pace.wait_to_check(request)):
        return slow_down(request, seconds)
    (entry,) = _verified(request, [row])
    return render(request, "wallet/public_held.html", {"profile": found, "entry": entry})
