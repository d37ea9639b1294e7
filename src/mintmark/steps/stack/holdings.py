"""What a verified credential offers to a stack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mintmark.encoding.times import parse_time
from mintmark.errors import FormatError, MintmarkError
from mintmark.formats import clr_2, elm_3, open_badges_3
from mintmark.formats.detect import format_of
from mintmark.model import Achievement, Award, Holding
from mintmark.report import Outcome, Report

_STANDING = {
    Outcome.VALID: "valid",
    Outcome.INVALID: "not-valid",
    Outcome.INDETERMINATE: "unchecked",
}


def holding(
    report: Report,
    *,
    file: str | None = None,
    unsigned: Mapping[str, Any] | None = None,
    digest: str | None = None,
) -> Holding:
    """Return a credential as a stack sees it. One that cannot be read is ``unchecked``.

    Args:
        report: what ``verify`` said of it.
        file: the file it came in.
        unsigned: its document where nobody could check who signed it. It never counts; it tells
            whether it would have made a difference.
        digest: the digest of its exact bytes, by which an award can name it.
    """
    document = report.signed.document if report.signed else unsigned
    standing, code = _STANDING[report.outcome], report.code
    reason = report.decisive.detail if report.decisive else None
    achievement: Achievement | None = None
    award: Award | None = None
    if document is not None:
        try:
            achievement, award = _load(document)
        except MintmarkError as error:
            if standing == "valid":
                standing, code, reason = "unchecked", error.code, error.message
    name = document.get("id") if document is not None else None
    return Holding.model_validate(
        {
            "id": name if isinstance(name, str) and name.strip() else file or "a credential",
            "file": file,
            "digest": digest,
            "standing": standing,
            "code": code,
            "reason": reason,
            "achievement": achievement,
            "award": award,
            "valid_until": _end(document),
        }
    )


def _load(document: Mapping[str, Any]) -> tuple[Achievement, Award]:
    """Return achievement and award of a credential, whichever format it has.

    Raises:
        FormatError: it is of no format that these can be read from.
    """
    if clr_2.is_learner_record(document):
        raise FormatError(
            "stack.learner-record",
            "It is a learner's record, and counts for nothing itself: "
            "offer the credentials that it carries.",
        )
    if format_of(document) == "elm-3":
        return elm_3.load(document)
    return open_badges_3.load(document)


def _end(document: Mapping[str, Any] | None) -> datetime | None:
    for name in ("validUntil", "expirationDate"):
        said = document.get(name) if document is not None else None
        if isinstance(said, str):
            try:
                return parse_time(said)
            except MintmarkError:
                return None
    return None
