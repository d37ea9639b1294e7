"""The keywords of JSON Schema, charged for their work, the dangerous ones written anew.

A keyword is a generator function ``(validator, value, instance, schema)`` that yields errors: the
`jsonschema` library's own shape. `guarded` takes one of the library's validator classes and gives
back one that cannot run away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import referencing.exceptions
from jsonschema import validators
from jsonschema.exceptions import ValidationError
from referencing.jsonschema import lookup_recursive_ref

from mintmark.encoding.json_schema_work import NODES, charge, search
from mintmark.errors import FormatError, UnavailableError

Keyword = Callable[[Any, Any, Any, Any], Iterable[ValidationError] | None]

_extend: Callable[..., Any] = validators.extend
_error: Callable[..., ValidationError] = ValidationError

# What costs more than one unit of work. Resolving looks through the whole dynamic scope.
_ERROR = _REFERENCE = _DIVISION = 3
_REFERENCE_CHARACTERS = 200
_DEEP_NODES = 4
_WRITTEN_NODES = 2


def guarded(library_class: Any) -> Any:
    """Make a validator class like the library's, with every keyword charged and made safe."""
    safe = {name: _SAFE.get(name, keyword) for name, keyword in library_class.VALIDATORS.items()}
    made = _extend(library_class, {name: _charged(name, keyword) for name, keyword in safe.items()})
    made.evolve = _evolve
    made.descend = _descender(made.descend)
    return made


def _descender(plain: Callable[..., Iterator[ValidationError]]) -> Callable[..., Any]:
    """The library's ``descend``, which forgets the path where the subschema is ``false``."""

    def descend(
        validator: Any, instance: Any, schema: Any, path: Any = None, **rest: Any
    ) -> Iterator[ValidationError]:
        if schema is False:
            where = () if path is None else (path,)
            return iter([_error("false", path=where, validator=None)])
        return plain(validator, instance, schema, path=path, **rest)

    return descend


def _evolve(validator: Any, **changes: Any) -> Any:
    """Step into a subschema, at a price, and never into another validator class.

    The library's own ``evolve`` follows a ``$schema`` inside a subschema into its own, unguarded
    classes.
    """
    schema = changes["schema"]
    if isinstance(schema, dict):
        charge(1 + len(schema) // NODES)
        inner = schema.get("$schema")
        if inner is not None and inner.removesuffix("#") != _dialect(validator):
            raise UnavailableError(
                "schema.dialect-unsupported",
                "A part of the schema is written in another edition of JSON Schema than the rest.",
            )
    return attrs.evolve(validator, **changes)


def _dialect(validator: Any) -> str:
    return str(validator.META_SCHEMA["$schema"]).removesuffix("#")


def _charged(name: str, keyword: Keyword) -> Keyword:
    def run(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if name in _DEEP:
            charge(_weight(value) // _DEEP_NODES)
        charge(1 + (_breadth(value) + _breadth(instance)) // NODES)
        for error in keyword(validator, value, instance, schema) or ():
            charge(_ERROR)
            yield error

    return run


# Keywords that look at all of their own value each time.
_DEEP = frozenset({"const", "dependentRequired", "dependencies", "enum"})


def _breadth(value: Any) -> int:
    return len(value) if isinstance(value, dict | list) else 0


def _weight(value: Any) -> int:
    """The number of nodes in a value."""
    if isinstance(value, dict):
        return 1 + sum(_weight(item) for item in value.values())
    if isinstance(value, list):
        return 1 + sum(_weight(item) for item in value)
    return 1


# References: within the document, or not at all.


def _lookup(validator: Any, ref: str) -> Any:
    resolver = validator._resolver
    scope = sum(1 for _ in resolver.dynamic_scope())
    charge(_REFERENCE * (1 + scope) + len(ref) // _REFERENCE_CHARACTERS)
    try:
        return resolver.lookup(ref)
    except (referencing.exceptions.PointerToNowhere, referencing.exceptions.NoSuchAnchor):
        raise FormatError(
            "schema.malformed", "The schema refers to a part of itself that is not there."
        ) from None
    except referencing.exceptions.Unresolvable:
        raise UnavailableError(
            "schema.remote-reference",
            "The schema refers to another document, which is not fetched.",
            remedy="Ask the schema's author for one document with everything in it.",
        ) from None


def _ref(validator: Any, ref: str, instance: Any, _: Any) -> Iterator[ValidationError]:
    found = _lookup(validator, ref)
    yield from validator.descend(instance, found.contents, resolver=found.resolver)


def _recursive_lookup(validator: Any) -> Any:
    scope = sum(1 for _ in validator._resolver.dynamic_scope())
    charge(_REFERENCE * (1 + scope))
    return lookup_recursive_ref(validator._resolver)


def _recursive_ref(validator: Any, _: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    found = _recursive_lookup(validator)
    yield from validator.descend(instance, found.contents, resolver=found.resolver)


# Regular expressions.


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not search(pattern, instance):
        yield ValidationError("pattern")


def _pattern_properties(
    validator: Any, rules: dict[str, Any], instance: Any, _: Any
) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    for pattern, rule in rules.items():
        for name, value in instance.items():
            if search(pattern, name):
                yield from validator.descend(value, rule, path=name, schema_path=pattern)


def _covered(schema: dict[str, Any], instance: dict[str, Any]) -> Iterator[str]:
    """The members that ``properties`` and ``patternProperties`` of this schema speak of."""
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name in instance:
        if name in named or any(search(pattern, name) for pattern in patterns):
            yield name


def _additional_properties(
    validator: Any, rule: Any, instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        covered = set(_covered(schema, instance))
        yield from _rest(validator, rule, (n for n in instance if n not in covered), instance)


def _rest(
    validator: Any, rule: Any, keys: Iterable[str] | Iterable[int], instance: Any
) -> Iterator[ValidationError]:
    for key in keys:
        yield from validator.descend(instance[key], rule, path=key)


# Members and items that no other keyword has looked at (2020-12 Core, section 11; 2019-09 Core,
# sections 9.3.1.3 and 9.3.2.4).


def _unevaluated_properties(
    validator: Any, rule: Any, instance: Any, _: Any
) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        seen = _evaluated(validator, instance, "unevaluatedProperties")
        yield from _rest(validator, rule, (n for n in instance if n not in seen), instance)


def _unevaluated_items(
    validator: Any, rule: Any, instance: Any, _: Any
) -> Iterator[ValidationError]:
    if isinstance(instance, list):
        seen = _evaluated(validator, instance, "unevaluatedItems")
        rest = (index for index in range(len(instance)) if index not in seen)
        yield from _rest(validator, rule, rest, instance)


def _evaluated(validator: Any, instance: Any, but: str = "") -> set[Any]:
    """The members or positions that a schema, and what applies in its place, has looked at."""
    schema = validator.schema
    if not isinstance(schema, dict):
        return set()
    charge(1 + len(instance) // NODES)
    local = _local_members if isinstance(instance, dict) else _local_items
    found = set(local(validator, instance, but))
    for branch in _branches(validator, instance):
        found |= _evaluated(branch, instance)
    return found


def _local_members(validator: Any, instance: dict[str, Any], but: str) -> Iterable[str]:
    schema = validator.schema
    if any(name in schema and name != but for name in _ALL_MEMBERS):
        return instance
    return _covered(schema, instance)


_ALL_MEMBERS = ("additionalProperties", "unevaluatedProperties")


def _local_items(validator: Any, instance: list[Any], but: str) -> Iterator[int]:
    schema = validator.schema
    tuple_keyword, rest_keyword = (
        ("prefixItems", "items")
        if "prefixItems" in validator.VALIDATORS
        else ("items", "additionalItems")
    )
    prefix = schema.get(tuple_keyword)
    whole = prefix is not None and not isinstance(prefix, list)  # 2019-09: items is one schema
    follows = rest_keyword in schema and (rest_keyword == "items" or prefix is not None)
    if whole or follows or ("unevaluatedItems" in schema and but != "unevaluatedItems"):
        yield from range(len(instance))
        return
    yield from range(min(len(prefix or ()), len(instance)))
    if "contains" in schema and "prefixItems" in validator.VALIDATORS:  # since 2020-12
        inner = validator.evolve(schema=schema["contains"])
        yield from (index for index, item in enumerate(instance) if inner.is_valid(item))


def _branches(validator: Any, instance: Any) -> Iterator[Any]:
    """The schemas that apply to the same instance because of this one, and hold."""
    schema = validator.schema
    for name in ("$ref", "$dynamicRef"):
        if name in schema and name in validator.VALIDATORS:
            yield _target(validator, _lookup(validator, schema[name]))
    if "$recursiveRef" in schema and "$recursiveRef" in validator.VALIDATORS:
        yield _target(validator, _recursive_lookup(validator))
    for inner in _alternatives(schema, instance):
        branch = validator.evolve(schema=inner)
        if branch.is_valid(instance):
            yield branch
    if "if" in schema:
        condition = validator.evolve(schema=schema["if"])
        holds = condition.is_valid(instance)
        if holds:
            yield condition
        consequence = schema.get("then" if holds else "else")
        if consequence is not None:
            yield validator.evolve(schema=consequence)


def _target(validator: Any, found: Any) -> Any:
    return validator.evolve(schema=found.contents, _resolver=found.resolver)


def _alternatives(schema: dict[str, Any], instance: Any) -> Iterator[Any]:
    for name in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(name, ())
    if isinstance(instance, dict):
        dependent = schema.get("dependentSchemas", {})
        yield from (inner for name, inner in dependent.items() if name in instance)


# Values.


def _unique_items(_: Any, wanted: bool, instance: Any, __: Any) -> Iterator[ValidationError]:
    if not wanted or not isinstance(instance, list):
        return
    charge(_weight(instance) // _WRITTEN_NODES)
    seen = {json.dumps(_comparable(item), sort_keys=True) for item in instance}
    if len(seen) < len(instance):
        yield ValidationError("uniqueItems")


def _comparable(value: Any) -> Any:
    """The value with 1.0 written as 1: JSON Schema compares numbers as mathematics does."""
    if isinstance(value, dict):
        return {name: _comparable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _multiple_of(_: Any, divisor: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    """Divide the numbers as they are written: 0.3 is a multiple of 0.1."""
    if isinstance(instance, bool) or not isinstance(instance, int | float):
        return
    charge(_DIVISION)
    if Fraction(repr(instance)) % Fraction(repr(divisor)):
        yield ValidationError("multipleOf")


_SAFE: dict[str, Keyword] = {
    "$ref": _ref,
    "$dynamicRef": _ref,
    "$recursiveRef": _recursive_ref,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "unevaluatedProperties": _unevaluated_properties,
    "unevaluatedItems": _unevaluated_items,
    "uniqueItems": _unique_items,
    "multipleOf": _multiple_of,
}
