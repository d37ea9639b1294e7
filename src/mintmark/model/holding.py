"""What a learner holds and offers to a stack, and what a stack says of it."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from mintmark.model.achievement import Achievement
from mintmark.model.award import Award
from mintmark.model.base import Line, Noun
from mintmark.model.party import Organisation


class Holding(Noun):
    """A credential as a stack sees it, after it was verified."""

    id: Line
    """The credential's id, or the name of its file where that is all there is."""
    file: str | None = None
    """The file it came in."""
    digest: str | None = None
    """The digest of the credential's exact bytes: ``sha384-`` and base64."""
    standing: Literal["valid", "not-valid", "unchecked"]
    """Whether it holds; ``unchecked`` where that could not be found out."""
    code: str | None = None
    """The error code where it is not valid or unchecked."""
    reason: str | None = None
    """The same in words."""
    achievement: Achievement | None = None
    """What was achieved; None where it cannot be read."""
    award: Award | None = None
    """How, when and by whom; None where it cannot be read."""
    valid_until: datetime | None = None
    """Until when it holds; None where that is open."""

    @property
    def issuer(self) -> Organisation | None:
        """Who signed it."""
        return self.achievement.issuer if self.achievement else None

    @property
    def awarding_body(self) -> Organisation | None:
        """Who awarded it: the body that it names, or else its issuer."""
        return (self.achievement.awarding_body if self.achievement else None) or self.issuer


class CredentialFinding(Noun):
    """What becomes of one credential, and why."""

    credential: Line
    """The credential's id."""
    file: str | None = None
    """The file it came in."""
    digest: str | None = None
    """The digest of the credential's exact bytes."""
    title: str | None = None
    """The achievement's title, in the rule's language where it has that."""
    counts: bool
    """Whether it counts."""
    groups: tuple[str, ...] = ()
    """The groups it counts in, by path: ``all``, ``all/core``."""
    credits: Fraction | None = None
    """How many credits it counts, in the rule's system."""
    low: Fraction | None = None
    """The fewest that a conversion allows."""
    high: Fraction | None = None
    """The most that a conversion allows."""
    method: str | None = None
    """How the credits were found: ``stated`` in the credential, or a conversion's method."""
    code: str | None = None
    """Why it does not count, as a code."""
    reason: str
    """Why it counts or does not, in words."""


class RequirementFinding(Noun):
    """How one requirement or limit stands."""

    group: str
    """The group's path."""
    id: str
    """The requirement's id."""
    asked: str
    """What is asked for, in words."""
    met: bool
    """Whether it is met; a limit is kept always, since what would break it does not count."""
    limit: bool
    """Whether it is a limit."""
    needed: Fraction
    """The bound: credits, a number, or a share."""
    got: Fraction
    """What counts towards it."""
    share: bool = False
    """Whether both are shares of the whole: 0.5 is half of it."""
    by: tuple[str, ...]
    """The credentials that count towards it."""


class Missing(Noun):
    """What has to be added in one group."""

    group: str
    """The group's path."""
    credits: Fraction = Fraction(0)
    """How many credits."""
    system: str | None = None
    """The credit system they are of."""
    number: int = 0
    """How many named things and credentials besides."""
    words: str
    """The same in words."""


class StackResult(Noun):
    """How far credentials fulfil a stack rule: a proposal, never an entitlement."""

    rule: str
    """The rule's id."""
    version: str
    """Its version."""
    title: str
    """The larger award's title."""
    as_of: date
    """The day asked about."""
    verdict: Literal["met", "not-met", "cannot-tell"]
    """``cannot-tell`` where something could not be checked that would decide."""
    proven: bool
    """Whether the allocation is the best there is; else it is the best found so far."""
    decided_by: str
    """Who must decide."""
    credentials: tuple[CredentialFinding, ...]
    """What becomes of each credential, oldest first."""
    requirements: tuple[RequirementFinding, ...]
    """How each requirement and limit stands, in the rule's order."""
    missing: tuple[Missing, ...] = ()
    """The least that has to be added; empty where the rule is met."""
    notes: tuple[str, ...] = ()
    """What whoever decides should know besides."""
