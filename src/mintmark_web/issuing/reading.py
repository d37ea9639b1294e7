"""From a batch's source to what is to be issued, some rows at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.core.files import File
from django.utils.translation import gettext as _

from mintmark import Achievement, Award
from mintmark.errors import DraftError, InputError, MintmarkError
from mintmark.steps.award import Refusal, Row, read_awards
from mintmark.steps.award.table import header, reader, records
from mintmark.steps.issue import end_of
from mintmark_web.awards import queries as awards
from mintmark_web.issuing.models import Batch
from mintmark_web.issuing.types import Fault, Item, Part

CHUNK = 500
"""How many rows are read, and then signed, at once."""


class Lines:
    """The lines of a file from a place on; it knows how far they were read.

    Raises:
        InputError: ``csv.not-utf8``, when the line is asked for.
    """

    def __init__(self, file: IO[bytes] | File[Any], offset: int = 0, line: int = 0) -> None:
        file.seek(offset)
        self._file = file
        self.offset = offset
        self.line = line

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        data = self._file.readline()
        if not data:
            raise StopIteration
        self.offset += len(data)
        self.line += 1
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise InputError(
                "csv.not-utf8",
                "The award list is not text in UTF-8.",
                place=f"line {self.line}",
                remedy='Save it again as "CSV UTF-8".',
            ) from None


def count_rows(file: IO[bytes] | File[Any], achievement: Achievement) -> int:
    """Return how many rows an award list has, not counting its head; read it through for that.

    Raises:
        InputError, LimitError: it cannot be read as a whole.
    """
    lines = reader(Lines(file))
    header(lines, achievement)
    return sum(1 for _ in records(lines))


def read_part(batch: Batch, achievement: Achievement, now: datetime) -> Part:
    """Return the next rows of a batch's source.

    Raises:
        InputError, LimitError: the source cannot be read.
        OSError: it is gone.
    """
    return (_of_list if batch.kind == Batch.Kind.LIST else _of_awards)(batch, achievement, now)


def _of_list(batch: Batch, achievement: Achievement, now: datetime) -> Part:
    with batch.source.open("rb") as file:
        lines = Lines(file)
        given = _head(lines)
        skipped = max(0, batch.line - lines.line)
        if batch.offset > lines.offset:
            lines = Lines(file, batch.offset, batch.line)
        rows = read_awards(
            _then(given, lines),
            achievement,
            today=now.date(),
            new_id=lambda: uuid.uuid4().urn,
            skipped=skipped,
        )
        taken = list(islice(rows, CHUNK))
    items: list[Item] = []
    faults: list[Fault] = []
    for row in taken:
        _sort(_read(row, achievement, now), items, faults)
    return Part(
        begins=batch.read,
        rows=len(taken),
        offset=lines.offset,
        line=lines.line,
        items=items,
        faults=faults,
        last=len(taken) < CHUNK,
    )


def _sort(read: Item | Fault, items: list[Item], faults: list[Fault]) -> None:
    if isinstance(read, Item):
        items.append(read)
    else:
        faults.append(read)


def _head(lines: Lines) -> list[str]:
    """Return the lines of the head: empty ones, and that with the names of the columns."""
    passed = []
    for line in lines:
        passed.append(line)
        if line.removeprefix("\ufeff").strip(" \t\r\n,;"):
            break
    return passed


def _then(head: list[str], lines: Lines) -> Iterator[str]:
    yield from head
    yield from lines


def _read(row: Row | Refusal, achievement: Achievement, now: datetime) -> Item | Fault:
    if isinstance(row, Refusal):
        return Fault(row.line, row.learner, tuple(map(_told, row.reasons)))
    return _fit(Item(row.line, row.award), achievement, now)


def _fit(item: Item, achievement: Achievement, now: datetime) -> Item | Fault:
    """Return the item, or why no credential can be issued for such an award today."""
    try:
        end_of(achievement, item.award, at=now)
    except DraftError as error:
        return Fault(item.line, item.award.learner.name, (_told(error),))
    return item


def _told(error: MintmarkError) -> tuple[str, str]:
    words = f"{error.message} {error.remedy}" if error.remedy else error.message
    column = (error.place or "").partition("column ")[2]
    return error.code, _("Column %s: ") % column + words if column else words


def _of_awards(batch: Batch, achievement: Achievement, now: datetime) -> Part:
    wanted = batch.awards[batch.read : batch.read + CHUNK]
    rows = awards.unissued(batch.organisation, version_id=batch.version_id)
    found = {str(one.pk): awards.noun(one) for one in rows.filter(pk__in=wanted)}
    items: list[Item] = []
    faults: list[Fault] = []
    for number, name in enumerate(wanted, batch.read + 1):
        _sort(_award(number, name, found.get(name), achievement, now), items, faults)
    return Part(
        begins=batch.read,
        rows=len(wanted),
        offset=0,
        line=0,
        items=items,
        faults=faults,
        last=batch.read + len(wanted) >= len(batch.awards),
    )


def _award(
    number: int, name: str, award: Award | None, achievement: Achievement, now: datetime
) -> Item | Fault:
    if award is None:
        return Fault(number, "", (("issuing.award-gone", _("This award is not there any more.")),))
    return _fit(Item(number, award, UUID(name)), achievement, now)
