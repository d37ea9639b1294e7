"""The pages of API tokens: one's own; for administrators, everybody's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.accounts.permissions import may
from mintmark_web.adapters import clock
from mintmark_web.api import queries, services
from mintmark_web.api.forms import TokenForm
from mintmark_web.api.models import Token
from mintmark_web.ui.asking import asked, sent
from mintmark_web.ui.types import Cell, Column, Table

PAGE = 50


@needs("token.list")
def tokens(request: OfficeRequest) -> HttpResponse:
    """Show the tokens that one may revoke."""
    organisation = _organisation(request)
    page = Paginator(_seen(request), PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "table": _table(organisation, page), "everybody": _sees_all(request)}
    return render(request, "api/tokens.html", shown)


@require_http_methods(["GET", "POST"])
@never_cache
@needs("token.make")
def new(request: OfficeRequest) -> HttpResponse:
    """Make a token, and show its text this once."""
    form = TokenForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_token(request.actor, _organisation(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return render(request, "api/made.html", {"token": made})
    return render(request, "api/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("token.revoke")
def revoke(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask, then revoke a token."""
    organisation = _organisation(request)
    token = _seen(request).filter(pk=pk).first()
    if token is None:
        raise Http404
    back = reverse("api.tokens", args=[organisation.slug])
    question = {
        "title": _("Revoke this token"),
        "text": token.name,
        "consequences": [
            _("Programs that use it are refused from now on."),
            _("This cannot be undone; make a new token instead."),
        ],
        "button": _("Revoke the token"),
        "danger": True,
    }
    return asked(
        request,
        Form(sent(request)),
        question,
        lambda: services.revoke_token(request.actor, token),
        _("The token no longer works."),
        back,
    )


def _organisation(request: OfficeRequest) -> Any:
    if request.organisation is None:
        raise Http404
    return request.organisation


def _sees_all(request: OfficeRequest) -> bool:
    return may(request.actor, "token.see-all")


def _seen(request: OfficeRequest) -> QuerySet[Token]:
    """Return the tokens that one may see, and so revoke."""
    owner = None if _sees_all(request) else request.actor.user_id
    return queries.tokens(_organisation(request).pk, owner)


def _table(organisation: Any, page: Any) -> Table:
    heads = (_("Name"), _("Begins with"), _("Whose"), _("Last used"), _("Works until"), _("State"))
    rows = []
    for token in page:
        url = "" if _over(token) else reverse("api.revoke", args=[organisation.slug, token.pk])
        used = date_format(token.last_used_on) if token.last_used_on else _("never")
        until = date_format(token.expires_at)
        rows.append((Cell(token.name, url), token.prefix, token.owner, used, until, _state(token)))
    return Table(_("Tokens"), [Column(head) for head in heads], rows, hide_caption=True)


def _over(token: Token) -> bool:
    return token.revoked_at is not None or token.expires_at <= clock.now()


def _state(token: Token) -> Cell:
    if token.revoked_at is not None:
        return Cell(pgettext("a token", "Revoked"), tone="bad")
    return Cell(_("Over"), tone="") if _over(token) else Cell(_("Works"), tone="valid")
