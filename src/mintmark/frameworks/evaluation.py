"""Hold an achievement, and its award once there is one, against a rulebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from mintmark.frameworks.conditions import Subject, Truth
from mintmark.frameworks.paths import Hit
from mintmark.frameworks.rulebook import Kind, Rule, Rulebook
from mintmark.model import Achievement, Award, Text


class Verdict(StrEnum):
    """What is said of one rule."""

    MET = "met"
    NOT_MET = "not-met"
    AT_AWARD = "at-award"
    """The design need not carry it: the award supplies it."""
    UNKNOWN = "unknown"
    """The record does not say."""
    NOT_APPLICABLE = "not-applicable"
    """The rule does not apply to this record, or does not hold on that day."""
    ADVISORY = "advisory"
    """The rule is known from memory only; it advises and never decides."""


class Overall(StrEnum):
    """What is said of the whole record. Only mandatory rules decide."""

    CONFORMS = "conforms"
    DOES_NOT = "does-not"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one rule.

    Attributes:
        rule: the rule.
        verdict: the answer.
        detail: the answer in words: what was found, or what is missing.
        path: the exact field that shows it, for example ``assessments[0].type``; for a rule that
            is not met, the field that holds a placeholder or the wrong thing; else None.
    """

    rule: Rule
    verdict: Verdict
    detail: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All findings, and what follows from them.

    Attributes:
        framework: the framework's id.
        as_of: the day for which the rules were taken.
        overall: whether the record conforms.
        reason: why, in words.
        findings: one for each rule, in the rulebook's order.
    """

    framework: str
    as_of: date
    overall: Overall
    reason: str
    findings: tuple[Finding, ...]

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


def evaluate(
    rulebook: Rulebook, achievement: Achievement, award: Award | None = None, *, as_of: date
) -> Evaluation:
    """Return what ``rulebook`` says of the record, with the rules as they stood on ``as_of``.

    Without an award this judges a design: rules that only an award can satisfy are then
    ``at-award`` and do not stand in the way of conforming. On a day on which the rulebook is not
    in force nothing can be said: every rule is ``not-applicable`` and the whole is
    ``cannot-tell``, with the reason; it is no error.
    """
    subject = Subject(achievement, award)
    findings = tuple(_judge(rulebook, rule, subject, as_of) for rule in rulebook.rules)
    overall, reason = _conclude(rulebook, findings, as_of)
    return Evaluation(rulebook.id, as_of, overall, reason, findings)


def _judge(rulebook: Rulebook, rule: Rule, subject: Subject, as_of: date) -> Finding:
    if not (rulebook.in_force(as_of) and rule.in_force(as_of)):
        return Finding(rule, Verdict.NOT_APPLICABLE, f"Not in force on {as_of}.", None)
    if rule.applies_when is not None:
        applies = rule.applies_when.truth(subject)
        if applies is Truth.FALSE:
            return Finding(rule, Verdict.NOT_APPLICABLE, "Does not apply to this record.", None)
        if applies is not Truth.TRUE:
            words = "The record does not say whether this applies to it."
            return Finding(rule, _weigh(rule, Verdict.UNKNOWN), words, None)
    verdict = _VERDICTS[rule.predicate.truth(subject)]
    detail, path = _describe(rule, verdict, subject)
    return Finding(rule, _weigh(rule, verdict), detail, path)


def _weigh(rule: Rule, verdict: Verdict) -> Verdict:
    return Verdict.ADVISORY if rule.confidence == "memory" else verdict


def _describe(rule: Rule, verdict: Verdict, subject: Subject) -> tuple[str, str | None]:
    hits = {path: subject.hits(path) or () for path in rule.paths}
    filled = {path: tuple(h for h in hits[path] if h.filled) for path in rule.paths}
    written = [hit.path for path in rule.paths for hit in filled[path]]
    if verdict is Verdict.MET:
        return _sentence(f"Found {_summary(filled)}"), next(iter(written), None)
    if verdict is Verdict.AT_AWARD:
        return rule.at_award or "The award supplies it.", None
    parts = []
    if written:
        lacks = "does not show it" if verdict is Verdict.NOT_MET else "does not settle it"
        parts.append(_sentence(f"What is written {lacks}: {_summary(filled)}"))
    holders = [path for path in rule.paths if hits[path] and not filled[path]]
    if holders:
        parts.append(f"Only placeholder text stands in {_enumerate(holders, 'and')}.")
    empty = [path for path in rule.paths if not hits[path] and subject.hits(path) is not None]
    if empty:
        parts.append(f"Nothing is written in {_enumerate(empty, 'or')}.")
    waiting = [hits[path][0].path for path in holders]
    return " ".join(parts), next(iter(written + waiting), None)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "…", "!", "?")) else f"{words}."


def _summary(filled: dict[str, tuple[Hit, ...]], at_most: int = 3) -> str:
    said = [f"in {path}: {_list(hits)}" for path, hits in filled.items() if hits]
    return "; ".join(said[:at_most]) or "by its absence"


def _list(hits: tuple[Hit, ...], at_most: int = 2) -> str:
    shown = list(dict.fromkeys(_show(hit.value) for hit in hits))
    more = [f"and {len(shown) - at_most} more"] if len(shown) > at_most else []
    return ", ".join(shown[:at_most] + more)


def _show(value: object, at_most: int = 60) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Text):
        words = value.best("en")
    elif isinstance(value, BaseModel):
        parts = (getattr(value, name) for name in type(value).model_fields)
        words = " ".join(_show(part) for part in parts if part not in (None, ()))
    else:
        words = f"{value:f}" if isinstance(value, Decimal) else str(value)
    words = " ".join(words.split())
    return words if len(words) <= at_most else f"{words[: at_most - 1].rstrip()}…"


def _enumerate(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _conclude(
    rulebook: Rulebook, findings: tuple[Finding, ...], as_of: date
) -> tuple[Overall, str]:
    if not rulebook.in_force(as_of):
        until = f" until {rulebook.valid_until}" if rulebook.valid_until else ""
        since = f"It is in force from {rulebook.valid_from}{until}."
        return Overall.CANNOT_TELL, f"{rulebook.id} was not in force on {as_of}. {since}"
    deciding = [f for f in findings if f.rule.kind == "mandatory" and f.verdict in _DECIDING]
    missing = tuple(_named(deciding, Verdict.NOT_MET))
    if missing:
        return Overall.DOES_NOT, f"Missing: {', '.join(missing)}."
    unknown = tuple(_named(deciding, Verdict.UNKNOWN))
    if unknown:
        return Overall.CANNOT_TELL, f"The record does not say: {', '.join(unknown)}."
    if not deciding:
        return Overall.CANNOT_TELL, "No mandatory rule applies, so nothing is decided."
    return Overall.CONFORMS, f"All {len(deciding)} mandatory rules that apply are satisfied."


_DECIDING = (Verdict.MET, Verdict.AT_AWARD, Verdict.NOT_MET, Verdict.UNKNOWN)


def _named(findings: list[Finding], verdict: Verdict) -> Iterator[str]:
    return (f"{f.rule.id} {f.rule.name}" for f in findings if f.verdict is verdict)
