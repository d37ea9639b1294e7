"""Pathways in the office, drawn up in a form."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters.site import address
from mintmark_web.keys.queries import issuer_did
from mintmark_web.stacks import services, sheet
from mintmark_web.stacks.drawing import Drawing, begun
from mintmark_web.stacks.models import Pathway
from mintmark_web.stacks.views.authoring import back, organisation, own, preview, saves, state
from mintmark_web.ui.asking import sent


@require_http_methods(["GET", "POST"])
@needs("pathway.edit")
def new(request: OfficeRequest) -> HttpResponse:
    """Draw up a pathway."""
    home = organisation(request)
    drawing = _drawing(request, begun(home, address(f"/pathways/{uuid4()}")))
    text = drawing.text() if drawing.form.is_bound else None
    if text and saves(request):
        made = services.draw_up(request.actor, home, text)
        messages.success(request, _("The pathway is saved. Learners do not see it yet."))
        return redirect("stacks.pathway-edit", org=home.slug, pk=made.pk)
    return render(request, "stacks/drawing.html", _shown(request, drawing, text))


@require_http_methods(["GET", "POST"])
@needs("pathway.edit")
def edit(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Change a pathway; what the form cannot show is changed as text."""
    home, pathway = organisation(request), own(request, pk)
    node = sheet.opened(pathway.rule, issuer_did(home))
    if node is None:
        return redirect("stacks.pathway-text", org=home.slug, pk=pathway.pk)
    drawing = _drawing(request, node, pathway.edition)
    text = drawing.text() if drawing.form.is_bound else None
    if text and saves(request) and _rewritten(request, pathway, drawing, text):
        messages.success(request, _("The pathway is saved."))
        return redirect("stacks.pathway-edit", org=home.slug, pk=pathway.pk)
    shown = _shown(request, drawing, text) | {"pathway": pathway, "state": state(pathway)}
    return render(request, "stacks/drawing.html", shown)


def _rewritten(request: OfficeRequest, pathway: Pathway, drawing: Drawing, text: str) -> bool:
    """Save the rule; say beside the form why not, where somebody else was faster."""
    edition = drawing.form.cleaned_data["edition"] or 0
    try:
        services.rewrite(request.actor, pathway, text, edition)
    except ValidationError as error:
        drawing.form.add_error(None, error)
        return False
    return True


def _drawing(request: OfficeRequest, node: Any, edition: int = 0) -> Drawing:
    home = organisation(request)
    data = sent(request)
    return Drawing(home, node, issuer_did(home), edition, data)


def _shown(request: OfficeRequest, drawing: Drawing, text: str | None) -> dict[str, Any]:
    """Return the form, and what its rule comes to."""
    home = organisation(request)
    now = text if drawing.form.is_bound else drawing.as_it_is()
    read = preview(now, home.pk) if now else None
    return {
        "drawing": drawing,
        "back": back(home),
        "preview": None if read and not drawing.form.is_bound and read.get("problem") else read,
    }
