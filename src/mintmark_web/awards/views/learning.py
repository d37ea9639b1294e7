"""The learner's own pages: what is open, asking, handing in, marks; and joining an offering."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark import Achievement
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import clock
from mintmark_web.awards import marking, queries, services, words
from mintmark_web.awards.forms import AskForm, ClaimForm, EvidenceForm, KindForm
from mintmark_web.awards.models import Attempt, Enrolment, Route
from mintmark_web.awards.services.assessing import obstacle
from mintmark_web.awards.views.common import (
    found,
    refused,
    serve,
    state_cell,
)
from mintmark_web.awards.views.offerings import facts as offering_facts
from mintmark_web.awards.views.showing import (
    attempt_name,
    claims,
    evidence,
    facts,
    marks,
    result_cell,
)
from mintmark_web.ui.asking import result, sent, tried
from mintmark_web.ui.types import Link


@needs("enrolment.mine")
def learning(request: OfficeRequest) -> HttpResponse:
    """Show where somebody takes part."""
    rows = [(one, state_cell(one)) for one in queries.enrolments_of(request.user.email)]
    return render(request, "awards/learning.html", {"rows": rows})


@needs("enrolment.mine")
def learning_one(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show one's own enrolment: each assessment, and what can be done now."""
    one = found(queries.own_enrolment(request.user.email, pk))
    achievement = queries.achievement(one.offering)
    tries = queries.attempts(one)
    shown = {
        "enrolment": one,
        "state": state_cell(one),
        "award": getattr(one, "award", None),
        "title": words.title(achievement.title),
        "facts": offering_facts(one.offering, achievement),
        "assessments": [
            _assessment(one, two, tries, achievement) for two in achievement.assessments
        ],
        "active": one.state == Enrolment.State.ACTIVE,
        "can_leave": one.state in (Enrolment.State.ACTIVE, Enrolment.State.REQUESTED),
        "crumbs": [Link(_("Learning"), reverse("awards.learning")), Link(one.offering.title)],
    }
    return render(request, "awards/learning_one.html", shown)


def _assessment(
    one: Enrolment, assessment: Any, tries: list[Attempt], achievement: Achievement
) -> dict[str, Any]:
    """Return what stands on the card of an assessment."""
    own = [attempt for attempt in tries if attempt.assessment == assessment.id]
    kinds = _kinds(one, assessment, tries)
    return {
        "id": assessment.id,
        "title": words.title(assessment.title),
        "criteria": words.title(assessment.criteria) if assessment.criteria else "",
        "attempts": [
            (
                attempt_name(attempt, achievement),
                attempt,
                state_cell(attempt),
                result_cell(attempt, achievement),
            )
            for attempt in own
        ],
        "can_ask": bool(kinds),
        "why_not": "" if kinds else obstacle(one, assessment, False, tries),
    }


def _kinds(one: Enrolment, assessment: Any, tries: list[Attempt]) -> list[str]:
    """Return what a learner may ask for now: ``final``, ``practice``, both or nothing."""
    if one.state != Enrolment.State.ACTIVE:
        return []
    practice = marking.is_practice(assessment)
    passed = any(a.passed and not a.formative and a.assessment == assessment.id for a in tries)
    asked = [
        ("final", not practice and not obstacle(one, assessment, False, tries)),
        ("practice", not passed and not obstacle(one, assessment, True, tries)),
    ]
    return [kind for kind, possible in asked if possible]


@require_http_methods(["GET", "POST"])
@needs("attempt.ask")
def ask_for_assessment(request: OfficeRequest, pk: str, assessment: str) -> HttpResponse:
    """Ask to be assessed, when one is ready."""
    one = found(queries.own_enrolment(request.user.email, pk))
    achievement = queries.achievement(one.offering)
    wanted = found(achievement.assessment(assessment))
    tries = queries.attempts(one)
    kinds = _kinds(one, wanted, tries)
    form = KindForm(sent(request), kinds=kinds)

    def work() -> Attempt:
        formative = form.cleaned_data["kind"] == "practice"
        return services.ask_for_assessment(
            request.actor, one, assessment=assessment, formative=formative
        )

    made = result(form, work)
    if made:
        messages.success(request, _("You have asked. You can hand in your work right away."))
        return redirect("awards.learning-attempt", pk=made.pk)
    shown = {
        "form": form,
        "kinds": kinds,
        "why_not": obstacle(one, wanted, False, tries),
        "enrolment": one,
        "title": words.title(wanted.title),
        "crumbs": _crumbs(one, words.title(wanted.title)),
    }
    return render(request, "awards/ask_for_assessment.html", shown)


def _crumbs(one: Enrolment, here: str) -> list[Link]:
    own = reverse("awards.learning-one", args=[one.pk])
    start = Link(_("Learning"), reverse("awards.learning"))
    return [start, Link(one.offering.title, own), Link(here)]


@require_http_methods(["GET", "POST"])
@needs("evidence.hand-in")
def learning_attempt(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show one's own attempt; hand in evidence; say in which way one has learnt it."""
    one = found(queries.own_attempt(request.user.email, pk))
    achievement = queries.achievement(one.enrolment.offering)
    piece, claim = _forms(request, one, achievement)
    said = _hand_in_piece(request, one, piece) or _claim(request, one, claim)
    if said:
        messages.success(request, said)
        return redirect("awards.learning-attempt", pk=one.pk)
    name = attempt_name(one, achievement)
    shown = {
        "attempt": one,
        "name": name,
        "state": state_cell(one),
        "result": result_cell(one, achievement),
        "facts": facts(one, achievement),
        "claims": claims(one, achievement),
        "evidence": evidence(one, achievement),
        "marks": marks(one, achievement),
        "open": one.enrolment.state == Enrolment.State.ACTIVE and not one.is_settled,
        "claims_wanted": one.enrolment.route == Route.PRIOR_LEARNING,
        "evidence_form": piece,
        "claim_form": claim,
        "crumbs": _crumbs(one.enrolment, name),
    }
    return render(request, "awards/learning_attempt.html", shown)


def _forms(
    request: OfficeRequest, one: Attempt, achievement: Achievement
) -> tuple[EvidenceForm, ClaimForm]:
    """Return the two forms of the page; the one that was sent holds what was sent."""
    outcomes = marking.outcomes_of(achievement, found(achievement.assessment(one.assessment)))
    form = request.POST.get("form") if request.method == "POST" else ""
    posted, files = request.POST, request.FILES
    piece = EvidenceForm(
        posted if form == "evidence" else None,
        files if form == "evidence" else None,
        outcomes=outcomes,
        ask=one.enrolment.route == Route.PRIOR_LEARNING,
    )
    sent_claim = posted if form == "claim" else None
    return piece, ClaimForm(sent_claim, outcomes=outcomes, attempt=one, prefix="c")


def _hand_in_piece(request: OfficeRequest, one: Attempt, form: EvidenceForm) -> str:
    """Keep a file or an address; return what to say, or nothing where it was refused."""
    done = result(form, lambda: services.add_evidence(request.actor, one, **form.cleaned_data))
    return _("It is there. Hand in more, or say that this is all.") if done else ""


def _claim(request: OfficeRequest, one: Attempt, form: ClaimForm) -> str:
    """Keep what is claimed; return what to say, or nothing where it was refused."""
    done = result(form, lambda: services.claim(request.actor, one, statements=form.statements))
    return _("Your words are saved.") if done else ""


@require_POST
@needs("evidence.hand-in")
def hand_in(request: OfficeRequest, pk: str) -> HttpResponse:
    """Say that this is all, so that an assessor looks at it."""
    one = found(queries.own_attempt(request.user.email, pk))
    try:
        services.hand_in(request.actor, one)
    except ValidationError as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, _("Handed in. You get a letter when there is a result."))
    return redirect("awards.learning-attempt", pk=one.pk)


@require_POST
@needs("evidence.hand-in")
def remove_evidence(request: OfficeRequest, pk: str) -> HttpResponse:
    """Take a piece of evidence back."""
    piece = found(queries.own_evidence(request.user.email, pk))
    attempt = piece.attempt
    try:
        services.remove_evidence(request.actor, piece)
    except ValidationError as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, _("It is taken away."))
    return redirect("awards.learning-attempt", pk=attempt.pk)


@needs("enrolment.mine")
def own_evidence(request: OfficeRequest, pk: str) -> FileResponse:
    """Hand a learner their own file."""
    return serve(found(queries.own_evidence(request.user.email, pk)))


@require_http_methods(["GET", "POST"])
@needs("enrolment.mine")
def leave(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask, then end one's own part in an offering."""
    one = found(queries.own_enrolment(request.user.email, pk))
    form = Form(sent(request))
    if tried(form, lambda: services.withdraw(request.actor, one)):
        messages.success(request, _("You no longer take part."))
        return redirect("awards.learning")
    shown = {
        "title": _("Leave %s?") % one.offering.title,
        "consequences": [_("What you handed in and your marks stay, in case you come back.")],
        "button": _("Leave"),
        "danger": True,
        "form": form,
        "back_url": reverse("awards.learning-one", args=[one.pk]),
    }
    return render(request, "ui/confirm.html", shown)


@needs("anyone")
def public_offering(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show an open offering to everybody."""
    one = found(queries.open_offering(pk))
    achievement = queries.achievement(one)
    left = queries.places_left(one)
    shown = {
        "offering": one,
        "title": words.title(achievement.title),
        "text": words.title(achievement.description),
        "facts": offering_facts(one, achievement),
        "left": left,
        "takes": queries.takes_requests(one, clock.now().date()) and left != 0,
        "crumbs": [Link(_("Home"), "/"), Link(one.title)],
    }
    return render(request, "awards/public_offering.html", shown)


@require_http_methods(["GET", "POST"])
@needs("enrolment.ask")
def join(request: OfficeRequest, pk: str) -> HttpResponse:
    """Ask to take part in an open offering."""
    one = found(queries.open_offering(pk))
    achievement = queries.achievement(one)
    form = AskForm(sent(request), achievement=achievement, initial={"name": request.user.name})
    made = result(form, lambda: services.ask(request.actor, one, **form.cleaned_data))
    if made:
        messages.success(request, _("You have asked. You get a letter when it is decided."))
        return redirect("awards.learning-one", pk=made.pk)
    here = reverse("awards.public-offering", args=[one.pk])
    shown = {
        "form": form,
        "heading": _("Ask to take part"),
        "button": _("Ask to take part"),
        "lead": one.title,
        "crumbs": [Link(_("Home"), "/"), Link(one.title, here), Link(_("Ask to take part"))],
    }
    return render(request, "awards/form.html", shown)
