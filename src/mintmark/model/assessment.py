"""How it is found out whether the learner has the outcomes."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from mintmark.model.base import Iri, Language, Line, LocalId, Noun, Share, no_twins
from mintmark.model.text import Text


class RubricLevel(Noun):
    """One level of a rubric."""

    id: LocalId
    """A short name, unique in its assessment."""
    name: Text
    """What the level is called."""
    description: Text | None = None
    """What work at this level looks like."""
    points: Decimal | None = Field(default=None, ge=0, le=100_000)
    """Points that go with the level."""


class Assessment(Noun):
    """How it is found out whether the learner has the outcomes (EU standard element 9)."""

    id: LocalId
    """A short name, unique in this achievement."""
    title: Text
    """What the assessment is called."""
    type: Line
    """The kind, from the vocabulary ``assessment``: written-exam, portfolio, project, other ..."""
    outcomes: tuple[LocalId, ...] = ()
    """The outcomes it assesses; none named means all of them."""
    criteria: Text | None = None
    """What is expected, in words."""
    criteria_url: Iri | None = None
    """Where the criteria are published."""
    standard: Line | None = None
    """The standard that the criteria follow."""
    pass_mark: Share | None = None
    """The share of the full mark that is needed: 0.9 for mastery, 0.5 in a traditional course."""
    rubric: tuple[RubricLevel, ...] = ()
    """The levels of the rubric, lowest first."""
    required_level: LocalId | None = None
    """The lowest rubric level that passes."""
    formative_required: bool = False
    """Whether a learner must have practised in a formative assessment first (ASM-13)."""
    supervision: Literal["none", "online", "onsite"] | None = None
    """Who watches: nobody, somebody online, somebody on site (EU optional element 2)."""
    identity_verification: bool | None = None
    """Whether the learner's identity is checked at the assessment (EU optional element 2)."""
    summative: bool | None = None
    """Whether it decides the award at the end, and is not practice along the way."""
    external: bool | None = None
    """Whether somebody other than the provider sets or marks it."""
    authentic: bool | None = None
    """Whether skills are shown in a work-like situation (ASM-05)."""
    context: Text | None = None
    """That situation, in words."""
    language: Language | None = None
    """The language it is held in."""

    @model_validator(mode="after")
    def _rubric_holds_together(self) -> Self:
        levels = [level.id for level in self.rubric]
        no_twins("rubric.id", levels)
        if self.required_level is not None and self.required_level not in levels:
            raise ValueError(f"required_level: the rubric has no level {self.required_level!r}")
        return self
