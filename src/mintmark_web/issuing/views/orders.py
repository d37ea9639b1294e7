"""Ordering credentials: for what, for whom, signed how."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark.steps.award import columns as columns_of
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries as achievements
from mintmark_web.issuing import queries, services
from mintmark_web.issuing.forms import OrderForm
from mintmark_web.issuing.views.common import PAGE, organisation
from mintmark_web.keys import queries as keys
from mintmark_web.ui.asking import tried


@needs("credential.issue")
def choose(request: OfficeRequest) -> HttpResponse:
    """Show what the organisation can issue, and how many awards of each wait."""
    of = organisation(request)
    waiting = queries.waiting_by_version(of)
    rows = achievements.issuable_versions(of.pk, waiting)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [(version, waiting.get(version.pk, 0)) for version in page]
    return render(request, "issuing/choose.html", {"page": page, "versions": shown})


@require_http_methods(["GET", "POST"])
@needs("credential.issue")
def order(request: OfficeRequest, version: UUID) -> HttpResponse:
    """Order credentials for one achievement."""
    of = organisation(request)
    found = _version(request, version)
    waiting = queries.unissued(of).filter(version_id=found.pk).count()
    is_public = found.state == found.State.PUBLISHED
    if not is_public and not waiting:
        raise Http404
    usable = list(keys.active_keys(of.pk))
    if not usable:
        return render(request, "issuing/no_key.html", {"version": found})
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OrderForm(*sent, waiting=waiting, keys=usable, takes_list=is_public)
    made: list[Any] = []
    if sent and tried(form, lambda: made.append(_ordered(request, found, form))):
        messages.success(request, _("The order is taken. You can leave this page; it goes on."))
        return redirect("issuing.batch", org=of.slug, pk=made[0].pk)
    told = {"form": form, "version": found, "waiting": waiting, "is_public": is_public}
    return render(request, "issuing/order.html", told)


def _ordered(request: OfficeRequest, version: Any, form: OrderForm) -> Any:
    told = form.cleaned_data
    key, suite = told["signature"]
    from_list = told["of"] == form.LIST and "source" in told
    return services.order(
        request.actor,
        version,
        key=key,
        suite=suite,
        source=told["source"] if from_list else None,
        notify=told["notify"],
    )


@needs("credential.issue")
def columns(request: OfficeRequest, version: UUID) -> HttpResponse:
    """Give an empty award list with the columns that it may have."""
    found = achievements.noun(_version(request, version))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="award-list.csv"'
    csv.writer(answer).writerow(columns_of(found))
    return answer


def _version(request: OfficeRequest, pk: UUID) -> Any:
    found = achievements.version(pk)
    if found is None or found.organisation_id != organisation(request).pk:
        raise Http404
    if found.state not in achievements.STANDING:
        raise Http404
    return found
