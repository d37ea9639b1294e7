"""Decisions, appeals settled, statements signed, precedents published."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mintmark import add_event, sign
from mintmark.model.recognition import AppealSettled, Closed, Decided
from mintmark.steps.issue import default_suite
from mintmark.steps.recognise.statement import issued, prepare
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.keys.queries import active_key, issuer_did
from mintmark_web.keys.signing import signer
from mintmark_web.recognition import letters, reading
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.services.cases import happens, kept, lines, locked, today
from mintmark_web.recognition.services.examining import person, require_another


@service("case.decide")
def decide(actor: Actor, case: Case, ruling: Mapping[str, Any]) -> Case:
    """Decide a case.

    Args:
        ruling: the fields of the core's ``RecognitionDecision`` but for ``by``.

    Raises:
        ValidationError: it is the decider's own case.
        RecognitionError: the decision breaks a rule of recognition, or it is not the time.
    """
    now = locked(case)
    require_another(actor, now)
    decision = {**ruling, "by": person(actor)}
    return _decided(actor, now, happens(reading.noun(now), Decided, "decided", decision=decision))


@service("case.settle")
def settle(actor: Actor, case: Case, *, reasons: str, ruling: Mapping[str, Any] | None) -> Case:
    """Settle an appeal: another person than the one appealed against looks at it again.

    Args:
        ruling: the new decision; None where the old one stands.

    Raises:
        ValidationError: the same person decided, or it is the decider's own case.
        RecognitionError: as ``decide``.
    """
    now = locked(case)
    require_another(actor, now)
    if now.decided_by_id == actor.user_id:
        raise ValidationError(_("You made the decision. Another person has to settle the appeal."))
    noun = happens(
        reading.noun(now),
        AppealSettled,
        "appeal-settled",
        outcome="changed" if ruling else "upheld",
        by=person(actor),
        reasons=lines(reasons),
        decision={**ruling, "by": person(actor)} if ruling else None,
    )
    return _decided(actor, now, noun)


def _decided(actor: Actor, now: Case, noun: Any) -> Case:
    if reading.standing(noun).made != reading.standing(reading.noun(now)).made:
        now.statement, now.decided_by_id = None, actor.person_id
        now.published_at = None
    made = kept(now, noun)
    note(outcome=made.outcome)
    transaction.on_commit(lambda: letters.tell_decided(made), robust=True)
    return made


@service("case.issue")
def issue_statement(_actor: Actor, case: Case) -> Case:
    """Sign the decision that holds; the applicant may show it to anybody.

    Raises:
        ValidationError: it is signed already, or the organisation has no key.
        RecognitionError: there is no decision to sign.
    """
    now = locked(case)
    noun = reading.noun(now)
    if now.statement is not None:
        raise ValidationError(_("This decision is signed already."))
    key = active_key(now.organisation_id)
    if key is None:
        raise ValidationError(
            _("Your organisation has no key to sign the decision with. A registrar can make one.")
        )
    at = clock.now().replace(microsecond=0)
    did = issuer_did(now.organisation) or key.controller
    document = prepare(noun, issuer=did, credential_id=uuid.uuid4().urn, at=at)
    signed = sign(document, signer=signer(key), suite=default_suite(key.kind), created=at)
    now.statement = signed
    return kept(now, add_event(noun, issued(document, signed, today())))


@service("case.decide")
def close(_actor: Actor, case: Case, *, why: str) -> Case:
    """Close a case: ``final``, or ``not-completed`` where what was asked for never came.

    Raises:
        RecognitionError: it is not the time.
    """
    now = locked(case)
    return kept(now, happens(reading.noun(now), Closed, "closed", why=why))


@service("case.publish")
def publish(_actor: Actor, case: Case, *, sources: str, words: str) -> Case:
    """Let everybody read a decision, without who applied and who decided.

    Args:
        sources: the titles of what was held against the target, one a line.
        words: the reasons as everybody may read them.

    Raises:
        ValidationError: nothing is decided, or a name still stands in it.
    """
    now = locked(case)
    if now.state not in ("decided", "closed") or not now.outcome:
        raise ValidationError(_("Only a decision can be published."))
    if any(_stands_in(name, f"{sources}\n{words}") for name in (now.name, now.applicant.name)):
        raise ValidationError(_("The applicant's name stands in it. Take it out first."))
    now.published_at, now.public_sources, now.public_words = clock.now(), sources, words
    now.save(update_fields=("published_at", "public_sources", "public_words"))
    return now


def _stands_in(name: str, text: str) -> bool:
    """Whether a name, or its last word, stands in a text."""
    said = text.casefold()
    last = name.split()[-1:] if name.strip() else []
    return any(part and part.casefold() in said for part in (name.strip(), *last) if len(part) > 2)


@service("case.publish")
def unpublish(_actor: Actor, case: Case) -> Case:
    """Let nobody but those concerned read a decision."""
    now = locked(case)
    now.published_at = None
    now.save(update_fields=("published_at",))
    return now
