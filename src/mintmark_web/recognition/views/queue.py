"""The queue of recognition officers: what is due first, first."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.recognition import queries
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.views import common
from mintmark_web.ui.types import Cell, Column, Link, Table

PAGE = 50


@needs("case.see")
def cases(request: OfficeRequest) -> HttpResponse:
    """Show the cases, those that are due first, first."""
    home = common.organisation(request)
    sort = request.GET.get("sort", "open")
    sort = sort if sort in queries.SORTS else "open"
    page = Paginator(queries.cases_of(home.pk, sort), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "tabs": _tabs(home, sort), "table": _table(home.slug, page)}
    shown["office"] = queries.procedure(home.pk)
    return render(request, "recognition/cases.html", shown)


def _tabs(home: Any, sort: str) -> list[Link]:
    counts, here = queries.counts(home.pk), reverse("recognition.cases", args=[home.slug])
    names = {
        "open": _("To do"),
        "waiting": _("Waiting for the applicant"),
        "appealed": _("Appeals"),
        "decided": _("Decided"),
    }
    return [
        Link(words, f"{here}?sort={name}", name == sort, counts[name])
        for name, words in names.items()
    ]


def _table(slug: str, page: Any) -> Table:
    rows = [
        (
            Cell(one.name, reverse("recognition.case", args=[slug, one.pk])),
            one.title,
            one.get_kind_display(),
            _due(one),
            common.state(one),
        )
        for one in page
    ]
    heads = (_("Applicant"), _("For"), _("What is asked for"), _("Due"), _("State"))
    return Table(_("Cases"), [Column(head) for head in heads], rows, hide_caption=True)


def _due(case: Case) -> Cell:
    left = common.days_left(case)
    if left is None or case.due_on is None:
        return Cell("–")
    if left < 0:
        words = ngettext("%d day overdue", "%d days overdue", -left) % -left
        return Cell(words, tone="bad")
    day = date_format(case.due_on, "DATE_FORMAT")
    return Cell(day, tone="warn") if left <= 14 else Cell(day)
