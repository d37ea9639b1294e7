"""Predicates on time: how long a span is, and when a day lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any, Self, get_args

from pydantic import AfterValidator, model_validator

from mintmark.frameworks.conditions import Condition, Truth, as_truth, both, leaves, path_faults
from mintmark.frameworks.paths import AWARD, notes_at
from mintmark.frameworks.spans import parse_span
from mintmark.frameworks.subject import Subject
from mintmark.model import Award
from mintmark.model import base as model_base


def _span(text: str) -> str:
    parse_span(text)
    return text


_Span = Annotated[str, AfterValidator(_span)]
_Test = Callable[[Fraction], bool]
_TESTS: dict[str, _Test] = {
    "at_least": lambda longer: longer >= 0,
    "above": lambda longer: longer > 0,
    "at_most": lambda longer: longer <= 0,
    "below": lambda longer: longer < 0,
}
"""What the difference between a span and the bound must be."""
_A_SPAN = get_args(model_base.Duration)[-1]
_A_DAY = get_args(model_base.Day)[-1]
"""What the nouns annotate their fields of spans and days with."""
_WORDS = {"at_least": "at least", "above": "more than", "at_most": "at most", "below": "less than"}


class Duration(Condition):
    """Some span at the path lies within bounds by the calendar; without a span, UNKNOWN."""

    duration: str
    at_least: _Span | None = None
    above: _Span | None = None
    at_most: _Span | None = None
    below: _Span | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if not list(self.bounds()):
            raise ValueError("needs at_least, above, at_most or below")
        return self

    def bounds(self) -> Iterator[tuple[str, str]]:
        """Yield the bounds that there are, by name."""
        for name in _TESTS:
            bound = getattr(self, name)
            if bound is not None:
                yield name, bound

    def truth(self, subject: Subject) -> Truth:
        """Compare by days; where a month's length would settle it, UNKNOWN."""
        values = subject.values(self.duration)
        if values is None:
            return Truth.PENDING
        return max((self._judge(str(value)) for value in values), default=Truth.UNKNOWN)

    def _judge(self, said: str) -> Truth:
        span = parse_span(said)
        answers = []
        for name, bound in self.bounds():
            low, high = span.minus(parse_span(bound))
            answers.append(both(_TESTS[name](low), _TESTS[name](high)))
        return min(answers)

    def wanted(self) -> str:
        """Return the bounds in words."""
        return " and ".join(f"{_WORDS[name]} {bound}" for name, bound in self.bounds())

    def remarks(self, subject: Subject) -> Iterator[str]:
        """Yield what is wanted, where it is not there."""
        if self.truth(subject) is not Truth.TRUE:
            yield f"Wanted: {self.wanted()}."

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.duration

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path, or no span at it."""
        yield from form_faults(models, self.duration, _A_SPAN, "an ISO 8601 duration")


class Day(Condition):
    """Some day at the path lies where it should; without a day, UNKNOWN.

    Attributes:
        since: on that day or later.
        until: on that day or earlier.
        within_last: not longer ago than this span before the day of the question, and not
            after that day.
    """

    day: str
    since: date | None = None
    until: date | None = None
    within_last: _Span | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.since is None and self.until is None and self.within_last is None:
            raise ValueError("needs since, until or within_last")
        return self

    def truth(self, subject: Subject) -> Truth:
        """Compare days."""
        values = subject.values(self.day)
        if values is None:
            return Truth.PENDING
        days = (_date(value) for value in values)
        return max((self._judge(day, subject.as_of) for day in days), default=Truth.UNKNOWN)

    def _judge(self, day: date, as_of: date) -> Truth:
        since, until = self.since or date.min, self.until or date.max
        if self.within_last is not None:
            since = max(since, parse_span(self.within_last).before(as_of))
            until = min(until, as_of)
        return as_truth(since <= day <= until)

    def paths(self) -> Iterator[str]:
        """Yield the path."""
        yield self.day

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path, or no day at it."""
        yield from form_faults(models, self.day, _A_DAY, "a day")


def form_faults(models: tuple[Any, ...], path: str, form: object, words: str) -> Iterator[str]:
    """Yield a fault in words where ``path`` leads nowhere, or to something of another form."""
    faults = tuple(path_faults(models, path))
    yield from faults
    if not faults and date not in leaves(models, path):
        inner = path.removeprefix(AWARD)
        if form not in notes_at((Award,) if inner != path else models, inner):
            yield f"{path} is not {words}"


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value))
