"""What stacks hand to their templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mintmark import Problem, StackResult, StackRule
from mintmark.model import Group, RequirementFinding
from mintmark.steps.stack.asking import conditions


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in a text, with the line it is in.

    Attributes:
        line: the line, counted from 1; 0 for the text as a whole.
        field: which field of the rule, as the core names it.
        message: what is wrong.
        remedy: what to do about it.
        said: the line itself.
    """

    line: int
    field: str
    message: str
    remedy: str
    said: str

    @classmethod
    def of(cls, problem: Problem, lines: Sequence[str]) -> Trouble:
        """Return a problem with its line."""
        said = lines[problem.line - 1].strip() if 0 < problem.line <= len(lines) else ""
        return cls(problem.line, problem.path, problem.message, problem.remedy or "", said[:200])


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement or limit in words.

    Attributes:
        place: the group it stands in; empty for the whole.
        words: what is asked for.
        limit: whether it is a limit.
        single: whether it is about each credential by itself, before any is counted.
        met: whether it is met; None for limits.
        part: how far, from 0 to 100; None where that cannot be told.
    """

    place: str
    words: str
    limit: bool = False
    single: bool = False
    met: bool = False
    part: int | None = None

    @classmethod
    def all_of(cls, rule: StackRule, result: StackResult) -> list[Asked]:
        """Return what a rule asks for and how that stands: group by group, in the rule's order."""
        names = {"all": "", **dict(_names(rule))}
        places = {path: number for number, path in enumerate(names)}
        counted = [(one.group, _counted(one, names)) for one in result.requirements]
        single = [
            (path, cls(names.get(path, ""), words, single=True)) for path, words in conditions(rule)
        ]
        found = sorted(counted + single, key=lambda pair: places.get(pair[0], len(places)))
        return [one for _path, one in found]


def _counted(one: RequirementFinding, names: Mapping[str, str]) -> Asked:
    place = names.get(one.group, "")
    return Asked(place, one.asked, limit=one.limit, met=one.met, part=_part(one))


def _part(one: RequirementFinding) -> int | None:
    if one.limit or not one.needed:
        return None
    return min(100, int(100 * one.got / one.needed))


def _names(rule: StackRule) -> Iterator[tuple[str, str]]:
    """Yield the groups' paths with their titles."""

    def walk(groups: Sequence[Group], above: str) -> Iterator[tuple[str, str]]:
        for group in groups:
            path = f"{above}/{group.id}"
            yield path, group.title.best(rule.language) if group.title else group.id
            yield from walk(group.groups, path)

    return walk(rule.groups, "all")
