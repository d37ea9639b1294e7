"""An offer as if it had been passed: what it would bring to a stack."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from mintmark.model import Achievement, Award, Holding, Learner, Offer, Result
from mintmark.steps.stack.facts import Facts, later

_LEARNER = Learner(name="the learner")
_FULL = Decimal(1)


def prospect(
    offer: Offer, achievement: Achievement, end: date, learner: Learner = _LEARNER
) -> Holding:
    """Return the credential that an offer leads to, awarded on its last day.

    Every assessment is taken to be passed in full: which grade the rule asks for is up to the
    learner, and whether there are grades at all is up to the achievement.
    """
    expiry = achievement.expiry
    award = Award.model_construct(
        id=f"urn:x-mintmark:offer:{offer.id}",
        achievement=achievement.id,
        learner=learner,
        awarded_on=end,
        results=tuple(
            Result.model_construct(assessment=one.id, score=_FULL)
            for one in achievement.assessments
        ),
        route="course",
    )
    return Holding.model_construct(
        id=offer.id,
        standing="valid",
        achievement=achievement,
        award=award,
        valid_until=_at_end(later(end, expiry.period)) if expiry else None,
    )


def things_of(offer: Offer, achievement: Achievement) -> frozenset[str]:
    """Return everything an offer leads to: achievement, outcomes and skills, by address."""
    return Facts(prospect(offer, achievement, date.min), date.min).things


def _at_end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)
