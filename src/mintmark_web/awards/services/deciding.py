"""The decision that somebody has achieved it, held against the core's rules for awards."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mintmark import Award as Noun
from mintmark.steps.award import decision_key
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock
from mintmark_web.awards import letters, queries, readiness
from mintmark_web.awards.models import Award, Enrolment, Offering

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User
    from mintmark_web.achievements.models import Version


@service("award.decide")
def decide(
    actor: Actor,
    enrolment: Enrolment,
    *,
    awarded_on: date,
    place: str = "",
    ended_on: date | None = None,
) -> Award:
    """Award the achievement to a learner.

    Raises:
        ValidationError: something is missing yet; each reason is told.
    """
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("offering")
    locked = rows.get(pk=enrolment.pk)
    if locked.state != Enrolment.State.ACTIVE:
        raise ValidationError(_("Only who takes part can be awarded."))
    if locked.owner_id == actor.user_id:
        raise ValidationError(_("Nobody awards themselves. Ask another assessor."))
    made = uuid.uuid4()
    achievement = queries.achievement(locked.offering)
    found = readiness.award(
        locked,
        achievement,
        queries.attempts(locked),
        iri=made.urn,
        awarded_on=awarded_on,
        today=clock.now().date(),
        assessor=_name(actor),
        place=place or locked.offering.place,
        ended_on=ended_on or locked.offering.ends_on,
    )
    row = _keep(actor, made, locked.offering, found, locked)
    locked.state = Enrolment.State.COMPLETED
    locked.save(update_fields=("state",))
    letters.later("awarded", [locked.pk])
    return row


def _name(actor: Actor) -> str:
    return accounts.names_of([actor.user_id]).get(actor.person_id, "")


def _keep(
    actor: Actor, pk: uuid.UUID, offering: Offering, noun: Noun, enrolment: Enrolment | None = None
) -> Award:
    row = Award(
        pk=pk,
        organisation_id=offering.organisation_id,
        version_id=offering.version_id,
        offering=offering,
        enrolment=enrolment,
        decided_by_id=actor.user_id,
        **columns(noun),
    )
    return save(row)


def columns(noun: Noun) -> dict[str, Any]:
    """Return what of an award stands in columns."""
    return {
        "key": decision_key(noun),
        "name": noun.learner.name,
        "email": (noun.learner.email or "").lower(),
        "awarded_on": noun.awarded_on,
        "document": noun.model_dump(mode="json", exclude_none=True),
    }


def save(row: Award) -> Award:
    """Write an award.

    Raises:
        ValidationError: the same learner was awarded the same that day already.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(_("This learner was awarded this on that day already.")) from None
    return row


@service("award.import")
def award_all(actor: Actor, offering: Offering, *, nouns: Sequence[Noun]) -> list[Award]:
    """Write the awards of a list of results, each of them checked before, all or none.

    Raises:
        ValidationError: one of them was awarded meanwhile.
    """
    mails = [noun.learner.email.lower() for noun in nouns if noun.learner.email]
    known = _taking_part(offering, mails)
    rows = [_imported(actor, offering, noun, known) for noun in nouns]
    try:
        with transaction.atomic():
            Award.objects.bulk_create(rows, batch_size=500)
    except IntegrityError:
        raise ValidationError(
            _("Some of these were awarded meanwhile. Look at the list again.")
        ) from None
    done = [row.enrolment_id for row in rows if row.enrolment_id is not None]
    for lot in _lots(done):
        Enrolment.objects.filter(pk__in=lot).update(state=Enrolment.State.COMPLETED)
    letters.later("awarded", done)
    note(awards=len(rows))
    return rows


def _imported(actor: Actor, offering: Offering, noun: Noun, known: dict[str, uuid.UUID]) -> Award:
    return Award(
        pk=uuid.UUID(noun.id),
        organisation_id=offering.organisation_id,
        version_id=offering.version_id,
        offering=offering,
        enrolment_id=known.get((noun.learner.email or "").lower()),
        decided_by_id=actor.user_id,
        **columns(noun),
    )


def _taking_part(offering: Offering, mails: Sequence[str]) -> dict[str, uuid.UUID]:
    """Return the enrolments of those who take part and have no award yet, by address."""
    found: dict[str, uuid.UUID] = {}
    for lot in _lots(mails):
        rows = Enrolment.objects.select_for_update(of=("self",)).filter(
            offering=offering, email__in=lot, state=Enrolment.State.ACTIVE
        )
        found.update(rows.values_list("email", "pk"))
    return found


def _lots(values: Iterable[Any], size: int = 500) -> Iterable[list[Any]]:
    held = list(values)
    return (held[start : start + size] for start in range(0, len(held), size))


@service("award.from-stack")
def award_from_stack(actor: Actor, version: Version, learner: User, award: Noun) -> Award:
    """Write the award of a larger achievement for what somebody holds.

    Args:
        version: the achievement's published version.
        learner: who gets it.
        award: what the stack came to; whether it adds up was checked before.

    Raises:
        ValidationError: it is an award of something else, or was made that day already.
    """
    if award.achievement != achievements.noun(version).id:
        raise ValidationError(_("The award is not one of this achievement."))
    pk = uuid.uuid4()
    whole = award.model_copy(
        update={
            "id": pk.urn,
            "learner": award.learner.model_copy(update={"email": learner.email}),
        }
    )
    note(version=str(version.pk))
    row = Award(
        pk=pk,
        organisation_id=version.achievement.organisation_id,
        version=version,
        decided_by_id=actor.user_id,
        **columns(whole),
    )
    return save(row)
