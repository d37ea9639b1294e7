"""What a part of the editor is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise

Words = str | Promise
Choices = Sequence[tuple[str, Words]]


class Kind(Enum):
    """How a field is written."""

    LINE = auto()
    TEXT = auto()
    """One line in each language."""
    PROSE = auto()
    """Several lines in each language."""
    LINES = auto()
    """A list, one entry a line."""
    TEXTS = auto()
    """A list of texts, one entry a line, in each language."""
    NUMBER = auto()
    SHARE = auto()
    """A share from 0 to 1, written in per cent."""
    CHOICE = auto()
    MANY = auto()
    """Several choices."""
    YES_NO = auto()
    """True, false, or nothing said."""
    DAY = auto()
    SPAN = auto()
    """A length of time, as ISO 8601 writes it: P6W."""
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        path: where it stands in its part, for example ``workload.hours``.
        rare: folded away, because few need it.
        choices: what there is to choose; a function where that takes loading.
        names: the vocabulary that its codes are of; people write and read their names.
    """

    path: str
    label: Words
    kind: Kind = Kind.LINE
    hint: Words = ""
    choices: Choices | Callable[[], Choices] = ()
    rare: bool = False
    names: str = ""

    def options(self) -> list[tuple[str, Words]]:
        """Return what there is to choose."""
        return list(self.choices() if callable(self.choices) else self.choices)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of nodes with the same fields; rows can be added.

    Attributes:
        named: what the ids of new entries begin with, where entries have ids.
    """

    path: str
    title: Words
    fields: tuple[Field, ...]
    named: str = ""
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the editor."""

    name: str
    title: Words
    lead: Words
    fields: tuple[Field, ...] = ()
    rows: tuple[Rows, ...] = ()
    item: str = ""
    """The list of which each entry has a page of its own."""

    @property
    def usual(self) -> list[Field]:
        """The fields that most need."""
        return [one for one in self.fields if not one.rare]

    @property
    def rare(self) -> list[Field]:
        """The fields that few need."""
        return [one for one in self.fields if one.rare]

    def paths(self) -> list[str]:
        """Return what stands in it."""
        found = [one.path for one in self.fields] + [one.path for one in self.rows]
        return [*found, self.item] if self.item else found
