"""Tables that come from and go to people's spreadsheets (CSV, RFC 4180)."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take a cell that begins so for: a formula, which can do harm."""

HEAD = 4096
"""How many of the first bytes tell what it is."""
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
    refuse_binary(data[:HEAD])
    text, encoding = _decoded(data)
    if "\x00" in text:
        raise NotATableError
    return text, encoding


def refuse_binary(head: bytes) -> None:
    """Refuse a file that begins so, if it is no text at all.

    Raises:
        WorkbookError, NotATableError: it is something else.
    """
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise WorkbookError
    if b"\x00" in head and not head.startswith(tuple(mark for mark, _name in _WIDE)):
        raise NotATableError


def said(error: NotATableError) -> str:
    """Return what to tell whoever sent it."""
    if isinstance(error, WorkbookError):
        return _("This is a workbook. In your spreadsheet program, save it as CSV.")
    return _("This is no text table. Save the list as CSV, in UTF-8.")


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
