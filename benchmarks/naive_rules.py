"""A plain interpreter of the rules: what one writes first, to measure the engine beside it.

It walks the predicates as data over the record as data, one rule at a time, and keeps nothing.
Amounts, levels and spans it asks of the same functions, for those are facts and not speed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from mintmark.frameworks.conditions import Truth
from mintmark.frameworks.evaluation import Overall
from mintmark.frameworks.paths import is_placeholder
from mintmark.frameworks.predicates import Predicate
from mintmark.frameworks.rulebook import Rule, Rulebook
from mintmark.frameworks.subject import Subject
from mintmark.model import Achievement

_ADAPTER: TypeAdapter[Any] = TypeAdapter(Predicate)
Data = dict[str, Any]


def as_data(predicate: Any) -> Data:
    """Return a predicate as it is written in a rulebook."""
    data: Data = predicate.model_dump(by_alias=True, exclude_defaults=True)
    return data


class Naive:
    """One record against rulebooks, the plain way."""

    def __init__(self, achievement: Achievement, as_of: date) -> None:
        self._noun, self._as_of = achievement, as_of
        self._data = achievement.model_dump(exclude_none=True)

    def overall(self, rulebook: Rulebook, predicates: dict[str, tuple[Data, Data]]) -> Overall:
        """Return the verdict; ``predicates`` has each rule's as data: applies_when, predicate."""
        if not rulebook.in_force(self._as_of):
            return Overall.CANNOT_TELL
        answers = {rule.id: self._rule(rulebook, rule, predicates) for rule in rulebook.rules}
        deciding = [
            answers[rule.id]
            for rule in rulebook.rules
            if rule.kind == "mandatory" and rule.confidence != "memory"
        ]
        if Truth.FALSE in deciding:
            return Overall.DOES_NOT
        if Truth.UNKNOWN in deciding or not {Truth.TRUE, Truth.PENDING} & set(deciding):
            return Overall.CANNOT_TELL
        return Overall.CONFORMS

    def _rule(
        self, rulebook: Rulebook, rule: Rule, predicates: dict[str, tuple[Data, Data]]
    ) -> Truth | None:
        if not rule.in_force(self._as_of):
            return None
        if rule.depends_on is not None:
            needed = rulebook.rule(rule.depends_on)
            answer = self._rule(rulebook, needed, predicates) if needed else Truth.UNKNOWN
            if answer not in (Truth.TRUE, Truth.PENDING):
                return Truth.UNKNOWN if answer is Truth.UNKNOWN else None
        applies, asked = predicates[rule.id]
        if applies and (found := self._truth(applies, self._data)) is not Truth.TRUE:
            return None if found is Truth.FALSE else Truth.UNKNOWN
        return self._truth(asked, self._data) if asked else Truth.UNKNOWN

    def _truth(self, asked: Data, record: Any) -> Truth:
        if "all" in asked:
            return min(self._truth(part, record) for part in asked["all"])
        if "any" in asked:
            return max(self._truth(part, record) for part in asked["any"])
        if "not" in asked:
            found = self._truth(asked["not"], record)
            return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(found, found)
        if "present" in asked:
            found = _values(record, asked["present"])
            return Truth.PENDING if found is None else _truth(bool(found))
        if "some" in asked or "each" in asked:
            entries = _values(record, asked.get("some") or asked["each"])
            if entries is None:
                return Truth.PENDING
            answers = [self._truth(asked["satisfies"], e) for e in entries if isinstance(e, dict)]
            return (max if "some" in asked else min)(answers, default=Truth.FALSE)
        if "one_of" in asked or "equals" in asked:
            found = _values(record, asked["path"])
            if not found:
                return Truth.PENDING if found is None else Truth.UNKNOWN
            wanted = asked.get("one_of") or (asked["equals"],)
            return _truth(any(_word(value) in wanted for value in found))
        subject = Subject(self._noun, None, self._as_of)
        answer: Truth = _ADAPTER.validate_python(asked).truth(subject)
        return answer


def _values(record: Any, path: str) -> list[Any] | None:
    if path.startswith("award."):
        return None
    found = [record]
    for name in path.split("."):
        inner = [one.get(name) for one in found if isinstance(one, dict)]
        found = []
        for one in inner:
            found.extend(one if isinstance(one, tuple | list) else [one])
    return [one for one in found if one is not None and not _holds_place(one)]


def _holds_place(value: Any) -> bool:
    return isinstance(value, str) and is_placeholder(value)


def _truth(answer: bool) -> Truth:
    return Truth.TRUE if answer else Truth.FALSE


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
