"""Making offerings and their cohorts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries as achievements
from mintmark_web.awards import queries
from mintmark_web.awards.models import Cohort, Offering

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation


@service("offering.edit")
def create_offering(
    _actor: Actor, /, organisation: Organisation, *, version: UUID | str, **fields: Any
) -> Offering:
    """Plan a run of a published achievement of this organisation.

    Raises:
        ValidationError: it is not published, or a field is wrong.
    """
    found = achievements.published_versions().filter(pk=version).first()
    if found is None or found.achievement.organisation_id != organisation.pk:
        raise ValidationError({"version": _("Choose one of your published achievements.")})
    made = Offering(organisation=organisation, version=found, **_whole(fields))
    made.title = made.title or found.achievement.title
    made.full_clean()
    made.save()
    note(version=str(found.pk))
    return made


@service("offering.edit")
def edit_offering(_actor: Actor, /, offering: Offering, **fields: Any) -> Offering:
    """Change an offering.

    Raises:
        ValidationError: fewer places than are taken, or a field is wrong.
    """
    locked = Offering.objects.select_for_update().get(pk=offering.pk)
    before = locked.state
    for name, value in _whole(fields).items():
        setattr(locked, name, value)
    left = queries.places_left(locked)
    if left == 0 and locked.places is not None and queries.taken(locked) > locked.places:
        raise ValidationError({"places": _("More learners than that take part already.")})
    locked.full_clean()
    locked.save()
    note(before=before, after=locked.state)
    return locked


def _whole(fields: dict[str, Any]) -> dict[str, Any]:
    """Check what fields say of one another.

    Raises:
        ValidationError: the end lies before the beginning, or a fee has no currency.
    """
    starts, ends = fields.get("starts_on"), fields.get("ends_on")
    if starts and ends and ends < starts:
        raise ValidationError({"ends_on": _("The last day is before the first.")})
    if fields.get("fee") and not fields.get("currency"):
        raise ValidationError({"currency": _("Say in which currency.")})
    return fields


@service("offering.edit")
def add_cohort(_actor: Actor, offering: Offering, *, name: str) -> Cohort:
    """Add a group to an offering.

    Raises:
        ValidationError: there is one of that name.
    """
    if Cohort.objects.filter(offering=offering, name=name).exists():
        raise ValidationError({"name": _("There is a group of that name already.")})
    return Cohort.objects.create(offering=offering, name=name)


@service("offering.edit")
def remove_cohort(_actor: Actor, cohort: Cohort) -> Offering:
    """Remove a group. Its learners stay in the offering."""
    offering = cohort.offering
    note(cohort=cohort.pk)
    cohort.delete()
    return offering
