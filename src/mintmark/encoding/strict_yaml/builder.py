"""Build plain data with places from the events of a YAML parser, refusing what is no plain YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml import events

from mintmark.encoding.strict_yaml.problems import Place, Problem
from mintmark.encoding.strict_yaml.scalars import resolve
from mintmark.errors import InputError, LimitError

MAX_DEPTH = 32
MAX_ENTRIES = 20_000

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DEAD = object()
"""Stands for a key whose value is not taken."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML text says.

    Attributes:
        data: mappings as dict, lists as tuple, text as str, numbers as Decimal, booleans as bool.
            A mapping's member with nothing after its colon is left out, as if it were not there.
        places: where each field and entry stands, by path: ``outcomes[0].title``.
        sources: each scalar as it is written, by path.
        problems: what was refused.
        refused: the paths whose value could not be taken.
    """

    data: object
    places: dict[str, Place]
    sources: dict[str, str]
    problems: tuple[Problem, ...]
    refused: frozenset[str]


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being read. ``key`` is None where a key comes next."""

    path: str
    entries: dict[str, object] | list[object]
    dead: bool
    is_key: bool
    key: object = None
    seen: dict[str, int] = field(default_factory=dict)


class Builder:
    """Takes the parser's events and builds plain data, places and problems."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._frames: list[_Frame] = []
        self._entries = 0
        self._documents = 0
        self._data: object = None
        self._places: dict[str, Place] = {"": Place(1, 1)}
        self._sources: dict[str, str] = {}
        self._problems: list[Problem] = []
        self._refused: set[str] = set()

    def tree(self) -> Tree:
        """Return everything that was read."""
        return Tree(
            self._data,
            self._places,
            self._sources,
            tuple(self._problems),
            frozenset(self._refused),
        )

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        match event:
            case events.ScalarEvent():
                self._count(event)
                self._scalar(event)
            case events.MappingStartEvent():
                self._count(event)
                self._open(event, {})
            case events.SequenceStartEvent():
                self._count(event)
                self._open(event, [])
            case events.CollectionEndEvent():
                self._close()
            case events.AliasEvent():
                self._count(event)
                self._alias(event)
            case events.DocumentStartEvent():
                self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise InputError(
                "yaml.several-documents",
                "The file has more than one YAML document.",
                place=f"{self._name}, line {_place(event).line}",
                remedy="Delete the line --- and what comes after it, or make two files.",
            )

    def _count(self, event: yaml.Event) -> None:
        self._entries += 1
        if self._entries > MAX_ENTRIES:
            message = f"The file has more than {MAX_ENTRIES} entries."
            raise too_much("yaml.too-many-entries", message, self._name)
        if len(self._frames) > MAX_DEPTH:
            place = f"{self._name}, line {_place(event).line}"
            message = f"The file is nested more than {MAX_DEPTH} levels deep."
            raise too_much("yaml.too-deep", message, place)

    @property
    def _awaits_key(self) -> bool:
        return bool(self._frames) and (
            isinstance(self._frames[-1].entries, dict) and self._frames[-1].key is None
        )

    @property
    def _dead(self) -> bool:
        return bool(self._frames) and (self._frames[-1].dead or self._frames[-1].key is _DEAD)

    def _path(self) -> str:
        if not self._frames:
            return ""
        frame = self._frames[-1]
        if isinstance(frame.entries, list):
            return f"{frame.path}[{len(frame.entries)}]"
        return _join(frame.path, frame.key) if isinstance(frame.key, str) else frame.path

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_extras(event)
        unfit = self._refuse_unprintable(event)
        if self._awaits_key:
            self._key(event, unfit)
            return
        path = self._arrive(event)
        if unfit:
            self._add_nothing(path)
            return
        if not self._dead:
            self._sources[path] = event.value
        self._add(resolve(event.value) if event.implicit[0] else event.value)

    def _key(self, event: yaml.ScalarEvent, unfit: bool) -> None:
        frame, key = self._frames[-1], event.value
        place = _place(event)
        if unfit:
            frame.key = _DEAD
            return
        if key in frame.seen:
            self._problem(
                event,
                "yaml.duplicate-key",
                f"The field {_cut(key)} stands here for the second time; "
                f"the first is in line {frame.seen[key]}.",
                "Delete one of the two.",
                path=_join(frame.path, key),
            )
            frame.key = _DEAD
            return
        frame.seen[key] = place.line
        frame.key = key
        if not frame.dead:
            self._places[_join(frame.path, key)] = place

    def _open(self, event: yaml.NodeEvent, entries: dict[str, object] | list[object]) -> None:
        is_key = self._awaits_key
        if is_key:
            self._problem(
                event,
                "yaml.key-not-text",
                "The name of a field must be plain text.",
                "Write field: value; put text that begins with a bracket in quotes.",
            )
        path = self._path() if is_key else self._arrive(event)
        self._refuse_extras(event)
        self._frames.append(_Frame(path, entries, self._dead or is_key, is_key))

    def _close(self) -> None:
        frame = self._frames.pop()
        if frame.is_key:
            self._frames[-1].key = _DEAD
            return
        self._add(tuple(frame.entries) if isinstance(frame.entries, list) else frame.entries)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._problem(
            event,
            "yaml.alias",
            f"The alias *{_cut(event.anchor or '')} is not taken.",
            "Write the text out; put text that begins with * in quotes.",
        )
        if self._awaits_key:
            self._frames[-1].key = _DEAD
        else:
            self._add_nothing(self._arrive(event))

    def _arrive(self, event: yaml.Event) -> str:
        path = self._path()
        if not self._dead:
            self._places.setdefault(path, _place(event))
        return path

    def _add(self, value: object) -> None:
        if not self._frames:
            self._data = value
            return
        frame = self._frames[-1]
        if isinstance(frame.entries, list):
            frame.entries.append(value)
            return
        if isinstance(frame.key, str) and value is not None:
            frame.entries[frame.key] = value
        frame.key = None

    def _add_nothing(self, path: str) -> None:
        if not self._dead:
            self._refused.add(path)
        self._add(None)

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            said = f"The anchor &{_cut(event.anchor)} is not taken."
            remedy = "Delete it; put text that begins with & in quotes."
            self._problem(event, "yaml.anchor", said, remedy)
        if tag is not None:
            remedy = "Delete it; put text that begins with ! in quotes."
            self._problem(event, "yaml.tag", f"The tag {_cut(_short(tag))} is not taken.", remedy)

    def _refuse_unprintable(self, event: yaml.ScalarEvent) -> bool:
        bad = _UNPRINTABLE.search(event.value)
        if bad:
            said = f"The character U+{ord(bad[0]):04X} cannot stand in a YAML file."
            self._problem(event, "yaml.bad-character", said, "Delete it.")
        return bad is not None

    def _problem(
        self, event: yaml.Event, code: str, message: str, remedy: str, path: str | None = None
    ) -> None:
        place = _place(event)
        where = self._path() if path is None else path
        self._problems.append(
            Problem(code, message, self._name, place.line, place.column, where, remedy)
        )


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _cut(text: str, at_most: int = 60) -> str:
    return text if len(text) <= at_most else f"{text[:at_most]}…"


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def too_much(code: str, message: str, place: str) -> LimitError:
    """Return the error for a draft beyond a limit."""
    return LimitError(
        code,
        message,
        place=place,
        remedy="A draft describes one achievement; nobody writes one so large.",
    )
