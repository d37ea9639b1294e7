"""The comparison: what learning is equivalent to, element by element. A person decides.

The five elements are those in which qualifications are held against each other under the Lisbon
Recognition Convention, as the European Area of Recognition manual names them: level, workload,
quality, profile and learning outcomes. Only a substantial difference in one of them is a reason
not to recognise. Whether a difference is substantial is for a person to say.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, Literal, Self, get_args

from pydantic import model_validator

from mintmark.model.achievement import Achievement
from mintmark.model.base import Amount, Line, LocalId, Noun, Share, no_twins
from mintmark.model.stacking import LevelFloor

Told = Literal["yes", "no", "cannot-tell"]
"""Whether something is so; ``cannot-tell`` where nothing says."""

Element = Literal["level", "workload", "quality", "profile", "outcomes"]
"""One of the five elements of a qualification."""

Basis = Literal["same-address", "same-entry", "wording", "meaning"]
"""Why two outcomes are held to be alike, the surest first: they are one outcome; both are aligned
with the same entry of a framework; they read alike; an embedding puts them near each other."""

Demand = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""What the verb of an outcome asks for: the six processes of Bloom's taxonomy, revised 2001."""

DEMANDS: Final[tuple[Demand, ...]] = get_args(Demand)
"""The least demanding first."""


class OutcomeCredits(Noun):
    """How many of the target's credits stand for one of its outcomes."""

    outcome: LocalId
    """The outcome."""
    credits: Amount
    """Its credits, in the target's system."""


class Target(Noun):
    """What learning is held against: a part of the receiving institution's own curriculum."""

    kind: Literal["module", "qualification", "exemption", "access"] = "module"
    """What is asked for: credit for a module, a whole qualification, exemption from a part without
    credit, or access to a programme."""
    achievement: Achievement
    """The module's descriptor: its outcomes, workload, level, assessments and quality assurance."""
    essential: tuple[LocalId, ...] = ()
    """The outcomes that must not be missing; none named means that nobody has said, and then any
    missing outcome may be a substantial difference."""
    enough: Share | None = None
    """The share of the outcomes that is enough where no essential one is missing. Where nothing is
    said the essential ones are enough, and where none is named, all are needed."""
    minimum_level: LevelFloor | None = None
    """The lowest level that is accepted; the achievement's own where nothing is said."""
    system: Line | None = None
    """The credit system to count in; the first of the achievement's where nothing is said."""
    minimum_credits: Amount | None = None
    """The fewest credits that are accepted; the achievement's own where nothing is said."""
    credits_by_outcome: tuple[OutcomeCredits, ...] = ()
    """How the credits spread over the outcomes, where the institution has said so."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        known = {outcome.id for outcome in self.achievement.outcomes}
        no_twins("essential", self.essential)
        no_twins("credits_by_outcome", (one.outcome for one in self.credits_by_outcome))
        spread = tuple(one.outcome for one in self.credits_by_outcome)
        for place, named in (("essential", self.essential), ("credits_by_outcome", spread)):
            for outcome in named:
                if outcome not in known:
                    raise ValueError(f"{place}: {outcome!r} is not among the target's outcomes")
        if self.minimum_credits is not None and self.system is None and not self._systems:
            raise ValueError("system: must be named where minimum_credits is")
        return self

    @property
    def _systems(self) -> tuple[str, ...]:
        workload = self.achievement.workload
        return tuple(one.system for one in workload.credits) if workload else ()

    @property
    def counted_in(self) -> str | None:
        """The credit system to count in, ``h`` for hours; None where the target gives neither."""
        workload = self.achievement.workload
        hours = "h" if workload and workload.hours is not None else None
        return self.system or next(iter(self._systems), hours)


class OutcomeMatch(Noun):
    """One outcome of a source that is like one of the target, with the evidence for it."""

    credential: Line
    """The source it stands in."""
    outcome: LocalId
    """Its id there."""
    title: str
    """What it says, in the language in which it was compared."""
    basis: Basis
    """Why it is held to be alike."""
    score: Fraction
    """How alike, from 0 to 1: for entries the share of the target's that the source has too, else
    as the method says."""
    strength: Literal["same", "near"]
    """``same`` where the method takes the score for the same outcome, ``near`` where a person has
    to read both."""
    language: str | None = None
    """The language in which the wording was compared; None where it was not."""
    shared: tuple[str, ...] = ()
    """The evidence: the addresses or the words that both have, in the target's order."""
    lacking: tuple[str, ...] = ()
    """The addresses or words of the target's outcome that the source's does not have."""
    demand: Demand | None = None
    """What its verb asks for; None where that cannot be told."""
    demand_of_target: Demand | None = None
    """What the verb of the target's outcome asks for; None where that cannot be told."""
    assessed: Told = "cannot-tell"
    """Whether the source assesses it; a source that names no assessment does not say."""
    assessed_in_target: Told = "cannot-tell"
    """Whether the target assesses its outcome."""
    reached: tuple[str, ...] = ()
    """The levels of the rubrics, or else the grades or scores, that the award gives for it."""

    @property
    def asks_for_less(self) -> bool:
        """Whether its verb is known to ask for less than the target's."""
        if self.demand is None or self.demand_of_target is None:
            return False
        return DEMANDS.index(self.demand) < DEMANDS.index(self.demand_of_target)

    @property
    def lacks_assessment(self) -> bool:
        """Whether the target assesses the outcome and the source is known not to."""
        return self.assessed == "no" and self.assessed_in_target == "yes"


class OutcomeCoverage(Noun):
    """How far one outcome of the target is covered."""

    outcome: LocalId
    """The target's outcome."""
    title: str
    """What it says, in the target's language."""
    essential: bool
    """Whether the institution says that it must not be missing."""
    covered: Literal["covered", "partly", "not-found", "cannot-tell"]
    """``not-found`` where nothing in the sources reads like it, which does not prove that it is
    missing; ``cannot-tell`` where there was no language in which to compare."""
    reason: str
    """Why, in words."""
    at_level: Told | None = None
    """Whether a source that it is matched with reaches the level asked for; None where no level is
    asked for or nothing is matched."""
    quality_enough: Told | None = None
    """Whether such a source is quality assured and assessed as the target is; None where the target
    says nothing of that, or nothing is matched."""
    credits: Fraction | None = None
    """How many of the target's credits stand for it, where the institution has said so."""
    matches: tuple[OutcomeMatch, ...] = ()
    """The best matches, at most five, the surest first."""


class SourceCoverage(Noun):
    """What one source brings: its credits and its level, in the target's terms."""

    credential: Line
    """The source's id."""
    title: str
    """What it is called."""
    standing: Literal["valid", "unchecked"]
    """Whether it was verified."""
    outcomes: tuple[LocalId, ...] = ()
    """The target's outcomes that it is matched with."""
    credits: Fraction | None = None
    """Its credits in the target's system; None where that cannot be told."""
    low: Fraction | None = None
    """The fewest that a conversion allows; None where nothing bounds it."""
    high: Fraction | None = None
    """The most that a conversion allows; None where nothing bounds it."""
    credits_method: str | None = None
    """How the credits were found."""
    credits_sources: tuple[str, ...] = ()
    """Who says so."""
    level_framework: str | None = None
    """The framework in which its level was held against the target's."""
    level: str | None = None
    """Its level there; None where that cannot be told."""
    level_method: str | None = None
    """How the level was found."""
    level_sources: tuple[str, ...] = ()
    """Who says so."""
    reaches_level: Told = "cannot-tell"
    """Whether that is at least the level asked for."""
    quality_enough: Told = "cannot-tell"
    """Whether it is quality assured and assessed at least as the target is."""
    notes: tuple[str, ...] = ()
    """What to know besides: why something cannot be told, what a conversion leaves open."""


class Coverage(Noun):
    """The table: how far the target is covered, by outcomes, by credits and by level.

    A share has two ends: the low one counts what is covered, the high one also what is covered
    partly and what cannot be told.
    """

    outcomes: tuple[OutcomeCoverage, ...]
    """A row for each outcome of the target, in its order."""
    sources: tuple[SourceCoverage, ...]
    """A row for each source, by id."""
    share_low: Fraction | None
    """The share of the target's outcomes that is covered; None where it names no outcomes."""
    share_high: Fraction | None
    """The same with what is partly covered and what cannot be told."""
    credits_share_low: Fraction | None = None
    """The share by the credits of the outcomes; None unless every outcome has credits."""
    credits_share_high: Fraction | None = None
    """The same with what is partly covered and what cannot be told."""
    system: str | None = None
    """The credit system counted in."""
    credits_needed: Fraction | None = None
    """How many credits are asked for; None where the target asks for none."""
    credits: Fraction | None = None
    """The credits of the sources that are matched; None where any of them cannot be told."""
    credits_low: Fraction | None = None
    """The fewest that conversions allow."""
    credits_high: Fraction | None = None
    """The most that conversions allow, with the sources that could not be read; None where nothing
    bounds them."""
    credits_at_level: Fraction | None = None
    """How many of the credits are known to be at the level asked for, or above."""
    credits_enough: Told | None = None
    """Whether the credits reach what is asked for; None where nothing is asked."""
    framework: str | None = None
    """The framework of levels held against."""
    level_needed: str | None = None
    """The lowest level that is accepted; None where the target asks for none."""
    level_enough: Told | None = None
    """Whether every outcome that is matched is matched at that level; None where nothing is asked
    or nothing is matched."""


class Difference(Noun):
    """Something in which the sources differ from the target."""

    element: Element
    """In which element."""
    code: str
    """What kind of difference, as a stable name: ``level-lower``, ``outcome-not-found`` ..."""
    detail: str
    """The difference in words."""
    substantial: Literal["may-be", "unlikely", "cannot-tell"]
    """Whether it may be a substantial difference; never more than that: a person decides."""
    outcome: LocalId | None = None
    """The target's outcome that it is about."""
    credentials: tuple[str, ...] = ()
    """The sources that it is about."""


class Suggestion(Noun):
    """What the comparison suggests. It is no decision."""

    value: Literal["full", "partial", "none", "cannot-tell"]
    """``cannot-tell`` where what is not known would make the difference."""
    at_least: Literal["full", "partial", "none"]
    """The suggestion if all that is not known were at its worst."""
    at_most: Literal["full", "partial", "none"]
    """The suggestion if all that is not known were at its best."""
    reasons: tuple[str, ...]
    """Why, in words."""


class Method(Noun):
    """How wording or meaning was compared, so that the same comparison can be made again."""

    name: Line
    """The ranker."""
    version: Line
    """Its version; another version may give other scores."""
    same: Fraction
    """From which score on two outcomes are taken for the same."""
    near: Fraction
    """From which score on a person should read both."""


class Comparison(Noun):
    """What learning is equivalent to in a curriculum: evidence and a suggestion, no decision."""

    kind: Literal["module", "qualification", "exemption", "access"]
    """What is asked for."""
    target: str
    """The target's id."""
    target_version: str
    """Its version."""
    target_title: str
    """What it is called."""
    as_of: date
    """The day whose facts were taken."""
    coverage: Coverage
    """The table."""
    differences: tuple[Difference, ...]
    """What differs, by element in the order of ``Element``."""
    suggestion: Suggestion
    """What it comes to, as a suggestion."""
    left_out: tuple[str, ...] = ()
    """Sources that were not compared, each with the reason in words."""
    untold: tuple[str, ...] = ()
    """What could not be told, in words."""
    methods: tuple[Method, ...]
    """The rankers."""


class Nearness(Noun):
    """How near one entry of a catalogue comes to a source. It is a place to look, no comparison."""

    target: str
    """The entry's id."""
    title: str
    """What it is called."""
    score: Fraction
    """The mean, over the entry's outcomes, of the best score that any outcome of the source has."""
    outcomes: tuple[LocalId, ...]
    """The entry's outcomes that something in the source is like."""
