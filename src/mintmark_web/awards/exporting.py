"""A learner's own copy of what is kept of their learning, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from mintmark_web.awards.models import Attempt, Enrolment, Evidence


def enrolment(one: Enrolment, attempts: Sequence[Attempt]) -> dict[str, Any]:
    """Return one enrolment with its attempts. Names of fields are the office's own."""
    checked = one.identity_checked_on
    return {
        "offering": one.offering.title,
        "organisation": one.offering.organisation.name,
        "name": one.name,
        "email": one.email,
        "route": one.route,
        "state": one.state,
        "note": one.note,
        "identity_check": one.identity_method,
        "identity_checked_on": checked.isoformat() if checked else None,
        "enrolled_at": one.enrolled_at.isoformat(),
        "attempts": [_attempt(attempt) for attempt in attempts],
        "award": one.award.document if hasattr(one, "award") else None,
    }


def _attempt(one: Attempt) -> dict[str, Any]:
    marked = one.marked_at
    return {
        "assessment": one.assessment,
        "number": one.number,
        "formative": one.formative,
        "state": one.state,
        "arrangement": one.arrangement,
        "score": _share(one.score),
        "level": one.level,
        "grade": one.grade,
        "passed": one.passed,
        "feedback": one.feedback,
        "marked_at": marked.isoformat() if marked else None,
        "claims": {claim.outcome: claim.statement for claim in one.claims.all()},
        "marks": [
            {
                "outcome": mark.outcome,
                "level": mark.level,
                "score": _share(mark.score),
                "comment": mark.comment,
            }
            for mark in one.marks.all()
        ],
        "evidence": [_piece(piece) for piece in one.evidence.all()],
    }


def _piece(piece: Evidence) -> dict[str, Any]:
    return {
        "name": piece.name,
        "outcome": piece.outcome,
        "url": piece.url,
        "narrative": piece.narrative,
        "media_type": piece.media_type,
        "sha256": piece.digest,
        "uploaded_at": piece.uploaded_at.isoformat(),
    }


def _share(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
