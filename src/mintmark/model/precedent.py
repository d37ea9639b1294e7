"""What is remembered of cases: when a decision is due, and what was decided before."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from mintmark.model.base import Noun


class AchievementSketch(Noun):
    """An achievement as precedents are found by it."""

    id: str
    """Its id."""
    version: str
    """Its version."""
    title: str
    """Its title, in its own language."""
    words: tuple[str, ...]
    """The words of its title and outcomes, folded, each once, in alphabetical order."""


class Precedent(Noun):
    """An earlier decision."""

    case: str
    """The case's id."""
    achievements: tuple[AchievementSketch, ...]
    """What was held against the target."""
    target: str
    """The target's id."""
    target_version: str
    """Its version."""
    target_title: str
    """Its title."""
    kind: str
    """What was asked for."""
    outcome: Literal["full", "partial", "refused"]
    """What was decided."""
    decided_on: date
    """When."""
    on_appeal: bool
    """Whether on appeal; what was decided before that is no precedent."""
    under_appeal: bool
    """Whether an appeal against it is open."""
    valid_until: date | None = None
    """The last day on which it holds."""
    reasons: tuple[str, ...]
    """Why."""
    conditions: tuple[str, ...] = ()
    """Under which conditions."""
    differences: tuple[str, ...] = ()
    """The elements in which there is a substantial difference."""


class CaseEntry(Noun):
    """A case as a list of cases has it."""

    case: str
    """Its id."""
    state: str
    """Which state it is in."""
    applicant: str
    """Who applied."""
    title: str
    """The target's title."""
    kind: str
    """What is asked for."""
    due: date | None
    """The last day for a decision; None where it is decided or the time limit stands still."""
    waiting_since: date | None
    """Since when the office waits for the applicant."""
    precedent: Precedent | None = None
    """What was decided; None while nothing is."""


class PrecedentFound(Noun):
    """A precedent, and how it is like the case at hand."""

    file: str
    """The earlier case's file."""
    precedent: Precedent
    """The earlier decision."""
    achievement: str
    """The earlier achievement's id."""
    title: str
    """Its title."""
    alike: Literal["same", "other-version", "near"]
    """The same achievement in the same version, in another one, or a near-equal achievement."""
    score: Fraction
    """How near: the mean, over its outcomes, of the best match; 1 where it is the same."""
    same_target: bool
    """Whether it was held against the same target."""
    in_force: bool
    """Whether the decision still holds and no appeal against it is open."""
