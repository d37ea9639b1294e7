"""What one member of a node becomes: lines of N-Quads without their subject.

A line is the text ``<predicate> object .\\n``, or the pair of ``<predicate> `` and the node
without id that it leads to, which has no name yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mintmark.encoding.active_contexts import ActiveContext
from mintmark.encoding.plans.leaves import Miss, ReadId, language_end, quoted, term
from mintmark.encoding.rdf import is_iri

if TYPE_CHECKING:
    from mintmark.encoding.plans.plan import Site
    from mintmark.encoding.plans.writing import Blank, Writing


class Types:
    """The types of a node: part of its shape, so always the same lines."""

    __slots__ = ("_lines",)

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def one(self, _value: str) -> str:
        """Return the line of a single type."""
        return self._lines[0]

    def more(self, value: Any, _subject: str | Blank, lines: list[Any], writing: Writing) -> None:
        """Add the lines of a list of types."""
        writing.values += len(value)
        lines.extend(self._lines)


class Texts:
    """A property of texts, and of whatever else stands there.

    Args:
        predicate: ``<IRI>`` and a blank.
        end: how a line with a text ends, after the closing quotation mark.
        number: the expanded value object of a number or truth value, but for its ``@value``.
        site: where objects stand under this property.
    """

    __slots__ = ("_end", "_number", "_predicate", "_site", "_truths")

    def __init__(self, predicate: str, end: str, number: Mapping[str, Any], site: Site) -> None:
        self._predicate = predicate
        self._end = end
        self._number = number
        self._site = site
        self._truths: dict[bool, str] = {}

    @property
    def site(self) -> Site:
        """Where objects stand under this property."""
        return self._site

    def one(self, value: str) -> str:
        """Return the line of a string."""
        return f"{self._predicate}{quoted(value)}{self._end}"

    def more(self, value: Any, subject: str | Blank, lines: list[Any], writing: Writing) -> None:
        """Add the lines of what is not a string."""
        if type(value) is not list:
            lines.append(self._other(value, subject, writing))
            return
        writing.values += len(value)
        found = [
            self.one(item) if type(item) is str else self._other(item, subject, writing)
            for item in value
        ]
        lines.extend(in_order(found))

    def _other(self, value: Any, subject: str | Blank, writing: Writing) -> Any:
        kind = type(value)
        if kind is dict:
            found = self._site.write(value, writing)
            if isinstance(found, str):
                return f"{self._predicate}{found} .\n"
            found.above = (subject, self._predicate)
            return (self._predicate, found)
        if kind is bool:
            if value not in self._truths:
                self._truths[value] = self._scalar(value)
            return self._truths[value]
        if kind is int or kind is float:
            return self._scalar(value)
        raise Miss

    def _scalar(self, value: float) -> str:
        return f"{self._predicate}{term({**self._number, '@value': value})} .\n"


class References(Texts):
    """A property whose strings are ids of nodes (``@type: @id``)."""

    __slots__ = ("_read_id",)

    def __init__(
        self, predicate: str, read_id: ReadId, number: Mapping[str, Any], site: Site
    ) -> None:
        super().__init__(predicate, "", number, site)
        self._read_id = read_id

    def one(self, value: str) -> str:
        """Return the line of an id."""
        return f"{self._predicate}{self._read_id(value)} .\n"


class Words(Texts):
    """A property whose strings are terms (``@type: @vocab``)."""

    __slots__ = ("_terms",)

    def __init__(
        self, predicate: str, active: ActiveContext, number: Mapping[str, Any], site: Site
    ) -> None:
        super().__init__(predicate, "", number, site)
        self._terms = active["mappings"]

    def one(self, value: str) -> str:
        """Return the line of a term."""
        known = self._terms.get(value)
        if known is None or not is_iri(known["@id"]):
            raise Miss
        return f"{self._predicate}<{known['@id']}> .\n"


class LanguageMap(Texts):
    """A property of texts by language (``@container: @language``)."""

    __slots__ = ()

    def _other(self, value: Any, subject: str | Blank, writing: Writing) -> Any:
        if type(value) is dict:  # In a list, where it would be a node.
            raise Miss
        return super()._other(value, subject, writing)

    def more(self, value: Any, subject: str | Blank, lines: list[Any], writing: Writing) -> None:
        """Add the lines of a language map."""
        if type(value) is not dict:
            super().more(value, subject, lines, writing)
            return
        writing.values += len(value)
        found: list[Any] = []
        for language, texts in value.items():
            end = language_end(language)
            if type(texts) is str:
                found.append(f"{self._predicate}{quoted(texts)}{end}")
            else:
                found.extend(self._texts(texts, end, writing))
        lines.extend(in_order(found))

    def _texts(self, texts: Any, end: str, writing: Writing) -> list[str]:
        if type(texts) is not list or any(type(text) is not str for text in texts):
            raise Miss
        writing.values += len(texts)
        return [f"{self._predicate}{quoted(text)}{end}" for text in texts]


def in_order(lines: list[Any]) -> list[Any]:
    """Return lines of one predicate in their order, where they all have names.

    Raises:
        Miss: one stands there twice, which the plain way refuses.
    """
    if len(lines) < 2:
        return lines
    if len(set(lines)) != len(lines):
        raise Miss
    return lines if any(type(line) is tuple for line in lines) else sorted(lines)
