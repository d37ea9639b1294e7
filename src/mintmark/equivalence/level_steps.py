"""One step between two level frameworks, with the map or backwards against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mintmark.equivalence.answers import Step
from mintmark.equivalence.facts import Framework, LevelMap
from mintmark.equivalence.library import library

MAP = "level map"
BACKWARDS = "level map read backwards"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a level lands.

    Attributes:
        level: the level there; None where the source says that there is no counterpart.
        step: how it was reached.
        doubt: why it may not decide, or None.
        remembered: whether the doubt is only that it was remembered and not seen.
        open: levels that the map leaves out and that may land here as well (backwards only).
    """

    level: str | None
    step: Step
    doubt: str | None = None
    remembered: bool = False
    open: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def forward(start: str, end: str, level: str, on: date) -> tuple[Landing, ...]:
    """Return where ``level`` of ``start`` lands in ``end`` by the maps that hold on that day."""
    return tuple(_forward(start, end, level, on))


@lru_cache(maxsize=4096)
def backward(start: str, end: str, level: str, on: date) -> tuple[Landing, ...]:
    """Return the levels of ``end`` that maps place at ``level`` of ``start``."""
    return tuple(_backward(start, end, level, on))


def _maps(framework: Framework, to: str, on: date) -> Iterator[LevelMap]:
    return (m for m in framework.maps if m.to == to and m.holds(on))


def _forward(start: str, end: str, level: str, on: date) -> Iterator[Landing]:
    for found in _maps(library().frameworks[start], end, on):
        if level not in found.levels:
            continue
        targets: tuple[str | None, ...] = found.levels[level] or (None,)
        for target in targets:
            place = f"is {end}:{target}" if target else f"has no counterpart in {end}"
            yield _landing(start, end, MAP, f"{start}:{level} {place}", found, target)


def _backward(start: str, end: str, level: str, on: date) -> Iterator[Landing]:
    maps = tuple(_maps(library().frameworks[end], start, on))
    gaps = _gaps(end, start, level, on)
    for found in maps:
        for source, targets in found.levels.items():
            if level in targets:
                figure = f"{end}:{source} is {start}:{level}"
                yield _landing(start, end, BACKWARDS, figure, found, source, gaps)


def _landing(
    start: str,
    end: str,
    method: str,
    figure: str,
    found: LevelMap,
    level: str | None,
    gaps: tuple[str, ...] = (),
) -> Landing:
    step = Step(start, end, method, figure, found.source, found.confidence)
    return Landing(level, step, found.doubt, found.confidence == "memory", gaps)


def _gaps(framework: str, to: str, level: str, on: date) -> tuple[str, ...]:
    """Return the levels in the midst of a map that it leaves out and that may be ``level``.

    Reading a map backwards is sound only where it is complete: with 7 at EQF 6, 9 at EQF 7 and
    nothing said of 8, the level that EQF 6 stands for may be 7 or 8.
    """
    here, there = library().frameworks[framework], library().frameworks[to]
    placed = placement(framework, to, on)
    known = [here.levels.index(name) for name in placed]
    if not (here.ordered and there.ordered and known):
        return ()
    wanted = there.levels.index(level)
    named = {name for m in _maps(here, to, on) if m.doubt is None for name in m.levels}
    found = []
    for place in range(min(known), max(known)):
        if here.levels[place] in named:
            continue
        below = max(max(placed[here.levels[i]]) for i in known if i < place)
        above = min(min(placed[here.levels[i]]) for i in known if i > place)
        if below <= wanted <= above:
            found.append(here.levels[place])
    return tuple(found)


@lru_cache(maxsize=256)
def placement(framework: str, to: str, on: date) -> dict[str, tuple[int, ...]]:
    """Return each level that is placed beyond doubt, with the ranks of its counterparts."""
    here, there = library().frameworks[framework], library().frameworks[to]
    placed: dict[str, tuple[int, ...]] = {}
    for found in _maps(here, to, on):
        if found.doubt is None:
            for level, targets in found.levels.items():
                if targets:
                    ranks = tuple(there.levels.index(target) for target in targets)
                    placed[level] = (*placed.get(level, ()), *ranks)
    return placed
