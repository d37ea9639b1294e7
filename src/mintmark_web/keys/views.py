"""The pages of keys, for registrars: list, make, rotate, retire, give up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.keys import queries, services
from mintmark_web.keys.forms import CompromiseForm, NewKeyForm
from mintmark_web.keys.models import Key
from mintmark_web.ui.asking import asked, sent, tried

PAGE = 25


@needs("key.list")
def keys(request: OfficeRequest) -> HttpResponse:
    """Show the organisation's keys, and whom it signs as."""
    organisation = _organisation(request)
    page = Paginator(queries.keys_of(organisation.pk), PAGE).get_page(request.GET.get("page"))
    did = queries.issuer_did(organisation)
    return render(request, "keys/list.html", {"page": page, "did": did})


@require_http_methods(["GET", "POST"])
@needs("key.make")
def new(request: OfficeRequest) -> HttpResponse:
    """Make a key."""
    organisation = _organisation(request)
    form = NewKeyForm(sent(request))
    if request.method == "POST" and tried(
        form, lambda: services.make_key(request.actor, organisation, **form.cleaned_data)
    ):
        messages.success(request, _("The key is made. Credentials can be signed with it now."))
        return redirect("keys.list", org=organisation.slug)
    return render(request, "keys/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("key.rotate")
def rotate(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask, then put a new key in a key's place."""
    key = _key(request, pk)
    question = {
        "title": _("Put a new key in its place"),
        "text": key.method,
        "consequences": [
            _("A new key of the same kind signs from now on."),
            _("What the old key signed stays valid."),
        ],
        "button": _("Make the new key"),
    }
    done = _("The new key is in use; the old one is retired.")
    work = services.rotate_key
    return _confirmed(request, key, Form, question, done, lambda _form: work(request.actor, key))


@require_http_methods(["GET", "POST"])
@needs("key.retire")
def retire(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask, then take a key out of use."""
    key = _key(request, pk)
    question = {
        "title": _("Retire this key"),
        "text": key.method,
        "consequences": [
            _("Nothing more can be signed with it."),
            _("What it signed stays valid."),
        ],
        "button": _("Retire the key"),
    }
    work = services.retire_key
    done = _("The key is retired.")
    return _confirmed(request, key, Form, question, done, lambda _form: work(request.actor, key))


@require_http_methods(["GET", "POST"])
@needs("key.compromise")
def compromise(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask, then give a key up."""
    key = _key(request, pk)
    question = {
        "title": _("Somebody else may have this key"),
        "text": key.method,
        "consequences": [
            _("The key is destroyed here and told to everybody as revoked."),
            _("Credentials signed with it no longer verify. Issue them again with a new key."),
            _("This cannot be undone."),
        ],
        "button": _("Give the key up"),
        "danger": True,
    }

    def work(form: Any) -> Key:
        since = form.cleaned_data["since"]
        return services.report_compromise(request.actor, key, since=since)

    done = _("The key is given up. Make a new one to go on issuing.")
    return _confirmed(request, key, CompromiseForm, question, done, work)


def _confirmed(
    request: OfficeRequest,
    key: Key,
    form_class: type[Form],
    question: dict[str, Any],
    done: str,
    work: Callable[[Form], Any],
) -> HttpResponse:
    """Show the question; after yes, do it and go back to the list."""
    slug = _organisation(request).slug
    form = form_class(sent(request))
    back = reverse("keys.list", args=[slug])
    return asked(request, form, question | {"key": key}, lambda: work(form), done, back)


def _organisation(request: OfficeRequest) -> Any:
    if request.organisation is None:
        raise Http404
    return request.organisation


def _key(request: OfficeRequest, pk: str) -> Key:
    found = queries.key(_organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found
