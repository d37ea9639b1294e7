"""The small language in which a rulebook says what a record must show. It holds no free code.

A predicate is a mapping; its first key is the operator:

====================================  ============================================================
``present: path``                     something is written there
``path: p, equals: v``                some value there is ``v`` (true and false are words here)
``path: p, one_of: [v, w]``           some value there is one of these
``path: p, at_least: n, at_most: m``  some number there is within the bounds, both included
``count: path, at_least: n, ...``     so many entries are there
``subset: path, of: path``            every value of the first is among the second's
``some: path, satisfies: {...}``      at least one entry satisfies the inner predicate
``each: path, satisfies: {...}``      all entries do, and there is at least one
``all: [...]``, ``any: [...]``        all of these, one of these
``not: {...}``                        the opposite
====================================  ============================================================

The answer has four values (``Truth``), because a record that does not say something and an
award that has not been made yet are neither a yes nor a no.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, Discriminator, Field, Tag

from mintmark.frameworks.conditions import (
    Condition,
    Count,
    Number,
    Present,
    Subject,
    Subset,
    Truth,
    Value,
    leaves,
    path_faults,
)


class Inner(Condition):
    """A predicate on the entries of a list. Paths inside begin at the entry."""

    satisfies: Predicate

    @property
    @abstractmethod
    def _path(self) -> str:
        """The path to the list."""

    def _truths(self, subject: Subject) -> list[Truth] | None:
        hits = subject.hits(self._path)
        if hits is None:
            return None
        inner = [
            Subject(hit.value, subject.award) for hit in hits if isinstance(hit.value, BaseModel)
        ]
        return [self.satisfies.truth(entry) for entry in inner]

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


class AllOf(Condition):
    """All of these hold."""

    all: Annotated[tuple[Predicate, ...], Field(min_length=1)]

    def truth(self, subject: Subject) -> Truth:
        """Return the lowest answer."""
        return min(part.truth(subject) for part in self.all)

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield the faults of all parts."""
        return (fault for part in self.all for fault in part.faults(models))


class AnyOf(Condition):
    """At least one of these holds."""

    any: Annotated[tuple[Predicate, ...], Field(min_length=1)]

    def truth(self, subject: Subject) -> Truth:
        """Return the highest answer."""
        return max(part.truth(subject) for part in self.any)

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield the faults of all parts."""
        return (fault for part in self.any for fault in part.faults(models))


class Not(Condition):
    """The opposite. What is not known stays not known."""

    negated: Annotated[Predicate, Field(alias="not")]

    def truth(self, subject: Subject) -> Truth:
        """Swap TRUE and FALSE."""
        truth = self.negated.truth(subject)
        return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, truth)

    def faults(self, models: tuple[Any, ...]) -> Iterator[str]:
        """Yield the inner predicate's faults."""
        return self.negated.faults(models)


def _operator(value: Any) -> str | None:
    if isinstance(value, Condition):
        return _TAGS.get(type(value))
    if not isinstance(value, dict):
        return None
    if "path" in value:
        return "number" if "at_least" in value or "at_most" in value else "value"
    return next((key for key in value if key in _OPERATORS), None)


Predicate = Annotated[
    Annotated[Present, Tag("present")]
    | Annotated[Value, Tag("value")]
    | Annotated[Number, Tag("number")]
    | Annotated[Count, Tag("count")]
    | Annotated[Subset, Tag("subset")]
    | Annotated[Some, Tag("some")]
    | Annotated[Each, Tag("each")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_operator),
]
"""Any predicate, told from the others by its operator."""

_OPERATORS = ("present", "count", "subset", "some", "each", "all", "any", "not")
_TAGS: dict[type[Condition], str] = {
    Present: "present",
    Value: "value",
    Number: "number",
    Count: "count",
    Subset: "subset",
    Some: "some",
    Each: "each",
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
}

for _model in (Some, Each, AllOf, AnyOf, Not):
    _model.model_rebuild()
