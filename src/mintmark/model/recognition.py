"""Recognition: an application, what was found out, and the decision that a person makes of it.

After the Lisbon Recognition Convention (ETS 165, LRC for short): the authority decides within a
time limit that it named beforehand (III.5), recognises unless it shows a substantial difference
(III.3.5, IV.1, V.1, VI.1), states its reasons, tells what the applicant may do, and names the way
to appeal (III.5). The Global Convention of 2019 asks the same between regions.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from mintmark.model.achievement import Achievement
from mintmark.model.base import Day, Duration, Email, Iri, Line, LocalId, Noun, no_twins
from mintmark.model.comparison import Difference, Element, Suggestion, Target
from mintmark.model.event import Digest, Event, Paragraph, Person, Some
from mintmark.model.party import Organisation
from mintmark.model.prior_learning import Assessed, Claim


class Applicant(Noun):
    """Who applies."""

    name: Line
    """The full name."""
    id: Iri | None = None
    """The applicant's own address, for example a DID; the decision is issued to it."""
    email: Email | None = None
    """Where to write to the applicant; it goes into no credential."""


class Submitted(Noun):
    """A credential that the applicant handed in, as it was read."""

    credential: Line
    """Its id, or the name of its file where that is all there is."""
    file: Line
    """Its file, seen from the case's file."""
    digest: Digest
    """The digest of the credential's exact bytes."""
    achievement: Achievement | None = None
    """What was achieved; none where it cannot be read."""
    learner: Line | None = None
    """Whom it names."""
    learner_id: Iri | None = None
    """That person's address."""
    awarded_on: Day | None = None
    """The day of the award."""


class Verdict(Noun):
    """What verification said of one credential."""

    credential: Line
    """The credential's id."""
    standing: Literal["valid", "not-valid", "unchecked"]
    """Whether it holds; ``unchecked`` where that could not be found out."""
    code: Line | None = None
    """The error code where it is not valid or unchecked."""
    reason: Paragraph | None = None
    """The same in words."""
    vouched_by: Line | None = None
    """Who in the trust anchors vouches for its issuer."""


class SubstantialDifference(Noun):
    """A substantial difference: the only ground to withhold recognition (LRC VI.1)."""

    element: Element
    """In which element."""
    reason: Paragraph
    """What differs, and why that is substantial for what is asked."""
    outcome: LocalId | None = None
    """The target's outcome that it is about."""


class RecognitionDecision(Noun):
    """What a person decided, and why."""

    outcome: Literal["full", "partial", "refused"]
    """Full recognition, recognition under conditions or of a part, or none."""
    by: Person
    """Who decided: a person, who answers for it."""
    reasons: tuple[Paragraph, ...]
    """Why (LRC III.5)."""
    conditions: tuple[Paragraph, ...] = ()
    """What partial recognition takes besides, or what it leaves out."""
    differences: tuple[SubstantialDifference, ...] = ()
    """The substantial differences."""
    measures: tuple[Paragraph, ...] = ()
    """What the applicant may do to be recognised later (LRC III.5)."""
    despite: Paragraph | None = None
    """Why it is recognised although a credential is not valid or could not be checked."""
    valid_until: Day | None = None
    """The last day on which the decision holds; without an end where nothing is said."""


class Procedure(Noun):
    """What the office made known beforehand: who decides, how fast, and where to appeal."""

    office: Organisation
    """The office in which it is decided."""
    time_limit: Duration = "P4M"
    """How long a decision may take once the application is complete; four months at most."""
    appeal_within: Duration = "P30D"
    """How long after a decision the applicant may appeal."""
    appeal_to: Line
    """To whom."""


# ------------------------------------------------------------------------------ what happens


class Received(Event):
    """The application came in."""

    event: Literal["received", "received-incomplete"]
    """Whether it is complete; the time limit runs from the day on which it is (LRC III.5)."""
    applicant: Applicant
    """Who applies."""
    credentials: tuple[Submitted, ...] = ()
    """The credentials handed in."""
    claim: Claim | None = None
    """Prior learning that no credential shows."""
    missing: tuple[Line, ...] = ()
    """What is not there yet."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.credentials and self.claim is None:
            raise ValueError("must have credentials or a claim")
        if bool(self.missing) != (self.event == "received-incomplete"):
            raise ValueError(
                "missing: an incomplete application says what is missing, and no other"
            )
        no_twins("credentials.credential", (one.credential for one in self.credentials))
        return self


class Verified(Event):
    """The credentials were verified."""

    event: Literal["verified"]
    """What happened."""
    verdicts: Some[Verdict]
    """What verification said of each."""


class Asked(Event):
    """The office asked the applicant for something; the time limit stands still."""

    event: Literal["asked"]
    """What happened."""
    documents: Some[Line]
    """What it asked for."""


class Answered(Event):
    """The applicant answered; the time limit runs on, or begins."""

    event: Literal["answered"]
    """What happened."""
    credentials: tuple[Submitted, ...] = ()
    """The credentials that came with the answer."""


class Compared(Event):
    """The credentials were compared with the target. A comparison suggests and decides nothing."""

    event: Literal["compared"]
    """What happened."""
    suggestion: Suggestion
    """What it comes to."""
    differences: tuple[Difference, ...] = ()
    """What differs."""
    untold: tuple[Paragraph, ...] = ()
    """What could not be told."""
    methods: tuple[Line, ...] = ()
    """How it was compared, so that it can be made again."""


class Decided(Event):
    """A person decided."""

    event: Literal["decided"]
    """What happened."""
    decision: RecognitionDecision
    """The decision."""


class Appealed(Event):
    """The applicant appealed (LRC III.5)."""

    event: Literal["appealed"]
    """What happened."""
    grounds: Some[Paragraph]
    """Why."""
    admitted: Paragraph | None = None
    """Why it was taken although it came late."""


class AppealSettled(Event):
    """The appeal was decided, by another person than the one appealed against."""

    event: Literal["appeal-settled"]
    """What happened."""
    outcome: Literal["upheld", "changed"]
    """``upheld`` where the decision stays as it is, ``changed`` where there is another."""
    by: Person
    """Who decided about the appeal."""
    reasons: Some[Paragraph]
    """Why."""
    decision: RecognitionDecision | None = None
    """The new decision where it was changed."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.decision is None) == (self.outcome == "changed"):
            raise ValueError("decision: a changed decision stands here, and no other")
        return self


class Issued(Event):
    """The decision was issued as a verifiable credential."""

    event: Literal["issued"]
    """What happened."""
    credential: Iri
    """The credential's id."""
    digest: Digest
    """The digest of its exact bytes."""


class Closed(Event):
    """Nothing more is to come."""

    event: Literal["closed"]
    """What happened."""
    why: Literal["final", "withdrawn", "not-completed"]
    """The decision is final, the applicant withdrew, or what was asked for never came."""


AnyEvent = Annotated[
    Received
    | Verified
    | Asked
    | Answered
    | Compared
    | Assessed
    | Decided
    | Appealed
    | AppealSettled
    | Issued
    | Closed,
    Field(discriminator="event"),
]
"""Whatever can happen in a case."""


class RecognitionCase(Noun):
    """A recognition case: what is asked, of whom, and everything that happened, in order."""

    format: Literal["mintmark-recognition-case-1"]
    """Which form of file this is."""
    id: Iri
    """The case's own address."""
    procedure: Procedure
    """What the office made known beforehand."""
    target: Target
    """What recognition is asked for."""
    history: Some[AnyEvent]
    """Everything that happened, the oldest first. Entries are added and never changed."""
