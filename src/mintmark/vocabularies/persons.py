"""Names of persons: whether two are the same, and whether a name is a person's at all."""

from __future__ import annotations

from typing import Final

from mintmark.vocabularies.likeness import fold

_PROGRAMS: Final = frozenset(
    {"mintmark", "program", "the program", "system", "the system", "computer", "algorithm"}
    | {"software", "automatic", "automatically", "machine", "robot", "bot", "ai", "n a", "nobody"}
)


def is_program(name: str) -> bool:
    """Whether a name is a program's, or nobody's: without two letters it is no name."""
    folded = fold(name)
    return folded in _PROGRAMS or sum(map(str.isalpha, folded)) < 2


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for case, accents and spaces."""
    return fold(one) == fold(other)
