"""Organisations and how they are identified."""

from __future__ import annotations

from typing import Literal

from mintmark.model.base import Country, Email, Iri, Line, Noun
from mintmark.model.text import Text


class Identifier(Noun):
    """A number or name that a register gave somebody."""

    value: Line
    """The identifier itself."""
    type: Line = "other"
    """What it is: ``vat``, ``eidas``, ``legal-registration``, ``student-number`` ..."""
    country: Country | None = None
    """The country whose register gave it."""


class Organisation(Noun):
    """A provider, an awarding body, a quality agency, an employer."""

    name: Text
    """The legal name."""
    id: Iri | None = None
    """Its own address: a DID or an https address. The issuer's must be the signing key's DID."""
    type: (
        Literal[
            "higher-education",
            "vocational-education",
            "professional-body",
            "company",
            "community",
            "public-authority",
            "quality-agency",
            "other",
        ]
        | None
    ) = None
    """What kind of organisation it is (UNESCO's list of provider kinds, DEF-U-15)."""
    description: Text | None = None
    """Who they are and what they do, in a few sentences."""
    regulated: bool | None = None
    """Whether a public authority regulates it as a provider (DEF-U-15)."""
    country: Country | None = None
    """The country it is in (EU standard element 3)."""
    region: Line | None = None
    """The region, in words or as a NUTS code (EU standard element 3)."""
    url: Iri | None = None
    """Its home page."""
    email: Email | None = None
    """Where to write to it."""
    address: Line | None = None
    """The postal address, in one line."""
    identifiers: tuple[Identifier, ...] = ()
    """Legal identifiers: what makes the issuer's legal identity checkable (EU principle 9)."""
