"""What the views share: what is asked for, and asking before doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mintmark_web.accounts.access import OfficeRequest
from mintmark_web.issuing import queries
from mintmark_web.issuing.models import Batch, Credential

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

PAGE = 50


def organisation(request: OfficeRequest) -> Organisation:
    """Return the organisation of the address."""
    if request.organisation is None:
        raise Http404
    return request.organisation


def sent(request: OfficeRequest) -> Any:
    """Return what was sent with a form, even if it is nothing; None where none was sent."""
    return request.POST if request.method == "POST" else None


def the_batch(request: OfficeRequest, pk: UUID) -> Batch:
    """Return a batch of the organisation."""
    found = queries.batch(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def the_credential(request: OfficeRequest, pk: UUID) -> Credential:
    """Return a credential of the organisation."""
    found = queries.credential_of(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def awarded_credential(request: OfficeRequest, pk: UUID) -> Credential:
    """Return a credential that was made from an award here, not sent ready-made."""
    found = the_credential(request, pk)
    if not found.content:
        raise Http404
    return found


def tried(form: Form, work: Callable[[], Any]) -> bool:
    """Run a service if the form is right; what the service refuses stands in the form."""
    if not form.is_valid():
        return False
    try:
        work()
    except ValidationError as error:
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
        return False
    return True


def asked(
    request: OfficeRequest,
    form: Form,
    words: dict[str, Any],
    work: Callable[[], Any],
    done: str,
    back: str,
) -> HttpResponse:
    """Ask before doing; then do it, say so and go back."""
    if request.method == "POST" and tried(form, work):
        messages.success(request, done)
        return redirect(back)
    shown = {"form": form, "back_url": back, "consequences": (), **words}
    return render(request, "ui/confirm.html", shown)
