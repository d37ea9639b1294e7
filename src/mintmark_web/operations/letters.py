"""Reminders: one letter a day at most for each person, of all that waits for them.

A letter comes only where something is new since the one before, so nobody is told every day of the
same. Each says how to have no more of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.services import take_reminder
from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address
from mintmark_web.operations import services
from mintmark_web.operations.types import Waiting, midnight

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation, User

    _Found = list[tuple[Organisation, list[Waiting]]]


def remind(now: datetime) -> int:
    """Write to everybody for whom something new waits; return how many letters that were."""
    today = midnight(now.date())
    written = 0
    for user, found in _by_person(now):
        told = user.reminded_at
        is_new = any(told is None or one.since > told for _place, many in found for one in many)
        if is_new and take_reminder(user, now, before=today):
            _write(user, found)
            written += 1
    return written


def _by_person(now: datetime) -> list[tuple[User, _Found]]:
    people: dict[int, User] = {}
    found: dict[int, _Found] = defaultdict(list)
    for organisation in accounts.organisations():
        by_role: dict[str, Sequence[Waiting]] = {}
        for member in accounts.members_to_remind(organisation):
            lists = [_waiting(role, organisation, now, by_role) for role in member.roles]
            if waiting := [one for many in lists for one in many]:
                people[member.user.pk] = member.user
                found[member.user.pk].append((organisation, waiting))
    return [(people[number], found[number]) for number in people]


def _waiting(
    role: str, organisation: Organisation, now: datetime, known: dict[str, Sequence[Waiting]]
) -> Sequence[Waiting]:
    """Return what waits for a role, looked for once in each organisation."""
    if role not in known:
        finders = (one.find for one in services.reminders() if one.role == role)
        known[role] = [what for find in finders for what in find(organisation.pk, now)]
    return known[role]


def _write(user: User, found: _Found) -> None:
    with translation.override(user.language or settings.LANGUAGE_CODE):
        off = address(accounts.path_without_reminders(user))
        parts = [_("Hello %s,") % user if user.name else _("Hello,")]
        parts += [_part(organisation, waiting) for organisation, waiting in found]
        parts.append(
            _(
                "This letter comes once a day at most, and only when there is something new. "
                "If you want no more of them:\n%(link)s"
            )
            % {"link": off}
        )
        count = sum(len(waiting) for _organisation, waiting in found)
        subject = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count)
        more = {  # RFC 8058
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        mail.send(user.email, subject % {"count": count}, "\n\n".join(parts), more)


def _part(organisation: Organisation, waiting: Sequence[Waiting]) -> str:
    lines = [f"- {one.words()}\n  {address(one.path)}" for one in waiting]
    return "\n".join((" ".join(organisation.name.split()), *lines))
