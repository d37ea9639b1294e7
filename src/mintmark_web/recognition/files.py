"""What an uploaded file is, found out from its content. What nobody needs here is not taken."""

from __future__ import annotations

from mintmark import MintmarkError
from mintmark.carriers.detect import unpack
from mintmark.encoding import strict_json

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_CARRIERS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
MOST_BYTES = 8 * 1024 * 1024
"""The largest file that is taken."""


def document_type(data: bytes) -> str | None:
    """Return the media type of a document: PDF, PNG, JPEG or plain text; None for all else."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text or _is_markup(text) else "text/plain"


def _is_markup(text: str) -> bool:
    """Whether a browser might take it for a page."""
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def credential_type(data: bytes) -> str | None:
    """Return the media type of a file that carries a credential; None where it carries none."""
    try:
        found = unpack(data)
        kind = found.kind
        if kind == "json" and "@context" not in strict_json.loads_object(found.payload):
            return None
    except MintmarkError:
        return None
    return _CARRIERS.get(kind, "application/json" if kind == "json" else "text/plain")
