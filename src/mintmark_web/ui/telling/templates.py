"""Templates, and how a text is held against them: without regular expressions, in linear time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_HOLE = re.compile(r"\{(\d+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Hole:
    """Where something is filled in.

    Attributes:
        number: which of the values, from 0.
        kind: what it holds: nothing special ("": data, put in as it stands), ``n`` a number,
            ``w`` a single word, ``list`` several things of which only "or" and "and" are ours,
            ``told`` words of ours; ``maybe`` words of ours or else data; ``known`` words of ours,
            without which the template does not fit; ``unit`` a unit of ours, and perhaps what it
            is asked of.
    """

    number: int
    kind: str = ""


def parts(text: str) -> tuple[str | Hole, ...]:
    """Return the pieces of a template: ``It counts {0:n} {1:w}.``"""
    found: list[str | Hole] = []
    end = 0
    for hole in _HOLE.finditer(text):
        if hole.start() > end:
            found.append(text[end : hole.start()])
        found.append(Hole(int(hole[1]), hole[2] or ""))
        end = hole.end()
    if end < len(text):
        found.append(text[end:])
    return tuple(found)


@dataclass(frozen=True)
class Template:
    """What the core says, and how that is said in another language.

    Attributes:
        said: the pieces in English; its holes are numbered from 0, in order.
        translation: the pieces in the other language.
    """

    said: tuple[str | Hole, ...]
    translation: tuple[str | Hole, ...]

    @property
    def weight(self) -> int:
        """How many characters are its own."""
        return sum(len(part) for part in self.said if isinstance(part, str))

    @property
    def begins(self) -> str:
        """What a text must begin with."""
        first = self.said[0]
        return first if isinstance(first, str) else ""

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it can stand by itself: from a capital on, or up to its end."""
        last = self.said[-1]
        ends = isinstance(last, str) and last.endswith((".", "?", "!", ")"))
        return ends or self.begins[:1].isupper() or ": " in self.said

    def values(self, text: str) -> Iterator[tuple[str, ...]]:
        """Yield what may fill the holes in ``text``; nothing where it is another sentence.

        Where a text can be cut in several ways it is cut as early as it can be, and as late.
        """
        early = self._cut(text, str.find)
        late = self._cut(text, str.rfind) if early and len(early) == _TWO else None
        yield from dict.fromkeys(one for one in (early, late) if one is not None)

    def _cut(self, text: str, find: Callable[[str, str, int], int]) -> tuple[str, ...] | None:
        found: list[str] = []
        at, waiting = 0, False
        last = len(self.said) - 1
        for number, part in enumerate(self.said):
            if isinstance(part, Hole):
                waiting = True
                continue
            start = find(text, part, at) if waiting else at
            if number == last:
                start = len(text) - len(part)
            if start < at or not text.startswith(part, start) or (start > at and not waiting):
                return None
            if waiting:
                found.append(text[at:start])
            at, waiting = start + len(part), False
        if waiting:
            found.append(text[at:])
        return tuple(found) if waiting or at == len(text) else None


_TWO = 2
"""With two holes there is one cut; of several the latest would not be the same for each."""


class Shelf:
    """The templates of one language."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """Take English texts and what they are in the other language."""
        self._whole = dict(entries)
        self._by_start: dict[str, list[Template]] = {}
        for said, translation in entries.items():
            pieces = parts(said)
            if any(isinstance(part, Hole) for part in pieces):
                made = Template(pieces, parts(translation))
                self._by_start.setdefault(made.begins[:_START], []).append(made)

    def whole(self, text: str) -> str | None:
        """Return the translation of a text without holes."""
        return self._whole.get(text)

    def fitting(self, text: str) -> Iterator[tuple[Template, tuple[str, ...]]]:
        """Yield the templates that fit with what fills them, the one that says most first."""
        able = (one for key in _starts(text) for one in self._by_start.get(key, ()))
        for one in sorted(able, key=lambda one: -one.weight):
            for values in one.values(text):
                yield one, values


_START = 4
"""So many characters of its beginning a template is found by."""


def _starts(text: str) -> Iterable[str]:
    return {text[:length] for length in range(_START + 1)}
