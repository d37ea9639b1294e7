"""What a level is in another framework: by a map, or by a chain of maps that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mintmark.equivalence.answers import Alternative, Answer, LevelRef, Step
from mintmark.equivalence.level_steps import Landing, backward, forward
from mintmark.equivalence.library import library

LONGEST = 4
"""No chain has more steps."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A level followed through one or more maps to the framework that was asked for."""

    level: str | None
    steps: tuple[Step, ...] = ()
    doubt: str | None = None
    remembered: bool = False
    open: tuple[str, ...] = ()

    def then(self, landing: Landing) -> Chain:
        """Return the chain with one more step."""
        return Chain(
            landing.level,
            (*self.steps, landing.step),
            self.doubt or landing.doubt,
            self.remembered or landing.remembered,
            self.open or landing.open,
        )

    @property
    def decides(self) -> bool:
        """Whether every step of it may decide."""
        return self.doubt is None

    @property
    def method(self) -> str:
        """How the level was found, with the frameworks on the way."""
        between = [step.end for step in self.steps[:-1]]
        method = self.steps[-1].method if len(self.steps) == 1 else "chain of level maps"
        return f"{method}, through {' and '.join(between)}" if between else method


@lru_cache(maxsize=8192)
def place(asked: LevelRef, to: str, as_of: date) -> Answer:
    """Return what ``asked`` is in the framework with the id ``to``.

    The shortest chains that any source supports decide, if they name one level. Where they name
    several, name none, or are in doubt, it cannot be told, and what they name is shown.
    """
    if asked.framework == to:
        step = Step(to, to, "same framework", f"{asked} is {asked}", "by definition", "seen")
        return Answer(asked, to, as_of, asked.value, asked.value, asked.value, step.method, (step,))
    chains = sorted(
        dict.fromkeys(_chains(asked, to, as_of)), key=lambda c: (len(c.steps), not c.decides)
    )
    supported = [chain for chain in chains if not chain.remembered]
    nearest = [c for c in supported if len(c.steps) == len(supported[0].steps)]
    note = _doubt(asked, to, as_of, nearest, remembered=bool(chains))
    conflicts = library().conflicts_among((asked.framework, to), "levels")
    if note is None:
        best = nearest[0]
        others = _alternatives(c for c in chains if c.level != best.level)
        value, method, steps = best.level, best.method, _merged(best, nearest)
        return Answer(asked, to, as_of, value, value, value, method, steps, others, None, conflicts)
    low, high = _span(to, nearest)
    others = _alternatives(chains)
    return Answer(asked, to, as_of, None, low, high, None, (), others, note, conflicts)


def _merged(best: Chain, nearest: list[Chain]) -> tuple[Step, ...]:
    """Return the steps of all chains along the same frameworks: a map may fork and meet again."""
    along = [chain for chain in nearest if chain.decides and chain.method == best.method]
    by_place = zip(*(chain.steps for chain in along), strict=True)
    return tuple(dict.fromkeys(step for steps in by_place for step in steps))


def _chains(asked: LevelRef, to: str, on: date) -> Iterator[Chain]:
    """Yield every chain that first goes up, towards the general, and then only down.

    The other way round it would lead from Europe's framework to one nation's and on from there,
    and claim of Europe what is true of one nation.
    """
    shelf = library()
    if shelf.frameworks[asked.framework].holds(on) and shelf.frameworks[to].holds(on):
        seen = frozenset((asked.framework,))
        yield from _climb(Chain(asked.value), asked.framework, to, on, seen)


def _climb(chain: Chain, here: str, to: str, on: date, seen: frozenset[str]) -> Iterator[Chain]:
    yield from _descend(chain, here, to, on, seen)
    for there in dict.fromkeys(m.to for m in library().frameworks[here].maps):
        yield from _go(chain, here, there, to, on, seen, up=True)


def _descend(chain: Chain, here: str, to: str, on: date, seen: frozenset[str]) -> Iterator[Chain]:
    for there in _mapped_to(here):
        yield from _go(chain, here, there, to, on, seen, up=False)


def _go(
    chain: Chain, here: str, there: str, to: str, on: date, seen: frozenset[str], *, up: bool
) -> Iterator[Chain]:
    if there in seen or len(chain.steps) == LONGEST or not library().frameworks[there].holds(on):
        return
    look, further = (forward, _climb) if up else (backward, _descend)
    for landing in look(here, there, chain.level or "", on):
        longer = chain.then(landing)
        if there == to:
            yield longer
        elif longer.level is not None:
            yield from further(longer, there, to, on, seen | {there})


@lru_cache(maxsize=256)
def _mapped_to(framework: str) -> tuple[str, ...]:
    """Return the frameworks that have a map to this one."""
    frameworks = library().contents.frameworks
    return tuple(f.id for f in frameworks if any(m.to == framework for m in f.maps))


def _doubt(
    asked: LevelRef, to: str, on: date, nearest: list[Chain], *, remembered: bool
) -> str | None:
    """Return why it cannot be told, or None where it can."""
    if not nearest and remembered:
        return "What is known of it is remembered and was not seen, so that it cannot decide."
    named = {chain.level for chain in nearest if chain.decides}
    doubtful = [chain for chain in nearest if not chain.decides]
    if not nearest:
        return _nothing(asked, to, on)
    if named == {None}:
        return f"The source names no counterpart of {asked} in {to}."
    if len(named) > 1:
        return f"It may be {_listed(to, named)}; nothing says which."
    if doubtful:
        reasons = "; ".join(dict.fromkeys(chain.doubt or "" for chain in doubtful))
        return f"Nothing that may decide says more: {reasons}."
    if any(chain.open for chain in nearest):
        left = ", ".join(dict.fromkeys(name for chain in nearest for name in chain.open))
        return f"The map does not place level {left}, which may stand here as well."
    return None


def _nothing(asked: LevelRef, to: str, on: date) -> str:
    shelf = library()
    for framework in (shelf.frameworks[asked.framework], shelf.frameworks[to]):
        if not framework.holds(on):
            return f"{framework.id} was not in force on {on}; since {framework.valid_from} it is."
    notes = [f.note for f in (shelf.frameworks[asked.framework], shelf.frameworks[to]) if f.note]
    return f"No map leads from {asked} to {to} on {on}. {' '.join(notes)}".strip()


def _span(to: str, nearest: list[Chain]) -> tuple[str | None, str | None]:
    """Return the lowest and the highest level that it can be.

    Nothing bounds it where a source names no counterpart, or where a chain is in doubt.
    """
    if any(chain.level is None or not chain.decides for chain in nearest):
        return None, None
    levels = library().frameworks[to].levels
    ranks = sorted(
        {levels.index(name) for c in nearest for name in (c.level, *c.open) if name in levels}
    )
    return (levels[ranks[0]], levels[ranks[-1]]) if ranks else (None, None)


def _listed(to: str, levels: Iterable[str | None]) -> str:
    names = sorted("none" if level is None else f"{to}:{level}" for level in levels)
    return " or ".join(names)


def _alternatives(chains: Iterable[Chain]) -> tuple[Alternative, ...]:
    """Return one alternative for each level, by the first chain that names it."""
    firsts: dict[tuple[str | None, bool], Alternative] = {}
    for c in chains:
        found = Alternative(c.level, c.level, c.level, c.method, c.steps, c.doubt)
        if (c.level, True) not in firsts:
            firsts.setdefault((c.level, c.decides), found)
    return tuple(firsts.values())
