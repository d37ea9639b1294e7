"""The pages about learners: enrolling, requests, identity, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark import Achievement
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import clock
from mintmark_web.awards import queries, readiness, services
from mintmark_web.awards.forms import EnrolForm, EnrolmentForm, IdentityForm, ReasonForm
from mintmark_web.awards.models import Attempt, Enrolment
from mintmark_web.awards.views.common import (
    day,
    enrolment_trail,
    offering_trail,
    office_url,
    organisation,
    refused,
    state_cell,
    table,
    the_enrolment,
    the_offering,
)
from mintmark_web.awards.views.showing import attempt_name, result_cell
from mintmark_web.ui.asking import result, sent, tried
from mintmark_web.ui.types import Cell, Fact, Link, Table


def _to(request: OfficeRequest, enrolment: Enrolment) -> HttpResponse:
    return redirect("awards.enrolment", org=organisation(request).slug, pk=enrolment.pk)


@require_http_methods(["GET", "POST"])
@needs("enrolment.edit")
def enrol(request: OfficeRequest, pk: str) -> HttpResponse:
    """Enrol one learner."""
    offering = the_offering(request, pk)
    achievement = queries.achievement(offering)
    form = EnrolForm(sent(request), offering=offering, achievement=achievement)
    made = result(form, lambda: services.enrol(request.actor, offering, **form.cleaned_data))
    if made:
        messages.success(request, _("%s is enrolled.") % made.name)
        return redirect("awards.offering", org=organisation(request).slug, pk=offering.pk)
    heading = _("Enrol a learner")
    crumbs = offering_trail(request, offering, heading)
    shown = {"form": form, "crumbs": crumbs, "heading": heading, "button": _("Enrol")}
    return render(request, "awards/form.html", shown)


@needs("offering.see")
def enrolment(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show a learner: how far they are, and what is missing."""
    one = the_enrolment(request, pk)
    achievement = queries.achievement(one.offering)
    tries = queries.attempts(one)
    today = clock.now().date()
    active = one.state == Enrolment.State.ACTIVE
    shown = {
        "enrolment": one,
        "award": getattr(one, "award", None),
        "state": state_cell(one),
        "facts": _facts(request, one, active),
        "attempts": tries,
        "table": _attempts(request, tries, achievement),
        "missing": readiness.obstacles(one, achievement, tries, today) if active else (),
        "active": active,
        "asks": one.state == Enrolment.State.REQUESTED,
        "crumbs": enrolment_trail(request, one),
    }
    return render(request, "awards/enrolment.html", shown)


def _facts(request: OfficeRequest, one: Enrolment, active: bool) -> list[Fact]:
    edit = Link(_("Change"), office_url("edit-enrolment", request, one.pk)) if active else None
    check = Link(_("Record it"), office_url("identity", request, one.pk)) if active else None
    identity: object = _("Not recorded")
    if one.identity_method:
        identity = f"{one.identity_method}, {day(one.identity_checked_on)}"
    return [
        Fact(_("Name"), one.name, edit),
        Fact(_("E-mail address"), one.email),
        Fact(_("Group"), one.cohort.name if one.cohort else "–"),
        Fact(_("Route"), one.get_route_display()),
        Fact(_("Identity check"), identity, check),
    ]


def _attempts(request: OfficeRequest, tries: list[Attempt], achievement: Achievement) -> Table:
    heads = (_("Assessment"), _("Kind"), _("State"), _("Result"))
    rows = [
        (
            Cell(
                attempt_name(one, achievement),
                office_url("attempt", request, one.pk),
            ),
            _("Practice") if one.formative else _("Final"),
            state_cell(one),
            result_cell(one, achievement),
        )
        for one in tries
    ]
    return table(_("Attempts"), heads, rows)


@require_http_methods(["GET", "POST"])
@needs("enrolment.edit")
def edit_enrolment(request: OfficeRequest, pk: str) -> HttpResponse:
    """Change a learner's name, route or group."""
    one = the_enrolment(request, pk)
    first = {"name": one.name, "route": one.route, "cohort": one.cohort_id}
    form = EnrolmentForm(
        sent(request),
        initial=first,
        offering=one.offering,
        achievement=queries.achievement(one.offering),
    )
    if "route" not in form.fields:
        form.only_route = one.route
    if tried(form, lambda: services.edit_enrolment(request.actor, one, **form.cleaned_data)):
        messages.success(request, _("The changes are saved."))
        return _to(request, one)
    return _form(request, one, form, _("Change the enrolment"), _("Save"))


@require_http_methods(["GET", "POST"])
@needs("enrolment.edit")
def identity(request: OfficeRequest, pk: str) -> HttpResponse:
    """Record how the learner's identity was checked."""
    one = the_enrolment(request, pk)
    first = {
        "method": one.identity_method,
        "checked_on": one.identity_checked_on or clock.now().date(),
    }
    form = IdentityForm(sent(request), initial=first)
    if tried(form, lambda: services.check_identity(request.actor, one, **form.cleaned_data)):
        messages.success(request, _("The identity check is recorded."))
        return _to(request, one)
    return _form(request, one, form, _("Identity check"), _("Record it"))


def _form(
    request: OfficeRequest, one: Enrolment, form: Form, heading: str, button: str
) -> HttpResponse:
    crumbs = enrolment_trail(request, one, heading)
    shown = {"form": form, "crumbs": crumbs, "heading": heading, "button": button}
    return render(request, "awards/form.html", shown)


@require_POST
@needs("enrolment.edit")
def accept(request: OfficeRequest, pk: str) -> HttpResponse:
    """Let who asked take part."""
    one = the_enrolment(request, pk)
    _do(
        request,
        lambda: services.accept(request.actor, one),
        _("%s takes part now, and gets a letter.") % one.name,
    )
    return _to(request, one)


def _do(request: OfficeRequest, work: Callable[[], Any], done: str) -> None:
    """Run a service from a button, and say what came of it."""
    try:
        work()
    except ValidationError as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, done)


@require_http_methods(["GET", "POST"])
@needs("enrolment.edit")
def decline(request: OfficeRequest, pk: str) -> HttpResponse:
    """Say no to who asked, and why."""
    one = the_enrolment(request, pk)
    form = ReasonForm(sent(request))
    if tried(form, lambda: services.decline(request.actor, one, **form.cleaned_data)):
        messages.success(request, _("The request is declined; the learner gets a letter."))
        return _to(request, one)
    return _form(request, one, form, _("Decline the request"), _("Decline"))


@require_http_methods(["GET", "POST"])
@needs("enrolment.edit")
def withdraw(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask, then end a learner's part in an offering."""
    one = the_enrolment(request, pk)
    form = Form(sent(request))
    if tried(form, lambda: services.withdraw(request.actor, one)):
        messages.success(request, _("%s no longer takes part.") % one.name)
        return _to(request, one)
    shown = {
        "title": _("End the part of %s?") % one.name,
        "consequences": [_("Marks and evidence stay, in case the learner comes back.")],
        "button": _("End it"),
        "danger": True,
        "form": form,
        "back_url": office_url("enrolment", request, one.pk),
    }
    return render(request, "ui/confirm.html", shown)
