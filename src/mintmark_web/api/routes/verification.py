"""Verifying credentials."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from mintmark import Report
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.problems import ApiError
from mintmark_web.api.routing import Routes
from mintmark_web.verification.checking import verify_bytes

routes = Routes("Verify")


class Checked(Shape):
    """One numbered check."""

    number: int
    name: str
    outcome: str
    code: str | None
    detail: str


class ReportOut(Shape):
    """What the verification says. `indeterminate` means: could not check; it is never fine."""

    outcome: Annotated[str, Field(pattern="^(valid|invalid|indeterminate)$")]
    code: str | None
    checks: list[Checked]
    issuer: dict[str, Any] | None
    achievement: dict[str, Any] | None
    learner: dict[str, Any] | None
    endorsements: dict[str, ReportOut]
    parts: dict[str, ReportOut]


class CredentialText(Shape):
    """A credential as text: JSON, or a token (JWT, SD-JWT)."""

    credential: Annotated[str, Field(min_length=1)]


_BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@routes("POST", "/verify", "anyone", gives=ReportOut, cost=2, told=_BYTES)
def verify_credential(request: Call) -> ReportOut:
    """Verify a credential: send its bytes as they are.

    JSON, a token, or a PNG, SVG or PDF that carries one. Whatever is wrong with it is in the
    report, whose status is 200. Nothing is kept.
    """
    if not request.body:
        raise ApiError(400, "api.nothing-sent", "Send the credential as the body of the call.")
    return _told(verify_bytes(request.body))


@routes("POST", "/verify/text", "anyone", gives=ReportOut, cost=2)
def verify_text(request: Call, body: CredentialText) -> ReportOut:
    """Verify a credential that is given as text in JSON."""
    return _told(verify_bytes(body.credential.encode()))


def _told(report: Report) -> ReportOut:
    signed = report.signed
    checks = [
        Checked(
            number=one.number,
            name=one.name,
            outcome=str(one.outcome),
            code=one.code,
            detail=one.detail,
        )
        for one in report.checks
    ]
    return ReportOut(
        outcome=str(report.outcome),
        code=report.code,
        checks=checks,
        issuer=dict(signed.issuer) if signed else None,
        achievement=dict(signed.achievement) if signed and signed.achievement else None,
        learner=dict(signed.learner) if signed else None,
        endorsements={place: _told(one) for place, one in report.endorsements},
        parts={name: _told(one) for name, one in report.parts},
    )
