"""What learners ask for, and what the awarding body decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.stacks import queries, rules, services, weighing
from mintmark_web.stacks.forms import DecisionForm
from mintmark_web.stacks.models import Proposal
from mintmark_web.stacks.types import Asked
from mintmark_web.stacks.views.authoring import organisation
from mintmark_web.stacks.views.learning import words_of
from mintmark_web.ui.asking import sent
from mintmark_web.ui.types import Cell, Column, Link, Table

PAGE = 50


@needs("stack.decide")
def proposals(request: OfficeRequest) -> HttpResponse:
    """Show what waits for a decision, the oldest first; or what was decided."""
    home, decided = organisation(request), "decided" in request.GET
    found = queries.proposals_to(home.pk, decided=decided)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    here = reverse("stacks.proposals", args=[home.slug])
    tabs = [
        Link(_("Waiting"), here, current=not decided),
        Link(_("Decided"), f"{here}?decided=1", current=decided),
    ]
    shown = {"page": page, "tabs": tabs, "decided": decided, "table": _table(home.slug, page)}
    return render(request, "stacks/proposals.html", shown)


def _table(slug: str, page: Any) -> Table:
    rows = [
        (
            Cell(str(one.learner), reverse("stacks.decide", args=[slug, one.pk])),
            one.title,
            date_format(timezone.localtime(one.asked_at), "DATE_FORMAT"),
            decision(one),
        )
        for one in page
    ]
    heads = (_("Learner"), _("Larger award"), _("Asked on"), _("Decision"))
    return Table(_("Requests"), [Column(head) for head in heads], rows, hide_caption=True)


def decision(proposal: Proposal) -> Cell:
    """Return a request's decision as a tag."""
    tones: dict[str, Any] = {"accepted": "valid", "declined": "bad"}
    if not proposal.decision:
        return Cell(_("Waiting"), tone="accent")
    return Cell(proposal.get_decision_display(), tone=tones[proposal.decision])


@require_http_methods(["GET", "POST"])
@needs("stack.decide")
def decide(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show one request, weighed anew, and take the decision."""
    found = queries.proposal_to(organisation(request).pk, pk)
    if found is None:
        raise Http404
    form = DecisionForm(sent(request))
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        messages.success(request, _("The decision is made, and the learner is told."))
        return redirect("stacks.proposals", org=organisation(request).slug)
    return render(request, "stacks/decide.html", _shown(found, form))


def _decided(request: OfficeRequest, found: Proposal, form: DecisionForm) -> bool:
    reasons = form.cleaned_data["reasons"]
    try:
        if form.cleaned_data["decision"] == "accepted":
            held = weighing.look_again(found)
            services.accept(request.actor, found, held, reasons=reasons)
        else:
            services.decline(request.actor, found, reasons=reasons)
    except (ValidationError, MintmarkError) as error:
        form.add_error(None, words_of(error))
        return False
    return True


def _shown(found: Proposal, form: DecisionForm) -> dict[str, Any]:
    result = weighing.seen(found)
    shown: dict[str, Any] = {"proposal": found, "form": form, "result": result}
    shown["counts"] = [one for one in result.credentials if one.counts]
    try:
        rule = rules.read(found.rule, found.organisation_id)
    except MintmarkError as error:
        return shown | {"problem": error}
    return shown | {"asked": Asked.all_of(rule, result), "award": queries.leads_to(rule)}
