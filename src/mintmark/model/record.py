"""A learner's record: credentials in one file, and how their achievements belong together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mintmark.model.award import Learner
from mintmark.model.base import Iri, Line, Noun
from mintmark.model.party import Organisation

AssociationType = Literal[
    "exactMatchOf",
    "isChildOf",
    "isParentOf",
    "isPartOf",
    "isPeerOf",
    "isRelatedTo",
    "precedes",
    "replacedBy",
]


class Association(Noun):
    """How one achievement belongs to another: ``source`` is, for example, part of ``target``."""

    type: AssociationType
    """How the source belongs to the target."""
    source: Iri
    """The id of an achievement."""
    target: Iri
    """The id of an achievement."""


class LearnerRecord(Noun):
    """Credentials of one learner, put together by whoever publishes them."""

    id: Iri
    """Its own address."""
    name: Line
    """What it is called."""
    issuer: Organisation
    """Who publishes it."""
    learner: Learner
    """Whose credentials these are."""
    credentials: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)]
    """The credentials, each with its proof, as JSON text."""
    associations: tuple[Association, ...] = ()
    """How their achievements belong together."""
