"""What everybody may see: badges and signed decisions."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import (
    conditional_page,
    require_http_methods,
    require_safe,
)

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import outline, pictures, queries, services
from mintmark_web.achievements.forms.choosing import SignOffForm
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.services.partners import hash_of
from mintmark_web.adapters import clock
from mintmark_web.ui.asking import sent, tried

_VC = "application/vc+ld+json"


@require_safe
@cache_control(public=True, max_age=3600)
@conditional_page
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
@conditional_page
@needs("anyone")
def statement(request: OfficeRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001
    """A signed decision, as it was signed."""
    data = queries.statement(pk)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type=_VC)


@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
@needs("partner.answer")
def sign_off(request: OfficeRequest, token: str) -> HttpResponse:
    """Let an employer partner read a version and say what they think; the link is the key."""
    asked = queries.sign_off(hash_of(token))
    if asked is None or asked.expires_at <= clock.now():
        return render(request, "achievements/sign_off_over.html", status=410)
    form = SignOffForm(
        sent(request),
        initial={"answer": asked.answer, "name": asked.name, "comment": asked.comment},
    )
    by_link = replace(request.actor, via="link")
    done = request.method == "POST" and tried(
        form, lambda: services.answer_sign_off(by_link, asked, **form.cleaned_data)
    )
    shown = {
        "asked": asked,
        "version": asked.version,
        "sections": outline.outline(asked.version.document),
        "form": form,
        "done": done,
    }
    return render(request, "achievements/sign_off.html", shown)
