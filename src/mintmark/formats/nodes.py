"""The nodes of a document, given in full or named by their id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from mintmark.encoding.values import as_list, has_type, sole

_NAMING = frozenset({"id", "type"})
_ENDORSED = "EndorsementSubject"
"""The type under which somebody else's credential, inside this one, speaks of a node of it."""


class Nodes:
    """The nodes of one document, so that one named only by its id is found.

    A node may be written out in one place and named by its id in others; where that is, is the
    writer's choice (JSON-LD 1.1, section 3.3). A node with nothing but an id and a type counts
    as named. Depth does not matter: the walk does not recurse.
    """

    def __init__(self, document: Any) -> None:
        self._document = document

    @cached_property
    def _known(self) -> dict[str, Mapping[str, Any]]:
        known: dict[str, Mapping[str, Any]] = {}
        for node in _walk(self._document):
            name = node.get("id")
            if isinstance(name, str) and not _only_named(node) and not has_type(node, _ENDORSED):
                known.setdefault(name, node)
        return known

    def node(self, value: Any) -> Mapping[str, Any]:
        """Return the node that ``value`` is or names, or an empty one where there are several."""
        if type(value) is not dict:
            value = sole(value)
        elif len(value) > len(_NAMING):
            return value
        if isinstance(value, str):
            return self._known.get(value, {"id": value})
        if not isinstance(value, (dict, Mapping)):
            return {}
        name = value.get("id")
        if isinstance(name, str) and _only_named(value):
            return self._known.get(name, value)
        return value

    def nodes(self, value: Any) -> list[Mapping[str, Any]]:
        """Return the nodes that ``value`` is or names."""
        if value is None:
            return []
        return [found for item in as_list(value) if (found := self.node(item))]


def _only_named(node: Mapping[str, Any]) -> bool:
    return len(node) <= len(_NAMING) and node.keys() <= _NAMING


def _walk(document: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, (dict, Mapping)):
            yield value
            below = [
                part for key, part in value.items() if type(part) is not str and key != "@context"
            ]
            waiting.extend(reversed(below))
        elif isinstance(value, list | tuple):
            waiting.extend(reversed(value))
