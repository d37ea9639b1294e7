"""The JSON serialization of an SD-JWT (RFC 9901, section 8), read by turning it into compact form.

What is left out on the way was not signed and says nothing: the ``kid`` of an unprotected header,
without which every key that the issuer lists may be meant, and the signatures after the first.
Whatever else stands outside the signature is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.errors import ProofError
from mintmark.proofs.sd_jwt import SdJwt

_OUTSIDE: Final = frozenset({"disclosures", "kb_jwt", "kid"})
_SIGNATURE: Final = frozenset({"protected", "signature", "header"})
_MAX_SIGNATURES: Final = 8


def is_sd_jwt(document: Mapping[str, Any]) -> bool:
    """Say whether a JSON object is an SD-JWT: a JWS in JSON whose header has disclosures."""
    return "payload" in document and "disclosures" in _header(_signatures(document)[:1])


def compact(document: Mapping[str, Any]) -> str:
    """Return an SD-JWT in JSON, flattened or general, in compact form. Nothing is verified.

    Key binding is over this form too (section 8.1), so that nothing is lost for it.

    Raises:
        ProofError: ``sd-jwt.malformed``.
    """
    signatures = _signatures(document)
    general = "signatures" in document
    members = {"signatures"} if general else _SIGNATURE
    if document.keys() - members != {"payload"} or not 0 < len(signatures) <= _MAX_SIGNATURES:
        raise _malformed("it has other members than payload, signatures and their headers")
    for one in signatures if general else []:
        if not isinstance(one, Mapping) or one.keys() - _SIGNATURE:
            raise _malformed("a signature has other members than protected, signature and header")
    if any(_header([one]).keys() - {"kid"} for one in signatures[1:]):
        raise _malformed("only the first signature has disclosures")
    return str(_first(document.get("payload"), signatures[0]))


def _first(payload: Any, signature: Mapping[str, Any]) -> SdJwt:
    header = _header([signature])
    if header.keys() - _OUTSIDE:
        raise _malformed("a header that nobody signed says more than which key it is")
    parts = [_text(signature.get("protected")), _text(payload), _text(signature.get("signature"))]
    disclosures, binding = header.get("disclosures"), header.get("kb_jwt")
    if not isinstance(disclosures, list):
        raise _malformed("disclosures is no array")
    return SdJwt(
        ".".join(parts),
        tuple(map(_text, disclosures)),
        None if binding is None else _text(binding),
    )


def _signatures(document: Mapping[str, Any]) -> list[Any]:
    found = document.get("signatures", [document])
    return found if isinstance(found, list) else []


def _header(signatures: list[Any]) -> Mapping[str, Any]:
    for one in signatures:
        header = one.get("header", {}) if isinstance(one, Mapping) else {}
        return header if isinstance(header, Mapping) else {"header": header}
    return {}


def _text(value: Any) -> str:
    """Return a part, which must not bring along the sign that stands between parts."""
    if not isinstance(value, str) or not value or "~" in value:
        raise _malformed("a part of it is no text, or empty")
    return value


def _malformed(why: str) -> ProofError:
    return ProofError("sd-jwt.malformed", f"This is no SD-JWT in JSON: {why}.")
