"""A rule and what is held as whole numbers: groups, members, floors and limits.

Every kind of requirement is one row: a weighted sum of the members that a group takes, and a
bound. Credits are multiplied with the common denominator of all fractions in it, so that nothing
is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from mintmark.equivalence import Quantity, equate
from mintmark.equivalence.library import library
from mintmark.errors import LimitError
from mintmark.model import Group, Requirement, StackRule
from mintmark.steps.stack.clashing import clashes
from mintmark.steps.stack.criteria import tester
from mintmark.steps.stack.facts import Facts, Sure, worth

Unit = Literal["credits", "credentials", "things"]
Bound = Literal["at_least", "at_most", "at_least_share", "at_most_share"]
_LARGEST = 2**50


@dataclass(frozen=True, slots=True)
class Row:
    """A bound on a weighted sum over the members of one group.

    Attributes:
        group: the group's number.
        asked: the requirement it comes from.
        bound_name: which of its bounds this is.
        unit: what is counted.
        weights: what each member adds, by its number.
        bound: at least this (floor), or at most this (limit).
        ideal: what one credit (or credential) that is still to come adds.
        sets: for things: the members that are of each of them.
    """

    group: int
    asked: Requirement
    bound_name: Bound
    unit: Unit
    weights: Mapping[int, int]
    bound: int
    ideal: int
    sets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def floor(self) -> bool:
        """Whether it is a requirement, or else a limit."""
        return self.bound_name == "at_least"


@dataclass(frozen=True, slots=True)
class Box:
    """A group.

    Attributes:
        path: its path, ``all/core``.
        group: as the rule has it.
        system: the id of its credit system, or None.
        parent: the number of the group around it; -1 for the whole.
        members: the numbers of those it may take.
        credits: their credits, scaled.
        factor: what one of its credits is in the system of the group around it; 0 where that
            cannot be told.
    """

    path: str
    group: Group
    system: str | None
    parent: int
    members: tuple[int, ...]
    credits: Mapping[int, int]
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Program:
    """What is to be solved.

    Attributes:
        facts: the members, in a stated order: oldest first, then by id.
        boxes: the groups, the whole first.
        rows: floors and limits.
        clashes: members of which only one may count.
        scale: what credits were multiplied with.
        named: the scaled credits of named things, by box and address, where the rule says them.
    """

    facts: Sequence[Facts]
    boxes: tuple[Box, ...]
    rows: tuple[Row, ...]
    clashes: tuple[tuple[int, ...], ...]
    scale: int
    named: Mapping[tuple[int, str], int]

    @property
    def floors(self) -> tuple[Row, ...]:
        """The requirements."""
        return tuple(row for row in self.rows if row.floor)

    @property
    def limits(self) -> tuple[Row, ...]:
        """The limits."""
        return tuple(row for row in self.rows if not row.floor)

    def size(self, box: int) -> Fraction:
        """Return what a credit of a group is in the system of the whole; 1 if nobody can tell."""
        factor = Fraction(1)
        while self.boxes[box].parent >= 0:
            factor *= self.boxes[box].factor
            box = self.boxes[box].parent
        return factor or Fraction(1)

    def inside(self, box: int) -> tuple[int, ...]:
        """Return the numbers of the groups directly inside one."""
        return tuple(number for number, one in enumerate(self.boxes) if one.parent == box)


@dataclass(frozen=True, slots=True)
class _Rough:
    """A group before its credits are whole numbers."""

    path: str
    group: Group
    system: str | None
    parent: int
    members: tuple[int, ...]
    credits: Mapping[int, Fraction]
    factor: Fraction


def make_program(
    rule: StackRule,
    facts: Sequence[Facts],
    eligible: Sequence[Sure],
    as_of: date,
    *,
    hopeful: bool = False,
) -> Program:
    """Return the program of a rule and what is held.

    Args:
        rule: the rule, settled.
        facts: what is held, in the order in which ties are broken.
        eligible: whether each may count at all.
        as_of: the day asked about.
        hopeful: whether what cannot be told is taken at its best. Else it counts nowhere, and
            counts against limits.

    Raises:
        LimitError: ``stack.too-fine``.
    """
    wanted = Sure.MAYBE if hopeful else Sure.YES
    able = tuple(number for number, sure in enumerate(eligible) if sure >= wanted)
    rough = list(_boxes(rule, facts, able, wanted, as_of))
    scale = _scale(rule, rough)
    boxes = tuple(_whole(one, scale) for one in rough)
    rows = tuple(
        row
        for number, box in enumerate(boxes)
        for asked in box.group.requirements
        for row in _rows(number, box, asked, facts, hopeful, scale)
    )
    named = {
        (number, one.url): int(Fraction(one.credits) * scale)
        for number, box in enumerate(boxes)
        for one in rule.names
        if one.credits is not None and box.system == boxes[0].system
    }
    members = boxes[0].members
    return Program(facts, boxes, rows, tuple(clashes(rule, facts, members)), scale, named)


def _boxes(
    rule: StackRule, facts: Sequence[Facts], able: tuple[int, ...], wanted: Sure, as_of: date
) -> Iterator[_Rough]:
    todo: list[tuple[Group, str, int, str | None, tuple[int, ...]]] = [
        (rule.root, "all", -1, None, able)
    ]
    made = 0
    while todo:
        group, path, parent, outer, candidates = todo.pop(0)
        system = library().find_system(group.system).id if group.system else outer
        fits = tester(group.where)
        members = tuple(n for n in candidates if fits(facts[n]) >= wanted)
        credits: dict[int, Fraction] = {}
        for number in members if system else ():
            value = worth(facts[number].credits(str(system)), wanted is Sure.MAYBE)
            credits[number] = _most(group) if value is None else value
        factor = Fraction(system == outer)
        if system and outer and system != outer:
            answer = equate(Quantity(Fraction(1), system), outer, as_of=as_of)
            factor = answer.value if isinstance(answer.value, Fraction) else Fraction(0)
        yield _Rough(path, group, system, parent, members, credits, factor)
        todo += [(one, f"{path}/{one.id}", made, system, members) for one in group.groups]
        made += 1


def _most(group: Group) -> Fraction:
    """Return enough credits for anything that a group asks for."""
    return Fraction(sum((one.at_least or Decimal(0) for one in group.requirements), Decimal(0)))


def _scale(rule: StackRule, rough: list[_Rough]) -> int:
    values = [value for one in rough for value in one.credits.values()]
    values += [Fraction(one.credits) for one in rule.names if one.credits]
    for box in rough:
        for asked in box.group.requirements:
            values += [Fraction(b) for b in (asked.at_least, asked.at_most) if b is not None]
    scale = math.lcm(*(value.denominator for value in values))
    most = 1 + sum(max(map(math.ceil, one.credits.values()), default=0) for one in rough)
    if scale * max([most, *map(math.ceil, values)]) > _LARGEST:
        raise LimitError(
            "stack.too-fine",
            "The credits have too many decimals to be added exactly.",
            remedy="Give credits with few decimals.",
        )
    return scale


def _whole(one: _Rough, scale: int) -> Box:
    credits = {number: int(value * scale) for number, value in one.credits.items()}
    return Box(one.path, one.group, one.system, one.parent, one.members, credits, one.factor)


def _rows(
    number: int, box: Box, asked: Requirement, facts: Sequence[Facts], hopeful: bool, scale: int
) -> Iterator[Row]:
    holds = tester(asked.where)
    sure = [(n, holds(facts[n])) for n in box.members]
    # What cannot be told counts towards nothing and against every limit, unless we are hopeful.
    likely, unlikely = (Sure.MAYBE, Sure.YES) if hopeful else (Sure.YES, Sure.MAYBE)
    for_it = [n for n, one in sure if one >= likely]
    against = [n for n, one in sure if one >= unlikely]
    unit = asked.count
    if unit == "things":
        yield _things_row(number, asked, facts, for_it)
        return
    size = box.credits if unit == "credits" else dict.fromkeys(box.members, 1)
    times = scale if unit == "credits" else 1
    if asked.at_least is not None:
        bound = int(asked.at_least * times)
        yield Row(number, asked, "at_least", unit, {n: size[n] for n in for_it}, bound, 1)
    if asked.at_most is not None:
        # What is still to come is chosen so that it stays clear of the limit, where that can be.
        bound, ideal = int(asked.at_most * times), int(asked.where is None)
        yield Row(number, asked, "at_most", unit, {n: size[n] for n in against}, bound, ideal)
    if asked.at_most_share is not None:
        part, whole = Fraction(asked.at_most_share).as_integer_ratio()
        weights = {n: size[n] * ((whole if n in against else 0) - part) for n in box.members}
        yield Row(number, asked, "at_most_share", unit, weights, 0, -part)
    if asked.at_least_share is not None:
        part, whole = Fraction(asked.at_least_share).as_integer_ratio()
        weights = {n: size[n] * (part - (whole if n in for_it else 0)) for n in box.members}
        yield Row(number, asked, "at_least_share", unit, weights, 0, part - whole)


def _things_row(number: int, asked: Requirement, facts: Sequence[Facts], members: list[int]) -> Row:
    sets = {url: tuple(n for n in members if url in facts[n].things) for url in asked.things}
    bound = int(asked.at_least or len(asked.things))
    weights = {n: 1 for taken in sets.values() for n in taken}
    return Row(number, asked, "at_least", "things", weights, bound, 1, sets=sets)
