"""Employer partners and learners: their word on an achievement."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import letters
from mintmark_web.achievements.models import Achievement, Feedback, SignOff, Version
from mintmark_web.adapters import clock

HOLDS = timedelta(days=30)
_OPEN = (Version.State.DRAFT, Version.State.SUBMITTED)


@service("partner.ask")
def ask_partner(_actor: Actor, version: Version, *, partner: str, email: str) -> SignOff:
    """Ask an employer partner by e-mail what they say to a version.

    Raises:
        ValidationError: the version is decided.
    """
    if version.state not in _OPEN:
        raise ValidationError(_("This version is decided; nobody need be asked any more."))
    token = secrets.token_urlsafe(32)
    asked = SignOff.objects.create(
        version=version,
        partner=partner.strip(),
        email=email.strip().lower(),
        token_hash=hash_of(token),
        expires_at=clock.now() + HOLDS,
    )
    transaction.on_commit(lambda: letters.ask_partner(asked, token), robust=True)
    return asked


def hash_of(token: str) -> str:
    """Return what is stored of a link's token; the token itself is in the letter only."""
    return hashlib.sha256(token.encode()).hexdigest()


@service("partner.answer")
def answer_sign_off(
    _actor: Actor, sign_off: SignOff, *, answer: str, name: str, comment: str = ""
) -> SignOff:
    """Keep what a partner says. It can be changed until the link is over.

    Raises:
        ValidationError: no answer, no name, objections without a word, or a link that is over.
    """
    found = SignOff.objects.select_for_update().get(pk=sign_off.pk)
    wrong = {}
    if answer not in SignOff.Answer.values:
        wrong["answer"] = _("Choose an answer.")
    if not name.strip():
        wrong["name"] = _("Say who you are.")
    if answer == SignOff.Answer.OBJECTS and not comment.strip():
        wrong["comment"] = _("Say what would have to change.")
    if wrong:
        raise ValidationError(wrong)
    if found.expires_at <= clock.now():
        raise ValidationError(_("This link is over. Ask the provider for a new one."))
    found.answer, found.name, found.comment = answer, name.strip(), comment.strip()
    found.answered_at = clock.now()
    found.save(update_fields=("answer", "name", "comment", "answered_at"))
    note(answer=answer)
    return found


@service("feedback.give")
def give_feedback(
    actor: Actor, achievement: Achievement, *, rating: int, text: str = ""
) -> Feedback:
    """Keep what a learner says of an achievement; a second word replaces the first.

    Whether somebody has learnt it is for those to ask who know of awards.

    Raises:
        ValidationError: the rating is not one to five.
    """
    if not 1 <= rating <= 5:
        raise ValidationError({"rating": _("Choose one to five.")})
    given, _made = Feedback.objects.update_or_create(
        achievement=achievement,
        learner_id=actor.person_id,
        defaults={"rating": rating, "text": text.strip()[:4_000]},
    )
    return given
