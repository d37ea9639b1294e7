"""Changing the status of many credentials: asked before it is done, and followed afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.issuing import queries, services
from mintmark_web.issuing.forms import ManyForm
from mintmark_web.issuing.models import Credential, StatusOrder
from mintmark_web.issuing.views import words
from mintmark_web.issuing.views.choosing import Filters, chosen
from mintmark_web.issuing.views.common import PAGE, organisation
from mintmark_web.ui.asking import asked, sent, tried
from mintmark_web.ui.types import Cell, Column, Table

TONES = {"running": "accent", "stopped": "warn", "done": "valid"}
Status = Credential.Status


@require_http_methods(["GET", "POST"])
@needs("credential.suspend")
def suspend(request: OfficeRequest) -> HttpResponse:
    """Ask, then have the chosen credentials suspended."""
    return _many(request, Status.SUSPENDED)


@require_http_methods(["GET", "POST"])
@needs("credential.reinstate")
def reinstate(request: OfficeRequest) -> HttpResponse:
    """Ask, then have the suspension of the chosen credentials ended."""
    return _many(request, Status.VALID)


@require_http_methods(["GET", "POST"])
@needs("credential.revoke")
def revoke(request: OfficeRequest) -> HttpResponse:
    """Ask, then have the chosen credentials revoked."""
    return _many(request, Status.REVOKED)


def _many(request: OfficeRequest, status: Status) -> HttpResponse:
    """Say how many are chosen and what will happen; do it only to as many as were told."""
    of = organisation(request)
    rows = chosen(request.GET, of.pk)
    standing = queries.by_status(rows)
    form = ManyForm(sent(request), count=sum(standing.values()))
    made: list[StatusOrder] = []

    def order() -> None:
        told = form.cleaned_data
        work, expected = services.MANY[status], told["count"] or 0
        made.append(
            work(request.actor, of, rows, told["reason"], notify=told["notify"], expected=expected)
        )

    if request.method == "POST" and tried(form, order):
        messages.success(request, _("The order is taken. You can leave this page; it goes on."))
        return redirect("issuing.change", org=of.slug, pk=made[0].pk)
    back = Filters.of(request.GET).address(reverse("issuing.credentials", args=[of.slug]))
    shown = {
        "form": form,
        "asked": words.of_many(status, standing),
        "chosen": sum(standing.values()),
        "back_url": back,
    }
    return render(request, "issuing/many.html", shown)


@needs("credential.list")
def changes(request: OfficeRequest) -> HttpResponse:
    """Show all orders of statuses, the latest first."""
    of = organisation(request)
    page = Paginator(queries.status_orders(of.pk), PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            Cell(words.title(one.status), reverse("issuing.change", args=[of.slug, one.pk])),
            date_format(localtime(one.created_at), "SHORT_DATETIME_FORMAT"),
            one.total,
            one.reason,
            Cell(one.get_state_display(), tone=TONES[one.state]),  # type: ignore[arg-type]
        )
        for one in page
    ]
    heads = (Column(_("What")), Column(_("Ordered on")), Column(_("Credentials"), numeric=True))
    table = Table(
        _("Changes of many"),
        [*heads, Column(_("Why")), Column(_("State"))],
        rows,
        hide_caption=True,
    )
    return render(request, "issuing/changes.html", {"page": page, "table": table})


@needs("credential.list")
@never_cache
def change(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show how far an order of statuses has come, and what could not be changed."""
    found, slug = _the_order(request, pk), organisation(request).slug
    page = Paginator(queries.status_faults(found), PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            Cell(
                one.credential.name, reverse("issuing.credential", args=[slug, one.credential_id])
            ),
            one.trouble or one.mail_trouble,
        )
        for one in page
    ]
    heads = (Column(_("Learner")), Column(_("Why")))
    shown = {
        "page": page,
        "faults": Table(_("What could not be done"), heads, rows, hide_caption=True),
        "title": words.title(found.status),
        **_progress(found),
    }
    return render(request, "issuing/change.html", shown)


@needs("credential.list")
@never_cache
def change_progress(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Give only how far it has come, for a page that stays open; at its end the whole page."""
    shown = _progress(_the_order(request, pk))
    answer = render(request, "issuing/change_progress.html", shown)
    if not shown["running"]:
        answer["HX-Refresh"] = "true"
    return answer


def _progress(found: StatusOrder) -> dict[str, Any]:
    return {
        "order": found,
        "progress": queries.how_far(found),
        "running": found.state == StatusOrder.State.RUNNING,
        "tone": TONES[found.state],
    }


@require_http_methods(["GET", "POST"])
@needs("credential.stop")
def stop(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then let an order of statuses rest."""
    found = _the_order(request, pk)
    told = {
        "title": _("Stop this order"),
        "consequences": [_("What is changed stays changed."), _("You can go on later.")],
        "button": _("Stop"),
    }
    return asked(
        request,
        Form(sent(request)),
        told,
        lambda: services.stop_change(request.actor, found),
        _("The order is stopped."),
        _page(request, found),
    )


@require_http_methods(["GET", "POST"])
@needs("credential.stop")
def resume(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then go on with an order of statuses."""
    found = _the_order(request, pk)
    told = {
        "title": _("Go on with this order"),
        "text": _("It goes on where it stopped; nothing is done twice."),
        "button": _("Go on"),
    }
    return asked(
        request,
        Form(sent(request)),
        told,
        lambda: services.resume_change(request.actor, found),
        _("The order goes on."),
        _page(request, found),
    )


def _the_order(request: OfficeRequest, pk: UUID) -> StatusOrder:
    found = queries.status_order(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def _page(request: OfficeRequest, found: StatusOrder) -> str:
    return reverse("issuing.change", args=[organisation(request).slug, found.pk])
