"""What a rule's node is written with: references by short names, texts by language, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

Node = dict[str, Any]


class Names:
    """Refers to things by the short names of a rule; new ones get one."""

    def __init__(self, node: Node, bare: Iterable[str], titles: Mapping[str, str]) -> None:
        self.names: list[Node] = list(node.get("names", ()))
        self._titles = titles
        self._bare = set(bare) - {one["url"] for one in self.names}

    def of(self, url: str) -> str:
        """Return the reference to an address."""
        known = next((one["id"] for one in self.names if one["url"] == url), None)
        if known is not None:
            return str(known)
        if url in self._bare or url not in self._titles:
            return url
        name = free("achievement", {one["id"] for one in self.names})
        self.names.append({"id": name, "url": url, "title": self._titles[url]})
        return name


def address_of(node: Node, ref: str) -> str:
    """Return the address that a reference means."""
    named = {one["id"]: one["url"] for one in node.get("names", ())}
    return str(named.get(ref, ref))


def language_of(node: Node) -> str:
    """Return the language of the plain texts in a rule."""
    return str(node.get("language", "en"))


def said_in(value: Any, language: str) -> str:
    """Return a text in a language; empty where it is not in it."""
    return str(value.get(language, "") if isinstance(value, Mapping) else value)


def text_in(old: Any, typed: str, language: str) -> Any:
    """Return a text with what was typed in a language; its other languages stay."""
    return {**old, language: typed} if isinstance(old, Mapping) else typed


def exact(value: Any) -> Decimal:
    """Return a number of YAML as it is written."""
    return Decimal(str(value))


def plain(value: Decimal) -> int | float:
    """Return a number as YAML writes it."""
    return int(value) if value == int(value) else float(value)


def free(begins: str, taken: set[str]) -> str:
    """Return a short name that is not taken: ``total``, or ``total-2``."""
    if begins not in taken:
        return begins
    return next(name for n in range(2, len(taken) + 3) if (name := f"{begins}-{n}") not in taken)


def put(node: Node, name: str, value: Any) -> None:
    """Put a value; an empty one is taken away."""
    if value in (None, "", [], {}):
        node.pop(name, None)
    else:
        node[name] = value
