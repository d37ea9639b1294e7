"""Judge one record by one rulebook: bare answers, before any words are made."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from mintmark.frameworks.conditions import Truth
from mintmark.frameworks.rulebook import Rule, Rulebook
from mintmark.frameworks.subject import Subject
from mintmark.frameworks.words import Verdict


class Answer(NamedTuple):
    """A bare answer, and why the predicate was not asked where it was not."""

    verdict: Verdict
    reason: str | None = None


class Overall(StrEnum):
    """What is said of the whole record. Only mandatory rules decide."""

    CONFORMS = "conforms"
    DOES_NOT = "does-not"
    CANNOT_TELL = "cannot-tell"


SATISFIED: Final = frozenset((Verdict.MET, Verdict.AT_AWARD))
"""The verdicts that stand in nobody's way."""
_VERDICTS: Final = {
    Truth.TRUE: Verdict.MET,
    Truth.FALSE: Verdict.NOT_MET,
    Truth.UNKNOWN: Verdict.UNKNOWN,
    Truth.PENDING: Verdict.AT_AWARD,
}
_ANSWERS: Final = tuple(Answer(_VERDICTS[truth]) for truth in Truth)
"""The bare answer for each truth, in their order: a place is found faster than a key."""
_NOT_HERE: Final = Answer(Verdict.NOT_APPLICABLE, "Does not apply to this record.")
_WHO_KNOWS: Final = Answer(Verdict.UNKNOWN, "The record does not say whether this applies to it.")


def conclude(rulebook: Rulebook, subject: Subject) -> Overall:
    """Return what follows from the rules that decide. No more of them are asked than it takes."""
    if not rulebook.in_force(subject.as_of):
        return Overall.CANNOT_TELL
    unknown = satisfied = False
    for rule, ask in rulebook.deciding:
        answer = _answer(rulebook, rule, subject) if ask is None else _ANSWERS[ask(subject)]
        verdict = answer.verdict
        if verdict is Verdict.NOT_MET:
            return Overall.DOES_NOT
        unknown = unknown or verdict is Verdict.UNKNOWN
        satisfied = satisfied or verdict is Verdict.MET or verdict is Verdict.AT_AWARD
    return Overall.CONFORMS if satisfied and not unknown else Overall.CANNOT_TELL


def judge(rulebook: Rulebook, subject: Subject) -> tuple[Answer, ...]:
    """Return the answer to each rule, in the rulebook's order."""
    if not rulebook.in_force(subject.as_of):
        return (_not_in_force(subject),) * len(rulebook.rules)
    return tuple(
        [
            _answer(rulebook, rule, subject) if ask is None else _ANSWERS[ask(subject)]
            for rule, ask in rulebook.plan
        ]
    )


def weigh(rule: Rule, verdict: Verdict) -> Verdict:
    """Return the verdict as it counts: what is only remembered, and notes, only advise."""
    only_advises = rule.confidence == "memory" or rule.kind == "note"
    return Verdict.ADVISORY if only_advises and verdict is not Verdict.NOT_APPLICABLE else verdict


def _answer(rulebook: Rulebook, rule: Rule, subject: Subject) -> Answer:
    if not rule.in_force(subject.as_of):
        return _not_in_force(subject)
    if rule.depends_on is not None:
        bar = _bar(rulebook, rule.depends_on, subject)
        if bar is not None:
            return bar
    if rule.applies_when is not None:
        applies = rule.applies_when.truth(subject)
        if applies is not Truth.TRUE:
            return _NOT_HERE if applies is Truth.FALSE else _WHO_KNOWS
    if rule.predicate is None:
        return Answer(Verdict.UNKNOWN, f"No record can show this. {rule.beyond}")
    return _ANSWERS[rule.predicate.truth(subject)]


def _bar(rulebook: Rulebook, needed_id: str, subject: Subject) -> Answer | None:
    """Return what another rule, which must be met first, keeps this one from."""
    needed = rulebook.rule(needed_id)
    verdict = _answer(rulebook, needed, subject).verdict if needed else Verdict.UNKNOWN
    if verdict in SATISFIED:
        return None
    if verdict is Verdict.UNKNOWN:
        why = f"It applies where {needed_id} is met, and that is not known."
        return Answer(Verdict.UNKNOWN, why)
    return Answer(Verdict.NOT_APPLICABLE, f"It applies only where {needed_id} is met.")


def _not_in_force(subject: Subject) -> Answer:
    return Answer(Verdict.NOT_APPLICABLE, f"Not in force on {subject.as_of}.")
