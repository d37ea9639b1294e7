"""Prior learning without a credential: what somebody claims, shows, and is found to have learnt.

Recognition of prior learning, as UNESCO and the Council Recommendation of 20 December 2012 on
validation have it: identification and documentation are the claim, assessment is the assessment,
certification is the decision and what is issued for it.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from mintmark.model.base import Line, LocalId, Noun, no_twins
from mintmark.model.event import Digest, Event, Paragraph, Person, Some


class EvidenceItem(Noun):
    """One thing that shows an outcome: a file, or what somebody who saw it says."""

    kind: Literal["file", "testimony"]
    """A file, or a testimony."""
    name: Line
    """The file's name, seen from the claim; a testimony's title."""
    digest: Digest | None = None
    """The digest of the file; it is worked out when the claim is handed in."""
    by: Person | None = None
    """Who testifies."""
    says: Paragraph | None = None
    """What the witness says, or what the file shows."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.kind == "testimony" and (self.by is None or self.says is None):
            raise ValueError("by: a testimony says who testifies, and what")
        return self


class ClaimedOutcome(Noun):
    """One outcome that somebody claims to have, and what shows it."""

    outcome: LocalId
    """The target's outcome."""
    statement: Paragraph
    """How and where it was learnt, in the applicant's own words."""
    evidence: Some[EvidenceItem]
    """What shows it."""


class Claim(Noun):
    """Prior learning that no credential shows."""

    outcomes: Some[ClaimedOutcome]
    """The outcomes claimed."""

    @model_validator(mode="after")
    def _once(self) -> Self:
        no_twins("outcomes.outcome", (one.outcome for one in self.outcomes))
        return self


class SecondOpinion(Noun):
    """What a second assessor found."""

    by: Person
    """The second assessor."""
    result: Literal["shown", "not-shown"]
    """Whether the outcome was shown."""


class Assessed(Event):
    """An assessor found that a claimed outcome was shown, or was not."""

    event: Literal["assessed"]
    """What happened."""
    outcome: LocalId
    """The target's outcome."""
    by: Person
    """The assessor."""
    method: Line
    """How it was assessed: portfolio, interview, demonstration, test ..."""
    result: Literal["shown", "not-shown"]
    """Whether the outcome was shown."""
    grounds: Paragraph
    """What that rests on."""
    second: SecondOpinion | None = None
    """What a second assessor found, where there was one."""

    @property
    def shown(self) -> bool | None:
        """Whether the outcome was shown; None where two assessors disagree."""
        if self.second is not None and self.second.result != self.result:
            return None
        return self.result == "shown"
