"""Issued bytes take little room: what the credentials of a batch share is kept once.

Deflate with a preset dictionary (RFC 1950, section 2.2): lossless, so that what is served are the
bytes that were signed.
"""

from __future__ import annotations

import zlib

_WINDOW = 32_768
_LEVEL = 6


def dictionary(sample: bytes) -> bytes:
    """Return what is worth sharing of a document like those to come."""
    return sample[-_WINDOW:]


def pack(data: bytes, shared: bytes) -> bytes:
    """Return the bytes in little room."""
    packer = zlib.compressobj(_LEVEL, zdict=shared)
    return packer.compress(data) + packer.flush()


def unpack(packed: bytes, shared: bytes) -> bytes:
    """Return the bytes as they were.

    Raises:
        zlib.error: they are damaged, or the dictionary is another one.
    """
    unpacker = zlib.decompressobj(zdict=shared)
    return unpacker.decompress(packed) + unpacker.flush()
