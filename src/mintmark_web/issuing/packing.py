"""Issued bytes take little room: what the credentials of a batch share is kept once.

A credential begins as the batch's sample does, for most of its length (the context); of that only
the length is kept, in four bytes. The rest is deflated with the rest of the sample as a preset
dictionary (RFC 1950, section 2.2). All of it is lossless, so that what is served are the bytes that
were signed.

Before there was such a length, everything was deflated. What was packed then is still read: it
begins as zlib's streams do, with a byte that no length here begins with.
"""

from __future__ import annotations

import zlib

_WINDOW = 32_768
_LEVEL = 3
_MEMORY = 6
"""Of zlib's levels and sizes of memory, those from which on more effort saves little room."""
_STEP = 1_024
_LENGTH_BYTES = 4
_DEFLATED = b"\x78"
"""A window of 32 KiB (RFC 1950, section 2.2): as a length, two thousand million bytes."""


def dictionary(sample: bytes) -> bytes:
    """Return what is worth sharing of a document like those to come."""
    return sample[-_WINDOW:]


def pack(data: bytes, shared: bytes) -> bytes:
    """Return the bytes in little room."""
    alike = _alike(data, shared)
    packer = zlib.compressobj(_LEVEL, memLevel=_MEMORY, zdict=shared[alike:])
    packed = packer.compress(data[alike:]) + packer.flush()
    return alike.to_bytes(_LENGTH_BYTES, "big") + packed


def unpack(packed: bytes, shared: bytes) -> bytes:
    """Return the bytes as they were.

    Raises:
        zlib.error: they are damaged or cut off, or what is shared ends in another way.
    """
    if packed[:1] == _DEFLATED:
        return _inflated(packed, shared)
    alike = int.from_bytes(packed[:_LENGTH_BYTES], "big")
    return shared[:alike] + _inflated(packed[_LENGTH_BYTES:], shared[alike:])


def _inflated(packed: bytes, shared: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=shared)
    found = unpacker.decompress(packed) + unpacker.flush()
    if not unpacker.eof:
        raise zlib.error("it is cut off")
    return found


def _alike(data: bytes, shared: bytes) -> int:
    """Return how many bytes are the same at the beginning, in whole steps."""
    alike = 0
    while alike < len(shared) and data[alike : alike + _STEP] == shared[alike : alike + _STEP]:
        alike += _STEP
    return min(alike, len(shared))
