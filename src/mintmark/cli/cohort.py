"""``mintmark stack --each``: many learners, each by themselves against the same rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from mintmark.cli import console, files
from mintmark.cli.bench import Order
from mintmark.cli.stacking import WORD, Asked, Ready, held, make_it_ready, missing
from mintmark.cli.verifying import EXIT
from mintmark.encoding.times import format_time
from mintmark.errors import MintmarkError, UnavailableError, UsageError
from mintmark.report import Outcome

Told = tuple[str, Outcome]
"""What is to be printed of one learner, and the verdict as an outcome: the worst decides."""

_OUTCOME = {
    "met": Outcome.VALID,
    "not-met": Outcome.INVALID,
    "cannot-tell": Outcome.INDETERMINATE,
}
_WIDTH = max(map(len, WORD.values()))


def stack_each(asked: Asked, order: Order, *, as_json: bool, jobs: int = 1) -> int:
    """Tell of each learner in a line; return 1 if one has not met it, else 2 if one is open."""
    if asked.svg is not None:
        raise UsageError(
            "stack.one-picture",
            "--svg draws what one learner holds, and --each tells of many.",
            remedy="Leave --each out, and name the credentials of one learner.",
        )
    ready = make_it_ready(asked, order)
    worst = Outcome.VALID
    try:
        for said, outcome in _told(asked, order, ready, as_json, jobs):
            console.put(said)
            worst = max(worst, outcome, key=lambda one: one.severity)
    except UnavailableError as error:
        console.error(error)
        worst = max(worst, Outcome.INDETERMINATE, key=lambda one: one.severity)
    if not as_json:
        decides = ready.rule.decided_by.name.best(ready.rule.language)
        console.say(console.one_line(f"These are proposals. {decides} decides."))
    return EXIT[worst]


def _told(asked: Asked, order: Order, ready: Ready, as_json: bool, jobs: int) -> Iterator[Told]:
    learners = files.learners_in(asked.names)
    tell_one = partial(_tell_one, ready, as_json)
    if jobs == 1:
        yield from map(tell_one, learners)
        return
    from mintmark.cli.crew import share

    same = replace(order, at=format_time(ready.bench.at))
    yield from share(learners, tell_one, partial(_teller, asked, same, as_json), jobs)


def _teller(asked: Asked, order: Order, as_json: bool) -> Callable[[str], Told]:
    return partial(_tell_one, make_it_ready(asked, order), as_json)


def _tell_one(ready: Ready, as_json: bool, learner: str) -> Told:
    """Tell of one learner. What cannot be read or told of one holds up no other."""
    try:
        result = ready.result(held(ready.bench, [learner]))
    except MintmarkError as error:
        facts = {"verdict": "cannot-tell", "error": console.problem(error)}
        return _said(learner, facts, f"{error} [{error.code}]", as_json)
    facts = result.model_dump(mode="json") if as_json else {"verdict": result.verdict}
    return _said(learner, facts, " ".join([*missing(result), *result.notes]), as_json)


def _said(learner: str, facts: dict[str, Any], words: str, as_json: bool) -> Told:
    verdict = facts["verdict"]
    if as_json:
        return console.as_line({"learner": learner, **facts}), _OUTCOME[verdict]
    line = f"{WORD[verdict]:<{_WIDTH}}  {learner}{f'  {words}' if words else ''}"
    return f"{console.printable(' '.join(line.splitlines()))}\n", _OUTCOME[verdict]
