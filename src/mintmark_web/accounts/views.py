"""The pages of accounts: oneself, the organisation, its members, invitations, the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from mintmark_web.accounts import deeds, links, queries, services
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.accounts.forms import (
    AccountForm,
    InviteForm,
    MemberForm,
    NewOrganisationForm,
    OrganisationForm,
)
from mintmark_web.accounts.models import Invitation, Organisation
from mintmark_web.audit import queries as record
from mintmark_web.ui.asking import sent, tried
from mintmark_web.ui.templatetags.telling import labelled
from mintmark_web.ui.types import Cell, Column, Table

PAGE = 50


@require_http_methods(["GET", "POST"])
@never_cache
@needs("anyone")
def link(request: OfficeRequest, token: str) -> HttpResponse:
    """Sign somebody in by a link, when they say so: mail scanners open links, and use none up."""
    person = links.person(token)
    if person is None:
        return render(request, "accounts/link_over.html", status=410)
    if request.method == "POST":
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("accounts.home")
    return render(request, "accounts/link.html", {"person": person})


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
@needs("account.no-reminders")
def no_reminders(request: OfficeRequest, token: str) -> HttpResponse:
    """End somebody's reminders, by a link of such a letter.

    Mail programs send the form by themselves when their button is pressed (RFC 8058), from nowhere:
    the link's token says who may, so nothing is asked of a cookie.
    """
    person = links.person_reminded(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        services.end_reminders(request.actor, person)
    return render(request, "accounts/no_reminders.html", {"person": person})


@needs("signed-in")
def home(request: OfficeRequest) -> HttpResponse:
    """Lead to where a person works: their organisation, the choice of one, or their wallet."""
    chosen = request.user.organisation
    own = queries.organisations_of(request.user)
    if chosen in own or len(own) == 1:
        return redirect("accounts.office", org=(chosen if chosen in own else own[0]).slug)
    if not own:
        return redirect("wallet.home")
    return render(request, "accounts/home.html", {"own": own})


@needs("organisation.see")
def office(request: OfficeRequest) -> HttpResponse:
    """Show what there is to do in an organisation."""
    return render(request, "accounts/office.html", {"organisation": request.organisation})


@require_POST
@needs("organisation.choose")
def choose(request: OfficeRequest) -> HttpResponse:
    """Change to another organisation."""
    organisation = queries.organisation(request.POST.get("organisation", ""))
    if organisation is None:
        raise Http404
    services.choose_organisation(request.actor, organisation)
    return redirect("accounts.office", org=organisation.slug)


@require_http_methods(["GET", "POST"])
@needs("account.edit")
def account(request: OfficeRequest) -> HttpResponse:
    """Show and change one's own account."""
    form = AccountForm(sent(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        services.edit_account(request.actor, request.user, **form.cleaned_data)
        messages.success(request, _("Your account is saved."))
        return redirect("accounts.account")
    return render(request, "accounts/account.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("organisation.edit")
def profile(request: OfficeRequest) -> HttpResponse:
    """Show and change what the organisation says about itself."""
    organisation = _organisation(request)
    form = OrganisationForm(sent(request), instance=organisation)
    if request.method == "POST" and form.is_valid():
        services.edit_organisation(
            request.actor,
            organisation,
            name=form.cleaned_data["name"],
            country=form.cleaned_data["country"],
            profile=form.cleaned_data["profile"],
        )
        messages.success(request, _("The profile is saved."))
        return redirect("accounts.profile", org=organisation.slug)
    return render(request, "accounts/profile.html", {"form": form, "organisation": organisation})


@require_http_methods(["GET", "POST"])
@needs("organisation.create")
def new_organisation(request: OfficeRequest) -> HttpResponse:
    """Make an organisation and invite its first administrator."""
    form = NewOrganisationForm(sent(request))
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        services.found_organisation(request.actor, **fields)
        messages.success(request, _("The organisation is made; its administrator is invited."))
        return redirect("accounts.home")
    return render(request, "accounts/new_organisation.html", {"form": form})


@needs("member.list")
def members(request: OfficeRequest) -> HttpResponse:
    """Show who is a member, and who is invited."""
    organisation = _organisation(request)
    page = Paginator(queries.members(organisation), PAGE).get_page(request.GET.get("page"))
    shown = {
        "organisation": organisation,
        "page": page,
        "table": _members(organisation, page),
        "invitations": queries.open_invitations(organisation),
    }
    return render(request, "accounts/members.html", shown)


@require_http_methods(["GET", "POST"])
@needs("member.invite")
def invite(request: OfficeRequest) -> HttpResponse:
    """Invite somebody."""
    organisation = _organisation(request)
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        services.invite(request.actor, organisation, **form.cleaned_data)
        messages.success(request, _("The invitation is on its way."))
        return redirect("accounts.members", org=organisation.slug)
    return render(request, "accounts/invite.html", {"form": form, "organisation": organisation})


@require_http_methods(["GET", "POST"])
@needs("member.edit")
def member(request: OfficeRequest, user: int) -> HttpResponse:
    """Show and change a member's roles."""
    organisation = _organisation(request)
    found = queries.member(organisation, user)
    if found is None:
        raise Http404
    form = MemberForm(sent(request), initial={"roles": found.roles})
    if request.method == "POST" and form.is_valid():
        roles = form.cleaned_data["roles"]
        if tried(form, lambda: services.set_roles(request.actor, organisation, found.user, roles)):
            messages.success(request, _("The roles are saved."))
            return redirect("accounts.members", org=organisation.slug)
    shown = {"form": form, "member": found, "organisation": organisation}
    return render(request, "accounts/member.html", shown)


@require_http_methods(["GET", "POST"])
@needs("member.remove")
def remove(request: OfficeRequest, user: int) -> HttpResponse:
    """Ask, then take all roles from a member."""
    organisation = _organisation(request)
    found = queries.member(organisation, user)
    if found is None:
        raise Http404
    form = Form(sent(request))
    if request.method == "POST" and tried(
        form, lambda: services.remove_member(request.actor, organisation, found.user)
    ):
        messages.success(request, _("%s is no longer a member.") % found.user)
        return redirect("accounts.members", org=organisation.slug)
    shown = {"form": form, "member": found, "organisation": organisation}
    return render(request, "accounts/remove.html", shown)


@require_POST
@needs("invitation.withdraw")
def withdraw(request: OfficeRequest, pk: str) -> HttpResponse:
    """Take an invitation back."""
    organisation = _organisation(request)
    offer = queries.open_invitations(organisation).filter(pk=pk).first()
    if offer is None:
        raise Http404
    services.withdraw_invitation(request.actor, offer)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("accounts.members", org=organisation.slug)


@require_http_methods(["GET", "POST"])
@needs("invitation.accept")
def invitation(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show an invitation to who was invited, and accept it."""
    offer = Invitation.objects.select_related("organisation").filter(pk=pk).first()
    if offer is None:
        raise Http404
    form = Form(sent(request))
    if request.method == "POST" and tried(
        form, lambda: services.accept_invitation(request.actor, offer)
    ):
        messages.success(request, _("Welcome to %s.") % offer.organisation)
        return redirect("accounts.office", org=offer.organisation.slug)
    return render(request, "accounts/invitation.html", {"form": form, "invitation": offer})


@needs("audit.read")
def audit(request: OfficeRequest) -> HttpResponse:
    """Show the organisation's record, the latest first."""
    organisation = _organisation(request)
    action = request.GET.get("action", "")
    found = record.of_organisation(organisation.pk, action=action)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    names = queries.names_of(one.user_id for one in page)
    shown = {
        "organisation": organisation,
        "page": page,
        "table": _entries(page, names),
        "actions": sorted(
            ((one, deeds.said(one)) for one in record.actions_of(organisation.pk)),
            key=lambda pair: pair[1].casefold(),
        ),
        "action": action,
    }
    return render(request, "accounts/audit.html", shown)


def _members(organisation: Organisation, page: Iterable[queries.Member]) -> Table:
    heads = (_("Name"), _("E-mail address"), _("Roles"))
    rows = []
    for one in page:
        link = reverse("accounts.member", args=[organisation.slug, one.user.pk])
        rows.append((Cell(one.user, link), one.user.email, ", ".join(one.labels)))
    return Table(_("Members"), [Column(head) for head in heads], rows, hide_caption=True)


def _entries(page: Iterable[Any], names: dict[int, str]) -> Table:
    heads = (_("When"), _("Who"), _("What"), _("Which"), _("Details"))
    rows = [
        (
            date_format(timezone.localtime(one.at), "DATETIME_FORMAT"),
            names.get(one.user_id or 0, "–"),
            deeds.shown(one.action),
            f"{one.subject_type} {one.subject_id}",
            "; ".join(labelled(name, _said(value)) for name, value in one.summary.items()) or "–",
        )
        for one in page
    ]
    return Table(_("Record"), [Column(head) for head in heads], rows, hide_caption=True)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _organisation(request: OfficeRequest) -> Organisation:
    if request.organisation is None:
        raise Http404
    return request.organisation
