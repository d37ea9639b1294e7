"""The achievement: what is learnt, how much, at what level, how it is assessed, and by whom."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mintmark.model.base import (
    Amount,
    Day,
    Duration,
    Iri,
    Language,
    Line,
    LocalId,
    Noun,
    Share,
    no_twins,
    once,
)
from mintmark.model.party import Organisation
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
    """The kind: written-exam, oral-exam, portfolio, project, demonstration, observation ..."""
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


class Expiry(Noun):
    """How long an award of it holds, and why it ends (DIG-08, DIG-09)."""

    period: Duration
    """How long it holds, from the day of the award."""
    reason: Literal["safety", "technology", "regulation", "practice", "other"]
    """Why it ends."""
    renewal: Text | None = None
    """How it is renewed."""


class Achievement(Noun):
    """One version of a micro-credential, as its provider designed it.

    The elements of the Council Recommendation of 16 June 2022, Annex I, that describe a
    micro-credential and not its holder are all here; the others are in
    ``Award``.
    """

    id: Iri
    """Its address, the same for all learners, for example urn:uuid:… or https://…"""
    version: Line = "1"
    """Which version of the achievement this is."""
    language: Language = "en"
    """The language of the plain texts in here."""
    title: Text
    """The title of the micro-credential (EU standard element 2)."""
    description: Text
    """What it is, in a few sentences."""
    type: Line = "micro-credential"
    """What kind of achievement it is: micro-credential, badge, participation, degree ..."""
    issuer: Organisation
    """Who issues and signs the credentials (EU standard element 3 asks for its country)."""
    awarding_body: Organisation | None = None
    """Who awards it (EU standard element 4); it may differ from the issuer."""
    provider: Organisation | None = None
    """Who teaches it, where that is somebody else."""
    outcomes: tuple[LearningOutcome, ...] = ()
    """The learning outcomes (EU standard element 6)."""
    workload: Workload | None = None
    """The notional workload (EU standard element 7)."""
    levels: tuple[Level, ...] | NoLevel = ()
    """The level in one or more frameworks, or that none applies (EU standard element 8)."""
    assessments: tuple[Assessment, ...] = ()
    """How it is assessed (EU standard element 9)."""
    participation: (
        Literal["online", "onsite", "blended", "work-experience", "volunteering", "self-study"]
        | None
    ) = None
    """The form of participation in the learning activity (EU standard element 10)."""
    quality_assurance: tuple[QualityAssurance, ...] = ()
    """What stands behind the quality (EU standard element 11)."""
    prerequisites: tuple[Text, ...] = ()
    """What is needed to enrol (EU optional element 1)."""
    grading: Text | None = None
    """The grading scheme in words (EU optional element 3 is the grade itself)."""
    stackability: Stackability | None = None
    """Standing alone and combining (EU optional element 4)."""
    further_information: tuple[Text, ...] = ()
    """Anything else a reader may need (EU optional element 5)."""
    routes: tuple[Literal["course", "recognition-of-prior-learning", "assessment-only"], ...] = (
        "course",
    )
    """The routes by which it can be had (EU-P-14, ASM-15)."""
    fields: Annotated[tuple[Annotated[str, Field(pattern=r"^\d{2,4}$")], ...], once(str)] = ()
    """Fields of study: ISCED-F 2013 codes of two to four digits."""
    teaching_languages: Annotated[tuple[Language, ...], once(str.lower)] = ()
    """The languages it is taught in."""
    needs: tuple[Need, ...] = ()
    """The needs it answers."""
    employers: tuple[Employer, ...] = ()
    """Partners from working life."""
    target_group: Text | None = None
    """Whom it is designed for (EU principle 8)."""
    price: Price | None = None
    """What it costs the learner."""
    expiry: Expiry | None = None
    """How long an award of it holds."""
    image: Iri | None = None
    """A picture of the badge; one is made from the title where there is none."""
    tags: Annotated[tuple[Line, ...], once(str)] = ()
    """Words to find it by."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        outcomes = [outcome.id for outcome in self.outcomes]
        no_twins("outcomes.id", outcomes)
        no_twins("assessments.id", (a.id for a in self.assessments))
        no_twins("routes", self.routes)
        if not isinstance(self.levels, NoLevel):
            no_twins("levels", (f"{one.framework} {one.value}" for one in self.levels))
        for assessment in self.assessments:
            for wanted in assessment.outcomes:
                if wanted not in outcomes:
                    raise ValueError(
                        f"assessments: {assessment.id!r} assesses {wanted!r}, "
                        "which is not among the outcomes"
                    )
        return self

    def assessment(self, local_id: str) -> Assessment | None:
        """Return the assessment with this local id, or None."""
        return next((a for a in self.assessments if a.id == local_id), None)

    def local_iri(self, local_id: str) -> str:
        """Return the address of a part of this achievement: its own id, ``#`` and the local id."""
        return f"{re.split('#', self.id)[0]}#{local_id}"
