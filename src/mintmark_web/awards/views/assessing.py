"""The pages for assessors: what waits, opening, marking, confirming, awarding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import clock
from mintmark_web.awards import queries, readiness, services, words
from mintmark_web.awards.forms import ArrangeForm, AwardForm, MarkForm, ModerateForm, OpenForm
from mintmark_web.awards.models import Attempt
from mintmark_web.awards.views.common import (
    day,
    enrolment_trail,
    found,
    office_url,
    organisation,
    page_of,
    serve,
    state_cell,
    table,
    the_attempt,
    the_enrolment,
)
from mintmark_web.awards.views.showing import (
    attempt_name,
    claims,
    enough,
    evidence,
    facts,
    marks,
    result_cell,
)
from mintmark_web.ui.asking import result, sent, tried
from mintmark_web.ui.types import Cell, Link, Table


@needs("offering.see")
def waiting(request: OfficeRequest) -> HttpResponse:
    """Show what waits for an assessor, the longest waiting first."""
    home = organisation(request)
    kind = request.GET.get("kind", "to-mark")
    kind = kind if kind in (*queries.KINDS, "asking") else "to-mark"
    rows = {one: queries.waiting(home.pk, one) for one in queries.KINDS}
    asking = queries.asking(home.pk)
    page = page_of(request, asking if kind == "asking" else rows[kind])
    told = {
        "to-mark": _("To mark"),
        "to-confirm": _("To confirm"),
        "requests": _("Want to be assessed"),
        "asking": _("Want to take part"),
    }
    here = office_url("waiting", request)
    counts = {**{name: query.count() for name, query in rows.items()}, "asking": asking.count()}
    tabs = [
        Link(label, f"{here}?kind={name}", current=name == kind, count=counts[name])
        for name, label in told.items()
    ]
    make = _asking if kind == "asking" else _attempts
    shown = {"tabs": tabs, "page": page, "table": make(request, page, told[kind])}
    return render(request, "awards/waiting.html", shown)


def _asking(request: OfficeRequest, page: Any, caption: str) -> Table:
    heads = (_("Learner"), _("Offering"), _("Route"), _("Since"))
    rows = [
        (
            Cell(one.name, office_url("enrolment", request, one.pk)),
            one.offering.title,
            one.get_route_display(),
            day(one.enrolled_at),
        )
        for one in page
    ]
    return table(caption, heads, rows)


def _attempts(request: OfficeRequest, page: Any, caption: str) -> Table:
    heads = (_("Learner"), _("Offering"), _("Kind"), _("Since"), _("Marked by"))
    rows = [
        (
            Cell(one.enrolment.name, office_url("attempt", request, one.pk)),
            one.enrolment.offering.title,
            _("Practice") if one.formative else _("Final"),
            day(one.marked_at or one.opened_at),
            str(one.assessor) if one.assessor else "–",
        )
        for one in page
    ]
    return table(caption, heads, rows)


@require_http_methods(["GET", "POST"])
@needs("attempt.open")
def open_attempt(request: OfficeRequest, pk: str) -> HttpResponse:
    """Open an attempt for a learner."""
    one = the_enrolment(request, pk)
    form = OpenForm(sent(request), achievement=queries.achievement(one.offering))

    def work() -> Attempt:
        said = form.cleaned_data
        return services.open_attempt(
            request.actor,
            one,
            assessment=said["assessment"],
            formative=said["kind"] == "practice",
            arrangement=said["arrangement"],
        )

    made = result(form, work)
    if made:
        messages.success(request, _("The attempt is open; the learner gets a letter."))
        return redirect("awards.attempt", org=organisation(request).slug, pk=made.pk)
    heading = _("Open an attempt")
    crumbs = enrolment_trail(request, one, heading)
    shown = {"form": form, "crumbs": crumbs, "heading": heading, "button": _("Open it")}
    return render(request, "awards/form.html", shown)


@needs("offering.see")
def attempt(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show an attempt: what was handed in, what was given."""
    one = the_attempt(request, pk)
    achievement = queries.achievement(one.enrolment.offering)
    name = attempt_name(one, achievement)
    offering = one.enrolment.offering
    shown = {
        "attempt": one,
        "name": name,
        "facts": facts(one, achievement),
        "state": state_cell(one),
        "result": result_cell(one, achievement),
        "claims": claims(one, achievement),
        "evidence": evidence(one, achievement),
        "marks": marks(one, achievement),
        "can_mark": one.enrolment.state == "active" and one.state != Attempt.State.MODERATED,
        "can_confirm": one.state == Attempt.State.MARKED
        and not one.formative
        and offering.moderated,
        "own": one.assessor_id == request.actor.user_id,
        "crumbs": enrolment_trail(request, one.enrolment, name),
    }
    return render(request, "awards/attempt.html", shown)


@require_http_methods(["GET", "POST"])
@needs("attempt.open")
def arrange(request: OfficeRequest, pk: str) -> HttpResponse:
    """Open an attempt that was asked for, or change when and where it is."""
    one = the_attempt(request, pk)
    form = ArrangeForm(sent(request), initial={"arrangement": one.arrangement})
    if tried(form, lambda: services.arrange(request.actor, one, **form.cleaned_data)):
        messages.success(request, _("It is open; the learner gets a letter."))
        return _to(request, one)
    heading = _("When, where and how")
    return _form(request, one, form, heading, _("Save"))


def _to(request: OfficeRequest, one: Attempt) -> HttpResponse:
    return redirect("awards.attempt", org=organisation(request).slug, pk=one.pk)


def _form(
    request: OfficeRequest, one: Attempt, form: Any, heading: str, button: str
) -> HttpResponse:
    crumbs = enrolment_trail(request, one.enrolment, heading)
    shown = {"form": form, "crumbs": crumbs, "heading": heading, "button": button}
    return render(request, "awards/form.html", shown)


@require_http_methods(["GET", "POST"])
@needs("attempt.mark")
def mark(request: OfficeRequest, pk: str) -> HttpResponse:
    """Mark an attempt, outcome by outcome."""
    one = the_attempt(request, pk)
    achievement = queries.achievement(one.enrolment.offering)
    assessment = found(achievement.assessment(one.assessment))
    form = MarkForm(sent(request), achievement=achievement, assessment=assessment, attempt=one)

    def work() -> Attempt:
        return services.mark(
            request.actor,
            one,
            given=form.given(),
            whole=form.whole(),
            grade=form.cleaned_data["grade"],
        )

    if tried(form, work):
        messages.success(request, _("The marks are saved; the learner gets a letter."))
        return _to(request, one)
    shown = {
        "form": form,
        "attempt": one,
        "name": attempt_name(one, achievement),
        "enough": enough(assessment, one),
        "evidence": evidence(one, achievement),
        "crumbs": enrolment_trail(request, one.enrolment, _("Mark")),
    }
    return render(request, "awards/mark.html", shown)


@require_http_methods(["GET", "POST"])
@needs("attempt.moderate")
def moderate(request: OfficeRequest, pk: str) -> HttpResponse:
    """Confirm a result as a second assessor, or send it back."""
    one = the_attempt(request, pk)
    achievement = queries.achievement(one.enrolment.offering)
    form = ModerateForm(sent(request))
    if tried(form, lambda: services.moderate(request.actor, one, **form.cleaned_data)):
        agrees = form.cleaned_data["agrees"]
        messages.success(request, _("Confirmed.") if agrees else _("Sent back to be marked again."))
        return _to(request, one)
    shown = {
        "form": form,
        "attempt": one,
        "name": attempt_name(one, achievement),
        "result": result_cell(one, achievement),
        "marks": marks(one, achievement),
        "evidence": evidence(one, achievement),
        "own": one.assessor_id == request.actor.user_id,
        "crumbs": enrolment_trail(request, one.enrolment, _("Confirm")),
    }
    return render(request, "awards/moderate.html", shown)


@require_http_methods(["GET", "POST"])
@needs("award.decide")
def decide(request: OfficeRequest, pk: str) -> HttpResponse:
    """Award the achievement to a learner."""
    one = the_enrolment(request, pk)
    offering = one.offering
    today = clock.now().date()
    achievement = queries.achievement(offering)
    first = {"awarded_on": today, "place": offering.place, "ended_on": offering.ends_on}
    form = AwardForm(sent(request), initial=first)
    made = result(form, lambda: services.decide(request.actor, one, **form.cleaned_data))
    if made:
        messages.success(request, _("The award is made. A registrar can issue the credential."))
        return redirect("awards.award", org=organisation(request).slug, pk=made.pk)
    shown = {
        "form": form,
        "enrolment": one,
        "achievement": words.title(achievement.title),
        "missing": readiness.obstacles(one, achievement, queries.attempts(one), today),
        "crumbs": enrolment_trail(request, one, _("Award")),
    }
    return render(request, "awards/decide.html", shown)


@needs("offering.see")
def download_evidence(request: OfficeRequest, pk: str) -> FileResponse:
    """Hand out a file to an assessor."""
    return serve(found(queries.evidence(organisation(request).pk, pk)))
