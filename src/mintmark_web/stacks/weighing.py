"""Weighing a proposal again, from the credentials themselves."""

from __future__ import annotations

import uuid
from datetime import date

from mintmark import Achievement, Holding, StackResult, stack
from mintmark.model import Award, Decision
from mintmark.steps.award import accept, require_same
from mintmark_web.stacks import rules
from mintmark_web.stacks.models import Proposal
from mintmark_web.verification.checking import Desk


def seen(proposal: Proposal) -> StackResult:
    """Return the result that the learner asked with."""
    return StackResult.model_validate(proposal.result)


def look_again(proposal: Proposal) -> list[Holding]:
    """Verify the credentials of a proposal once more. This may fetch, so it takes a while."""
    desk = Desk()
    return [desk.holding(bytes(one.bytes), one.name) for one in proposal.parts.all()]


def weigh_again(proposal: Proposal, held: list[Holding]) -> StackResult:
    """Return what the rule says of the credentials as they are now, on the day it was asked.

    Raises:
        MintmarkError: the rule cannot be weighed.
    """
    rule = rules.read(proposal.rule, proposal.organisation_id)
    return stack(rule, held, as_of=seen(proposal).as_of)


def award_of(
    proposal: Proposal, held: list[Holding], achievement: Achievement, by: str, on: date
) -> Award:
    """Return the larger award that accepting a proposal makes.

    Raises:
        MintmarkError: ``award.*``: by now the credentials do not add up to what was asked for.
    """
    rule = rules.read(proposal.rule, proposal.organisation_id)
    now = weigh_again(proposal, held)
    require_same(seen(proposal), now)
    return accept(
        rule,
        now,
        held,
        achievement,
        decision=Decision(by=by, on=on),
        award_id=uuid.uuid4().urn,
        issuer=achievement.issuer.id or "",
    )
