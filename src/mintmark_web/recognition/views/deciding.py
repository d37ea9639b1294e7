"""What recognition officers see and do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm, Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.recognition import awarding, examining, precedents, queries, reading, services
from mintmark_web.recognition.forms.deciding import (
    AskForm,
    AssessForm,
    Differences,
    PublishForm,
    RulingForm,
    SecondForm,
    SettleForm,
)
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.views import common
from mintmark_web.ui.asking import sent

PAGE = 50
REFUSALS = (ValidationError, MintmarkError)


@needs("case.see")
def case(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show one case whole."""
    found = common.office_case(request, pk)
    shown = common.whole(found)
    shown["comparison"] = reading.comparison(found)
    shown["precedents"] = precedents.before(found)
    shown["awardable"] = awarding.awardable(found)
    return render(request, "recognition/case.html", shown)


@require_POST
@needs("case.examine")
def compare(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Verify once more, and compare."""
    found = common.office_case(request, pk)
    try:
        looked = examining.look_again(found)
        services.compare(request.actor, found, looked, services.take(found, looked))
    except REFUSALS as error:
        messages.error(request, _plain(error))
    else:
        messages.success(request, _("Verified and compared. What it says stands below."))
    return _back(request, found)


def _plain(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(common.words_of(error))


@require_http_methods(["GET", "POST"])
@needs("case.examine")
def ask(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask the applicant for documents."""
    form = AskForm(sent(request))
    return _page(
        request,
        pk,
        form,
        "recognition/ask.html",
        lambda found: services.ask(request.actor, found, **form.cleaned_data),
        _("The applicant is asked. The time limit stands still."),
    )


@require_http_methods(["GET", "POST"])
@needs("case.examine")
def assess(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Say whether a claimed outcome was shown."""
    shown = common.whole(common.office_case(request, pk))
    outcomes = [(one["outcome"], one["title"]) for one in shown["claims"]]
    form = AssessForm(
        sent(request),
        outcomes=outcomes,
        initial={"outcome": request.GET.get("outcome")},
    )

    def work(found: Case) -> Any:
        said = form.cleaned_data
        return services.assess(
            request.actor,
            found,
            outcome=said["outcome"],
            method=said["method"],
            shown=said["shown"] == "yes",
            grounds=said["grounds"],
        )

    return _page(request, pk, form, "recognition/assess.html", work, _("The assessment is kept."))


@require_http_methods(["GET", "POST"])
@needs("case.examine")
def second(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Say as a second assessor whether a claimed outcome was shown."""
    claims = common.whole(common.office_case(request, pk))["claims"]
    waiting = [(one["outcome"], one["title"]) for one in claims if one["waits_for_second"]]
    form = SecondForm(
        sent(request),
        outcomes=waiting,
        initial={"outcome": request.GET.get("outcome")},
    )

    def work(found: Case) -> Any:
        said = form.cleaned_data
        shown = said["shown"] == "yes"
        return services.second(request.actor, found, outcome=said["outcome"], shown=shown)

    done = _("The second opinion is kept.")
    return _page(request, pk, form, "recognition/second.html", work, done)


@require_http_methods(["GET", "POST"])
@needs("case.decide")
def decide(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Decide a case."""
    found = common.office_case(request, pk)
    data = sent(request)
    form, differences = RulingForm(data), Differences(data, prefix="difference")
    if data is not None and form.is_valid() and differences.is_valid():
        try:
            services.decide(request.actor, found, form.ruling(differences))
        except MintmarkError as error:
            named = error.place == "decision.differences" and differences.forms
            _blame(differences.forms[0], error) if named else form.blame(error)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The decision is made, and the applicant is told."))
            return _back(request, found)
    shown = common.whole(found) | {"form": form, "differences": differences}
    shown["comparison"] = reading.comparison(found)
    shown["precedents"] = precedents.before(found)
    return render(request, "recognition/decide.html", shown)


def _blame(form: BaseForm, error: MintmarkError) -> None:
    form.add_error("element", common.words_of(error))


@require_http_methods(["GET", "POST"])
@needs("case.settle")
def settle(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Settle an appeal."""
    found = common.office_case(request, pk)
    data = sent(request)
    changed = data is not None and data.get("result") == "changed"
    first = SettleForm(data)
    form = RulingForm(data) if changed else RulingForm(initial=data and data.dict())
    differences = Differences(data, prefix="difference")
    fine = not changed or (form.is_valid() and differences.is_valid())
    if data is not None and first.is_valid() and fine:
        ruling = form.ruling(differences) if changed else None
        try:
            services.settle(request.actor, found, reasons=first.cleaned_data["why"], ruling=ruling)
        except MintmarkError as error:
            (form if changed else first).add_error(None, common.words_of(error))
        except ValidationError as error:
            first.add_error(None, error)
        else:
            messages.success(request, _("The appeal is settled, and the applicant is told."))
            return _back(request, found)
    shown = common.whole(found) | {"first": first, "form": form, "differences": differences}
    shown["grounds"] = [
        why for event in shown["noun"].history if event.event == "appealed" for why in event.grounds
    ]
    return render(request, "recognition/settle.html", shown)


@require_POST
@needs("case.issue")
def issue(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Sign the decision."""
    found = common.office_case(request, pk)
    try:
        services.issue_statement(request.actor, found)
    except REFUSALS as error:
        messages.error(request, _plain(error))
    else:
        messages.success(request, _("The decision is signed. The applicant can download it."))
    return _back(request, found)


@require_http_methods(["GET", "POST"])
@needs("case.decide")
def close(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, and close a case."""
    found = common.office_case(request, pk)
    shown: dict[str, Any] = {
        "title": _("Close this case?"),
        "text": _("Nothing more is to come then."),
        "button": _("Close it"),
        "back_url": reverse("recognition.case", args=[common.organisation(request).slug, pk]),
    }
    if request.method == "POST":
        try:
            why = "final" if found.outcome else "not-completed"
            services.close(request.actor, found, why=why)
        except REFUSALS as error:
            return render(request, "ui/confirm.html", shown | {"consequences": [_plain(error)]})
        messages.success(request, _("The case is closed."))
        return _back(request, found)
    return render(request, "ui/confirm.html", shown)


@require_http_methods(["GET", "POST"])
@needs("case.publish")
def publish(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Let everybody read a decision, without names."""
    found = common.office_case(request, pk)
    if request.method == "POST" and "unpublish" in request.POST:
        services.unpublish(request.actor, found)
        messages.success(request, _("Nobody else can read it any more."))
        return _back(request, found)
    shown = common.whole(found)
    reasons = "\n\n".join(shown["decision"].reasons) if shown["decision"] else ""
    sources = "\n".join(one["title"] for one in shown["handed_in"])
    initial = {
        "sources": found.public_sources or sources or _("Prior learning without a credential"),
        "words": found.public_words or reasons,
    }
    form = PublishForm(sent(request), initial=initial)
    return _page(
        request,
        pk,
        form,
        "recognition/publish.html",
        lambda case: services.publish(request.actor, case, **form.cleaned_data),
        _("Everybody can read the decision now."),
    )


@needs("case.see")
def file(request: OfficeRequest, pk: UUID, file: UUID) -> HttpResponse:
    """Serve a file of a case to the office."""
    found = queries.file_of(common.office_case(request, pk), file)
    if found is None:
        raise Http404
    return common.serve(found)


@needs("case.see")
def statement(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Serve the signed decision to the office."""
    return common.statement(common.office_case(request, pk))


def _page(
    request: OfficeRequest,
    pk: UUID,
    form: Form,
    template: str,
    work: Callable[[Case], Any],
    done: str,
) -> HttpResponse:
    """Show a form about a case; if it is right, do the work and go back to the case."""
    found = common.office_case(request, pk)
    if request.method == "POST" and form.is_valid():
        try:
            work(found)
        except REFUSALS as error:
            form.add_error(None, common.words_of(error))
        else:
            messages.success(request, done)
            return _back(request, found)
    return render(request, template, common.whole(found) | {"form": form})


def _back(request: OfficeRequest, found: Case) -> HttpResponse:
    return redirect("recognition.case", org=common.organisation(request).slug, pk=found.pk)
