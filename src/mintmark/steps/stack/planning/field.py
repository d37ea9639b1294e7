"""What there is to plan with: what is held, all courses, and what each course would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from mintmark.model import Group, Holding, Learner, StackRule, Which
from mintmark.steps.stack.criteria import matches
from mintmark.steps.stack.eligibility import eligible, standing
from mintmark.steps.stack.facts import Facts, Sure, later
from mintmark.steps.stack.planning.catalogue import Catalogue, Course
from mintmark.steps.stack.planning.prospects import prospect
from mintmark.steps.stack.program import Program, make_program

_NOTHING: Final[frozenset[str]] = frozenset()


class Part(NamedTuple):
    """What a member adds to one row of the program."""

    row: int
    weight: int
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A course, as the planner sees it.

    Attributes:
        number: its place in the catalogue.
        course: the course.
        facts: what it would bring to the stack.
        needs: the things that must be awarded before it starts, and are not held.
        order: the things that must be awarded before it is, for it to count, and are not held.
        span: how long its award counts at least, or None.
    """

    number: int
    course: Course
    facts: Facts
    needs: tuple[str, ...]
    order: tuple[str, ...]
    span: str | None


class Weights(NamedTuple):
    """The weights of one row: the least, the most (0 where none is more), the smallest above 0."""

    least: int
    most: int
    small: int


class Field:
    """A rule with what is held and what is on offer; worked out once for each question.

    Args:
        rule: the rule, as ``read_rule`` gives it.
        holdings: what is held, each verified.
        catalogue: what is on offer.
        as_of: the day asked about.
        counted: the ids of credentials that count towards another award.
    """

    def __init__(
        self,
        rule: StackRule,
        holdings: Iterable[Holding],
        catalogue: Catalogue,
        as_of: date,
        counted: Iterable[str] = (),
    ) -> None:
        self.rule = rule
        self.as_of = as_of
        self.catalogue = catalogue
        self.elsewhere = frozenset(counted)
        self.holdings = sorted(holdings, key=lambda one: (one.standing != "valid", one.id))
        self.held = self._readable()
        self.has = frozenset(
            thing for one in self.held if one.sure is Sure.YES for thing in one.things
        )
        self.spans = tuple(sorted(set(_spans(rule.root))))
        self.candidates = [self._candidate(n, one) for n, one in enumerate(catalogue.courses)]
        self._sure = [
            *eligible(rule, self.held, self.elsewhere),
            *(matches(one.facts, rule.where) for one in self.candidates),
        ]

    def _readable(self) -> list[Facts]:
        """Return what is held and may count, each once, the oldest first."""
        found: dict[str, Facts] = {}
        for one in self.holdings:
            if one.achievement and one.award and standing(one, self.as_of) is None:
                found.setdefault(one.id, Facts(one, self.as_of))
        return sorted(found.values(), key=lambda one: (one.award.awarded_on, one.holding.id))

    @cached_property
    def learner(self) -> Learner:
        """The learner whom the credentials name."""
        return self.held[0].award.learner if self.held else Learner(name="the learner")

    def _candidate(self, number: int, course: Course) -> Candidate:
        # Any later day does: what depends on the day is looked at with the options.
        facts = Facts(
            prospect(course.offer, course.achievement, self.as_of, self.learner), self.as_of
        )
        after = (one.after for one in self.rule.order if one.thing in facts.things)
        order = dict.fromkeys(thing for things in after for thing in things)
        expiry = course.achievement.expiry
        spans = (*self.spans, *([expiry.period] if expiry else []))
        return Candidate(
            number,
            course,
            facts,
            tuple(one for one in course.requires if one not in self.has),
            tuple(one for one in order if one not in self.has),
            min(spans, key=lambda span: later(self.as_of, span), default=None),
        )

    def until(self, one: Facts) -> date | None:
        """Return the last day on which something held counts, or None where that is open."""
        ends = [later(one.award.awarded_on, span) for span in self.spans]
        # What is too old already does not count there today, and will not grow younger.
        ends = [day for day in ends if day >= self.as_of]
        if one.holding.valid_until is not None:
            ends.append(one.holding.valid_until.date())
        return min(ends, default=None)

    def program(self, chosen: Sequence[Candidate]) -> Program:
        """Return the program of what is held and these candidates, in this order."""
        count = len(self.held)
        facts = [*self.held, *(one.facts for one in chosen)]
        sure = [*self._sure[:count], *(self._sure[count + one.number] for one in chosen)]
        return make_program(self.rule, facts, sure, self.as_of)

    @cached_property
    def whole(self) -> Program:
        """The program of what is held and everything that is on offer."""
        return self.program(self.candidates)

    @cached_property
    def parts(self) -> Sequence[tuple[Part, ...]]:
        """What each candidate adds to the rows of the whole program."""
        program, count = self.whole, len(self.held)
        found: list[list[Part]] = [[] for _ in self.candidates]
        for number, row in enumerate(program.rows):
            sets: dict[int, set[str]] = {}
            for thing, members in row.sets.items():
                for member in members:
                    sets.setdefault(member, set()).add(thing)
            for member, weight in row.weights.items():
                if member >= count and weight:
                    part = Part(number, weight, frozenset(sets[member]) if sets else _NOTHING)
                    found[member - count].append(part)
        return [tuple(parts) for parts in found]

    @cached_property
    def weights(self) -> Sequence[Weights]:
        """The extreme weights of each row of the whole program."""
        found = []
        for row in self.whole.rows:
            values = set(row.weights.values())
            small = min((one for one in values if one > 0), default=1)
            found.append(Weights(min(values, default=0), max(values | {0}), small))
        return found

    @cached_property
    def shares(self) -> frozenset[int]:
        """The rows that some members help and others harm."""
        return frozenset(n for n, one in enumerate(self.weights) if one.least < 0)

    @cached_property
    def kinds(self) -> Sequence[int]:
        """A number for each candidate: the same for those that add the same to the same rows."""
        numbers: dict[tuple[Part, ...], int] = {}
        return [numbers.setdefault(parts, len(numbers)) for parts in self.parts]

    @cached_property
    def boxes(self) -> Sequence[tuple[int, ...]]:
        """The groups that may take each candidate."""
        found: list[list[int]] = [[] for _ in self.candidates]
        count = len(self.held)
        for number, box in enumerate(self.whole.boxes):
            for member in box.members:
                if member >= count:
                    found[member - count].append(number)
        return [tuple(boxes) for boxes in found]

    @cached_property
    def entangled(self) -> frozenset[int]:
        """The candidates that cannot count beside another achievement."""
        facts, count = self.whole.facts, len(self.held)
        found: set[int] = set()
        for same in self.whole.clashes:
            if len({facts[member].achievement.id for member in same}) > 1 or same[0] < count:
                found.update(member - count for member in same if member >= count)
        return frozenset(found)

    def credits(self, candidate: Candidate) -> Fraction | None:
        """Return what a candidate is worth in the rule's system; None where there is none."""
        box = self.whole.boxes[0]
        if box.system is None:
            return None
        return Fraction(box.credits.get(len(self.held) + candidate.number, 0), self.whole.scale)

    def named(self) -> Mapping[str, str]:
        """Return what the rule calls things, by address."""
        return {
            one.url: one.title.best(self.rule.language) if one.title else one.id
            for one in self.rule.names
        }


def _spans(group: Group) -> Iterable[str]:
    """Yield how long ago anything that the rule takes may have been awarded."""
    wheres = [group.where, *(one.where for one in group.requirements)]
    for where in wheres:
        yield from _in_which(where)
    for inner in group.groups:
        yield from _spans(inner)


def _in_which(where: Which | None) -> Iterable[str]:
    if where is not None:
        if where.within is not None:
            yield where.within
        for inner in (*where.any_of, *where.none_of):
            yield from _in_which(inner)
