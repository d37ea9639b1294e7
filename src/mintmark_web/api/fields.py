"""Kinds of values and shapes that several routes take."""

from __future__ import annotations

from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field


class Shape(Schema):
    """What routes take and give; what stands below a field describes it in the document."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)


def _is_address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError("This is no e-mail address.") from error
    return text


Email = Annotated[
    str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_is_address)
]
LocalId = Annotated[str, Field(max_length=100)]
"""The id of an outcome, an assessment or a rubric level within its achievement."""

Words = Annotated[str, Field(max_length=10_000)]
