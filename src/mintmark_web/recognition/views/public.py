"""What everybody sees: what can be applied for, and decisions that were published."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.recognition import queries, reading
from mintmark_web.recognition.forms.deciding import OUTCOMES

PAGE = 20


@needs("anyone")
def modules(request: OfficeRequest) -> HttpResponse:
    """Show what one can have recognised here."""
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    page = Paginator(queries.open_modules(words), PAGE).get_page(request.GET.get("page"))
    return render(request, "recognition/modules_public.html", {"page": page, "words": words})


@needs("anyone")
def module(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show one thing that one can apply for."""
    found = queries.open_module(pk)
    if found is None:
        raise Http404
    target = reading.target(found)
    language = target.achievement.language
    shown = {
        "module": found,
        "target": target,
        "description": target.achievement.description.best(language),
        "outcomes": [
            (one.title.best(language), one.id in target.essential)
            for one in target.achievement.outcomes
        ],
        "office": queries.procedure(found.organisation_id),
    }
    return render(request, "recognition/module_public.html", shown)


@needs("anyone")
def precedents(request: OfficeRequest) -> HttpResponse:
    """Show published decisions."""
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    outcome = request.GET.get("outcome", "")
    known = outcome if outcome in dict(OUTCOMES) else ""
    page = Paginator(queries.published(words, known), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "words": words, "outcome": known}
    return render(request, "recognition/precedents.html", shown)


@needs("anyone")
def precedent(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show one published decision, without anybody's name."""
    found = queries.published_case(pk)
    if found is None:
        raise Http404
    made = reading.standing(reading.noun(found)).made[-1]
    shown = {
        "case": found,
        "made": made,
        "sources": found.public_sources.splitlines(),
        "differences": [one.element for one in made.decision.differences],
    }
    return render(request, "recognition/precedent.html", shown)
