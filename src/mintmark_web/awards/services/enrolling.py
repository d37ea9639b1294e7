"""Who takes part: enrolled by an assessor, or asked for by the learner."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.awards import letters, queries, words
from mintmark_web.awards.models import Attempt, Cohort, Enrolment, Offering

State = Enrolment.State


@service("enrolment.edit")
def enrol(
    _actor: Actor,
    offering: Offering,
    *,
    name: str,
    email: str,
    route: str = "course",
    cohort: Cohort | None = None,
) -> Enrolment:
    """Enrol a learner; who asked, was declined or withdrew before, takes part now.

    Raises:
        ValidationError: there is no place left, the learner takes part already, or the
            achievement cannot be had by this route.
    """
    _demand_route(offering, route)
    made = place(offering, name=name, email=email, route=route, cohort=cohort)
    letters.later("enrolled", [made.pk])
    return made


def place(
    offering: Offering, *, name: str, email: str, route: str, cohort: Cohort | None = None
) -> Enrolment:
    """Write an enrolment, with the offering locked.

    Raises:
        ValidationError: there is no place left, or the learner takes part already.
    """
    locked = Offering.objects.select_for_update().get(pk=offering.pk)
    known = queries.in_offering(locked, email)
    if known is not None and known.state in queries.TAKES_A_PLACE:
        raise ValidationError({"email": _("This learner takes part already.")})
    _demand_place(locked)
    made = known or Enrolment(offering=locked, email=email.strip().lower())
    made.name, made.route, made.cohort, made.state = _clean(name), route, cohort, State.ACTIVE
    made.clean_fields(exclude=("offering", "cohort", "note"))
    made.save()
    return made


def _clean(name: str) -> str:
    """Return a name that can stand in a credential.

    Raises:
        ValidationError: nothing of it can be seen, or something in it is hidden.
    """
    name = name.strip()
    if not words.is_clean(name):
        raise ValidationError({"name": _("Type the name anew: something in it cannot be seen.")})
    return name


def _demand_place(offering: Offering) -> None:
    if queries.places_left(offering) == 0:
        raise ValidationError(_("All places are taken."))


def _demand_route(offering: Offering, route: str) -> None:
    if route not in queries.achievement(offering).routes:
        raise ValidationError({"route": _("It cannot be had by this route.")})


@service("enrolment.ask")
def ask(
    actor: Actor, offering: Offering, *, name: str, route: str = "course", message: str = ""
) -> Enrolment:
    """Ask to take part in an open offering.

    Raises:
        ValidationError: it takes no requests now, or the person asked or takes part already.
    """
    locked = Offering.objects.select_for_update().get(pk=offering.pk)
    if not queries.takes_requests(locked, clock.now().date()):
        raise ValidationError(_("This offering takes no requests now."))
    _demand_place(locked)
    _demand_route(locked, route)
    person = accounts.user(actor.person_id)
    email = person.email if person else ""
    known = queries.in_offering(locked, email)
    if known is not None and known.state not in (State.WITHDRAWN, State.DECLINED):
        raise ValidationError(_("You asked already, or take part."))
    made = known or Enrolment(offering=locked, email=email)
    made.name, made.route, made.note, made.state = _clean(name), route, message, State.REQUESTED
    made.cohort = None
    made.save()
    return made


@service("enrolment.edit")
def accept(_actor: Actor, enrolment: Enrolment) -> Enrolment:
    """Let who asked take part.

    Raises:
        ValidationError: there is no place left, or nobody asks any more.
    """
    offering = Offering.objects.select_for_update().get(pk=enrolment.offering_id)
    locked = _asking(enrolment)
    _demand_place(offering)
    locked.state = State.ACTIVE
    locked.save(update_fields=("state",))
    letters.later("enrolled", [locked.pk])
    return locked


@service("enrolment.edit")
def decline(_actor: Actor, enrolment: Enrolment, *, reason: str) -> Enrolment:
    """Say no to who asked, and why.

    Raises:
        ValidationError: nobody asks any more.
    """
    locked = _asking(enrolment)
    locked.state, locked.note = State.DECLINED, reason
    locked.save(update_fields=("state", "note"))
    letters.later("declined", [locked.pk])
    return locked


def _asking(enrolment: Enrolment) -> Enrolment:
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("offering")
    found = locked.get(pk=enrolment.pk)
    if found.state != State.REQUESTED:
        raise ValidationError(_("This request is settled already."))
    return found


@service("enrolment.withdraw")
def withdraw(_actor: Actor, enrolment: Enrolment) -> Enrolment:
    """End somebody's part in an offering. Marks and evidence stay, in case they come back.

    Raises:
        ValidationError: the learner has the award, or has left already.
    """
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("offering")
    locked = rows.get(pk=enrolment.pk)
    if locked.state not in (State.ACTIVE, State.REQUESTED):
        raise ValidationError(_("This cannot be withdrawn any more."))
    locked.state = State.WITHDRAWN
    locked.save(update_fields=("state",))
    return locked


@service("enrolment.edit")
def edit_enrolment(
    _actor: Actor, enrolment: Enrolment, *, name: str, route: str, cohort: Cohort | None
) -> Enrolment:
    """Change the name, the route or the group of a learner.

    Raises:
        ValidationError: the award is made and says so already, or the route is none.
    """
    if enrolment.state == State.COMPLETED:
        raise ValidationError(_("The award is made; it can only be corrected as a credential."))
    _demand_route(enrolment.offering, route)
    if route != enrolment.route and Attempt.objects.filter(enrolment=enrolment).exists():
        raise ValidationError({"route": _("There are attempts by the present route already.")})
    enrolment.name, enrolment.route, enrolment.cohort = _clean(name), route, cohort
    enrolment.save(update_fields=("name", "route", "cohort"))
    return enrolment


@service("enrolment.edit")
def check_identity(
    actor: Actor, enrolment: Enrolment, *, method: str, checked_on: date
) -> Enrolment:
    """Record how it was made sure that the learner is who they say.

    Raises:
        ValidationError: the day is in the future, or the award is made already.
    """
    if checked_on > clock.now().date():
        raise ValidationError({"checked_on": _("This day is in the future.")})
    if enrolment.state == State.COMPLETED:
        raise ValidationError(_("The award is made already."))
    if not words.is_clean(method):
        raise ValidationError({"method": _("Say how, in a word or two.")})
    enrolment.identity_method, enrolment.identity_checked_on = method.strip(), checked_on
    enrolment.identity_checked_by_id = actor.person_id
    enrolment.save(update_fields=("identity_method", "identity_checked_on", "identity_checked_by"))
    note(checked_on=checked_on.isoformat())
    return enrolment
