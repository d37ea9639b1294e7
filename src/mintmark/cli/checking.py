"""``mintmark check``: hold a draft against one framework, several, or all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mintmark.cli import check_facts, check_page, check_screen, console, days, files
from mintmark.errors import InputError, MintmarkError, RulebookError, UsageError
from mintmark.frameworks.evaluation import Overall
from mintmark.frameworks.loading import known, load
from mintmark.steps.design import Draft, DraftProblems, Problem, read_draft
from mintmark.steps.design import check as examine

EXIT = {Overall.CONFORMS: 0, Overall.DOES_NOT: 1, Overall.CANNOT_TELL: 2}
_WORST_FIRST = (Overall.DOES_NOT, Overall.CANNOT_TELL, Overall.CONFORMS)
_INTERVAL = 0.3
"""Seconds between two looks at a file that is watched."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for.

    Attributes:
        draft: the draft's file, or ``-``.
        frameworks: the ids of the frameworks to hold it against, in this order.
        as_of: the day asked about.
        whole: whether to tell also what is met of rules that do not decide.
        page: where to write the page for people, if anywhere.
        as_json: whether to print facts.
    """

    draft: Path
    frameworks: tuple[str, ...]
    as_of: date
    whole: bool = False
    page: Path | None = None
    as_json: bool = False


def order(
    draft: Path,
    frameworks: list[str],
    as_of: str | None,
    *,
    every: bool,
    whole: bool,
    page: Path | None,
    as_json: bool,
) -> Order:
    """Return the order that the options make.

    Raises:
        UsageError: there is no such framework or day, or ``every`` is asked for besides some.
    """
    if every and frameworks:
        raise UsageError(
            "check.all-and-some",
            "--all stands for every framework, and --framework for one.",
            remedy="Give one of the two.",
        )
    for name in frameworks:
        rulebook_known(name)
    chosen = known() if every else tuple(dict.fromkeys(frameworks)) or ("eu-2022",)
    return Order(draft, chosen, day(as_of), whole, page, as_json)


def rulebook_known(name: str) -> None:
    """Make sure that there is a framework of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in known():
        try:
            load(name)
        except RulebookError as error:
            raise UsageError(error.code, error.message, remedy=error.remedy) from None


def day(text: str | None) -> date:
    """Return the day that is meant; without any, today.

    Raises:
        UsageError: the calendar has no such day.
    """
    found = days.read(text)
    if found is None:
        raise UsageError(
            "check.malformed-date",
            f"{(text or '')[:40]!r} is not a day.",
            remedy="Write it like 2026-01-31.",
        )
    return found


def check(asked: Order) -> int:
    """Hold a draft against the frameworks, tell, and return the exit code: the worst of them."""
    try:
        draft = read_draft(files.read_text(asked.draft), str(asked.draft))
    except InputError as error:
        _tell_unreadable(error, asked.as_json)
        return 1
    except DraftProblems as error:
        _tell_problems(error, asked.as_json)
        return 1
    return _tell(asked, draft)


def _tell(asked: Order, draft: Draft) -> int:
    results = [examine(draft, name, as_of=asked.as_of) for name in asked.frameworks]
    if asked.page is not None:
        page = check_page.page(draft.achievement, results, asked.as_of)
        files.write_whole(asked.page, page.encode())
        console.note(f"Written: {asked.page}")
    if asked.as_json:
        console.facts(check_facts.of(results, asked.as_of))
    else:
        check_screen.tell(results, asked.as_of, whole=asked.whole)
    found = {result.evaluation.overall for result in results}
    return EXIT[next(overall for overall in _WORST_FIRST if overall in found)]


def watch(asked: Order, pause: Callable[[float], None] = time.sleep) -> int:
    """Check whenever the draft's file changes, until somebody presses Ctrl-C.

    Returns the exit code of the last check. A file that is gone or cannot be read for a moment,
    as editors leave it, is told and looked for again.

    Args:
        asked: what to check.
        pause: waits between two looks; a test gives one that ends the watching.

    Raises:
        UsageError: the draft comes from standard input.
    """
    if str(asked.draft) == "-":
        raise UsageError(
            "check.watch-stdin",
            "Standard input cannot be watched.",
            remedy="Give the name of a file.",
        )
    seen, code = None, 0
    try:
        while True:
            now = _stamp(asked.draft)
            if now != seen:
                seen, code = now, _check_again(asked)
            pause(_INTERVAL)
    except KeyboardInterrupt:
        console.note("Stopped watching.")
        return code


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _check_again(asked: Order) -> int:
    console.note(f"\n{datetime.now().astimezone():%H:%M:%S}  {asked.draft}")
    try:
        return check(asked)
    except MintmarkError as error:
        console.error(error)
        return 1


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
