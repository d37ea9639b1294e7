"""The page behind the link that a provider e-mails: take what was issued to you."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mintmark.carriers.showing import to_show
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts import services as accounts_services
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import pace
from mintmark_web.issuing import queries as issuing
from mintmark_web.ui.views import slow_down
from mintmark_web.verification.checking import Desk, system_of
from mintmark_web.wallet import services

_LOOKS = 30
"""How often a minute one claim may be looked at. Not by address: a class shares one, and claims at
once."""


@require_http_methods(["GET", "POST"])
@never_cache
@needs("anyone")
def claim(request: OfficeRequest, token: str) -> HttpResponse:
    """Show what was issued, and put it into a wallet; whoever has none gets one on the way.

    The link was e-mailed, so that it lets somebody in who never was here. It does not sign in
    whoever was: a link that was passed on must not open a wallet with more in it.
    """
    issued = issuing.claimable(token)
    data = issuing.issued_bytes(issued) if issued else None
    if issued is None or data is None:
        return render(request, "wallet/claim_over.html", status=410)
    if seconds := pace.wait(f"claim {issued.pk}", per_minute=_LOOKS):
        return slow_down(request, seconds)
    taken = issued.claimed_by_id is not None and issued.claimed_by_id != request.user.pk
    context = {"issued": issued, "taken": taken, "is_new": _is_new(issued)}
    if request.method == "POST" and not taken:
        return _claimed(request, token, issued)
    if taken and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    context["corrected_sent"] = issuing.successor_was_sent(issued)
    context["result"] = Desk().result(to_show(data), system=system_of(request))
    return render(request, "wallet/claim.html", context)


def _is_new(issued: Any) -> bool:
    """Say whether the person it was issued to has never been here, and has no part in anything."""
    if not issued.email:
        return False
    known = accounts.user_by_email(issued.email)
    if known is None:
        return True
    works = known.is_operator or bool(accounts.organisations_of(known))
    return known.is_active and known.last_login is None and not works


def _claimed(request: OfficeRequest, token: str, issued: Any) -> HttpResponse:
    if not request.user.is_authenticated:
        if not _is_new(issued):
            return redirect_to_login(request.get_full_path())
        language = translation.get_language() or ""
        made = accounts_services.open_account(request.actor, issued.email, issued.name, language)
        login(request, made, backend=settings.AUTHENTICATION_BACKENDS[0])
    actor = accounts.actor_of(request.user, None)
    try:
        held = services.claim(actor, token)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wallet.home")
    messages.success(request, _("It is yours: you find it in your wallet from now on."))
    return redirect("wallet.held", held=held.pk)
