"""Whether a rule can be met at all: what contradicts what, before any credential is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mintmark.equivalence.library import library
from mintmark.errors import UsageError
from mintmark.model import Group, Requirement, StackRule, Which
from mintmark.steps.stack.words import amount

Least = tuple[Decimal, str]
"""A number of credits and the requirement or group that it comes from."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a rule: code, words, the field's path, and what to do."""

    code: str
    message: str
    path: str
    remedy: str | None = None


def faults(rule: StackRule) -> Iterator[Fault]:
    """Yield what is wrong with a rule whose references are addresses."""
    credits = {one.url: one.credits for one in rule.names}
    if not _asks(rule.root):
        yield Fault(
            "stack.nothing-asked",
            "The rule asks for nothing: it has limits only, and whoever holds nothing keeps them.",
            "requirements",
            "Say with at_least what it takes, or name things.",
        )
    yield from _in_group(rule.root, "", None, credits)
    yield from _order_cycle(rule)


def _asks(group: Group) -> bool:
    """Say whether anything has to be there; a nested rule has been put in by now."""
    bounded = any(one.at_least is not None or one.things for one in group.requirements)
    return bounded or any(_asks(one) for one in group.groups)


def _in_group(
    group: Group, path: str, system: str | None, credits: Mapping[str, Decimal | None]
) -> Iterator[Fault]:
    system = group.system or system
    if group.system is not None:
        yield from _unknown_name(group.system, f"{path}system")
    yield from _levels(group.where, f"{path}where")
    for number, one in enumerate(group.requirements):
        here = f"{path}requirements[{number}]"
        if one.count == "credits" and system is None:
            yield Fault(
                "stack.no-system",
                f"{one.id} counts credits, and nothing says in which system.",
                here,
                "Write system: ECTS, for example, at the top of the rule.",
            )
        yield from _levels(one.where, f"{here}.where")
        yield from _by_itself(one, here)
    yield from _among(group, path)
    yield from _pool(group, path, credits)
    yield from _room(group, path)
    for number, inner in enumerate(group.groups):
        yield from _in_group(inner, f"{path}groups[{number}].", system, credits)


def _unknown_name(name: str, path: str) -> Iterator[Fault]:
    try:
        library().find_system(name)
    except UsageError as error:
        yield Fault("stack.unknown-system", error.message, path, error.remedy)


def _levels(which: Which | None, path: str) -> Iterator[Fault]:
    if which is None:
        return
    if which.level is not None:
        level, here = which.level, f"{path}.level"
        try:
            framework = library().find_framework(level.framework)
        except UsageError as error:
            yield Fault("stack.unknown-framework", error.message, here, error.remedy)
        else:
            if framework.level(level.at_least) is None or not framework.ordered:
                yield Fault(
                    "stack.unknown-level",
                    f"{framework.id} has no level {level.at_least[:40]!r} that others are above.",
                    f"{here}.at_least",
                    f"Its levels are: {', '.join(framework.levels)}."
                    if framework.ordered
                    else "Its levels stand side by side; name another framework.",
                )
    for name in ("any_of", "none_of"):
        for number, inner in enumerate(getattr(which, name)):
            yield from _levels(inner, f"{path}.{name}[{number}]")


def _by_itself(one: Requirement, path: str) -> Iterator[Fault]:
    pairs = ((one.at_least, one.at_most), (one.at_least_share, one.at_most_share))
    for least, most in pairs:
        if least is not None and most is not None and least > most:
            yield Fault(
                "stack.contradiction",
                f"{one.id} asks for at least {amount(least)} and allows at most {amount(most)}.",
                path,
            )
    if one.count == "things" and (one.at_least or 0) > len(one.things):
        yield Fault(
            "stack.contradiction",
            f"{one.id} asks for {amount(one.at_least or 0)} of {len(one.things)} things.",
            path,
        )


def _among(group: Group, path: str) -> Iterator[Fault]:
    """A limit on credentials among which more are asked for."""
    for number, low in enumerate(group.requirements):
        for high in group.requirements:
            comparable = low.count == high.count and high.where in (None, low.where)
            if low is high or not comparable or low.count == "things":
                continue
            shares = high.where == low.where and (low.at_least_share, high.at_most_share)
            pairs = [(low.at_least, high.at_most), *([shares] if shares else [])]
            for least, most in pairs:
                if least is not None and most is not None and least > most:
                    yield Fault(
                        "stack.contradiction",
                        f"{low.id} asks for at least {amount(least)}, "
                        f"and {high.id} allows at most {amount(most)}.",
                        f"{path}requirements[{number}]",
                    )


def _pool(group: Group, path: str, credits: Mapping[str, Decimal | None]) -> Iterator[Fault]:
    """More asked of named achievements than they can give."""
    for number, one in enumerate(group.requirements):
        named = _named(one.where) or _named(group.where)
        given = [credits.get(thing) for thing in named]
        if one.count != "credits" or one.at_least is None or not given or None in given:
            continue
        most = sum((value for value in given if value is not None), Decimal(0))
        if one.at_least > most:
            yield Fault(
                "stack.contradiction",
                f"{one.id} asks for at least {amount(one.at_least)}, "
                f"and all that it names gives at most {amount(most)}.",
                f"{path}requirements[{number}]",
            )


def _named(which: Which | None) -> tuple[str, ...]:
    return which.things if which is not None else ()


def _room(group: Group, path: str) -> Iterator[Fault]:
    """Groups that together need more than the group around them allows."""
    caps = [one for one in group.requirements if one.where is None and one.at_most is not None]
    for count in ("credits", "credentials"):
        inner = [_least(one, count) for one in group.groups if one.system is None]
        if not inner:
            continue
        whole = max(inner) if group.shared else sum(inner, Decimal(0))
        for cap in caps:
            if cap.count == count and cap.at_most is not None and whole > cap.at_most:
                yield Fault(
                    "stack.contradiction",
                    f"The groups {', '.join(one.id for one in group.groups)} need "
                    f"at least {amount(whole)}, and {cap.id} allows at most {amount(cap.at_most)}.",
                    f"{path}requirements[{group.requirements.index(cap)}]",
                )


def _least(group: Group, count: str) -> Decimal:
    """Return the least that a group can be met with."""
    own = [one.at_least for one in group.requirements if one.count == count and one.at_least]
    inner = [_least(one, count) for one in group.groups if one.system is None]
    together = (max(inner) if group.shared else sum(inner, Decimal(0))) if inner else Decimal(0)
    return max([*own, together])


def _order_cycle(rule: StackRule) -> Iterator[Fault]:
    after = {one.thing: one.after for one in rule.order}
    names = {one.url: one.id for one in rule.names}
    for number, one in enumerate(rule.order):
        chain = _way_back(one.thing, after)
        if chain:
            told = " after ".join(names.get(thing, thing) for thing in chain)
            yield Fault("stack.cycle", f"Nothing can come first: {told}.", f"order[{number}]")
            return


def _way_back(start: str, after: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """Return a way from ``start`` over what comes before it to itself."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop()
        for thing in after.get(way[-1], ()):
            if thing == start:
                return [*way, thing]
            if thing not in seen:
                seen.add(thing)
                ways.append([*way, thing])
    return None
