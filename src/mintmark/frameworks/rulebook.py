"""A rulebook: what one framework asks of a micro-credential, as dated data with its sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from mintmark.frameworks.conditions import Truth
from mintmark.frameworks.predicates import Predicate
from mintmark.frameworks.subject import Subject

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""Plain words, ours and not the source's."""
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=64)]
Kind = Literal["mandatory", "optional", "principle", "recommended", "note"]
"""What weight a rule has: only the mandatory ones decide whether a record conforms."""
Confidence = Literal["seen", "seen-secondary", "inferred", "memory"]
"""How well something is known: read in the text itself, read in a page that retells it, worked
out from what was read, or only remembered."""
State = Literal["in-force", "announced", "pilot", "proposal", "draft", "superseded", "no-policy"]
"""What has become of a framework. Where there is no policy yet, nothing can be told."""


Ask = Callable[[Subject], Truth]
"""A question to a record."""


class _Data(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True
    )


class Source(_Data):
    """Something that was read."""

    id: Name
    """What the rest of the file calls it."""
    title: Words
    """What it is: author or body, title, date."""
    address: Words | None = None
    """Where it can be found: an address, a CELEX number, a page."""
    confidence: Confidence
    """How well it is known."""
    note: Words | None = None
    """How it was read, and what of it was not."""

    def __str__(self) -> str:
        return f"{self.title} ({self.address})" if self.address else self.title


_Sources = Annotated[tuple[Source, ...], Field(min_length=1, validation_alias="source")]


class Statement(_Data):
    """Something that a framework says, in our words, with where it says it."""

    text: Words
    """What it says."""
    sources: _Sources
    """Where."""


class Dimensions(_Data):
    """What frameworks are compared on; None where one is silent."""

    assessment: Statement | None = None
    """Whether and how learning must be assessed."""
    size: Statement | None = None
    """How small and how large it may be."""
    level: Statement | None = None
    """On which levels it may be."""
    qualifications: Statement | None = None
    """How it stands to qualifications."""
    quality_assurance: Statement | None = None
    """Who must assure the quality."""
    stackability: Statement | None = None
    """Whether it combines into something larger."""
    provider: Statement | None = None
    """Who may offer it."""
    digital_form: Statement | None = None
    """What form the record has."""


class Conflict(_Data):
    """Where sources disagree: all that they say, and what is used here."""

    topic: Words
    """On what."""
    values: Annotated[tuple[Statement, ...], Field(min_length=2)]
    """What each says."""
    use: Words
    """Which of them the rules follow, and why."""


class Rule(_Data):
    """One thing that a framework asks for or tells."""

    id: Name
    """Its name in the rulebook, for example ``M7``."""
    kind: Kind
    """Mandatory rules decide; all others advise. A note only informs."""
    name: Words
    """What it is called, in a few words."""
    text: Words
    """What it asks for, in our words."""
    clause: Words
    """Where in the source it stands, for example ``Annex I, mandatory element 7``."""
    sources: _Sources
    """Where it was read."""
    confidence: Confidence
    """How well it is known; its first source's where the file gives none. What is only
    remembered advises and never decides."""
    valid_from: date | None = None
    """The first day it holds, where that is not the rulebook's own."""
    valid_until: date | None = None
    """The last day it holds."""
    applies_when: Predicate | None = None
    """When it applies at all; without this it always does."""
    depends_on: Name | None = None
    """A rule of the same rulebook that must be met for this one to apply."""
    predicate: Predicate | None = None
    """What the record must show."""
    beyond: Words | None = None
    """Why no record can show it, where there is no predicate."""
    fields: Annotated[tuple[str, ...], Field(validation_alias="paths")] = ()
    """The fields that show it, the most telling first, where the predicate's order is another."""
    remedy: Words | None = None
    """What to change where it is not met."""
    at_award: Words | None = None
    """Why the design alone need not carry it; given exactly where an award is looked at."""

    @model_validator(mode="after")
    def _has_a_predicate_or_says_why_not(self) -> Self:
        if (self.predicate is None) == (self.beyond is None):
            raise ValueError("needs a predicate, or beyond with the reason why there is none")
        if self.predicate is not None and self.remedy is None:
            raise ValueError("needs a remedy")
        return self

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields that show it, the most telling first."""
        if self.fields or self.predicate is None:
            return self.fields
        return tuple(dict.fromkeys(self.predicate.paths()))

    @property
    def source(self) -> str:
        """Its sources in one line."""
        return "; ".join(map(str, self.sources))

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on that day, as far as its own dates say."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class Rulebook(_Data):
    """One framework: what it is, since when, what it asks for, and what we do not know of it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    """Its id, for example ``eu-2022``."""
    name: Words
    """The framework's name."""
    jurisdiction: Words
    """Where it holds: a country code, ``EU``, or a name."""
    state: State
    """What has become of it."""
    status: Words
    """What force it has, in words."""
    official: bool
    """Whether a public authority or the body concerned laid it down; else it is a proposal, a
    practice, or known from third parties only."""
    whole: bool
    """Whether everything that decides is here; else it reaches as far as our sources do."""
    definition: Statement
    """What it takes a micro-credential to be."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Everything that was read for it."""
    valid_from: date | None = None
    """The first day it holds; None where that is not known."""
    valid_until: date | None = None
    """The last day it holds; None while it is in force."""
    date_note: Words | None = None
    """What is not certain about these days."""
    replaces: Name | None = None
    """The framework before it."""
    dimensions: Dimensions = Dimensions()
    """What it says on the points that frameworks are compared on."""
    conflicts: tuple[Conflict, ...] = ()
    """Where its sources disagree."""
    unknown: tuple[Words, ...] = ()
    """What we do not know about it."""
    rules: tuple[Rule, ...] = ()
    """The rules, in the framework's own order."""

    def in_force(self, on: date) -> bool:
        """Whether the framework holds on that day; one of unknown beginning always did."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )

    @cached_property
    def plan(self) -> tuple[tuple[Rule, Ask | None], ...]:
        """The rules; beside each without bars (dates, conditions) stands the question it asks."""
        return tuple((rule, _plain_question(rule)) for rule in self.rules)

    @cached_property
    def deciding(self) -> tuple[tuple[Rule, Ask | None], ...]:
        """The part of the plan that decides: mandatory rules that are not only remembered."""
        return tuple(
            (rule, ask)
            for rule, ask in self.plan
            if rule.kind == "mandatory" and rule.confidence != "memory"
        )

    def of_kind(self, kind: Kind) -> tuple[Rule, ...]:
        """Return the rules of that kind."""
        return tuple(rule for rule in self.rules if rule.kind == kind)

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule with this id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def _plain_question(rule: Rule) -> Ask | None:
    bars = (rule.valid_from, rule.valid_until, rule.applies_when, rule.depends_on)
    asked = rule.predicate if bars == (None, None, None, None) else None
    return None if asked is None else asked.truth
