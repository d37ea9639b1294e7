"""What an uploaded file is, found out from its content. What it claims to be counts for nothing.

Taken is what people hand in as evidence and what nothing on a page can run: documents, pictures,
sound, film and plain text. HTML, SVG and programs are not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import IO, Protocol, cast


class Readable(Protocol):
    """What is needed of a file."""

    def read(self, size: int = ..., /) -> bytes:
        """Return so many bytes, or the rest."""

    def seek(self, offset: int, whence: int = ..., /) -> object:
        """Go to a place."""

    def tell(self) -> int:
        """Return the place."""


_HEAD = 4096
_MAX_MEMBERS = 10_000
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN = frozenset(
    f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")
)
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
"""The media types that are taken, and how the name of such a file ends."""


def media_type(file: Readable) -> str | None:
    """Return the media type of a file by its content; None where it is none that is taken.

    The file is left at its beginning.
    """
    try:
        file.seek(0)
        head = file.read(_HEAD)
        found = next((kind for kind, fits in _KINDS if fits(head)), None)
        if found is None and head.startswith(b"PK\x03\x04"):
            return _document(file)
        return found or _text(file)
    finally:
        file.seek(0)


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(b"RIFF") and head[8:12] == form


def _mpeg(head: bytes) -> bool:
    """Say whether an MPEG audio frame stands at the beginning (ISO/IEC 11172-3, 2.4.1.3)."""
    frame = len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return head.startswith(b"ID3") or (frame and head[2] >> 4 != 15 and head[2] & 12 != 12)


_MP4 = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  ")
_KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("application/pdf", _starts(b"%PDF-1.", b"%PDF-2.")),
    ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", _starts(b"\xff\xd8\xff")),
    ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    ("image/webp", _riff(b"WEBP")),
    ("audio/wav", _riff(b"WAVE")),
    ("audio/ogg", _starts(b"OggS")),
    ("video/mp4", lambda head: head[4:8] == b"ftyp" and head[8:12] in _MP4),
    ("video/webm", lambda head: head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]),
    ("audio/mpeg", _mpeg),
)


def _document(file: Readable) -> str | None:
    """Tell the documents among the ZIP archives; others are not taken, nor what holds macros."""
    file.seek(0)
    try:
        with zipfile.ZipFile(cast("IO[bytes]", file)) as archive:
            names = archive.namelist()
            if len(names) > _MAX_MEMBERS or any("vbaproject" in one.lower() for one in names):
                return None
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 100:
                said = archive.read("mimetype").decode("ascii", "replace")
                return said if said in _OPEN else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _OFFICE.items() if any(map(_in(part), names))), None)


def _in(part: str) -> Callable[[str], bool]:
    return lambda name: name.startswith(part)


def _text(file: Readable) -> str | None:
    """Say whether a file is plain text in UTF-8. It is only ever served as text, never as HTML."""
    file.seek(0)
    rest = b""
    while chunk := file.read(1 << 16):
        if b"\x00" in chunk:
            return None
        try:
            (rest + chunk).decode()
            rest = b""
        except UnicodeDecodeError as error:
            rest = (rest + chunk)[error.start :]
            if len(rest) > 3:
                return None
    return None if rest or file.tell() == 0 else "text/plain"
