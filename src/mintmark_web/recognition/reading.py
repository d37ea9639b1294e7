"""Cases and targets: from the row to the noun of the core, and back."""

from __future__ import annotations

from mintmark import Comparison, RecognitionCase, Target, read_case, write_case
from mintmark.model.recognition import Procedure as ProcedureNoun
from mintmark.steps.recognise.precedents import entry
from mintmark.steps.recognise.standing import Standing, standing
from mintmark_web.keys.queries import issuer
from mintmark_web.recognition.models import Case, Module, Procedure

__all__ = ["Standing", "noun", "standing"]


def noun(case: Case) -> RecognitionCase:
    """Return a case as the core knows it."""
    return read_case(case.document, "case")


def keep(case: Case, now: RecognitionCase) -> None:
    """Put what has become of a case into its columns."""
    stands = standing(now)
    waits = stands.state in ("open", "waiting", "examined")
    case.document = write_case(now, as_json=True).decode()
    case.entry = entry(now).model_dump_json()
    case.state = stands.state
    case.due_on = stands.due(now) if waits or (stands.state == "appealed") else None
    case.waiting_since = stands.stopped_on if stands.state == "waiting" else None
    if stands.made:
        case.outcome = stands.made[-1].decision.outcome
        case.decided_on = stands.made[-1].on


def target(module: Module) -> Target:
    """Return a part of a curriculum as the core knows it."""
    return Target.model_validate_json(module.document)


def comparison(case: Case) -> Comparison | None:
    """Return the last comparison of a case."""
    return Comparison.model_validate_json(case.comparison) if case.comparison else None


def procedure(row: Procedure) -> ProcedureNoun:
    """Return what an office made known, as the core knows it."""
    return ProcedureNoun.model_validate(
        {
            "office": issuer(row.organisation),
            "time_limit": f"P{row.months}M",
            "appeal_within": f"P{row.appeal_days}D",
            "appeal_to": row.appeal_to,
        }
    )
