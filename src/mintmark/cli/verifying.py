"""``mintmark verify`` and ``mintmark show``: checking credentials and telling what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mintmark.cli import console, files
from mintmark.cli.bench import Bench, Order, make_ready
from mintmark.report import Outcome, Report

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
    for name, report in _reports(names, order, bench, jobs):
        if as_json:
            console.facts(as_facts(name, report))
        else:
            tell(name, report)
        worst = max(worst, report.outcome, key=lambda outcome: outcome.severity)
    return EXIT[worst]


def _reports(
    names: list[str], order: Order, bench: Bench, jobs: int
) -> Iterator[tuple[str, Report]]:
    found = files.credentials_in(names)
    if jobs == 1:
        yield from ((name, bench.report(name)) for name in found)
        return
    from mintmark.cli.crew import reports_of

    yield from reports_of(found, order, jobs)


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
    return facts


def tell(name: str, report: Report) -> None:
    """Print a report for people: the verdict, who and what, then check by check."""
    from rich.text import Text

    out = console.out()
    colour = _COLOUR[report.outcome]
    title = Text.assemble((_WORD[report.outcome], f"bold {colour}"), "  ", console.one_line(name))
    out.print(title)
    if report.signed:
        _tell_who(report)
    for check in report.checks:
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
        tell(f"endorsement in {place}", endorsement)


def _tell_who(report: Report) -> None:
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
            console.say(f"     {label:<12} {console.one_line(value)}")


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
