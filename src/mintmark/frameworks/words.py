"""The words about a verdict: what was found and where, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from mintmark.frameworks.conditions import Condition
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
    """What is said of one rule, the exact field it is about, where there is one, and what to do.

    Without a remedy here the rule's own holds.
    """

    detail: str
    path: str | None
    remedy: str | None = None


def describe(rule: Rule, verdict: Verdict, subject: Subject) -> Words:
    """Return the answer to a rule's predicate in words."""
    if verdict is Verdict.MET:
        remarks = () if rule.predicate is None else rule.predicate.remarks(subject)
        filled = {path: _filled(subject.hits(path)) for path in rule.paths}
        first = next((hit.path for hits in filled.values() for hit in hits), None)
        return Words(_joined(_sentence(f"Found {_summary(filled)}"), *remarks), first)
    if verdict is Verdict.AT_AWARD:
        return Words(rule.at_award or "The award supplies it.", None)
    found, place = _what_is_there(rule.paths, verdict, subject)
    wanted = told(rule.predicate, subject) if rule.predicate is not None else ""
    return Words(_joined(found, wanted), place)


def describe_condition(reason: str, condition: Condition, subject: Subject) -> Words:
    """Return why the record does not tell whether a rule applies, and what to write for that."""
    paths = tuple(dict.fromkeys(condition.paths()))
    found, place = _what_is_there(paths, Verdict.UNKNOWN, subject)
    empty = [path for path in paths if not subject.filled(path)]
    wished = "; ".join(condition.wishes(subject))
    if empty or not wished:
        remedy = f"Fill in {_enumerate(empty or list(paths), 'or')}; it tells whether this applies."
    else:
        remedy = f"Write in {_enumerate(list(paths), 'or')} whether this holds: {wished}."
    return Words(_joined(reason, found, *condition.remarks(subject)), place, remedy)


def told(predicate: Condition, subject: Subject) -> str:
    """Return what a predicate has to say on how its answer was found, and what it wants."""
    wished = "; ".join(predicate.wishes(subject))
    return _joined(*predicate.remarks(subject), f"Wanted: {wished}." if wished else "")


def _what_is_there(
    paths: tuple[str, ...], verdict: Verdict, subject: Subject
) -> tuple[str, str | None]:
    """Return what is written, what only holds a place, and what is empty; and the first place."""
    hits = {path: subject.hits(path) for path in paths}
    filled = {path: _filled(found) for path, found in hits.items()}
    written = [hit.path for found in filled.values() for hit in found]
    parts = []
    if written:
        lacks = "does not show it" if verdict is Verdict.NOT_MET else "does not settle it"
        parts.append(_sentence(f"What is written {lacks}: {_summary(filled)}"))
    holders = {path: found[0].path for path, found in hits.items() if found and not filled[path]}
    if holders:
        parts.append(f"Only placeholder text stands in {_enumerate(list(holders), 'and')}.")
    empty = [path for path, found in hits.items() if found == ()]
    if empty:
        parts.append(f"Nothing is written in {_enumerate(empty, 'or')}.")
    return " ".join(parts), next(iter((*written, *holders.values())), None)


def _filled(hits: tuple[Hit, ...] | None) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits or () if hit.filled)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


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
    if isinstance(value, tuple):
        words = ", ".join(map(_show, value))
    elif isinstance(value, Text):
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
