"""The achievement: what is learnt, how much, at what level, how it is assessed, and by whom."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mintmark.model.assessment import Assessment
from mintmark.model.base import Iri, Language, Line, Noun, no_twins, once
from mintmark.model.learning import LearningOutcome, Level, NoLevel, Workload
from mintmark.model.party import Organisation
from mintmark.model.standing import (
    Classification,
    Employer,
    Expiry,
    Need,
    Price,
    QualityAssurance,
    Registration,
    Review,
    Stackability,
)
from mintmark.model.text import Text


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
    qualification: Literal["full", "part", "none"] | None = None
    """Whether it is itself a qualification of a national framework, a part-qualification, or
    neither (DEF-A-11, DEF-S-01)."""
    award_class: Line | None = None
    """The class of award in the national system, for example ``special-purpose`` (IE)."""
    origin: (
        Literal[
            "unit-of-competency",
            "skill-set",
            "higher-education-module",
            "industry-learning",
            "training-programme",
            "other",
        ]
        | None
    ) = None
    """What kind of learning it certifies (DEF-A-05 to DEF-A-08)."""
    credit_bearing: bool | None = None
    """Whether a provider awards credit for it; nothing said means unknown."""
    transcriptable: bool | None = None
    """Whether it can stand on an institution's transcript (DEF-O-10)."""
    accountable: Line | None = None
    """The teacher, mentor or assessor who answers for it, by name or office (DEF-O-13)."""
    no_duplication: Text | None = None
    """Why it duplicates no quality-assured learning that there is already (NZL-07)."""
    study_modes: Annotated[tuple[Literal["full-time", "part-time"], ...], once(str)] = ()
    """Whether it is studied full-time, part-time, or either (IRL-08)."""
    review: Review | None = None
    """How it is kept up to date."""
    registrations: tuple[Registration, ...] = ()
    """The public registers and catalogues it stands in."""
    classifications: tuple[Classification, ...] = ()
    """National codes of its field or occupation."""
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
