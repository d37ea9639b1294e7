"""``mintmark verify`` and ``mintmark show``: checking credentials and telling what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from mintmark.cli import console, files
from mintmark.cli.bench import Bench, Order, make_ready
from mintmark.encoding.times import format_time
from mintmark.errors import UnavailableError
from mintmark.report import Outcome, Report

if TYPE_CHECKING:
    from rich.console import Console

EXIT = {Outcome.VALID: 0, Outcome.INVALID: 1, Outcome.INDETERMINATE: 2}
_MARK = {Outcome.VALID: "✓", Outcome.INVALID: "✗", Outcome.INDETERMINATE: "?"}
_WORD = {
    Outcome.VALID: "VALID",
    Outcome.INVALID: "INVALID",
    Outcome.INDETERMINATE: "COULD NOT CHECK",
}
_COLOUR = {Outcome.VALID: "green", Outcome.INVALID: "red", Outcome.INDETERMINATE: "yellow"}


def verify(names: list[str], order: Order, *, as_json: bool, jobs: int = 1) -> int:
    """Verify files, tell, and return the exit code: that of the worst of them."""
    bench = make_ready(order)
    worst = Outcome.VALID
    try:
        for said, outcome in _told(names, order, bench, as_json, jobs):
            console.put(said)
            worst = max(worst, outcome, key=lambda outcome: outcome.severity)
    except UnavailableError as error:
        console.error(error)
        worst = max(worst, Outcome.INDETERMINATE, key=lambda outcome: outcome.severity)
    return EXIT[worst]


def _told(
    names: list[str], order: Order, bench: Bench, as_json: bool, jobs: int
) -> Iterator[tuple[str, Outcome]]:
    found = files.credentials_in(names)
    tell_one = partial(_tell_one, bench, as_json)
    if jobs == 1:
        yield from map(tell_one, found)
        return
    from mintmark.cli.crew import share

    same = replace(order, at=format_time(bench.at))
    yield from share(found, tell_one, partial(_teller, same, as_json), jobs)


def _teller(order: Order, as_json: bool) -> Callable[[str], tuple[str, Outcome]]:
    return partial(_tell_one, make_ready(order), as_json)


def _tell_one(bench: Bench, as_json: bool, name: str) -> tuple[str, Outcome]:
    """Verify a file; return what is to be printed, and the outcome."""
    report = bench.report(name)
    said = console.as_line(as_facts(name, report)) if as_json else in_words(name, report)
    return said, report.outcome


def as_facts(name: str, report: Report) -> dict[str, Any]:
    """Return a report as the JSON object that ``--json`` prints."""
    signed = report.signed
    facts = {
        "file": name,
        "outcome": report.outcome,
        "code": report.code,
        "checks": [
            {
                "number": check.number,
                "name": check.name,
                "outcome": check.outcome,
                "code": check.code,
                "detail": check.detail,
            }
            for check in report.checks
        ],
        "issuer": dict(signed.issuer) if signed else None,
        "achievement": dict(signed.achievement) if signed and signed.achievement else None,
        "learner": dict(signed.learner) if signed else None,
    }
    if report.endorsements:
        facts["endorsements"] = [as_facts(place, one) for place, one in report.endorsements]
    if report.parts:
        facts["parts"] = [as_facts(name, one) for name, one in report.parts]
    return facts


def tell(name: str, report: Report) -> None:
    """Print a report for people."""
    console.put(in_words(name, report))


def in_words(name: str, report: Report) -> str:
    """Return a report for people: the verdict, who and what, then check by check."""
    out = console.out()
    with out.capture() as said:
        _say(out, name, report)
    return said.get()


def _say(out: Console, name: str, report: Report, *, brief: bool = False) -> None:
    from rich.text import Text

    colour = _COLOUR[report.outcome]
    title = Text.assemble((_WORD[report.outcome], f"bold {colour}"), "  ", console.one_line(name))
    out.print(title)
    if report.signed:
        _say_who(out, report)
    for check in report.checks:
        if brief and check.outcome is Outcome.VALID and report.signed:
            continue
        code = f" [{check.code}]" if check.code else ""
        out.print(
            Text.assemble(
                f"  {check.number:>2} ",
                (_MARK[check.outcome], _COLOUR[check.outcome]),
                f" {check.name:<10} ",
                console.one_line(f"{check.detail}{code}"),
            )
        )
    for place, endorsement in report.endorsements:
        _say(out, f"endorsement in {place}", endorsement)
    for part, one in report.parts:
        _say(out, f"part {part} of {name}", one, brief=True)


def _say_who(out: Console, report: Report) -> None:
    signed = report.signed
    if signed is None:
        return
    lines = {
        "achievement": (signed.achievement or {}).get("name"),
        "learner": signed.learner.get("name") or signed.learner.get("id"),
        "issuer": signed.issuer.get("name") or signed.issuer.get("id"),
        "vouched for": signed.issuer.get("vouched_by") or "by nobody you named",
    }
    for label, value in lines.items():
        if value:
            out.out(f"     {label:<12} {console.one_line(value)}")


def show(name: str, order: Order, *, unverified: bool, as_json: bool) -> int:
    """Print what a credential says, if its signature holds; return the exit code of verify."""
    from mintmark.cli import showing

    bench = make_ready(order)
    report = bench.report(name)
    if report.signed is None and not unverified:
        if as_json:
            console.facts(as_facts(name, report))
        else:
            tell(name, report)
            console.note("Its content is not shown: it is not known to be what an issuer signed.")
        return EXIT[report.outcome]
    document = report.signed.document if report.signed else showing.unsigned(name)
    showing.show(document, report, as_json=as_json)
    return EXIT[report.outcome]
