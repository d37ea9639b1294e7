"""The pages of offerings and their groups."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark import Achievement
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries as achievements
from mintmark_web.awards import queries, services, words
from mintmark_web.awards.forms import GroupForm, NewOfferingForm, OfferingForm
from mintmark_web.awards.models import Enrolment, Offering
from mintmark_web.awards.views.common import (
    day,
    found,
    offering_trail,
    office_url,
    organisation,
    page_of,
    state_cell,
    table,
    the_offering,
    trail,
)
from mintmark_web.ui.asking import result, sent, tried
from mintmark_web.ui.templatetags.amounts import money
from mintmark_web.ui.types import Cell, Fact, Link, Table


@needs("offering.see")
def offerings(request: OfficeRequest) -> HttpResponse:
    """Show an organisation's offerings, the latest first."""
    rows = queries.offerings(organisation(request).pk)
    state = request.GET.get("state", "")
    if state in Offering.State.values:
        rows = rows.filter(state=state)
    page = page_of(request, rows)
    here = office_url("offerings", request)
    tabs = [Link(_("All"), here, current=state not in Offering.State.values)]
    for value, label in Offering.State.choices:
        tabs.append(Link(str(label), f"{here}?state={value}", current=state == value))
    shown = {"page": page, "table": _table(request, page), "tabs": tabs, "any": state or page}
    return render(request, "awards/offerings.html", shown)


def _table(request: OfficeRequest, page: Any) -> Table:
    heads = (_("Offering"), _("State"), _("First day"), _("Learners"), _("Ask to take part"))
    rows = [
        (
            Cell(one.title, office_url("offering", request, one.pk)),
            state_cell(one),
            day(one.starts_on),
            _taken(one),
            one.asking or "–",
        )
        for one in page
    ]
    return table(_("Offerings"), heads, rows)


def _taken(offering: Any) -> str:
    if offering.places is None:
        return str(offering.taken)
    return _("%(taken)s of %(places)s") % {"taken": offering.taken, "places": offering.places}


@require_http_methods(["GET", "POST"])
@needs("offering.edit")
def new_offering(request: OfficeRequest) -> HttpResponse:
    """Plan a run of a published achievement."""
    home = organisation(request)
    versions = achievements.published_versions().filter(achievement__organisation=home)
    first = {"state": "planned", "pass_mark": Offering().pass_mark, "moderated": True}
    form = NewOfferingForm(sent(request), versions=versions, initial=first)
    made = result(form, lambda: services.create_offering(request.actor, home, **form.cleaned_data))
    if made:
        messages.success(request, _("The offering is made."))
        return redirect("awards.offering", org=home.slug, pk=made.pk)
    crumbs = trail(request, here=_("New offering"))
    shown = {"form": form, "crumbs": crumbs, "none": not versions, "heading": _("New offering")}
    return render(request, "awards/offering_form.html", shown)


@require_http_methods(["GET", "POST"])
@needs("offering.edit")
def edit_offering(request: OfficeRequest, pk: str) -> HttpResponse:
    """Change an offering."""
    offering = the_offering(request, pk)
    first = {name: getattr(offering, name) for name in OfferingForm.base_fields}
    form = OfferingForm(sent(request), initial=first)
    if tried(form, lambda: services.edit_offering(request.actor, offering, **form.cleaned_data)):
        messages.success(request, _("The offering is saved."))
        return redirect("awards.offering", org=organisation(request).slug, pk=offering.pk)
    heading = _("Change the offering")
    crumbs = offering_trail(request, offering, heading)
    shown = {"form": form, "crumbs": crumbs, "offering": offering, "heading": heading}
    return render(request, "awards/offering_form.html", shown)


@needs("offering.see")
def offering(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show an offering and who takes part."""
    one = the_offering(request, pk)
    state, cohort = request.GET.get("state", ""), request.GET.get("cohort", "")
    page = page_of(request, queries.enrolments(one, state, cohort))
    shown = {
        "offering": one,
        "facts": facts(one, queries.achievement(one)),
        "page": page,
        "table": _learners(request, page),
        "states": Enrolment.State.choices,
        "groups": queries.cohorts(one),
        "state": state,
        "cohort": cohort,
        "filtered": state or cohort,
        "crumbs": offering_trail(request, one),
    }
    return render(request, "awards/offering.html", shown)


def facts(offering: Offering, achievement: Achievement) -> list[Fact]:
    """Return what is to be known of an offering; what is not said is left out."""
    fee = money(offering.fee, offering.currency) if offering.fee is not None else ""
    if offering.fee == 0:
        fee = _("Free")
    known = (
        (_("Achievement"), words.title(achievement.title)),
        (_("First day"), offering.starts_on and day(offering.starts_on)),
        (_("Last day"), offering.ends_on and day(offering.ends_on)),
        (_("Last day to ask to take part"), offering.apply_by and day(offering.apply_by)),
        (_("Way of learning"), offering.get_mode_display()),
        (_("Place"), offering.place),
        (_("Language"), words.language(offering.language)),
        (_("Fee"), fee),
    )
    return [Fact(name, value) for name, value in known if value]


def _learners(request: OfficeRequest, page: Any) -> Table:
    heads = (_("Learner"), _("Group"), _("Route"), _("State"), _("To do"))
    rows = [
        (
            Cell(one.name, office_url("enrolment", request, one.pk)),
            one.cohort.name if one.cohort else "–",
            one.get_route_display(),
            state_cell(one),
            Cell(_("Waits for you"), tone="warn") if one.waits else "–",
        )
        for one in page
    ]
    return table(_("Learners"), heads, rows)


@require_http_methods(["GET", "POST"])
@needs("offering.edit")
def groups(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show the groups of an offering, and add one."""
    one = the_offering(request, pk)
    form = GroupForm(sent(request))
    if tried(form, lambda: services.add_cohort(request.actor, one, **form.cleaned_data)):
        messages.success(request, _("The group is added."))
        return redirect("awards.groups", org=organisation(request).slug, pk=one.pk)
    shown = {
        "offering": one,
        "groups": queries.cohorts(one),
        "form": form,
        "crumbs": offering_trail(request, one, _("Groups")),
    }
    return render(request, "awards/groups.html", shown)


@require_POST
@needs("offering.edit")
def remove_group(request: OfficeRequest, pk: str, group: int) -> HttpResponse:
    """Remove a group; its learners stay."""
    one = the_offering(request, pk)
    cohort = found(queries.cohorts(one).filter(pk=group).select_related("offering").first())
    services.remove_cohort(request.actor, cohort)
    messages.success(request, _("The group is removed. Its learners stay."))
    return redirect("awards.groups", org=organisation(request).slug, pk=one.pk)
