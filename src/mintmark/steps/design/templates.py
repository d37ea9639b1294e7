"""A new draft: every field explained, for designers who know no YAML."""

from __future__ import annotations

from importlib.resources import files

from pydantic import TypeAdapter, ValidationError

from mintmark.errors import UsageError
from mintmark.model.base import Iri

_STAND_IN = "urn:uuid:00000000-0000-4000-8000-000000000000"
_IRI: TypeAdapter[str] = TypeAdapter(Iri)


def template(achievement_id: str) -> str:
    """Return a commented draft for a new achievement with this id.

    It can be read as it stands, and what is still to be written is missing from it or stands in
    angle brackets, so that ``check`` tells honestly how much is left.

    Raises:
        UsageError: the id is no absolute address.
    """
    try:
        _IRI.validate_python(achievement_id)
    except ValidationError:
        achievement_id = ""
    if not achievement_id.isprintable() or not achievement_id:
        raise UsageError(
            "draft.bad-id",
            "The id of an achievement must be an absolute address.",
            remedy="For example urn:uuid:… or https://example.org/achievements/bread.",
        )
    return _text().replace(_STAND_IN, achievement_id)


def _text() -> str:
    return files("mintmark").joinpath("cli/data/draft-template.yaml").read_text("utf-8")
