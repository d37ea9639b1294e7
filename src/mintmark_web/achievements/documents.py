"""Between a draft as it is stored and the core's Achievement: reading, mending, printing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from mintmark import Achievement, Draft, DraftProblems, Organisation, read_draft
from mintmark.errors import MintmarkError
from mintmark_web.ui import telling

OFFICE_KNOWS = ("id", "version", "issuer")
"""The fields of an achievement that are never stored with the draft."""

_MISSING = "<still to be written>"
_REQUIRED = ("title", "description")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ROUNDS = 4
_COMMANDS = re.compile(r" ?`mintmark [^`]*` lists all\.")
"""What a remedy says to those at the command line."""


class Wrong(NamedTuple):
    """What is wrong with a draft.

    Attributes:
        path: the field; empty for the draft as a whole.
        code: the reader's name for what is wrong.
        words: why, and what to do, in the reader's language.
    """

    path: str
    code: str
    words: str


def whole(
    document: Mapping[str, Any], iri: str, version: int, issuer: Organisation
) -> dict[str, Any]:
    """Return the draft with what the office knows, in the order of the noun's fields.

    Where nobody else is named, the issuer awards it.
    """
    body = issuer.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    known = {
        "awarding_body": {name: value for name, value in body.items() if name != "id"},
        **document,
        "id": iri,
        "version": str(version),
        "issuer": body,
    }
    return {name: known[name] for name in Achievement.model_fields if name in known}


def read(document: Mapping[str, Any], name: str = "draft") -> Draft:
    """Return what a whole draft says, read by the core's strict reader.

    What is not written yet stands in it as a placeholder, which counts as missing.

    Raises:
        DraftProblems: it says something that an achievement cannot be.
    """
    gaps = {field: _MISSING for field in _REQUIRED if not document.get(field)}
    return read_draft(_as_yaml({**gaps, **document}), name)


def problems(document: Mapping[str, Any]) -> list[Wrong]:
    """Return what is wrong with a whole draft."""
    try:
        read(document)
    except DraftProblems as found:
        return [
            Wrong(one.path, one.code, _words(one.message, one.remedy)) for one in found.problems
        ]
    except MintmarkError as error:
        return [Wrong("", error.code, _words(error.message, error.remedy))]
    return []


def told(error: MintmarkError) -> list[str]:
    """Return what is wrong with a file, one message for each problem."""
    if isinstance(error, DraftProblems):
        return [telling.told_text(one) for one in error.problems]
    return [_words(error.message, error.remedy)]


def _words(message: str, remedy: str | None) -> str:
    remedy = _COMMANDS.sub("", remedy or "")
    return telling.told_text(f"{message} {remedy}" if remedy else message)


def readable(document: Mapping[str, Any]) -> tuple[Draft, frozenset[str]]:
    """Return as much of a draft as can be read, and the paths that were left out.

    So that a framework can say something while somebody is still typing.
    """
    left: dict[str, Any] = json.loads(json.dumps(document))
    out: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return read(left), frozenset(out)
        except DraftProblems as found:
            for one in found.problems:
                out.add(one.path)
                _drop(left, one.path)
        except MintmarkError:
            break
    kept = {name: left[name] for name in (*OFFICE_KNOWS, *_REQUIRED) if name in left}
    return read(kept), frozenset(out | (left.keys() - kept.keys()))


def _drop(document: dict[str, Any], path: str) -> None:
    """Take away the field at ``path``, or all that is optional where it is the whole."""
    parts = parts_of(path)
    if not parts or parts[0] in OFFICE_KNOWS:
        for name in document.keys() - {*OFFICE_KNOWS, *_REQUIRED}:
            del document[name]
        return
    inner: Any = document
    for part in parts[:-1]:
        inner = _inside(inner, part)
    try:
        del inner[parts[-1]]
    except (KeyError, IndexError, TypeError):
        document.pop(str(parts[0]), None)


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def parts_of(path: str) -> list[str | int]:
    """Return the parts of a path: ``outcomes[0].title`` is ``["outcomes", 0, "title"]``."""
    found = re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)
    return [int(number) if number else name for number, name in found]


def to_yaml(document: Mapping[str, Any]) -> str:
    """Return a whole draft as YAML, as the command line reads it."""
    apart = json.loads(json.dumps(document))  # what stands there twice must not become an anchor
    return yaml.safe_dump(apart, allow_unicode=True, sort_keys=False, width=100)


def from_yaml(data: bytes, name: str) -> dict[str, Any]:
    """Return the draft in a YAML file as it is to be stored.

    Raises:
        MintmarkError: it is none, or says something that an achievement cannot be.
    """
    achievement = read_draft(data, name).achievement
    dumped = achievement.model_dump(mode="python", exclude_none=True, exclude_defaults=True)
    plain: dict[str, Any] = _plain(dumped, achievement.language)
    plain["language"] = achievement.language
    body = achievement.awarding_body
    if body is not None and body.name == achievement.issuer.name:
        del plain["awarding_body"]  # as `whole` says it
    return {field: value for field, value in plain.items() if field not in OFFICE_KNOWS}


def _plain(value: Any, language: str) -> Any:
    """Return the data with undetermined text put under its language, and exact numbers."""
    if isinstance(value, dict):
        named = {language if key == "und" else key: one for key, one in value.items()}
        return {key: _plain(one, language) for key, one in named.items()}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return [_plain(one, language) for one in value] if isinstance(value, list | tuple) else value


def _as_yaml(document: Mapping[str, Any]) -> str:
    """JSON is YAML, but for characters that may not stand there, or end a line, unescaped."""
    text = json.dumps(document, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
