"""Open a case and add to it. A case is never changed: what happens makes another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from mintmark.encoding.strict_yaml.words import explain
from mintmark.errors import RecognitionError
from mintmark.model.base import Noun
from mintmark.model.comparison import Comparison, Target
from mintmark.model.event import Event
from mintmark.model.holding import Holding
from mintmark.model.prior_learning import Claim
from mintmark.model.recognition import (
    Applicant,
    Compared,
    Procedure,
    Received,
    RecognitionCase,
    Submitted,
    Verdict,
    Verified,
)
from mintmark.steps.recognise.standing import after, standing

N = TypeVar("N", bound=Noun)


def made(kind: type[N], values: Mapping[str, Any]) -> N:
    """Return a noun of these values.

    Raises:
        RecognitionError: ``recognise.malformed``: one of them is not what it should be.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as fault:
        error = fault.errors(include_url=False)[0]
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error["loc"]).strip(".")
        words = explain(error, path, None, kind)
        raise RecognitionError(
            "recognise.malformed",
            words.message,
            place=path or None,
            remedy=words.remedy or "Write it in the form that the message names.",
        ) from None


def submitted(holding: Holding, *, file: str, digest: str) -> Submitted:
    """Return what a case keeps of a credential that was handed in.

    Args:
        holding: the credential after it was verified.
        file: its file, seen from the case's file.
        digest: the digest of its exact bytes.
    """
    award = holding.award
    return made(
        Submitted,
        {
            "credential": holding.id,
            "file": file,
            "digest": digest,
            "achievement": holding.achievement,
            "learner": award.learner.name if award else None,
            "learner_id": award.learner.id if award else None,
            "awarded_on": award.awarded_on.isoformat() if award else None,
        },
    )


def verdict(holding: Holding, vouched_by: str | None = None) -> Verdict:
    """Return what verification said of a credential, as a case keeps it.

    Args:
        holding: the credential after it was verified.
        vouched_by: who in the trust anchors vouches for its issuer.
    """
    reason = (holding.reason or "")[:5000] or None
    said = {"credential": holding.id, "standing": holding.standing, "vouched_by": vouched_by}
    return made(Verdict, said | {"code": holding.code, "reason": reason})


def open_case(
    case_id: str,
    target: Target,
    procedure: Procedure,
    applicant: Applicant,
    *,
    on: date,
    credentials: Iterable[tuple[Submitted, Verdict]] = (),
    claim: Claim | None = None,
    missing: Iterable[str] = (),
) -> RecognitionCase:
    """Return a case that has just been opened.

    Args:
        case_id: an address of its own.
        target: what recognition is asked for.
        procedure: what the office made known beforehand.
        applicant: who applies.
        on: the day on which the application came in.
        credentials: what was handed in, as ``submitted`` and ``verdict`` give it.
        claim: prior learning that no credential shows.
        missing: what is not there yet; the time limit runs once it is.

    Raises:
        RecognitionError: ``recognise.malformed``, or what a rule of recognition says against it.
    """
    handed_in, lacking = list(credentials), tuple(missing)
    received = made(
        Received,
        {
            "event": "received-incomplete" if lacking else "received",
            "day": on.isoformat(),
            "applicant": applicant,
            "credentials": tuple(one for one, _ in handed_in),
            "claim": claim,
            "missing": lacking,
        },
    )
    case = made(
        RecognitionCase,
        {
            "format": "mintmark-recognition-case-1",
            "id": case_id,
            "procedure": procedure,
            "target": target,
            "history": (received,),
        },
    )
    standing(case)
    if not handed_in:
        return case
    verdicts = tuple(one for _, one in handed_in)
    return add(
        case,
        made(Verified, {"event": "verified", "day": on.isoformat(), "verdicts": verdicts}),
    )


def add(case: RecognitionCase, event: Event) -> RecognitionCase:
    """Return the case after one more event.

    Raises:
        RecognitionError: ``recognise.*``: it cannot happen now.
    """
    after(case, standing(case), event)
    return case.model_copy(update={"history": (*case.history, event)})


def compared(comparison: Comparison, on: date) -> Compared:
    """Return a comparison as a case keeps it: what it suggests, what differs, and how."""
    return made(
        Compared,
        {
            "event": "compared",
            "day": on.isoformat(),
            "suggestion": comparison.suggestion,
            "differences": comparison.differences,
            "untold": (*comparison.left_out, *comparison.untold),
            "methods": tuple(f"{one.name} {one.version}" for one in comparison.methods),
        },
    )
