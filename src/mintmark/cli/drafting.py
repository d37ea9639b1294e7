"""``mintmark new``, ``check`` and ``schema``: the designer's commands."""

from __future__ import annotations

import csv
import io
import json
import uuid
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mintmark.cli import console, files
from mintmark.errors import InputError, RulebookError, UsageError
from mintmark.frameworks.evaluation import Finding, Overall, Verdict
from mintmark.frameworks.loading import load
from mintmark.steps.award import columns
from mintmark.steps.design import (
    CheckResult,
    DraftProblems,
    Item,
    Problem,
    draft_schema,
    read_draft,
    template,
)
from mintmark.steps.design import check as examine

_EXIT = {Overall.CONFORMS: 0, Overall.DOES_NOT: 1, Overall.CANNOT_TELL: 2}
_WORD = {
    Overall.CONFORMS: "conforms",
    Overall.DOES_NOT: "does not conform",
    Overall.CANNOT_TELL: "cannot be told",
}
_MARK = {
    Verdict.MET: ("✓", "green"),
    Verdict.AT_AWARD: ("✓", "green"),
    Verdict.NOT_MET: ("✗", "red"),
    Verdict.UNKNOWN: ("?", "yellow"),
    Verdict.NOT_APPLICABLE: ("–", "dim"),
    Verdict.ADVISORY: ("·", "dim"),
}
_HEADS = {
    "mandatory": "Mandatory elements",
    "optional": "Optional elements",
    "definition": "The definition",
    "principle": "Principles",
}


def new(file: Path | None, awards_for: Path | None) -> None:
    """Write a draft to begin with, or an empty award list for an achievement."""
    text = _award_list(awards_for) if awards_for else template(uuid.uuid4().urn)
    if file is None:
        console.say(text.rstrip("\n"))
        return
    files.write_new(file, text.encode())
    console.note(f"Written: {file}")


def _award_list(path: Path) -> str:
    achievement = read_draft(files.read_text(path), str(path)).achievement
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(columns(achievement))
    return buffer.getvalue()


def schema(what: str) -> None:
    """Print the JSON Schema of ``what``."""
    if what != "achievement":
        raise UsageError(
            "schema.unknown", f"There is no schema for {what!r}.", remedy="There is: achievement."
        )
    console.say(json.dumps(draft_schema(), indent=2, ensure_ascii=False))


def check(path: Path, framework: str, as_of: str | None, *, whole: bool, as_json: bool) -> int:
    """Hold a draft against a framework, tell, and return the exit code."""
    day = _day(as_of)
    try:
        load(framework)
    except RulebookError as error:
        raise UsageError(error.code, error.message, remedy=error.remedy) from None
    try:
        draft = read_draft(files.read_text(path), str(path))
    except InputError as error:
        _tell_unreadable(error, as_json)
        return 1
    except DraftProblems as error:
        _tell_problems(error, as_json)
        return 1
    result = examine(draft, framework, as_of=day)
    if as_json:
        console.facts(as_facts(result))
    else:
        tell(result, whole=whole)
    return _EXIT[result.evaluation.overall]


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(
        "check.malformed-date", f"{text!r} is not a day.", remedy="Write it like 2026-01-31."
    )


def _tell_problems(error: DraftProblems, as_json: bool) -> None:
    if as_json:
        console.facts({"problems": [_problem_facts(problem) for problem in error.problems]})
        return
    for problem in error.problems:
        console.note(f"{problem} [{problem.code}]")


def _tell_unreadable(error: InputError, as_json: bool) -> None:
    if as_json:
        console.facts({"problems": [console.problem(error)]})
    else:
        console.error(error)


def _problem_facts(problem: Problem) -> dict[str, Any]:
    facts = asdict(problem)
    return {"field" if name == "path" else name: value for name, value in facts.items()}


def as_facts(result: CheckResult) -> dict[str, Any]:
    """Return a check as the JSON object that ``--json`` prints."""
    evaluation = result.evaluation
    return {
        "file": result.file,
        "framework": evaluation.framework,
        "as_of": evaluation.as_of.isoformat(),
        "overall": evaluation.overall,
        "conforms": result.conforms,
        "reason": evaluation.reason,
        "rules": [_item_facts(item) for item in result.items],
    }


def _item_facts(item: Item) -> dict[str, Any]:
    finding = item.finding
    rule = finding.rule
    return {
        "id": rule.id,
        "kind": rule.kind,
        "clause": rule.clause,
        "text": rule.text,
        "verdict": finding.verdict,
        "detail": finding.detail,
        "field": finding.path,
        "line": item.place.line if item.place else None,
        "column": item.place.column if item.place else None,
        "remedy": rule.remedy if finding.verdict is Verdict.NOT_MET else None,
        "source": rule.source,
        "confidence": rule.confidence,
    }


def tell(result: CheckResult, *, whole: bool = False) -> None:
    """Print a check for people: the verdict, then rule by rule.

    Of the rules that do not decide only those that ask for something are told, unless ``whole``.
    """
    from rich.text import Text

    evaluation, screen = result.evaluation, console.out()
    colour = {0: "green", 1: "red", 2: "yellow"}[_EXIT[evaluation.overall]]
    head = f"{evaluation.framework} as of {evaluation.as_of}: {_WORD[evaluation.overall]}"
    screen.print(Text(head, style=f"bold {colour}"))
    screen.print(Text(console.printable(evaluation.reason)))
    for kind in dict.fromkeys(item.finding.rule.kind for item in result.items):
        satisfied, applying = evaluation.tally(kind)
        title = _HEADS.get(kind, str(kind).capitalize())
        screen.print(Text(f"\n{title} ({satisfied} of {applying})", style="bold"))
        for item in result.items:
            if item.finding.rule.kind == kind and (whole or _matters(item)):
                _tell_item(item, result.file, screen)


def _matters(item: Item) -> bool:
    met = item.finding.verdict in (Verdict.MET, Verdict.AT_AWARD, Verdict.NOT_APPLICABLE)
    return item.finding.rule.kind in ("mandatory", "optional") or not met


def _tell_item(item: Item, file: str | None, screen: Any) -> None:
    from rich.text import Text

    finding = item.finding
    mark, colour = _MARK[finding.verdict]
    where = f"  {file}:{item.place.line}" if item.place and file else ""
    screen.print(Text.assemble("  ", (mark, colour), f" {finding.rule.name}"))
    told = f"{finding.detail}{where}  [{finding.rule.clause}]"
    screen.print(Text(f"      {console.printable(told)}", style="dim"))
    if finding.verdict is Verdict.NOT_MET:
        screen.print(Text(f"      {_remedy(finding)}"))


def _remedy(finding: Finding) -> str:
    return console.printable(f"To do: {finding.rule.remedy}")
