"""What kind of file this is, by its content, and the credential in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mintmark.carriers.payload import check_size
from mintmark.errors import InputError

Kind = Literal["json", "jwt", "cose", "png", "svg", "pdf"]

_BOM = b"\xef\xbb\xbf"
_COSE_SIGN1 = b"\xd2\x84"
"""Tag 18 and an array of four (RFC 9052, section 4.2)."""

_UTF16_XML = (b"\xff\xfe<\0", b"\xfe\xff\0<")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A credential and the kind of file that it came in.

    Attributes:
        kind: ``json``, ``jwt`` and ``cose`` are credentials by themselves; ``png``, ``svg`` and
            ``pdf`` carried one.
        payload: the credential: JSON text, a compact JWS or a COSE_Sign1.
    """

    kind: Kind
    payload: bytes


def kind_of(data: bytes) -> Kind | None:
    """Tell the kind of file by its first bytes, or None where it is none of those known."""
    start = data[:2048].removeprefix(_BOM).lstrip()
    if start.startswith((b"{", b"[")):
        return "json"
    if start.startswith(b"eyJ"):
        return "jwt"
    if data.startswith(_COSE_SIGN1):
        return "cose"
    if data.startswith(b"\x89PNG"):
        return "png"
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_UTF16_XML) or (start.startswith(b"<") and b"svg" in data):
        return "svg"
    return None


def unpack(data: bytes) -> Unpacked:
    """Return the credential in ``data``, whatever the file is called.

    Args:
        data: a JSON credential, a compact JWS, a COSE_Sign1, or a PNG, SVG or PDF that carries one;
            at most 32 MiB.

    Raises:
        InputError: ``input.empty``, ``input.unknown-kind``.
        LimitError: ``input.too-large`` and the carriers' own bounds.
        CarrierError: the carrier is broken, ambiguous or empty-handed.
    """
    check_size(data)
    kind = kind_of(data)
    if kind is None:
        raise InputError(
            "input.unknown-kind",
            "The file is none of the kinds that can hold a credential.",
            remedy="Give a credential as JSON, JWT or SD-JWT, or a PNG, SVG or PDF with one in it.",
        )
    return Unpacked(kind, _payload(kind, data))


def _payload(kind: Kind, data: bytes) -> bytes:
    # The readers are imported one by one, so that reading JSON loads neither lxml nor pikepdf.
    if kind == "png":
        from mintmark.carriers import png

        return png.extract(data)
    if kind == "svg":
        from mintmark.carriers import svg

        return svg.extract(data)
    if kind == "pdf":
        from mintmark.carriers import pdf

        return pdf.extract(data)
    return data.removeprefix(_BOM).strip() if kind == "jwt" else data
