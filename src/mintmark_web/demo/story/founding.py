"""The organisations, the people, their roles, and a key for each provider and agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mintmark_web.accounts import queries, services
from mintmark_web.accounts.types import SITE, Actor, OrganisationKind, Role
from mintmark_web.demo import cast
from mintmark_web.keys.services import make_key

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation, User

_SIGN = (OrganisationKind.PROVIDER.value, OrganisationKind.QUALITY_AGENCY.value)


def found() -> None:
    """Found every organisation, and give everybody their roles."""
    for place in cast.PLACES:
        _found(place)
    for one in cast.PEOPLE:
        person = _known(one)
        if one.place and Role.ADMINISTRATOR not in one.roles:
            home = organisation(one.place)
            services.set_roles(_administrator(one.place), home, person, one.roles)
    for place in cast.PLACES:
        if place.kind in _SIGN:
            make_key(actor(place.key, Role.REGISTRAR), organisation(place.key))


def _known(one: cast.Person) -> User:
    """Make somebody known; the story has it that their address was confirmed long ago."""
    return services.open_confirmed(
        Actor(via="job"), one.email, name=one.name, language=one.language
    )


def _found(place: cast.Place) -> None:
    """Let the first administrator take up the offer, as they would by the letter."""
    first = cast.with_role(place.key, Role.ADMINISTRATOR)
    services.found_organisation(
        SITE,
        name=place.name,
        kind=place.kind,
        country=place.country,
        administrator=first.email,
    )
    if place.key == cast.UNIVERSITY:
        services.make_operator(SITE, first.email, name=first.name)
    person = _known(first)
    made = organisation(place.key)
    offer = queries.open_invitations(made).get()
    services.accept_invitation(queries.actor_of(person, None, "job"), offer)
    services.set_roles(_administrator(place.key), made, person, first.roles)


def organisation(key: str) -> Organisation:
    """Return an organisation of the story."""
    name = cast.place(key).name
    return next(one for one in queries.organisations() if one.name == name)


def user(email: str) -> User:
    """Return somebody of the story.

    Raises:
        LookupError: they have no account.
    """
    found = queries.user_by_email(email)
    if found is None:
        raise LookupError(email)
    return found


def actor(place: str, role: str) -> Actor:
    """Return the first person of a place with a role, as who acts."""
    person = user(cast.with_role(place, role).email)
    return queries.actor_of(person, organisation(place), "job")


def learner(email: str) -> Actor:
    """Return a learner, as who acts."""
    return queries.actor_of(user(email), None, "job")


def _administrator(place: str) -> Actor:
    return actor(place, Role.ADMINISTRATOR)
