"""What a stack rule asks for, drawn: its groups inside one another, a bar for each requirement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mintmark.equivalence import number
from mintmark.errors import UsageError
from mintmark.model import Group, Requirement, RequirementFinding, StackResult, StackRule
from mintmark.pictures.boxes import Box, column, framed, row, told, words
from mintmark.pictures.marks import Part, Scale, bar, mark
from mintmark.pictures.saying import Say

_FIGURE = 132
"""How wide the figures beside a bar are."""
_NARROW = 420
"""Where they stand below it."""
_FRAMED = 240
"""How wide a group is at least, to be drawn on a card."""


class Asked:
    """A rule and its result, and how the credentials that count are numbered.

    Args:
        say: says our words in the reader's language.

    Raises:
        UsageError: ``picture.other-rule``.
    """

    def __init__(self, rule: StackRule, result: StackResult, say: Say) -> None:
        counting = [one for one in result.credentials if one.counts]
        self.number = {one.credential: n for n, one in enumerate(counting, 1)}
        """The number of each credential that counts, the oldest first."""
        self.system = rule.system or "credits"
        """The credit system of the whole."""
        self._credits = {one.credential: one.credits or Fraction(0) for one in counting}
        self._say = say
        self._language = rule.language
        self._groups = dict(_walk(rule.root, "all"))
        self._found: dict[str, list[RequirementFinding]] = {}
        for one in result.requirements:
            self._found.setdefault(one.group, []).append(one)
        self._belong_together(rule, result)

    def _belong_together(self, rule: StackRule, result: StackResult) -> None:
        told = [one.group for one in result.requirements] + [one.group for one in result.missing]
        told += [path for one in result.credentials for path in one.groups]
        same = (rule.id, rule.version) == (result.rule, result.version)
        if not same or not self._groups.keys() >= set(told):
            raise UsageError(
                "picture.other-rule",
                "The result is not of this rule.",
                remedy="Draw it with the rule that it was worked out with, or stack anew.",
            )

    def place(self, path: str) -> tuple[str, ...]:
        """Return what the groups are called that lead to one, but the whole."""
        steps = path.split("/")
        return tuple(self.name("/".join(steps[: n + 1])) for n in range(1, len(steps)))

    def drawn(self, width: int) -> Box:
        """Return all that is asked for."""
        return self._panel("all", width)

    def name(self, path: str) -> str:
        """Return what a group is called."""
        group = self._groups[path]
        return group.title.best(self._language) if group.title else group.id

    def _panel(self, path: str, width: int) -> Box:
        """Return a group on a card, with those inside it; where that is too narrow, without one."""
        framing = width >= _FRAMED
        inner = width - 32 if framing else width
        if path == "all":
            title, label = self._say("In all"), self._say("Requirements in all")
        else:
            title = self.name(path)
            label = self._say(f"Requirements of {title}")
        listed = [self._requirement(one, inner) for one in self._found.get(path, ())]
        within = [self._panel(f"{path}/{one.id}", inner) for one in self._groups[path].groups]
        asked = told(column(listed, 16), "list", label)
        content = column((words(title, inner, bold=True, size=17, theirs=True), asked, *within), 16)
        return framed(content, "card", width=width) if framing else content

    def _requirement(self, found: RequirementFinding, width: int) -> Box:
        beside = width - 36
        one = self._rule_of(found)
        title = one.title.best(self._language) if one and one.title else found.id
        said = words(self._say(f"{title}: {found.asked}"), beside)
        narrow = beside < _NARROW
        wide = beside if narrow else beside - _FIGURE
        label = self._say(_label(found))
        measure = bar(wide, list(self._parts(found, one)), _scale(found, one), label)
        figure = self._say(_figure(found))
        so_far = words(figure, beside if narrow else _FIGURE - 12, bold=True)
        drawn = column((measure, so_far), 4) if narrow else row((measure, so_far), 12)
        return told(row((self._mark(found), column((said, drawn), 6)), 12), "listitem")

    def _mark(self, found: RequirementFinding) -> Box:
        if found.limit:
            return mark("good", self._say("limit, kept"))
        return mark("good", self._say("met")) if found.met else mark("bad", self._say("not met"))

    def _rule_of(self, found: RequirementFinding) -> Requirement | None:
        asked = self._groups[found.group].requirements
        return next((one for one in asked if one.id == found.id), None)

    def _parts(self, found: RequirementFinding, one: Requirement | None) -> Iterator[Part]:
        """Yield the credentials in a bar, together as long as what there is."""
        by_credits = one is None or one.count == "credits"
        none = Fraction(0)
        sizes = [self._credits.get(name, none) if by_credits else Fraction(1) for name in found.by]
        whole = sum(sizes)
        if not whole:
            return
        for name, size in zip(found.by, sizes, strict=True):
            yield Part(size / whole * found.got, self.number.get(name))


def _walk(group: Group, path: str) -> Iterator[tuple[str, Group]]:
    yield path, group
    for inner in group.groups:
        yield from _walk(inner, f"{path}/{inner.id}")


def _scale(found: RequirementFinding, one: Requirement | None) -> Scale:
    if found.share:
        return Scale(Fraction(1), found.needed, limit="at most" in found.asked)
    whole = max(found.needed, found.got)
    counted = one is not None and one.count != "credits"
    return Scale(whole, found.needed, found.limit, Fraction(1) if counted else Fraction(0))


def _figure(found: RequirementFinding) -> str:
    if found.share:
        return _percent(found)
    so_far = number(found.got)
    return f"{so_far} so far" if found.limit else f"{so_far}\u00a0of {number(found.needed)}"


def _label(found: RequirementFinding) -> str:
    """Return what a bar shows, in words."""
    if found.limit:
        return f"{_figure(found)}: kept."
    if found.share:
        return f"{_percent(found)}: met." if found.met else f"{_percent(found)}: not met."
    so_far, needed = number(found.got), number(found.needed)
    return f"{so_far} of {needed}: met." if found.met else f"{so_far} of {needed}: not met."


def _percent(found: RequirementFinding) -> str:
    return f"{number(found.got * 100)} %"
