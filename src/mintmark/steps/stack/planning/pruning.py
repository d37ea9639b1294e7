"""Leave out, without losing any best plan, the offers that no best plan needs.

Out goes what cannot be taken; what neither counts nor is required by what counts; and what is
beaten in everything by as many others, each as good for the rule, as one plan can use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from mintmark.model import Wishes
from mintmark.steps.stack.planning.field import Candidate, Field
from mintmark.steps.stack.planning.money import Bill, bill, money
from mintmark.steps.stack.planning.options import Option, options
from mintmark.steps.stack.program import Row

_ALL: Final = 1 << 60


@dataclass(frozen=True)
class Choice:
    """A candidate that is worth looking at, with its times and its price.

    Attributes:
        candidate: the candidate.
        options: the times at which it can be taken, never none.
        bill: what it costs.
        foreign: whether it is in none of the learner's languages.
        unsuited: whether its form of participation does not suit.
    """

    candidate: Candidate
    options: tuple[Option, ...]
    bill: Bill
    foreign: bool
    unsuited: bool

    @cached_property
    def first(self) -> int:
        """The day on which it can end at the earliest, as an ordinal."""
        return min(option.end.toordinal() for option in self.options)

    @cached_property
    def hours(self) -> Fraction | int:
        """Its hours; whole ones as a whole number, which is compared faster."""
        hours = self.candidate.course.hours
        return int(hours) if hours.denominator == 1 else hours


def choices(field: Field, wishes: Wishes, given: Wishes, *, ordered: bool) -> list[Choice]:
    """Return the choices that have to be looked at.

    Args:
        field: what there is.
        wishes: the limits to keep.
        given: the limits that were asked for, some of which may be given up in ``wishes``.
        ordered: whether an offer is out that requires what nobody gives.
    """
    able = list(possible(field, wishes, given))
    return _useful(_reachable(able) if ordered else able, field)


def possible(field: Field, wishes: Wishes, given: Wishes) -> Iterator[Choice]:
    """Yield what can be taken within the limits, one by one; arguments as for ``choices``."""
    for candidate in field.candidates:
        found = _choice(candidate, field, wishes, given)
        if found is not None:
            yield found


def _choice(one: Candidate, field: Field, wishes: Wishes, given: Wishes) -> Choice | None:
    course = one.course
    foreign = not _speaks(course.languages, given.languages)
    unsuited = bool(given.modes) and course.mode not in given.modes
    if (foreign and wishes.languages) or (unsuited and wishes.modes):
        return None
    if wishes.max_hours is not None and course.hours > wishes.max_hours:
        return None
    costs = bill(course, given.funds)
    if wishes.max_cost is not None and money(costs.least) > wishes.max_cost:
        return None
    # Nothing speaks for a later day: no full weeks, nothing that comes before, nothing that ends.
    free = given.hours_per_week is None and not (one.needs or one.order or one.span)
    begin = max(given.begin or field.as_of, field.as_of)
    times = options(course, begin, field.as_of, wishes.by, free=free, span=one.span)
    most = wishes.hours_per_week
    fitting = [each for each in times if most is None or each.fullest <= most]
    if not fitting:
        return None
    if free:
        fitting = [min(fitting, key=lambda each: (each.end, each.start))]
    return Choice(one, tuple(fitting), costs, foreign, unsuited)


def _speaks(taught: Sequence[str], spoken: Sequence[str]) -> bool:
    """Say whether one can study in a language: ``en`` does for ``en-IE``; unsaid is none."""
    if not spoken:
        return True
    known = [one.lower() for one in spoken]
    return any(
        one.lower() == each or one.lower().startswith(f"{each}-")
        for one in taught
        for each in known
    )


def _reachable(able: list[Choice]) -> list[Choice]:
    """Leave out what requires something that nobody gives."""
    while True:
        there = {thing for one in able for thing in one.candidate.facts.things}
        left = [one for one in able if there.issuperset(one.candidate.needs)]
        if len(left) == len(able):
            return left
        able = left


def _useful(able: list[Choice], field: Field) -> list[Choice]:
    """Keep what brings a requirement nearer, and what that requires."""
    rows = field.whole.rows
    kept = {
        one.candidate.number
        for one in able
        if any(
            part.weight > 0 if rows[part.row].floor else part.weight < 0
            for part in field.parts[one.candidate.number]
        )
    }
    while True:
        wanted = {
            thing
            for one in able
            if one.candidate.number in kept
            for thing in (*one.candidate.needs, *one.candidate.order)
        }
        more = {
            one.candidate.number
            for one in able
            if one.candidate.number not in kept
            and not wanted.isdisjoint(one.candidate.facts.things)
        }
        if not more:
            return [one for one in able if one.candidate.number in kept]
        kept |= more


def _wanted(able: Iterable[Choice]) -> Iterable[str]:
    for one in able:
        yield from one.candidate.needs
        yield from one.candidate.order


# ------------------------------------------------------------------------------ who beats whom


def unbeaten(
    able: list[Choice],
    field: Field,
    *,
    loose: bool,
    only: Literal["cost", "hours"] | None = None,
    spare: int = 0,
) -> list[Choice]:
    """Leave out what enough others beat in everything.

    First by achievement: of two ways to the same one, a plan takes only one, so that one better
    way is enough. Then by what they do for the rule: as many better ones as a plan can use.

    Args:
        able: the choices.
        field: what there is.
        loose: whether it does not matter in which week an offer is taken.
        only: the only measure that matters, if one does; no limit is set to any other.
        spare: how many sets of offers may not be taken: each may be what a better one would make.
    """
    beats = _Beats(loose, only)
    wanted = frozenset(_wanted(able))
    alike: dict[object, list[Choice]] = {}
    for one in sorted(able, key=beats.merit):
        alike.setdefault(_same(one, field), []).append(one)
    single = [
        one for group in alike.values() for one in _front(group, 1 + spare, beats, apart=False)
    ]
    kinds: dict[object, list[Choice]] = {}
    for one in sorted(single, key=beats.merit):
        kinds.setdefault(_kind(one, field, wanted), []).append(one)
    left = [
        one
        for group in kinds.values()
        for one in _front(group, _usable(group[0], field) + spare, beats, apart=True)
    ]
    return sorted(left, key=lambda one: one.candidate.number)


def _same(one: Choice, field: Field) -> object:
    """Return what makes two candidates ways to the same; versions of one achievement may differ."""
    number, facts = one.candidate.number, one.candidate.facts
    return facts.achievement.id, facts.things, field.boxes[number], field.kinds[number]


def _kind(one: Choice, field: Field, wanted: frozenset[str]) -> object:
    """Return what makes two candidates the same to the rule; itself where nothing is like it."""
    number = one.candidate.number
    alone = number in field.entangled or not wanted.isdisjoint(one.candidate.facts.things)
    if alone or one.candidate.order:
        return number, one.candidate.course.achievement.id
    return field.boxes[number], field.kinds[number]


def _usable(one: Choice, field: Field) -> int:
    """Return as many as a plan can need of a kind, or a number that is never reached.

    Of more than that one could be left out: in each group enough of the kind stay to meet by
    themselves what they help there. Only a share that they help may need more: as many as
    outweigh what speaks against it, which is there only for what the kind alone does not meet.
    """
    program, parts = field.whole, field.parts[one.candidate.number]
    most = _needed(0, one, field)
    helping = [part for part in parts if part.row in field.shares and part.weight < 0]
    if not helping:
        return most
    if len(field.shares) > 1:
        return _ALL
    met = {part.row for part in parts if program.rows[part.row].group == 0}
    others = sum(
        _times(row, field.weights[number].small)
        for number, row in enumerate(program.rows)
        if row.floor and number not in met
    )
    against = field.weights[helping[0].row].most
    return most + 1 + others * against // -helping[0].weight


def _needed(box: int, one: Choice, field: Field) -> int:
    """Return how many of a kind can be of use in a group and those inside it, at least 1."""
    program = field.whole
    rows = (
        1 if program.rows[part.row].sets else _times(program.rows[part.row], part.weight)
        for part in field.parts[one.candidate.number]
        if program.rows[part.row].group == box and program.rows[part.row].floor
    )
    places = field.boxes[one.candidate.number]
    inner = sum(_needed(each, one, field) for each in program.inside(box) if each in places)
    return max(1, inner, *rows, 0)


def _times(row: Row, weight: int) -> int:
    """Return how many of a weight reach a floor."""
    return row.bound if row.sets else -(-row.bound // weight)


def _front(group: list[Choice], enough: int, beats: _Beats, *, apart: bool) -> Iterable[Choice]:
    """Yield those of a group, best first, that fewer than ``enough`` others beat.

    Args:
        group: the group.
        enough: how many have to beat one.
        beats: who beats whom.
        apart: whether those have to be of achievements of their own, since one plan may use all.
    """
    kept: list[Choice] = []
    for one in group:
        beaten: set[object] = set()
        mine = one.candidate.course.achievement.id
        for other in kept:
            its = other.candidate.course.achievement.id
            who = its if apart else other.candidate.number
            if not (apart and its == mine) and who not in beaten and beats(other, one):
                beaten.add(who)
                if len(beaten) == enough:
                    break
        else:
            kept.append(one)
    return kept


@dataclass(frozen=True, slots=True)
class _Beats:
    """Says whether one can stand wherever another does, and is worse in nothing.

    Attributes:
        loose: whether it does not matter in which week an offer is taken.
        only: the only measure that matters, if one does.
    """

    loose: bool
    only: Literal["cost", "hours"] | None

    def merit(self, one: Choice) -> tuple[Fraction | int, ...]:
        """Return the order in which who beats another comes before it."""
        first = one.hours if self.only == "hours" else one.bill.rest
        return first, one.hours, one.bill.rest, one.first, one.candidate.number

    def __call__(self, better: Choice, one: Choice) -> bool:
        """Say whether the first beats the second."""
        a, b = better.candidate, one.candidate
        if self.only != "cost" and better.hours > one.hours:
            return False
        if self.only != "hours" and not better.bill.beats(one.bill):
            return False
        if better.foreign > one.foreign or better.unsuited > one.unsuited or a.span != b.span:
            return False
        if not (_among(a.needs, b.needs) and _among(a.order, b.order)):
            return False
        if self.only is not None and not (a.needs or a.order or a.span):
            return True
        return all(any(self._fits(mine, its, a) for mine in better.options) for its in one.options)

    def _fits(self, mine: Option, its: Option, a: Candidate) -> bool:
        """Say whether one time does wherever the other does."""
        exactly = a.span is not None or a.order
        if mine.end > its.end or (exactly and mine.end != its.end):
            return False
        if a.needs and mine.start < its.start:
            return False
        return self.loose or all(
            load <= its.loads.get(week, 0) for week, load in mine.loads.items()
        )


def _among(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not some or set(some) <= set(others)
