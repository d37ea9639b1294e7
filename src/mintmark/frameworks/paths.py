"""Field paths: how rulebooks and reports name a place in a noun, such as ``workload.hours``.

A path is field names joined by dots. A list on the way stands for all its entries, so
``assessments.type`` means the type of every assessment. A path that begins with ``award.``
leads into the award, every other one into the achievement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from mintmark.errors import RulebookError
from mintmark.model.text import Text

AWARD = "award."
"""What a path into the award begins with."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One value that a path leads to, with the exact place: ``assessments[0].type``."""

    path: str
    value: object

    @property
    def filled(self) -> bool:
        """Whether something is really written here, and not just a ``<placeholder>``."""
        return is_filled(self.value)


def is_placeholder(content: str) -> bool:
    """Whether all of ``content`` stands in angle brackets: a note of what is still to be written.

    >>> is_placeholder("<the title of your micro-credential>")
    True
    """
    return content.startswith("<") and content.endswith(">") and content.count("<") == 1


def values_of(nouns: Iterable[object], name: str) -> list[object]:
    """Return the bare values of a field of some nouns: a step of ``read``, without places."""
    found: list[object] = []
    for noun in nouns:
        value = noun.__dict__.get(name) if isinstance(noun, BaseModel) else None
        if type(value) is tuple:
            found.extend(value)
        elif value is not None:
            found.append(value)
    return found


def is_filled(value: object) -> bool:
    """Whether something is really written, and not just a ``<placeholder>``."""
    if isinstance(value, Text):
        return not all(map(is_placeholder, value.root.values()))
    return not (isinstance(value, str) and is_placeholder(value))


def read(noun: BaseModel, path: str) -> tuple[Hit, ...]:
    """Return every value in ``noun`` that ``path`` leads to; what is empty or not said is no hit.

    Placeholders are hits; ``filled`` tells them apart.
    """
    hits: list[Hit] = [Hit("", noun)]
    for name in path.split("."):
        hits = [found for hit in hits for found in _step(hit, name)]
    return tuple(hits)


def _step(hit: Hit, name: str) -> Iterator[Hit]:
    if not isinstance(hit.value, BaseModel) or name not in type(hit.value).model_fields:
        return
    value = getattr(hit.value, name)
    path = f"{hit.path}.{name}" if hit.path else name
    if isinstance(value, tuple):
        yield from (Hit(f"{path}[{index}]", entry) for index, entry in enumerate(value))
    elif value is not None:
        yield Hit(path, value)


def types_at(models: tuple[Any, ...], path: str) -> tuple[Any, ...]:
    """Return the types that may stand at ``path`` in any of ``models``.

    Lists count as their entries and optional fields as what they hold when they are given, so
    the answer is made of classes and of ``Literal[...]`` forms. A longer path than the nouns
    have raises.

    Raises:
        RulebookError: no noun has such a field.
    """
    for name in path.split(".") if path else ():
        models = tuple(
            leaf
            for model in models
            if name in fields_of(model)
            for leaf in _leaves(model.model_fields[name].annotation)
        )
        if not models:
            raise RulebookError("framework.unknown-path", f"No noun has the field {path!r}.")
    return models


def fields_of(model: Any) -> tuple[str, ...]:
    """Return the names of the fields of ``model``; text and plain values have none."""
    if not isinstance(model, type) or not issubclass(model, BaseModel) or issubclass(model, Text):
        return ()
    return tuple(model.model_fields)


def notes_at(models: tuple[Any, ...], path: str) -> tuple[object, ...]:
    """Return what the fields at ``path`` are annotated with: the forms their values must have.

    Raises:
        RulebookError: no noun has such a field.
    """
    before, _, name = path.rpartition(".")
    types_at(models, path)
    fields = (
        model.model_fields[name] for model in types_at(models, before) if name in fields_of(model)
    )
    return tuple(n for field in fields for n in (*field.metadata, *_notes(field.annotation)))


def _notes(annotation: Any) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for part in get_args(annotation):
        yield from _notes(part)


def _leaves(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Literal or origin is None:
        return () if annotation is NoneType else (annotation,)
    parts = get_args(annotation)[:1] if origin is Annotated else get_args(annotation)
    return tuple(leaf for part in parts if part is not ... for leaf in _leaves(part))
