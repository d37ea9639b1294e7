"""What was issued to somebody and waits for them: look at it, take it, decline it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mintmark.carriers.showing import to_show
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.issuing import queries as issuing
from mintmark_web.ui.types import Link
from mintmark_web.verification.checking import Desk, system_of
from mintmark_web.wallet import queries, services


@require_GET
@needs("wallet.see")
def waiting(request: OfficeRequest, serial: UUID) -> HttpResponse:
    """Show what waits before it is taken or declined."""
    found = _waiting(request, serial)
    data = issuing.issued_bytes(found)
    if data is None:
        raise Http404
    context = {
        "issued": found,
        "result": Desk().result(to_show(data), system=system_of(request)),
        "crumbs": [Link(_("Wallet"), reverse("wallet.home")), Link(found.batch.title)],
    }
    return render(request, "wallet/waiting.html", context)


@require_POST
@needs("wallet.claim")
def take(request: OfficeRequest, serial: UUID) -> HttpResponse:
    """Put what waits into the wallet."""
    if not queries.was_issued_to(request.user, serial):
        raise Http404
    try:
        held = services.take_waiting(request.actor, serial)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wallet.home")
    messages.success(request, _("It is yours: you find it in your wallet from now on."))
    return redirect("wallet.held", held=held.pk)


@require_http_methods(["GET", "POST"])
@needs("wallet.decline")
def decline(request: OfficeRequest, serial: UUID) -> HttpResponse:
    """Ask, then let it wait no more."""
    found = _waiting(request, serial)
    if request.method == "POST":
        try:
            services.decline_waiting(request.actor, serial)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("“%s” waits for you no more.") % found.batch.title)
        return redirect("wallet.home")
    context = {
        "title": _("Decline this credential?"),
        "text": f"{found.batch.title}, {found.organisation.name}",
        "consequences": [
            _("It no longer waits in your wallet, and the provider sees that you declined it."),
            _("Your award stays. The link in the letter still takes the credential later."),
        ],
        "button": _("Yes, decline it"),
        "back_url": reverse("wallet.home"),
    }
    return render(request, "ui/confirm.html", context)


def _waiting(request: OfficeRequest, serial: UUID) -> Any:
    found = queries.waiting(request.user).filter(pk=serial).first()
    if found is None:
        raise Http404
    return found
