"""The words that outcomes have in common whatever they are about, by language, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from mintmark.model.comparison import DEMANDS, Demand


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's common words, all folded.

    Attributes:
        nothing: words that weigh nothing.
        little: words that would fit any subject.
        verbs: stem of a verb -> what it asks for.
        links: words that stand between verbs.
        both_ends: whether the verb may stand at the end as well.
        endings: the endings that make no other word of it, the longest first.
    """

    nothing: frozenset[str]
    little: frozenset[str]
    verbs: Mapping[str, Demand]
    links: frozenset[str]
    both_ends: bool
    endings: tuple[str, ...]


_SHORTEST: Final = 3


def vocabulary(language: str) -> Vocabulary | None:
    """Return the common words of a language (BCP 47; only its first part counts), if known."""
    return _all().get(language.split("-")[0].lower())


def languages() -> tuple[str, ...]:
    """Return the languages whose common words are known, in alphabetical order."""
    return tuple(sorted(_all()))


@cache
def _all() -> Mapping[str, Vocabulary]:
    text = (files(__package__) / "words.yaml").read_text(encoding="utf-8")
    written = _TextLoader(text).get_single_data()
    return {language: _read(data) for language, data in written.items()}


class _TextLoader(yaml.SafeLoader):
    """Every scalar is text: there are words that YAML takes for yes and no."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML's own interface)


def _read(data: Mapping[str, Any]) -> Vocabulary:
    endings = tuple(data["endings"])
    verbs: dict[str, Demand] = {}
    for demand in DEMANDS:
        for verb in data["verbs"][demand].split():
            verbs.setdefault(stem(verb, endings), demand)
    return Vocabulary(
        nothing=frozenset(data["nothing"].split()),
        little=frozenset(data["little"].split()),
        verbs=verbs,
        links=frozenset(data["links"]),
        both_ends=data["place"] == "either",
        endings=endings,
    )


def stem(word: str, endings: tuple[str, ...]) -> str:
    """Return a word without its ending; no stem is shorter than three letters."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
