"""The learner's own pages: what they hold."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import clock
from mintmark_web.adapters.site import address
from mintmark_web.ui.asking import blame
from mintmark_web.ui.types import Link
from mintmark_web.verification.checking import Desk, language, shown, system_of
from mintmark_web.wallet import baking, queries, reading, services
from mintmark_web.wallet.forms import ImportForm
from mintmark_web.wallet.models import Held
from mintmark_web.wallet.views.common import own, tabs

if TYPE_CHECKING:
    from mintmark_web.issuing.models import Credential

PAGE = 24
MOST_WAITING = 12
"""So many that wait are shown; the next come when these are taken or declined."""


@require_GET
@needs("wallet.see")
def home(request: OfficeRequest) -> HttpResponse:
    """Show what somebody holds, year by year, the newest first; search in it."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = Paginator(queries.search(request.user, words), PAGE).get_page(request.GET.get("page"))
    now = queries.statuses(page)
    entries = (_entry(one, now.get(one.serial) if one.serial else None) for one in page)
    context = {
        "tabs": tabs("wallet.home"),
        "page": page,
        "years": [(year, list(cards)) for year, cards in groupby(entries, _year)],
        "q": words,
        "waiting": [] if words else list(queries.waiting(request.user)[:MOST_WAITING]),
    }
    return render(request, "wallet/home.html", context)


def _entry(held: Held, now: Credential.Status | None) -> tuple[Held, Any]:
    url = reverse("wallet.held", args=[held.pk])
    return held, reading.card(held, url=url, status=reading.status_of(held, now))


def _year(entry: tuple[Held, Any]) -> int | None:
    return entry[0].awarded_on.year if entry[0].awarded_on else None


@require_GET
@needs("wallet.see")
def held(request: OfficeRequest, held: UUID) -> HttpResponse:
    """Show one credential, in the reader's language, with how it stands."""
    found = own(request, held)
    title, _issuer = reading.title_of(found)
    context = {
        "held": found,
        "result": _result(request, found),
        "kinds": baking.kinds_of(found),
        "parts": baking.is_for_its_owner(found),
        "crumbs": [Link(_("Wallet"), reverse("wallet.home")), Link(title)],
    }
    return render(request, "wallet/held.html", context)


def _result(request: OfficeRequest, found: Held) -> Any:
    """What we issued is checked anew, which costs nothing; the rest is told as it last stood."""
    system = system_of(request)
    if found.serial is not None:
        return Desk().result(found.to_show, system=system)
    return shown(
        found.document,
        reading.report_of(found),
        name="",
        system=system,
        on=clock.now().date(),
        vouched_by=None,
    )


@require_GET
@needs("wallet.see")
def download(request: OfficeRequest, held: UUID, kind: str) -> HttpResponse:
    """Give a credential as a file."""
    found = own(request, held)
    if kind not in (*baking.KINDS, baking.OWN):
        raise Http404
    try:
        return attachment(found, kind)
    except MintmarkError as error:
        messages.error(request, str(error))
        return redirect("wallet.held", held=found.pk)


def attachment(found: Held, kind: str) -> HttpResponse:
    """Return a file of a credential.

    Raises:
        MintmarkError: it cannot be put into such a file.
    """
    words = language()
    link = check_address(found)
    return as_attachment(baking.file_of(found, kind, language=words, now=clock.now(), link=link))


def as_attachment(made: baking.File) -> HttpResponse:
    """Return a file to be saved, and kept nowhere on the way."""
    response = HttpResponse(made.data, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def check_address(found: Held) -> str:
    """Return where a credential of this office can be checked; of others we do not know."""
    if found.serial is None:
        return ""
    return address(reverse("verification.credential", args=[found.serial]))


@require_POST
@needs("wallet.check")
def check(request: OfficeRequest, held: UUID) -> HttpResponse:
    """Check a credential again."""
    found = services.check_again(request.actor, own(request, held))
    messages.success(request, _("Checked just now: %s.") % reading.status_of(found).text)
    return redirect("wallet.held", held=found.pk)


@require_http_methods(["GET", "POST"])
@needs("wallet.remove")
def remove(request: OfficeRequest, held: UUID) -> HttpResponse:
    """Ask, then take a credential out of the wallet."""
    found = own(request, held)
    title, issuer = reading.title_of(found)
    if request.method == "POST":
        services.remove(request.actor, found)
        messages.success(request, _("“%s” is no longer in your wallet.") % title)
        return redirect("wallet.home")
    context = {
        "title": _("Remove this credential?"),
        "text": f"{title}, {issuer}",
        "consequences": [
            _("It goes out of your wallet, your shared links and your public page."),
            _("Whoever has a copy of the file keeps it, and it still counts."),
        ],
        "button": _("Yes, remove it"),
        "danger": True,
        "back_url": reverse("wallet.held", args=[found.pk]),
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "POST"])
@needs("wallet.take-in")
def bring(request: OfficeRequest) -> HttpResponse:
    """Take in badges from elsewhere, each verified."""
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        kept = [one for one in _brought(form) if _taken(request, form, *one)]
        if kept:
            messages.success(request, _("Taken in: %s.") % ", ".join(name for name, _data in kept))
        if form.is_valid():
            return redirect("wallet.home")
    return render(request, "wallet/bring.html", {"form": form})


def _brought(form: ImportForm) -> list[tuple[str, bytes]]:
    found = [(one.name, one.read()) for one in form.cleaned_data["documents"]]
    text = form.cleaned_data["text"].strip()
    return [*found, (_("The pasted text"), text.encode())] if text else found


def _taken(request: OfficeRequest, form: ImportForm, name: str, data: bytes) -> bool:
    try:
        services.take_in(request.actor, data, name)
    except ValidationError as error:
        blame(form, error)
        return False
    return True
