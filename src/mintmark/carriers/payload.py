"""What every carrier holds to: how large files and credentials may be, what may be put in."""

from __future__ import annotations

import re

from mintmark.errors import CarrierError, InputError, LimitError

MAX_CARRIER_BYTES = 32 * 2**20
"""The largest PNG, SVG, PDF or JSON file that is looked at: 32 MiB."""

MAX_CREDENTIAL_BYTES = 4 * 2**20
"""The largest credential that is put in or taken out: 4 MiB."""

_COMPACT_JWS = re.compile(r"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+")


def is_compact_jws(text: str) -> bool:
    """Tell whether ``text`` has the form of a compact JWS (RFC 7515, section 7.1)."""
    return _COMPACT_JWS.fullmatch(text) is not None


def check_size(data: bytes, *, limit: int = MAX_CARRIER_BYTES) -> None:
    """Refuse a file that is empty or too large.

    Args:
        limit: the most bytes that are looked at.

    Raises:
        InputError: ``input.empty``.
        LimitError: ``input.too-large``.
    """
    if not data:
        raise InputError(
            "input.empty",
            "There is nothing in this file.",
            remedy="Check that it was copied or downloaded completely.",
        )
    if len(data) > limit:
        raise LimitError(
            "input.too-large",
            f"The file has {len(data):,} bytes; at most {limit:,} are looked at.",
            remedy="Use a smaller picture, or hand over the credential itself.",
        )


def check_credential_size(size: int) -> None:
    """Refuse a credential of too many bytes, if need be before they are copied.

    Raises:
        LimitError: ``carrier.credential-too-large``.
    """
    if size > MAX_CREDENTIAL_BYTES:
        raise LimitError(
            "carrier.credential-too-large",
            f"The credential has more than {MAX_CREDENTIAL_BYTES:,} bytes.",
            remedy="Keep pictures and evidence outside the credential, by address and digest.",
        )


def check_extracted(credential: bytes) -> bytes:
    """Return a credential taken out of a carrier, unless it is blank or too large.

    Raises:
        CarrierError: ``carrier.empty-credential``.
        LimitError: ``carrier.credential-too-large``.
    """
    check_credential_size(len(credential))
    if not credential.strip():
        raise CarrierError(
            "carrier.empty-credential",
            "The place for the credential is there, but it is empty.",
            remedy="Ask the issuer for the file anew.",
        )
    return credential


def check_embeddable(credential: bytes) -> str:
    """Return the text of a credential that is to be put into a carrier.

    It must be UTF-8 and either a JSON object or a compact JWS (Open Badges 3.0, section 5.1).

    Raises:
        CarrierError: ``carrier.empty-credential``, ``carrier.not-utf8``,
            ``carrier.not-a-credential``.
        LimitError: ``carrier.credential-too-large``.
    """
    try:
        text = check_extracted(credential).decode("utf-8")
    except UnicodeDecodeError:
        raise CarrierError(
            "carrier.not-utf8",
            "The credential is not UTF-8 text.",
            remedy="Write it as UTF-8 (RFC 3629).",
        ) from None
    bare = text.strip()
    looks_like_json = bare.startswith("{") and bare.endswith("}") and "\0" not in bare
    if not looks_like_json and not is_compact_jws(bare):
        raise CarrierError(
            "carrier.not-a-credential",
            "Only a credential can be put into a file: a JSON object or a compact JWS.",
            remedy="Give the signed credential as it was issued.",
        )
    return text
