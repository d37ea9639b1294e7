"""What may be awarded for a recognised case: one of the organisation's own achievements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mintmark import MintmarkError
from mintmark.steps.recognise.statement import award_row
from mintmark_web.achievements import queries as achievements
from mintmark_web.recognition import reading
from mintmark_web.recognition.models import Case

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version

ROUTE = "recognition-of-prior-learning"


def version_of(case: Case) -> Version | None:
    """Return the version that a case was decided about; None where it is none of one's own."""
    of = case.module.achievement_id
    asked = reading.noun(case).target.achievement
    if of is None or asked.id != achievements.iri(of):
        return None
    return next(
        (one for one in achievements.versions_of(of) if str(one.number) == asked.version), None
    )


def awardable(case: Case) -> Version | None:
    """Return what can be awarded now: prior learning was recognised in full, and is one's own."""
    if case.award_id is not None or case.outcome != "full" or case.module.achievement_id is None:
        return None
    try:
        award_row(reading.noun(case))
    except MintmarkError:
        return None
    return version_of(case)


def on_offer(organisation_id: int) -> list[Version]:
    """Return an organisation's public achievements that can be had by prior learning, by title."""
    rows = achievements.published_versions().filter(achievement__organisation_id=organisation_id)
    found = [one for one in rows if ROUTE in (one.document.get("routes") or ())]
    return sorted(found, key=lambda one: one.title.casefold())
