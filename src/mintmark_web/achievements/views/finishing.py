"""The pages of designers around the text: choices, picture, partners, handing in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import services
from mintmark_web.achievements.forms.choosing import (
    ChoicesForm,
    ImageForm,
    PartnerForm,
)
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.outline import outline
from mintmark_web.achievements.parts import PARTS
from mintmark_web.achievements.views import common, drafting
from mintmark_web.ui.asking import asked, sent, tried
from mintmark_web.ui.types import Link


@require_http_methods(["GET", "POST"])
@needs("achievement.edit")
def choices(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Choose frameworks, languages and the badge's colour."""
    version = drafting.draft(request, pk)
    initial = {
        "frameworks": version.frameworks,
        "languages": "\n".join(version.languages),
        "colour": version.colour,
    }
    form = ChoicesForm(sent(request), initial=initial)
    slug = common.own_organisation(request).slug
    if request.method == "POST" and tried(
        form, lambda: services.choose(request.actor, version, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("achievements.choices", slug, pk)
    shown = {
        "form": form,
        "version": version,
        "tabs": [*drafting.tabs(request, version, PARTS[0])],
        "crumbs": common.trail(
            request,
            common.version_link(request, version),
            Link(_("Frameworks, languages, badge")),
        ),
    }
    shown["tabs"] = _choices_tab(shown["tabs"])  # type: ignore[arg-type]
    return render(request, "achievements/choices.html", shown)


def _choices_tab(links: list[Link]) -> list[Link]:
    """Return the tabs with the last one as the page's own."""
    others = [Link(one.label, one.url) for one in links[:-1]]
    return [*others, Link(links[-1].label, links[-1].url, current=True)]


@require_http_methods(["GET", "POST"])
@needs("achievement.edit")
def image(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Upload a picture for the badge, or go back to the made one."""
    version = drafting.draft(request, pk)
    slug = common.own_organisation(request).slug
    if request.method == "POST" and "made" in request.POST:
        services.set_image(request.actor, version, data=None)
        return redirect("achievements.choices", slug, pk)
    form = ImageForm(sent(request), request.FILES or None)
    if request.method == "POST" and tried(
        form,
        lambda: services.set_image(request.actor, version, data=form.cleaned_data["image"]),
    ):
        messages.success(request, _("The picture is checked and taken."))
        return redirect("achievements.choices", slug, pk)
    shown = {
        "form": form,
        "version": version,
        "crumbs": common.trail(request, common.version_link(request, version), Link(_("Picture"))),
    }
    return render(request, "achievements/image.html", shown)


@require_POST
@needs("achievement.edit")
def new_version(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Begin the next version."""
    version = common.own_version(request, pk)
    slug = common.own_organisation(request).slug
    try:
        draft = services.new_version(request.actor, version.achievement)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("achievements.version", slug, pk)
    return redirect("achievements.edit", slug, draft.pk, PARTS[0].name)


@require_POST
@needs("achievement.edit")
def settle(request: OfficeRequest, pk: UUID, comment: int) -> HttpResponse:
    """Tick a comment off."""
    version = common.own_version(request, pk)
    services.settle(request.actor, version, comment_id=comment)
    return redirect("achievements.version", common.own_organisation(request).slug, pk)


@require_http_methods(["GET", "POST"])
@needs("partner.ask")
def partner(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask an employer partner by e-mail."""
    version = common.own_version(request, pk)
    form = PartnerForm(sent(request))
    if request.method == "POST" and tried(
        form, lambda: services.ask_partner(request.actor, version, **form.cleaned_data)
    ):
        messages.success(request, _("The letter is on its way."))
        return redirect("achievements.version", common.own_organisation(request).slug, pk)
    shown = {
        "form": form,
        "crumbs": common.trail(
            request, common.version_link(request, version), Link(_("Ask a partner"))
        ),
    }
    return render(request, "achievements/partner.html", shown)


@require_http_methods(["GET", "POST"])
@needs("achievement.submit")
def submit(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show all of it once more, then hand it in."""
    version = common.own_version(request, pk)
    form = Form(sent(request))
    slug = common.own_organisation(request).slug
    if request.method == "POST" and tried(form, lambda: services.submit(request.actor, version)):
        messages.success(request, _("Handed in. Reviewers see it in their queue now."))
        return redirect("achievements.version", slug, pk)
    shown = drafting.verdicts(request, version, version.document) | {
        "form": form,
        "sections": outline(version.document),
        "crumbs": common.trail(request, common.version_link(request, version), Link(_("Hand in"))),
    }
    return render(request, "achievements/submit.html", shown)


@require_http_methods(["GET", "POST"])
@needs("achievement.submit")
def take_back(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then take back what was handed in."""
    version = common.own_version(request, pk)
    question = {
        "title": _("Take this version back"),
        "text": version.title,
        "consequences": [
            _("Reviewers do not see it in their queue any more."),
            _("Its text stays as it is. You go on in a new version that begins with it."),
        ],
        "button": _("Take it back"),
    }
    form = Form(sent(request))
    back = common.version_page(request, version)
    return asked(
        request,
        form,
        question,
        lambda: services.take_back(request.actor, version),
        _("It is taken back."),
        back,
    )


@require_http_methods(["GET", "POST"])
@needs("achievement.discard")
def discard(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then throw a draft away."""
    version = common.own_version(request, pk)
    question = {
        "title": _("Delete this draft"),
        "text": version.title or _("Untitled"),
        "consequences": [
            _("Its text and its picture are gone. Nobody can bring them back."),
            _("Links that partners have do not work any more."),
        ],
        "button": _("Delete the draft"),
        "danger": True,
    }
    form, before = Form(sent(request)), list[Version | None]()
    if request.method != "POST" or not tried(
        form, lambda: before.append(services.discard(request.actor, version))
    ):
        back = common.version_page(request, version)
        return render(request, "ui/confirm.html", question | {"form": form, "back_url": back})
    messages.success(request, _("The draft is deleted."))
    slug = common.own_organisation(request).slug
    if before[0] is None:
        return redirect("achievements.list", slug)
    return redirect("achievements.version", slug, before[0].pk)
