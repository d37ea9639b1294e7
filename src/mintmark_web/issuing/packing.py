"""Issued bytes take little room: what the credentials of a batch share is kept once.

A credential begins as the batch's sample does, for most of its length (the context); of that only
the length is kept, in four bytes. The rest is deflated with the rest of the sample as a preset
dictionary (RFC 1950, section 2.2). All of it is lossless, so that what is served are the bytes that
were signed.
"""

from __future__ import annotations

import zlib

_WINDOW = 32_768
_LEVEL = 3
_MEMORY = 6
"""Of zlib's levels and sizes of memory, those from which on more effort saves little room."""
_STEP = 1_024
_LENGTH_BYTES = 4


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
        zlib.error: they are damaged, or what is shared ends in another way.
    """
    alike = int.from_bytes(packed[:_LENGTH_BYTES], "big")
    unpacker = zlib.decompressobj(zdict=shared[alike:])
    rest = unpacker.decompress(packed[_LENGTH_BYTES:]) + unpacker.flush()
    return shared[:alike] + rest


def _alike(data: bytes, shared: bytes) -> int:
    """Return how many bytes are the same at the beginning, in whole steps."""
    alike = 0
    while alike < len(shared) and data[alike : alike + _STEP] == shared[alike : alike + _STEP]:
        alike += _STEP
    return min(alike, len(shared))
