"""The words about a verdict: what was found and where, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from mintmark.frameworks.paths import Hit
from mintmark.frameworks.rulebook import Rule
from mintmark.frameworks.subject import Subject
from mintmark.model import Text


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


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one rule, and the exact field it is about, where there is one."""

    detail: str
    path: str | None


def describe(rule: Rule, verdict: Verdict, subject: Subject) -> Words:
    """Return the answer to a rule's predicate in words."""
    remarks = rule.predicate.remarks(subject) if rule.predicate is not None else ()
    hits = {path: subject.hits(path) or () for path in rule.paths}
    filled = {path: tuple(h for h in hits[path] if h.filled) for path in rule.paths}
    written = [hit.path for path in rule.paths for hit in filled[path]]
    if verdict is Verdict.MET:
        found = _sentence(f"Found {_summary(filled)}")
        return Words(" ".join((found, *remarks)), next(iter(written), None))
    if verdict is Verdict.AT_AWARD:
        return Words(rule.at_award or "The award supplies it.", None)
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
    return Words(" ".join((*parts, *remarks)), next(iter(written + waiting), None))


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
