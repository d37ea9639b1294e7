"""What everybody may see: badges and signed decisions."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import pictures, queries
from mintmark_web.achievements.models import Version

_VC = "application/vc+ld+json"


@require_safe
@cache_control(public=True, max_age=3600)
@needs("anyone")
def badge(request: OfficeRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001
    """The picture of a version that is or was public."""
    version = queries.version(pk)
    if version is None or version.state not in queries.STANDING:
        raise Http404
    return picture_of(version)


def picture_of(version: Version) -> HttpResponse:
    """Return the picture of a version."""
    data, kind = pictures.picture(version)
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@cache_control(public=True, max_age=3600)
@needs("anyone")
def statement(request: OfficeRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001
    """A signed decision, as it was signed."""
    data = queries.statement(pk)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type=_VC)
