"""What a rule asks for, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mintmark.model import Group, Requirement, StackRule, Which
from mintmark.steps.stack.criteria import described
from mintmark.steps.stack.words import Speaker, amount, several


def asked(one: Requirement, system: str | None, say: Speaker, bound: str | None = None) -> str:
    """Return what a requirement asks for: ``at least 30 ECTS at EQF 5 or above``.

    Args:
        one: the requirement.
        system: the credit system it counts in.
        say: says things with their names.
        bound: the one of its bounds to be told; all where none is named.
    """
    where = f" {described(one.where, say)}" if one.where else ""
    if one.count == "things":
        least = int(one.at_least or len(one.things))
        whole = "all" if least == len(one.things) else f"at least {least}"
        return f"{whole} of {several([say.thing(url) for url in one.things], 'and')}{where}"
    unit = (system or "credits") if one.count == "credits" else "credentials"
    return f"{several(_bounds(one, unit, bound), 'and')}{where}"


def conditions(rule: StackRule) -> Iterator[tuple[str, str]]:
    """Yield what a rule asks of single credentials, before it counts them.

    Each is the path of the group that it is about (``all``, ``all/core``), and in words which
    credentials that takes, or what must come before what.
    """
    say = Speaker(rule.names, rule.language)
    yield from _taken("all", rule.where, rule.groups, say)
    for one in rule.order:
        before = "; ".join(map(say.thing, one.after))
        yield "all", f"{say.thing(one.thing)} only after {before}"


def _taken(
    path: str, where: Which | None, groups: Sequence[Group], say: Speaker
) -> Iterator[tuple[str, str]]:
    if where is not None:
        yield path, _only(where, say)
    for group in groups:
        yield from _taken(f"{path}/{group.id}", group.where, group.groups, say)


def _only(where: Which, say: Speaker) -> str:
    if where == Which(things=where.things):
        return f"only these: {'; '.join(map(say.thing, where.things))}"
    return f"only these count: {described(where, say)}"


def _bounds(one: Requirement, unit: str, only: str | None) -> list[str]:
    least, most = f"at least {{}} {unit}", f"at most {{}} {unit}"
    told = {
        "at_least": (one.at_least, least),
        "at_most": (one.at_most, most),
        "at_least_share": (_percent(one.at_least_share), f"at least {{}} % of the {unit}"),
        "at_most_share": (_percent(one.at_most_share), f"at most {{}} % of the {unit}"),
    }
    return [
        words.format(amount(value))
        for name, (value, words) in told.items()
        if value is not None and only in (None, name)
    ]


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else share * 100
