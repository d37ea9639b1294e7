"""What the pages of achievements share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import OfficeRequest
from mintmark_web.achievements import queries
from mintmark_web.achievements.models import Version
from mintmark_web.ui.types import Link, Tone

TONES: dict[str, Tone] = {
    Version.State.DRAFT: "",
    Version.State.SUBMITTED: "accent",
    Version.State.RETURNED: "warn",
    Version.State.TAKEN_BACK: "",
    Version.State.REJECTED: "bad",
    Version.State.APPROVED: "valid",
    Version.State.PUBLISHED: "valid",
    Version.State.REPLACED: "",
    Version.State.WITHDRAWN: "bad",
}


def own_organisation(request: OfficeRequest) -> Any:
    """Return the organisation of the address."""
    if request.organisation is None:
        raise Http404
    return request.organisation


def own_version(request: OfficeRequest, pk: UUID) -> Version:
    """Return a version of the organisation's."""
    found = queries.version(pk)
    if found is None or found.organisation_id != own_organisation(request).pk:
        raise Http404
    return found


def sent(request: OfficeRequest) -> Any:
    """Return what was sent, or None where a page was only asked for."""
    return request.POST if request.method == "POST" else None


def tried(form: Form, work: Callable[[], Any]) -> bool:
    """Run a service if the form is right; what the service refuses stands in the form."""
    if not form.is_valid():
        return False
    try:
        work()
    except ValidationError as error:
        refused(form, error)
        return False
    return True


def refused(form: Form, error: ValidationError) -> None:
    """Put what a service refuses beside its fields, or above the form."""
    for name, told in getattr(error, "message_dict", {None: error.messages}).items():
        form.add_error(name if name in form.fields else None, told)


def asked(
    request: OfficeRequest, version: Version, form: Form, question: dict[str, Any], done: str
) -> HttpResponse:
    """Show a question about a version, or after yes say so and go back to the version."""
    slug = own_organisation(request).slug
    if done:
        messages.success(request, done)
        return redirect("achievements.version", slug, version.pk)
    back = reverse("achievements.version", args=[slug, version.pk])
    return render(request, "ui/confirm.html", question | {"form": form, "back_url": back})


def trail(request: OfficeRequest, *links: Link) -> list[Link]:
    """Return the way to a page of an achievement."""
    slug = own_organisation(request).slug
    return [Link(_("Achievements"), reverse("achievements.list", args=[slug])), *links]


def version_link(request: OfficeRequest, version: Version) -> Link:
    """Return the way to a version's page."""
    slug = own_organisation(request).slug
    return Link(
        version.title or _("Untitled"), reverse("achievements.version", args=[slug, version.pk])
    )
