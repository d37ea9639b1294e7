"""The time limit: four months at most, from the day on which the application is complete.

LRC III.5: within a reasonable time limit, named beforehand, and counted from the time when all
necessary information is there. That four months is the most that is reasonable, the European Area
of Recognition manual says (time limit).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from mintmark.encoding.periods import add_duration
from mintmark.errors import RecognitionError
from mintmark.model.recognition import Procedure

LONGEST: Final = "P4M"
"""The longest time limit."""

_SOME_DAY: Final = date(2026, 3, 1)
"""A day whose next four months have 31, 30, 31 and 30 days; none have more than 123 together."""


def require_reasonable(procedure: Procedure) -> None:
    """Refuse a time limit that is longer than four months, and no time at all for an appeal.

    Raises:
        RecognitionError: ``recognise.time-limit`` or ``recognise.no-time-to-appeal``.
    """
    time_limit = procedure.time_limit
    if add_duration(_SOME_DAY, time_limit) > add_duration(_SOME_DAY, LONGEST):
        raise RecognitionError(
            "recognise.time-limit",
            f"A time limit of {time_limit} is longer than four months.",
            place="procedure.time_limit",
            remedy="Name four months (P4M) or less.",
        )
    if add_duration(_SOME_DAY, procedure.appeal_within) <= _SOME_DAY:
        raise RecognitionError(
            "recognise.no-time-to-appeal",
            f"Within {procedure.appeal_within} nobody can appeal.",
            place="procedure.appeal_within",
            remedy="Name a longer time, such as P30D; applicants can always appeal (LRC III.5).",
        )


def due(complete_on: date, time_limit: str, stopped_days: int = 0) -> date:
    """Return the last day on which the decision is in time.

    Months are those of the calendar: four months after 31 October is the last day of February.
    Days on which the office waited for the applicant are put on top.

    Args:
        complete_on: the day on which the application was complete.
        time_limit: an ISO 8601 duration, for example ``P4M``.
        stopped_days: on how many days the time limit stood still.
    """
    return add_duration(complete_on, time_limit) + timedelta(days=stopped_days)
