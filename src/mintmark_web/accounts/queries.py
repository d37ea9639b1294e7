"""Reading people, organisations and memberships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone

from mintmark_web.accounts import links
from mintmark_web.accounts.models import Invitation, Membership, Organisation, User
from mintmark_web.accounts.types import Actor, Role, Via


def organisation(slug: str) -> Organisation | None:
    """Return an organisation by its short name."""
    return Organisation.objects.filter(slug=slug).first()


def organisation_by_id(organisation_id: int) -> Organisation:
    """Return an organisation.

    Raises:
        Organisation.DoesNotExist: there is none.
    """
    return Organisation.objects.get(pk=organisation_id)


def organisations() -> QuerySet[Organisation]:
    """Return all organisations, by name."""
    return Organisation.objects.all()


def user(user_id: int) -> User | None:
    """Return a person."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def user_by_email(email: str) -> User | None:
    """Return the person with an address, in whatever letter case."""
    return User.objects.filter(email=email.strip().lower()).first()


def confirmed_addresses(user: User) -> list[str]:
    """Return the addresses at which somebody has shown that they read what is sent there."""
    rows = EmailAddress.objects.filter(user=user, verified=True)
    return [address.lower() for address in rows.values_list("email", flat=True)]


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Return how people are called, in one query; who is gone is missing."""
    wanted = {one for one in user_ids if one is not None}
    return {one.pk: str(one) for one in User.objects.filter(pk__in=wanted)}


def actor_of(user: User | None, organisation: Organisation | None, via: Via = "web") -> Actor:
    """Return who acts: a person, for an organisation or for none, with today's roles."""
    if user is None:
        return Actor(via=via)
    return actor(user.pk, organisation.pk if organisation else None, via, user.is_operator)


def actor(
    user_id: int, organisation_id: int | None, via: Via = "job", is_operator: bool = False
) -> Actor:
    """Return who acts, by numbers: for a job that somebody asked for earlier."""
    held: Iterable[str] = ()
    if organisation_id is not None:
        rows = Membership.objects.filter(user_id=user_id, organisation_id=organisation_id)
        held = rows.filter(user__is_active=True).values_list("role", flat=True)
    operator = {"operator"} if is_operator else set()
    return Actor(user_id, organisation_id, frozenset(held) | operator, via)


def organisations_of(user: User) -> list[Organisation]:
    """Return the organisations in which a person has a role, by name."""
    return list(Organisation.objects.filter(memberships__user=user).distinct())


@dataclass(frozen=True, slots=True)
class Member:
    """A person and their roles in one organisation."""

    user: User
    roles: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        """Return the roles in words."""
        return [str(Role(role).label) for role in self.roles]


def members(organisation: Organisation) -> list[Member]:
    """Return the members of an organisation, by name, each with all roles."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    held: dict[int, tuple[User, list[str]]] = {}
    for row in rows.order_by("user__name", "user__email", "role"):
        held.setdefault(row.user_id, (row.user, []))[1].append(row.role)
    return [Member(user, tuple(roles)) for user, roles in held.values()]


def members_to_remind(organisation: Organisation) -> list[Member]:
    """Return the members of an organisation who want reminders: one query."""
    return [one for one in members(organisation) if one.user.is_active and one.user.reminders]


def path_without_reminders(user: User) -> str:
    """Return where a person ends their reminders, without signing in."""
    return links.path_without_reminders(user)


def members_with_role(organisation_id: int, role: str) -> list[User]:
    """Return the people who have a role in an organisation."""
    return list(
        User.objects.filter(
            memberships__organisation_id=organisation_id, memberships__role=role, is_active=True
        ).order_by("name", "email")
    )


def member(organisation: Organisation, user_id: int) -> Member | None:
    """Return one member."""
    rows = Membership.objects.filter(organisation=organisation, user_id=user_id)
    found = list(rows.select_related("user").order_by("role"))
    return Member(found[0].user, tuple(row.role for row in found)) if found else None


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations that nobody accepted or withdrew, and that still hold."""
    return Invitation.objects.filter(
        organisation=organisation,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    )
