"""Tables that come from and go to people's spreadsheets (CSV, RFC 4180)."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take a cell that begins so for: a formula, which can do harm."""

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class NotATableError(ValueError):
    """What was sent is no text."""


class WorkbookError(NotATableError):
    """What was sent is a spreadsheet program's own file."""


def read(data: bytes) -> tuple[str, str]:
    """Return the text of a table, and the encoding it was in.

    UTF-8 with and without a mark, UTF-16 with one, and else Windows-1252, in which spreadsheet
    programs of Western Europe still write. That one is a guess, so show the reader what was read.

    Raises:
        WorkbookError, NotATableError: it is something else.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise WorkbookError
    text, encoding = _decoded(data)
    if "\x00" in text:
        raise NotATableError
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, name in _WIDE:
        if data.startswith(mark):
            try:
                return data.decode(name), "UTF-16"
            except UnicodeDecodeError:
                raise NotATableError from None
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        raise NotATableError from None


def harmless(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe keeps it text."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def plain(cell: str) -> str:
    """Return what a cell was before ``harmless`` wrote it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def write(rows: Iterable[Iterable[object]]) -> bytes:
    """Return a table as UTF-8 with a mark, so that spreadsheet programs know the encoding."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
