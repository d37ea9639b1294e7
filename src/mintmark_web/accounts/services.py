"""Writing people, organisations, memberships and invitations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mintmark import Organisation as Noun
from mintmark_web.accounts import letters
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.models import Invitation, Membership, Organisation, User
from mintmark_web.accounts.types import Actor, Role

INVITATION_HOLDS = timedelta(days=14)


@service("account.open")
def open_account(_actor: Actor, email: str, name: str = "", language: str = "") -> User:
    """Make a person known, or return who is known by that address."""
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is not None:
        note(known=True)
        return known
    made = User.objects.create_user(email, name=name.strip(), language=language)
    EmailAddress.objects.create(user=made, email=made.email, primary=True)  # not yet verified
    return made


@service("account.open")
def open_confirmed(actor: Actor, email: str, *, name: str, language: str) -> User:
    """Make a person known whose address somebody trusted has confirmed; or return who it is."""
    user = open_account(actor, email, name, language)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


@service("account.edit")
def edit_account(_actor: Actor, user: User, *, name: str, language: str, reminders: bool) -> User:
    """Change how a person is called, in which language they are written to, and of what."""
    user.name, user.language, user.reminders = name.strip(), language, reminders
    user.save(update_fields=("name", "language", "reminders"))
    return user


@service("account.no-reminders")
def end_reminders(_actor: Actor, user: User) -> User:
    """Write no more reminders to a person: for who has the link of such a letter."""
    user.reminders = False
    user.save(update_fields=("reminders",))
    return user


def take_reminder(user: User, now: datetime, *, before: datetime) -> bool:
    """Say whether the caller is the one to remind a person, not reminded since a moment.

    This is about the machinery, so nothing of it is in the record.
    """
    rows = User.objects.filter(pk=user.pk, is_active=True, reminders=True)
    late = rows.filter(Q(reminded_at=None) | Q(reminded_at__lt=before))
    return late.update(reminded_at=now) == 1


@service("account.close")
def close_account(_actor: Actor, user: User) -> User:
    """Give an account up: name, address and passkeys go, and nobody can sign in to it again.

    Its number stays, because the record names it.

    Raises:
        ValidationError: they still work for an organisation, or run the site.
    """
    if user.is_operator or Membership.objects.filter(user=user).exists():
        raise ValidationError(
            _("You still work for an organisation here. Ask its administrator to remove you first.")
        )
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    user.email, user.name, user.is_active = f"closed-{user.pk}@account.invalid", "", False
    user.organisation = None
    user.save(update_fields=("email", "name", "is_active", "organisation"))
    return user


@service("operator.make")
def make_operator(actor: Actor, email: str, *, name: str = "", organisation: str = "") -> User:
    """Make somebody run the site and, if one is named, administer a new organisation."""
    user = open_account(actor, email, name)
    user.is_operator = True
    user.save(update_fields=("is_operator",))
    if organisation:
        made = create_organisation(actor, organisation)
        Membership.objects.create(user=user, organisation=made, role=Role.ADMINISTRATOR)
    return user


@service("organisation.create")
def create_organisation(
    _actor: Actor, name: str, *, kind: str = "provider", slug: str = "", country: str = ""
) -> Organisation:
    """Make an organisation. Without a slug, one is made from the name."""
    profile = Noun.model_validate({"name": name, "country": country or None})
    made = Organisation(
        name=name,
        kind=kind,
        country=country,
        slug=slug or _free_slug(name),
        profile=profile.model_dump(mode="json", exclude_none=True),
    )
    made.full_clean()
    made.save()
    return made


@service("organisation.create")
def found_organisation(
    actor: Actor, *, name: str, kind: str, country: str, administrator: str
) -> Organisation:
    """Make an organisation, and offer somebody to administer it."""
    made = create_organisation(actor, name, kind=kind, country=country)
    _offer(actor, made, administrator, [Role.ADMINISTRATOR.value])
    return made


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    tries = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tries if one not in taken)


@service("organisation.edit")
def edit_organisation(
    _actor: Actor, organisation: Organisation, *, name: str, country: str, profile: dict[str, Any]
) -> Organisation:
    """Change what an organisation says about itself."""
    organisation.name, organisation.country, organisation.profile = name, country, profile
    organisation.full_clean()
    organisation.save(update_fields=("name", "country", "profile"))
    return organisation


@service("organisation.choose")
def choose_organisation(actor: Actor, organisation: Organisation) -> None:
    """Remember for which organisation a person works; they must have a role there."""
    if Membership.objects.filter(user_id=actor.person_id, organisation=organisation).exists():
        User.objects.filter(pk=actor.person_id).update(organisation=organisation)


@service("member.edit")
def set_roles(
    _actor: Actor, organisation: Organisation, user: User, roles: Iterable[str]
) -> Organisation:
    """Give a person exactly these roles.

    Raises:
        ValidationError: nobody would be left to administer, or a role does not exist.
    """
    wanted = _known(roles)
    held = Membership.objects.select_for_update().filter(organisation=organisation)
    _keep_an_administrator(held, user, wanted)
    of_user = held.filter(user=user)
    before = set(of_user.values_list("role", flat=True))
    of_user.exclude(role__in=wanted).delete()
    Membership.objects.bulk_create(
        Membership(user=user, organisation=organisation, role=role) for role in wanted - before
    )
    note(user=user.pk, before=sorted(before), after=sorted(wanted))
    return organisation


@service("member.remove")
def remove_member(actor: Actor, organisation: Organisation, user: User) -> Organisation:
    """Take all roles from a person.

    Raises:
        ValidationError: nobody would be left to administer.
    """
    set_roles(actor, organisation, user, ())
    note(user=user.pk)
    return organisation


def _known(roles: Iterable[str]) -> set[str]:
    wanted = set(roles)
    if unknown := wanted - set(Role.values):
        raise ValidationError(_("There is no role named %s.") % ", ".join(sorted(unknown)))
    return wanted


def _keep_an_administrator(held: Any, user: User, wanted: set[str]) -> None:
    others = held.filter(role=Role.ADMINISTRATOR).exclude(user=user)
    was = held.filter(role=Role.ADMINISTRATOR, user=user)
    if Role.ADMINISTRATOR not in wanted and was.exists() and not others.exists():
        raise ValidationError(
            _("This is the last administrator. Make somebody else administrator first.")
        )


@service("member.invite")
def invite(
    actor: Actor, organisation: Organisation, *, email: str, roles: Iterable[str]
) -> Invitation:
    """Offer somebody roles by e-mail."""
    wanted = sorted(_known(roles))
    if not wanted:
        raise ValidationError(_("Choose at least one role."))
    note(roles=wanted)
    return _offer(actor, organisation, email, wanted)


def _offer(actor: Actor, organisation: Organisation, email: str, roles: list[str]) -> Invitation:
    made = Invitation.objects.create(
        organisation=organisation,
        email=email.strip().lower(),
        roles=roles,
        invited_by_id=actor.user_id,
        expires_at=timezone.now() + INVITATION_HOLDS,
    )
    transaction.on_commit(lambda: letters.send_invitation(made), robust=True)
    return made


@service("invitation.withdraw")
def withdraw_invitation(_actor: Actor, invitation: Invitation) -> Invitation:
    """Take an offer back; its link stops working."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=("withdrawn_at",))
    return invitation


@service("invitation.accept")
def accept_invitation(actor: Actor, invitation: Invitation) -> Invitation:
    """Take an offer up. It must be to one's own address, open and in time.

    Raises:
        ValidationError: it is not.
    """
    offer = Invitation.objects.select_for_update().get(pk=invitation.pk)
    person = User.objects.get(pk=actor.person_id)
    if offer.email != person.email:
        raise ValidationError(
            _("This invitation is for another e-mail address. Sign in with that address.")
        )
    if offer.accepted_at or offer.withdrawn_at or offer.expires_at <= timezone.now():
        raise ValidationError(_("This invitation is no longer open. Ask for a new one."))
    for role in offer.roles:
        Membership.objects.get_or_create(user=person, organisation=offer.organisation, role=role)
    offer.accepted_at = timezone.now()
    offer.save(update_fields=("accepted_at",))
    note(roles=offer.roles)
    return offer
