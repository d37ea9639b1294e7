"""What the service answers: JSON values, and problem objects (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.errors import MintmarkError
from mintmark.report import Check, Outcome

JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"

_DATA_MODEL: Final = "https://www.w3.org/TR/vc-data-model#"
_SECURITY: Final = "https://w3id.org/security#"
_STATUS: Final = "https://www.w3.org/ns/credentials/status-list#"

_TYPES: Final[Mapping[str, str]] = {
    "proof.wrong-challenge": f"{_SECURITY}INVALID_CHALLENGE_ERROR",
    "proof.wrong-domain": f"{_SECURITY}INVALID_DOMAIN_ERROR",
    "status.index-out-of-range": f"{_STATUS}RANGE_ERROR",
    "status.list-too-short": f"{_STATUS}STATUS_LIST_LENGTH_ERROR",
    "status.list-unchecked": f"{_STATUS}STATUS_RETRIEVAL_ERROR",
    "status.list-invalid": f"{_STATUS}STATUS_VERIFICATION_ERROR",
    "status.malformed-entry": f"{_STATUS}MALFORMED_VALUE_ERROR",
    "status.malformed-list": f"{_STATUS}MALFORMED_VALUE_ERROR",
}
_AREAS: Final[Mapping[str, str]] = {
    "json": f"{_DATA_MODEL}PARSING_ERROR",
    "input": f"{_DATA_MODEL}PARSING_ERROR",
    "proof": f"{_SECURITY}PROOF_VERIFICATION_ERROR",
    "key": f"{_DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR",
    "jws": f"{_DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR",
    "jwt": f"{_DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR",
    "sd-jwt": f"{_DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR",
    "status": f"{_STATUS}STATUS_VERIFICATION_ERROR",
    "period": f"{_DATA_MODEL}RANGE_ERROR",
}
_OTHERWISE: Final = f"{_DATA_MODEL}MALFORMED_VALUE_ERROR"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status code, and the value that goes with it (None where there is nothing to say)."""

    status: int
    value: Any = None
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


def problem(status: int, error: MintmarkError) -> Answer:
    """Return what went wrong with a request."""
    return Answer(status, _problem(status, error.code, str(error), error.place), PROBLEM)


def verdict(checks: Iterable[Check]) -> Answer:
    """Return 200 where every check holds, and otherwise 400 with one problem for each failure.

    A check that was not reached is no problem of its own; what could not be checked is one.
    """
    made = tuple(checks)
    failed = [check for check in made if check.outcome is not Outcome.VALID]
    named = [check for check in failed if check.code != "check.not-reached"] or failed
    value: dict[str, Any] = {
        "verified": not failed,
        "checks": [check.name for check in made],
        "warnings": [],
        "errors": [check.detail for check in named],
        "problemDetails": [_problem(400, check.code or "", check.detail, None) for check in named],
    }
    if not failed:
        return Answer(200, value)
    worst = max(named, key=lambda check: check.outcome.severity)
    return Answer(400, _problem(400, worst.code or "", worst.detail, worst.name) | value, PROBLEM)


def _problem(status: int, code: str, detail: str, place: str | None) -> dict[str, Any]:
    members: dict[str, Any] = {
        "type": _TYPES.get(code) or _AREAS.get(code.partition(".")[0], _OTHERWISE),
        "title": code,
        "status": status,
        "detail": detail,
    }
    return members if place is None else {**members, "place": place}
