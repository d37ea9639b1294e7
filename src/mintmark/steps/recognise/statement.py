"""From a decided case to a statement that can be signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mintmark.encoding.canonical import canonical_form
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import RecognitionError
from mintmark.formats import recognition
from mintmark.formats.related import digest_of
from mintmark.model.prior_learning import EvidenceItem
from mintmark.model.recognition import Issued, RecognitionCase, Submitted
from mintmark.steps.recognise.case import made
from mintmark.steps.recognise.standing import standing


def prepare(
    case: RecognitionCase,
    *,
    issuer: str,
    credential_id: str,
    at: datetime,
    contexts: ContextStore = BUNDLED,
) -> dict[str, Any]:
    """Return the decision that holds in a case as a credential that is still to be signed.

    Args:
        case: a case that is decided, and not under appeal.
        issuer: the DID of the office's key.
        credential_id: an absolute address of its own for the credential.
        at: the moment of issuing, with zone.
        contexts: the JSON-LD contexts there are.

    Raises:
        RecognitionError: ``recognise.not-issuable``: there is no decision that could be issued.
        ContextError: the statement would say something that means nothing.
    """
    now = standing(case)
    until = now.appeal_until(case)
    if now.state != "decided" or until is None:
        raise RecognitionError(
            "recognise.not-issuable",
            "Only the decision of a case that is decided, and not under appeal, is issued.",
            remedy="Decide it, or settle the appeal first.",
        )
    last = now.made[-1]
    said = recognition.Statement(
        case=case,
        application=now.application,
        decision=last.decision,
        number=len(now.made),
        decided_on=last.on,
        on_appeal=last.on_appeal,
        appeal_until=until,
        assessed=tuple(now.assessed[name] for name in sorted(now.assessed)),
        replaces=tuple(one.credential for one in now.replaced),
    )
    document = recognition.dump(said, credential_id=credential_id, issuer_id=issuer, valid_from=at)
    canonical_form(document, contexts)
    return document


def issued(document: Mapping[str, Any], signed: bytes, day: str) -> Issued:
    """Return the event that a statement was issued.

    Args:
        document: the statement.
        signed: its exact bytes.
        day: the day.
    """
    values = {"credential": document["id"], "digest": digest_of(signed)}
    return made(Issued, {"event": "issued", "day": day, **values})


def require_unaltered(one: Submitted, data: bytes) -> None:
    """Refuse other bytes than those that were handed in.

    Raises:
        RecognitionError: ``recognise.altered-credential``.
    """
    if digest_of(data) != one.digest:
        raise RecognitionError(
            "recognise.altered-credential",
            f"{one.file} does not hold the credential that was handed in.",
            place=one.file,
            remedy="Put the file back as it came, or open another case with the new one.",
        )


def require_same_words(one: Submitted, found: Submitted) -> None:
    """Refuse a case that says something else of a credential than the credential itself.

    A statement repeats what the case says. What could be read only once is not compared.

    Args:
        one: what the case says.
        found: what its file says.

    Raises:
        RecognitionError: ``recognise.altered-copy``.
    """
    if one.achievement is None or found.achievement is None:
        return
    said, is_so = (
        (each.achievement, each.learner, each.learner_id, each.awarded_on) for each in (one, found)
    )
    if said != is_so:
        raise RecognitionError(
            "recognise.altered-copy",
            f"The case says something else of {one.credential} than {one.file} does.",
            place=one.file,
            remedy="Write the case as it was, or open another one.",
        )


def require_same_evidence(item: EvidenceItem, data: bytes) -> None:
    """Refuse another file than the one that was handed in as evidence.

    Raises:
        RecognitionError: ``recognise.altered-evidence``.
    """
    if digest_of(data) != item.digest:
        raise RecognitionError(
            "recognise.altered-evidence",
            f"{item.name} is not the evidence that was handed in.",
            place=item.name,
            remedy="Put the file back as it came, or open another case with the new one.",
        )


def award_row(case: RecognitionCase) -> dict[str, str]:
    """Return the row of an award list by which the target itself is issued for prior learning.

    Raises:
        RecognitionError: ``recognise.not-awardable``: no claim was fully recognised;
            ``recognise.no-such-route``: the target cannot be had in this way.
    """
    now = standing(case)
    last = now.made[-1] if now.made and now.state != "appealed" else None
    if now.application.claim is None or last is None or last.decision.outcome != "full":
        raise RecognitionError(
            "recognise.not-awardable",
            "Only prior learning that is fully recognised makes an award.",
            remedy="Decide about the claim first; what is recognised in part is issued as such.",
        )
    if _ROUTE not in case.target.achievement.routes:
        raise RecognitionError(
            "recognise.no-such-route",
            "The achievement cannot be had by recognition of prior learning.",
            place="target.achievement.routes",
            remedy=f"Its provider has to add {_ROUTE} to its routes.",
        )
    applicant = now.application.applicant
    return {
        "name": applicant.name,
        "learner_id": applicant.id or "",
        "date": last.on.isoformat(),
        "route": _ROUTE,
        "assessor": last.decision.by.name,
    }


_ROUTE = "recognition-of-prior-learning"
