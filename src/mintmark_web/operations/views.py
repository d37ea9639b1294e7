"""What machines ask: is it alive, is it ready, how is it doing. And the same for people."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mintmark_web.accounts.access import needs
from mintmark_web.operations import breaches, checks, metrics, queries
from mintmark_web.ui.types import Cell, Column, Table


@require_safe
@never_cache
@needs("anyone")
def alive(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
@needs("anyone")
def ready(_request: HttpRequest) -> HttpResponse:
    """Say whether database, migrations, worker and Redis are there: 200 if all are, else 503."""
    found = queries.readiness()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


@require_safe
@never_cache
@needs("site.metrics")
def measures(request: HttpRequest) -> HttpResponse:
    """Give the measures in Prometheus' text format, to who may have them."""
    if not _may_measure(request):
        raise Http404
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


@require_safe
@never_cache
@needs("site.look")
def site(request: HttpRequest) -> HttpResponse:
    """Show whoever runs the site what to look at."""
    found = checks.checks()
    states = {
        "good": Cell(_("In order"), tone="valid"),
        "look": Cell(pgettext("state", "Look at it"), tone="warn"),
        "wrong": Cell(_("Wrong"), tone="bad"),
    }
    columns = [Column(_("What")), Column(_("How it is")), Column(_("More"))]
    rows = [[one.name, states[one.state], one.detail] for one in found]
    table = Table(_("This site"), columns, rows, hide_caption=True)
    wrong = sum(one.state == "wrong" for one in found)
    return render(request, "operations/site.html", {"table": table, "wrong": wrong})


@csrf_exempt
@require_POST
@needs("anyone")
def breach(request: HttpRequest) -> HttpResponse:
    """Take a browser's report that a page wanted more than the security policy allows."""
    breaches.note(request)
    return HttpResponse(status=204)


def _may_measure(request: HttpRequest) -> bool:
    """Ask for the token; without one set, for a request from this very machine."""
    if settings.METRICS_TOKEN:
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return hmac.compare_digest(
            request.headers.get("Authorization", "").encode(), wanted.encode()
        )
    came_through_proxy = "X-Forwarded-For" in request.headers
    return not came_through_proxy and ip_address(request.META["REMOTE_ADDR"]).is_loopback
