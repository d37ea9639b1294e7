"""Read a noun: YAML in, a frozen value out, or everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mintmark.encoding.strict_yaml.builder import Tree
from mintmark.encoding.strict_yaml.codes import Coded, unlisted
from mintmark.encoding.strict_yaml.problems import DraftProblems, Place, Problem
from mintmark.encoding.strict_yaml.reader import read_yaml
from mintmark.encoding.strict_yaml.words import Words, explain, explain_unlisted
from mintmark.errors import InputError
from mintmark.model.base import Noun

N = TypeVar("N", bound=Noun)

MAX_PROBLEMS = 100
"""How many problems are told; a draft with more is told that there are more."""


@dataclass(frozen=True, slots=True)
class Written(Generic[N]):
    """A noun as it stands in a file.

    Attributes:
        noun: what the file says.
        positions: where each field stands, by path: ``assessments[0].pass_mark``.
        name: the file's name.
    """

    noun: N
    positions: Mapping[str, Place]
    name: str


def read_noun(text: str | bytes, name: str, kind: type[N], *, coded: bool = True) -> Written[N]:
    """Return the noun that a YAML text describes, with the place of each field.

    A field with nothing after its colon counts as not there. Numbers are taken exactly.

    Args:
        text: the YAML; bytes must be UTF-8.
        name: the file's name, for messages.
        kind: the noun's class.
        coded: whether codes must be in their lists; what strangers wrote is not held to them.

    Raises:
        InputError: it is not YAML, or YAML that cannot be read.
        LimitError: it is too large or too deep.
        DraftProblems: it says something that the noun cannot be; has all such problems.
    """
    tree = read_yaml(text, name)
    if tree.data is None and not tree.problems:
        remedy = "Begin with a new draft."
        raise DraftProblems([Problem("draft.empty", "The draft is empty.", name, 1, 1, "", remedy)])
    noun: N | None = None
    errors: list[ErrorDetails] = []
    try:
        noun = kind.model_validate(tree.data, strict=True)
    except ValidationError as fault:
        errors = fault.errors(include_url=False)
    spots = _spots(tree, errors, kind, coded=coded)
    if noun is None or tree.problems or spots:
        raise _problems(tree, spots, name, kind)
    return Written(noun, tree.places, name)


def read_plain(text: str | bytes, name: str) -> object:
    """Return what a YAML file says, as the strict JSON reader would: for files that are no drafts.

    Numbers become int or float; members with nothing after their colon are left out.

    Raises:
        InputError: it is not YAML, YAML that cannot be read, or has a number too large to be meant.
        LimitError: it is too large or too deep.
        DraftProblems: it has anchors, tags, keys that stand twice or the like; has all of them.
    """
    tree = read_yaml(text, name)
    if tree.problems:
        raise DraftProblems(tree.problems[:MAX_PROBLEMS], len(tree.problems))
    return _as_json(tree.data, name)


def _as_json(value: object, name: str) -> object:
    if isinstance(value, dict):
        return {key: _as_json(member, name) for key, member in value.items()}
    if isinstance(value, tuple):
        return [_as_json(entry, name) for entry in value]
    return _as_number(value, name) if isinstance(value, Decimal) else value


def _as_number(value: Decimal, name: str) -> int | float:
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST:
        raise InputError(
            "yaml.bad-number", f"The number {value} is not one that can be meant.", place=name
        )
    return int(value) if value == value.to_integral_value() else float(value)


_LARGEST = 30
"""How many digits a number may have before or after its point."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """An error of the model or of a code, with its place, before it is put into words."""

    error: ErrorDetails | Coded
    path: str
    place: Place


def _problems(tree: Tree, spots: list[_Spot], name: str, kind: type[Noun]) -> DraftProblems:
    problems = list(tree.problems[:MAX_PROBLEMS])
    room = MAX_PROBLEMS - len(problems)
    problems += [_problem(_words(tree, spot, kind), spot, name) for spot in spots[:room]]
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return DraftProblems(problems, len(tree.problems) + len(spots))


def _words(tree: Tree, spot: _Spot, kind: type[Noun]) -> Words:
    if isinstance(spot.error, Coded):
        return explain_unlisted(spot.error)
    return explain(spot.error, spot.path, tree.sources.get(spot.path), kind)


def _problem(words: Words, spot: _Spot, name: str) -> Problem:
    line, column = spot.place.line, spot.place.column
    return Problem(words.code, words.message, name, line, column, spot.path, words.remedy)


def _spots(tree: Tree, errors: list[ErrorDetails], kind: type[Noun], *, coded: bool) -> list[_Spot]:
    """Return what is wrong in the order of the file; a field that the model refuses only once."""
    spots = list(_refused(tree, errors))
    known = {spot.path for spot in spots}
    spots += [
        _Spot(found, found.path, place_of(found.path, tree.places))
        for found in (unlisted(tree.sources, kind) if coded else ())
        if found.path not in known
    ]
    return sorted(spots, key=lambda spot: (spot.place.line, spot.place.column))


def _refused(tree: Tree, errors: list[ErrorDetails]) -> Iterator[_Spot]:
    for error in errors:
        path = _path(error["loc"], tree.data)
        if path is None or path in tree.refused:
            continue
        if error["type"] == "value_error":
            path = _blamed(path, str(error["ctx"]["error"]), tree)
        yield _Spot(error, path, place_of(path, tree.places))


def _path(loc: tuple[int | str, ...], data: object) -> str | None:
    """Return the field that ``loc`` means, or None for a branch the designer did not take.

    Where the model allows either a list or a group of fields, the error's location names the
    branch it tried. The branch that the draft took is the one whose shape it has. The rest of a
    location that the draft does not have (the language of plain text) says nothing to a designer.
    """
    path = ""
    for part in loc:
        if isinstance(part, int):
            path, data = f"{path}[{part}]", _member(data, part)
        elif _is_branch(part, data):
            if part.startswith("tuple[") == isinstance(data, dict):
                return None
        elif part == "[key]" or not isinstance(data, dict):
            break
        else:
            path, data = _join(path, part), _member(data, part)
    return path


def _is_branch(part: str, data: object) -> bool:
    """Whether ``part`` names a type: those begin with a capital or ``tuple[``, fields never do.

    Of several kinds of event the type is named by the field ``event``.
    """
    if isinstance(data, dict) and part in data:
        return False
    if isinstance(data, dict) and data.get("event") == part:
        return True
    return part.startswith("tuple[") or part[:1].isupper()


def _member(data: object, part: int | str) -> object:
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, tuple) and isinstance(part, int) else None


def _blamed(path: str, message: str, tree: Tree) -> str:
    """Return the most telling field for a contradiction: where the last quoted value stands."""
    named = re.match(r"([a-z_.]+):", message)
    prefix = _join(path, named[1].split(".")[0]) if named else path
    quoted = re.findall(r"'([^']+)'", message)
    if quoted:
        inside = [
            field
            for field, source in tree.sources.items()
            if source == quoted[-1] and field.startswith(prefix)
        ]
        if inside:
            return inside[-1]
    return prefix if prefix in tree.places else path


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def place_of(path: str, places: Mapping[str, Place]) -> Place:
    """Return where ``path`` stands, or else the nearest thing around it."""
    while path not in places:
        shorter = re.sub(r"(\.?[^.\[\]]+|\[\d+\])$", "", path)
        path = shorter if shorter != path else ""
    return places[path]
