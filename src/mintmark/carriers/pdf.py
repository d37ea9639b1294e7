"""Credentials in PDF files: attached inside (ISO 32000-2, section 7.11.4; PDF/A-3, ISO 19005-3).

Making one is ``certificate``; reading takes any PDF that has exactly one credential attached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from mintmark.carriers.certificate import ATTACHMENT, CertificateContent, certificate
from mintmark.carriers.certificate_words import Words
from mintmark.carriers.payload import (
    MAX_CREDENTIAL_BYTES,
    check_extracted,
    check_size,
    is_compact_jws,
)
from mintmark.errors import CarrierError, LimitError, MintmarkError

__all__ = ["ATTACHMENT", "CertificateContent", "Words", "certificate", "extract"]

_MAX_ATTACHMENTS = 64
_MAX_OBJECTS = 50_000
_MAX_UNPACKED = 16 * 2**20
# qpdf's limits hold for the whole process; its own default is no limit at all, and a few
# kilobytes can unpack to gigabytes, in the file's own structure as well as in attachments.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_MAX_UNPACKED,
    run_length_max_memory=_MAX_UNPACKED,
    png_max_memory=_MAX_UNPACKED,
    tiff_max_memory=_MAX_UNPACKED,
    parser_max_container_size=1_000_000,
    max_stream_filters=4,
    doc_max_warnings=100,
)
# LZW has no such limit. PDF/A forbids it (ISO 19005-3, section 6.1.7), so nothing is lost.
_LZW = re.compile(rb"/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)(?:[\s/<>\[\]()%]|D|#44)")
_FOREIGN = (
    pikepdf.PdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)


def extract(pdf: bytes) -> bytes:
    """Return the credential attached to ``pdf``: a JSON object or a compact JWS.

    It is the attachment ``credential.json``, or another that is a verifiable credential by its
    content. There must be exactly one.

    Raises:
        CarrierError: ``pdf.malformed``, ``pdf.encrypted``, ``pdf.unsupported``,
            ``pdf.no-credential``, ``pdf.ambiguous``.
        LimitError: too large, too many attachments, or one that unpacks to too much.
    """
    check_size(pdf)
    if _LZW.search(pdf):
        raise CarrierError(
            "pdf.unsupported",
            "The PDF is packed with LZW, which is not read here.",
            remedy="Use the PDF as it was issued, or save it as PDF/A.",
        )
    try:
        found = _find(pdf)
    except MintmarkError:
        raise
    except pikepdf.PasswordError:
        raise _encrypted() from None
    except _FOREIGN:
        raise CarrierError(
            "pdf.malformed",
            "The PDF is broken, or unpacks to more than is read here.",
            remedy="Download or copy it again; use it as it was issued.",
        ) from None
    if not found:
        raise CarrierError(
            "pdf.no-credential",
            "The PDF carries no credential.",
            remedy="Use the PDF as it was issued; printing and re-saving lose what is attached.",
        )
    if len(found) > 1:
        raise CarrierError(
            "pdf.ambiguous",
            f"The PDF carries {len(found)} credentials, and only one may be in it.",
            remedy="Ask the issuer for a PDF with one credential.",
        )
    return check_extracted(found[0])


def _find(pdf: bytes) -> list[bytes]:
    with pikepdf.open(
        BytesIO(pdf), suppress_warnings=True, attempt_recovery=False, inherit_page_attributes=False
    ) as document:
        if document.is_encrypted:
            raise _encrypted()
        return list(_credentials(document))


def _credentials(document: pikepdf.Pdf) -> Iterator[bytes]:
    unpacked = 0
    for number, (name, stream) in enumerate(_files(document)):
        if number >= _MAX_ATTACHMENTS:
            raise LimitError(
                "pdf.too-many-attachments", f"The PDF has over {_MAX_ATTACHMENTS} attachments."
            )
        content = stream.read_bytes()
        unpacked += len(content)
        if unpacked > _MAX_UNPACKED:
            raise LimitError(
                "pdf.attachments-too-large",
                f"The PDF's attachments unpack to more than {_MAX_UNPACKED:,} bytes.",
            )
        if name == ATTACHMENT or _is_credential(content):
            yield content


def _files(document: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Give name and stream of each file in the document, once.

    Most stand in the name tree of attachments. Others hang on a page, a picture or an annotation
    (ISO 32000-2, sections 14.13 and 12.5.6.15), where readers find them too.
    """
    met: set[tuple[int, int]] = set()
    specifications: list[tuple[str, pikepdf.Object]] = []
    specifications += [(name, one.obj) for name, one in document.attachments.items()]
    specifications += [("", one) for one in _specifications(document)]
    for name, one in specifications:
        for stream in _parts(one.EF):
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in met:
                met.add(stream.objgen)
                yield name or str(one.get("/UF", one.get("/F", ""))), stream


def _specifications(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Give every file specification with a file in it that the document leads to."""
    waiting: list[pikepdf.Object] = [document.Root]
    met: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        value = waiting.pop()
        if value.is_indirect:
            if value.objgen in met:
                continue
            met.add(value.objgen)
        looked_at += 1
        if looked_at > _MAX_OBJECTS:
            raise LimitError("pdf.too-many-objects", f"The PDF has over {_MAX_OBJECTS:,} objects.")
        if isinstance(value, pikepdf.Dictionary) and "/EF" in value:
            yield value
        waiting.extend(part for part in _parts(value) if isinstance(part, _CONTAINERS))


def _parts(value: pikepdf.Object) -> list[Any]:
    if isinstance(value, pikepdf.Array):
        return list(value.as_list())
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    return list(value.as_dict().values()) if isinstance(value, pikepdf.Dictionary) else []


_CONTAINERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)


def _is_credential(content: bytes) -> bool:
    if len(content) > MAX_CREDENTIAL_BYTES:
        return False
    text = content.strip()
    if text.startswith(b"{"):
        return b'VerifiableCredential"' in text
    return is_compact_jws(text.decode("latin-1"))


def _encrypted() -> CarrierError:
    return CarrierError(
        "pdf.encrypted",
        "The PDF is encrypted.",
        remedy="Save it without a password, or hand over the credential itself.",
    )
