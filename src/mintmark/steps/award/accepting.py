"""award: a person accepts what a stack proposes, and it becomes a larger award naming its parts.

What was proposed is weighed again, from the credentials themselves; the decision is for just what
was seen. A proposal never turns into an award by itself.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from mintmark.errors import DraftError
from mintmark.model import (
    Achievement,
    Award,
    CredentialFinding,
    Decision,
    Holding,
    Learner,
    Part,
    StackResult,
    StackRule,
)
from mintmark.model.base import is_absolute_iri
from mintmark.vocabularies.persons import same_person

_AGAIN: Final = "Run mintmark stack ... --json again, and decide on what it says now."


def accept(
    rule: StackRule,
    result: StackResult,
    holdings: Iterable[Holding],
    achievement: Achievement,
    *,
    decision: Decision,
    award_id: str,
    issuer: str,
) -> Award:
    """Return the larger award that a decision makes of a stack's result.

    Args:
        rule: the rule that the result is of.
        result: how the rule stands with the holdings, evaluated just now.
        holdings: what is held, each verified, with the digests of their bytes.
        achievement: what is awarded.
        decision: who decided, and when.
        award_id: an absolute address of its own for the award.
        issuer: the DID of the key that will sign.

    Raises:
        DraftError: ``award.other-achievement``, ``award.other-body``, ``award.not-met``,
            ``award.not-proven``, ``award.before-proposal``, ``award.unnamed-part``,
            ``award.no-learner``, ``award.other-learner``, ``award.other-parts`` (one has expired
            since) or ``award.own-case``.
    """
    _require_met(result, decision)
    _require_of_rule(achievement, rule, issuer)
    held = {(one.id, one.digest): one for one in holdings}
    counted = [(one, held[one.credential, one.digest]) for one in result.credentials if one.counts]
    _require_in_force([holding for _, holding in counted], decision)
    _require_larger(achievement, [holding for _, holding in counted])
    learner = _learner([holding for _, holding in counted])
    if same_person(decision.by, learner.name):
        raise DraftError(
            "award.own-case",
            f"{decision.by} is the learner and cannot decide.",
            remedy="Have another person decide; add a middle name where two people share one.",
        )
    return Award(
        id=award_id,
        achievement=achievement.id,
        learner=learner,
        awarded_on=decision.on,
        parts=tuple(_part(finding, holding, rule) for finding, holding in counted),
        decision=decision.model_copy(update={"rule": rule.id, "rule_version": rule.version}),
    )


def require_same(seen: StackResult, now: StackResult) -> None:
    """Refuse a result that was decided on where the credentials say something else by now.

    Args:
        seen: the result that whoever decided had before them.
        now: the same rule, on the same day asked about, evaluated just now.

    Raises:
        DraftError: ``award.other-rule``, ``award.changed-part`` or ``award.other-parts``.
    """
    if (seen.rule, seen.version, seen.as_of) != (now.rule, now.version, now.as_of):
        raise DraftError(
            "award.other-rule",
            f"The result is of {seen.rule}, version {seen.version}; "
            f"the rule is {now.rule}, version {now.version}.",
            remedy="Give the rule that the result was made with.",
        )
    before, after = _counted(seen), _counted(now)
    for name, finding in before.items():
        other = next((one for one in now.credentials if one.credential == name), None)
        if other is not None and other.digest != finding.digest:
            raise DraftError(
                "award.changed-part",
                f"{name} is another file than the one that was decided on.",
                remedy=f"Give the file that was decided on. {_AGAIN}",
            )
    if before.keys() != after.keys() or any(
        (one.groups, one.credits) != (after[name].groups, after[name].credits)
        for name, one in before.items()
    ):
        gone = [name for name in before if name not in after]
        said = f"{gone[0]} does not count" if gone else "other credentials count, or elsewhere"
        raise DraftError("award.other-parts", f"By now {said}.", remedy=_AGAIN)


def proposal_key(award: Award) -> str:
    """Return a digest that names what a larger award is of: whose, for what, of which parts.

    The day is not in it: who decides the same again tomorrow has decided already.
    """
    parts = sorted(f"{one.id} {one.digest}" for one in award.parts)
    learner = award.learner.id or award.learner.name.casefold()
    return hashlib.sha256("\0".join((award.achievement, learner, *parts)).encode()).hexdigest()


def _counted(result: StackResult) -> dict[str, CredentialFinding]:
    return {one.credential: one for one in result.credentials if one.counts}


def _require_met(result: StackResult, decision: Decision) -> None:
    if result.verdict != "met":
        raise DraftError(
            "award.not-met",
            f"The rule for {result.title} is not met.",
            remedy="mintmark stack says what is missing.",
        )
    if not result.proven:
        raise DraftError(
            "award.not-proven",
            "It could not be proven in time that no better allocation of the credentials exists.",
            remedy="Offer only the credentials that should count.",
        )
    if decision.on < result.as_of:
        raise DraftError(
            "award.before-proposal",
            f"It was decided on {decision.on}, and the result tells of {result.as_of}.",
        )


def _require_in_force(holdings: Sequence[Holding], decision: Decision) -> None:
    """Refuse a part that held on the day of the result and does not on that of the decision."""
    for one in holdings:
        if one.valid_until is not None and one.valid_until.date() < decision.on:
            raise DraftError(
                "award.other-parts",
                f"By now {one.id} does not count: it expired on {one.valid_until.date()}.",
                remedy=_AGAIN,
            )


def _require_of_rule(achievement: Achievement, rule: StackRule, issuer: str) -> None:
    if rule.awards not in (None, achievement.id):
        raise DraftError(
            "award.other-achievement",
            f"The rule leads to {rule.awards}, and the achievement is {achievement.id}.",
            remedy="Give the achievement that the rule names under awards.",
        )
    body = achievement.awarding_body
    if rule.decided_by.id not in (None, issuer, body.id if body else None):
        raise DraftError(
            "award.other-body",
            f"By the rule {rule.decided_by.id} decides, and they neither sign "
            "nor are the achievement's awarding body.",
            remedy="Have the award issued by whoever decides, or name them as awarding_body.",
        )


def _require_larger(achievement: Achievement, holdings: Sequence[Holding]) -> None:
    """Refuse to award what one of the parts is: it would be made of itself."""
    if any(one.achievement and one.achievement.id == achievement.id for one in holdings):
        raise DraftError(
            "award.other-achievement",
            f"{achievement.id} is the achievement of one of the parts.",
            remedy="Give the larger achievement.",
        )


def _part(finding: CredentialFinding, holding: Holding, rule: StackRule) -> Part:
    if not is_absolute_iri(holding.id) or holding.digest is None:
        raise DraftError(
            "award.unnamed-part",
            f"{holding.id} has no id or no digest, so that an award cannot name it.",
            remedy="Ask its issuer for a credential with an id of its own.",
        )
    issuer = holding.issuer
    return Part(
        id=holding.id,
        digest=holding.digest,
        title=holding.achievement.title if holding.achievement else None,
        issuer=issuer.id if issuer else None,
        issuer_name=issuer.name.best("en") if issuer else None,
        credits=finding.credits,
        system=rule.system if finding.credits is not None else None,
        groups=finding.groups,
    )


def _learner(holdings: Sequence[Holding]) -> Learner:
    """Return the one learner of all the parts, as the latest of them tells."""
    latest = sorted(
        (one.award for one in holdings if one.award), key=lambda one: (one.awarded_on, one.id)
    )
    if not latest:
        raise DraftError("award.no-learner", "No credential counts that names a learner.")
    learners = [one.learner for one in latest]
    ids = {one.id for one in learners if one.id is not None}
    named_by_id = len(ids) == 1 and all(one.id is not None for one in learners)
    names = {_folded(one.name) for one in learners}
    if len(ids) > 1 or (len(names) > 1 and not named_by_id):
        raise DraftError(
            "award.other-learner",
            f"The parts were awarded to different learners: "
            f"{', '.join(sorted({one.name for one in learners}))}.",
            remedy="Offer the credentials of one learner.",
        )
    found = learners[-1]
    return found.model_copy(update={"id": next(iter(ids), None)})


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
