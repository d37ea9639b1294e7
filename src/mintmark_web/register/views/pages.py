"""The stable pages: achievements, providers; and the home page with what is new."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from mintmark.carriers.badge import badge_svg
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.register import describing, offering, queries
from mintmark_web.register.forms import ReaderForm
from mintmark_web.register.labels import country_name
from mintmark_web.register.ldjson import as_script
from mintmark_web.register.pictures import picture
from mintmark_web.register.queries import Shown
from mintmark_web.register.schema_org import describe
from mintmark_web.ui.types import Link

_PAGE = 20
_NEWEST = 6
_HTML, _LD_JSON, _JSON = "text/html", "application/ld+json", "application/json"


@require_safe
@needs("anyone")
def home(request: OfficeRequest) -> HttpResponse:
    """What Mintmark is, for each kind of visitor, and what is new in the catalogue."""
    cards = [_card(one) for one in queries.newest(_NEWEST)]
    return render(request, "register/home.html", {"newest": cards})


def _card(shown: Shown) -> dict[str, object]:
    return {
        "title": describing.title(shown.noun),
        "url": reverse("register.achievement", args=[shown.entry.achievement_id]),
        "picture": picture(shown),
        "provider": shown.entry.organisation.name,
    }


@require_safe
@needs("anyone")
def achievement(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """The page of an achievement, for ever at its address; to machines that ask, its data."""
    wanted = request.get_preferred_type([_HTML, _LD_JSON, _JSON])
    if wanted in (_LD_JSON, _JSON):
        answer: HttpResponse = HttpResponseRedirect(reverse("protocols.achievement", args=[pk]))
    else:
        answer = _page(request, _found(pk))
    patch_vary_headers(answer, ("Accept",))
    return answer


def _found(pk: UUID) -> Shown:
    shown = queries.entry(pk)
    if shown is None:
        raise Http404
    return shown


def _page(request: OfficeRequest, shown: Shown) -> HttpResponse:
    noun, number = shown.noun, shown.entry.achievement_id
    form = ReaderForm(request.GET)
    reader = form.reader()
    context = {
        "entry": shown.entry,
        "noun": noun,
        "title": describing.title(noun),
        "plain_title": describing.plain_title(noun),
        "summary": describing.summary(noun),
        "description": describing.said(noun.description, noun),
        "picture": picture(shown),
        "short": describing.card_facts(noun, reader.today),
        "facts": offering.page_facts(shown, reader),
        "form": form,
        "outcomes": offering.outcomes(noun),
        "assessments": offering.assessments(noun),
        "assured": describing.assured(noun),
        "met": describing.met(shown),
        "more": offering.more(noun),
        "json_ld": as_script(describe(noun)),
        "compare_url": f"{reverse('register.catalogue')}?compare={number}",
        "crumbs": [
            Link(_("Catalogue"), reverse("register.catalogue")),
            Link(describing.plain_title(noun)),
        ],
    }
    return render(request, "register/achievement.html", context)


@require_safe
@cache_control(public=True, max_age=3600)
@conditional_page
@needs("anyone")
def badge(_request: OfficeRequest, pk: UUID) -> HttpResponse:
    """A badge made from title and provider, for an achievement whose own is not of this site."""
    shown = _found(pk)
    title, name = describing.plain_title(shown.noun), shown.entry.organisation.name
    return HttpResponse(badge_svg(title[:200], name), content_type="image/svg+xml")


@require_safe
@needs("anyone")
def providers(request: OfficeRequest) -> HttpResponse:
    """Who offers something."""
    name = request.GET.get("q", "")[:200].replace("\0", "")
    page = Paginator(queries.providers(name), 50).get_page(request.GET.get("page"))
    rows = [(one, country_name(one.country) if one.country else "") for one in page]
    context = {"q": name, "page": page, "rows": rows}
    return render(request, "register/providers.html", context)


@require_safe
@needs("anyone")
def provider(request: OfficeRequest, slug: str) -> HttpResponse:
    """A provider, and what it offers."""
    organisation = accounts.organisation(slug)
    if organisation is None:
        raise Http404
    page = Paginator(queries.of_provider(organisation.pk), _PAGE).get_page(request.GET.get("page"))
    context = {
        "provider": organisation,
        "about": offering.provider_about(organisation.profile),
        "facts": offering.provider_facts(
            organisation.profile, organisation.country, organisation.did
        ),
        "page": page,
        "cards": [_card(one) for one in queries.shown(page)],
        "address": f"{settings.SITE_URL}{reverse('register.provider', args=[slug])}",
        "crumbs": [
            Link(_("Providers"), reverse("register.providers")),
            Link(organisation.name),
        ],
    }
    return render(request, "register/provider.html", context)
