"""Awarding an achievement of one's own that was recognised."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries as achievements
from mintmark_web.recognition import awarding, services
from mintmark_web.recognition.forms.own import AwardForm
from mintmark_web.recognition.views import common
from mintmark_web.ui.asking import sent


@require_http_methods(["GET", "POST"])
@needs("case.award")
def award(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask for what the award needs besides, and make it."""
    case = common.office_case(request, pk)
    version = awarding.awardable(case)
    if version is None:
        raise Http404
    achievement = achievements.noun(version)
    form = AwardForm(sent(request), achievement=achievement)
    if request.method == "POST" and form.is_valid():
        try:
            services.award(request.actor, case, found=form.columns)
        except ValidationError as error:
            form.blame(error)
        except MintmarkError as error:
            form.add_error(None, common.words_of(error))
        else:
            messages.success(request, _("It is awarded. A registrar issues the credential."))
            return redirect("recognition.case", org=common.organisation(request).slug, pk=pk)
    shown = common.whole(case) | {"form": form, "version": version}
    return render(request, "recognition/award.html", shown)
