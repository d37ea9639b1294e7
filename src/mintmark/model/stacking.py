"""Stack rules: which credentials combine into a larger award, and how much of what it takes.

A rule is a tree of groups. A group takes credentials (``where``), and its requirements are each
one linear bound on a count of what it has taken. Pools, levels, shares, exclusions and nested
pathways are all made of these two.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mintmark.model.base import Amount, Duration, Iri, Language, Line, LocalId, Noun, no_twins
from mintmark.model.party import Organisation
from mintmark.model.text import Text

Reference = Line
"""The address of an achievement, outcome, skill or organisation, or the id of one of ``names``."""

_Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=20)]


class Known(Noun):
    """Something that the rule speaks of, under a short name."""

    id: LocalId
    """The short name."""
    url: Iri
    """The address of the achievement, outcome, skill or organisation."""
    title: Text | None = None
    """What it is called."""
    credits: Amount | None = None
    """For an achievement: its credits, in the rule's system."""


class LevelFloor(Noun):
    """A level and all that is above it."""

    framework: Line
    """The framework of levels, for example ``EQF`` or ``IE:NFQ``."""
    at_least: Line
    """The lowest level in it that counts."""


class Which(Noun):
    """Which credentials are meant: those for which everything that stands here holds."""

    things: tuple[Reference, ...] = ()
    """Achievements, outcomes or skills; the credential is of one of them."""
    level: LevelFloor | None = None
    """The lowest level that counts."""
    fields: tuple[Annotated[str, Field(pattern=r"^\d{2,4}$")], ...] = ()
    """Fields of study (ISCED-F 2013); ``06`` takes in ``0613``."""
    types: tuple[Line, ...] = ()
    """Kinds of achievement, for example ``micro-credential``."""
    awarded_by: tuple[Reference, ...] = ()
    """Awarding bodies; where none is named in the credential, its issuer awards it."""
    issued_by: tuple[Reference, ...] = ()
    """Issuers: who signed the credential."""
    routes: tuple[Literal["course", "recognition-of-prior-learning", "assessment-only"], ...] = ()
    """How the learner came to it."""
    graded: bool | None = None
    """Whether it has a grade, score or level of a rubric."""
    score: _Share | None = None
    """The lowest score that counts, in every assessment that has one: 0.6 is 60 %."""
    within: Duration | None = None
    """How long ago it may have been awarded, for example P5Y."""
    any_of: tuple[Which, ...] = ()
    """At least one of these has to hold."""
    none_of: tuple[Which, ...] = ()
    """None of these may hold."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("must say which credentials")
        return self


class Requirement(Noun):
    """A bound on a count of the credentials that a group has taken.

    ``at_least`` is a requirement: it is met or not. The others are limits: credentials that would
    break them don't count.
    """

    id: LocalId
    """A short name, unique in its group."""
    title: Text | None = None
    """What it is called."""
    where: Which | None = None
    """Which of the group's credentials are counted; all where nothing is said."""
    count: Literal["credits", "credentials", "things"] = "credits"
    """What is counted: credits, credentials, or how many of ``things`` they are of."""
    things: tuple[Reference, ...] = ()
    """Achievements, outcomes or skills to be counted."""
    at_least: Amount | None = None
    """The least; of ``things`` it is all of them where nothing is said."""
    at_most: Annotated[Decimal, Field(ge=0, le=100_000, max_digits=20)] | None = None
    """The most that counts."""
    at_least_share: _Share | None = None
    """The least share of the group's credits (or credentials): 0.5 is half of them."""
    at_most_share: _Share | None = None
    """The largest share of the group's credits (or credentials)."""

    @model_validator(mode="after")
    def _is_a_bound(self) -> Self:
        bounds = (self.at_least, self.at_most, self.at_least_share, self.at_most_share)
        if self.count == "things":
            if not self.things:
                raise ValueError("things: must name what is counted")
            if any(bound is not None for bound in bounds[1:]):
                raise ValueError("must have at_least and no other bound where things are counted")
            no_twins("things", self.things)
        elif self.things:
            raise ValueError("must have count: things where it names things")
        elif all(bound is None for bound in bounds):
            raise ValueError("must have a bound: at_least, at_most or one of the shares")
        if self.where is None and (self.at_least_share, self.at_most_share) != (None, None):
            raise ValueError("must say with where which credentials a share is of")
        counted = [bound for bound in bounds[:2] if bound is not None]
        if self.count != "credits" and any(bound % 1 for bound in counted):
            raise ValueError("must have a whole number as bound where no credits are counted")
        return self


class Group(Noun):
    """A part of a stack: it takes credentials, and asks something of those it has taken.

    A credential that a group takes may also be taken by one of the groups inside it; by several
    only where the group is ``shared``.
    """

    id: LocalId
    """A short name, unique among its neighbours."""
    title: Text | None = None
    """What it is called."""
    where: Which | None = None
    """Which credentials it takes; any where nothing is said."""
    system: Line | None = None
    """The credit system it counts in; that of the group around it where nothing is said."""
    requirements: tuple[Requirement, ...] = ()
    """What it asks for."""
    groups: tuple[Group, ...] = ()
    """The groups inside it."""
    shared: bool = False
    """Whether a credential may count in several of the groups inside it."""
    rule: Line | None = None
    """Another stack rule whose requirements and groups these are: the name of its file."""
    awards: Reference | None = None
    """The achievement that whoever meets it is awarded; held already, it stands for the group."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _no_twin_ids(self.requirements, self.groups)
        if self.rule is not None and (self.requirements or self.groups):
            raise ValueError("must not have requirements or groups beside those of its rule")
        return self


class Order(Noun):
    """A prerequisite: what must have been awarded before, or on the same day."""

    thing: Reference
    """The achievement that only counts after others."""
    after: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """The achievements that come before it, all of them."""


class StackRule(Noun):
    """What it takes to combine credentials into a larger award."""

    id: Iri
    """Its address."""
    version: Line = "1"
    """Which version of the rule this is."""
    language: Language = "en"
    """The language of the plain texts in here."""
    title: Text
    """The larger award's title."""
    awards: Reference | None = None
    """The achievement that whoever meets it is awarded."""
    decided_by: Organisation
    """Who decides whether it is awarded; the rule only proposes."""
    system: Line | None = None
    """The credit system it counts in."""
    names: tuple[Known, ...] = ()
    """What the rule speaks of, under short names."""
    where: Which | None = None
    """Which credentials may count at all; any where nothing is said."""
    requirements: tuple[Requirement, ...] = ()
    """What it asks for of all that counts."""
    groups: tuple[Group, ...] = ()
    """The groups that a credential may count in besides."""
    shared: bool = False
    """Whether a credential may count in several groups."""
    order: tuple[Order, ...] = ()
    """What must come before what."""
    overlap: Literal["whole", "part", "allowed"] = "whole"
    """When two credentials cannot both count: all outcomes of one are among the other's
    (``whole``), they have one in common (``part``), or never (``allowed``)."""
    reuse: bool = False
    """Whether what counts towards another award may count here too."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        no_twins("names.id", (known.id for known in self.names))
        no_twins("names.url", (known.url for known in self.names))
        _no_twin_ids(self.requirements, self.groups)
        if not self.requirements and not self.groups:
            raise ValueError("must have requirements or groups")
        return self

    @property
    def root(self) -> Group:
        """The whole rule as a group."""
        return Group.model_construct(
            id="all",
            title=self.title,
            where=self.where,
            system=self.system,
            requirements=self.requirements,
            groups=self.groups,
            shared=self.shared,
            rule=None,
            awards=self.awards,
        )


def _no_twin_ids(requirements: tuple[Requirement, ...], groups: tuple[Group, ...]) -> None:
    no_twins("requirements.id", (one.id for one in requirements))
    no_twins("groups.id", (one.id for one in groups))
