"""The catalogues: compiled by GNU gettext's format, read here because all entries are asked for."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from mintmark_web.ui.telling.templates import Shelf

LOCALE = Path(__file__).resolve().parents[1] / "locale"
_HEAD = struct.Struct("<7I")
_PLACE = struct.Struct("<2I")


@cache
def shelf(language: str) -> Shelf | None:
    """Return the templates of a language (``fr``); None where it has no catalogue."""
    path = LOCALE / language / "LC_MESSAGES" / "core.mo"
    return Shelf(entries(path.read_bytes())) if path.is_file() else None


def entries(data: bytes) -> dict[str, str]:
    """Return what a compiled catalogue holds, without its head."""
    _magic, _revision, count, said, told, _size, _table = _HEAD.unpack_from(data)
    pairs = ((_text(data, said, n), _text(data, told, n)) for n in range(count))
    return {key: value for key, value in pairs if key}


def _text(data: bytes, table: int, number: int) -> str:
    length, start = _PLACE.unpack_from(data, table + number * _PLACE.size)
    return data[start : start + length].decode()
