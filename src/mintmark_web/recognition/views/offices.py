"""What an office makes known: its procedure and the parts of its curriculum."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters.site import address
from mintmark_web.keys.queries import issuer
from mintmark_web.recognition import awarding, queries, reading, services
from mintmark_web.recognition.forms.offices import ModuleForm, ProcedureForm
from mintmark_web.recognition.forms.own import ChooseForm, OwnForm
from mintmark_web.recognition.models import Module
from mintmark_web.recognition.views.common import organisation
from mintmark_web.ui.asking import sent
from mintmark_web.ui.types import Cell, Column, Table

PAGE = 50


@needs("curriculum.see")
def modules(request: OfficeRequest) -> HttpResponse:
    """Show the parts of the curriculum that recognition can be asked for."""
    home = organisation(request)
    page = Paginator(queries.modules_of(home.pk), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "table": _table(home.slug, page), "office": queries.procedure(home.pk)}
    return render(request, "recognition/modules.html", shown)


def _table(slug: str, page: Any) -> Table:
    rows = [
        (
            Cell(one.title, reverse("recognition.module-edit", args=[slug, one.pk])),
            one.get_kind_display(),
            Cell(_("Takes applications"), tone="valid")
            if one.open
            else Cell(_("Takes none"), tone=""),
            one.asked,
        )
        for one in page
    ]
    heads = [Column(_("Title")), Column(_("What is asked for")), Column(_("State"))]
    heads.append(Column(_("Cases"), numeric=True))
    return Table(_("What can be recognised"), heads, rows, hide_caption=True)


@require_http_methods(["GET", "POST"])
@needs("curriculum.edit")
def procedure(request: OfficeRequest) -> HttpResponse:
    """Say how long decisions take, and where to appeal."""
    home = organisation(request)
    row = queries.procedure(home.pk)
    fields = ("months", "appeal_days", "appeal_to")
    initial = {name: getattr(row, name) for name in fields} if row else None
    form = ProcedureForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.set_procedure(request.actor, home, **form.cleaned_data)
        messages.success(request, _("Saved. Learners see it before they apply."))
        return redirect("recognition.modules", org=home.slug)
    return render(request, "recognition/procedure.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("curriculum.edit")
def new(request: OfficeRequest) -> HttpResponse:
    """Add something that recognition can be asked for."""
    home, module = organisation(request), Module()
    form = _form(request, home, module)
    if request.method == "POST" and form.is_valid() and form.target is not None:
        services.draw_up(request.actor, home, module, form.target)
        messages.success(request, _("Saved."))
        return redirect("recognition.modules", org=home.slug)
    return render(request, "recognition/module.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("curriculum.edit")
def edit(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Change something that recognition can be asked for."""
    home = organisation(request)
    module = queries.module_of(home.pk, pk)
    if module is None:
        raise Http404
    form: ModuleForm | OwnForm = (
        _own_form(request, module)
        if module.achievement_id
        else _form(request, home, module, initial=ModuleForm.told(reading.target(module)))
    )
    if request.method == "POST" and "open" in request.POST:
        services.open_module(request.actor, module, open_=request.POST["open"] == "yes")
        return redirect("recognition.modules", org=home.slug)
    if request.method == "POST" and form.is_valid() and form.target is not None:
        services.rewrite(request.actor, module, form.target)
        messages.success(request, _("Saved."))
        return redirect("recognition.modules", org=home.slug)
    return render(request, "recognition/module.html", {"form": form, "module": module})


@require_http_methods(["GET", "POST"])
@needs("curriculum.edit")
def own(request: OfficeRequest) -> HttpResponse:
    """Choose an achievement of one's own that recognition can be asked for."""
    home = organisation(request)
    versions = awarding.on_offer(home.pk)
    form = ChooseForm(sent(request), versions=versions)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["achievement"]
        return redirect("recognition.module-of", org=home.slug, achievement=chosen)
    return render(request, "recognition/own.html", {"form": form, "versions": versions})


@require_http_methods(["GET", "POST"])
@needs("curriculum.edit")
def of(request: OfficeRequest, achievement: UUID) -> HttpResponse:
    """Let learners apply for an achievement of one's own."""
    home = organisation(request)
    version = next(
        (one for one in awarding.on_offer(home.pk) if one.achievement_id == achievement), None
    )
    if version is None:
        raise Http404
    data = sent(request)
    form = OwnForm(data, achievement=achievements.noun(version))
    if request.method == "POST" and form.is_valid():
        services.draw_up(request.actor, home, Module(), form.target, version.achievement)
        messages.success(request, _("Saved."))
        return redirect("recognition.modules", org=home.slug)
    return render(request, "recognition/module.html", {"form": form, "version": version})


def _own_form(request: OfficeRequest, module: Module) -> OwnForm:
    """Return the form for an achievement of one's own, as it is published now."""
    target = reading.target(module)
    now = achievements.published_version(module.achievement_id) if module.achievement_id else None
    return OwnForm(
        sent(request),
        achievement=achievements.noun(now) if now else target.achievement,
        initial=OwnForm.told(target),
    )


def _form(request: OfficeRequest, home: Any, module: Module, **more: Any) -> ModuleForm:
    return ModuleForm(
        sent(request),
        address=address(reverse("recognition.module", args=[module.pk])),
        issuer=issuer(home),
        **more,
    )
