"""The small language in which a rulebook says what a record must show. It holds no free code.

A predicate is a mapping; its first key is the operator:

================================================  ================================================
``present: path``                                 something is written there
``path: p, equals: v``                            some value there is ``v`` (true, false are words)
``path: p, one_of: [v, w]``                       some value there is one of these
``path: p, not_only: [v, w]``                     some value there is another than these
``path: p, mentions: [v, w]``                     some text there has one of these words in it
``path: p, at_least: n, at_most: m``              some number there is within the bounds
``count: path, at_least: n, ...``                 so many entries are there
``words: path, at_most: n, ...``                  each text there has so many words
``subset: path, of: path``                        every value of the first is among the second's
``credits: {system: ECTS, at_least: n, ...}``     the workload in that credit system
``hours: {at_least: n, ...}``                     the notional hours
``level: {framework: EQF, at_least: n, ...}``     the level in that framework
``price_per_credit: {system, currency, ...}``     the price of one credit
``duration: path, at_most: P12W, ...``            some span there, by the calendar
``day: path, since, until, within_last: P1Y``     some day there
``some: path, satisfies: {...}``                  at least one entry satisfies the predicate
``each: path, satisfies: {...}``                  all entries do, and there is at least one
``all: [...]``, ``any: [...]``                    all of these, one of these
``not: {...}``                                    the opposite
================================================  ================================================

Bounds are ``at_least`` and ``at_most`` (included), ``above`` and ``below`` (not included).
The answer has four values (``Truth``), because a record that does not say something and an
award that has not been made yet are neither a yes nor a no.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from mintmark.frameworks.conditions import (
    Bounds,
    Condition,
    Count,
    Number,
    Present,
    Subset,
    Truth,
    Value,
    WordCount,
    leaves,
    path_faults,
)
from mintmark.frameworks.moments import Day, Duration
from mintmark.frameworks.paths import AWARD
from mintmark.frameworks.quantities import Credits, Hours, LevelIn, PricePerCredit
from mintmark.frameworks.subject import Subject


class Inner(Condition):
    """A predicate on the entries of a list. Paths inside begin at the entry."""

    satisfies: Predicate

    def parts(self) -> tuple[Condition, ...]:
        """Return the inner predicate."""
        return (self.satisfies,)

    @property
    @abstractmethod
    def _path(self) -> str:
        """The path to the list."""

    def _truths(self, subject: Subject) -> list[Truth] | None:
        entries = subject.entries(self._path)
        if entries is None:
            return None
        return [self.satisfies.truth(entry) for entry in entries]

    def paths(self) -> Iterator[str]:
        """Yield the inner predicate's paths, from the achievement on."""
        for path in self.satisfies.paths():
            yield path if path.startswith(AWARD) else f"{self._path}.{path}"

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield a fault where there is no such path, and those of the inner predicate."""
        unknown = tuple(path_faults(models, self._path))
        yield from unknown
        if not unknown:
            yield from self.satisfies.faults(leaves(models, self._path))


class Some(Inner):
    """At least one entry satisfies the inner predicate."""

    some: str

    @property
    def _path(self) -> str:
        return self.some

    def truth(self, subject: Subject) -> Truth:
        """Return the best entry's answer, FALSE where there are none."""
        truths = self._truths(subject)
        return Truth.PENDING if truths is None else max(truths, default=Truth.FALSE)


class Each(Inner):
    """All entries satisfy the inner predicate, and there is at least one."""

    each: str

    @property
    def _path(self) -> str:
        return self.each

    def truth(self, subject: Subject) -> Truth:
        """Return the worst entry's answer, FALSE where there are none."""
        truths = self._truths(subject)
        return Truth.PENDING if truths is None else min(truths, default=Truth.FALSE)


class Joined(Condition):
    """A predicate made of others about the same noun."""

    def paths(self) -> Iterator[str]:
        """Yield the paths of all parts."""
        return (path for part in self.parts() for path in part.paths())

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield the faults of all parts."""
        return (fault for part in self.parts() for fault in part.faults(models))

    def remarks(self, subject: Subject) -> Iterator[str]:
        """Yield the remarks of all parts, each once."""
        return iter(dict.fromkeys(r for part in self.parts() for r in part.remarks(subject)))


class AllOf(Joined):
    """All of these hold."""

    all: Annotated[tuple[Predicate, ...], Field(min_length=1)]

    def truth(self, subject: Subject) -> Truth:
        """Return the lowest answer."""
        lowest = Truth.TRUE
        for part in self.all:
            answer = part.truth(subject)
            if answer is Truth.FALSE:
                return answer
            if answer < lowest:
                lowest = answer
        return lowest

    def parts(self) -> tuple[Condition, ...]:
        """Return them."""
        return self.all


class AnyOf(Joined):
    """At least one of these holds."""

    any: Annotated[tuple[Predicate, ...], Field(min_length=1)]

    def truth(self, subject: Subject) -> Truth:
        """Return the highest answer."""
        highest = Truth.FALSE
        for part in self.any:
            answer = part.truth(subject)
            if answer is Truth.TRUE:
                return answer
            if answer > highest:
                highest = answer
        return highest

    def parts(self) -> tuple[Condition, ...]:
        """Return them."""
        return self.any


class Not(Condition):
    """The opposite. What is not known stays not known."""

    negated: Annotated[Predicate, Field(alias="not")]

    def truth(self, subject: Subject) -> Truth:
        """Swap TRUE and FALSE."""
        truth = self.negated.truth(subject)
        return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, truth)

    def paths(self) -> Iterator[str]:
        """Yield the inner predicate's paths."""
        return self.negated.paths()

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield the inner predicate's faults."""
        return self.negated.faults(models)


_OPERATORS: dict[str, type[Condition]] = {
    "present": Present,
    "count": Count,
    "words": WordCount,
    "subset": Subset,
    "credits": Credits,
    "hours": Hours,
    "level": LevelIn,
    "price_per_credit": PricePerCredit,
    "duration": Duration,
    "day": Day,
    "some": Some,
    "each": Each,
    "all": AllOf,
    "any": AnyOf,
    "not": Not,
}
_TAGS: dict[type[Condition], str] = {
    Value: "value",
    Number: "number",
    **{kind: name for name, kind in _OPERATORS.items()},
}


def _operator(value: Any) -> str | None:
    if isinstance(value, Condition):
        return _TAGS.get(type(value))
    if not isinstance(value, dict):
        return None
    if "path" in value:
        return "number" if Bounds.model_fields.keys() & value.keys() else "value"
    return next((key for key in value if key in _OPERATORS), None)


Predicate = Annotated[
    Annotated[Present, Tag("present")]
    | Annotated[Value, Tag("value")]
    | Annotated[Number, Tag("number")]
    | Annotated[Count, Tag("count")]
    | Annotated[WordCount, Tag("words")]
    | Annotated[Subset, Tag("subset")]
    | Annotated[Credits, Tag("credits")]
    | Annotated[Hours, Tag("hours")]
    | Annotated[LevelIn, Tag("level")]
    | Annotated[PricePerCredit, Tag("price_per_credit")]
    | Annotated[Duration, Tag("duration")]
    | Annotated[Day, Tag("day")]
    | Annotated[Some, Tag("some")]
    | Annotated[Each, Tag("each")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_operator),
]
"""Any predicate, told from the others by its operator."""

for _model in (Some, Each, AllOf, AnyOf, Not):
    _model.model_rebuild()
