"""What applicants see and do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.recognition import examining, queries, reading, services
from mintmark_web.recognition.forms.applying import AnswerForm, AppealForm, ApplyForm
from mintmark_web.recognition.types import Application
from mintmark_web.recognition.views import common
from mintmark_web.ui.asking import sent

PAGE = 20
REFUSALS = (ValidationError, MintmarkError)


@needs("case.mine")
def cases(request: OfficeRequest) -> HttpResponse:
    """Show a person's own cases."""
    page = Paginator(queries.cases_by(request.user), PAGE).get_page(request.GET.get("page"))
    rows = [(one, common.state(one)) for one in page]
    return render(request, "recognition/mine.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@needs("case.open")
def apply(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Apply for recognition."""
    module = queries.open_module(pk)
    if module is None:
        raise Http404
    form = ApplyForm(
        *_sent(request),
        held=common.wallet_choices(request),
        target=reading.target(module),
        initial={"name": request.user.name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_case(request.actor, request.user, module, _read(request, form))
        except REFUSALS as error:
            form.add_error(None, common.words_of(error))
        else:
            messages.success(request, _("Your application is in. You hear by e-mail."))
            return redirect("recognition.mine", pk=made.pk)
    office = queries.procedure(module.organisation_id)
    shown = {"module": module, "form": form, "office": office}
    return render(request, "recognition/apply.html", shown)


def _read(request: OfficeRequest, form: ApplyForm) -> Application:
    files = common.chosen(request, form.cleaned_data.get("held", []))
    files += form.cleaned_data["uploads"]
    seen = examining.look(files)
    return Application(form.cleaned_data["name"], seen, form.cleaned_data["claims"])


@needs("case.mine")
def case(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show a person how their case stands."""
    return render(request, "recognition/my_case.html", common.whole(common.own_case(request, pk)))


@require_http_methods(["GET", "POST"])
@needs("case.answer")
def answer(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Send what the office asked for."""
    found = common.own_case(request, pk)
    form = AnswerForm(*_sent(request), held=common.wallet_choices(request))
    if request.method == "POST" and form.is_valid():
        try:
            seen = examining.look(common.chosen(request, form.cleaned_data.get("held", [])))
            services.answer(
                request.actor,
                found,
                words=form.cleaned_data["words"],
                credentials=seen,
                documents=form.cleaned_data["documents"],
            )
        except REFUSALS as error:
            form.add_error(None, common.words_of(error))
        else:
            messages.success(request, _("Your answer is sent."))
            return redirect("recognition.mine", pk=found.pk)
    shown = common.whole(found) | {"form": form}
    asked = [one.documents for one in shown["noun"].history if one.event == "asked"]
    shown["asked"] = asked[-1] if asked else ()
    return render(request, "recognition/answer.html", shown)


@require_http_methods(["GET", "POST"])
@needs("case.appeal")
def appeal(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Appeal."""
    found = common.own_case(request, pk)
    form = AppealForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.appeal(request.actor, found, grounds=form.cleaned_data["grounds"])
        except REFUSALS as error:
            form.add_error(None, common.words_of(error))
        else:
            messages.success(request, _("Your appeal is in. Another person looks at it."))
            return redirect("recognition.mine", pk=found.pk)
    return render(request, "recognition/appeal.html", common.whole(found) | {"form": form})


@require_http_methods(["GET", "POST"])
@needs("case.withdraw")
def withdraw(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, and take an application back."""
    found = common.own_case(request, pk)
    shown: dict[str, Any] = {
        "title": _("Take your application back?"),
        "text": _("Nobody decides it then. You may apply again at any time."),
        "button": _("Take it back"),
        "back_url": reverse("recognition.mine", args=[found.pk]),
    }
    if request.method == "POST":
        try:
            services.withdraw(request.actor, found)
        except REFUSALS as error:
            return render(
                request, "ui/confirm.html", shown | {"consequences": [common.words_of(error)]}
            )
        messages.success(request, _("You took your application back."))
        return redirect("recognition.cases-mine")
    return render(request, "ui/confirm.html", shown)


@needs("case.mine")
def file(request: OfficeRequest, pk: UUID, file: UUID) -> HttpResponse:
    """Serve a file of one's own case."""
    found = queries.file_of(common.own_case(request, pk), file)
    if found is None:
        raise Http404
    return common.serve(found)


@needs("case.mine")
def statement(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Serve the signed decision to its applicant."""
    return common.statement(common.own_case(request, pk))


def _sent(request: OfficeRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
