"""When a version is to be reviewed again."""

from __future__ import annotations

from datetime import date

from mintmark.encoding.periods import add_duration
from mintmark.errors import MintmarkError
from mintmark.frameworks import loading
from mintmark_web.achievements.models import Version

YEARLY = "P1Y"
OTHERWISE = "P3Y"
"""Where neither a framework nor the designer says anything."""

_YEARLY_FIELD = "review.reviewed_on"
"""A framework whose rules look at this field asks for a review within the last year."""


def default(version: Version, decided_on: date) -> date:
    """Return the day by which a version decided on that day should be reviewed again.

    Yearly where a chosen framework wants it so, else as often as the designer says.
    """
    interval = YEARLY if is_yearly(version.frameworks) else _said(version)
    try:
        return add_duration(decided_on, interval)
    except MintmarkError:
        return add_duration(decided_on, OTHERWISE)


def required(version: Version, since: date) -> date | None:
    """Return the day by which a framework wants a review again; None where none says anything."""
    return add_duration(since, YEARLY) if is_yearly(version.frameworks) else None


def is_yearly(frameworks: list[str]) -> bool:
    """Say whether one of the frameworks wants a review each year."""
    return any(
        _YEARLY_FIELD in rule.paths for one in frameworks for rule in loading.load(one).rules
    )


def _said(version: Version) -> str:
    review = version.document.get("review")
    interval = review.get("interval") if isinstance(review, dict) else None
    return str(interval or OTHERWISE)
