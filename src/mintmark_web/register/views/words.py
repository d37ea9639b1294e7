"""The glossary."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.register import glossary
from mintmark_web.ui.coded import jurisdiction
from mintmark_web.ui.types import Link


@require_safe
@needs("anyone")
def index(request: OfficeRequest) -> HttpResponse:
    """All words."""
    context = {
        "thing": glossary.word(glossary.THING),
        "names": [one for one in glossary.group("names") if one.slug != glossary.THING],
        "near": glossary.group("near"),
        "further": glossary.group("words"),
    }
    return render(request, "register/glossary.html", context)


@require_safe
@needs("anyone")
def word(request: OfficeRequest, slug: str) -> HttpResponse:
    """One word: what it means, what else it is called, and what frameworks say of it."""
    found = glossary.word(slug)
    if found is None:
        raise Http404
    context = {
        "word": found,
        "thing": glossary.word(glossary.THING),
        "definitions": [(one, jurisdiction(one.jurisdiction)) for one in found.definitions()],
        "crumbs": [Link(_("Glossary"), reverse("register.glossary")), Link(found.name)],
    }
    return render(request, "register/word.html", context)
