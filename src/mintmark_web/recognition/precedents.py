"""Precedents: what this office decided before about the same achievement, or one that is near."""

from __future__ import annotations

from dataclasses import dataclass

from mintmark import read_case
from mintmark.model.precedent import CaseEntry, PrecedentFound
from mintmark.steps.recognise.precedents import find
from mintmark_web.adapters import clock
from mintmark_web.recognition import reading
from mintmark_web.recognition.models import Case

LOOKED_AT = 300
"""So many earlier decisions are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier decision, and how it is like the case at hand."""

    case: Case
    found: PrecedentFound


def before(case: Case) -> list[Before]:
    """Return the precedents of a case, the most alike first. One query."""
    decided = Case.objects.filter(organisation_id=case.organisation_id).exclude(outcome="")
    rows = decided.exclude(pk=case.pk).order_by("-decided_on", "pk")[:LOOKED_AT]
    earlier = {str(one.pk): one for one in rows}
    among = {name: CaseEntry.model_validate_json(one.entry) for name, one in earlier.items()}
    found = find(
        reading.noun(case),
        among,
        lambda name: read_case(earlier[name].document),
        as_of=clock.now().date(),
    )
    return [Before(earlier[one.file], one) for one in found]
