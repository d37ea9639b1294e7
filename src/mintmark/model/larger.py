"""What a larger award is made of, and who decided on it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from mintmark.model.base import Iri, Line, Noun
from mintmark.model.text import Text


class Part(Noun):
    """A credential that a larger award is made of, as whoever decided had it before them."""

    id: Iri
    """The credential's id."""
    digest: Annotated[str, Field(pattern=r"^sha(256|384|512)-[A-Za-z0-9+/]{43,88}={0,2}$")]
    """The digest of its exact bytes (Subresource Integrity): ``sha384-`` and base64."""
    title: Text | None = None
    """The achievement's title."""
    issuer: Iri | None = None
    """Who signed it, by id."""
    issuer_name: Line | None = None
    """Who signed it, by name."""
    credits: Annotated[Fraction, Field(ge=0)] | None = None
    """How many credits it counted; None where no credits were counted."""
    system: Line | None = None
    """The credit system that they were counted in."""
    groups: tuple[Line, ...] = ()
    """The groups of the rule that it counted in, by path: ``all``, ``all/core``."""


class Decision(Noun):
    """The decision by which a person made a proposal an award."""

    by: Line
    """Who decided."""
    on: date
    """When."""
    rule: Iri | None = None
    """The stack rule that it was decided by."""
    rule_version: Line | None = None
    """Which version of the rule."""
