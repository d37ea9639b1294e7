"""The choice of colours, the style guide, and pages for what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mintmark.carriers.badge import badge_svg
from mintmark_web.ui import samples
from mintmark_web.ui.context import THEME_COOKIE, THEMES

_DAY = 24 * 60 * 60
_YEAR = 365 * _DAY


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of colours for a year, and go back to where they were."""
    response = HttpResponseRedirect(_back(request))
    choice = request.POST.get("theme", "")
    if choice in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            choice,
            max_age=_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@require_GET
@cache_control(public=True, max_age=_DAY)
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead to the mark whoever asks for it where browsers look without being told."""
    return HttpResponseRedirect(static("ui/mark.svg"))


@require_http_methods(["GET", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, alive. ``?dir=rtl`` and ``?theme=dark`` show the other ways to see it."""
    context = samples.context(request)
    for name, allowed in (("dir", ("ltr", "rtl")), ("theme", THEMES)):
        if request.GET.get(name) in allowed:
            context["direction" if name == "dir" else name] = request.GET[name]
    return render(request, "ui/styleguide.html", context)


@require_GET
def sample_question(request: HttpRequest) -> HttpResponse:
    """The page that asks before something that cannot be undone, as a sample."""
    context = {
        "title": "Revoke this credential?",
        "text": "Food Safety Management for Small Bakeries, awarded to Ada Nwosu.",
        "consequences": ["Whoever checks it from now on is told.", "It cannot be undone."],
        "button": "Yes, revoke it",
        "danger": True,
        "back_url": "/styleguide/",
    }
    return render(request, "ui/confirm.html", context)


@require_GET
@cache_control(public=True, max_age=86400)
def sample_badge(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """A badge picture of the style guide and the home page."""
    if number >= len(samples.BADGES):
        raise Http404
    return HttpResponse(badge_svg(*samples.BADGES[number]), content_type="image/svg+xml")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for what could not be read, or was too large to be (handler400)."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return refused(request, 413, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return refused(request, 400)


def refused(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    """Return the page in kind words for ``status``: 400, 403, 404, 413 or 429."""
    return render(request, f"{status}.html", context, status=status)


def slow_down(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page for who asked too often, with when to come back."""
    response = refused(request, 429, seconds=seconds)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def _back(request: HttpRequest) -> str:
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        to, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return to if safe else "/"
