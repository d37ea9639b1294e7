"""Values of JSON-LD as they stand: none, one or several; texts; types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_list(value: Any) -> list[Any]:
    """Return a list for any JSON-LD value: none, one, or several."""
    if value is None:
        return []
    if type(value) is str or type(value) is dict:
        return [value]
    return list(value) if isinstance(value, list | tuple) else [value]


def sole(value: Any) -> Any:
    """Return the one value, or None where there are none or several.

    The order of several is not signed, so none of them comes first.
    """
    if type(value) is str or type(value) is dict:
        return value
    found = as_list(value)
    return found[0] if len(found) == 1 else None


def without_twins(values: list[Any]) -> list[Any]:
    """Return the values, each once; a stranger may have named one twice."""
    found: dict[str, Any] = {}
    for value in values:
        found.setdefault(repr(value), value)
    return list(found.values())


def texts(value: Any) -> list[str]:
    """Return the strings of a JSON-LD value that are not empty.

    A whole number under a term of texts is the same statement as its digits in quotation marks.
    """
    return [
        item if isinstance(item, str) else str(item)
        for item in as_list(value)
        if (isinstance(item, str) and item.strip()) or type(item) is int
    ]


def text(value: Any) -> str | None:
    """Return the one string of a JSON-LD value that is not empty; None for none or several."""
    if type(value) is str:
        return value if value.strip() else None
    return sole(texts(value)) if value is not None else None


def has_type(node: Any, *names: str) -> bool:
    """Say whether the value is a node that has one of these types."""
    types = node.get("type") if isinstance(node, (dict, Mapping)) else None
    if type(types) is str:
        return types in names
    return isinstance(types, list | tuple) and any(name in types for name in names)
