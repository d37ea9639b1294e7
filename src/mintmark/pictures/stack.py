"""The picture of a stack: what is asked for, what counts and where, what is missing or left out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mintmark.equivalence import number
from mintmark.model import CredentialFinding, Missing, StackResult, StackRule
from mintmark.pictures.asked import Asked
from mintmark.pictures.boxes import Box, column, words
from mintmark.pictures.document import MARGIN, document
from mintmark.pictures.marks import Kind, chip, mark
from mintmark.pictures.saying import Say, as_it_is
from mintmark.pictures.sections import WIDTH, Card, cards, check_width, head, section, verdict

_MOST = 24
"""How many cards of one sort are drawn; what is more is counted."""
_TITLES = 5
"""How many titles stand on one card."""
_SIGN: Final[dict[str, Kind]] = {"met": "good", "not-met": "bad", "cannot-tell": "open"}
_SAID: Final = {"met": "Met", "not-met": "Not met yet", "cannot-tell": "Nobody can tell"}
_TITLED: Final = {
    "met": "{}: met.",
    "not-met": "{}: not met yet.",
    "cannot-tell": "{}: nobody can tell.",
}


def stack_picture(
    rule: StackRule,
    result: StackResult,
    *,
    width: int = WIDTH,
    say: Say = as_it_is,
    language: str = "en",
) -> str:
    """Return the picture (SVG) of how far credentials fulfil a stack rule.

    Args:
        rule: the rule, as ``read_rule`` gives it.
        result: what ``stack`` said of it.
        width: how wide it is, 320 to 2,000; it is as high as it takes.
        say: says an English sentence or phrase of the picture in another language.
        language: the language that ``say`` speaks.

    Raises:
        UsageError: ``picture.bad-width``; ``picture.other-rule`` where the result is not of it.
    """
    check_width(width)
    drawn = _Stack(rule, result, width - 2 * MARGIN, say)
    return document(drawn.title(), drawn.description(), column(drawn.parts(), 26), language)


def summary(result: StackResult) -> str:
    """Return a result in one or two sentences."""
    floors = [one for one in result.requirements if not one.limit]
    met, asked = sum(one.met for one in floors), len(floors)
    counting, held = sum(one.counts for one in result.credentials), len(result.credentials)
    counted = f"{counting} credential{'' if counting == 1 else 's'} of {held} counted."
    if not floors:
        return counted
    return f"{met} of {asked} requirement{'' if asked == 1 else 's'} met." + f" {counted}"


class _Stack:
    """What is drawn of a result, so wide."""

    def __init__(self, rule: StackRule, result: StackResult, width: int, say: Say) -> None:
        self._result, self._width, self._say = result, width, say
        self._language = rule.language
        self._asked = Asked(rule, result, say)

    def title(self) -> str:
        """Return the name of the picture."""
        return self._say(_TITLED[self._result.verdict].format(self._result.title))

    def description(self) -> str:
        """Return the picture in short."""
        return f"{self._summary()} {self._say(f'As of {self._result.as_of}.')}"

    def parts(self) -> Iterator[Box]:
        """Yield the parts of the picture from above."""
        say, result, width = self._say, self._result, self._width
        yield head(say(f"What counts, as of {result.as_of}"), result.title, self._language, width)
        said = say(_SAID[result.verdict])
        yield verdict(_SIGN[result.verdict], said, self._summary(), width)
        yield section(say("What it asks for"), self._asked.drawn(width), width)
        yield section(say("The least that is missing"), self._missing(), width)
        yield section(say("What counts"), self._counted(), width)
        yield section(say("What does not count"), self._left_out(), width)
        yield column(self._foot(), 4)

    def _summary(self) -> str:
        return self._say(summary(self._result))

    # -------------------------------------------------------------------------- what is missing

    def _missing(self) -> Box:
        listed = [self._missing_card(one) for one in self._result.missing]
        return cards(listed, self._width, self._say("The least that is missing"))

    def _missing_card(self, one: Missing) -> Card:
        sign = mark("plus", self._say("missing"))
        said = f"{self._say(one.words.removesuffix('.'))}."
        return Card(sign, (said,), self._asked.place(one.group), look="away")

    # -------------------------------------------------------------------------- what counts

    def _counted(self) -> Box:
        counting = [one for one in self._result.credentials if one.counts]
        shown = counting if len(counting) <= _MOST else counting[: _MOST - 1]
        listed = [self._counted_card(one) for one in shown]
        if rest := counting[len(shown) :]:
            listed.append(self._rest_card(rest))
        return cards(listed, self._width, self._say("Credentials that count"))

    def _counted_card(self, one: CredentialFinding) -> Card:
        lines = [one.reason]
        if one.low is not None and one.high is not None and one.low != one.high:
            lines.append(f"It may be {number(one.low)} to {number(one.high)}.")
        if inside := [self._asked.name(path) for path in one.groups[1:]]:
            lines.append(f"It counts in {', '.join(inside)}.")
        sign, title = chip(self._asked.number[one.credential]), one.title or one.credential
        said = tuple(map(self._say, lines))
        return Card(sign, (title,), said, theirs=True, language=self._language)

    def _rest_card(self, rest: list[CredentialFinding]) -> Card:
        more = sum((one.credits or Fraction(0) for one in rest), start=Fraction(0))
        worth = f"They count {number(more)} {self._asked.system} together."
        lines = (self._say(worth),) if more else ()
        return Card(mark("good", self._say("count")), (self._say(f"and {len(rest)} more"),), lines)

    # -------------------------------------------------------------------------- what does not

    def _left_out(self) -> Box:
        alike: dict[str, list[CredentialFinding]] = {}
        for one in self._result.credentials:
            if not one.counts:
                alike.setdefault(one.reason, []).append(one)
        if len(alike) > _MOST:
            alike = _by_code(self._result)
        listed = [self._away_card(reason, some) for reason, some in alike.items()]
        return cards(listed, self._width, self._say("Credentials that do not count"))

    def _away_card(self, reason: str, some: list[CredentialFinding]) -> Card:
        titles = [one.title or one.credential for one in some]
        if len(titles) > _TITLES:
            titles[_TITLES - 1 :] = [self._say(f"and {len(titles) - _TITLES + 1} more")]
        code = (some[0].code,) if some[0].code else ()
        sign = mark("minus", self._say("left out"))
        heads, lines = tuple(titles), (self._say(reason), *code)
        return Card(sign, heads, lines, theirs=True, look="away", language=self._language)

    def _foot(self) -> Iterator[Box]:
        if self._result.verdict == "cannot-tell":
            doubt = "Something that could not be checked, or not be told, would decide."
            yield words(self._say(doubt), self._width)
        for note in self._result.notes:
            yield words(self._say(note), self._width)
        proposal = self._say(f"This is a proposal. {self._result.decided_by} decides.")
        yield words(proposal, self._width, look="soft")


def _by_code(result: StackResult) -> dict[str, list[CredentialFinding]]:
    """Put together what has the same code, under the first reason; too many reasons are no help."""
    first: dict[str | None, str] = {}
    alike: dict[str, list[CredentialFinding]] = {}
    for one in result.credentials:
        if not one.counts:
            reason = first.setdefault(one.code, f"For example: {one.reason}")
            alike.setdefault(reason, []).append(one)
    return alike
