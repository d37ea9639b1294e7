"""From expanded JSON-LD to RDF: quads whose terms are written as N-Quads has them.

Deserialize JSON-LD to RDF, JSON-LD 1.1 Processing Algorithms and API, section 8. As quads form a
set, the node map of section 7.2 is not needed: each node emits its quads as it is met. What a set
of quads cannot tell, how often and in how many places a thing was said, ``telling`` watches.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from mintmark.encoding import jcs
from mintmark.encoding.telling import Telling
from mintmark.errors import InputError

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph name in N-Quads syntax; the default graph is ``""``.

``<https://example.org/>`` is an IRI, ``_:b0`` a blank node, ``"5"^^<...>`` a literal.
"""

Dataset = list[Quad]
"""Quads, each once."""

Lost = Callable[[str, Any], None]
"""Told of everything that RDF cannot carry: what kind of thing it is, and the thing itself.

Kinds: ``id``, ``blank-id``, ``type``, ``property``, ``datatype``, ``language``, ``index``,
``value``; and of what was told more than once: ``apart``, ``repeated-node``, ``repeated-value``.
"""

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
I18N: Final = "https://www.w3.org/ns/i18n#"
_SUBJECT: Final = "https://www.w3.org/2018/credentials#credentialSubject"
_PROOF: Final = "https://w3id.org/security#proof"

TYPE, _FIRST, _REST, _NIL = (f"<{RDF}{name}>" for name in ("type", "first", "rest", "nil"))

_IN_IRI = '[^#\\x00-\\x20<>"{}|\\\\^`\\x7f-\\x9f\ud800-\udfff\ufffe\uffff]*'
_IRI = re.compile(f"[A-Za-z][A-Za-z0-9+.-]*:{_IN_IRI}(#{_IN_IRI})?")
_LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_TO_ESCAPE = re.compile('[\\x00-\\x1f"\\\\\\x7f\ufffe\uffff]')
_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


def is_iri(value: object) -> bool:
    """Tell whether a value is an absolute IRI without characters that IRIs must not have."""
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def is_language(value: object) -> bool:
    """Tell whether a value is a well-formed language tag (JSON-LD 1.1 API, section 8.2.2)."""
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def literal(text: str, datatype: str = XSD + "string", language: str | None = None) -> str:
    """Write a literal in canonical N-Quads (RDF Dataset Canonicalization 1.0, appendix A)."""
    quoted = f'"{_TO_ESCAPE.sub(_escape, text)}"'
    if language is not None:
        return f"{quoted}@{language}"
    return quoted if datatype == XSD + "string" else f"{quoted}^^<{datatype}>"


def literal_of(item: Mapping[str, Any]) -> str | None:
    """Write an expanded value object as a literal, or return None where it is none.

    Raises:
        InputError: as ``from_expanded``.
    """
    return _Emitter(_unheard, i18n_directions=True).literal(item)


def _unheard(_kind: str, _value: Any) -> None:
    """Be told of what is lost, and let it go."""


def from_expanded(
    expanded: Iterable[Mapping[str, Any]],
    *,
    lost: Lost = _unheard,
    i18n_directions: bool = True,
) -> Dataset:
    """Turn an expanded document into quads.

    Args:
        expanded: node objects in expanded form.
        lost: told of everything that finds no place in the quads.
        i18n_directions: whether base directions are kept, as i18n datatypes (JSON-LD 1.1 API,
            section 9.3, ``rdfDirection``), as Data Integrity wants them.

    Raises:
        InputError: ``rdf.number`` for a number that no ``xsd:double`` can hold, and as
            ``jcs.canonicalize`` for JSON literals.
    """
    emitter = _Emitter(lost, i18n_directions)
    for item in expanded:
        emitter.top(item, "")
    emitter.telling.check(lost)
    return list(emitter.quads)


class _Emitter:
    """Walks expanded JSON-LD and collects quads."""

    def __init__(self, lost: Lost, i18n_directions: bool) -> None:
        self.quads: dict[Quad, None] = {}
        self.telling = Telling(TYPE)
        self._lost = lost
        self._i18n = i18n_directions
        self._labels: dict[str, str] = {}
        self._count = 0

    def top(self, item: Mapping[str, Any], graph: str) -> None:
        """Emit what stands directly in a graph."""
        if "@value" in item or "@list" in item or item.keys() <= {"@id", "@index"}:
            self._lost("value", item)
        else:
            self._node(item, graph)

    def _node(
        self,
        node: Mapping[str, Any],
        graph: str,
        of: tuple[str | None, str | None] | None = None,
        *,
        vouched: bool = False,
    ) -> str | None:
        """Emit a node and all inside it; return its term, or None when its id is not one.

        Args:
            of: predicate and object of a statement that the outer node makes about this one.
            vouched: whether it is the subject of a credential that has a proof of its own.
        """
        subject = self._resource(node["@id"]) if "@id" in node else self._blank()
        self.telling.begin(subject, graph, vouched=vouched)
        if of is not None:
            self._add(subject, *of, graph)
        for name, values in node.items():
            if name == "@id":
                continue
            if name == "@type":
                self._types(subject, values, graph)
            elif name == "@graph":
                self._graph(subject, values)
            elif name == "@reverse":
                self._reverse(subject, values, graph)
            elif name == "@included":
                for value in values:
                    self._node(value, graph)
            elif name.startswith("@"):
                self._lost("index", values)
            else:
                proven = name == _SUBJECT and _PROOF in node
                self._values(subject, self._property(name), values, graph, proven)
        self.telling.end()
        return subject

    def _values(
        self,
        subject: str | None,
        predicate: str | None,
        values: Iterable[Any],
        graph: str,
        vouched: bool,
    ) -> None:
        for value in values:
            term = self._value(value, graph, vouched)
            if self._add(subject, predicate, term, graph):
                self.telling.repeated(value)

    def _types(self, subject: str | None, types: Iterable[Any], graph: str) -> None:
        for name in types:
            self._add(subject, TYPE, self._resource(name, "type"), graph)

    def _graph(self, name: str | None, items: Iterable[Mapping[str, Any]]) -> None:
        if name is not None:
            for item in items:
                self.top(item, name)

    def _reverse(self, node: str | None, properties: Mapping[str, Any], graph: str) -> None:
        for name, values in properties.items():
            predicate = self._property(name)
            for value in values:
                self._node(value, graph, of=(predicate, node))

    def _value(self, item: Mapping[str, Any], graph: str, vouched: bool = False) -> str | None:
        if "@value" in item:
            return self.literal(item)
        if "@list" in item:
            return self._list(item["@list"], graph)
        return self._node(item, graph, vouched=vouched)

    def _list(self, items: list[Mapping[str, Any]], graph: str) -> str:
        cells = [*(self._blank() for _ in items), _NIL]
        terms = [self._value(item, graph) for item in items]
        for cell, rest, term in zip(cells, cells[1:], terms, strict=False):
            self._emit(cell, _FIRST, term, graph)
            self._emit(cell, _REST, rest, graph)
        self.telling.in_order(cells[0], terms)
        return cells[0]

    def literal(self, item: Mapping[str, Any]) -> str | None:
        """Return the literal of a value object, or None when it is none."""
        value, datatype, language = item["@value"], item.get("@type"), item.get("@language")
        if "@index" in item:
            self._lost("index", item["@index"])
        if datatype == "@json":
            return literal(jcs.canonicalize(value).decode(), RDF + "JSON")
        if not (datatype is None or is_iri(datatype)):
            self._lost("datatype", datatype)
            return None
        if not (language is None or is_language(language)):
            self._lost("language", language)
            return None
        if isinstance(value, bool):
            return literal("true" if value else "false", datatype or XSD + "boolean")
        if isinstance(value, (int, float)):
            return _number(value, datatype)
        return self._text(value, datatype, language, item.get("@direction"))

    def _text(
        self, text: str, datatype: str | None, language: str | None, direction: str | None
    ) -> str:
        if direction is not None and self._i18n:
            return literal(text, f"{I18N}{(language or '').lower()}_{direction}")
        return literal(text, datatype or XSD + "string", language)

    def _property(self, name: str) -> str | None:
        return self._iri(name, "property")

    def _resource(self, name: Any, kind: str = "id") -> str | None:
        if isinstance(name, str) and name.startswith("_:"):
            self._lost("blank-id", name)
            if name not in self._labels:
                self._labels[name] = self._blank()
            return self._labels[name]
        return self._iri(name, kind)

    def _iri(self, name: Any, kind: str) -> str | None:
        if is_iri(name):
            return f"<{name}>"
        self._lost(kind, name)
        return None

    def _blank(self) -> str:
        self._count += 1
        return f"_:b{self._count - 1}"

    def _add(
        self, subject: str | None, predicate: str | None, value: str | None, graph: str
    ) -> bool:
        """Emit what the node at hand says; return whether it has said so before."""
        self._emit(subject, predicate, value, graph)
        if predicate is None or value is None:
            return False
        return self.telling.say(predicate, value)

    def _emit(
        self, subject: str | None, predicate: str | None, value: str | None, graph: str
    ) -> None:
        if subject is not None and predicate is not None and value is not None:
            self.quads[subject, predicate, value, graph] = None


def _number(value: float, datatype: str | None) -> str:
    """Write a number: xsd:integer where it is whole and below 1e21, else canonical xsd:double."""
    try:
        if not math.isfinite(value):
            raise OverflowError
        if datatype != XSD + "double" and value == int(value) and abs(value) < 1e21:
            return literal(str(int(value)), datatype or XSD + "integer")
        mantissa, exponent = f"{float(value):.15E}".split("E")
    except OverflowError:
        raise InputError("rdf.number", "A number is larger than any xsd:double.") from None
    whole, fraction = mantissa.split(".")
    return literal(
        f"{whole}.{fraction.rstrip('0') or '0'}E{int(exponent)}", datatype or XSD + "double"
    )


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
