"""What is left of a learner who wants to be forgotten: what the provider must keep, no more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.awards import queries
from mintmark_web.awards.models import Claim, Enrolment, Evidence

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User

State = Enrolment.State
_RUNNING = (State.REQUESTED, State.ACTIVE)


@service("learning.erase")
def erase_learning(_actor: Actor, user: User, *, running: bool = True) -> User:
    """Erase what a learner handed in and said, and where they took part without an award.

    Without ``running`` they stay where they take part or ask to, with all that belongs there.
    Awards stay, with the marks they rest on: the provider answers for them. Where there is none,
    the attempts stay as numbers, for nobody in particular.
    """
    own = list(queries.enrolments_of(user.email).select_for_update(of=("self",)))
    if not running:
        own = [one for one in own if one.state not in _RUNNING]
    _erase_evidence(own)
    Claim.objects.filter(attempt__enrolment__in=own).delete()
    for one in own:
        if one.state != State.COMPLETED:
            _forget(one)
    note(enrolments=len(own))
    return user


def _erase_evidence(own: list[Enrolment]) -> None:
    pieces = Evidence.objects.filter(attempt__enrolment__in=own)
    files = [(one.file.storage, one.file.name) for one in pieces if one.file.name]
    pieces.delete()
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def _forget(one: Enrolment) -> None:
    """Leave a row without a person."""
    one.name, one.email = "–", f"{one.pk.hex}@erased.invalid"
    one.note = one.identity_method = ""
    one.identity_checked_on, one.state = None, State.WITHDRAWN
    one.save()
    one.attempts.update(feedback="", arrangement="", moderation="")
    for attempt in one.attempts.all():
        attempt.marks.update(comment="")
