"""What is asked of the register, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_COMPARED = 4
"""How many achievements stand side by side."""

CONFORMS = "conforms"
"""The verdict of a framework whose every mandatory rule is met."""

FREE = "free"
FEES = (100, 250, 500, 1000, None)
"""The bands of fees in each currency: up to so much; None is more than the last."""

SIZES = (("25", 25), ("75", 75), ("150", 150), ("375", 375), ("more", None))
"""The bands of notional hours: up to so many. 25 hours are one ECTS credit."""


class Kind(TextChoices):
    """What entries are chosen by, in the order in which it is offered."""

    FIELD = "field", _("Field of study")
    SKILL = "skill", _("Skills")
    LEVEL = "level", _("Level")
    SIZE = "size", _("Size")
    MODE = "mode", _("Way of learning")
    LANGUAGE = "language", _("Taught in")
    FEE = "fee", _("Fee")
    COUNTRY = "country", _("Country")
    FRAMEWORK = "framework", _("Conforms to")
    PROVIDER = "provider", _("Provider")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or words that must follow one another; or, negated, must not be there."""

    words: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for.

    Attributes:
        parts: all of it must be there.
        chosen: values by kind: one of each kind's values must be true.
    """

    parts: tuple[Part, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen.

    Attributes:
        count: how many of what was found have it.
    """

    kind: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        ids: the entries, best first, as many as are looked at.
        total: how many there are; where ``is_cut``, at least so many.
        choices: by kind, what can be chosen, the most frequent first.
        is_cut: whether there may be more than is looked at.
    """

    ids: tuple[int, ...]
    total: int
    choices: Mapping[str, tuple[Choice, ...]]
    is_cut: bool = False
