"""``mintmark frameworks``: list, show, compare and verify them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mintmark.cli import console
from mintmark.cli.check_facts import source as source_facts
from mintmark.cli.checking import day, rulebook_known
from mintmark.cli.verdict_words import HEADS, period, reference
from mintmark.errors import UsageError
from mintmark.frameworks.limits import limits
from mintmark.frameworks.loading import load, load_all
from mintmark.frameworks.rulebook import Dimensions, Rulebook, Statement
from mintmark.frameworks.verification import verify_data

SILENT = "does not say"
"""What stands where a framework says nothing on a point."""


def list_all(*, as_json: bool) -> None:
    """Print all frameworks."""
    books = load_all()
    if as_json:
        console.facts([summary(book) for book in books])
        return
    widest = max(len(book.id) for book in books)
    for book in books:
        standing = " ".join(filter(None, (book.state, period(book))))
        console.say(f"{book.id:<{widest}}  {standing}")
        console.say(f"    {book.name} ({book.jurisdiction})")


def summary(book: Rulebook) -> dict[str, Any]:
    """Return a framework as it stands in the list."""
    return {
        "id": book.id,
        "name": book.name,
        "jurisdiction": book.jurisdiction,
        "state": book.state,
        "status": book.status,
        "official": book.official,
        "whole": book.whole,
        "valid_from": _iso(book.valid_from),
        "valid_until": _iso(book.valid_until),
        "replaces": book.replaces,
        "rule_count": len(book.rules),
        "mandatory": len(book.of_kind("mandatory")),
    }


def show(name: str, as_of: str | None, *, as_json: bool) -> None:
    """Print everything about a framework."""
    on = day(as_of)
    rulebook_known(name)
    book = load(name)
    if as_json:
        console.facts(_whole(book, on))
    else:
        for line in _lines(book, on):
            console.say(line)


def _whole(book: Rulebook, on: date) -> dict[str, Any]:
    return {
        **summary(book),
        "definition": _statement(book.definition),
        "date_note": book.date_note,
        "dimensions": {name: _statement(said) for name, said in _dimensions(book)},
        "limits": [{"rule": found.rule.id, "words": found.words} for found in limits(book, on)],
        "conflicts": [
            {
                "topic": conflict.topic,
                "values": [_statement(value) for value in conflict.values],
                "use": conflict.use,
            }
            for conflict in book.conflicts
        ],
        "unknown": list(book.unknown),
        "sources": [source_facts(source) for source in book.sources],
        "rules": [
            rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for rule in book.rules
        ],
    }


def _lines(book: Rulebook, on: date) -> Iterable[str]:
    yield f"{book.id}: {book.name}"
    yield f"{book.jurisdiction}; {book.status} ({period(book) or 'dates not known'})"
    yield from (f"  {note}" for note in (book.date_note,) if note)
    yield from () if book.official else ("  Not laid down by an authority.",)
    yield from () if book.whole else ("  It reaches as far as our sources do; not whole.",)
    yield f"\nDefinition\n  {_said(book.definition)}"
    yield from _listed("On the shared points", (f"{n}: {_said(s)}" for n, s in _dimensions(book)))
    yield from _listed("Limits", (f"{found.words} [{found.rule.id}]" for found in limits(book, on)))
    for kind, head in HEADS.items():
        rules = book.of_kind(kind)  # type: ignore[arg-type]
        told = (f"{r.id} {r.name}: {r.text}\n      [{reference(book, r)}]" for r in rules)
        yield from _listed(head, told)
    for conflict in book.conflicts:
        values = [_said(value) for value in conflict.values]
        yield from _listed(
            f"Sources disagree: {conflict.topic}", [*values, f"Used: {conflict.use}"]
        )
    yield from _listed("Not known", book.unknown)
    yield from _listed("Sources", (f"{s} [{s.confidence}] {s.note or ''}" for s in book.sources))


def _listed(head: str, lines: Iterable[str]) -> Iterable[str]:
    for number, line in enumerate(lines):
        if number == 0:
            yield f"\n{head}"
        yield f"  - {line.rstrip()}"


def compare(names: list[str], as_of: str | None, *, as_json: bool) -> None:
    """Print what frameworks say on the same points."""
    on = day(as_of)
    for name in names:
        rulebook_known(name)
    chosen = list(dict.fromkeys(names))
    if len(chosen) < 2:
        raise UsageError(
            "framework.nothing-to-compare",
            "It takes two frameworks to compare.",
            remedy="Name another one; `mintmark frameworks` lists them.",
        )
    books = [load(name) for name in chosen]
    if as_json:
        console.facts([_row_facts(point, books) for point in Dimensions.model_fields])
        return
    rows = [("definition", *(book.definition.text for book in books))]
    rows += [(_label(point), *_texts(point, books)) for point in Dimensions.model_fields]
    rows.append(("limits", *("; ".join(f.words for f in limits(book, on)) for book in books)))
    rows.append(("in force", *(period(book) or "not known" for book in books)))
    _print_table(("", *chosen), rows, lines=True)


def _row_facts(point: str, books: list[Rulebook]) -> dict[str, Any]:
    said = {book.id: getattr(book.dimensions, point) for book in books}
    return {
        "dimension": point,
        "frameworks": {name: _statement(value) if value else None for name, value in said.items()},
    }


def _texts(point: str, books: list[Rulebook]) -> Iterable[str]:
    for book in books:
        said: Statement | None = getattr(book.dimensions, point)
        yield said.text if said else SILENT


def verify(*, as_json: bool) -> int:
    """Check the data, tell what is wrong, and return the exit code."""
    faults = verify_data()
    if as_json:
        console.facts([console.problem(fault) for fault in faults])
    elif faults:
        for fault in faults:
            console.error(fault)
    else:
        books = load_all()
        rules = sum(len(book.rules) for book in books)
        console.say(f"{len(books)} frameworks with {rules} rules: sound.")
    return 1 if faults else 0


def _dimensions(book: Rulebook) -> Iterable[tuple[str, Statement]]:
    for name in Dimensions.model_fields:
        said = getattr(book.dimensions, name)
        if said is not None:
            yield _label(name), said


def _label(name: str) -> str:
    return name.replace("_", " ")


def _statement(said: Statement) -> dict[str, Any]:
    return {"text": said.text, "sources": [source_facts(source) for source in said.sources]}


def _said(said: Statement) -> str:
    return f"{said.text} [{'; '.join(map(str, said.sources))}]"


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _print_table(
    heads: Iterable[str], rows: Iterable[Iterable[str]], *, lines: bool = False
) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_lines=lines, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(console.printable(cell)) for cell in row))
    console.out().print(table, soft_wrap=False)
