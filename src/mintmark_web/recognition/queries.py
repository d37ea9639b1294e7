"""Reading offices, curricula, cases and precedents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mintmark_web.recognition.models import Case, CaseFile, Module, Procedure

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User

OPEN = ("open", "examined")
"""What the office has to work on."""


def procedure(organisation_id: int) -> Procedure | None:
    """Return what an office made known; None where it takes no applications."""
    found = Procedure.objects.filter(organisation_id=organisation_id)
    return found.select_related("organisation").first()


def modules_of(organisation_id: int) -> QuerySet[Module]:
    """Return the parts of an organisation's curriculum, by title."""
    rows = Module.objects.filter(organisation_id=organisation_id)
    return rows.annotate(asked=Count("cases")).order_by("title", "pk")


def module_of(organisation_id: int, module_id: UUID | str) -> Module | None:
    """Return one part of an organisation's curriculum."""
    return Module.objects.filter(organisation_id=organisation_id, pk=module_id).first()


def open_modules(words: str = "") -> QuerySet[Module]:
    """Return what learners may apply for, by title."""
    has_office = Procedure.objects.values("organisation_id")
    found = Module.objects.filter(open=True, organisation_id__in=has_office)
    for word in words.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(document__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    return found.select_related("organisation").order_by("title", "pk")


def open_module(module_id: UUID | str) -> Module | None:
    """Return something that learners may apply for."""
    return open_modules().filter(pk=module_id).first()


# ------------------------------------------------------------------------------ cases


SORTS = {
    "open": Q(state__in=OPEN),
    "waiting": Q(state="waiting"),
    "appealed": Q(state="appealed"),
    "decided": Q(state__in=("decided", "closed")),
}


def cases_of(organisation_id: int, sort: str) -> QuerySet[Case]:
    """Return an office's cases: those that are due first, first."""
    found = Case.objects.filter(SORTS[sort], organisation_id=organisation_id)
    newest_first = sort == "decided"
    return found.order_by("-decided_on", "pk") if newest_first else found.order_by("due_on", "pk")


def counts(organisation_id: int) -> dict[str, int]:
    """Return how many cases an office has of each sort, in one query."""
    whole = Case.objects.filter(organisation_id=organisation_id)
    return whole.aggregate(**{name: Count("pk", filter=which) for name, which in SORTS.items()})


def case_of(organisation_id: int, case_id: UUID | str) -> Case | None:
    """Return one case of an office."""
    return _whole().filter(organisation_id=organisation_id, pk=case_id).first()


def cases_by(user: User) -> QuerySet[Case]:
    """Return a person's own cases, the newest first."""
    return _whole().filter(applicant=user).order_by("-opened_at", "pk")


def case_by(user: User, case_id: UUID | str) -> Case | None:
    """Return one of a person's own cases."""
    return cases_by(user).filter(pk=case_id).first()


def _whole() -> QuerySet[Case]:
    return Case.objects.select_related("organisation", "applicant", "module", "decided_by")


def file_of(case: Case, file_id: UUID | str) -> CaseFile | None:
    """Return one file of a case."""
    return CaseFile.objects.filter(case=case, pk=file_id).first()


# ------------------------------------------------------------------------------ precedents


def published(words: str = "", outcome: str = "") -> QuerySet[Case]:
    """Return the decisions that everybody may read, the newest first."""
    found = Case.objects.filter(published_at__isnull=False).select_related("organisation")
    found = found.filter(outcome=outcome) if outcome else found
    for word in words.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(public_sources__icontains=word)
            | Q(public_words__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    return found.order_by("-decided_on", "pk")


def published_case(case_id: UUID | str) -> Case | None:
    """Return a decision that everybody may read."""
    return published().filter(pk=case_id).first()
