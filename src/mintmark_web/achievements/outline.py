"""A version as text to read, part by part, and two versions side by side."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from mintmark.vocabularies import vocabulary
from mintmark_web.achievements.parts import ITEMS, PARTS, Field, Kind, Part, values
from mintmark_web.ui.templatetags.amounts import span


@dataclass(frozen=True, slots=True)
class Line:
    """One field as it reads.

    Attributes:
        path: the field, for example ``outcomes[0].title``.
        text: what stands there, each language on a line of its own.
    """

    path: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one part, or of one entry of a list."""

    title: str
    lines: list[Line] = field(default_factory=list)
    inner: list[Section] = field(default_factory=list)
    """The entries of a list, each with lines of its own."""

    def all(self) -> list[Line]:
        """Return the lines, those of the entries too."""
        return [*self.lines, *(line for one in self.inner for line in one.lines)]


def outline(document: Mapping[str, Any], languages: Sequence[str] = ()) -> list[Section]:
    """Return everything that a draft says, in the order of the editor.

    Args:
        languages: the languages to show of texts; none for all.
    """
    found = []
    for part in PARTS:
        lines = list(_lines(part, document, "", languages, {}))
        inner = list(_entries(part, document, languages)) if part.item else []
        if lines or inner:
            found.append(Section(str(part.title), lines, inner))
    return found


def _entries(
    part: Part, document: Mapping[str, Any], languages: Sequence[str]
) -> Iterator[Section]:
    listed, item = document.get(part.item), ITEMS[part.item]
    for number, node in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(node, Mapping):
            named = {path: dict(pairs) for path, pairs in values.options(document, node).items()}
            base = f"{part.item}[{number}]"
            lines = list(_lines(item, node, base, languages, named))
            yield Section(f"{item.title} {number + 1}", lines)


def _lines(
    part: Part,
    node: Mapping[str, Any],
    base: str,
    languages: Sequence[str],
    named: Mapping[str, Mapping[str, str]],
) -> Iterator[Line]:
    """Yield the lines of a node; ``named`` has the words for what refers to its other parts."""
    for one in part.fields:
        text = _text(one, values.get(node, one.path), languages, named.get(one.path, {}))
        if text:
            yield Line(_join(base, one.path), str(one.label), text)
    for rows in part.rows:
        held = values.get(node, rows.path)
        for number, row in enumerate(held if isinstance(held, list) else []):
            told = [_told(one, row, languages) for one in rows.fields]
            text = "\n".join(one for one in told if one)
            yield Line(f"{_join(base, rows.path)}[{number}]", f"{rows.title} {number + 1}", text)


def _told(spec: Field, row: Any, languages: Sequence[str]) -> str:
    text = _text(spec, values.get(row, spec.path), languages)
    return _named(spec.label, text) if text else ""


def _named(name: object, text: object) -> str:
    return gettext("%(name)s: %(text)s") % {"name": name, "text": text}


def _text(
    spec: Field, value: Any, languages: Sequence[str], named: Mapping[str, str] | None = None
) -> str:
    if value in (None, "", [], {}):
        return ""
    match spec.kind:
        case Kind.TEXT | Kind.PROSE:
            return _in_languages(value, languages)
        case Kind.TEXTS:
            return "\n".join(_in_languages(one, languages) for one in value)
        case Kind.LINES:
            return ", ".join(_called(spec.names, str(one)) for one in value)
        case Kind.SPAN:
            return span(str(value))
        case Kind.CHOICE | Kind.MANY | Kind.YES_NO:
            return _chosen(spec, value, named or {})
        case Kind.SHARE:
            return f"{values.shown(spec, value, '', '')} %"
        case _:
            return _called(spec.names, str(value))


def _in_languages(value: Any, languages: Sequence[str]) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    wanted = {tag: text for tag, text in value.items() if not languages or tag in languages}
    shown = wanted or dict(value)
    if len(shown) == 1:
        return str(next(iter(shown.values())))
    return "\n".join(_named(_called("language", tag), text) for tag, text in shown.items())


def _called(names: str, code: str) -> str:
    """Return what a code means, in the reader's language; the code where nobody knows it."""
    if not names:
        return code
    found = vocabulary(names).label(code, get_language() or "en")
    return found if found == code or names == "language" else f"{found} ({code})"


def _chosen(spec: Field, value: Any, named: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    names = {code: str(label) for code, label in spec.options()} | dict(named)
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(one), str(one)) for one in chosen)


def text_in(text: Any, language: str) -> str:
    """Return a text in a language, or else in the first that it has."""
    if isinstance(text, Mapping):
        return str(text.get(language) or next(iter(text.values()), ""))
    return str(text or "")


def _join(base: str, path: str) -> str:
    return f"{base}.{path}" if base else path


def places(document: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the fields that something can be said about, by part: path and name."""
    found = []
    for section in outline(document):
        found.append((section.title, [(line.path, line.label) for line in section.lines]))
        found += [
            (one.title, [(line.path, _named(one.title, line.label)) for line in one.lines])
            for one in section.inner
        ]
    return [(title, lines) for title, lines in found if lines]


def named(document: Mapping[str, Any], path: str) -> str:
    """Return what the field at a path is called; the path where it is not there."""
    names = dict(line for _title, lines in places(document) for line in lines)
    return names.get(path, path)


@dataclass(frozen=True, slots=True)
class Pair:
    """One field in two versions.

    Attributes:
        before, after: what stands there, with what went and what came marked.
    """

    label: str
    before: SafeString
    after: SafeString
    changed: bool


def side_by_side(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, list[Pair]]]:
    """Return the fields of two versions beside each other, part by part."""
    old, new = (
        {line.path: (section.title, line) for section in outline(one) for line in section.all()}
        for one in (before, after)
    )
    found: dict[str, list[Pair]] = {}
    for path in _in_order(list(old), list(new)):
        section, line = new.get(path) or old[path]
        texts = [held[path][1].text if path in held else "" for held in (old, new)]
        found.setdefault(section, []).append(_pair(line.label, *texts))
    return list(found.items())


def _in_order(old: list[str], new: list[str]) -> list[str]:
    """Return all paths in the order of the new version, what went where it stood."""
    merged = list(new)
    for number, path in enumerate(old):
        if path not in new:
            earlier = next((one for one in reversed(old[:number]) if one in merged), None)
            merged.insert(merged.index(earlier) + 1 if earlier else 0, path)
    return merged


def _pair(label: str, before: str, after: str) -> Pair:
    mine, theirs = _words(before), _words(after)
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    left, right = [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        left.append(("" if kind == "equal" else "del", "".join(mine[a:b])))
        right.append(("" if kind == "equal" else "ins", "".join(theirs[c:d])))
    return Pair(label, _marked(left), _marked(right), before != after)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _marked(pieces: list[tuple[str, str]]) -> SafeString:
    shown = ((kind, text) for kind, text in pieces if text)
    return format_html_join("", "{}", ((_piece(kind, text),) for kind, text in shown))


def _piece(kind: str, text: str) -> SafeString | str:
    return format_html(f"<{kind}>{{}}</{kind}>", text) if kind else text
