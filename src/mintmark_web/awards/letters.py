"""The e-mail that learners get: written in their language, sent in the background."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from mintmark_web.accounts.queries import user_by_email
from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address
from mintmark_web.awards.models import Enrolment

_LOT = 50


def later(kind: str, enrolment_ids: Iterable[UUID]) -> None:
    """Have letters sent after the commit, some in each job.

    Args:
        kind: ``enrolled``, ``declined``, ``opened``, ``marked`` or ``awarded``.
    """
    ids = [str(one) for one in enrolment_ids]
    lots = [ids[start : start + _LOT] for start in range(0, len(ids), _LOT)]
    transaction.on_commit(lambda: [send.enqueue(kind, lot) for lot in lots])


@task()
def send(kind: str, enrolment_ids: list[str]) -> None:
    """Write to learners. A letter may come twice where a worker was killed, never not at all."""
    rows = Enrolment.objects.select_related("offering__organisation")
    for enrolment in rows.filter(pk__in=enrolment_ids):
        known = user_by_email(enrolment.email)
        with translation.override((known.language if known else "") or "en"):
            subject, text = _words(kind, enrolment)
            mail.send(enrolment.email, subject, text)


def _words(kind: str, enrolment: Enrolment) -> tuple[str, str]:
    page = address(reverse("awards.learning-one", args=[enrolment.pk]))
    facts = {
        "name": enrolment.name,
        "title": enrolment.offering.title,
        "organisation": enrolment.offering.organisation.name,
        "reason": enrolment.note,
        "link": page,
    }
    subject, text = _LETTERS[kind]()
    end = _(
        "Here you see how it stands:\n%(link)s\n\n"
        "You sign in with this e-mail address; there is no password."
    )
    return subject % facts, f"{text}\n\n{end}" % facts


_LETTERS = {
    "enrolled": lambda: (
        _("You take part: %(title)s"),
        _("Hello %(name)s,\n\nYou are enrolled in %(title)s at %(organisation)s."),
    ),
    "declined": lambda: (
        _("Your request: %(title)s"),
        _(
            "Hello %(name)s,\n\n%(organisation)s cannot let you take part in %(title)s.\n\n"
            "The reason: %(reason)s"
        ),
    ),
    "opened": lambda: (
        _("Your assessment is open: %(title)s"),
        _("Hello %(name)s,\n\nAn assessment in %(title)s at %(organisation)s is open for you."),
    ),
    "marked": lambda: (
        _("Your result: %(title)s"),
        _("Hello %(name)s,\n\nThere is a result for you in %(title)s at %(organisation)s."),
    ),
    "awarded": lambda: (
        _("Congratulations: %(title)s"),
        _(
            "Hello %(name)s,\n\nYou have achieved %(title)s at %(organisation)s. "
            "Your credential will come in a letter of its own."
        ),
    ),
}
