"""What is asked, and what an answer is made of. All numbers are exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from mintmark.equivalence.facts import CONFIDENCES, Confidence, Conflict

Value = Fraction | str
"""Credits or hours as an exact number; a level as its name."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of learning: credits of a system, hours, or weeks.

    Attributes:
        value: how many; more than 0.
        unit: the id of the system, for example ``ECTS``, ``NZ:NZQCF`` or ``h``.
    """

    value: Fraction
    unit: str

    def __str__(self) -> str:
        return f"{number(self.value)} {self.unit}"


@dataclass(frozen=True, slots=True)
class LevelRef:
    """A level of a framework.

    Attributes:
        framework: the id of the framework, for example ``EQF`` or ``IE:NFQ``.
        value: the level, as the framework writes it.
    """

    framework: str
    value: str

    def __str__(self) -> str:
        return f"{self.framework}:{self.value}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step from what was asked to the answer.

    Attributes:
        start: the system or framework it begins at (its id).
        end: the one it ends at.
        method: how: ``published table``, ``annual ratio``, ``notional hours``, ``level map`` ...
        figure: the figure that it rests on, in words.
        source: who says so.
        confidence: how well that is known.
    """

    start: str
    end: str
    method: str
    figure: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another method or another source says.

    Attributes:
        value: its value; None where it says that there is no counterpart.
        low: the lowest it allows.
        high: the highest it allows.
        method: how it is found.
        steps: the steps, each with its source.
        doubt: why it may never decide, or None where it is only the second choice.
    """

    value: Value | None
    low: Value | None
    high: Value | None
    method: str
    steps: tuple[Step, ...]
    doubt: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all steps, each once."""
        return _sources(self.steps)

    @property
    def confidence(self) -> Confidence | None:
        """The confidence of the weakest step."""
        return _weakest(self.steps)


@dataclass(frozen=True, slots=True)
class Answer:
    """What something is worth elsewhere.

    Attributes:
        asked: what was asked about.
        to: the id of the system or framework asked for.
        as_of: the day asked about.
        value: the answer: a number of credits or a level. None says "cannot tell".
        low: the lowest value that a usable fact allows; None where nothing bounds it.
        high: the highest.
        method: how the value was found; None where there is none.
        steps: every step to the value, each with its figure and source.
        alternatives: what other methods and other sources say, where they differ.
        note: why it cannot be told, or what else to know.
        conflicts: disagreements between sources that touch this answer.
    """

    asked: Quantity | LevelRef
    to: str
    as_of: date
    value: Value | None
    low: Value | None
    high: Value | None
    method: str | None
    steps: tuple[Step, ...]
    alternatives: tuple[Alternative, ...] = ()
    note: str | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether there is an answer."""
        return self.value is not None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all steps, each once."""
        return _sources(self.steps)

    @property
    def confidence(self) -> Confidence | None:
        """The confidence of the weakest step; None where there is no answer."""
        return _weakest(self.steps)


def number(value: Fraction, rounding: str = ROUND_HALF_EVEN) -> str:
    """Return a number for people: with four decimals at most, or three digits where it is tiny.

    ``rounding`` is one of ``decimal``'s: ranges are shown with ``ROUND_FLOOR`` and
    ``ROUND_CEILING``, so that what is shown still holds.
    """
    with localcontext(prec=40, rounding=rounding):
        exact = Decimal(value.numerator) / value.denominator
        places = _PLACES if exact >= _SMALL else Decimal(1).scaleb(exact.adjusted() - 2)
        return f"{exact.quantize(places).normalize():f}"


_PLACES = Decimal("0.0001")
_SMALL = Decimal("0.1")


def _sources(steps: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.source for step in steps))


def _weakest(steps: tuple[Step, ...]) -> Confidence | None:
    return max((step.confidence for step in steps), key=CONFIDENCES.index, default=None)
