"""What is compared: the sources, each once, with what each is worth in the target's terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mintmark.equivalence import Answer, credits_in, level_in
from mintmark.equivalence.library import library
from mintmark.errors import UsageError
from mintmark.model import Achievement, Award, Holding, LevelFloor, NoLevel, Target
from mintmark.model.comparison import Told
from mintmark.steps.recognise.comparing.texts import Statement, statements


@dataclass(frozen=True)
class Source:
    """Something that was learnt.

    Attributes:
        holding: it, as it was verified.
        achievement: what was achieved.
        award: how; None where only the offer is compared.
        statements: its outcomes.
    """

    holding: Holding
    achievement: Achievement
    award: Award | None
    statements: tuple[Statement, ...]

    @property
    def id(self) -> str:
        """The credential's id."""
        return self.holding.id


def gather(
    given: Iterable[Holding | Achievement], as_of: date
) -> tuple[list[Source], tuple[str, ...]]:
    """Return what can be compared, by id, and what is left out, with the reason in words."""
    whole = [_held(one) if isinstance(one, Achievement) else one for one in given]
    kept: dict[str, Source] = {}
    left: list[str] = []
    for one in sorted(whole, key=_order):
        why = _refusal(one, as_of)
        if one.id in kept:
            if one != kept[one.id].holding:
                left.append(f"{one.id}: it is there twice, and one copy was compared.")
        elif why or one.achievement is None:
            left.append(f"{one.id}: {why or 'it cannot be read.'}")
        else:
            said = statements(one.achievement)
            kept[one.id] = Source(one, one.achievement, one.award, said)
    return list(kept.values()), tuple(dict.fromkeys(left))


def _held(achievement: Achievement) -> Holding:
    return Holding(
        id=achievement.id,
        standing="unchecked",
        reason="It is described, and nobody is said to have achieved it.",
        achievement=achievement,
    )


def _order(one: Holding) -> tuple[str, int, str, str]:
    """The stated order: by id; of twins the valid one, then the one whose content sorts first."""
    worst = ("valid", "unchecked", "not-valid").index(one.standing)
    return one.id, worst, one.file or "", one.model_dump_json()


def _refusal(one: Holding, as_of: date) -> str | None:
    if one.standing == "not-valid":
        return one.reason or "the credential is not valid."
    if one.award is not None and one.award.awarded_on > as_of:
        return f"it was awarded on {one.award.awarded_on} only."
    return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the target asks for beside its outcomes.

    Attributes:
        system: the credit system counted in; None where there is none.
        credits: the fewest credits; None where nothing is asked.
        levels: the level asked for, in each framework that names it; empty where none is.
    """

    system: str | None
    credits: Fraction | None
    levels: tuple[LevelFloor, ...]


def asked_of(target: Target, as_of: date) -> Asked:
    """Return what a target asks for: what it says itself, or else what its achievement has."""
    system, least = target.counted_in, target.minimum_credits
    if least is None and system is not None:
        own = worth(target.achievement, system, as_of).value
    else:
        own = None if least is None else Fraction(least)
    if target.minimum_level is not None:
        return Asked(system, own, (target.minimum_level,))
    levels = target.achievement.levels
    stated = () if isinstance(levels, NoLevel) else levels
    floors = tuple(LevelFloor(framework=one.framework, at_least=one.value) for one in stated)
    return Asked(system, own, floors)


@dataclass(frozen=True, slots=True)
class Worth:
    """Credits in a system: the value, its range, how it was found and who says so."""

    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    method: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None


def worth(achievement: Achievement, system: str, as_of: date) -> Worth:
    """Return what an achievement is worth in a credit system, or in hours (``h``)."""
    workload = achievement.workload
    said = workload.in_system(system) if workload else None
    if said is not None:
        value = Fraction(said)
        return Worth(value, value, value, "stated", ("the record itself",))
    try:
        answer = credits_in(workload, system, as_of)
    except UsageError as error:
        return Worth(None, note=error.message)
    if answer is None:
        return Worth(None, note="It does not say how large it is, or in no terms known here.")
    value_, low, high = (_fraction(one) for one in (answer.value, answer.low, answer.high))
    return Worth(value_, low, high, answer.method, answer.sources, answer.note)


def _fraction(value: Fraction | str | None) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A level held against the one asked for."""

    framework: str
    level: str | None
    reaches: Told
    method: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None


def standing(achievement: Achievement, floors: Sequence[LevelFloor], as_of: date) -> Standing:
    """Return how a level stands to those asked for: the first framework in which it can be told."""
    told = [_in_framework(achievement, floor, as_of) for floor in floors]
    return next((one for one in told if one.reaches != "cannot-tell"), told[0])


def _in_framework(achievement: Achievement, floor: LevelFloor, as_of: date) -> Standing:
    name, levels = floor.framework, achievement.levels
    if isinstance(levels, NoLevel):
        return Standing(name, None, "cannot-tell", note=f"No level: {levels.not_applicable}")
    if any((one.framework, one.value) == (name, floor.at_least) for one in levels):
        return Standing(name, floor.at_least, "yes", "stated", ("the record itself",))
    try:
        answer = level_in(levels, name, as_of)
    except UsageError as error:
        return Standing(name, None, "cannot-tell", note=error.message)
    if answer is None:
        note = "It names no level, or none known here."
        return Standing(name, None, "cannot-tell", note=note)
    value = answer.value if isinstance(answer.value, str) else None
    return Standing(
        name, value, _reaches(answer, floor), answer.method, answer.sources, answer.note
    )


def _reaches(answer: Answer, floor: LevelFloor) -> Told:
    framework = library().find_framework(floor.framework)
    least = framework.level(floor.at_least)
    if least is None:
        return "cannot-tell"
    rank = framework.levels.index
    ends = [one for one in (answer.low, answer.high) if isinstance(one, str)]
    ends = [answer.value] if isinstance(answer.value, str) else ends
    if not ends:
        return "cannot-tell"
    reached = {rank(end) >= rank(least) for end in ends}
    if reached == {False} and answer.value is None and answer.high is None:
        return "cannot-tell"
    return "cannot-tell" if len(reached) > 1 else "yes" if reached == {True} else "no"
