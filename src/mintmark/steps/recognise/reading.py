"""A case as a file: YAML, or JSON, which is YAML too. What cannot have happened is not read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final

import yaml

from mintmark.encoding.strict_yaml import DraftProblems, Problem, Written, read_noun
from mintmark.encoding.strict_yaml.nouns import place_of
from mintmark.encoding.strict_yaml.schema import noun_schema
from mintmark.errors import RecognitionError
from mintmark.model.achievement import Achievement
from mintmark.model.comparison import Target
from mintmark.model.prior_learning import Claim
from mintmark.model.recognition import Procedure, RecognitionCase
from mintmark.model.text import UNDETERMINED
from mintmark.steps.recognise.deadline import require_reasonable
from mintmark.steps.recognise.standing import standing

CASE_SCHEMA_ID: Final = "urn:uuid:4f6c2b0a-52f3-4c5e-9a0e-3d0d3a5b7c11"
OFFICE_SCHEMA_ID: Final = "urn:uuid:c2d1a0b4-6f3e-4a9d-9d55-0b8e7a9c4f26"
CLAIM_SCHEMA_ID: Final = "urn:uuid:9b0f7a52-0a7d-4f0c-8f5b-6a1e0c4d2e93"


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a recognition case."""
    return noun_schema(RecognitionCase, CASE_SCHEMA_ID, "Recognition case")


def claim_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a claim to prior learning."""
    return noun_schema(Claim, CLAIM_SCHEMA_ID, "Claim to prior learning")


def office_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an office's procedure."""
    return noun_schema(Procedure, OFFICE_SCHEMA_ID, "Recognition office")


def read_case(text: str | bytes, name: str = "case") -> RecognitionCase:
    """Return the case in a YAML or JSON text, whose whole history can have happened.

    Args:
        text: the case; bytes must be UTF-8.
        name: the file's name, for messages.

    Raises:
        InputError, LimitError: it is no YAML that can be read.
        DraftProblems: it says something that a case cannot be, or its history breaks a rule of
            recognition (``recognise.*``), with file and line.
    """
    written = read_noun(text, name, RecognitionCase, coded=False)
    try:
        standing(written.noun)
    except RecognitionError as error:
        raise DraftProblems([_placed(error, written)]) from None
    return written.noun


def _placed(error: RecognitionError, written: Written[RecognitionCase]) -> Problem:
    path = error.place or ""
    place = place_of(path, written.positions)
    return Problem(
        error.code, error.message, written.name, place.line, place.column, path, error.remedy
    )


def read_claim(text: str | bytes, name: str = "claim") -> Claim:
    """Return the claim to prior learning in a YAML or JSON text.

    Raises:
        InputError, LimitError, DraftProblems: as ``read_case``.
    """
    return read_noun(text, name, Claim).noun


def read_target(text: str | bytes, name: str = "target") -> Target:
    """Return the target in a YAML or JSON text.

    Raises:
        InputError, LimitError, DraftProblems: as ``read_case``.
    """
    return read_noun(text, name, Target).noun


def read_achievement(text: str | bytes, name: str = "achievement") -> Achievement:
    """Return the achievement in a YAML or JSON text, to be a target.

    Raises:
        InputError, LimitError, DraftProblems: as ``read_case``.
    """
    return read_noun(text, name, Achievement).noun


def read_procedure(text: str | bytes, name: str = "office") -> Procedure:
    """Return the procedure of an office in a YAML or JSON text.

    Raises:
        InputError, LimitError, DraftProblems: as ``read_case``; ``recognise.time-limit`` or
            ``recognise.no-time-to-appeal``.
    """
    written = read_noun(text, name, Procedure)
    try:
        require_reasonable(written.noun)
    except RecognitionError as error:
        field = (error.place or "").removeprefix("procedure.")
        place = written.positions.get(field) or place_of("", written.positions)
        problem = Problem(
            error.code,
            error.message,
            name,
            place.line,
            place.column,
            field,
            error.remedy,
        )
        raise DraftProblems([problem]) from None
    return written.noun


def write_case(case: RecognitionCase, *, as_json: bool = False) -> bytes:
    """Return a case as ``read_case`` reads it: YAML, or JSON."""
    data = _tidy(case.model_dump(exclude_defaults=True, exclude_none=True))
    if as_json:
        return (json.dumps(_plain(data), ensure_ascii=False, indent=1) + "\n").encode()
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text.encode()


def _tidy(value: Any) -> Any:
    """Write text whose language nobody named as it is."""
    if isinstance(value, tuple | list):
        return [_tidy(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {UNDETERMINED}:
        return value[UNDETERMINED]
    return {key: _tidy(inner) for key, inner in value.items()}


class _Dumper(yaml.SafeDumper):
    """Writes numbers exactly, and nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    whole = value == value.to_integral_value()
    kind = "int" if whole else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", _digits(value))


_Dumper.add_representer(Decimal, _number)


def _digits(value: Decimal) -> str:
    return f"{value.to_integral_value():f}" if value == value.to_integral_value() else f"{value:f}"


def _plain(value: Any) -> Any:
    """Return JSON values. A number that JSON readers would round is refused by ``read_case``."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return json.loads(_digits(value))
    return value
