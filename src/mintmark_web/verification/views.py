"""The verify page: for employers, admissions officers, anyone. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mintmark import MintmarkError
from mintmark.carriers.showing import to_show
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import fetch, pace
from mintmark_web.issuing import queries as issuing
from mintmark_web.ui.views import slow_down
from mintmark_web.verification import presenting
from mintmark_web.verification.checking import COOKIE, LIMITS, Desk, Result, system_of
from mintmark_web.verification.forms import VerifyForm, is_link, is_ours
from mintmark_web.verification.presenting import Presented

_YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "POST"])
@needs("anyone")
def verify(request: OfficeRequest) -> HttpResponse:
    """Take what somebody brings, and tell what is known of it."""
    chosen = system_of(request)
    if request.method != "POST":
        return render(request, "verification/verify.html", {"form": _form(chosen)})
    form = VerifyForm(_with_system(request.POST, chosen), request.FILES)
    if not form.is_valid():
        return render(request, "verification/verify.html", {"form": form}, status=200)
    text = form.cleaned_data["text"]
    if is_ours(text):
        return redirect(text)  # what this office shows, it shows there
    if seconds := pace.wait_to_check(request, form.things):
        return slow_down(request, seconds)
    brought = _brought(form)
    if brought is None:
        return render(request, "verification/verify.html", {"form": form})
    system = form.cleaned_data["system"]
    desk = Desk()
    results = [
        presenting.opened(desk.result(data, name=name, system=system), data, system=system)
        for name, data in brought
    ]
    for _ in range(presenting.credentials_in(results)):
        pace.wait_to_check(request)  # whoever brought many things in one waits longer for the next
    return _kept(_page(request, results), system)


@require_http_methods(["GET"])
@needs("anyone")
def credential(request: OfficeRequest, serial: UUID) -> HttpResponse:
    """Show how a credential of this office stands: where the code on a certificate leads.

    Whoever has its number has the certificate: the number cannot be guessed, and is shown nowhere.
    """
    if seconds := pace.wait_to_check(request):
        return slow_down(request, seconds)
    found = issuing.credential(serial)
    data = issuing.issued_bytes(found) if found else None
    if data is None:
        raise Http404
    result = Desk().result(to_show(data), system=system_of(request))
    response = _page(request, [result])
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _form(system: str) -> VerifyForm:
    return VerifyForm(initial={"system": system})


def _with_system(sent: Any, system: str) -> Any:
    """The home page has no choice of the credit system."""
    if "system" in sent:
        return sent
    whole = sent.copy()
    whole["system"] = system
    return whole


def _brought(form: VerifyForm) -> list[tuple[str, bytes]] | None:
    """Return names and bytes; None where the link gave none, which the form then tells."""
    found = [(one.name, one.read()) for one in form.cleaned_data["documents"]]
    text = form.cleaned_data["text"]
    if not text:
        return found
    if not is_link(text):
        return [*found, ("", text.encode())]
    try:
        return [*found, (text, fetch.fetcher(LIMITS).fetch(text))]
    except MintmarkError as error:
        form.add_error("text", str(error))
        return None


def _page(request: OfficeRequest, results: Sequence[Result | Presented]) -> HttpResponse:
    return render(request, "verification/results.html", {"results": results})


def _kept(response: HttpResponse, system: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        system,
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    response["Cache-Control"] = "no-store"
    return response
