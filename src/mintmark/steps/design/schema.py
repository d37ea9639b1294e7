"""The published JSON Schema of a draft: what editors complete and check it by."""

from __future__ import annotations

from typing import Any, Final

from mintmark.encoding.strict_yaml.schema import noun_schema
from mintmark.model import Achievement

SCHEMA_ID: Final = "urn:uuid:5b0f6c1e-3a52-4d0e-9c57-6f2d1f4a8e21"
"""The schema's own name. It is no web address: nothing is fetched by it."""


def draft_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a draft, made from the nouns themselves.

    It takes what ``read_draft`` takes, except that the contradictions between fields (a name
    that stands there twice, an assessment of an outcome that is not there), languages, levels
    and the URIs of ESCO need the reader.
    """
    return noun_schema(Achievement, SCHEMA_ID, "Draft of a micro-credential")
