"""Where in a JSON document something stands, as a JSON pointer (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def pointer(document: Any, wanted: Any, name: str = "") -> str:
    """Return the pointer to a container of the document, or to one of its members.

    Args:
        document: the whole.
        wanted: an object or array of the document: itself, not one that equals it.
        name: the member meant, or nothing for the container as a whole.
    """
    for place, value in _walk(document):
        if value is wanted:
            return place + (f"/{_escaped(name)}" if name else "") or "/"
    return f"/{_escaped(name)}"


def pointer_to_text(document: Any, text: str) -> str | None:
    """Return the pointer to the first string that equals a text, or None."""
    return next((place for place, value in _walk(document) if value == text), None)


def vouched_subjects(document: Any) -> Iterator[Any]:
    """Give the subjects of the credentials inside a document that have proofs of their own."""
    for _, value in _walk(document):
        if value is not document and isinstance(value, dict) and value.get("proof"):
            subjects = value.get("credentialSubject")
            yield from subjects if isinstance(subjects, list) else [subjects]


def _walk(document: Any) -> Iterator[tuple[str, Any]]:
    """Give every value with its place, in the order of the document, without recursion."""
    waiting: list[tuple[str, Any]] = [("", document)]
    while waiting:
        place, value = waiting.pop()
        yield place, value
        if isinstance(value, dict):
            inside = [(f"{place}/{_escaped(name)}", item) for name, item in value.items()]
        elif isinstance(value, list):
            inside = [(f"{place}/{index}", item) for index, item in enumerate(value)]
        else:
            continue
        waiting.extend(reversed(inside))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
