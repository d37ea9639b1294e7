"""A check in a terminal: the table of frameworks, then rule by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mintmark.cli import console
from mintmark.cli.verdict_words import (
    HEADS,
    KNOWN_BY,
    MARK,
    OVERALL,
    OVERALL_MARK,
    TO_DO,
    asking,
    matters,
    period,
    remedy,
    source_numbers,
)
from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.frameworks.rulebook import Rule, Rulebook
from mintmark.steps.design import CheckResult, Item

if TYPE_CHECKING:
    from rich.console import Console

_COLOUR = {Overall.CONFORMS: "green", Overall.DOES_NOT: "red", Overall.CANNOT_TELL: "yellow"}
_STYLE = {
    Verdict.MET: "green",
    Verdict.AT_AWARD: "green",
    Verdict.NOT_MET: "red",
    Verdict.UNKNOWN: "yellow",
    Verdict.NOT_APPLICABLE: "dim",
    Verdict.ADVISORY: "dim",
}


def tell(results: Sequence[CheckResult], as_of: date, *, whole: bool = False) -> None:
    """Print a check for people.

    Of one framework the elements are told, and of the other rules those that ask for something;
    of several frameworks only what asks for something. ``whole`` tells everything.
    """
    screen = console.out()
    if len(results) == 1:
        _tell_one(results[0], screen, whole=whole, brief=False)
        return
    _table(results, as_of, screen)
    for result in results:
        if whole or any(asking(result.items)):
            screen.print()
            _tell_one(result, screen, whole=whole, brief=True)


def _table(results: Sequence[CheckResult], as_of: date, screen: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), title=f"As of {as_of}", title_justify="left")
    for head in ("framework", "where", "verdict", "mandatory"):
        table.add_column(head, overflow="fold")
    for result in results:
        evaluation = result.evaluation
        met, applying = evaluation.tally("mandatory")
        overall = evaluation.overall
        verdict = f"{OVERALL_MARK[overall]} {OVERALL[overall]}"
        table.add_row(
            evaluation.framework,
            console.printable(evaluation.rulebook.jurisdiction),
            Text(verdict, style=_COLOUR[overall]),
            f"{met} of {applying}" if applying else "–",
        )
    screen.print(table)


def _tell_one(result: CheckResult, screen: Console, *, whole: bool, brief: bool) -> None:
    from rich.text import Text

    evaluation = result.evaluation
    head = f"{evaluation.framework} as of {evaluation.as_of}: {OVERALL[evaluation.overall]}"
    screen.print(Text(head, style=f"bold {_COLOUR[evaluation.overall]}"))
    screen.print(Text(console.printable(evaluation.reason)))
    chosen = result.items if whole else tuple(asking(result.items)) if brief else result.items
    for kind in dict.fromkeys(item.finding.rule.kind for item in chosen):
        satisfied, applying = evaluation.tally(kind)
        count = "" if kind == "note" else f" ({satisfied} of {applying})"
        screen.print(Text(f"\n{HEADS[kind]}{count}", style="bold"))
        for item in chosen:
            if item.finding.rule.kind == kind and (whole or matters(item)):
                _tell_item(item, result, screen)
    _tell_sources(evaluation.rulebook, chosen, screen)


def _tell_item(item: Item, result: CheckResult, screen: Console) -> None:
    from rich.text import Text

    finding, rule = item.finding, item.finding.rule
    where = f"  {result.file}:{item.place.line}" if item.place and result.file else ""
    mark = (MARK[finding.verdict], _STYLE[finding.verdict])
    screen.print(Text.assemble("  ", mark, console.printable(f" {rule.name}")))
    told = f"{finding.detail}{where}  [{_behind(result.evaluation.rulebook, rule)}]"
    screen.print(Text(f"      {console.printable(told)}", style="dim"))
    if (change := remedy(item)) is not None:
        screen.print(Text(console.printable(f"      {TO_DO[finding.verdict]}: {change}")))


def _behind(book: Rulebook, rule: Rule) -> str:
    own_dates = period(book, rule) if rule.valid_from or rule.valid_until else None
    return "; ".join(filter(None, (rule.clause, source_numbers(book, rule), own_dates)))


def _tell_sources(book: Rulebook, items: Sequence[Item], screen: Console) -> None:
    """Tell the sources of the rules that were told, by the numbers that stand there."""
    from rich.text import Text

    named = {source.id for item in items for source in item.finding.rule.sources}
    screen.print(Text(f"\nSources (in force {period(book) or 'since when is not known'})", "bold"))
    for number, source in enumerate(book.sources, 1):
        if source.id in named:
            told = f"  {number} {source}; {KNOWN_BY[source.confidence]}"
            screen.print(Text(console.printable(told), style="dim"))
