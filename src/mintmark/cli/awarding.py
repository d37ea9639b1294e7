"""``mintmark award``: a person accepts what ``mintmark stack`` proposes, and it is issued."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from mintmark.cli import bench, console, days, files, issuing, keyring, stacking
from mintmark.encoding import strict_json
from mintmark.errors import DraftError, MintmarkError, UsageError
from mintmark.formats import open_badges_3
from mintmark.model import Achievement, Decision, Holding, StackResult
from mintmark.steps.award import Row, accept, is_unseen, proposal_key, require_same
from mintmark.steps.record import issue_record, record_of
from mintmark.vocabularies.persons import is_program


@dataclass(frozen=True, slots=True)
class Accepted:
    """What somebody decided.

    Attributes:
        result: the result (JSON) that was decided on.
        by: who decided.
        on: the day of the decision, or None for today.
        record: whether a learner's record is to be written too.
    """

    result: Path
    by: str
    on: str | None
    record: bool = False


def award(
    accepted: Accepted,
    asked: stacking.Asked,
    checks: bench.Order,
    order: issuing.Order,
    *,
    as_json: bool,
) -> int:
    """Weigh again, award, issue, tell, and return the exit code."""
    decision = _decision(accepted)
    seen = _result(accepted.result)
    held: list[Holding] = []

    def rows(achievement: Achievement, issuer: str, today: date) -> Iterable[Row]:
        if decision.on > today:
            raise DraftError(
                "award.not-yet-decided", f"The decision is of {decision.on}, still to come."
            )
        on = None if seen.as_of == today else seen.as_of.isoformat()
        ready = stacking.make_it_ready(replace(asked, as_of=on), checks)
        held.extend(stacking.held(ready.bench, asked.names))
        result = ready.result(held)
        require_same(seen, result)
        made = accept(
            ready.rule,
            result,
            held,
            achievement,
            decision=decision,
            award_id=uuid.uuid4().urn,
            issuer=issuer,
        )
        return [Row(1, proposal_key(made), made)]

    tally = issuing.issue_rows(order, rows, show_progress=False)
    failed = _write_records(order, tally, held) if accepted.record else None
    code = issuing.report(tally, order.out, as_json=as_json)
    if failed is not None:
        console.error(failed)
        return 1
    return code


def _decision(accepted: Accepted) -> Decision:
    day = days.read(accepted.on)
    if day is None:
        raise UsageError(
            "award.malformed-day",
            f"{accepted.on!r} is not a day.",
            remedy="Write it like 2024-01-31.",
        )
    try:
        if not is_unseen(accepted.by) and not is_program(accepted.by):
            return Decision(by=accepted.by.strip(), on=day)
    except ValidationError:
        pass
    raise UsageError(
        "award.no-decider",
        "--decided-by does not name a person, in one line.",
        remedy="Write the name as it should stand in the credential.",
    )


def _write_records(
    order: issuing.Order, tally: issuing.Tally, held: list[Holding]
) -> MintmarkError | None:
    """Write the record of each award; return why one cannot be made. The award stands anyway."""
    for told in (*tally.issued, *tally.already):
        try:
            told["record"] = _write_record(order, order.out / told["file"], held)
        except MintmarkError as error:
            return error
    return None


def _write_record(order: issuing.Order, file: Path, held: list[Holding]) -> str:
    """Write the record of an award beside it, unless it is there; return the file's name."""
    path = file.with_suffix(".clr.jwt")
    if not path.exists():
        larger = files.read_bytes(file)
        _, award = open_badges_3.load(strict_json.loads_object(larger))
        found = {(one.id, one.digest): one.file for one in held if one.file}
        parts = [files.read_bytes(found[one.id, one.digest]) for one in award.parts]
        record = record_of(larger, parts, record_id=uuid.uuid4().urn)
        token = issue_record(
            record,
            signer=keyring.read(order.key, order.passphrase),
            at=datetime.now(UTC),
            salt=secrets.token_urlsafe(16),
            contexts=keyring.contexts(order.contexts),
        )
        files.write_whole(path, token)
    return path.name


def _result(path: Path) -> StackResult:
    found = stacking.read_result(path, files.read_bytes(path))
    try:
        return StackResult.model_validate(found)
    except ValidationError:
        raise stacking.no_result(path) from None
