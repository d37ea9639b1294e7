"""Say in plain words what the model found wrong with a draft."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pydantic_core import ErrorDetails

from mintmark.encoding.strict_yaml.codes import Coded, meant
from mintmark.errors import RulebookError
from mintmark.frameworks.paths import fields_of, types_at
from mintmark.model.base import Noun
from mintmark.vocabularies import SCHEMES, vocabulary

FORMS: Final[Mapping[str, str]] = {
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a date: year-month-day, for example 2026-03-31",
    r"^[a-z0-9][a-z0-9-]*$": "a short name: lower-case letters, digits and hyphens, "
    "for example lo1",
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$": "a language tag, for example en, fr or pt-BR",
    r"^[A-Z]{2}$": "two capital letters for a country, for example IE",
    r"^[A-Z]{3}$": "three capital letters for a currency, for example EUR",
    r"^\d{2,4}$": 'two to four digits in quotes, for example "0211"',
    r"^[^@\s<>\"]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,63}$": (
        "an e-mail address, for example office@example.org"
    ),
}
"""What each pattern of the model asks for, in words."""


@dataclass(frozen=True, slots=True)
class Words:
    """A problem without its place."""

    code: str
    message: str
    remedy: str | None = None


def explain(error: ErrorDetails, path: str, source: str | None, noun: type[Noun]) -> Words:
    """Return in plain words what ``error`` says about the field ``path``.

    Args:
        error: one error of the model.
        path: the field, for example ``assessments[0].type``.
        source: the value as it is written in the file, where it is a plain one.
        noun: what the file should describe.
    """
    kind, context = error["type"], error.get("ctx", {})
    field = path or "The draft"
    if error["input"] is None:
        return Words("draft.empty", f"{field} is empty.", "Write something there, or delete it.")
    if kind == "missing":
        return _missing(path, noun)
    if kind == "extra_forbidden":
        return _unknown_field(path, noun)
    if kind == "literal_error":
        return _unknown_value(field, error["input"], str(context["expected"]))
    if kind.startswith("union_tag"):
        return _unknown_kind(field, path, context, noun)
    if kind == "string_pattern_mismatch":
        form = FORMS.get(context["pattern"], "in another form")
        return Words(
            "draft.bad-form",
            f"{field} must be {form}; it is {shown(error['input'])}.",
            _did_you_mean(meant(path, error["input"], noun)),
        )
    if kind == "value_error":
        return _contradiction(field, error, context)
    return _limits(kind, field, context, error["input"]) or _wrong_type(
        kind, field, error["input"], source
    )


def explain_unlisted(found: Coded) -> Words:
    """Return in plain words that a code is in no list."""
    near = _did_you_mean(found.meant)
    if found.vocabulary in SCHEMES:
        other = "Where none fits, write other. " if "other" in vocabulary(found.vocabulary) else ""
        remedy = f"{other}`mintmark vocabularies show {found.vocabulary}` lists all."
    else:
        remedy = "A URI of ESCO ends in the entry's identifier; its page shows it."
    return Words(
        "draft.unknown-value",
        f"There is no language {shown(found.code)}."
        if found.vocabulary == "language"
        else f"{found.path} cannot be {shown(found.code)}.",
        f"{near} {remedy}" if near else remedy,
    )


def _did_you_mean(near: str | None) -> str | None:
    return f"Did you mean {near}?" if near else None


def shown(value: object, at_most: int = 40) -> str:
    """Return ``value`` as a reader knows it from the file, in quotes and not too long."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(value)
    text = " ".join(str(value).split())
    return repr(text if len(text) <= at_most else f"{text[:at_most]}…")


def _missing(path: str, noun: type[Noun]) -> Words:
    parent, name = _split(path)
    models = _models(parent, noun)
    told = (getattr(model.model_fields.get(name), "description", None) for model in models)
    description = next((text for text in told if text), "")
    inside = f" in {parent}" if parent else ""
    return Words(
        "draft.missing-field",
        f"{name}{inside} is missing.",
        f"{name}: {plain(description)}" if description else None,
    )


def _unknown_field(path: str, noun: type[Noun]) -> Words:
    parent, name = _split(path)
    fields = [field for model in _models(parent, noun) for field in fields_of(model)]
    inside = f" in {parent}" if parent else ""
    return Words(
        "draft.unknown-field",
        f"There is no field {shown(name)}{inside}.",
        _instead(parent, name, fields),
    )


def _instead(parent: str, name: str, fields: list[str]) -> str:
    if name in fields:  # where a list of one thing or a group of another may stand
        if parent.endswith("]"):
            return f"{name} stands by itself, without a hyphen."
        return "Begin each entry of the list with a hyphen."
    near = _nearest(name.replace("-", "_"), fields)
    return f"Did you mean {near}?" if near else f"The fields there are: {', '.join(fields)}."


def _unknown_kind(field: str, path: str, context: Mapping[str, Any], noun: type[Noun]) -> Words:
    """Of several kinds of group none was meant: the field that tells them apart is not right."""
    name = str(context["discriminator"]).strip("'")
    if "tag" not in context:
        return _missing(f"{path}.{name}", noun)
    return _unknown_value(f"{field}.{name}", context["tag"], str(context["expected_tags"]))


def _unknown_value(field: str, value: object, expected: str) -> Words:
    possible = re.findall(r"'([^']*)'", expected)
    near = _nearest(value, possible) if isinstance(value, str) else None
    meant = f"Did you mean {near}? " if near else ""
    return Words(
        "draft.unknown-value",
        f"{field} cannot be {shown(value)}.",
        f"{meant}It can be: {', '.join(possible)}.",
    )


def _contradiction(field: str, error: ErrorDetails, context: Mapping[str, Any]) -> Words:
    said = str(context.get("error", "")).rstrip(".")
    if not said.startswith("must "):
        return Words("draft.contradiction", f"{said[:1].upper()}{said[1:]}.")
    if isinstance(error["input"], str):
        said = f"{said}; it is {shown(error['input'])}"
    return Words("draft.bad-form", f"{field} {said}.")


def _limits(kind: str, field: str, context: Mapping[str, Any], value: object) -> Words | None:
    match kind:
        case "greater_than":
            bound = f"must be more than {context['gt']}"
        case "greater_than_equal":
            bound = f"must be at least {context['ge']}"
        case "less_than_equal":
            bound = f"must be at most {context['le']}"
        case "finite_number":
            message = f"{field} is not a number that can be meant."
            return Words("draft.bad-number", message, _ORDINARY)
        case "string_too_long":
            message = f"{field} is longer than {context['max_length']} characters."
            return Words("draft.too-long", message)
        case "string_too_short":
            remedy = "Write something there, or delete it."
            return Words("draft.empty", f"{field} is empty.", remedy)
        case _:
            return None
    is_share = context.get("le") == 1
    message = f"{field} {bound}; it is {shown(value)}."
    return Words("draft.bad-number", message, "It is a share: 0.9 is 90 %." if is_share else None)


_ORDINARY: Final = "Write an ordinary number, such as 2 or 0.9."
_WANTED = {
    "string_type": "text",
    "bool_type": "true or false, without quotes",
    "is_instance_of": "a number, without quotes",
    "decimal_type": "a number, without quotes",
    "tuple_type": "a list, each entry after a hyphen on a line of its own",
    "dict_type": "text, or text by language such as en: ... and fr: ...",
    "model_type": "a group of fields, each on a line of its own",
}


_YES_OR_NO = dict.fromkeys(("yes", "y", "on", "true"), "true") | dict.fromkeys(
    ("no", "n", "off", "false"), "false"
)


def _wrong_type(kind: str, field: str, value: object, source: str | None) -> Words:
    wanted = _WANTED.get(kind, "something else")
    remedy = None
    if kind in ("string_type", "dict_type") and isinstance(value, bool | Decimal):
        remedy = f'Put it in quotes: "{source or value}".'
    elif kind == "bool_type" and str(value).lower() in _YES_OR_NO:
        remedy = f"Write {_YES_OR_NO[str(value).lower()]}."
    elif kind in ("is_instance_of", "decimal_type") and isinstance(value, str):
        remedy = _ORDINARY
    return Words("draft.wrong-type", f"{field} must be {wanted}; it is {shown(value)}.", remedy)


_REQUIREMENT = re.compile(r"(?:, )?\b[A-Z]{2,3}(?:-[A-Z])?-\d{2}\b")


def plain(description: str) -> str:
    """Return a docstring in plain words: no markup, no numbers of requirements.

    >>> plain("The system, ``ECTS`` for example (DEF-A-04).")
    'The system, ECTS for example.'
    """
    text = _REQUIREMENT.sub("", description).replace(" ()", "")
    text = re.sub(r":\w+:`~?(?:\w+\.)*(\w+)`", r"\1", text)
    return " ".join(text.replace("``", "").split())


def _models(path: str, noun: type[Noun]) -> tuple[Any, ...]:
    try:
        found = types_at((noun,), re.sub(r"\[\d+\]", "", path))
    except RulebookError:
        return ()
    return tuple(model for model in found if fields_of(model))


def _split(path: str) -> tuple[str, str]:
    parent, _, name = path.rpartition(".")
    return parent, name


def _nearest(word: str, possible: list[str]) -> str | None:
    near = difflib.get_close_matches(word[:80].lower(), possible, n=1, cutoff=0.6)
    return near[0] if near else None
