"""Parts of a JSON-LD document, named by JSON pointers (RFC 6901).

ECDSA Cryptosuites 1.0, sections 3.4.10 to 3.4.13. Along the way to what a pointer names, every
object keeps what it would be another thing without: its context, id and types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mintmark.errors import ProofError

_ALWAYS: Final = frozenset({"@context", "id", "type", "@id", "@type"})
_BAD_ESCAPE = re.compile("~(?![01])")


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a document.

    Attributes:
        document: objects selected as a whole are those of the original, the others are new.
        origins: for each new object, by its ``id()``, the object that it is a part of.
    """

    document: dict[str, Any]
    origins: Mapping[int, dict[str, Any]]


@dataclass(slots=True)
class _Wanted:
    """What is selected at one place, or inside it."""

    pointer: str
    whole: bool = False
    inside: dict[str, _Wanted] = field(default_factory=dict)

    def unknown(self) -> ProofError:
        return ProofError(
            "proof.unknown-pointer",
            "A JSON pointer names something that the document does not have.",
            place=self.pointer[:200],
        )


def select(document: dict[str, Any], pointers: Iterable[str]) -> Selection | None:
    """Return the part of a document that pointers name, or nothing where there is no pointer.

    What remains of an array keeps its order. ``""`` names the whole document.

    Raises:
        ProofError: ``proof.malformed-pointer``, ``proof.unknown-pointer``.
    """
    root = _Wanted("")
    named = False
    for pointer in pointers:
        named = True
        place = root
        for token in tokens(pointer):
            place = place.inside.setdefault(token, _Wanted(pointer))
        place.whole = True
    if not named:
        return None
    origins: dict[int, dict[str, Any]] = {}
    return Selection(_part(document, root, origins), origins)


def tokens(pointer: str) -> list[str]:
    """Return the reference tokens of a JSON pointer (RFC 6901, sections 3 and 4).

    Raises:
        ProofError: ``proof.malformed-pointer``.
    """
    if not isinstance(pointer, str) or (pointer and pointer[0] != "/"):
        raise _malformed(pointer)
    if _BAD_ESCAPE.search(pointer):
        raise _malformed(pointer)
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def _malformed(pointer: object) -> ProofError:
    return ProofError(
        "proof.malformed-pointer",
        f"{str(pointer)[:80]!a} is not a JSON pointer.",
        remedy="Write one like /credentialSubject/name.",
    )


def _part(value: Any, wanted: _Wanted, origins: dict[int, dict[str, Any]]) -> Any:
    members = _members(value)
    for token, inner in wanted.inside.items():
        if token not in members:
            raise inner.unknown()
    parts = {
        token: _part(member, wanted.inside[token], origins)
        for token, member in members.items()
        if token in wanted.inside
    }
    if wanted.whole:
        return value
    if isinstance(value, list):
        return list(parts.values())
    always = {name: value[name] for name in _ALWAYS & value.keys()}
    chosen = parts | always
    kept = {name: chosen[name] for name in value if name in chosen}
    origins[id(kept)] = value
    return kept


def _members(value: Any) -> dict[str, Any]:
    """Return what may stand in a pointer after the pointer to a value, and where it leads."""
    if isinstance(value, list):
        return {str(index): item for index, item in enumerate(value)}
    return value if isinstance(value, dict) else {}
