"""What the pages of achievements share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
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


def version_page(request: OfficeRequest, version: Version) -> str:
    """Return the address of a version's page."""
    return reverse("achievements.version", args=[own_organisation(request).slug, version.pk])


def trail(request: OfficeRequest, *links: Link) -> list[Link]:
    """Return the way to a page of an achievement."""
    slug = own_organisation(request).slug
    return [Link(_("Achievements"), reverse("achievements.list", args=[slug])), *links]


def version_link(request: OfficeRequest, version: Version) -> Link:
    """Return the way to a version's page."""
    return Link(version.title or _("Untitled"), version_page(request, version))
