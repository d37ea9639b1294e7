"""Hold the data against themselves: names, dates, figures, rates, maps and conflicts."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from mintmark.equivalence.facts import Contents, Fact, Framework, LevelMap, Named, Rate, System
from mintmark.equivalence.library import library, plain


def verify_data(contents: Contents | None = None) -> tuple[str, ...]:
    """Return every fault of the data in words; none is what it should be.

    Looked at are the bundled data, or ``contents``: that names mean one thing, dates run
    forwards, nothing leads to what is not there, figures and rates agree with one another, what
    is remembered says so, maps keep the order of levels and do not lead round in a circle.
    """
    data = library().contents if contents is None else contents
    return tuple(
        fault
        for check in (
            _names,
            _dates,
            _memories,
            _systems,
            _rates,
            _frameworks,
            _circles,
            _conflicts,
        )
        for fault in check(data)
    )


def _named(data: Contents) -> Iterator[Named]:
    yield from data.systems
    yield from data.frameworks


def _facts(data: Contents) -> Iterator[tuple[str, Fact]]:
    for system in data.systems:
        yield system.id, system
        if system.hours:
            yield f"{system.id}, hours", system.hours
        if system.year:
            yield f"{system.id}, year", system.year
    for rate in data.rates:
        yield _rate(rate), rate
    for framework in data.frameworks:
        yield framework.id, framework
        yield from ((_map(framework, found), found) for found in framework.maps)


def _rate(rate: Rate) -> str:
    return f"rate from {rate.from_} to {rate.to}"


def _map(framework: Framework, found: LevelMap) -> str:
    return f"map from {framework.id} to {found.to}"


def _names(data: Contents) -> Iterator[str]:
    for what, things in (("system", data.systems), ("framework", data.frameworks)):
        names = Counter(plain(n) for t in things for n in dict.fromkeys((t.id, t.name, *t.also)))
        yield from (f"{n!r} names more than one {what}" for n, times in names.items() if times > 1)
    for thing in _named(data):
        for place in thing.jurisdictions:
            if place not in data.jurisdictions:
                yield f"{thing.id}: there is no jurisdiction {place}"


def _dates(data: Contents) -> Iterator[str]:
    for place, fact in _facts(data):
        if fact.valid_from and fact.valid_until and fact.valid_until < fact.valid_from:
            yield f"{place}: it ends before it begins"
    for thing in _named(data):
        if thing.former and not thing.holds(thing.former.until):
            yield f"{thing.id}: it had its former name on a day on which it did not hold"
    for system in data.systems:
        for part in (system.hours, system.year):
            begins = part and (part.valid_from or system.valid_from)
            if part and begins and not (system.holds(begins) and part.holds(begins)):
                yield f"{system.id}: a figure begins when the system does not hold"


def _memories(data: Contents) -> Iterator[str]:
    for place, fact in _facts(data):
        if ("remembered" in fact.source) != (fact.confidence == "memory"):
            yield f"{place}: the source and the confidence disagree on whether it was seen"


def _systems(data: Contents) -> Iterator[str]:
    known = {system.id: system for system in data.systems}
    for system in data.systems:
        if system.base is not None and (
            system.base not in known or known[system.base].base is not None
        ):
            yield f"{system.id}: its base {system.base} is no system with credits of its own"
        yield from (f"{system.id}: {fault}" for fault in _figures(system))


def _figures(system: System) -> Iterator[str]:
    hours, year = system.hours, system.year
    if hours and hours.low > hours.high:
        yield "a credit has more hours at least than at most"
    if year is None or year.hours_low is None or year.hours_high is None:
        return
    if year.hours_low > year.hours_high:
        yield "a year has more hours at least than at most"
    span = hours and (hours.low * year.credits, hours.high * year.credits)
    if span and span != (year.hours_low, year.hours_high):
        yield "the hours of a year are not those of its credits"


def _rates(data: Contents) -> Iterator[str]:
    known = {system.id: system for system in data.systems}
    for rate in data.rates:
        for name in (rate.from_, rate.to):
            if name not in known:
                yield f"{_rate(rate)}: there is no system {name}"
            elif known[name].base is not None:
                yield f"{_rate(rate)}: {name} has no credits of its own, name its base"
        if rate.from_ == rate.to:
            yield f"{_rate(rate)}: it leads nowhere"
    yield from _contradictions(data)


def _contradictions(data: Contents) -> Iterator[str]:
    """Follow the rates that decide round every circle: the same credit must stay the same."""
    near: dict[str, list[tuple[str, Fraction]]] = {}
    for rate in data.rates:
        if rate.doubt is None:
            near.setdefault(rate.from_, []).append((rate.to, rate.factor))
            near.setdefault(rate.to, []).append((rate.from_, 1 / rate.factor))
    worth: dict[str, Fraction] = {}
    for first in near:
        if first in worth:
            continue
        worth[first] = Fraction(1)
        waiting = deque([first])
        while waiting:
            here = waiting.popleft()
            for there, factor in near[here]:
                if there not in worth:
                    worth[there] = worth[here] * factor
                    waiting.append(there)
                elif here < there and worth[there] != worth[here] * factor:
                    yield f"rates that decide contradict one another between {here} and {there}"


def _frameworks(data: Contents) -> Iterator[str]:
    known = {framework.id: framework for framework in data.frameworks}
    for framework in data.frameworks:
        if len(set(framework.levels)) < len(framework.levels):
            yield f"{framework.id}: a level stands there twice"
        for name in framework.also_levels.values():
            if name not in framework.levels:
                yield f"{framework.id}: there is no level {name}"
        for found in framework.maps:
            place = _map(framework, found)
            if found.to not in known:
                yield f"{place}: there is no framework {found.to}"
                continue
            faults = _map_faults(framework, found, known[found.to])
            yield from (f"{place}: {fault}" for fault in faults)


def _map_faults(framework: Framework, found: LevelMap, to: Framework) -> Iterator[str]:
    for level, targets in found.levels.items():
        yield from (f"there is no level {n}" for n in (level,) if n not in framework.levels)
        yield from (f"{to.id} has no level {n}" for n in targets if n not in to.levels)
    if not (framework.ordered and to.ordered):
        return
    ranked = [
        [to.levels.index(name) for name in found.levels[level] if name in to.levels]
        for level in framework.levels
        if level in found.levels
    ]
    placed = [ranks for ranks in ranked if ranks]
    for lower, higher in pairwise(placed):
        if max(lower) > min(higher):
            yield "a higher level stands below a lower one"


def _circles(data: Contents) -> Iterator[str]:
    ups = {framework.id: {m.to for m in framework.maps} for framework in data.frameworks}
    for first in sorted(ups):
        reached: set[str] = set()
        waiting = list(ups[first])
        while waiting:
            here = waiting.pop()
            if here not in reached:
                reached.add(here)
                waiting.extend(ups.get(here, ()))
        if first in reached:
            yield f"the maps of {first} lead back to it"


def _conflicts(data: Contents) -> Iterator[str]:
    known = {thing.id for thing in _named(data)}
    names = Counter(conflict.id for conflict in data.conflicts)
    yield from (f"the conflict {name} stands there twice" for name, n in names.items() if n > 1)
    for conflict in data.conflicts:
        for name in {name for parties in conflict.touches for name in parties} - known:
            yield f"conflict {conflict.id}: nobody knows {name}"
