"""Recognition statements: a decision about somebody's learning as a verifiable credential.

Plain VC Data Model 2.0 with terms of our own. The credentials recognised are named by id and
digest, and not as ``relatedResource``: a verifier would have to fetch those, and they are the
applicant's, to be shown by the applicant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from mintmark.encoding.contexts.recognition_terms import RECOGNITION
from mintmark.encoding.times import format_time
from mintmark.encoding.values import as_list, has_type, text, texts
from mintmark.formats import open_badges_3
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3 import Description
from mintmark.model import Achievement
from mintmark.model.base import is_absolute_iri
from mintmark.model.prior_learning import Assessed
from mintmark.model.recognition import (
    Received,
    RecognitionCase,
    RecognitionDecision,
    Submitted,
    SubstantialDifference,
)

CONTEXTS: Final = ("https://www.w3.org/ns/credentials/v2", RECOGNITION)
TYPE: Final = "RecognitionCredential"
OUTCOMES: Final = {
    "full": "recognised",
    "partial": "recognised in part",
    "refused": "not recognised",
}
"""What an outcome is called."""

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated.

    Attributes:
        case: the case.
        application: the application in it.
        decision: the decision that holds.
        number: which decision of the case it is, from 1.
        decided_on: its day.
        on_appeal: whether it was made on appeal.
        appeal_until: the last day for an appeal.
        assessed: the assessments of prior learning that it rests on.
        replaces: ids of statements of earlier decisions in the case.
    """

    case: RecognitionCase
    application: Received
    decision: RecognitionDecision
    number: int
    decided_on: date
    on_appeal: bool
    appeal_until: date
    assessed: tuple[Assessed, ...] = ()
    replaces: tuple[str, ...] = ()


def dump(
    said: Statement, *, credential_id: str, issuer_id: str, valid_from: datetime
) -> dict[str, Any]:
    """Return the statement as a credential, not yet signed.

    Args:
        said: what is stated.
        credential_id: an absolute IRI for the credential.
        issuer_id: the DID that the office's key speaks for.
        valid_from: when it begins to hold, with zone.
    """
    applicant = said.application.applicant
    named = {"id": applicant.id} if applicant.id else {}
    until = said.decision.valid_until
    return {
        "@context": deepcopy(list(CONTEXTS)),
        "id": credential_id,
        "type": ["VerifiableCredential", TYPE],
        "name": _name(said),
        "issuer": {
            "id": issuer_id,
            "name": said.case.procedure.office.name.best(_language(said)),
        },
        "validFrom": format_time(valid_from),
        **({"validUntil": f"{until}T23:59:59Z"} if until else {}),
        "credentialSubject": {
            **named,
            "type": ["RecognitionSubject"],
            "name": applicant.name,
            "recognition": _recognition(said, f"{credential_id}#recognition"),
        },
    }


def _language(said: Statement) -> str:
    return said.case.target.achievement.language


def _name(said: Statement) -> str:
    titles = [
        one.achievement.title.best(_language(said)) if one.achievement else one.credential
        for one in said.application.credentials
    ]
    if said.application.claim is not None:
        titles.append("Prior learning")
    return f"{', '.join(titles)}: {OUTCOMES[said.decision.outcome]}"[:500]


def _recognition(said: Statement, name: str) -> Node:
    decision, target = said.decision, said.case.target
    whole = {
        "id": name,
        "type": ["Recognition"],
        "recognitionKind": target.kind,
        "recognitionOutcome": decision.outcome,
        "recognitionTarget": _target(target.achievement, _language(said)),
        "recognised": [_recognised(one, _language(said)) for one in said.application.credentials],
        "assessedOutcome": [
            _assessed(one, target.achievement, f"{name}.assessed.{number}", _language(said))
            for number, one in enumerate(said.assessed, 1)
        ],
        "decidedOn": said.decided_on.isoformat(),
        "decidedBy": decision.by.name,
        "decidedByRole": decision.by.role,
        "onAppeal": said.on_appeal or None,
        "reason": list(decision.reasons),
        "condition": list(decision.conditions),
        "substantialDifference": [
            _difference(one, target.achievement, f"{name}.difference.{number}")
            for number, one in enumerate(decision.differences, 1)
        ],
        "measure": list(decision.measures),
        "despite": decision.despite,
        "appealUntil": said.appeal_until.isoformat(),
        "appealTo": said.case.procedure.appeal_to,
        "replaces": list(said.replaces),
    }
    return _without_empty(whole)


def _without_empty(node: Node) -> Node:
    return {term: value for term, value in node.items() if value not in (None, [])}


def _target(target: Achievement, language: str) -> Node:
    return {
        "id": target.id,
        "type": ["RecognitionTarget"],
        "name": target.title.best(language),
        "targetVersion": target.version,
    }


def _recognised(one: Submitted, language: str) -> Node:
    return _without_empty(
        {
            "id": one.credential if is_absolute_iri(one.credential) else None,
            "type": ["RecognisedCredential"],
            "name": one.achievement.title.best(language) if one.achievement else None,
            "digestSRI": one.digest,
        }
    )


def _assessed(one: Assessed, target: Achievement, name: str, language: str) -> Node:
    title = next(o.title for o in target.outcomes if o.id == one.outcome)
    assessors = [one.by.name, *([one.second.by.name] if one.second else [])]
    return {
        "id": name,
        "type": ["AssessedOutcome"],
        "name": title.best(language),
        "aboutOutcome": target.local_iri(one.outcome),
        "shown": one.shown is True,
        "method": one.method,
        "assessedBy": assessors,
        "assessedOn": one.day,
    }


def _difference(one: SubstantialDifference, target: Achievement, name: str) -> Node:
    return _without_empty(
        {
            "id": name,
            "type": ["SubstantialDifference"],
            "element": one.element,
            "reason": [one.reason],
            "aboutOutcome": target.local_iri(one.outcome) if one.outcome else None,
        }
    )


# ------------------------------------------------------------------------------ for people


def is_recognition(document: Mapping[str, Any]) -> bool:
    """Say whether a credential is a recognition statement."""
    return has_type(document, TYPE)


def describe(document: Mapping[str, Any], *languages: str) -> Description:
    """Return what a recognition statement says.

    Args:
        document: the credential, one that was verified.
        languages: the reader's languages, best first.
    """
    nodes = Nodes(document)
    subject = nodes.node(document.get("credentialSubject"))
    found = nodes.node(subject.get("recognition"))
    more = tuple((label, lines) for label, lines in _lines(nodes, found) if lines)
    return replace(open_badges_3.describe(document, *languages), more=more)


def _lines(nodes: Nodes, found: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    outcome = text(found.get("recognitionOutcome"))
    yield "decision", _some(OUTCOMES.get(outcome or "", outcome))
    target = nodes.node(found.get("recognitionTarget"))
    yield "held against", _some(text(target.get("name")), text(target.get("id")))
    yield "for", _some(text(found.get("recognitionKind")))
    about = "not recognised" if outcome == "refused" else "recognised"
    yield about, tuple(_named(one) for one in nodes.nodes(found.get("recognised")))
    yield "prior learning", tuple(map(_shown, nodes.nodes(found.get("assessedOutcome"))))
    yield "decided", _some(text(found.get("decidedOn")))
    yield "decided by", _some(text(found.get("decidedBy")), text(found.get("decidedByRole")))
    yield "reasons", tuple(texts(found.get("reason")))
    yield "conditions", tuple(texts(found.get("condition")))
    differences = nodes.nodes(found.get("substantialDifference"))
    yield "differences", tuple(_differs(one) for one in differences)
    yield "what helps", tuple(texts(found.get("measure")))
    yield "although", _some(text(found.get("despite")))
    yield "appeal", _some(_appeal(found))
    replaced = (nodes.node(one).get("id") for one in as_list(found.get("replaces")))
    yield "replaces", tuple(str(one) for one in replaced if one)


def _some(*parts: str | None) -> tuple[str, ...]:
    said = ", ".join(part for part in parts if part)
    return (said,) if said else ()


def _named(one: Mapping[str, Any]) -> str:
    name, address, digest = (text(one.get(term)) for term in ("name", "id", "digestSRI"))
    return ", ".join(part for part in (name, address, digest) if part)


def _shown(one: Mapping[str, Any]) -> str:
    shown = "shown" if one.get("shown") is True else "not shown"
    by = " and ".join(texts(one.get("assessedBy")))
    return f"{text(one.get('name'))}: {shown} by {text(one.get('method'))}, {by}"


def _differs(one: Mapping[str, Any]) -> str:
    return f"{text(one.get('element'))}: {' '.join(texts(one.get('reason')))}"


def _appeal(found: Mapping[str, Any]) -> str | None:
    until, to = text(found.get("appealUntil")), text(found.get("appealTo"))
    return f"until {until}, to {to}" if until and to else None
