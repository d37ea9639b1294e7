"""Pathways as everybody sees them, and as a learner follows one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.stacks import pictures, planning, queries, services
from mintmark_web.stacks.forms import AskForm, WishesForm
from mintmark_web.stacks.models import Pathway
from mintmark_web.stacks.types import Asked
from mintmark_web.ui import telling
from mintmark_web.ui.asking import sent

PAGE = 20
OWN_PAGE = 10
"""Each of these is weighed for its learner."""


@needs("anyone")
def pathways(request: OfficeRequest) -> HttpResponse:
    """Show all published pathways."""
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    page = Paginator(queries.published(words), PAGE).get_page(request.GET.get("page"))
    return render(request, "stacks/public_list.html", {"page": page, "words": words})


@needs("anyone")
def pathway(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show what a pathway asks for."""
    found = _public(pk)
    shown: dict[str, Any] = {"pathway": found}
    try:
        rule = queries.public_rule(found)
        result = queries.empty(rule)
    except MintmarkError as error:
        return render(request, "stacks/public.html", shown | {"problem": error})
    shown |= {"rule": rule, "asked": Asked.all_of(rule, result), "award": queries.leads_to(rule)}
    shown["decided_by"] = result.decided_by
    return render(request, "stacks/public.html", shown)


@needs("anyone")
def picture(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Serve the picture of what a pathway asks for."""
    found = _public(pk)
    try:
        rule = queries.public_rule(found)
        drawn = pictures.of_stack(rule, queries.empty(rule), _width(request))
    except MintmarkError:
        raise Http404 from None
    return _svg(drawn, "public, max-age=300")


@needs("stack.see")
def mine(request: OfficeRequest) -> HttpResponse:
    """Show how far the person is on each pathway."""
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    page = Paginator(queries.published(words), OWN_PAGE).get_page(request.GET.get("page"))
    held, counted = queries.holdings(request.user), queries.counted_elsewhere(request.user)
    ways: list[tuple[Pathway, queries.Progress | None]] = []
    for one in page:
        try:
            ways.append((one, queries.weigh(one, held, counted)))
        except MintmarkError:
            ways.append((one, None))
    requests = queries.proposals_of(request.user)
    accepted = requests.filter(decision="accepted", pathway__in=[one.pk for one in page])
    shown = {
        "page": page,
        "words": words,
        "ways": ways,
        "awarded": set(accepted.values_list("pathway_id", flat=True)),
        "holds": len(held),
        "requests": requests[:20],
    }
    return render(request, "stacks/mine.html", shown)


@needs("stack.see")
def way(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show how far the person is on one pathway, drawn and told."""
    found = _public(pk)
    shown: dict[str, Any] = {"pathway": found, "open": queries.open_proposal(request.user, found)}
    try:
        progress = queries.progress(found, request.user)
    except MintmarkError as error:
        return render(request, "stacks/way.html", shown | {"problem": error})
    shown |= {
        "progress": progress,
        "asked": Asked.all_of(progress.rule, progress.result),
        "counts": [one for one in progress.result.credentials if one.counts],
        "rest": [one for one in progress.result.credentials if not one.counts],
    }
    return render(request, "stacks/way.html", shown)


@needs("stack.see")
def way_picture(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Serve the picture of how far the person is."""
    try:
        drawn = queries.progress(_public(pk), request.user).picture(_width(request))
    except MintmarkError:
        raise Http404 from None
    return _svg(drawn, "private, no-store")


@needs("stack.see")
def plan(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show how to finish a pathway with what is on offer, as the person wishes."""
    found = _public(pk)
    form = WishesForm(request.GET if "goal" in request.GET else None)
    shown: dict[str, Any] = {"pathway": found, "form": form}
    if form.is_bound and form.is_valid():
        try:
            wishes = form.wishes()
            shown["result"] = planning.plan_for(request.user, found, wishes)
            planning.remember(request.user, found, wishes, shown["result"])
            shown["query"] = request.GET.urlencode()
        except MintmarkError as error:
            shown["problem"] = error
    return render(request, "stacks/plan.html", shown)


@needs("stack.see")
def planned_picture(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Serve the picture of a plan."""
    found, form = _public(pk), WishesForm(request.GET)
    if not form.is_valid():
        raise Http404
    try:
        drawn = planning.picture(request.user, found, form.wishes())
    except MintmarkError:
        raise Http404 from None
    return _svg(drawn, "private, no-store")


@require_http_methods(["GET", "POST"])
@needs("stack.ask")
def ask(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask the awarding body for the award."""
    found = _public(pk)
    form = AskForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask(request.actor, request.user, found, **form.cleaned_data)
        except (ValidationError, MintmarkError) as error:
            form.add_error(None, words_of(error))
        else:
            messages.success(request, _("Your request is on its way."))
            return redirect("stacks.proposal", pk=made.pk)
    shown: dict[str, Any] = {"pathway": found, "form": form}
    try:
        shown["progress"] = queries.progress(found, request.user)
    except MintmarkError as error:
        shown["problem"] = error
    return render(request, "stacks/ask.html", shown)


@needs("stack.see")
def proposal(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show a person's own request, and what was decided."""
    found = queries.proposal_of(request.user, pk)
    if found is None:
        raise Http404
    shown = {"proposal": found, "parts": queries.counted_in(found)}
    return render(request, "stacks/proposal.html", shown)


@require_http_methods(["GET", "POST"])
@needs("stack.withdraw")
def take_back(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, and take a request back."""
    found = queries.proposal_of(request.user, pk)
    if found is None or found.decision:
        raise Http404
    if request.method == "POST":
        services.withdraw_request(request.actor, found)
        messages.success(request, _("You took your request back."))
        return redirect("stacks.mine")
    shown = {
        "title": _("Take your request back?"),
        "text": _("Nobody decides it then. You may ask again at any time."),
        "button": _("Take it back"),
        "back_url": request.path.removesuffix("take-back/"),
    }
    return render(request, "ui/confirm.html", shown)


def words_of(error: Exception) -> Any:
    """Return what a service or the core says against something, for a form."""
    if isinstance(error, MintmarkError):
        return telling.told(f"{error.message} {error.remedy or ''}".strip())
    return error


def _public(pk: UUID) -> Pathway:
    found = queries.public_pathway(pk)
    if found is None:
        raise Http404
    return found


def _width(request: OfficeRequest) -> int:
    """Return how wide a picture is asked for: narrow for a phone."""
    return 400 if request.GET.get("narrow") else 760


def _svg(drawn: str, caching: str) -> HttpResponse:
    headers = {
        "Cache-Control": caching,
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    response = HttpResponse(drawn, content_type="image/svg+xml", headers=headers)
    patch_vary_headers(response, ["Cookie"])  # which has the language
    return response
