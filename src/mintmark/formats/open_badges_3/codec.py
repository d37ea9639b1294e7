"""How the parts of a noun become the nodes of a credential and come back.

A form is written once and read both ways, so what goes in comes out. Reading gives plain values;
the nouns themselves check them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from mintmark.encoding.values import as_list, sole, without_twins
from mintmark.formats import language_maps
from mintmark.formats.nodes import Nodes
from mintmark.model import Text
from mintmark.model.base import Noun

Node = dict[str, Any]

PLAIN_TERMS: Final = {
    "title": "name",
    "legalName": "name",
    "multilingualDescription": "description",
    "multilingualNarrative": "narrative",
}
"""Terms for text in several languages, and the Open Badges property with one plain string."""


def child(parent: str, term: str, number: int = 1) -> str:
    """Return the id of a part of a node, for example ``urn:x#expiry.1``.

    No outcome's own id has a dot in it, so the two never meet.
    """
    return f"{parent}{'.' if '#' in parent else '#'}{term}.{number}"


def named(parent: str, prefix: str, name: str) -> str:
    """Return the id of a part that has a name: its base, ``#``, and ``prefix.name``."""
    return f"{parent.split('#')[0]}#{prefix}{name}"


@dataclass(frozen=True, slots=True)
class Form:
    """How one value is written under a term and read from it.

    Attributes:
        write: takes the value, the id of the node it hangs on, and the term.
        read: takes the JSON value, the document's nodes, the id of the node, and the term.
    """

    write: Callable[[Any, str, str], Any]
    read: Callable[[Any, Nodes, str, str], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute of a noun, the term it stands under, and the form of its value."""

    attribute: str
    term: str
    form: Form


@dataclass(frozen=True, slots=True)
class Shape:
    """The types of a node and the fields it has."""

    types: tuple[str, ...]
    fields: tuple[Field, ...]


def write_fields(noun: Noun, fields: tuple[Field, ...], parent: str) -> Node:
    """Return the fields that say something, by term."""
    said = ((field, getattr(noun, field.attribute)) for field in fields)
    return {
        field.term: field.form.write(value, parent, field.term)
        for field, value in said
        if value is not None and value != ()
    }


def read_fields(node: Mapping[str, Any], fields: tuple[Field, ...], nodes: Nodes) -> Node:
    """Return the values of the fields that the node has, by attribute."""
    parent = str(node.get("id", ""))
    present = ((field, value_of(node, field.term)) for field in fields)
    found = (
        (field.attribute, field.form.read(value, nodes, parent, field.term))
        for field, value in present
        if value is not None
    )
    return {attribute: value for attribute, value in found if value is not None}


def value_of(node: Mapping[str, Any], term: str) -> Any:
    """Return what stands under a term, or in the plain string that stands for it."""
    value = node.get(term)
    return node.get(PLAIN_TERMS[term]) if value is None and term in PLAIN_TERMS else value


def with_plain_strings(value: Any, language: str) -> Any:
    """Return the JSON value with the plain string that Open Badges wants beside language maps.

    The string is the text in ``language`` where there is one. A map that says nothing more than
    the string is left out.
    """
    if isinstance(value, list):
        return [with_plain_strings(item, language) for item in value]
    if not isinstance(value, dict):
        return value
    done: Node = {}
    for term, content in value.items():
        if term not in PLAIN_TERMS:
            done[term] = with_plain_strings(content, language)
            continue
        said = Text(language_maps.read(content) or {})
        done[PLAIN_TERMS[term]] = said.best(language_maps.usual_case(language))
        if language_maps.is_multilingual(said):
            done[term] = content
    return done


def write_node(noun: Noun, shape: Shape, name: str) -> Node:
    """Return a noun as a node with this id."""
    types: Node = {"type": list(shape.types)} if shape.types else {}
    return {"id": name} | types | write_fields(noun, shape.fields, name)


def decimal_text(value: Decimal) -> str:
    """Return a number as ``xsd:decimal`` has it: digits and a point, no exponent."""
    return format(value, "f")


def decimal(value: Any) -> Decimal | None:
    """Return the number that a JSON value says, or None."""
    try:
        number = Decimal(str(sole(value)))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


PLAIN = Form(lambda value, _parent, _term: value, lambda value, _nodes, _parent, _term: sole(value))
"""A string or a boolean."""

EXACT = Form(
    lambda value, _parent, _term: decimal_text(value),
    lambda value, _nodes, _parent, _term: decimal(value),
)
"""A number, as a string: JSON numbers would round it."""

DAY = Form(
    lambda value, _parent, _term: value.isoformat() if isinstance(value, date) else value,
    lambda value, _nodes, _parent, _term: sole(value),
)
"""A day, ``2026-03-01``."""

SPOKEN = Form(
    lambda value, _parent, _term: language_maps.write(value),
    lambda value, _nodes, _parent, _term: language_maps.read(value),
)
"""Text in one language or several."""

LISTED = Form(
    lambda value, _parent, _term: list(value),
    lambda value, _nodes, _parent, _term: without_twins(as_list(value)),
)
"""Several strings; they are a set, in which a stranger may have named one twice."""


def coded(codes: Mapping[str, str]) -> Form:
    """Return the form of a value from a list, written as the list of ``codes`` has it."""
    meanings = {code: value for value, code in codes.items()}
    return Form(
        lambda value, _parent, _term: codes[value],
        lambda value, _nodes, _parent, _term: meanings.get(str(sole(value))),
    )


def part(shape: Shape) -> Form:
    """Return the form of a noun that is part of another."""
    return Form(
        lambda value, parent, term: write_node(value, shape, child(parent, term)),
        lambda value, nodes, _parent, _term: read_fields(nodes.node(value), shape.fields, nodes),
    )


def parts(shape: Shape) -> Form:
    """Return the form of several nouns that are parts of another."""
    return Form(
        lambda value, parent, term: [
            write_node(item, shape, child(parent, term, number))
            for number, item in enumerate(value, 1)
        ],
        lambda value, nodes, _parent, _term: [
            read_fields(node, shape.fields, nodes) for node in nodes.nodes(value)
        ],
    )


def speech(types: tuple[str, ...], term: str) -> Form:
    """Return the form of one text that stands in a node of its own."""
    return Form(
        lambda value, parent, outer: _speech(value, types, term, child(parent, outer)),
        lambda value, nodes, _parent, _term: language_maps.read(value_of(nodes.node(value), term)),
    )


def speeches(types: tuple[str, ...], term: str) -> Form:
    """Return the form of several texts, each in a node of its own."""
    return Form(
        lambda value, parent, outer: [
            _speech(item, types, term, child(parent, outer, number))
            for number, item in enumerate(value, 1)
        ],
        lambda value, nodes, _parent, _term: [
            said
            for node in nodes.nodes(value)
            if (said := language_maps.read(node.get(term))) is not None
        ],
    )


def _speech(value: Any, types: tuple[str, ...], term: str, name: str) -> Node:
    return {"id": name, "type": list(types), term: language_maps.write(value)}
