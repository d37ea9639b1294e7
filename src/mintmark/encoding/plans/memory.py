"""What the plans keep, within bounds that no input can widen."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mintmark.encoding.plans.writing import Blank

MAX_NODES: Final = 2048
"""The most nodes that are remembered."""

MAX_CHARACTERS: Final = 4_000_000
"""The most text that all remembered nodes together stand for."""

_MAX_NODE_CHARACTERS: Final = 100_000

MAX_SIGHTED: Final = 8192
"""The most things of which it is known how often they came by."""


class Exactly:
    """A number or truth value that equals itself only: ``1`` is neither ``1.0`` nor ``true``."""

    __slots__ = ("_value",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, value: Any) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self._value) and repr(other) == repr(self._value)


def exact(value: Any) -> Any:
    """Return a copy of a JSON value whose ``==`` tells apart all that JSON tells apart."""
    if isinstance(value, dict):
        return {name: exact(item) for name, item in value.items()}
    if isinstance(value, list):
        return [exact(item) for item in value]
    return value if isinstance(value, str) or value is None else Exactly(value)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A node with an id, and all inside it, as it was written once; see ``Writing``.

    Attributes:
        element: the JSON object; a copy that can be compared.
        subject: its term.
        closed, open, blanks, values: what it added to the writing.
        height: how deep nodes stand inside it.
        characters: how much text it stands for, roughly: what is kept is a few times that.
    """

    element: Any
    subject: str
    closed: list[tuple[str, str]]
    open: list[tuple[str | Blank, list[Any]]]
    blanks: list[Blank]
    values: int
    height: int
    characters: int


class Sightings:
    """Counts how often things came by, of late.

    Only hashes are kept: that two things may be taken for one does no harm here.
    """

    def __init__(self, most: int = MAX_SIGHTED) -> None:
        self._most = most
        self._counts: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, thing: Hashable) -> int:
        """Return how often a thing came by, this time included."""
        if len(self._counts) >= self._most:
            self._counts.clear()
        key = hash(thing)
        found = self._counts[key] = self._counts.get(key, 0) + 1
        return found

    def forget(self, thing: Hashable) -> None:
        """Begin anew with a thing."""
        self._counts.pop(hash(thing), None)


class Memory:
    """Nodes written before, by site and id; kept are those that come again and again.

    A node is remembered when it comes a second time. When the memory is full, what was not
    asked for since the last time it was full goes: inputs that never come again push out nothing
    that is in use.
    """

    def __init__(self, max_nodes: int = MAX_NODES, max_characters: int = MAX_CHARACTERS) -> None:
        self._max_nodes = max_nodes // 2
        self._max_characters = max_characters // 2
        self._young: dict[Hashable, Remembered] = {}
        self._old: dict[Hashable, Remembered] = {}
        self._characters = 0
        self._sighted = Sightings(MAX_SIGHTED)

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get(self, key: Hashable) -> Remembered | None:
        """Return the node remembered under a key, or None."""
        known = self._young.get(key)
        if known is None and (known := self._old.get(key)) is not None:
            self._put(key, known)
        return known

    def wants(self, key: Hashable) -> bool:
        """Say whether a node should be remembered, now that it has come by."""
        return self._sighted.count(key) > 1

    def keep(self, key: Hashable, node: Remembered) -> None:
        """Remember a node, if it is not too large for that."""
        if node.characters <= _MAX_NODE_CHARACTERS:
            self._put(key, node)

    def _put(self, key: Hashable, node: Remembered) -> None:
        if len(self._young) >= self._max_nodes or self._characters > self._max_characters:
            self._old, self._young, self._characters = self._young, {}, 0
        self._young[key] = node
        self._characters += node.characters
