"""``mintmark award``: a person accepts what ``mintmark stack`` proposes, and it is issued."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from mintmark.cli import bench, days, files, issuing, stacking
from mintmark.encoding import strict_json
from mintmark.errors import DraftError, UsageError
from mintmark.model import Achievement, Decision, StackResult
from mintmark.steps.award import Row, accept, proposal_key, require_same


@dataclass(frozen=True, slots=True)
class Accepted:
    """What somebody decided.

    Attributes:
        result: the result (JSON) that was decided on.
        by: who decided.
        on: the day of the decision, or None for today.
    """

    result: Path
    by: str
    on: str | None


def award(
    accepted: Accepted,
    asked: stacking.Asked,
    checks: bench.Order,
    order: issuing.Order,
    *,
    as_json: bool,
) -> int:
    """Weigh again, award, issue, tell, and return the exit code."""
    day = days.read(accepted.on)
    if day is None:
        raise UsageError(
            "award.malformed-day",
            f"{accepted.on!r} is not a day.",
            remedy="Write it like 2024-01-31.",
        )
    seen = _result(accepted.result)

    def rows(achievement: Achievement, today: date) -> Iterable[Row]:
        if day > today:
            raise DraftError(
                "award.not-yet-decided", f"The decision is of {day}, which is to come."
            )
        on = None if seen.as_of == today else seen.as_of.isoformat()
        weighed = stacking.weigh(replace(asked, as_of=on), checks)
        require_same(seen, weighed.result)
        made = accept(
            weighed.rule,
            weighed.result,
            weighed.held,
            achievement,
            decision=Decision(by=accepted.by, on=day),
            award_id=uuid.uuid4().urn,
        )
        return [Row(1, proposal_key(made), made)]

    tally = issuing.issue_rows(order, rows, show_progress=False)
    return issuing.report(tally, order.out, as_json=as_json)


def _result(path: Path) -> StackResult:
    found = strict_json.loads_object(files.read_bytes(path))
    try:
        return StackResult.model_validate(found)
    except ValidationError:
        raise stacking.no_result(path) from None
