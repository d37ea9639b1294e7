"""What can be chosen on the catalogue's page, what is chosen, and the addresses that change it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.http import QueryDict

from mintmark_web.register.labels import label
from mintmark_web.register.types import SIZES, Asked, Choice, Found, Kind

_OPEN = (Kind.FIELD, Kind.LEVEL, Kind.SIZE)
"""The kinds that stand open from the start."""
_IN_ORDER = (Kind.LEVEL, Kind.SIZE, Kind.FEE)
"""The kinds whose values have an order of their own."""


@dataclass(frozen=True, slots=True)
class Box:
    """A value to tick."""

    id: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A kind and its values."""

    kind: str
    label: str
    boxes: list[Box]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """Something chosen, and the address of the page without it."""

    label: str
    url: str


def groups(found: Found, asked: Asked) -> list[Group]:
    """Return what can be chosen, kind by kind; a kind without a choice is left out."""
    result = []
    for kind in Kind:
        choices = found.choices.get(kind, ())
        chosen = kind in asked.chosen
        if len(choices) > 1 or chosen:
            boxes = [_box(choice) for choice in _in_order(kind, choices)]
            result.append(Group(kind, str(kind.label), boxes, chosen or kind in _OPEN))
    return result


def _box(choice: Choice) -> Box:
    mark = hashlib.sha256(choice.value.encode()).hexdigest()[:10]
    return Box(
        f"{choice.kind}-{mark}",
        choice.value,
        label(choice.kind, choice.value, choice.label),
        choice.count,
        choice.chosen,
    )


def _in_order(kind: str, choices: tuple[Choice, ...]) -> list[Choice]:
    if kind not in _IN_ORDER:
        return list(choices)
    bands = [name for name, _most in SIZES]
    if kind == Kind.SIZE:
        return sorted(choices, key=lambda one: bands.index(one.value) if one.value in bands else 99)
    if kind == Kind.LEVEL:
        return sorted(choices, key=lambda one: one.value)
    return sorted(choices, key=_by_sum)


def _by_sum(choice: Choice) -> tuple[bool, str, int]:
    """What is free first, then each currency from the lowest."""
    currency, dash, band = choice.value.partition("-")
    most = int(band) if band.isascii() and band.isdecimal() else 10**9
    return bool(dash), currency, most


def taken(found: Found, query: QueryDict) -> list[Taken]:
    """Return everything chosen, in the page's order."""
    return [
        Taken(label(one.kind, one.value, one.label), moved(query, one.kind, one.value))
        for kind in Kind
        for one in found.choices.get(kind, ())
        if one.chosen
    ]


def moved(query: QueryDict, name: str, value: str) -> str:
    """Return the address with a value put in, or taken out where it is there.

    What is chosen changes what is found, so then the pages are counted from the first again.
    """
    changed = query.copy()
    values = changed.getlist(name)
    rest = [one for one in values if one != value]
    changed.setlist(name, rest if len(rest) < len(values) else [*values, value])
    if name != "compare":
        changed.pop("page", None)
    return f"?{changed.urlencode()}"
