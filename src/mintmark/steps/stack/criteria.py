"""What a rule can ask of one credential: each criterion with its test and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from mintmark.model import Organisation, Which
from mintmark.steps.stack.facts import Facts, Sure, later, told
from mintmark.steps.stack.words import Speaker, amount, several, span


@dataclass(frozen=True, slots=True)
class Criterion:
    """One field of ``Which``.

    Attributes:
        field: its name.
        test: whether a credential is one of those meant, given the field's value made ready.
        words: the same in words, of the field's value.
        ready: makes the value ready to be asked of many credentials.
    """

    field: str
    test: Callable[[Facts, Any], Sure]
    words: Callable[[Speaker, Any], str]
    ready: Callable[[Any], Any] = lambda value: value


Test = Callable[[Facts], Sure]
"""Says whether a credential is one of those meant."""


def tester(which: Which | None) -> Test:
    """Return the test of what is meant, to be asked of many: all that is asked has to hold."""
    if which is None:
        return _any
    tests = [(one.test, one.ready(value)) for one, value in _asked(which)]

    def holds(facts: Facts) -> Sure:
        sure = Sure.YES
        for test, value in tests:
            found = test(facts, value)
            if found is Sure.NO:
                return found
            sure = min(sure, found)
        facts.doubtful |= sure is Sure.MAYBE
        return sure

    return holds


def _any(_: Facts) -> Sure:
    return Sure.YES


def matches(facts: Facts, which: Which | None) -> Sure:
    """Return whether a credential is one of those meant."""
    return tester(which)(facts)


def described(which: Which, say: Speaker) -> str:
    """Return which credentials are meant: ``at EQF 5 or above, and graded``."""
    return ", and ".join(one.words(say, value) for one, value in _asked(which))


def _asked(which: Which) -> Iterator[tuple[Criterion, Any]]:
    for one in CRITERIA:
        value = getattr(which, one.field)
        if value is not None and value != ():
            yield one, value


def _is_one_of(body: Organisation | None, wanted: tuple[str, ...]) -> Sure:
    """Say whether an organisation is one of those; a name alone is nobody's own."""
    known = [address for address in (body.id, body.url) if address] if body else []
    if not known:
        return Sure.MAYBE
    return told(any(address in wanted for address in known))


def _tests(value: tuple[Which, ...]) -> list[Test]:
    return [tester(one) for one in value]


def _any_of(facts: Facts, value: list[Test]) -> Sure:
    return max(holds(facts) for holds in value)


def _none_of(facts: Facts, value: list[Test]) -> Sure:
    return Sure(Sure.YES - _any_of(facts, value))


def _without(say: Speaker, value: tuple[Which, ...]) -> str:
    return ", and ".join(_denied(one, say) for one in value)


def _denied(which: Which, say: Speaker) -> str:
    """Return what must not hold; what must not fail has to hold."""
    doubly = which.none_of and which == Which(none_of=which.none_of)
    return described(which.none_of[0], say) if doubly else f"not {described(which, say)}"


def _grade(_: Speaker, value: bool) -> str:
    return "graded" if value else "without a grade"


def _ways(_: Speaker, value: tuple[str, ...]) -> str:
    return f"by {several([route.replace('-', ' ') for route in value])}"


CRITERIA: Final = (
    Criterion(
        "things",
        lambda one, value: told(not one.things.isdisjoint(value)),
        lambda say, value: f"of {say.things(value)}",
        frozenset,
    ),
    Criterion(
        "level",
        lambda one, value: one.reaches(value),
        lambda _, value: f"at {value.framework} {value.at_least} or above",
    ),
    Criterion(
        "fields",
        lambda one, value: told(any(code.startswith(value) for code in one.achievement.fields)),
        lambda _, value: f"in the field {several(list(value))}",
    ),
    Criterion(
        "types",
        lambda one, value: told(one.achievement.type in value),
        lambda _, value: f"of the kind {several(list(value))}",
    ),
    Criterion(
        "awarded_by",
        lambda one, value: _is_one_of(one.holding.awarding_body, value),
        lambda say, value: f"awarded by {say.things(value)}",
    ),
    Criterion(
        "issued_by",
        lambda one, value: _is_one_of(one.holding.issuer, value),
        lambda say, value: f"issued by {say.things(value)}",
    ),
    Criterion("routes", lambda one, value: told(one.award.route in value), _ways),
    Criterion("graded", lambda one, value: told(one.graded is value), _grade),
    Criterion(
        "score",
        lambda one, value: told(bool(one.scores) and min(one.scores) >= value),
        lambda _, value: f"with {amount(value * 100)} % or more",
    ),
    Criterion(
        "within",
        lambda one, value: told(later(one.award.awarded_on, value) >= one.as_of),
        lambda _, value: f"awarded in the last {span(value)}",
    ),
    Criterion(
        "any_of",
        _any_of,
        lambda say, value: f"either {' or '.join(described(other, say) for other in value)}",
        _tests,
    ),
    Criterion("none_of", _none_of, _without, _tests),
)
