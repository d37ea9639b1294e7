"""The part of the API's reference that is made from its OpenAPI document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import django
from django.apps import apps
from markdown_tables import code, table


def routes() -> str:
    """Every route: what it does, what it needs, what it takes, what it gives."""
    told = _document()
    by_part: dict[str, list[str]] = {}
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            by_part.setdefault(one["tags"][0], []).append(_route(told, method, path, one))
    return "\n\n".join(part for tag, ones in by_part.items() for part in (f"## {tag}", *ones))


def _document() -> dict[str, Any]:
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web_settings")
        django.setup()
    from mintmark_web.api.site import document

    return document()


def _route(told: dict[str, Any], method: str, path: str, one: dict[str, Any]) -> str:
    parts = [f"### {one['summary']}", f"    {method.upper()} {path}", one["description"]]
    taken = [*_parameters(told, one), *_body(told, one)]
    if taken:
        parts.append(table(["takes", "", "of which kind"], taken))
    if given := _given(told, one):
        parts.append(f"Gives {given}.")
    return "\n\n".join(parts)


def _parameters(told: dict[str, Any], one: dict[str, Any]) -> Iterator[list[str]]:
    for parameter in one.get("parameters", ()):
        where = "in the address" if parameter["in"] == "path" else "query"
        yield [code(parameter["name"]), where, _described(told, parameter["schema"])]


def _body(told: dict[str, Any], one: dict[str, Any]) -> Iterator[list[str]]:
    for media_type, content in one.get("requestBody", {}).get("content", {}).items():
        schema = _resolved(told, content["schema"])
        if "properties" not in schema:
            yield ["the body", media_type, "as it is"]
            continue
        required = schema.get("required", ())
        for name, field in schema["properties"].items():
            needed = "body, required" if name in required else "body"
            yield [code(name), needed, _described(told, field)]


def _given(told: dict[str, Any], one: dict[str, Any]) -> str:
    good = next(one["responses"][status] for status in one["responses"] if status < 300)
    content = good.get("content", {}).get("application/json")
    return _kind(told, content["schema"]) if content else ""


def _kind(told: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"[{(name := schema['$ref'].rsplit('/', 1)[1])}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(told, one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(map(code, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(told, schema.get('items', {}))}"
    return " ".join(filter(None, (_TYPES.get(schema.get("type", ""), "any"), _bounds(schema))))


def _described(told: dict[str, Any], schema: dict[str, Any]) -> str:
    kind, text = _kind(told, schema), schema.get("description", "")
    return f"{kind}. {text}" if text else kind


_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}


def _bounds(schema: dict[str, Any]) -> str:
    told = [schema["format"]] if "format" in schema else []
    if "maxLength" in schema:
        told.append(f"up to {schema['maxLength']} characters")
    if "minimum" in schema and "maximum" in schema:
        told.append(f"{schema['minimum']} to {schema['maximum']}")
    return f"({', '.join(told)})" if told else ""


def _resolved(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = told["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return found


def shapes() -> str:
    """Every shape that routes take and give."""
    told = _document()
    parts = []
    for name, schema in sorted(told["components"]["schemas"].items()):
        fields = schema.get("properties", {}).items()
        rows = [[code(key), _described(told, one)] for key, one in fields]
        text = " ".join(schema.get("description", "").split())
        listed = table(["field", "of which kind"], rows) if rows else ""
        parts.append("\n\n".join(filter(None, (f"### {name}", text, listed))))
    return "\n\n".join(parts)
