"""JSON Schema validation where both the schema and the instance may come from an attacker.

The `jsonschema` library evaluates; this module keeps it within bounds. Every keyword, every step
into a subschema and every error is charged to a work limit, in amounts that follow the time each
takes, so any call ends in well under a second. Keywords whose own implementation can run away
(regular expressions, uniqueness, decimal remainders, evaluated-member bookkeeping) are replaced
by those of `json_schema_keywords`. Nothing is ever fetched, and `format` is not asserted.

Specifications: JSON Schema 2020-12, 2019-09 and draft-07, chosen by ``$schema``;
Verifiable Credentials JSON Schema 1.0 (Processing, Evaluation): a dialect or a feature that is not
supported is "could not check", never a pass and never a failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import referencing
import referencing.jsonschema
from jsonschema import exceptions, validators
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

from mintmark.encoding import strict_json
from mintmark.encoding.effort import spend
from mintmark.encoding.json_schema_errors import describe, pointer
from mintmark.encoding.json_schema_keywords import guarded
from mintmark.encoding.json_schema_work import WorkMeter, metered, quiet
from mintmark.errors import FormatError, InputError, LimitError, UnavailableError

MAX_BYTES = 256 * 1024
"""Bytes a schema may have."""

WORK_LIMIT = 120_000
"""Units of work one validation may cost. A unit is a few microseconds; the largest schema that
1EdTech publishes for Open Badges 3.0 (160 KiB) takes about 30,000."""

_UNITS_OF_INPUT = 5
"""So many units of work here cost one of what an input may cost; see ``effort``."""

_DEFAULT_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    exceptions.UnknownType,
    referencing.exceptions.Unresolvable,
)


def validate(instance: Any, schema_bytes: bytes, *, work_limit: int = WORK_LIMIT) -> None:
    """Check a JSON value against a JSON Schema; return nothing when it holds.

    Args:
        instance: a value as `strict_json.loads` gives it.
        schema_bytes: the schema document, UTF-8 JSON, at most ``MAX_BYTES``. Without ``$schema``
            it is read as 2020-12.
        work_limit: units of work the call may cost.

    Raises:
        FormatError: ``schema.violation``: the instance breaks the schema; ``place`` is a JSON
            pointer (RFC 6901) into the instance. Of several violations the one with the shortest
            path is named, then the first by keyword. ``schema.malformed``: the schema is not one.
        LimitError: ``schema.too-large``, ``schema.work-limit``, or ``json.*`` of a schema too deep.
        UnavailableError: could not check: ``schema.remote-reference``,
            ``schema.dialect-unsupported``, ``schema.pattern-unsupported``, ``input.work-limit``.
    """
    with metered(WorkMeter(work_limit)) as meter:
        try:
            _validate(instance, schema_bytes, meter)
        except RecursionError:
            raise LimitError(
                "schema.work-limit",
                "The schema refers to itself without end.",
                remedy="Ask the schema's author for one without endless references.",
            ) from None
        except _BROKEN as error:
            raise FormatError(
                "schema.malformed", "The schema uses something as a schema that is not one."
            ) from error
        finally:
            spend(meter.spent // _UNITS_OF_INPUT)


def _validate(instance: Any, schema_bytes: bytes, meter: WorkMeter) -> None:
    schema = quiet(_read(schema_bytes), meter)
    if isinstance(schema, bool):
        dialect = _DIALECTS[_DEFAULT_DIALECT]
    else:
        dialect = _dialect_of(schema)
        _check_schema(schema, dialect)
    violation = _first(dialect.errors(quiet(instance, meter), schema))
    if violation is not None:
        raise FormatError(
            "schema.violation",
            describe(violation),
            place=pointer(violation),
            remedy="Ask the issuer: the credential does not fit the schema it names.",
        )


def _read(schema_bytes: bytes) -> Any:
    if len(schema_bytes) > MAX_BYTES:
        raise LimitError("schema.too-large", f"The schema is larger than {MAX_BYTES // 1024} KiB.")
    try:
        schema = strict_json.loads(schema_bytes, max_bytes=MAX_BYTES)
    except LimitError:
        raise
    except InputError as error:
        raise FormatError(
            "schema.malformed", f"The schema cannot be read: {error.message}", place=error.place
        ) from error
    if not isinstance(schema, dict | bool):
        raise FormatError("schema.malformed", "The schema is neither an object nor a boolean.")
    return schema


class _Dialect:
    """One edition of JSON Schema: its guarded validator class and its metaschema, made flat."""

    def __init__(self, uri: str, library_class: Any, vocabularies: tuple[str, ...] = ()) -> None:
        self.uri = uri
        self.specification = referencing.jsonschema.specification_with(uri)
        self.metaschema = quiet(_flatten(uri, vocabularies), WorkMeter(WORK_LIMIT))
        self._class = guarded(library_class)

    def errors(self, instance: Any, schema: Any) -> Iterator[exceptions.ValidationError]:
        """Give every violation, in the order of evaluation."""
        resource = self.specification.create_resource(schema)
        uri = resource.id() or ""
        registry: Any = referencing.Registry().with_resource(uri, resource).crawl()
        resolver = registry.resolver(base_uri=uri)
        evaluated: Any = self._class(schema, _resolver=resolver)
        return iter(evaluated.iter_errors(instance))


def _flatten(uri: str, vocabularies: tuple[str, ...]) -> dict[str, Any]:
    """Merge a metaschema with its vocabularies: the same rules, evaluated once, not eight times."""
    flat: dict[str, Any] = {"type": ["object", "boolean"]}
    base = uri.removesuffix("schema")
    for part in (uri, *(f"{base}meta/{name}" for name in vocabularies)):
        for group in ("properties", "$defs", "definitions"):
            flat.setdefault(group, {}).update(_localised(REGISTRY.contents(part).get(group, {})))
    return flat


def _localised(value: Any) -> Any:
    """Point every reference of a metaschema into the flattened one."""
    if isinstance(value, list):
        return [_localised(item) for item in value]
    if not isinstance(value, dict):
        return value
    local = {name: _localised(item) for name, item in value.items()}
    for name in ("$recursiveRef", "$dynamicRef"):
        if isinstance(local.get(name), str):  # not the rule for the keyword of that name
            del local[name]
            local["$ref"] = "#"
    if isinstance(ref := local.get("$ref"), str):
        local["$ref"] = "#" + ref.partition("#")[2]
    return local


_2019_VOCABULARIES = ("core", "applicator", "validation", "meta-data", "format", "content")
_2020_VOCABULARIES = (
    "core",
    "applicator",
    "unevaluated",
    "validation",
    "meta-data",
    "format-annotation",
    "content",
)
_DIALECTS = {
    dialect.uri: dialect
    for dialect in (
        _Dialect(_DEFAULT_DIALECT, validators.Draft202012Validator, _2020_VOCABULARIES),
        _Dialect(
            "https://json-schema.org/draft/2019-09/schema",
            validators.Draft201909Validator,
            _2019_VOCABULARIES,
        ),
        _Dialect("http://json-schema.org/draft-07/schema", validators.Draft7Validator),
    )
}


def _dialect_of(schema: dict[str, Any]) -> _Dialect:
    named = schema.get("$schema", _DEFAULT_DIALECT)
    if not isinstance(named, str):
        raise FormatError("schema.malformed", "The schema's $schema is not text.", place="/$schema")
    dialect = _DIALECTS.get(named.removesuffix("#"))
    if dialect is None:
        raise UnavailableError(
            "schema.dialect-unsupported",
            "The schema is written in an edition of JSON Schema that is not supported here.",
            place="/$schema",
            remedy="Supported are 2020-12, 2019-09 and draft-07.",
        )
    return dialect


def _check_schema(schema: dict[str, Any], dialect: _Dialect) -> None:
    error = _first(dialect.errors(schema, dialect.metaschema))
    if error is not None:
        raise FormatError(
            "schema.malformed",
            f"The schema breaks the rules of JSON Schema: {describe(error)}",
            place=pointer(error),
        )


def _first(
    errors: Iterator[exceptions.ValidationError],
) -> exceptions.ValidationError | None:
    """The violation to name: shortest path, then keyword; the rest only settles ties."""
    return min(
        errors,
        key=lambda error: (
            len(error.absolute_path),
            str(error.validator),
            pointer(error),
            [str(part) for part in error.absolute_schema_path],
        ),
        default=None,
    )
