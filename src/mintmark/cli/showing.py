"""What a credential says, laid out for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from mintmark.carriers.detect import unpack
from mintmark.cli import console, files
from mintmark.encoding import strict_json
from mintmark.formats.describing import Description, describe
from mintmark.report import Outcome, Report
from mintmark.vocabularies import vocabulary

_STANDING = {
    Outcome.VALID: ("Genuine, and in force.", "green"),
    Outcome.INVALID: ("Genuine, but it does not hold: ", "red"),
    Outcome.INDETERMINATE: ("Genuine, but not everything could be checked: ", "yellow"),
}


def unsigned(name: str) -> Mapping[str, Any]:
    """Return the document in a file, whoever wrote it.

    Raises:
        InputError: there is none to be read.
    """
    return strict_json.loads_object(unpack(files.read_bytes(name)).payload)


def show(document: Mapping[str, Any], report: Report, *, as_json: bool) -> None:
    """Print what the document says, and how it stands."""
    said = describe(document)
    if as_json:
        console.facts({"outcome": report.outcome, "code": report.code, **asdict(said)})
        return
    from rich.table import Table
    from rich.text import Text

    screen = console.out()
    screen.print(Text(console.one_line(said.name or "A credential"), style="bold"))
    words, colour = _STANDING[report.outcome]
    if report.signed is None:
        words, colour = "NOT SIGNED by anybody we could make sure of: ", "red"
    reason = report.decisive.detail if report.decisive else ""
    screen.print(Text(console.one_line(words + reason), style=colour))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in lines(said):
        table.add_row(label, Text(console.printable(value)))
    screen.print(table)


def lines(said: Description) -> Iterator[tuple[str, str]]:
    """Yield label and text, the quality hallmarks first after who and what (DEF-U-08)."""
    for label, value in _lines(said):
        values = [value] if isinstance(value, str) else list(value or ())
        for number, one in enumerate(values):
            yield (label if number == 0 else ""), one


def _lines(said: Description) -> Iterator[tuple[str, Any]]:
    told = said.achievement
    yield "learner", said.learner.name or said.learner.id
    country = _called("country", said.issuer.country, said)
    yield "issuer", _joined(said.issuer.name, country) or said.issuer.id
    if told:
        yield "awarded by", told.awarding_body.name if told.awarding_body else None
        yield "assessed by", told.assessment
        yield "quality", told.quality_assurance
        yield "level", told.level
        yield "workload", _joined(told.workload, *told.credits)
        yield "took part", _called("participation", told.participation, said)
        yield "field", [_called("isced-f", code, said) for code in told.fields]
        yield "outcomes", told.outcomes
    yield "parts", [str(part) for part in said.parts]
    yield "decided by", str(said.decision) if said.decision else None
    yield from said.more
    yield "results", [f"{r.name or 'result'}: {r.value}" for r in said.results if r.value]
    yield "evidence", said.evidence
    yield "awarded", (said.awarded or "")[:10] or None
    yield "valid from", said.valid_from
    yield "valid until", said.valid_until or "without an end"
    if told:
        yield "about", told.description
        yield "criteria", told.criteria
    yield "id", said.id


def _called(name: str, code: str | None, said: Description) -> str | None:
    """Return what a code is called in the credential's own language."""
    return code and vocabulary(name).label(code, said.language or "en")


def _joined(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None
