"""The words of the field: many names lead to one page. Data in ``glossary.yaml``, ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mintmark.frameworks.loading import load, load_all
from mintmark.frameworks.rulebook import Rulebook
from mintmark.vocabularies.likeness import fold
from mintmark_web.register.labels import language
from mintmark_web.register.types import Part

THING = "micro-credential"
"""The page of the thing that all these names are for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it means.

    Attributes:
        group: ``names`` of the thing itself, what is ``near`` it, or further ``words``.
        same: whether whoever looks for it wants a micro-credential.
        names: by language, the first one as this site says it.
        text: by language, the meaning.
        frameworks: whose definitions stand on the page; all where it is True.
    """

    slug: str
    group: str
    names: Mapping[str, Sequence[str]]
    text: Mapping[str, str]
    same: bool = False
    frameworks: bool | Sequence[str] = ()

    @property
    def name(self) -> str:
        """The word in the reader's language."""
        return self._names[0]

    @property
    def others(self) -> Sequence[str]:
        """Its other names."""
        return self._names[1:]

    @property
    def meaning(self) -> str:
        """What it means, in the reader's language."""
        return self.text.get(language(), self.text["en"])

    @property
    def _names(self) -> Sequence[str]:
        return self.names.get(language(), self.names["en"])

    def definitions(self) -> tuple[Rulebook, ...]:
        """Return the frameworks whose definition is shown with it."""
        if self.frameworks is True:
            return tuple(book for book in load_all() if book.official)
        return tuple(load(one) for one in self.frameworks or ())


@cache
def words() -> tuple[Word, ...]:
    """Return all words, in the order of the file."""
    text = files("mintmark_web.register").joinpath("glossary.yaml").read_text("utf-8")
    entries: list[dict[str, Any]] = yaml.safe_load(text)
    return tuple(Word(**entry) for entry in entries)


def word(slug: str) -> Word | None:
    """Return a word by its place in addresses."""
    return next((one for one in words() if one.slug == slug), None)


def group(name: str) -> list[Word]:
    """Return the words of a group, by the alphabet of the reader's language."""
    return sorted((one for one in words() if one.group == name), key=lambda one: fold(one.name))


@cache
def _aliases() -> dict[tuple[str, ...], str]:
    """Every name of the thing, in whatever language, word by word, the longest first."""
    found: dict[tuple[str, ...], str] = {}
    for one in words():
        if one.same or one.slug == THING:
            for names in one.names.values():
                found |= {_key(fold(name).split()): one.slug for name in names}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """Plurals are the same word."""
    return tuple(word.removesuffix("s") for word in words)


def without_the_thing(parts: Sequence[Part]) -> tuple[tuple[Part, ...], Word | None]:
    """Return a search without a name of the thing itself, and the word that this was.

    Everything here is a micro-credential, so whoever looks for a nano-degree in bees wants bees.
    """
    for names, slug in _aliases().items():
        for first in range(len(parts)):
            last = first + 1
            while last <= len(parts) and _length(parts[first:last]) < len(names):
                last += 1
            there = parts[first:last]
            if not any(part.negated for part in there) and _spoken(there) == names:
                return (*parts[:first], *parts[last:]), word(slug)
    return tuple(parts), None


def _length(parts: Sequence[Part]) -> int:
    return sum(len(part.words) for part in parts)


def _spoken(parts: Sequence[Part]) -> tuple[str, ...]:
    return _key([word for part in parts for word in part.words])
