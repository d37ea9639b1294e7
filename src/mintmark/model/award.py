"""The award: who showed which outcomes, how well, when, where, and how that was checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from mintmark.model.base import Email, Iri, Line, LocalId, Noun, Share, once
from mintmark.model.larger import Decision, Part
from mintmark.model.party import Identifier
from mintmark.model.text import Text


class Learner(Noun):
    """The person who owns the credential (EU standard element 1)."""

    name: Line
    """The full name."""
    id: Iri | None = None
    """The learner's own address, for example a DID of the learner's wallet."""
    given_name: Line | None = None
    """Given name."""
    family_name: Line | None = None
    """Family name."""
    email: Email | None = None
    """E-mail address; it goes into a credential only as a salted hash."""
    date_of_birth: date | None = None
    """Date of birth; it never goes into a credential by itself."""
    identifiers: tuple[Identifier, ...] = ()
    """Student numbers and the like."""


class Result(Noun):
    """The result of one assessment, held against its rubric and pass mark."""

    assessment: LocalId
    """Which of the achievement's assessments."""
    score: Share | None = None
    """The mark as a share of the full mark: 0.93 is 93 %."""
    level: LocalId | None = None
    """The rubric level that was reached."""
    grade: Line | None = None
    """The grade as the provider writes it (EU optional element 3)."""
    points: Decimal | None = Field(default=None, ge=0, le=100_000)
    """Points, where the rubric has them."""


class Evidence(Noun):
    """Something that shows the achievement: a piece of work, a film, a report."""

    url: Iri | None = None
    """Where it is."""
    name: Line | None = None
    """What it is called."""
    narrative: Text | None = None
    """How it shows the achievement."""


def _address(evidence: Evidence) -> str | None:
    return evidence.url


def _name(part: Part) -> str:
    return part.id


class IdentityCheck(Noun):
    """How it was made sure that the learner was the person assessed."""

    method: Line
    """For example ``passport``, ``eIDAS``, ``student card, in person``."""
    checked_on: date | None = None
    """When."""


class Award(Noun):
    """The decision that one learner has achieved one achievement."""

    id: Iri
    """Its own address; a credential issued for it carries it on."""
    achievement: Iri
    """The achievement's id."""
    learner: Learner
    """Who achieved it."""
    awarded_on: date
    """The day of the award (EU standard element 5)."""
    results: tuple[Result, ...] = ()
    """The results, one for each assessment at most."""
    route: Literal["course", "recognition-of-prior-learning", "assessment-only"] = "course"
    """How the learner came to it."""
    identity_check: IdentityCheck | None = None
    """How the learner's identity was checked."""
    formative_done: bool | None = None
    """Whether the learner practised in a formative assessment first."""
    place: Line | None = None
    """Where it was awarded (EU principle 9)."""
    started_on: date | None = None
    """When the learning began."""
    ended_on: date | None = None
    """When the learning ended."""
    evidence: Annotated[tuple[Evidence, ...], once(_address)] = ()
    """What shows it."""
    assessor: Line | None = None
    """Who is accountable for the assessment (DEF-O-13)."""
    parts: Annotated[tuple[Part, ...], once(_name)] = ()
    """The credentials it is made of, where it is a larger award."""
    decision: Decision | None = None
    """Who decided that these parts make the award."""
