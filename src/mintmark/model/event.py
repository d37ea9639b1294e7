"""What happens in a case, on which day, and the people who answer for it."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, StringConstraints

from mintmark.model.base import Day, Iri, Line, Noun, is_visible


def _seen(value: str) -> str:
    if not is_visible(value):
        raise ValueError("must have something in it that can be seen")
    return value


def _some(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise ValueError("must have at least one entry")
    return value


T = TypeVar("T")
Some = Annotated[tuple[T, ...], AfterValidator(_some), Field(json_schema_extra={"minItems": 1})]
"""One or several. Pydantic's own bound would count only the entries that are well-formed."""

Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=5000), AfterValidator(_seen)]
"""A few sentences."""

Digest = Annotated[str, StringConstraints(pattern=r"^sha(256|384|512)-[A-Za-z0-9+/]{43,88}={0,2}$")]
"""A digest as Subresource Integrity writes it: ``sha384-`` and base64."""


class Person(Noun):
    """A person who answers for something."""

    name: Line
    """The full name."""
    role: Line | None = None
    """In which function, for example ``admissions officer``."""
    id: Iri | None = None
    """The person's own address."""


class Event(Noun):
    """Something that happened in a case."""

    event: str
    """What happened."""
    day: Day
    """The day."""
    note: Paragraph | None = None
    """Anything that whoever reads the case should know."""
