"""The picture of a stack: what is asked for, what counts and where, what is missing or left out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mintmark.equivalence import number
from mintmark.model import CredentialFinding, Missing, StackResult, StackRule
from mintmark.pictures.asked import Asked
from mintmark.pictures.boxes import Box, column, words
from mintmark.pictures.document import MARGIN, document
from mintmark.pictures.marks import Kind, chip, mark
from mintmark.pictures.sections import WIDTH, Card, cards, check_width, head, section, verdict

_MOST = 24
"""How many cards of one sort are drawn; what is more is counted."""
_TITLES = 5
"""How many titles stand on one card."""
_SIGN: dict[str, Kind] = {"met": "good", "not-met": "bad", "cannot-tell": "open"}
_SAID = {"met": "Met", "not-met": "Not met yet", "cannot-tell": "Nobody can tell"}


def stack_picture(rule: StackRule, result: StackResult, *, width: int = WIDTH) -> str:
    """Return the picture (SVG) of how far credentials fulfil a stack rule.

    Args:
        rule: the rule, as ``read_rule`` gives it.
        result: what ``stack`` said of it.
        width: how wide it is, 320 to 2,000; it is as high as it takes.

    Raises:
        UsageError: ``picture.bad-width``; ``picture.other-rule`` where the result is not of it.
    """
    check_width(width)
    inner, asked = width - 2 * MARGIN, Asked(rule, result)
    parts = (
        head(f"What counts, as of {result.as_of}", result.title, rule.language, inner),
        verdict(_SIGN[result.verdict], _SAID[result.verdict], summary(result), inner),
        section("What it asks for", asked.drawn(inner), inner),
        section("The least that is missing", _missing(result, asked, inner), inner),
        section("What counts", _counted(result, asked, rule.language, inner), inner),
        section("What does not count", _left_out(result, rule.language, inner), inner),
        _foot(result, inner),
    )
    title = f"{result.title}: {_SAID[result.verdict].lower()}"
    return document(title, f"{summary(result)} As of {result.as_of}.", column(parts, 26))


def summary(result: StackResult) -> str:
    """Return a result in one or two sentences."""
    floors = [one for one in result.requirements if not one.limit]
    met = sum(one.met for one in floors)
    counting = sum(one.counts for one in result.credentials)
    told = f"{met} of {_many(len(floors), 'requirement')} met. " if floors else ""
    return f"{told}{_many(counting, 'credential')} of {len(result.credentials)} counted."


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


# ------------------------------------------------------------------------------ what is missing


def _missing(result: StackResult, asked: Asked, width: int) -> Box:
    listed = [_missing_card(one, asked) for one in result.missing]
    return cards(listed, width, "The least that is missing")


def _missing_card(one: Missing, asked: Asked) -> Card:
    return Card(mark("plus", "missing"), (one.words,), asked.place(one.group), look="away")


# ------------------------------------------------------------------------------ what counts


def _counted(result: StackResult, asked: Asked, language: str, width: int) -> Box:
    counting = [one for one in result.credentials if one.counts]
    shown = counting if len(counting) <= _MOST else counting[: _MOST - 1]
    listed = [_counted_card(one, asked, language) for one in shown]
    if rest := counting[len(shown) :]:
        more = sum((one.credits or Fraction(0) for one in rest), start=Fraction(0))
        worth = (f"They count {number(more)} {asked.system} together.",) if more else ()
        listed.append(Card(mark("good", "count"), (f"and {len(rest)} more",), worth))
    return cards(listed, width, "Credentials that count")


def _counted_card(one: CredentialFinding, asked: Asked, language: str) -> Card:
    lines = [one.reason]
    if one.low is not None and one.high is not None and one.low != one.high:
        lines.append(f"It may be {number(one.low)} to {number(one.high)}.")
    if inside := [asked.name(path) for path in one.groups[1:]]:
        lines.append(f"In {', '.join(inside)}")
    sign, title = chip(asked.number[one.credential]), one.title or one.credential
    return Card(sign, (title,), tuple(lines), theirs=True, language=language)


# ------------------------------------------------------------------------------ what does not


def _left_out(result: StackResult, language: str, width: int) -> Box:
    alike: dict[str, list[CredentialFinding]] = {}
    for one in result.credentials:
        if not one.counts:
            alike.setdefault(one.reason, []).append(one)
    if len(alike) > _MOST:
        alike = _by_code(result)
    listed = [_away_card(reason, some, language) for reason, some in alike.items()]
    return cards(listed, width, "Credentials that do not count")


def _by_code(result: StackResult) -> dict[str, list[CredentialFinding]]:
    """Put together what has the same code, under the first reason; too many reasons are no help."""
    first: dict[str | None, str] = {}
    alike: dict[str, list[CredentialFinding]] = {}
    for one in result.credentials:
        if not one.counts:
            reason = first.setdefault(one.code, f"For example: {one.reason}")
            alike.setdefault(reason, []).append(one)
    return alike


def _away_card(reason: str, some: list[CredentialFinding], language: str) -> Card:
    titles = [one.title or one.credential for one in some]
    if len(titles) > _TITLES:
        titles[_TITLES - 1 :] = [f"and {len(titles) - _TITLES + 1} more"]
    code = (some[0].code,) if some[0].code else ()
    sign = mark("minus", "left out")
    heads, lines = tuple(titles), (reason, *code)
    return Card(sign, heads, lines, theirs=True, look="away", language=language)


def _foot(result: StackResult, width: int) -> Box:
    return column(_told(result, width), 4)


def _told(result: StackResult, width: int) -> Iterator[Box]:
    if result.verdict == "cannot-tell":
        yield words("Something that could not be checked, or not be told, would decide.", width)
    for note in result.notes:
        yield words(note, width)
    yield words(f"This is a proposal. {result.decided_by} decides.", width, look="soft")
