"""Lists: kept as they were sent, shown row by row, written when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock, sheets
from mintmark_web.awards import letters, lists, queries
from mintmark_web.awards.models import Cohort, Enrolment, Offering, Upload
from mintmark_web.awards.services.deciding import award_all
from mintmark_web.awards.types import NewAward, NewLearner, Plan

KEPT = timedelta(days=1)
"""How long a list is kept that nobody said yes to: it is full of personal data."""


@service("award.import")
def receive(actor: Actor, offering: Offering, *, kind: str, name: str, data: bytes) -> Upload:
    """Keep a list until somebody has looked at what becomes of its rows.

    Raises:
        ValidationError: it is no text table.
    """
    Upload.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    text, encoding = _read(data)
    note(kind=kind, bytes=len(data))
    return Upload.objects.create(
        offering=offering,
        kind=kind,
        name=name[:200],
        encoding=encoding,
        text=text,
        sent_by_id=actor.person_id,
    )


def _read(data: bytes) -> tuple[str, str]:
    try:
        return sheets.read(data)
    except sheets.NotATableError as error:
        raise ValidationError({"file": sheets.said(error)}) from None


def preview(upload: Upload) -> Plan:
    """Return what would become of a list now; nothing is written."""
    return lists.plan(upload, clock.now().date())


@service("award.import")
def take(actor: Actor, upload: Upload, *, expected: int) -> Plan:
    """Write the rows of a list that can be written, and forget the list.

    Args:
        expected: how many new rows the reader was shown.

    Raises:
        ValidationError: meanwhile something changed, so that other rows would be written.
    """
    offering = Offering.objects.select_for_update().get(pk=upload.offering_id)
    locked = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if locked is None:
        raise ValidationError(_("This list is used up already."))
    locked.offering = offering
    plan = lists.plan(locked, clock.now().date())
    if plan.trouble or plan.new != expected:
        raise ValidationError(
            _("Something changed since you looked. Look at the rows again, then say yes.")
        )
    _write(actor, offering, plan)
    note(kind=locked.kind, new=plan.new, there=plan.there, refused=plan.refused)
    locked.delete()
    return plan


def _write(actor: Actor, offering: Offering, plan: Plan) -> None:
    new = [row for row in plan.rows if row.becomes == "new"]
    awards = [row.award for row in new if isinstance(row, NewAward) and row.award is not None]
    if awards:
        award_all(actor, offering, nouns=awards)
    learners = [row for row in new if isinstance(row, NewLearner)]
    if learners:
        enrol_all(actor, offering, learners)


@service("award.import")
def forget(_actor: Actor, upload: Upload) -> Offering:
    """Throw a list away that nobody wants to take."""
    offering = upload.offering
    upload.delete()
    return offering


@service("enrolment.edit")
def enrol_all(_actor: Actor, offering: Offering, learners: Sequence[NewLearner]) -> Offering:
    """Enrol everybody in a list that was checked, with the offering locked."""
    groups = _groups(offering, {one.cohort for one in learners if one.cohort})
    known = {one.email: one for one in Enrolment.objects.filter(offering=offering)}
    made: list[Enrolment] = []
    changed: list[Enrolment] = []
    for one in learners:
        row = known.get(one.email) or Enrolment(offering=offering, email=one.email)
        (changed if one.email in known else made).append(row)
        row.name, row.route, row.state = one.name, one.route, Enrolment.State.ACTIVE
        row.cohort = groups.get(one.cohort)
    Enrolment.objects.bulk_create(made, batch_size=500)
    Enrolment.objects.bulk_update(changed, ("name", "route", "state", "cohort"), batch_size=500)
    letters.later("enrolled", [row.pk for row in (*made, *changed)])
    note(learners=len(learners), places_left=queries.places_left(offering))
    return offering


def _groups(offering: Offering, names: set[str]) -> dict[str, Cohort]:
    known = set(Cohort.objects.filter(offering=offering).values_list("name", flat=True))
    Cohort.objects.bulk_create(
        Cohort(offering=offering, name=name) for name in sorted(names - known)
    )
    return {one.name: one for one in Cohort.objects.filter(offering=offering)}
