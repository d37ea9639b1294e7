"""What is learnt, how much of it, and at what level."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from mintmark.model.base import Amount, Duration, Iri, Line, LocalId, Noun, no_twins
from mintmark.model.text import Text


class Alignment(Noun):
    """A link to an entry of a framework: ESCO, CASE, CTDL, a national catalogue."""

    url: Iri
    """The entry's address."""
    name: Line
    """What the entry is called."""
    framework: Line | None = None
    """The framework's name, for example ``ESCO``."""
    code: Line | None = None
    """The entry's code in the framework."""
    type: (
        Literal["esco-skill", "esco-occupation", "case-item", "ctdl", "ctdl-asn", "other"] | None
    ) = None
    """What kind of entry it is."""


class LearningOutcome(Noun):
    """One learning outcome: what the learner knows, understands or can do (DEF-U-01)."""

    id: LocalId
    """A short name for it, unique in this achievement."""
    title: Text
    """The outcome in one sentence."""
    kind: Literal["knowledge", "skill", "competence"] | None = None
    """Knowledge, skill or competence (DEF-E-03)."""
    description: Text | None = None
    """More about it."""
    transversal: bool | None = None
    """Whether it is useful in any field, as teamwork is."""
    alignments: tuple[Alignment, ...] = ()
    """Where it stands in ESCO, CASE, CTDL and the like."""


class Credits(Noun):
    """A number of credits in a named system."""

    system: Line
    """The system, for example ``ECTS`` or ``NZQCF``."""
    value: Amount
    """How many credits."""


class Workload(Noun):
    """The notional workload needed to achieve the outcomes (EU standard element 7)."""

    hours: Amount | None = None
    """Notional hours of learning, all activities and assessments included."""
    credits: tuple[Credits, ...] = ()
    """The same in one or more credit systems; ECTS wherever possible."""
    duration: Duration | None = None
    """How long it takes by the calendar, for example P6W."""

    @model_validator(mode="after")
    def _says_how_much(self) -> Self:
        if self.hours is None and not self.credits and self.duration is None:
            raise ValueError("must give hours, credits or a duration")
        no_twins("credits.system", (c.system for c in self.credits))
        return self

    def in_system(self, system: str) -> Decimal | None:
        """Return the credits in ``system``, or None."""
        return next((c.value for c in self.credits if c.system == system), None)


class Level(Noun):
    """A level in a named framework (EU standard element 8)."""

    framework: Line
    """The framework: ``EQF``, ``QF-EHEA``, ``ISCED``, or a national one such as ``IE:NFQ``."""
    value: Line
    """The level in it, for example ``6`` or ``first cycle``."""


class NoLevel(Noun):
    """The statement that no level applies, with the reason."""

    not_applicable: Line
    """Why no level applies."""
