"""What the core says to people, as templates: read from its sources and its rulebooks.

The core speaks English. Each sentence that it can say stands in its source as a text or as an
f-string, and in its rulebooks as data. This collects them, with ``{0}``, ``{1}`` ... for what is
filled in; ``translations.py`` keeps the catalogue of their translations complete.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import translations
from babel.messages.catalog import Catalog

from mintmark.equivalence.library import library
from mintmark.frameworks.loading import load_all
from mintmark.frameworks.rulebook import Rule, Rulebook

CORE = Path(__file__).resolve().parents[2] / "src" / "mintmark"
SPOKEN = (
    "carriers",
    "encoding",
    "equivalence",
    "formats",
    "frameworks",
    "keys",
    "model",
    "network",
    "pictures",
    "proofs",
    "status",
    "steps",
    "trust",
    "vocabularies",
)
"""The packages whose words stand on pages as they are."""
OFFICE = ("verification/trusting.py",)
"""What of the office answers the core in its own words, which stand in its report."""
UNSEEN = (
    "carriers/certificate_words.py",
    "equivalence/library.py",
    "equivalence/soundness.py",
    "frameworks/conditions.py",
    "frameworks/loading.py",
    "frameworks/soundness.py",
    "frameworks/spans.py",
    "frameworks/verification.py",
    "pictures/boxes.py",
    "pictures/document.py",
    "pictures/marks.py",
    "pictures/markup.py",
    "pictures/measuring.py",
    "pictures/style.py",
    "steps/recognise/comparing/meaning.py",
    "steps/recognise/comparing/onnx_embedder.py",
    "steps/recognise/reading.py",
)
"""What speaks to whoever writes data of ours, or installs an embedding, or is French already."""
BY_HAND = (
    "{0}: {1}",
    "({0})",
    "recognition of prior learning",
    "check {0}, {1}",
    "The {0} list is read: {1}.",
    "valid",
    "revoked",
    "suspended",
    "status",
    "revocation",
    "suspension",
    "field {0}",
    "line {0}, field {1}",
    "at least {0}",
    "more than {0}",
    "at most {0}",
    "less than {0}",
    "exactly {0}",
    "{0} and {1}",
    "at least {0} {1}",
    "at most {0} {1}",
    "at least {0} % of the {1}",
    "at most {0} % of the {1}",
    "all of {0}",
    "graded",
    "covered",
    " from {0} until {1}",
    "{0} {1}",
    "It counts {0} {1}, {2} by {3}.",
    "The level is lower than {0}: {1}.",
    "The level is not known to reach {0}: {1}.",
    "at least {0} of {1}",
    "And then: {0}",
    "hours",
    "{0} to {1}",
    "credits",
    "credentials",
    "remember",
    "understand",
    "apply",
    "analyse",
    "evaluate",
    "create",
    "decide",
    "appeal",
    "new",
    "open",
    "asked",
    "decided",
    "issued",
    "closed",
    "answered",
    "examined",
    "level",
    "workload",
    "quality",
    "none",
    "internal",
    "external",
    "sector",
    "national",
    "yes",
    "no",
    "unsaid",
    "calendar",
    "stated",
    "{0} year",
    "{0} years",
    "{0} month",
    "{0} months",
    "{0} week",
    "{0} weeks",
    "{0} day",
    "{0} days",
    "{0} of them {1}",
    "{0} {1} {2}",
    "a refresh service at {0}",
    "terms of use at {0}",
    "evidence at {0}",
    "{0}, a kind that is not known here",
    "{0}: shown by {1}, {2}",
    "{0}: not shown by {1}, {2}",
    "{0} is not text: {1}.",
    "The date of birth {0} was read as {1}: midnight where it was written.",
    "The date of accreditation {0} was read as {1}: midnight where it was written.",
    "The date of review {0} was read as {1}: midnight where it was written.",
    "The start of the activity {0} was read as {1}: midnight where it was written.",
    "The end of the activity {0} was read as {1}: midnight where it was written.",
    "The date of the award {0} was read as {1}: midnight where it was written.",
    "The date in {0} {1} was read as {2}: midnight where it was written.",
    "Met",
    "met",
    "missing",
    "count",
    "Free",
    "online",
    "onsite",
    "blended",
    "work experience",
    "volunteering",
    "self study",
    "max cost",
    "by",
    "max hours",
    "hours per week",
    "languages",
    "modes",
    "prerequisites",
    "{0} in {1} is missing.",
    "There is no field {0} in {1}.",
    "Write the bare value.",
    "Write a bare array.",
)
"""Words that the core puts together from pieces too small to be found."""
_WORDS = re.compile(r"[a-z]{2}")
_CODE = re.compile(r"urn:|tag:|.*[\\^]|[\w.:/-]+$|[^\w\0,]")


def catalogue(language: str) -> Catalog:
    """Return what the catalogue of a language should be: what the core says now, and how it is
    said in that language as far as it is known."""
    old = translations.old_catalogue(files(language)[0], language)
    new = Catalog(locale=language, charset="utf-8", header_comment="")
    for text, places in sentences().items():
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(one, 1) for one in places[:3]])
    for message in new:
        message.flags.clear()
    return new


def sentences() -> dict[str, list[str]]:
    """Return all templates, each with the places that it was found in."""
    found = {text: ["by hand"] for text in BY_HAND}
    for more in (of_source(), of_rulebooks(), of_library()):
        for text, places in more.items():
            found.setdefault(text, []).extend(places)
    return found


def files(language: str) -> tuple[Path, Path]:
    """Return where the catalogue of a language stands: text and compiled."""
    folder = translations.WEB / "ui" / "locale" / language / "LC_MESSAGES"
    return folder / "core.po", folder / "core.mo"


def update() -> int:
    """Write all catalogues; return how many texts still wait for a translation."""
    waiting = 0
    for language in translations.LANGUAGES:
        made = catalogue(language)
        po, mo = files(language)
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(translations.po_text(made))
        mo.write_bytes(translations.mo_bytes(po.read_bytes()))
        waits = sum(1 for message in made if message.id and not message.string)
        waiting += waits
        print(f"{po.relative_to(translations.WEB)}: {len(made)} texts, {waits} to translate")
    return waiting


def of_source() -> dict[str, list[str]]:
    """Return the templates in the sources, each with the files that have it."""
    found: dict[str, list[str]] = {}
    for name, path in _sources():
        for text in _said(ast.parse(path.read_text("utf-8"))):
            files = found.setdefault(text, [])
            if name not in files:
                files.append(name)
    return found


def _sources() -> Iterator[tuple[str, Path]]:
    for package in SPOKEN:
        place = CORE / package
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
            name = path.relative_to(CORE).as_posix()
            if name not in UNSEEN:
                yield name, path
    for name in OFFICE:
        yield name, translations.WEB / name


def of_rulebooks() -> dict[str, list[str]]:
    """Return what the rulebooks say to people, each text with where it stands."""
    found: dict[str, list[str]] = {}
    for book in load_all():
        for place, text in (
            *_of_book(book),
            *(pair for rule in book.rules for pair in _of_rule(rule)),
        ):
            found.setdefault(text, []).append(f"{book.id}/{place}")
    return found


def of_library() -> dict[str, list[str]]:
    """Return what credit systems and frameworks of levels are called, and what is noted of them."""
    found: dict[str, list[str]] = {}
    for one in (*library().systems.values(), *library().frameworks.values()):
        for text in filter(None, (one.name, one.note)):
            found.setdefault(text, []).append(f"equivalence/{one.id}")
    return found


def _of_book(book: Rulebook) -> Iterator[tuple[str, str]]:
    yield "name", book.name
    yield "status", book.status
    if not book.jurisdiction.replace("-", "").isupper():  # a code has its name elsewhere
        yield "jurisdiction", book.jurisdiction
    yield "definition", book.definition.text


def _of_rule(rule: Rule) -> Iterator[tuple[str, str]]:
    for name in ("name", "text", "remedy", "beyond", "at_award"):
        if text := getattr(rule, name):
            yield f"{rule.id}/{name}", text


def _said(tree: ast.Module) -> Iterator[str]:
    for text in _texts(tree, _unsaid(tree)):
        for one in _templates(text):
            words = "".join(one).strip()
            if "".join(one).startswith("\n"):  # a table of names, laid out in lines
                continue
            if " " in words and _WORDS.search(words) and not _CODE.match(words):
                yield _numbered(one)


def _unsaid(tree: ast.AST) -> set[int]:
    """The nodes whose texts are for no reader: docstrings, types, patterns, keys."""
    left: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left.add(id(node.value))
        elif isinstance(node, ast.Subscript):
            left.update(map(id, ast.walk(node)))
        elif isinstance(node, ast.Compare):
            left.update(id(one) for one in [node.left, *node.comparators])
    return left


def _texts(node: ast.AST, left: set[int]) -> Iterator[ast.expr]:
    if id(node) in left:
        return
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    ):
        yield node
        if isinstance(node, ast.JoinedStr):
            for hole in node.values:
                if isinstance(hole, ast.FormattedValue) and not _branches(hole.value):
                    yield from _texts(hole.value, left)
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, left)


_HOLE = "\0"


def _templates(node: ast.expr) -> Iterator[list[str]]:
    """Yield the pieces of a text; where a hole has two fillings of ours, a text for each."""
    if isinstance(node, ast.Constant):
        yield _apart(str(node.value))
        return
    assert isinstance(node, ast.JoinedStr)
    choices = [
        [_apart(str(part.value))] if isinstance(part, ast.Constant) else _fillings(part)
        for part in node.values
    ]
    for chosen in itertools.product(*choices):
        yield [piece for pieces in chosen for piece in pieces]


def _apart(text: str) -> list[str]:
    """Return the pieces of a text that ``format`` fills."""
    return re.split(r"(?=\0)|(?<=\0)", text.replace("{}", _HOLE))


def _fillings(part: ast.expr) -> list[list[str]]:
    assert isinstance(part, ast.FormattedValue)
    branches = _branches(part.value)
    return [pieces for one in branches for pieces in _templates(one)] if branches else [[_HOLE]]


def _branches(value: ast.expr) -> list[ast.expr]:
    """The two texts of a hole such as ``'s' if count > 1 else ''``."""
    if not isinstance(value, ast.IfExp):
        return []
    both = [value.body, value.orelse]
    fit = all(
        isinstance(one, ast.JoinedStr)
        or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in both
    )
    return both if fit else []


def _numbered(pieces: list[str]) -> str:
    """Return the template; holes side by side are one, as nobody can tell them apart."""
    numbers = itertools.count()
    pieces = [one for one in pieces if one]
    pieces = [
        one
        for one, before in zip(pieces, ["", *pieces], strict=False)
        if not one == before == _HOLE
    ]
    return "".join(f"{{{next(numbers)}}}" if piece == _HOLE else piece for piece in pieces)
