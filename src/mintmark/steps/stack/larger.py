"""Larger awards among what is held: each stands for a nested group, and never beside its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mintmark.model import Group, Holding, Known, Requirement, StackRule, Which
from mintmark.steps.stack.facts import Facts


def made_of(facts: Sequence[Facts], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of members of which one is a part of the other: only one of them may count.

    A part of a part is a part, as far as what lies between is held.
    """
    number = {facts[n].holding.id: n for n in members}
    parts = {one.holding.id: {part.id for part in one.award.parts} for one in facts}
    for n in members:
        for name in sorted(_below(facts[n].holding.id, parts)):
            if name in number and number[name] != n:
                yield n, number[name]


def _below(name: str, parts: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for part in parts.get(waiting.pop(), ()):
            if part not in found:
                found.add(part)
                waiting.append(part)
    return found


def is_part(one: Holding, of: Holding) -> bool:
    """Say whether an award names a holding among its parts."""
    return of.award is not None and any(part.id == one.id for part in of.award.parts)


def awarded_groups(rule: StackRule, holdings: Sequence[Holding]) -> dict[str, Holding]:
    """Return the groups whose award is held, by path, in the order of the rule."""
    held: dict[str, Holding] = {}
    for one in holdings:
        if one.achievement is not None and one.award is not None:
            held.setdefault(one.achievement.id, one)
    return {
        path: held[group.awards] for path, group in _groups(rule.groups, "") if group.awards in held
    }


def _groups(groups: Sequence[Group], above: str) -> Iterator[tuple[str, Group]]:
    for group in groups:
        path = f"{above}/{group.id}"
        yield path, group
        yield from _groups(group.groups, path)


def standing_in(rule: StackRule, chosen: Mapping[str, Holding]) -> StackRule:
    """Return the rule in which each chosen group asks for its award, and for nothing else."""
    known = {one.url for one in rule.names}
    names = [
        Known(id=f"award-{number}", url=one.achievement.id, title=one.achievement.title)
        for number, one in enumerate(chosen.values(), 1)
        if one.achievement is not None and one.achievement.id not in known
    ]
    return rule.model_copy(
        update={
            "names": (*rule.names, *names),
            "groups": tuple(_replaced(one, "", chosen) for one in rule.groups),
        }
    )


def _replaced(group: Group, above: str, chosen: Mapping[str, Holding]) -> Group:
    path = f"{above}/{group.id}"
    if path not in chosen or group.awards is None:
        inner = tuple(_replaced(one, path, chosen) for one in group.groups)
        return group.model_copy(update={"groups": inner})
    asked = Requirement(id="awarded", count="things", things=(group.awards,))
    return group.model_copy(
        update={"where": Which(things=(group.awards,)), "requirements": (asked,), "groups": ()}
    )
