"""What a micro-credential rests on and leads to: quality, need, partners, price, registers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from mintmark.model.base import Day, Duration, Iri, Line, Noun
from mintmark.model.party import Organisation
from mintmark.model.text import Text


class QualityAssurance(Noun):
    """What stands behind the quality (EU standard element 11)."""

    type: Literal["internal", "external", "sector", "national", "none"]
    """Who assures it: the provider itself, an agency, a sector body, the state, nobody."""
    body: Organisation | None = None
    """The quality assurance body."""
    standard: Line | None = None
    """The standard it follows, for example ``ESG 2015``."""
    sector: Line | None = None
    """The sector or area of activity that agreed on the standard."""
    url: Iri | None = None
    """Where the process or the decision is published."""
    statement: Text | None = None
    """The processes by which the quality is assured, in words."""
    decision: Line | None = None
    """The decision, in a few words or by its number."""
    decided_on: Day | None = None
    """The day of the decision."""
    review_due: Day | None = None
    """The day by which it must be reviewed."""


class Relation(Noun):
    """How the micro-credential stands to a larger credential (DEF-A-04)."""

    type: Literal["additional", "alternate", "complementary", "component"]
    """Additional to it, an alternate to it, complementary to it, or a component of it."""
    title: Text
    """The larger credential's title."""
    url: Iri | None = None
    """The larger credential's address."""
    mandatory: bool | None = None
    """For a component: whether the larger credential cannot be had without it."""


class Stackability(Noun):
    """Whether it stands alone and what it can be combined into (EU optional element 4)."""

    standalone: bool | None = None
    """Whether it is of value by itself; nothing said means unknown."""
    stackable: bool | None = None
    """Whether it is designed to be combined; nothing said means unknown."""
    relations: tuple[Relation, ...] = ()
    """The larger credentials it relates to."""


class Need(Noun):
    """The need that the micro-credential answers (DEF-E-04)."""

    kind: Literal["societal", "personal", "cultural", "labour-market"]
    """Whose need it is."""
    statement: Text
    """The need in words."""
    evidence: Iri | None = None
    """Where it is shown."""


class Employer(Noun):
    """A partner from working life and its part in it (EU-P-06, NZL-03)."""

    organisation: Organisation
    """The employer, professional body or social partner."""
    role: Literal["co-design", "endorse", "consult", "assess", "deliver"]
    """What it does."""
    evidence: Iri | None = None
    """Where that is shown."""


class Price(Noun):
    """What it costs the learner."""

    amount: Annotated[Decimal, Field(ge=0, le=Decimal(10_000_000))]
    """The fee; 0 is free of charge."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    """The currency (ISO 4217)."""
    funding: Text | None = None
    """Subsidies and accounts that may pay for it."""


class Review(Noun):
    """How the micro-credential itself is kept up to date (NZL-10)."""

    interval: Duration | None = None
    """How often it is reviewed, for example P1Y."""
    reviewed_on: Day | None = None
    """The day of the last review, or of the approval where there was none yet."""
    process: Text | None = None
    """How it is reviewed and updated, in words."""


class Registration(Noun):
    """An entry in a public register, list or catalogue (DEF-S-11)."""

    catalogue: Line
    """The register or catalogue, for example ``National Catalogue of Qualifications``."""
    code: Line | None = None
    """The entry's number in it."""
    url: Iri | None = None
    """Where the entry can be read."""
    registered_on: Day | None = None
    """Since when it is there."""


class Classification(Noun):
    """A code of a classification other than ISCED-F, which has a field of its own."""

    scheme: Line
    """The classification, for example ``NZSCED``, ``CIP 2021`` or ``NOC 2021``."""
    code: Line
    """The code in it."""


class Expiry(Noun):
    """How long an award of it holds, and why it ends (DIG-08, DIG-09)."""

    period: Duration
    """How long it holds, from the day of the award."""
    reason: Literal["safety", "technology", "regulation", "practice", "other"]
    """Why it ends."""
    renewal: Text | None = None
    """How it is renewed."""
