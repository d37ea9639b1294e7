"""Hold an achievement, and its award once there is one, against a rulebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from mintmark.frameworks.conditions import Subject, Truth
from mintmark.frameworks.rulebook import Kind, Rule, Rulebook
from mintmark.frameworks.words import Verdict, Words, describe
from mintmark.model import Achievement, Award

__all__ = ["Evaluation", "Finding", "Overall", "Verdict", "evaluate"]


class Overall(StrEnum):
    """What is said of the whole record. Only mandatory rules decide."""

    CONFORMS = "conforms"
    DOES_NOT = "does-not"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True)
class Finding:
    """What was found for one rule. The words about it are made when they are asked for.

    Attributes:
        rule: the rule.
        verdict: the answer.
    """

    rule: Rule
    verdict: Verdict
    _about: _About = field(repr=False, compare=False)

    @cached_property
    def _words(self) -> Words:
        return self._about.words(self.rule)

    @property
    def detail(self) -> str:
        """The answer in words: what was found, or what is missing."""
        return self._words.detail

    @property
    def path(self) -> str | None:
        """The exact field that shows it, for example ``assessments[0].type``.

        For a rule that is not met, the field that holds a placeholder or the wrong thing; else
        None.
        """
        return self._words.path


@dataclass(frozen=True)
class Evaluation:
    """All findings, and what follows from them.

    Attributes:
        rulebook: the framework's rules.
        as_of: the day for which the rules were taken.
        overall: whether the record conforms.
        findings: one for each rule, in the rulebook's order.
    """

    rulebook: Rulebook
    as_of: date
    overall: Overall
    findings: tuple[Finding, ...]

    @property
    def framework(self) -> str:
        """The framework's id."""
        return self.rulebook.id

    @cached_property
    def reason(self) -> str:
        """Why the whole is as it is, in words."""
        return _reason(self)

    def of_kind(self, kind: Kind) -> tuple[Finding, ...]:
        """Return the findings for the rules of that kind."""
        return tuple(finding for finding in self.findings if finding.rule.kind == kind)

    def tally(self, kind: Kind) -> tuple[int, int]:
        """Return how many rules of that kind are satisfied, and how many of them apply.

        What the award supplies counts as satisfied (EU-M-12).
        """
        applying = [f for f in self.of_kind(kind) if f.verdict is not Verdict.NOT_APPLICABLE]
        return sum(f.verdict in _SATISFIED for f in applying), len(applying)


_SATISFIED = (Verdict.MET, Verdict.AT_AWARD)
_VERDICTS = {
    Truth.TRUE: Verdict.MET,
    Truth.FALSE: Verdict.NOT_MET,
    Truth.UNKNOWN: Verdict.UNKNOWN,
    Truth.PENDING: Verdict.AT_AWARD,
}


@dataclass(frozen=True, slots=True)
class _About:
    """What a finding's words are made from: the bare answer, or the reason why there is none."""

    subject: Subject
    answer: Verdict | None = None
    reason: str = ""

    def words(self, rule: Rule) -> Words:
        if self.answer is None:
            return Words(self.reason, None)
        return describe(rule, self.answer, self.subject)


def evaluate(
    rulebook: Rulebook, achievement: Achievement, award: Award | None = None, *, as_of: date
) -> Evaluation:
    """Return what ``rulebook`` says of the record, with the rules as they stood on ``as_of``.

    Without an award this judges a design: rules that only an award can satisfy are then
    ``at-award`` and do not stand in the way of conforming. On a day on which the rulebook is not
    in force nothing can be said: every rule is ``not-applicable`` and the whole is
    ``cannot-tell``, with the reason; it is no error. Nor can anything be said where there is no
    policy yet.
    """
    subject = Subject(achievement, award, as_of)
    in_force = rulebook.in_force(as_of)
    judge = _Judge(rulebook, subject, in_force)
    findings = tuple([judge.finding(rule) for rule in rulebook.rules])
    overall = _conclude(findings) if in_force else Overall.CANNOT_TELL
    return Evaluation(rulebook, as_of, overall, findings)


class _Judge:
    """Judges one record by one rulebook."""

    def __init__(self, rulebook: Rulebook, subject: Subject, in_force: bool) -> None:
        self._rulebook, self._subject, self._in_force = rulebook, subject, in_force

    def finding(self, rule: Rule) -> Finding:
        """Return the finding for a rule."""
        bar = self._bar(rule)
        if bar is not None:
            verdict, reason = bar
            return Finding(rule, _weigh(rule, verdict), _About(self._subject, None, reason))
        if rule.predicate is None:
            beyond = f"No record can show this. {rule.beyond}"
            verdict = _weigh(rule, Verdict.UNKNOWN)
            return Finding(rule, verdict, _About(self._subject, None, beyond))
        answer = _VERDICTS[rule.predicate.truth(self._subject)]
        return Finding(rule, _weigh(rule, answer), _About(self._subject, answer))

    def _bar(self, rule: Rule) -> tuple[Verdict, str] | None:
        """Return what keeps the predicate from being asked, or None."""
        if not (self._in_force and rule.in_force(self._subject.as_of)):
            return Verdict.NOT_APPLICABLE, f"Not in force on {self._subject.as_of}."
        if rule.depends_on is not None and (bar := self._bar_of(rule.depends_on)) is not None:
            return bar
        if rule.applies_when is not None:
            applies = rule.applies_when.truth(self._subject)
            if applies is Truth.FALSE:
                return Verdict.NOT_APPLICABLE, "Does not apply to this record."
            if applies is not Truth.TRUE:
                return Verdict.UNKNOWN, "The record does not say whether this applies to it."
        return None

    def _bar_of(self, needed_id: str) -> tuple[Verdict, str] | None:
        needed = self._rulebook.rule(needed_id)
        verdict = self.finding(needed).verdict if needed else Verdict.UNKNOWN
        if verdict in _SATISFIED:
            return None
        if verdict is Verdict.UNKNOWN:
            return Verdict.UNKNOWN, f"It applies where {needed_id} is met, and that is not known."
        return Verdict.NOT_APPLICABLE, f"It applies only where {needed_id} is met."


def _weigh(rule: Rule, verdict: Verdict) -> Verdict:
    if verdict is Verdict.NOT_APPLICABLE:
        return verdict
    only_advises = rule.confidence == "memory" or rule.kind == "note"
    return Verdict.ADVISORY if only_advises else verdict


def _conclude(findings: tuple[Finding, ...]) -> Overall:
    verdicts = {found.verdict for found in findings if found.rule.kind == "mandatory"}
    if Verdict.NOT_MET in verdicts:
        return Overall.DOES_NOT
    if Verdict.UNKNOWN in verdicts or not verdicts & _SATISFYING:
        return Overall.CANNOT_TELL
    return Overall.CONFORMS


_SATISFYING = frozenset(_SATISFIED)


def _reason(evaluation: Evaluation) -> str:
    rulebook, as_of = evaluation.rulebook, evaluation.as_of
    if not rulebook.in_force(as_of):
        since = f" from {rulebook.valid_from}" if rulebook.valid_from else ""
        until = f" until {rulebook.valid_until}" if rulebook.valid_until else ""
        return f"{rulebook.id} was not in force on {as_of}. It is in force{since}{until}."
    if rulebook.state == "no-policy":
        return f"There is no policy yet, so nothing can be told: {rulebook.status}"
    deciding = [f for f in evaluation.of_kind("mandatory") if f.verdict in _DECIDING]
    if not deciding:
        return "No mandatory rule applies, so nothing is decided."
    if evaluation.overall is Overall.DOES_NOT:
        return f"Missing: {_named(deciding, Verdict.NOT_MET)}."
    if evaluation.overall is Overall.CANNOT_TELL:
        return f"The record does not say: {_named(deciding, Verdict.UNKNOWN)}."
    return f"All {len(deciding)} mandatory rules that apply are satisfied."


_DECIDING = (Verdict.MET, Verdict.AT_AWARD, Verdict.NOT_MET, Verdict.UNKNOWN)


def _named(findings: list[Finding], verdict: Verdict) -> str:
    return ", ".join(f"{f.rule.id} {f.rule.name}" for f in findings if f.verdict is verdict)
