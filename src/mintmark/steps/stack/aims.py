"""What is aimed at, one aim only among the best by those before it, as few sums to make small."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mintmark.steps.stack.constraints import UNITS, Constraints

ROOM = 2**30
"""How many values one sum may have. With larger ones the solver takes longer than in two runs."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to be as small as possible.

    Attributes:
        sum: what it is, in the solver's terms; never less than 0.
        most: what it is at most where it is best: a bound that is sure, but need not be tight.
    """

    sum: Any
    most: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Aims in one sum, each weighed with more than all after it can be together.

    Attributes:
        whole: the sum.
        first: what the first of the aims is weighed with.
    """

    whole: Any
    first: int


def folded(aims: Sequence[Aim], room: int = ROOM) -> Iterator[Sum]:
    """Yield the sums to make small one after the other; an aim that is 0 for sure is left out."""
    together: list[Aim] = []
    values = 1
    for aim in aims:
        if not aim.most:
            continue
        if together and values * (aim.most + 1) > room:
            yield _weighed(together)
            together, values = [], 1
        together.append(aim)
        values *= aim.most + 1
    if together:
        yield _weighed(together)


def _weighed(aims: Sequence[Aim]) -> Sum:
    whole, weight = aims[-1].sum, 1
    for aim, after in zip(reversed(aims[:-1]), reversed(aims[1:]), strict=True):
        weight *= after.most + 1
        whole = whole + aim.sum * weight
    return Sum(whole, weight)


def aims_of(made: Constraints) -> Iterator[Aim]:
    """Yield what is to be as small as possible, one after the other."""
    if not made.ideal:
        yield Aim(sum(one.negated() for one in made.met), len(made.met))
    yield _missing(made)
    numbers, things = made.extra["credentials"], list(made.things.values())
    yield Aim(sum([*numbers, *things]), sum(made.most["credentials"]) + len(things))
    yield from _settled_places(made) if made.ideal else _preferred(made)


def _missing(made: Constraints) -> Aim:
    """Return the credits that are added, in the system of the whole."""
    program = made.program
    sizes = [program.size(number) for number in range(len(program.boxes))]
    times = math.lcm(*(size.denominator for size in sizes))
    weights = [int(size * times) for size in sizes]
    named = {key: program.named.get(key, 0) * times for key in made.things}
    added = sum(one * weight for one, weight in zip(made.extra["credits"], weights, strict=True))
    added += sum(one * named[key] for key, one in made.things.items())
    most = sum(one * weight for one, weight in zip(made.most["credits"], weights, strict=True))
    return Aim(added, most + sum(named.values()))


def _settled_places(made: Constraints) -> Iterator[Aim]:
    """Yield what settles what is added where, among the least that has to be."""
    # Small things first, so that any other of those to choose from does as well.
    sizes = {key: made.program.named.get(key, 0) for key in made.things}
    yield Aim(sum(sizes[key] * one for key, one in made.things.items()), sum(sizes.values()))
    # What is added goes into the outermost group that it helps.
    for unit in UNITS:
        most = sum(number * one for number, one in enumerate(made.most[unit]))
        yield Aim(sum(number * one for number, one in enumerate(made.extra[unit])), most)


def _preferred(made: Constraints) -> Iterator[Aim]:
    """Yield the fewest, the oldest, the first groups."""
    whole = made.taken[0]
    yield Aim(sum(whole.values()), len(whole))
    yield Aim(made.weighted_sum(list(whole.values()), list(whole)), sum(whole))
    places = list(enumerate(made.taken))
    most = sum(number * len(one) for number, one in places)
    yield Aim(sum(number * one for number, box in places for one in box.values()), most)
