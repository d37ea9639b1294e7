"""JSON Schemas of nouns as people write them: what editors complete and check a file by."""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from mintmark.encoding.strict_yaml.codes import CODED
from mintmark.encoding.strict_yaml.words import FORMS, plain
from mintmark.model.base import Noun
from mintmark.vocabularies import vocabulary

_FORMS_OF_TEXT: Final[dict[str, dict[str, Any]]] = {
    "_absolute_iri": {
        "format": "iri",
        "maxLength": 2048,
        "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$",
        "examples": ["https://example.org/x", "urn:uuid:7a3c1f0e-6f4b-4d5c-9a59-2f1f5d0a1b2c"],
    },
    "_duration": {
        "pattern": r"^P(?!$)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?"
        r"(T(?!$)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)?$",
        "examples": ["P6W", "P3Y"],
    },
}
"""What the model's own checks of addresses and durations are in JSON Schema."""

_EXAMPLES: Final[dict[str, list[Any]]] = {
    "title": ["Bread baking", {"en": "Bread baking", "fr": "Faire du pain"}],
    "pass_mark": [0.5, 0.9],
    "hours": [50],
    "framework": ["EQF", "IE:NFQ"],
    "system": ["ECTS"],
    "fields": [["0211"]],
    "participation": ["online", "blended"],
    "country": ["IE"],
    "language": ["en"],
}


def noun_schema(noun: type[Noun], schema_id: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a noun as ``read_noun`` takes it.

    What the noun's own validators refuse, languages and codes beside other fields need the reader.

    Args:
        noun: the noun's class.
        schema_id: the schema's own name.
        title: what the schema describes.
    """
    body = noun.model_json_schema(schema_generator=_Generator, by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_id,
        **_polish(body),
        "title": title,
    }


class _Generator(GenerateJsonSchema):
    """Says of numbers, text and addresses what the reader of drafts takes."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Numbers only: a draft's numbers stand without quotes."""
        number: JsonSchemaValue = {"type": "number"}
        names = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}
        for name, keyword in names.items():
            if name in schema:
                bound = float(schema[name])  # type: ignore[literal-required]
                number[keyword] = int(bound) if bound.is_integer() else bound
        return number

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Add what the model's own checks look for."""
        made = super().function_after_schema(schema)
        name = getattr(schema["function"]["function"], "__name__", "")
        return {**made, **_FORMS_OF_TEXT.get(name, {})}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Let text be plain or by language."""
        made = super().model_schema(schema)
        if schema.get("root_model"):
            (language, content), *_ = made["patternProperties"].items()
            by_language = {
                **made,
                "title": "Text by language",
                "minProperties": 1,
                "additionalProperties": False,
                "patternProperties": {language: {"anyOf": [content, {"type": "null"}]}},
            }
            by_language.pop("description", None)
            return {
                "title": "Text",
                "description": "Text in the draft's language, or text by language tag.",
                "anyOf": [content, by_language],
            }
        return made


def _polish(node: Any) -> Any:
    """Turn docstrings into plain words, and let every optional field stand empty."""
    if isinstance(node, list):
        return [_polish(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    polished = {
        key: value if key in ("default", "examples", "enum", "const") else _polish(value)
        for key, value in node.items()
    }
    if isinstance(node.get("description"), str):
        polished["description"] = plain(node["description"])
    if node.get("type") == "string" and node.get("minLength"):
        polished.setdefault("pattern", r"\S")
    form = FORMS.get(str(node.get("pattern")), "")
    if form:
        polished.setdefault("description", f"{form[0].upper()}{form[1:]}.")
    if isinstance(node.get("properties"), dict):
        required = node.get("required", [])
        polished["properties"] = {
            name: _field(name, _listed(f"{node.get('title')}.{name}", field), name in required)
            for name, field in polished["properties"].items()
        }
    return polished


def _listed(place: str, field: dict[str, Any]) -> dict[str, Any]:
    """Name the codes of a field that takes codes, wherever its schema takes text."""
    name = CODED.get(place)
    if name is None or name == "language":  # a tag is made of codes, and is none itself
        return field
    codes = list(vocabulary(name).codes)

    def with_codes(node: dict[str, Any]) -> dict[str, Any]:
        if node.get("type") == "string":
            return {**node, "enum": codes}
        inner = {"items": with_codes(node["items"])} if "items" in node else {}
        options = {"anyOf": [with_codes(one) for one in node["anyOf"]]} if "anyOf" in node else {}
        return {**node, **inner, **options}

    return with_codes(field)


def _field(name: str, field: dict[str, Any], required: bool) -> dict[str, Any]:
    examples = _EXAMPLES.get(name)
    described = {**field, "examples": examples} if examples else dict(field)
    described["title"] = name.replace("_", " ").capitalize()
    if described.get("default", 0) is None:
        described.pop("default")
    if required or _takes_null(described):
        return described
    outer: dict[str, Any] = {key: described.pop(key) for key in _OUTER if key in described}
    return {**outer, "anyOf": [described, {"type": "null"}]}


_OUTER: Final[tuple[str, ...]] = ("title", "description", "examples", "default")


def _takes_null(schema: dict[str, Any]) -> bool:
    return {"type": "null"} in schema.get("anyOf", [])
