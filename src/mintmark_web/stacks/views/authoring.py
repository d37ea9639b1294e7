"""Pathways in the office: listed, written as texts, looked at, published."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters.site import address
from mintmark_web.keys.queries import issuer_did
from mintmark_web.stacks import queries, rules, services, sheet
from mintmark_web.stacks.forms import RuleForm
from mintmark_web.stacks.models import Pathway
from mintmark_web.stacks.types import Asked
from mintmark_web.ui.asking import asked, sent
from mintmark_web.ui.types import Cell, Column, Table

PAGE = 50


@needs("pathway.see")
def pathways(request: OfficeRequest) -> HttpResponse:
    """Show the organisation's pathways."""
    found = queries.pathways_of(organisation(request).pk)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "table": _table(request, page)}
    return render(request, "stacks/pathways.html", shown)


def _table(request: OfficeRequest, page: Any) -> Table:
    rows = [
        (
            Cell(
                one.title, reverse("stacks.pathway-edit", args=[organisation(request).slug, one.pk])
            ),
            state(one),
        )
        for one in page
    ]
    heads = [Column(_("Pathway")), Column(_("State"))]
    return Table(_("Pathways"), heads, rows, hide_caption=True)


def state(pathway: Pathway) -> Cell:
    """Return a pathway's state as a tag."""
    if not pathway.published:
        return Cell(_("Draft"), tone="")
    if pathway.has_changes:
        return Cell(_("Public, with changes"), tone="warn")
    return Cell(_("Public"), tone="valid")


@require_http_methods(["GET", "POST"])
@needs("pathway.edit")
def new_text(request: OfficeRequest) -> HttpResponse:
    """Write the rule of a new pathway as text, or bring it as a file."""
    home = organisation(request)
    form = RuleForm(*_sent(request), organisation_id=home.pk, initial={"text": _start(home)})
    if saves(request) and form.is_valid():
        made = services.draw_up(request.actor, home, form.cleaned_data["rule"])
        messages.success(request, _("The pathway is saved. Learners do not see it yet."))
        return redirect("stacks.pathway-text", org=home.slug, pk=made.pk)
    shown = _shown(form) | {"back": back(home), "in_form": True}
    return render(request, "stacks/rule.html", shown)


def _start(home: Any) -> str:
    """Return the first lines of a rule, to begin with."""
    return rules.START.format(
        address=address(f"/pathways/{uuid4()}"),
        title=rules.quoted(_("Title of the larger award")),
        organisation=rules.quoted(home.name),
        site=address(""),
    )


@require_http_methods(["GET", "POST"])
@needs("pathway.edit")
def edit_text(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Write another text for a pathway."""
    home, pathway = organisation(request), own(request, pk)
    initial = {"text": pathway.rule, "edition": pathway.edition}
    form = RuleForm(*_sent(request), organisation_id=home.pk, initial=initial)
    if saves(request) and form.is_valid():
        try:
            services.rewrite(
                request.actor,
                pathway,
                form.cleaned_data["rule"],
                form.cleaned_data["edition"] or 0,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The pathway is saved."))
            return redirect("stacks.pathway-text", org=home.slug, pk=pathway.pk)
    shown = _shown(form) | {"pathway": pathway, "state": state(pathway), "back": back(home)}
    shown["in_form"] = sheet.opened(pathway.rule, issuer_did(home)) is not None
    return render(request, "stacks/rule.html", shown)


def back(home: Any) -> str:
    """Return the address of the list."""
    return reverse("stacks.pathways", args=[home.slug])


def saves(request: OfficeRequest) -> bool:
    """Whether the form was sent to be saved, not only to be looked at."""
    return request.method == "POST" and "check" not in request.POST


def _sent(request: OfficeRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _shown(form: RuleForm) -> dict[str, Any]:
    """Return the form, and what its rule comes to."""
    text = form.cleaned_data.get("rule") if form.is_bound and form.is_valid() else None
    if not form.is_bound:
        text = form.initial["text"]
    return {"form": form, "preview": text and preview(text, form.organisation_id)}


def preview(text: str, organisation_id: int) -> dict[str, Any]:
    """Return what a rule asks for, in words."""
    try:
        rule = rules.read(text, organisation_id)
        result = queries.empty(rule)
    except MintmarkError as error:
        return {"problem": error}
    return {
        "rule": rule,
        "title": rules.title(rule),
        "asked": Asked.all_of(rule, result),
        "award": queries.leads_to(rule),
    }


@require_http_methods(["GET", "POST"])
@needs("pathway.publish")
def publish(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, and show the pathway to learners."""
    home, pathway = organisation(request), own(request, pk)
    shown = {
        "title": _("Publish “%s”?") % pathway.title,
        "text": _("Learners will see it, and may ask for the award that it leads to."),
        "button": _("Publish"),
        "back_url": reverse("stacks.pathway-edit", args=[home.slug, pathway.pk]),
    }
    if request.method == "POST":
        try:
            services.publish_pathway(request.actor, pathway)
        except MintmarkError as error:
            return render(request, "ui/confirm.html", shown | {"consequences": [error.message]})
        messages.success(request, _("The pathway is published."))
        return redirect("stacks.pathway-edit", org=home.slug, pk=pathway.pk)
    return render(request, "ui/confirm.html", shown)


@require_http_methods(["GET", "POST"])
@needs("pathway.publish")
def withdraw(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, and take the pathway from the public."""
    home, pathway = organisation(request), own(request, pk)
    question = {
        "title": _("Withdraw “%s”?") % pathway.title,
        "text": _("Learners will not see it any more."),
        "consequences": [_("What they have asked for already, you still decide.")],
        "button": _("Withdraw it"),
        "danger": True,
    }
    return asked(
        request,
        Form(sent(request)),
        question,
        lambda: services.withdraw_pathway(request.actor, pathway),
        _("The pathway is withdrawn."),
        reverse("stacks.pathway-edit", args=[home.slug, pathway.pk]),
    )


def own(request: OfficeRequest, pk: UUID) -> Pathway:
    """Return a pathway of the organisation, or say that it is not there."""
    found = queries.pathway_of(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def organisation(request: OfficeRequest) -> Any:
    """Return the organisation of the address."""
    if request.organisation is None:
        raise Http404
    return request.organisation
