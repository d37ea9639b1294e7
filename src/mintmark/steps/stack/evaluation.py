"""Evaluate a rule: which credentials count where, whether that is enough, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from mintmark.model import Holding, StackResult, StackRule
from mintmark.steps.stack.eligibility import eligible, standing
from mintmark.steps.stack.facts import Facts, Sure
from mintmark.steps.stack.findings import Telling
from mintmark.steps.stack.program import Program, make_program
from mintmark.steps.stack.solver import EFFORT, Allocation, allocate, complete, satisfiable
from mintmark.steps.stack.words import Speaker


def evaluate(
    rule: StackRule,
    holdings: Iterable[Holding],
    *,
    as_of: date,
    counted: Collection[str] = (),
    effort: float = EFFORT,
) -> StackResult:
    """Return how far credentials fulfil a stack rule. It is a proposal, never an entitlement.

    The same holdings give the same result in whatever order they come. Among allocations, the
    one that counts meets the most requirements; then it misses the fewest credits, takes the
    fewest credentials, the oldest ones, and the first groups of the rule.

    Args:
        rule: the rule, as ``read_rule`` gives it.
        holdings: what is held, each verified.
        as_of: the day asked about.
        counted: the ids of credentials that count towards another award.
        effort: how long the solver may try, in deterministic time; about as many seconds each
            for what counts and for what is missing.

    Raises:
        UsageError: the rule names a credit system or framework that nobody knows.
        LimitError: ``stack.too-fine``.
        RulebookError: ``stack.contradiction``: nothing can meet the rule.
    """
    whole = sorted(holdings, key=_order)
    held, twice = _once(whole)
    refused = {one.id: why for one in held if (why := standing(one, as_of))}
    rest = [one for one in held if one.id not in refused]
    facts = [Facts(one, as_of) for one in rest if one.achievement and one.award]
    elsewhere = frozenset(counted)
    sure = eligible(rule, facts, elsewhere)
    program = make_program(rule, facts, sure, as_of)
    found = allocate(program, effort) or _nothing(program)
    unread = [one for one in rest if not (one.achievement and one.award)]
    verdict = "met" if found.complete else "not-met"
    if not found.complete and (
        not found.settled
        or any(one.standing == "unchecked" for one in unread)
        or _might_be_met(rule, program, sure, as_of, effort)
    ):
        verdict = "cannot-tell"
    gap = None if found.complete else complete(program, effort)
    telling = Telling(rule, program, found, Speaker(rule.names, rule.language), elsewhere)
    return StackResult(
        rule=rule.id,
        version=rule.version,
        title=rule.title.best(rule.language),
        as_of=as_of,
        verdict=verdict,
        proven=found.proven,
        decided_by=rule.decided_by.name.best(rule.language),
        credentials=tuple(telling.credentials(whole, refused, twice)),
        requirements=tuple(telling.requirements()),
        missing=tuple(telling.missing(gap)) if gap else (),
        notes=tuple(telling.notes(gap)),
    )


def _order(holding: Holding) -> tuple[str, str, int, str]:
    """The stated order: the oldest first, then by id; of twins the valid one."""
    day = holding.award.awarded_on.isoformat() if holding.award else "9999"
    worst = ("valid", "unchecked", "not-valid").index(holding.standing)
    return day, holding.id, worst, holding.file or ""


def _once(holdings: Sequence[Holding]) -> tuple[list[Holding], list[Holding]]:
    """Return each credential once, the best of its copies, and the other copies."""
    best: dict[str, Holding] = {}
    for one in sorted(holdings, key=lambda one: _order(one)[2]):
        best.setdefault(one.id, one)
    kept = [one for one in holdings if best[one.id] is one]
    return kept, [one for one in holdings if best[one.id] is not one]


def _might_be_met(
    rule: StackRule, program: Program, sure: Sequence[Sure], as_of: date, effort: float
) -> bool:
    """Whether the rule would be met if everything that cannot be told were at its best."""
    if not any(one.doubtful for one in program.facts):
        return False
    return satisfiable(make_program(rule, program.facts, sure, as_of, hopeful=True), effort)


def _nothing(program: Program) -> Allocation:
    """Return the allocation that counts nothing, where there was no time for a better one."""
    floors = tuple(False for _ in program.floors)
    return Allocation(
        tuple(frozenset() for _ in program.boxes), floors, settled=False, proven=False
    )
