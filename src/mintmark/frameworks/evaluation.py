"""Hold an achievement, and its award once there is one, against a rulebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mintmark.frameworks.judging import SATISFIED, Answer, Overall, conclude, judge, weigh
from mintmark.frameworks.rulebook import Kind, Rule, Rulebook
from mintmark.frameworks.subject import Subject
from mintmark.frameworks.words import Verdict, Words, describe
from mintmark.model import Achievement, Award

__all__ = ["Evaluation", "Finding", "Overall", "Verdict", "evaluate", "evaluate_all"]


@dataclass(frozen=True)
class Finding:
    """What was found for one rule. The words about it are made when they are asked for.

    Attributes:
        rule: the rule.
        verdict: the answer.
    """

    rule: Rule
    verdict: Verdict
    _answer: Answer = field(repr=False, compare=False)
    _subject: Subject = field(repr=False, compare=False)

    @cached_property
    def _words(self) -> Words:
        if self._answer.reason is not None:
            return Words(self._answer.reason, None)
        return describe(self.rule, self._answer.verdict, self._subject)

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
    """What a framework says: the whole, and on demand each finding and all words.

    Attributes:
        rulebook: the framework's rules.
        overall: whether the record conforms.
    """

    rulebook: Rulebook
    overall: Overall
    _subject: Subject = field(repr=False, compare=False)

    @property
    def framework(self) -> str:
        """The framework's id."""
        return self.rulebook.id

    @property
    def as_of(self) -> date:
        """The day for which the rules were taken."""
        return self._subject.as_of

    @cached_property
    def _answers(self) -> tuple[Answer, ...]:
        return judge(self.rulebook, self._subject)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict on each rule, in the rulebook's order: the findings' own, without words."""
        pairs = zip(self.rulebook.rules, self._answers, strict=True)
        return tuple([weigh(rule, answer.verdict) for rule, answer in pairs])

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for each rule, in the rulebook's order."""
        return tuple(
            Finding(rule, weigh(rule, answer.verdict), answer, self._subject)
            for rule, answer in zip(self.rulebook.rules, self._answers, strict=True)
        )

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
        return sum(f.verdict in SATISFIED for f in applying), len(applying)


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
    return _evaluate(rulebook, Subject(achievement, award, as_of))


def evaluate_all(
    rulebooks: Iterable[Rulebook],
    achievement: Achievement,
    award: Award | None = None,
    *,
    as_of: date,
) -> tuple[Evaluation, ...]:
    """Return what each rulebook says of the record; faster than one by one, and the same."""
    subject = Subject(achievement, award, as_of)
    return tuple([_evaluate(rulebook, subject) for rulebook in rulebooks])


def _evaluate(rulebook: Rulebook, subject: Subject) -> Evaluation:
    return Evaluation(rulebook, conclude(rulebook, subject), subject)


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
