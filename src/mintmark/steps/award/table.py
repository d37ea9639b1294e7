"""The award list as a table: CSV with named columns, read row by row."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from mintmark.errors import InputError, LimitError
from mintmark.model import Achievement

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 1_000_000

_PLAIN = (
    "name",
    "email",
    "learner_id",
    "date",
    "place",
    "route",
    "identity_check",
    "identity_checked_on",
    "formative_done",
    "evidence_url",
    "grade",
    "assessor",
)
_REQUIRED = ("name", "date")


def columns(achievement: Achievement) -> tuple[str, ...]:
    """Return the columns that an award list for this achievement may have."""
    own = (f"{kind}:{a.id}" for a in achievement.assessments for kind in ("score", "level"))
    return (*_PLAIN, *own)


def reader(text: str | Iterable[str]) -> Any:
    """Return a CSV reader over a text or its lines; the first line tells the delimiter.

    Raises:
        LimitError: the text is too large.
    """
    if not isinstance(text, str):
        return _line_reader(iter(text))
    if len(text) > MAX_BYTES:
        raise LimitError(
            "csv.too-large",
            f"The award list is larger than {MAX_BYTES // 2**20} MiB.",
            remedy="Split it into several files.",
        )
    return _line_reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def _line_reader(lines: Iterator[str]) -> Any:
    passed = []
    for line in lines:
        passed.append(line.removeprefix("\ufeff"))
        if passed[-1].strip("\r\n"):
            break
    first = passed[-1] if passed else ""
    delimiter = max(",;\t", key=first.count)
    return csv.reader(chain(passed, lines), delimiter=delimiter, strict=True)


def header(lines: Any, achievement: Achievement) -> tuple[str, ...]:
    """Read the line of column names.

    Raises:
        InputError: a column is unknown, missing or there twice, or the file is empty.
    """
    cells = next(records(lines), (1, []))[1]
    names = tuple(cell.strip().lower() for cell in cells)
    if not any(names):
        raise InputError(
            "csv.empty",
            "The award list is empty.",
            place="line 1",
            remedy=f"Begin it with a line of column names: {', '.join(columns(achievement))}.",
        )
    allowed = columns(achievement)
    for name in names:
        if name not in allowed:
            near = difflib.get_close_matches(name, allowed, 1)
            raise InputError(
                "csv.unknown-column",
                f"The column {name!r} is not one an award list for this achievement has.",
                place="line 1",
                remedy=f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(allowed)}.",
            )
        if names.count(name) > 1:
            raise InputError(
                "csv.duplicate-column", f"The column {name!r} stands there twice.", place="line 1"
            )
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise InputError(
            "csv.missing-column", f"The column {missing[0]!r} is missing.", place="line 1"
        )
    return names


def records(lines: Any, skipped: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield the line that each record begins on, and its cells; blank records are passed over.

    ``skipped`` counts the lines of the file that stand before these and are not among them.

    Raises:
        InputError: the file is not well-formed CSV.
        LimitError: it has too many rows.
    """
    for _ in range(MAX_ROWS + 1):
        line = lines.line_num + 1 + skipped
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                "csv.malformed",
                f"The award list is not well-formed CSV: {_why(error)}.",
                place=f"line {line}",
                remedy="Quote cells that hold the delimiter, quotes or line breaks.",
            ) from None
        if any(cell.strip() for cell in cells):
            yield line, cells
    raise LimitError("csv.too-many-rows", f"The award list has more than {MAX_ROWS} rows.")


def _why(error: csv.Error) -> str:
    """Say in our words what the reader of the standard library found."""
    told = str(error)
    if "unexpected end" in told:
        return "a quote is opened and never closed"
    if "larger than" in told:
        return "a cell is far too long; perhaps a quote is opened and never closed"
    return "something follows a closing quote"
