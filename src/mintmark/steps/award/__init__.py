"""award: from assessment results to awards, one learner a row; a bad row never stops the others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mintmark.errors import DraftError, MintmarkError
from mintmark.model import Achievement, Award, Learner
from mintmark.steps.award import table
from mintmark.steps.award.accepting import accept, proposal_key, require_same
from mintmark.steps.award.row import Form
from mintmark.steps.award.table import columns

__all__ = [
    "Refusal",
    "Row",
    "accept",
    "columns",
    "decision_key",
    "is_unseen",
    "learner_key",
    "proposal_key",
    "read_awards",
    "require_same",
]


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, line breaks, and marks that turn the direction of what follows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be awarded.

    Attributes:
        line: the line of the file it begins on, the header being line 1.
        key: names the decision: the same learner, achievement and day have the same key.
        award: the award.
    """

    line: int
    key: str
    award: Award


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be awarded, with every reason; name and e-mail as the row has them."""

    line: int
    learner: str
    reasons: tuple[MintmarkError, ...]
    email: str = ""


def read_awards(
    text: str | Iterable[str],
    achievement: Achievement,
    *,
    today: date,
    new_id: Callable[[], str],
    skipped: int = 0,
) -> Iterator[Row | Refusal]:
    """Read an award list (CSV; comma, semicolon or tab) row by row, in order.

    Args:
        text: the whole file; or its lines, with their ends, of which no more are read than it
            takes to tell of a row.
        achievement: what is awarded; its assessments decide the score and level columns.
        today: awards of a later day are refused.
        new_id: gives each award an address of its own.
        skipped: how many lines of the file, behind the header, are not among those given.

    Raises:
        InputError, LimitError: the file as a whole cannot be read; single rows never raise.
    """
    reader = table.reader(text)
    header = table.header(reader, achievement)
    seen: dict[str, int] = {}
    for line, cells in table.records(reader, skipped):
        row = _row(line, header, cells, achievement, today, new_id)
        if isinstance(row, Row):
            row = _first_of_its_kind(row, seen)
        yield row


def _row(
    line: int,
    header: tuple[str, ...],
    cells: list[str],
    achievement: Achievement,
    today: date,
    new_id: Callable[[], str],
) -> Row | Refusal:
    if len(cells) > len(header):
        reason = DraftError(
            "award.too-many-cells",
            f"The row has {len(cells)} cells, the header {len(header)}.",
            place=f"line {line}",
        )
        return Refusal(line, cells[0].strip(), (reason,))
    values = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    unfit = next((name for name, value in values.items() if is_unseen(value)), None)
    if unfit is not None:
        reason = DraftError(
            "award.bad-character",
            "The cell holds a character that nobody can see, or a line break.",
            place=f"line {line}, column {unfit}",
            remedy="Type the cell anew.",
        )
        values.pop(unfit)
        return Refusal(line, values.get("name", ""), (reason,), values.get("email", ""))
    form = Form(line, values)
    award = form.award(achievement, today, new_id)
    if award is None:
        return Refusal(line, values.get("name", ""), tuple(form.reasons), values.get("email", ""))
    return Row(line, decision_key(award), award)


def is_unseen(text: str) -> bool:
    """Say whether a text holds a character that nobody can see, or a line break."""
    return _CONTROL.search(text) is not None


def decision_key(award: Award) -> str:
    """Return a digest that names the decision: learner, achievement, day. Not for publishing."""
    parts = (award.achievement, learner_key(award.learner), award.awarded_on.isoformat())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def learner_key(learner: Learner) -> str:
    """Return what tells one learner from another: the id, else the e-mail, else the name."""
    return learner.id or (learner.email or learner.name).casefold()


def _first_of_its_kind(row: Row, seen: dict[str, int]) -> Row | Refusal:
    key = learner_key(row.award.learner)
    first = seen.setdefault(key, row.line)
    if first == row.line:
        return row
    reason = DraftError(
        "award.duplicate",
        f"The same learner stands on line {first} already.",
        place=f"line {row.line}",
        remedy="Keep one of the two rows.",
    )
    learner = row.award.learner
    return Refusal(row.line, learner.name, (reason,), learner.email or "")
