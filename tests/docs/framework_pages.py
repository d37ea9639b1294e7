"""The pages of the frameworks, made from their rulebooks: one each, an index, and the menu."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from markdown_tables import code, plain, table

from mintmark.cli.verdict_words import HEADS, KNOWN_BY, period
from mintmark.frameworks.loading import load_all
from mintmark.frameworks.rulebook import Conflict, Dimensions, Rule, Rulebook, Source, Statement

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference" / "frameworks"
MENU = ROOT / "mkdocs.yml"
_MENU = re.compile(r"(?m)(^ *- reference/frameworks/[a-z0-9-]+\.md\n)+")
_MADE = "<!-- This page is made from the rulebook: python tests/docs/reference_pages.py -->"


def pages() -> dict[Path, str]:
    """Return page -> text as it should be."""
    books = load_all()
    made = {FOLDER / f"{book.id}.md": page(book) for book in books}
    return {FOLDER / "index.md": index(books), **made, MENU: menu(books)}


def menu(books: Iterable[Rulebook]) -> str:
    """Return the site's settings with all frameworks in the menu."""
    lines = "".join(
        f"      - reference/frameworks/{name}.md\n" for name in ("index", *(b.id for b in books))
    )
    return _MENU.sub(lines, MENU.read_text("utf-8"), count=1)


def index(books: Iterable[Rulebook]) -> str:
    """Return the page that lists the frameworks."""
    rows = (
        [
            f"[{book.id}]({book.id}.md)",
            plain(book.name),
            plain(book.jurisdiction),
            plain(book.status),
            period(book),
            _reach(book),
        ]
        for book in books
    )
    heads = ["id", "framework", "where", "status", "in force", "how far it reaches here"]
    return f"""{_MADE}

# Frameworks

There is no universal definition of a micro-credential. Each of these says what one is in one place;
some exclude one another. [Check against a country's framework](../../how-to/frameworks.md) shows
how a draft is held against them, and [Verdicts](../../explanation/verdicts.md) what the answers
mean. `mintmark frameworks compare` lays their definitions side by side.

{table(heads, rows)}
"""


def _reach(book: Rulebook) -> str:
    deciding = [r for r in book.of_kind("mandatory") if r.confidence != "memory"]
    if book.state == "no-policy":
        return "no policy yet: nothing decides"
    reach = "whole" if book.whole else "as far as our sources do"
    return f"{reach}; {len(deciding)} of {len(book.rules)} rules decide"


def page(book: Rulebook) -> str:
    """Return a framework's page."""
    return "\n\n".join(_parts(book)) + "\n"


def _parts(book: Rulebook) -> Iterator[str]:
    yield _MADE
    yield f"# {plain(book.name)}"
    yield (
        "The wording is ours; the clause says where in the source each rule stands. "
        "**Only mandatory rules decide**, and of them none that is known from memory only. "
        f"To hold a draft against it: `mintmark check draft.yaml --framework {book.id}`."
    )
    yield table(["", ""], _facts(book))
    yield f"## What it takes a micro-credential to be\n\n{_said(book.definition, book)}"
    yield "## On the points that frameworks are compared on"
    yield table(["point", "what it says"], _dimensions(book))
    for kind, head in HEADS.items():
        rules = book.of_kind(kind)  # type: ignore[arg-type]
        if rules:
            yield f"## {head}\n\n{_rules(rules, book)}"
    if book.conflicts:
        yield "## Where its sources disagree"
        yield "\n\n".join(_conflict(conflict, book) for conflict in book.conflicts)
    yield "## What Mintmark does not know"
    yield _listed(map(plain, book.unknown)) or "Nothing that we know of."
    yield "## Sources"
    yield "\n".join(f"{n}. {_source(source)}" for n, source in enumerate(book.sources, 1))


def _facts(book: Rulebook) -> Iterator[list[str]]:
    yield ["id", code(book.id)]
    yield ["where it holds", plain(book.jurisdiction)]
    yield ["status", plain(book.status)]
    note = f" ({plain(book.date_note)})" if book.date_note else ""
    yield ["in force", (period(book) or "since when is not known") + note]
    official = "an authority, or the body concerned" if book.official else "nobody with authority"
    yield ["laid down by", official]
    yield ["how far it reaches here", _reach(book)]
    if book.replaces:
        yield ["replaces", f"[{book.replaces}]({book.replaces}.md)"]


def _dimensions(book: Rulebook) -> Iterator[list[str]]:
    for name in Dimensions.model_fields:
        said: Statement | None = getattr(book.dimensions, name)
        yield [name.replace("_", " "), _said(said, book) if said else "*does not say*"]


def _rules(rules: Iterable[Rule], book: Rulebook) -> str:
    rows = (
        [
            f"{rule.id}<br>{plain(rule.name)}",
            _asked(rule),
            ", ".join(map(code, rule.paths)),
            f"{plain(rule.clause)}<br>{_numbers(rule.sources, book)}; {KNOWN_BY[rule.confidence]}",
            period(book, rule),
        ]
        for rule in rules
    )
    return table(
        ["rule", "what it asks", "fields that show it", "clause and source", "holds"], rows
    )


def _asked(rule: Rule) -> str:
    more = rule.at_award or (f"No record can show this. {rule.beyond}" if rule.beyond else "")
    needed = f" Applies only where {rule.depends_on} is met." if rule.depends_on else ""
    return plain(rule.text) + needed + (f"<br>*{plain(more)}*" if more else "")


def _conflict(conflict: Conflict, book: Rulebook) -> str:
    said = _listed(_said(value, book) for value in conflict.values)
    return f"**{plain(conflict.topic)}**\n\n{said}\n\nUsed here: {plain(conflict.use)}"


def _said(said: Statement, book: Rulebook) -> str:
    return f"{plain(said.text)} [{_numbers(said.sources, book)}]"


def _numbers(sources: tuple[Source, ...], book: Rulebook) -> str:
    found = [str(book.sources.index(source) + 1) for source in sources]
    return f"source{'s' if len(found) > 1 else ''} {', '.join(found)}"


def _source(source: Source) -> str:
    note = f" {plain(source.note)}" if source.note else ""
    return f"{plain(str(source))}; {KNOWN_BY[source.confidence]}.{note}"


def _listed(entries: Iterable[str]) -> str:
    return "\n".join(f"- {entry}" for entry in entries)
