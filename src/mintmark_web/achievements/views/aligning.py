"""The pages on which designers find entries of ESCO and bring them along."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries, services, skills
from mintmark_web.achievements.forms.choosing import SkillsForm
from mintmark_web.achievements.outline import text_in
from mintmark_web.achievements.views import common
from mintmark_web.ui.asking import sent, tried
from mintmark_web.ui.types import Link


@require_http_methods(["GET", "POST"])
@needs("achievement.edit")
def find(request: OfficeRequest, pk: UUID, index: int) -> HttpResponse:
    """Look for entries that say the same as an outcome, and align it with one."""
    version = common.own_version(request, pk)
    outcomes = version.document.get("outcomes") or []
    if not version.is_open or index >= len(outcomes):
        raise Http404
    organisation = common.own_organisation(request)
    title = text_in(outcomes[index].get("title"), version.languages[0])
    if request.method == "POST":
        uri = request.POST.get("uri", "").replace("\0", "")
        try:
            services.align(request.actor, version, outcome=index, uri=uri)
            messages.success(request, _("Aligned. You find it below the outcome."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("achievements.entry", organisation.slug, pk, "outcomes", index)
    words = request.GET.get("q", title)
    entry = reverse("achievements.entry", args=[organisation.slug, pk, "outcomes", index])
    shown = {
        "version": version,
        "title": title,
        "q": words,
        "found": skills.search(organisation.pk, words),
        "any": queries.has_skills(organisation.pk),
        "crumbs": common.trail(
            request, common.version_link(request, version), Link(title, entry), Link("ESCO")
        ),
    }
    return render(request, "achievements/skills.html", shown)


@require_http_methods(["GET", "POST"])
@needs("skill.import")
def bring(request: OfficeRequest) -> HttpResponse:
    """Bring ESCO's entries along, in the file that ESCO gives out."""
    organisation = common.own_organisation(request)
    form = SkillsForm(sent(request), request.FILES or None)
    taken: list[int] = []

    def work() -> None:
        file = form.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise ValidationError({"file": _("The file is too large.")})
        taken.append(services.import_skills(request.actor, organisation, data=file.read()))

    if request.method == "POST" and tried(form, work):
        words = ngettext(
            "%(count)d entry is here now.", "%(count)d entries are here now.", taken[0]
        )
        messages.success(request, words % {"count": taken[0]})
        return redirect("achievements.list", organisation.slug)
    return render(request, "achievements/bring.html", {"form": form})
