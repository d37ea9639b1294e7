"""What predicates look at: a record, its award once it is made, and the day asked about."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from mintmark.frameworks.paths import AWARD, Hit, is_filled, read, values_of
from mintmark.model import Award

_Kind = TypeVar("_Kind")
_AWARD = AWARD.removesuffix(".")


@cache
def _steps(path: str) -> tuple[str, str]:
    before, _, name = path.rpartition(".")
    return before, name


class Subject:
    """An achievement, or an entry in it, with its award and the day of the question.

    Many rules look at the same places, so what was read once is kept.

    Attributes:
        noun: the achievement, or the entry.
        award: its award, once it is made.
        as_of: the day for which the question is asked.
    """

    __slots__ = ("_entries", "_filled", "_kept", "_values", "as_of", "award", "noun")

    def __init__(self, noun: BaseModel, award: Award | None, as_of: date) -> None:
        self.noun, self.award, self.as_of = noun, award, as_of
        self._values: dict[str, list[object] | None] = {}
        self._filled: dict[str, list[object] | None] = {}
        self._entries: dict[str, list[Subject] | None] = {}
        self._kept: dict[Hashable, Any] = {}

    def values(self, path: str) -> list[object] | None:
        """Return the values that ``path`` leads to, or None where only a missing award has it."""
        if path in self._values:
            return self._values[path]
        found = self._values[path] = self._read(path)
        return found

    def _read(self, path: str) -> list[object] | None:
        """Step on from what the path without its last name leads to."""
        before, name = _steps(path)
        if before:
            nouns = self.values(before)
            return None if nouns is None else values_of(nouns, name)
        if path == _AWARD:
            return None if self.award is None else [self.award]
        return values_of((self.noun,), path)

    def filled(self, path: str) -> list[object] | None:
        """Return the same without placeholders."""
        kept = self._filled
        if path not in kept:
            values = self.values(path)
            kept[path] = None if values is None else list(filter(is_filled, values))
        return kept[path]

    def entries(self, path: str) -> list[Subject] | None:
        """Return the nouns that ``path`` leads to, as subjects of their own, or None as above."""
        if path not in self._entries:
            values = self.values(path)
            self._entries[path] = (
                None
                if values is None
                else [
                    Subject(value, self.award, self.as_of)
                    for value in values
                    if isinstance(value, BaseModel)
                ]
            )
        return self._entries[path]

    def once(self, key: Hashable, make: Callable[[], _Kind]) -> _Kind:
        """Return what ``make`` gives, made once for each key."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: _Kind = self._kept[key]
        return kept

    def hits(self, path: str) -> tuple[Hit, ...] | None:
        """Return the values with their exact places, or None as ``values`` does."""
        if not path.startswith(AWARD):
            return read(self.noun, path)
        if self.award is None:
            return None
        found = read(self.award, path.removeprefix(AWARD))
        return tuple(Hit(AWARD + hit.path, hit.value) for hit in found)
