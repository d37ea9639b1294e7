"""The part of CBOR (RFC 8949) that proofs are written in, read so that it has one spelling.

Integers, byte strings, text strings, arrays, and maps whose keys are integers. Lengths are definite
and integers as short as they can be (section 4.2.1, core deterministic encoding); tags, floats and
simple values do not occur, and negative numbers only where the reader asks for them. Only the order
of a map's keys is left free when reading: it cannot change what is said, as no key may come twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from mintmark.errors import InputError, LimitError, UsageError

MAX_DEPTH: Final = 4
"""How many arrays and maps may stand inside one another."""

Item: TypeAlias = int | bytes | str | Sequence["Item"] | Mapping[int, "Item"]
"""What is written; what is read is int, bytes, str, list or dict."""

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = 0, 1, 2, 3, 4, 5
_SIZES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_INDEFINITE: Final = 31


def loads(data: bytes, *, negative: bool = False) -> Item:
    """Read one item, which must be all there is.

    Args:
        negative: whether negative numbers may occur.

    Raises:
        InputError: ``cbor.truncated``, ``cbor.trailing-bytes``, ``cbor.indefinite-length``,
            ``cbor.not-canonical``, ``cbor.duplicate-key``, ``cbor.not-utf-8``,
            ``cbor.unsupported``.
        LimitError: ``cbor.too-deep``.
    """
    reader = _Reader(data, negative=negative)
    item = reader.item(0)
    if reader.left:
        raise InputError("cbor.trailing-bytes", "Bytes follow the end of the CBOR item.")
    return item


def dumps(item: Item) -> bytes:
    """Write one item, in core deterministic encoding.

    Raises:
        UsageError: ``cbor.not-writable``.
    """
    if type(item) is int and 0 <= item < 1 << 64:
        return _head(_UNSIGNED, item)
    if type(item) is int and -(1 << 64) <= item < 0:
        return _head(_NEGATIVE, -1 - item)
    if isinstance(item, bytes):
        return _head(_BYTES, len(item)) + item
    if isinstance(item, str):
        text = item.encode("utf-8", "replace")
        return _head(_TEXT, len(text)) + text
    if isinstance(item, Mapping):
        pairs = (dumps(key) + dumps(item[key]) for key in sorted(item))
        return _head(_MAP, len(item)) + b"".join(pairs)
    if isinstance(item, Sequence):
        return _head(_ARRAY, len(item)) + b"".join(map(dumps, item))
    raise UsageError("cbor.not-writable", f"CBOR for {type(item).__name__} is not written here.")


def _head(major: int, argument: int) -> bytes:
    if argument < 24:
        return bytes([major << 5 | argument])
    code, size = next(entry for entry in _SIZES.items() if argument < 1 << 8 * entry[1])
    return bytes([major << 5 | code]) + argument.to_bytes(size, "big")


class _Reader:
    """Goes through the bytes once; nothing is set aside for what is yet to come."""

    def __init__(self, data: bytes, *, negative: bool) -> None:
        self._data = data
        self._negative = negative
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def item(self, depth: int) -> Item:
        major, argument = self._read_head()
        if major == _UNSIGNED:
            return argument
        if major == _NEGATIVE and self._negative:
            return -1 - argument
        if major == _BYTES:
            return self._take(argument)
        if major == _TEXT:
            return self._text(argument)
        if major not in (_ARRAY, _MAP):
            raise InputError("cbor.unsupported", "A kind of CBOR item stands where none may.")
        if depth == MAX_DEPTH:
            raise LimitError("cbor.too-deep", f"CBOR items nest more than {MAX_DEPTH} deep.")
        return self._array(argument, depth) if major == _ARRAY else self._map(argument, depth)

    def _read_head(self) -> tuple[int, int]:
        initial = self._take(1)[0]
        major, argument = initial >> 5, initial & 31
        if argument == _INDEFINITE:
            raise InputError("cbor.indefinite-length", "A CBOR item has no definite length.")
        if argument < 24:
            return major, argument
        if argument not in _SIZES:
            raise InputError("cbor.unsupported", "A CBOR item has a reserved length.")
        size = _SIZES[argument]
        number = int.from_bytes(self._take(size), "big")
        if number < (24 if size == 1 else 1 << 4 * size):
            raise InputError("cbor.not-canonical", "A CBOR number is longer than it needs to be.")
        return major, number

    def _take(self, size: int) -> bytes:
        if size > self.left:
            raise InputError("cbor.truncated", "The CBOR item says it is longer than it is.")
        self._at += size
        return self._data[self._at - size : self._at]

    def _text(self, size: int) -> str:
        try:
            return self._take(size).decode()
        except UnicodeDecodeError:
            raise InputError("cbor.not-utf-8", "A CBOR text is not UTF-8.") from None

    def _array(self, count: int, depth: int) -> list[Item]:
        return [self.item(depth + 1) for _ in range(count)]

    def _map(self, count: int, depth: int) -> dict[int, Item]:
        entries: dict[int, Item] = {}
        for _ in range(count):
            key = self.item(depth + 1)
            if not isinstance(key, int):
                raise InputError("cbor.unsupported", "A key of a CBOR map is not a number.")
            if key in entries:
                raise InputError("cbor.duplicate-key", "A CBOR map has a key twice.")
            entries[key] = self.item(depth + 1)
        return entries
