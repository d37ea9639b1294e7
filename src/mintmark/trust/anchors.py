"""Trust anchors: whom we believe, about what, and from when to when. Data, never code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails

from mintmark.errors import TrustError
from mintmark.model.base import Iri, Line, Noun


class Anchor(Noun):
    """One statement of trust in one issuer."""

    issuer: Iri
    """The issuer's id, as it stands in a credential."""
    name: Line | None = None
    """What the issuer is called."""
    vouched_by: Line
    """Who says so: a register, an agency, the reader."""
    about: tuple[Iri, ...] = ()
    """The achievements it is trusted for; none named means all of them."""
    valid_from: date | None = None
    """The first day of the trust."""
    valid_until: date | None = None
    """The last day of the trust."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until is before valid_from")
        return self

    def covers(self, issuer: str, achievement: str | None, day: date) -> bool:
        """Say whether this anchor vouches for this issuer, achievement and day."""
        return (
            issuer == self.issuer
            and (not self.about or achievement in self.about)
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


class Anchors(Noun):
    """A list of trust anchors, as a relying party keeps it in a file."""

    anchors: tuple[Anchor, ...]
    """The statements; at least one must fit, and none has precedence."""


def read_anchors(data: Mapping[str, Any], place: str) -> tuple[Anchor, ...]:
    """Return the anchors in an already parsed file.

    Args:
        data: ``{"anchors": [{"issuer", "vouched_by", ...}]}``.
        place: the file's name, for error messages.

    Raises:
        TrustError: the file is not a list of anchors.
    """
    try:
        return Anchors.model_validate(data).anchors
    except ValidationError as error:
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise TrustError(
            "trust.malformed-anchors",
            f"The trust anchors are malformed: {_in_words(first)}.",
            place=f"{place}, {_field(first)}" if first["loc"] else place,
            remedy="Each anchor needs at least issuer and vouched_by.",
        ) from None


def _field(error: ErrorDetails) -> str:
    """Name the field as a person counts: ``anchors[0].issuer`` is "anchor 1, issuer"."""
    match error["loc"]:
        case ("anchors", int(index), *names):
            return ", ".join([f"anchor {index + 1}", *map(str, names)])
        case names:
            return ".".join(map(str, names))


def _in_words(error: ErrorDetails) -> str:
    name = error["loc"][-1] if error["loc"] else "the file"
    name = name if isinstance(name, str) else "an anchor"
    match error["type"]:
        case "missing":
            return f"{name} is missing"
        case "extra_forbidden":
            return f"there is no field {name!r}"
        case "value_error":
            return f"{name}: {error['ctx']['error']}"
        case kind if kind.startswith("date"):
            return f"{name} must be a day such as 2026-01-31"
        case kind if kind.startswith("string"):
            return f"{name} must be a line of text"
    return f"{name} must be {'a list' if 'tuple' in error['type'] else 'a group of fields'}"
