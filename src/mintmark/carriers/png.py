"""Credentials in PNG images (Open Badges 3.0, section 5.3.1; PNG, third edition, section 11.3.3).

The credential stands in one uncompressed ``iTXt`` chunk with the keyword
``openbadgecredential``, directly behind ``IHDR``. No other byte of the image is touched.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from mintmark.carriers.payload import (
    check_credential_size,
    check_embeddable,
    check_extracted,
    check_size,
)
from mintmark.errors import CarrierError, LimitError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
LEGACY_KEYWORD = b"openbadges"
"""The keyword of Open Badges 1 and 2."""

_TEXT_KINDS = (b"iTXt", b"tEXt", b"zTXt")
_MAX_CHUNK = 2**31 - 1
_MAX_CHUNKS = 65_536
_AROUND = 1024
"""Bytes that the chunk of a credential may have beside it: keyword, flags, languages."""


class _Chunk(NamedTuple):
    """One chunk: bytes ``start`` to ``end`` of the file, length field and CRC included."""

    kind: bytes
    start: int
    end: int

    def content(self, image: bytes) -> bytes:
        return image[self.start + 8 : self.end - 4]

    def keyword(self, image: bytes) -> bytes | None:
        """The keyword of a text chunk (1 to 79 bytes up to a zero byte); None of any other."""
        if self.kind not in _TEXT_KINDS:
            return None
        return image[self.start + 8 : min(self.end - 4, self.start + 88)].partition(b"\0")[0]


def embed(image: bytes, credential: bytes, *, replace: bool = False) -> bytes:
    """Return ``image`` with ``credential`` in it.

    Args:
        image: a PNG file.
        credential: a JSON object or a compact JWS, as UTF-8; it is kept byte for byte.
        replace: take the place of a credential that is already there.

    Raises:
        CarrierError: ``png.*`` for the image (``png.already-baked`` where it has a credential and
            ``replace`` is not set), ``carrier.*`` for the credential.
        LimitError: too large.
    """
    check_embeddable(credential)
    chunks = _read(image)
    baked = [c for c in chunks if c.keyword(image) in (KEYWORD, LEGACY_KEYWORD)]
    if baked and not replace:
        raise CarrierError(
            "png.already-baked",
            "The picture already carries a credential.",
            remedy="Use a fresh picture, or say that the old credential is to be replaced.",
        )
    header_end = chunks[0].end
    kept, position = [image[:header_end], _text_chunk(credential)], header_end
    for chunk in baked:
        kept.append(image[position : chunk.start])
        position = chunk.end
    kept.append(image[position:])
    return b"".join(kept)


def extract(image: bytes) -> bytes:
    """Return the credential in ``image``: a JSON object or a compact JWS.

    A badge of Open Badges 2.0 (Badge Baking 1.0) is one too, and one of each is two.

    Raises:
        CarrierError: ``png.not-png``, ``png.truncated``, ``png.broken``, ``png.no-credential``,
            ``png.legacy``, ``png.ambiguous``, ``png.wrong-chunk``, ``png.compressed``.
        LimitError: too large, or too many chunks.
    """
    chunks = _read(image)
    found = [c for c in chunks if _may_carry(c, image)]
    if not found:
        _refuse_without(image, chunks)
    if len(found) > 1:
        raise CarrierError(
            "png.ambiguous",
            f"The picture carries {len(found)} credentials, and only one may be in it.",
            place=f"byte {found[1].start}",
            remedy="Ask the issuer for a picture with one credential.",
        )
    return _credential_of(image, found[0])


def _may_carry(chunk: _Chunk, image: bytes) -> bool:
    """Say whether some reader takes this chunk for a credential; older ones hold an address."""
    keyword = chunk.keyword(image)
    return keyword == KEYWORD or (chunk.kind == b"iTXt" and keyword == LEGACY_KEYWORD)


def _text_chunk(credential: bytes) -> bytes:
    # keyword, zero, compression flag 0, compression method 0, no language, no translated keyword
    body = b"iTXt" + KEYWORD + b"\0\0\0\0\0" + credential
    return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def _read(image: bytes) -> list[_Chunk]:
    check_size(image)
    if not image.startswith(SIGNATURE):
        if SIGNATURE.startswith(image):
            raise _truncated(image)
        raise CarrierError(
            "png.not-png",
            "The file does not begin as a PNG image does.",
            remedy="Use the picture as it was issued; converting or e-mailing as text breaks it.",
        )
    chunks = list(_walk(image))
    if chunks[0].kind != b"IHDR" or chunks[0].end - chunks[0].start != 25:
        raise _broken("its first chunk is not a header of 13 bytes", chunks[0].start)
    return chunks


def _walk(image: bytes) -> Iterator[_Chunk]:
    """Yield the chunks up to ``IEND``; bytes behind it belong to no chunk."""
    position = len(SIGNATURE)
    for _ in range(_MAX_CHUNKS):
        length = int.from_bytes(image[position : position + 4], "big")
        kind = image[position + 4 : position + 8]
        end = position + 12 + length
        if len(kind) == 4 and (length > _MAX_CHUNK or not kind.isalpha()):
            raise _broken("a chunk has an impossible name or length", position)
        if len(kind) < 4 or end > len(image):
            raise _truncated(image)
        yield _Chunk(kind, position, end)
        if kind == b"IEND":
            return
        position = end
    raise LimitError("png.too-many-chunks", f"The picture has over {_MAX_CHUNKS:,} chunks.")


def _credential_of(image: bytes, chunk: _Chunk) -> bytes:
    if chunk.kind != b"iTXt":
        raise CarrierError(
            "png.wrong-chunk",
            f"The credential stands in a {chunk.kind.decode('ascii')} chunk instead of iTXt.",
            place=f"byte {chunk.start}",
            remedy="Ask the issuer for a picture baked as Open Badges 3.0 says.",
        )
    check_credential_size(chunk.end - chunk.start - _AROUND)
    if zlib.crc32(image[chunk.start + 4 : chunk.end - 4]) != int.from_bytes(
        image[chunk.end - 4 : chunk.end], "big"
    ):
        raise _broken("the checksum of the credential's chunk is wrong", chunk.start)
    fields = chunk.content(image).partition(b"\0")[2]
    if len(fields) < 2 or fields[0] > 1:
        raise _broken("the credential's chunk lacks its fields", chunk.start)
    if fields[0] == 1:
        raise CarrierError(
            "png.compressed",
            "The credential in the picture is compressed, which Open Badges 3.0 forbids.",
            place=f"byte {chunk.start}",
            remedy="Ask the issuer for a picture with an uncompressed credential.",
        )
    parts = fields[2:].split(b"\0", 2)
    if len(parts) != 3:
        raise _broken("the credential's chunk lacks its fields", chunk.start)
    return check_extracted(parts[2])


def _refuse_without(image: bytes, chunks: list[_Chunk]) -> None:
    if any(chunk.keyword(image) == LEGACY_KEYWORD for chunk in chunks):
        raise CarrierError(
            "png.legacy",
            "The picture carries only the address of a badge, as before Open Badges 2.0.",
            remedy="Ask the issuer to issue the badge as Open Badges 3.0.",
        )
    raise CarrierError(
        "png.no-credential",
        "The picture carries no credential.",
        remedy="Use the picture as it was issued; screenshots and re-saved copies lose it.",
    )


def _truncated(image: bytes) -> CarrierError:
    return CarrierError(
        "png.truncated",
        "The picture ends before it is complete.",
        place=f"byte {len(image)}",
        remedy="Download or copy it again.",
    )


def _broken(what: str, position: int) -> CarrierError:
    return CarrierError(
        "png.broken",
        f"The picture is broken: {what}.",
        place=f"byte {position}",
        remedy="Download or copy it again.",
    )
