"""What an applicant does: apply, answer, appeal, withdraw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark import open_case as opened
from mintmark.formats.related import digest_of
from mintmark.model.prior_learning import Claim
from mintmark.model.recognition import (
    Answered,
    Appealed,
    Applicant,
    Closed,
    Verified,
)
from mintmark.steps.recognise.case import made
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.recognition import queries, reading
from mintmark_web.recognition.models import Case, CaseFile, Module
from mintmark_web.recognition.services.cases import (
    add_file,
    happens,
    kept,
    lines,
    locked,
    today,
)
from mintmark_web.recognition.types import Application, Claimed, Handed, Seen

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User

Kind = CaseFile.Kind


@service("case.open")
def open_case(_actor: Actor, learner: User, module: Module, application: Application) -> Case:
    """Open a case: the time limit runs from today.

    Raises:
        ValidationError: nothing was handed in, or the office takes no applications.
        RecognitionError: what a rule of recognition says against it.
    """
    office = queries.procedure(module.organisation_id)
    if office is None or not module.open:
        raise ValidationError(_("This office takes no applications for this at the moment."))
    if not application.credentials and not application.claims:
        raise ValidationError(_("Choose a credential, or say what you have learned."))
    case = Case(organisation_id=module.organisation_id, applicant=learner, module=module)
    noun = opened(
        case.pk.urn,
        reading.target(module),
        reading.procedure(office),
        made(Applicant, {"name": application.name, "email": learner.email}),
        on=date.fromisoformat(today()),
        credentials=[(one.kept, one.verdict) for one in application.credentials],
        claim=_claim(application.claims),
    )
    case.kind, case.title, case.name = module.kind, module.title, application.name[:300]
    kept(case, noun)
    _keep_files(case, application.credentials, application.claims)
    note(credentials=len(application.credentials), claims=len(application.claims))
    return case


def _claim(claims: Sequence[Claimed]) -> Claim | None:
    if not claims:
        return None
    return made(Claim, {"outcomes": tuple(_claimed(one) for one in claims)})


def _claimed(one: Claimed) -> dict[str, Any]:
    evidence: list[dict[str, Any]] = []
    if one.file is not None:
        digest = digest_of(one.file.data)
        evidence.append({"kind": "file", "name": one.file.name[:200], "digest": digest})
    if one.witness:
        witness = {"kind": "testimony", "name": one.witness, "by": {"name": one.witness}}
        evidence.append(witness | {"says": one.says})
    return {"outcome": one.outcome, "statement": one.statement, "evidence": tuple(evidence)}


def _keep_files(case: Case, credentials: Iterable[Seen], claims: Iterable[Claimed] = ()) -> None:
    for one in credentials:
        add_file(case, Kind.CREDENTIAL, one.file.name, one.file.data, pk=one.key)
    for claimed in claims:
        if claimed.file is not None:
            add_file(case, Kind.EVIDENCE, claimed.file.name, claimed.file.data)


@service("case.answer")
def answer(
    _actor: Actor,
    case: Case,
    *,
    words: str,
    credentials: Sequence[Seen] = (),
    documents: Sequence[Handed] = (),
) -> Case:
    """Send what the office asked for: the time limit runs on.

    Raises:
        RecognitionError: the office does not wait for anything, or this was handed in before.
    """
    now = locked(case)
    noun = happens(
        reading.noun(now),
        Answered,
        "answered",
        note=words.strip() or None,
        credentials=tuple(one.kept for one in credentials),
    )
    if credentials:
        verdicts = tuple(one.verdict for one in credentials)
        noun = happens(noun, Verified, "verified", verdicts=verdicts)
    _keep_files(now, credentials)
    for one in documents:
        add_file(now, Kind.DOCUMENT, one.name, one.data)
    note(credentials=len(credentials), documents=len(documents))
    return kept(now, noun)


@service("case.appeal")
def appeal(_actor: Actor, case: Case, *, grounds: str) -> Case:
    """Appeal against the decision, or against there being none in time.

    Raises:
        RecognitionError: it is too late, or too early.
    """
    now = locked(case)
    return kept(now, happens(reading.noun(now), Appealed, "appealed", grounds=lines(grounds)))


@service("case.withdraw")
def withdraw(_actor: Actor, case: Case) -> Case:
    """Take an application back before it is decided.

    Raises:
        RecognitionError: it is decided.
    """
    now = locked(case)
    return kept(now, happens(reading.noun(now), Closed, "closed", why="withdrawn"))
