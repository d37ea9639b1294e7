"""The data, loaded when first asked for, and everything findable by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from mintmark.equivalence.facts import Conflict, Contents, Framework, Named, Rate, System
from mintmark.errors import RulebookError, UsageError

FILES = ("credits.yaml", "levels.yaml", "conflicts.yaml")


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All data, by id and by name.

    Attributes:
        contents: the data as they are written.
        systems: credit systems by id.
        frameworks: level frameworks by id.
        rates: published rates by the two ids, one way.
    """

    contents: Contents
    systems: Mapping[str, System]
    frameworks: Mapping[str, Framework]
    rates: Mapping[tuple[str, str], tuple[Rate, ...]]
    _system_names: Mapping[str, tuple[str, ...]]
    _framework_names: Mapping[str, tuple[str, ...]]
    _system_places: Mapping[str, tuple[str, ...]]
    _framework_places: Mapping[str, tuple[str, ...]]

    def find_system(self, name: str) -> System:
        """Return the credit system that ``name`` means: its id, code, other name or jurisdiction.

        Raises:
            UsageError: nobody knows it, or it could mean several.
        """
        ids = self.system_ids(name)
        return self.systems[_only(ids, name, "credit system", self._system_names)]

    def find_framework(self, name: str) -> Framework:
        """Return the level framework that ``name`` means: its id, code, name or jurisdiction.

        Raises:
            UsageError: nobody knows it, or it could mean several.
        """
        ids = self.framework_ids(name)
        return self.frameworks[_only(ids, name, "level framework", self._framework_names)]

    def system_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of all credit systems that ``name`` may mean."""
        key = plain(name)
        return self._system_names.get(key) or self._system_places.get(key, ())

    def framework_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of all level frameworks that ``name`` may mean."""
        key = plain(name)
        return self._framework_names.get(key) or self._framework_places.get(key, ())

    def label(self, name: str, on: date) -> str:
        """Return what a system or framework (its id) was called on that day."""
        thing = self.systems.get(name) or self.frameworks[name]
        return f"{name.removesuffix(thing.code)}{thing.called(on)}"

    def conflicts_among(self, ids: Iterable[str], about: str) -> tuple[Conflict, ...]:
        """Return the conflicts on ``about`` whose parties all take part in ``ids``."""
        there = set(ids)
        return tuple(
            conflict
            for conflict in self.contents.conflicts
            if conflict.about in (about, "size")
            and any(there.issuperset(parties) for parties in conflict.touches)
        )


@cache
def library() -> Library:
    """Return the bundled data.

    Raises:
        RulebookError: they are broken.
    """
    folder = files("mintmark.equivalence").joinpath("data")
    return make(parse([folder.joinpath(name).read_text("utf-8") for name in FILES]))


def parse(texts: Iterable[str]) -> Contents:
    """Return the data written in several YAML texts.

    Raises:
        RulebookError: they are not such data.
    """
    try:
        return Contents.joined([_TextLoader(text).get_single_data() for text in texts])
    except (yaml.YAMLError, ValidationError, ValueError, AttributeError, RecursionError) as fault:
        raise RulebookError(
            "equivalence.malformed", f"These are no data on equivalence: {str(fault)[:2000]}"
        ) from None


def make(contents: Contents) -> Library:
    """Return the library of some data."""
    rates: dict[tuple[str, str], tuple[Rate, ...]] = {}
    for rate in contents.rates:
        rates[rate.from_, rate.to] = (*rates.get((rate.from_, rate.to), ()), rate)
    return Library(
        contents,
        {system.id: system for system in contents.systems},
        {framework.id: framework for framework in contents.frameworks},
        rates,
        _names(contents.systems),
        _names(contents.frameworks),
        _places(contents.systems, contents.jurisdictions),
        _places(contents.frameworks, contents.jurisdictions),
    )


def plain(name: str) -> str:
    """Return a name as it is looked up: no case, single spaces, without "credits" at its end."""
    words = name.casefold().split()
    while len(words) > 1 and words[-1] in ("credit", "credits", "point", "points"):
        words.pop()
    return " ".join(words)


def _names(things: Iterable[Named]) -> dict[str, tuple[str, ...]]:
    """Index by id and other names; a code by itself stands for every thing that has it."""
    exact: dict[str, tuple[str, ...]] = {}
    loose: dict[str, tuple[str, ...]] = {}
    for thing in things:
        for name in (thing.id, *thing.also, thing.name):
            exact[plain(name)] = (*exact.get(plain(name), ()), thing.id)
        former = (thing.former.name,) if thing.former else ()
        codes = {thing.code, *former}
        places = [f"{place}:{code}" for place in thing.jurisdictions for code in codes]
        for name in (*codes, *places):
            loose[plain(name)] = (*loose.get(plain(name), ()), thing.id)
    return {**{name: tuple(dict.fromkeys(ids)) for name, ids in loose.items()}, **exact}


def _places(
    things: Iterable[Named], jurisdictions: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    places: dict[str, tuple[str, ...]] = {}
    for thing in things:
        for place in thing.jurisdictions:
            for name in (place, *jurisdictions.get(place, ())):
                places[plain(name)] = (*places.get(plain(name), ()), thing.id)
    return places


def _only(ids: tuple[str, ...], name: str, what: str, known: Mapping[str, Any]) -> str:
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise UsageError(
            "equivalence.ambiguous",
            f"{name[:80]!r} may be {' or '.join(ids)}.",
            remedy="Say which, with the jurisdiction before the colon.",
        )
    near = difflib.get_close_matches(plain(name)[:80], known, n=3, cutoff=0.5)
    meant = dict.fromkeys(thing for one in near for thing in known[one])
    listed = sorted({thing for things in known.values() for thing in things})
    raise UsageError(
        "equivalence.unknown-name",
        f"There is no {what} {name[:80]!r}.",
        remedy=f"Did you mean {' or '.join(meant)}?" if near else f"Known: {', '.join(listed)}.",
    )


class _TextLoader(yaml.SafeLoader):
    """Reads every scalar as text; the types come from the fields."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML's own interface)
