"""The shapes of the data: credit systems, rates between them, level frameworks and their maps.

Every one of them is a ``Fact``: it has a source, says how well that is known, and may hold for
some time only.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Confidence = Literal["seen", "seen-secondary", "inferred", "memory"]
CONFIDENCES: tuple[Confidence, ...] = ("seen", "seen-secondary", "inferred", "memory")
"""From the best known to the least."""


def _ratio(value: object) -> object:
    """Take ``1/2``, ``1.67`` and ``25``; a division by nothing is a fault of the data."""
    if isinstance(value, str):
        try:
            return Fraction(value)
        except ZeroDivisionError:
            raise ValueError("divides by zero") from None
    return value


Ratio = Annotated[Fraction, BeforeValidator(_ratio), Field(gt=0)]
"""An exact positive number."""


class Data(BaseModel):
    """What all data share: they are frozen, and a misspelt field is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True
    )


class Fact(Data):
    """Something that a source says."""

    source: Words
    """Where it stands."""
    confidence: Confidence
    """How well it is known. What is only remembered is shown and never decides."""
    valid_from: date | None = None
    """The first day it holds; without one it is not dated and taken for any day."""
    valid_until: date | None = None
    """The last day it holds."""
    shown_only: Words | None = None
    """Why it is shown and never decides, although it has a source."""
    note: Words | None = None
    """What else there is to know."""

    def holds(self, on: date) -> bool:
        """Whether it holds on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )

    @property
    def doubt(self) -> str | None:
        """Why it may not decide, or None where it may."""
        if self.confidence == "memory":
            return "it is remembered and was not seen"
        return self.shown_only


class Former(Data):
    """What something was called before."""

    name: Name
    """The former name."""
    until: date
    """The last day of that name."""


class Named(Fact):
    """A credit system or a level framework."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9:-]{0,39}$")]
    """Jurisdiction and code, ``IE:NFQ``; only the code where it is nobody's own, ``EQF``."""
    name: Words
    """The name in full."""
    also: tuple[Name, ...] = ()
    """Other names."""
    former: Former | None = None
    """What it was called before, where only the name has changed."""
    jurisdictions: tuple[Name, ...] = ()
    """Where it is in use."""

    @property
    def code(self) -> str:
        """The name without the jurisdiction."""
        return self.id.rpartition(":")[2]

    def called(self, on: date) -> str:
        """Return the code that it went by on that day."""
        return self.former.name if self.former and on <= self.former.until else self.code


class Hours(Fact):
    """The notional hours of one credit, both ends included."""

    low: Ratio
    """The fewest."""
    high: Ratio
    """The most."""

    @property
    def middle(self) -> Fraction:
        """Half-way between the two."""
        return (self.low + self.high) / 2


class Year(Fact):
    """The credits of one year of full-time study, and its hours where they are known."""

    credits: Ratio
    """How many credits."""
    hours_low: Ratio | None = None
    """The fewest hours of the year."""
    hours_high: Ratio | None = None
    """The most hours of the year."""


class System(Named):
    """A credit system, or another unit of workload."""

    base: str | None = None
    """The system whose credits these are, where a country only fixes their hours."""
    hours: Hours | None = None
    """Hours of one credit."""
    year: Year | None = None
    """Credits of one year."""

    @property
    def credit(self) -> str:
        """The id of the system whose credits these are."""
        return self.base or self.id


class Rate(Fact):
    """A published rate: one credit of ``from`` counts ``factor`` credits of ``to``."""

    from_: Annotated[str, Field(alias="from")]
    """The system converted from."""
    to: str
    """The system converted to."""
    factor: Ratio
    """Credits of ``to`` for one of ``from``."""


class LevelMap(Fact):
    """Levels of one framework as levels of another."""

    to: str
    """The framework that is mapped to, usually the more general one."""
    levels: dict[str, tuple[str, ...]]
    """Each level with its counterparts: none says that the source names none."""


class Framework(Named):
    """A framework of levels."""

    levels: Annotated[tuple[Name, ...], Field(min_length=1)]
    """The levels, lowest first."""
    ordered: bool = True
    """Whether a later level is a higher one; kinds of programmes stand side by side."""
    also_levels: dict[str, str] = {}
    """Other names of levels."""
    maps: tuple[LevelMap, ...] = ()
    """What is known of its levels elsewhere."""

    def level(self, text: str) -> str | None:
        """Return the level that ``text`` names, in any case and with or without "level"."""
        wanted = " ".join(text.casefold().split()).removeprefix("level ")
        names = {name.casefold(): name for name in self.levels}
        wanted = self.also_levels.get(wanted, wanted)
        return names.get(wanted.casefold())


class Disagreement(Data):
    """One side of a conflict."""

    says: Words
    """What it says."""
    source: Words
    """Who says so."""


class Conflict(Data):
    """Two sources that do not agree, and what is done about it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    """Its name."""
    about: Literal["credits", "levels", "size", "rules"]
    """What it is about; only the first three matter to equivalence."""
    topic: Words
    """What they disagree on."""
    first: Disagreement
    """One side."""
    second: Disagreement
    """The other side."""
    done: Words
    """What Mintmark does about it."""
    touches: tuple[tuple[str, ...], ...] = ()
    """It is told with an answer in which all of these systems or frameworks take part."""


class Contents(Data):
    """All that is known."""

    jurisdictions: dict[str, tuple[Name, ...]]
    """Codes of countries and regions, with their names."""
    systems: tuple[System, ...]
    """Credit systems."""
    rates: tuple[Rate, ...]
    """Published rates."""
    frameworks: tuple[Framework, ...]
    """Level frameworks."""
    conflicts: tuple[Conflict, ...] = ()
    """Where sources disagree."""
    unknown: tuple[Words, ...] = ()
    """What was looked for and not found."""

    @classmethod
    def joined(cls, parts: list[dict[str, Any]]) -> Self:
        """Return the contents of several files."""
        return cls.model_validate({name: value for part in parts for name, value in part.items()})
