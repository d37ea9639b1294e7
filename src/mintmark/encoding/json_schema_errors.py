"""Violations of a JSON Schema, in plain words.

What a schema or an instance says is quoted in these sentences only shortened and with control
characters escaped: it may come from an attacker and ends up on somebody's screen.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jsonschema.exceptions import ValidationError

_QUOTED = 80


def pointer(error: ValidationError) -> str:
    """Give the JSON pointer (RFC 6901) of the offending value; the whole value is ``""``."""
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in error.absolute_path)
    return "".join(f"/{part}" for part in parts)


def describe(error: ValidationError) -> str:
    """Say in one sentence what is wrong."""
    words = _WORDS.get(str(error.validator))
    if words is None:
        return f"This does not satisfy {_quote(error.validator)} of the schema."
    return words(error.validator_value, error)


def _quote(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "..."


def _missing(required: list[str], error: ValidationError) -> str:
    instance: Any = error.instance
    name = next(name for name in required if name not in instance)
    return f"The member {_quote(name)} is missing."


def _type(types: str | list[str], _: ValidationError) -> str:
    names = [types] if isinstance(types, str) else types
    return f"This is not of the type {' or '.join(names)}."


def _sentence(template: str) -> Callable[[Any, ValidationError], str]:
    return lambda value, _: template.format(_quote(value))


_WORDS: dict[str, Callable[[Any, ValidationError], str]] = {
    "None": _sentence("Nothing may stand here."),
    "required": _missing,
    "type": _type,
    "const": _sentence("This is not {}, the only value allowed."),
    "enum": _sentence("This is none of the values allowed: {}."),
    "pattern": _sentence("This text does not match the pattern {}."),
    "multipleOf": _sentence("This is not a multiple of {}."),
    "minimum": _sentence("This is less than {}."),
    "maximum": _sentence("This is more than {}."),
    "exclusiveMinimum": _sentence("This is not more than {}."),
    "exclusiveMaximum": _sentence("This is not less than {}."),
    "minLength": _sentence("This text has fewer than {} characters."),
    "maxLength": _sentence("This text has more than {} characters."),
    "minItems": _sentence("This list has fewer than {} items."),
    "maxItems": _sentence("This list has more than {} items."),
    "items": _sentence("This list has more items than the schema allows."),
    "additionalItems": _sentence("This list has more items than the schema allows."),
    "uniqueItems": _sentence("This list has the same item twice."),
    "contains": _sentence("This list has no item of the kind that must be in it."),
    "minContains": _sentence("This list has fewer than {} items of the kind that must be in it."),
    "maxContains": _sentence("This list has more than {} items of a kind the schema limits."),
    "minProperties": _sentence("This object has fewer than {} members."),
    "maxProperties": _sentence("This object has more than {} members."),
    "dependentRequired": _sentence("A member is missing that another member calls for."),
    "dependencies": _sentence("A member is missing that another member calls for."),
    "anyOf": _sentence("This fits none of the alternatives that the schema allows."),
    "oneOf": _sentence("This does not fit exactly one of the alternatives of the schema."),
    "not": _sentence("This is what the schema rules out."),
}
