"""The numbered checklist and the loop that goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import UsageError
from mintmark.ports import Documents, Fetcher
from mintmark.proofs.envelope import Envelope
from mintmark.proofs.envelopes import DEFAULT_ENVELOPES
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import READABLE_SUITES
from mintmark.report import Check, Claims, Outcome, Report
from mintmark.steps.verify import content, proving, reading, standing
from mintmark.steps.verify.at_hand import PartsAtHand
from mintmark.steps.verify.case import Budget, Case, Setting
from mintmark.steps.verify.checks import carried_out, not_reached
from mintmark.steps.verify.endorsing import verify_endorsements
from mintmark.steps.verify.holder_binding import Asked
from mintmark.steps.verify.parts import parts as follow_parts
from mintmark.trust.policy import Policy, UnsafeAnyIssuer


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the checklist.

    Attributes:
        run: looks at the case; returns what it found, in words, or raises why it does not hold.
        needs: the checks that must have held before this one means anything.
    """

    number: int
    name: str
    run: Callable[[Case], str]
    needs: tuple[int, ...] = ()


CHECKLIST: tuple[Step, ...] = (
    Step(1, "read", reading.read),
    Step(2, "form", reading.form, needs=(1,)),
    Step(3, "terms", reading.terms, needs=(1, 2)),
    Step(4, "proof", proving.proof, needs=(1, 2)),
    Step(5, "key", proving.key, needs=(1, 2, 4)),
    Step(6, "signature", proving.signature, needs=(1, 2, 3, 4, 5)),
    Step(7, "period", standing.period, needs=(1, 2)),
    Step(8, "status", standing.status, needs=(1, 2, 6)),
    Step(9, "schema", standing.schema, needs=(1, 2)),
    Step(10, "content", content.rules, needs=(1, 2)),
    Step(11, "trust", content.trust, needs=(1, 2, 5, 6)),
    Step(12, "parts", follow_parts, needs=(1, 2, 6)),
)


def verify(
    data: bytes | str | Mapping[str, Any],
    *,
    at: datetime,
    policy: Policy | None = None,
    documents: Fetcher | Mapping[str, str | bytes] | None = None,
    contexts: ContextStore = BUNDLED,
    suites: frozenset[Cryptosuite] = READABLE_SUITES,
    envelopes: frozenset[Envelope] = DEFAULT_ENVELOPES,
    challenge: str | None = None,
    domain: str | None = None,
    require_binding: bool = False,
    parts: PartsAtHand | Iterable[bytes | str] = (),
) -> Report:
    """Verify one credential.

    Args:
        data: a JSON credential, a token (JWT or SD-JWT), or a PNG, SVG or PDF that carries one.
        at: the moment asked about, with a time zone.
        policy: whom to believe; without one a genuine credential is valid and nobody vouches.
        documents: DID documents, status lists and schemas: address -> text, or a fetcher.
        contexts: the JSON-LD contexts there are; none is ever fetched.
        suites: the cryptosuites that are accepted.
        envelopes: the token formats that are accepted.
        challenge: what the holder was given to sign (``nonce``); where given, the credential must
            come with a key binding that has it, made within the last five minutes.
        domain: how the verifier is named; a key binding must be made for it (``aud``), and so must
            a token that is made for somebody, which cannot be checked where none is given.
        require_binding: refuse what comes without a key binding, although nothing was asked.
        parts: credentials at hand, among which the parts of a larger award are looked for; also
            in ``documents`` under their ids. Nobody is asked for others.

    Returns:
        The report: twelve numbered checks. It never raises for anything in ``data``.

    Raises:
        UsageError: ``at`` has no time zone.
    """
    if at.utcoffset() is None:
        raise UsageError("time.no-zone", "The moment asked about has no time zone.")
    if documents is None or isinstance(documents, (dict, Mapping)):
        documents = Documents(documents)
    # Whoever verifies several parts of one input hands on the budget that they share.
    budget = documents if isinstance(documents, Budget) else Budget(documents)
    believed = policy if policy is not None else UnsafeAnyIssuer()
    at_hand = parts if isinstance(parts, PartsAtHand) else PartsAtHand(parts)
    setting = Setting(at, believed, budget, contexts, suites, envelopes, go_through, parts=at_hand)
    case = Case(data, setting, asked=Asked(challenge, domain, required=require_binding))
    with budget.effort.counted():
        report = go_through(case)
        if report.signed is None:
            return report
        endorsements = verify_endorsements(case)
    return replace(report, endorsements=endorsements) if endorsements else report


def go_through(case: Case) -> Report:
    """Go through the checklist; a check whose ground fell away is not reached, never passed."""
    checks: list[Check] = []
    failed: set[int] = set()
    for step in CHECKLIST:
        missing = [number for number in step.needs if number in failed] if failed else ()
        check = (
            not_reached(step.number, step.name, missing[0])
            if missing
            else carried_out(step.number, step.name, partial(step.run, case))
        )
        if check.outcome is not Outcome.VALID:
            failed.add(step.number)
        checks.append(check)
    return Report(tuple(checks), None if 6 in failed else _claims(case), parts=case.parts)


def _claims(case: Case) -> Claims | None:
    names = case.names
    if names is None:
        return None
    achievement, learner = names.achievement, names.learner
    return Claims(
        document=case.secured,
        issuer={"id": case.issuer, "name": names.issuer.name, "vouched_by": case.vouched_by},
        achievement={"id": achievement.id, "name": achievement.name} if achievement else None,
        learner={"id": learner.id, "name": learner.name},
    )
