"""Which fields of a draft take codes, from which vocabulary, and whether a code is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

from mintmark.errors import RulebookError
from mintmark.frameworks.paths import fields_of, types_at
from mintmark.model import Text
from mintmark.model.base import Noun
from mintmark.vocabularies import esco, language_tags, vocabulary

_IsListed = Callable[[str], bool]
_Nearest = Callable[[str], str | None]

CODED: Final[Mapping[str, str]] = {
    "Achievement.language": "language",
    "Achievement.teaching_languages": "language",
    "Achievement.fields": "isced-f",
    "Assessment.type": "assessment",
    "Assessment.language": "language",
    "Identifier.country": "country",
    "Organisation.country": "country",
    "Price.currency": "currency",
}
"""The list of each field that takes codes; the nouns themselves take any code of the right form.

Fields with words of the nouns' own, such as ``participation``, are checked by the nouns.
"""

_BESIDE: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "Level.value": ("framework", {"EQF": "eqf"}),
    "Alignment.url": ("type", {kind: kind for kind in ("esco-skill", "esco-occupation")}),
}
"""Fields whose list the field beside them names, if it is one that we have."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code in a draft.

    Attributes:
        path: the field it stands in, for example ``fields[0]`` or ``title.fr``.
        code: the code; for text by language its language.
        vocabulary: the list it should be in; ``esco-skill`` and ``esco-occupation`` are ESCO's.
    """

    path: str
    code: str
    vocabulary: str

    @property
    def is_listed(self) -> bool:
        """Whether the list has it."""
        if self.vocabulary in _OTHER_LISTS:
            return _OTHER_LISTS[self.vocabulary][0](self.code)
        return self.code in vocabulary(self.vocabulary)

    @property
    def meant(self) -> str | None:
        """What was most likely meant, with its name, or None."""
        if self.vocabulary in _OTHER_LISTS:
            return _OTHER_LISTS[self.vocabulary][1](self.code)
        near = vocabulary(self.vocabulary).nearest(self.code)
        return near and _named(near, vocabulary(self.vocabulary).label(near))


def unlisted(sources: Mapping[str, str], root: type[Noun]) -> Iterator[Coded]:
    """Yield the codes that are in no list.

    Args:
        sources: each plain value as it is written in the draft, by path.
        root: the noun that the draft describes.
    """
    for path, source in sources.items():
        found = _coded(path, source.strip(), sources, root)
        if found is not None and not found.is_listed:
            yield found


def meant(path: str, written: object, root: type[Noun]) -> str | None:
    """Return the code that was most likely meant by what stands at ``path``, with its name.

    None where nothing is near, or where ``path`` takes no codes.
    """
    found = _coded(path, written, {}, root) if isinstance(written, str) else None
    return found.meant if found else None


def _coded(path: str, source: str, sources: Mapping[str, str], root: type[Noun]) -> Coded | None:
    """Return the code at ``path``, or None where plain words or nothing stands there."""
    parent, _, field = re.sub(r"\[\d+\]$", "", path).rpartition(".")
    noun = _noun_at(root, re.sub(r"\[\d+\]", "", parent), field)
    if noun is None or not source:
        return None
    if noun is Text:
        return Coded(path, field, "language")
    place = f"{noun.__name__}.{field}"
    if place in _BESIDE:
        beside, lists = _BESIDE[place]
        name = lists.get(sources.get(f"{parent}.{beside}", "").strip())
    else:
        name = CODED.get(place)
    return Coded(path, source, name) if name else None


@lru_cache(maxsize=1024)
def _noun_at(root: type[Noun], path: str, field: str) -> Any:
    """Return the noun at ``path`` if it has that field; text has any language."""
    try:
        found = types_at((root,), path)
    except RulebookError:
        return None
    return next((n for n in found if n is Text or field in fields_of(n)), None)


def _nearest_tag(tag: str) -> str | None:
    near = language_tags.nearest(tag)
    return near and _named(near, vocabulary("language").label(near.split("-")[0]))


def _named(code: str, label: str) -> str:
    return code if label == code else f"{code} ({label})"


_OTHER_LISTS: Final[Mapping[str, tuple[_IsListed, _Nearest]]] = {
    "language": (language_tags.is_listed, _nearest_tag),
    "esco-skill": (partial(esco.is_uri, "skill"), partial(esco.nearest, "skill")),
    "esco-occupation": (partial(esco.is_uri, "occupation"), partial(esco.nearest, "occupation")),
}
"""What is in a list by more than being one of its codes; ESCO is known by its form only."""
