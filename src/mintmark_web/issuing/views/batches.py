"""The orders: how far each has come, what could not be issued, all of it to take along."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters.sheets import harmless
from mintmark_web.issuing import archive, queries, services
from mintmark_web.issuing.models import Batch
from mintmark_web.issuing.views.common import PAGE, organisation, the_batch
from mintmark_web.ui import telling
from mintmark_web.ui.asking import asked, sent
from mintmark_web.ui.types import Cell, Column, Table

TONES = {"reading": "accent", "signing": "accent", "stopped": "warn", "done": "valid"}


@needs("credential.list")
def batches(request: OfficeRequest) -> HttpResponse:
    """Show all orders, the latest first."""
    of = organisation(request)
    page = Paginator(queries.batches(of.pk), PAGE).get_page(request.GET.get("page"))
    rows = [_row(of.slug, one) for one in page]
    heads = (Column(_("What")), Column(_("Ordered on")), Column(_("Issued"), numeric=True))
    table = Table(_("Orders"), [*heads, Column(_("State"))], rows, hide_caption=True)
    return render(request, "issuing/batches.html", {"page": page, "table": table})


def _row(slug: str, one: Any) -> tuple[object, ...]:
    issued = _("%(signed)s of %(total)s") % {"signed": one.signed, "total": one.total}
    return (
        Cell(one.title, reverse("issuing.batch", args=[slug, one.pk])),
        date_format(localtime(one.created_at), "SHORT_DATETIME_FORMAT"),
        issued,
        Cell(one.get_state_display(), tone=TONES[one.state]),  # type: ignore[arg-type]
    )


@needs("credential.list")
@never_cache
def batch(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show how far an order has come, and what could not be issued."""
    found = the_batch(request, pk)
    page = Paginator(queries.errors(found), PAGE).get_page(request.GET.get("page"))
    lines = _("Line") if found.kind == Batch.Kind.LIST else _("Number")
    heads = (Column(lines), Column(_("Learner")), Column(_("Why")))
    rows = [(one.line, one.learner or "–", telling.told(one.message)) for one in page]
    faults = Table(_("Not issued"), heads, rows, hide_caption=True)
    shown = {"batch": found, "page": page, "faults": faults, **_progress(found)}
    return render(request, "issuing/batch.html", shown)


@needs("credential.list")
@never_cache
def progress(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Give only how far it has come, for a page that stays open; at its end the whole page."""
    found = the_batch(request, pk)
    shown = _progress(found)
    answer = render(request, "issuing/progress.html", {"batch": found, **shown})
    if not shown["running"]:
        answer["HX-Refresh"] = "true"
    return answer


def _progress(found: Batch) -> dict[str, Any]:
    how_far = queries.progress(found)
    busy = found.state in (Batch.State.READING, Batch.State.SIGNING)
    sending = found.state == Batch.State.DONE and found.notify and how_far.waiting > 0
    return {
        "progress": how_far,
        "running": busy or sending,
        "sending": sending,
        "tone": TONES[found.state],
    }


@needs("credential.list")
def not_issued(request: OfficeRequest, pk: UUID) -> StreamingHttpResponse:
    """Give the rows that could not be issued as a table."""
    found = the_batch(request, pk)
    answer = StreamingHttpResponse(_fault_lines(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="not-issued.csv"'
    return answer


class _Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def _fault_lines(found: Batch) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(("line", "learner", "code", "why"))
    for one in queries.errors(found).iterator(1_000):
        told = (one.line, one.learner, one.code, one.message)
        yield writer.writerow([harmless(cell) for cell in told])


@require_http_methods(["GET", "POST"])
@needs("credential.download")
def everything(request: OfficeRequest, pk: UUID) -> Any:
    """Ask, and then give all credentials of an order as one archive, written while it is sent."""
    found = the_batch(request, pk)
    if request.method != "POST":
        words = {
            "title": _("Download all credentials"),
            "text": _("You get a ZIP archive with one file for each learner."),
            "consequences": [_("It holds personal data. Keep it where only you can read it.")],
            "button": _("Download"),
        }
        return asked(request, Form(), words, lambda: None, "", _page(request, found))
    services.take_all(request.actor, found)
    answer = StreamingHttpResponse(archive.of_batch(found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="credentials-{found.pk.hex[:8]}.zip"'
    return answer


@require_http_methods(["GET", "POST"])
@needs("credential.stop")
def stop(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then let an order rest."""
    found = the_batch(request, pk)
    words = {
        "title": _("Stop issuing"),
        "consequences": [
            _("What is issued stays issued."),
            _("You can go on later; nothing is issued twice."),
        ],
        "button": _("Stop"),
    }
    return asked(
        request,
        Form(sent(request)),
        words,
        lambda: services.stop(request.actor, found),
        _("Issuing is stopped."),
        _page(request, found),
    )


@require_http_methods(["GET", "POST"])
@needs("credential.stop")
def resume(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then go on."""
    found = the_batch(request, pk)
    words = {
        "title": _("Go on issuing"),
        "text": _("It goes on where it stopped; nothing is issued twice."),
        "button": _("Go on issuing"),
    }
    return asked(
        request,
        Form(sent(request)),
        words,
        lambda: services.resume(request.actor, found),
        _("Issuing goes on."),
        _page(request, found),
    )


@require_http_methods(["GET", "POST"])
@needs("credential.send")
def send(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then write once more to all who have not claimed."""
    found = the_batch(request, pk)
    words = {
        "title": _("Write to the learners again"),
        "text": _("Everybody who has not taken their credential yet gets the letter once more."),
        "button": _("Send the letters"),
    }
    return asked(
        request,
        Form(sent(request)),
        words,
        lambda: services.send_again(request.actor, found),
        _("The letters are on their way."),
        _page(request, found),
    )


def _page(request: OfficeRequest, found: Batch) -> str:
    return reverse("issuing.batch", args=[organisation(request).slug, found.pk])
