"""What a registrar does to one credential. Each is asked before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import clock
from mintmark_web.issuing import services
from mintmark_web.issuing.forms import CorrectForm, ReasonForm, RenewForm, SendForm
from mintmark_web.issuing.models import Credential
from mintmark_web.issuing.views.common import awarded_credential, organisation, the_credential
from mintmark_web.keys import queries as keys
from mintmark_web.ui.asking import asked, sent, tried


@require_http_methods(["GET", "POST"])
@needs("credential.suspend")
def suspend(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then suspend."""
    words = {
        "title": _("Suspend this credential"),
        "consequences": [
            _("Whoever checks it is told that it is suspended."),
            _("You can end the suspension at any time."),
        ],
        "button": _("Suspend"),
    }
    return _status(request, pk, services.suspend, words, _("The credential is suspended."))


@require_http_methods(["GET", "POST"])
@needs("credential.reinstate")
def reinstate(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then end a suspension."""
    words = {
        "title": _("End the suspension"),
        "consequences": [_("Whoever checks the credential is told that it is valid.")],
        "button": _("End the suspension"),
    }
    return _status(request, pk, services.reinstate, words, _("The credential is valid again."))


@require_http_methods(["GET", "POST"])
@needs("credential.revoke")
def revoke(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask, then revoke."""
    words = {
        "title": _("Revoke this credential"),
        "consequences": [
            _("Whoever checks it is told that it is revoked."),
            _("This cannot be undone. You can issue a new one."),
        ],
        "button": _("Revoke"),
        "danger": True,
    }
    return _status(request, pk, services.revoke, words, _("The credential is revoked."))


def _status(
    request: OfficeRequest,
    pk: UUID,
    work: Callable[..., Any],
    words: dict[str, Any],
    done: str,
) -> HttpResponse:
    found = the_credential(request, pk)
    form = ReasonForm(sent(request))
    words["text"] = f"{found.name}, {found.batch.title}"
    return asked(
        request,
        form,
        words,
        lambda: work(request.actor, found, form.cleaned_data["reason"]),
        done,
        _page(request, found),
    )


@require_http_methods(["GET", "POST"])
@needs("credential.send")
def send(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask where to, then write to the learner once more."""
    found = the_credential(request, pk)
    form = SendForm(sent(request), initial={"email": found.email})
    words = {
        "title": _("Write to the learner again"),
        "text": f"{found.name}, {found.batch.title}",
        "button": _("Send the letter"),
    }
    return asked(
        request,
        form,
        words,
        lambda: services.send_one_again(request.actor, found, email=form.cleaned_data["email"]),
        _("The letter is on its way."),
        _page(request, found),
    )


@require_http_methods(["GET", "POST"])
@needs("credential.renew")
def renew(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask from when on, then issue anew."""
    found = awarded_credential(request, pk)
    form = RenewForm(sent(request), keys=_keys(request), initial={"awarded_on": clock.now().date()})
    words = {
        "title": _("Renew this credential"),
        "lead": _("The learner gets a new credential. This one ends as it would have."),
        "button": _("Renew"),
    }

    def work() -> Credential:
        told = form.cleaned_data
        return services.renew(request.actor, found, key=told["key"], awarded_on=told["awarded_on"])

    return _again(request, found, form, words, work)


@require_http_methods(["GET", "POST"])
@needs("credential.correct")
def correct(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Ask what is wrong, then issue a credential that takes this one's place."""
    found = awarded_credential(request, pk)
    award = found.content["award"]
    now = {
        "name": award["learner"]["name"],
        "email": award["learner"].get("email", ""),
        "awarded_on": award["awarded_on"],
        "place": award.get("place", ""),
    }
    form = CorrectForm(sent(request), keys=_keys(request), initial=now)
    words = {
        "title": _("Correct this credential"),
        "lead": _("The learner gets a new credential. This one is then no longer valid."),
        "button": _("Issue the corrected credential"),
    }

    def work() -> Credential:
        key = form.cleaned_data["key"]
        return services.correct(request.actor, found, key=key, changes=form.changes(found))

    return _again(request, found, form, words, work)


def _again(
    request: OfficeRequest,
    found: Credential,
    form: Any,
    words: dict[str, Any],
    work: Callable[[], Credential],
) -> HttpResponse:
    made: list[Credential] = []
    if request.method == "POST" and tried(form, lambda: made.append(work())):
        messages.success(request, _("The new credential is being issued."))
        return redirect(_page(request, made[0]))
    shown = {"form": form, "credential": found, "back_url": _page(request, found), **words}
    return render(request, "issuing/again.html", shown)


def _keys(request: OfficeRequest) -> Any:
    return keys.active_keys(organisation(request).pk)


def _page(request: OfficeRequest, found: Credential) -> str:
    return reverse("issuing.credential", args=[organisation(request).slug, found.pk])
