"""Recognition: cases and decisions."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from mintmark_web.api.callers import Call
from mintmark_web.api.fields import LocalId, Shape, Words
from mintmark_web.api.finding import found
from mintmark_web.api.paging import Page, Where, page
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope
from mintmark_web.recognition import queries, services
from mintmark_web.recognition.examining import look_again

routes = Routes("Recognition")
_READ, _WRITE = Scope.RECOGNITION_READ, Scope.RECOGNITION_WRITE
_Paragraphs = Annotated[list[Words], Field(max_length=100)]


class CaseOut(Shape):
    """A case in a list."""

    id: UUID
    title: str
    name: str
    kind: str
    state: str
    outcome: str
    due_on: date | None
    opened_at: datetime


class WholeCase(CaseOut):
    """A case with all that happened in it."""

    document: dict[str, Any]
    """The case as data; see "Recognition" in the reference."""

    @staticmethod
    def resolve_document(row: Any) -> dict[str, Any]:
        """The case as the core writes it."""
        told: dict[str, Any] = json.loads(row.document)
        return told


class CaseFilter(Shape):
    """Which cases to list."""

    sort: Literal["open", "waiting", "appealed", "decided"] = "open"


class Wanted(Shape):
    """What the applicant is asked for."""

    documents: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=500)]],
        Field(min_length=1, max_length=50),
    ]


class Assessment(Shape):
    """Whether a claimed outcome was shown."""

    outcome: LocalId
    method: Annotated[str, Field(max_length=200)]
    shown: bool
    grounds: Words


class Ruling(Shape):
    """A decision and its reasons."""

    outcome: Literal["full", "partial", "refused"]
    reasons: Annotated[_Paragraphs, Field(min_length=1)]
    conditions: _Paragraphs = []
    measures: _Paragraphs = []
    """What the applicant may do to be recognised later."""
    differences: Annotated[list[dict[str, Any]], Field(max_length=100)] = []
    """The substantial differences: `element`, `reason`."""
    despite: Words | None = None
    """Why, although a credential is not valid or could not be checked."""
    valid_until: date | None = None

    def told(self) -> dict[str, Any]:
        """Return it as the service takes it."""
        return self.model_dump(mode="json")


class Settlement(Shape):
    """What becomes of an appeal: the old decision stands, or a new one."""

    reasons: Words
    ruling: Ruling | None = None


@routes("GET", "/cases", "case.see", _READ, gives=Page[CaseOut])
def list_cases(request: Call, where: Where, only: Annotated[CaseFilter, Query()]) -> Any:
    """List your office's cases of one sort, the latest first."""
    return page(queries.cases_of(request.organisation.pk, only.sort), where, "-opened_at", "pk")


@routes("GET", "/cases/{uuid:case_id}", "case.see", _READ, gives=WholeCase)
def read_case(request: Call, case_id: UUID) -> Any:
    """Read a case and all that happened in it."""
    return _case(request, case_id)


@routes("POST", "/cases/{uuid:case_id}/ask", "case.examine", _WRITE, gives=WholeCase)
def ask_for_documents(request: Call, case_id: UUID, body: Wanted) -> Any:
    """Ask the applicant for documents. The time limit stands still until they answer."""
    lines = "\n".join(" ".join(one.split()) for one in body.documents)
    return services.ask(request.actor, _case(request, case_id), documents=lines)


@routes("POST", "/cases/{uuid:case_id}/compare", "case.examine", _WRITE, gives=WholeCase, cost=10)
def compare_case(request: Call, case_id: UUID) -> Any:
    """Verify the credentials of a case again, and compare them with what is asked for."""
    case = _case(request, case_id)
    looked = look_again(case)
    return services.compare(request.actor, case, looked, services.take(case, looked))


@routes("POST", "/cases/{uuid:case_id}/assess", "case.examine", _WRITE, gives=WholeCase)
def assess_claim(request: Call, case_id: UUID, body: Assessment) -> Any:
    """Say whether a claimed outcome was shown."""
    return services.assess(request.actor, _case(request, case_id), **body.dict())


@routes("POST", "/cases/{uuid:case_id}/decide", "case.decide", _WRITE, gives=WholeCase)
def decide_case(request: Call, case_id: UUID, body: Ruling) -> Any:
    """Decide a case. The applicant is told."""
    return services.decide(request.actor, _case(request, case_id), body.told())


@routes("POST", "/cases/{uuid:case_id}/settle", "case.settle", _WRITE, gives=WholeCase)
def settle_appeal(request: Call, case_id: UUID, body: Settlement) -> Any:
    """Settle an appeal, as another person than who decided."""
    ruling = body.ruling.told() if body.ruling else None
    case = _case(request, case_id)
    return services.settle(request.actor, case, reasons=body.reasons, ruling=ruling)


@routes("POST", "/cases/{uuid:case_id}/sign", "case.issue", _WRITE, gives=WholeCase)
def sign_decision(request: Call, case_id: UUID) -> Any:
    """Sign the decision, for the applicant to show to anybody."""
    return services.issue_statement(request.actor, _case(request, case_id))


@routes("GET", "/cases/{uuid:case_id}/statement", "case.see", _READ)
def download_statement(request: Call, case_id: UUID) -> HttpResponse:
    """Download the signed decision, byte for byte."""
    return HttpResponse(bytes(found(_case(request, case_id).statement)), "application/vc")


def _case(request: Call, case_id: UUID) -> Any:
    return found(queries.case_of(request.organisation.pk, case_id))
