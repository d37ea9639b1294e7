"""The learner's own pages: what they share, and their public page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mintmark.formats.describing import describe
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters.site import address
from mintmark_web.ui.asking import blame, sent
from mintmark_web.ui.types import Cell, Column, Link, Table
from mintmark_web.verification.checking import language
from mintmark_web.wallet import cv, links, queries, reading, services
from mintmark_web.wallet.forms import ProfileForm, ShareForm
from mintmark_web.wallet.models import Held, Profile, Share
from mintmark_web.wallet.views.common import own_share, tabs

PAGE = 25


@require_GET
@needs("wallet.see")
def shares(request: OfficeRequest) -> HttpResponse:
    """Show all links that somebody made."""
    page = Paginator(queries.shares(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"tabs": tabs("wallet.shares"), "page": page, "table": _table(page)}
    return render(request, "wallet/shares.html", context)


def _table(page: Any) -> Table:
    heads = (Column(_("Link")), Column(_("State")), Column(_("Until")), Column(_("Seen"), True))
    rows = [
        (
            Cell(one.label or _made_on(one), reverse("wallet.share", args=[one.pk])),
            state_of(one),
            _until(one),
            one.seen,
        )
        for one in page
    ]
    return Table(_("Your links"), heads, rows, hide_caption=True)


def _until(share: Share) -> str:
    if share.expires_at:
        return date_format(share.expires_at)
    return "–" if share.withdrawn_at else _("you withdraw it")


def _made_on(share: Share) -> str:
    return _("Made on %s") % date_format(share.created_at)


def state_of(share: Share) -> Cell:
    """Return whether a link works, as a tag."""
    if share.withdrawn_at is not None:
        return Cell(_("No longer works"), tone="")
    return Cell(_("Works"), tone="valid") if share.is_open else Cell(_("Over"), tone="warn")


@require_http_methods(["GET", "POST"])
@needs("share.make")
def new_share(request: OfficeRequest) -> HttpResponse:
    """Make a link."""
    own = queries.all_held(request.user)
    initial = {"credentials": [one for one in request.GET.getlist("held") if _is_id(one)]}
    form = ShareForm(sent(request), own=own, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = services.share(
                request.actor,
                list(told["credentials"]),
                scope=told["scope"],
                label=told["label"],
                expires_at=form.end,
            )
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("Your link is ready."))
            return redirect("wallet.share", share=made.pk)
    return render(request, "wallet/new_share.html", {"form": form, "any": own.exists()})


def _is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True


@require_GET
@needs("wallet.see")
def share(request: OfficeRequest, share: UUID) -> HttpResponse:
    """Show a link: to copy, to scan, for LinkedIn and a CV; and when it was followed."""
    found = own_share(request, share)
    url = links.link(found)
    title, rows = found.label or _made_on(found), list(found.credentials.all())
    context = {
        "share": found,
        "state": state_of(found),
        "link": url,
        "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=2),
        "entries": [_outward(held, url) for held in rows],
        "has_file": any(reading.summary_of(held) is not None for held in rows),
        "views": Paginator(found.views.all(), PAGE).get_page(request.GET.get("page")),
        "title": title,
        "crumbs": [
            Link(_("Wallet"), reverse("wallet.home")),
            Link(_("Shared"), reverse("wallet.shares")),
            Link(title),
        ],
    }
    return render(request, "wallet/share.html", context)


def _outward(held: Held, url: str) -> dict[str, Any]:
    """Return what one credential needs to go to other places under a link."""
    title, issuer = reading.title_of(held)
    said = describe(held.document, language())
    return {
        "held": held,
        "title": title,
        "issuer": issuer,
        "linkedin": links.linkedin(held, url, title, issuer),
        "cv": cv.entry(held, said, url),
    }


@require_http_methods(["GET", "POST"])
@needs("share.withdraw")
def withdraw(request: OfficeRequest, share: UUID) -> HttpResponse:
    """Ask, then close a link."""
    found = own_share(request, share)
    if request.method == "POST":
        services.withdraw_share(request.actor, found)
        messages.success(request, _("The link no longer works."))
        return redirect("wallet.shares")
    context = {
        "title": _("Withdraw this link?"),
        "text": found.label or _made_on(found),
        "consequences": [
            _("Whoever follows it finds nothing any more."),
            _("It cannot be opened again; you can make a new one."),
        ],
        "button": _("Yes, withdraw it"),
        "danger": True,
        "back_url": reverse("wallet.share", args=[found.pk]),
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "POST"])
@needs("profile.edit")
def profile(request: OfficeRequest) -> HttpResponse:
    """Show and change one's public page."""
    found = queries.profile(request.user)
    own, initial = queries.all_held(request.user), _now(request, found)
    form = ProfileForm(sent(request), own=own, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"shown": list(form.cleaned_data["shown"])}
        try:
            services.edit_profile(request.actor, request.user, **told)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("Your public page is saved."))
            return redirect("wallet.profile")
    context = {
        "tabs": tabs("wallet.profile"),
        "form": form,
        "link": address(reverse("wallet.public", args=[found.handle]))
        if found and found.public
        else "",
    }
    return render(request, "wallet/profile.html", context)


def _now(request: OfficeRequest, found: Profile | None) -> dict[str, Any]:
    if found is None:
        return {"handle": slugify(request.user.name)[:60]}
    return {
        "public": found.public,
        "handle": found.handle,
        "headline": found.headline,
        "shown": [one.pk for one in found.shown.all()],
    }
