"""The learner's data: all of it to take along, and its erasure."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.ui.asking import blame, sent
from mintmark_web.wallet import services
from mintmark_web.wallet.forms import EraseForm
from mintmark_web.wallet.views.common import tabs


@require_GET
@needs("wallet.see")
def data(request: OfficeRequest) -> HttpResponse:
    """Say what we keep, and what can be done about it."""
    return render(request, "wallet/data.html", {"tabs": tabs("wallet.data")})


@require_POST
@needs("wallet.export")
def export(request: OfficeRequest) -> HttpResponseBase:
    """Give everything as one archive."""
    packed = services.export_all(request.actor, request.user)
    response = StreamingHttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="wallet.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@needs("wallet.erase")
def erase(request: OfficeRequest) -> HttpResponse:
    """Ask, then erase the wallet, and with it the account where that is wanted."""
    form = EraseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        close = form.cleaned_data["close"]
        try:
            leave = form.cleaned_data["leave"]
            services.erase(request.actor, request.user, close=close, leave=leave)
        except ValidationError as error:
            blame(form, error)
        else:
            if close:
                logout(request)
            messages.success(request, _("Your wallet and your learning are erased."))
            return redirect("ui.home" if close else "wallet.home")
    return render(request, "wallet/erase.html", {"form": form})
