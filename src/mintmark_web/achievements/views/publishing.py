"""The pages on which reviewers ask an agency, publish, withdraw and begin anew."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries, services
from mintmark_web.achievements.forms.reviewing import (
    AgencyForm,
    ReasonForm,
)
from mintmark_web.achievements.views import common
from mintmark_web.ui.asking import asked, sent, tried


@require_http_methods(["GET", "POST"])
@needs("review.ask")
def agency(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask a quality agency for an external review."""
    version = common.own_version(request, pk)
    agencies = {one.slug: one for one in queries.agencies() if one.pk != version.organisation_id}
    form = AgencyForm(sent(request), agencies=[(one.slug, one.name) for one in agencies.values()])
    slug = common.own_organisation(request).slug
    if request.method == "POST" and tried(
        form,
        lambda: services.ask_agency(
            request.actor, version, agency=agencies[form.cleaned_data["agency"]]
        ),
    ):
        messages.success(request, _("The agency sees it in its queue now."))
        return redirect("achievements.version", slug, pk)
    shown = {
        "form": form,
        "title": _("Ask an agency"),
        "text": _("An external review goes on beside your own. Both have to approve."),
        "button": _("Ask the agency"),
        "back_url": reverse("achievements.version", args=[slug, pk]),
    }
    return render(request, "ui/confirm.html", shown)


@require_POST
@needs("review.again")
def again(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Begin a review of what is published."""
    version = common.own_version(request, pk)
    slug = common.own_organisation(request).slug
    try:
        made = services.review_again(request.actor, version)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("achievements.version", slug, pk)
    return redirect("achievements.review", slug, made.pk)


@require_http_methods(["GET", "POST"])
@needs("achievement.publish")
def publish(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then make a version public."""
    version = common.own_version(request, pk)
    question = {
        "title": _("Publish this version"),
        "text": version.title,
        "consequences": [
            _("It stands in the public catalogue, for everybody to find."),
            _("It takes the place of the version that is public now, if there is one."),
            _("Credentials can be awarded for it."),
        ],
        "button": _("Publish"),
    }
    form = Form(sent(request))
    back = common.version_page(request, version)
    return asked(
        request,
        form,
        question,
        lambda: services.publish(request.actor, version),
        _("It is public now."),
        back,
    )


@require_http_methods(["GET", "POST"])
@needs("achievement.withdraw")
def withdraw(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then take a version out of the catalogue."""
    version = common.own_version(request, pk)
    question = {
        "title": _("Withdraw this achievement"),
        "text": version.title,
        "consequences": [
            _("It leaves the public catalogue. Nothing more can be awarded for it."),
            _("Credentials that people have stay valid."),
        ],
        "button": _("Withdraw"),
        "danger": True,
    }
    form = ReasonForm(sent(request))
    back = common.version_page(request, version)
    return asked(
        request,
        form,
        question,
        lambda: services.withdraw(request.actor, version, reason=form.cleaned_data["reason"]),
        _("It is withdrawn."),
        back,
    )
