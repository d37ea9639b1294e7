"""Securing with tokens (VC-JOSE-COSE), and wrapping them (VC Data Model 2.0, section 4.13)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from typing import Any, Final

from mintmark.ports import Signer
from mintmark.proofs import vc_jose
from mintmark.proofs.envelope import Content
from mintmark.proofs.enveloped import VC_2

VC_JOSE: Final = "vc-jose"
VC_SD_JWT: Final = "vc-sd-jwt"
SECURINGS: Final = frozenset({VC_JOSE, VC_SD_JWT})

_SALT_BYTES: Final = 16
_WRAPPERS: Final[Mapping[str, tuple[str, str]]] = {
    "credential": ("vc", "EnvelopedVerifiableCredential"),
    "presentation": ("vp", "EnvelopedVerifiablePresentation"),
}


def envelop(
    document: Mapping[str, Any],
    signer: Signer,
    securing: str,
    *,
    content: Content,
    claims: Mapping[str, str] | None = None,
    disclosable: Collection[str] = (),
) -> dict[str, Any]:
    """Return a document as a token in an enveloped credential or presentation.

    Args:
        securing: ``vc-jose`` for a JWT, ``vc-sd-jwt`` for an SD-JWT.
        claims: claims about the token, such as ``nonce``.
        disclosable: JSON pointers to what the holder of an SD-JWT may leave out.

    Raises:
        MintmarkError: why nobody could read the result.
    """
    short, kind = _WRAPPERS[content]
    if securing == VC_JOSE:
        token = vc_jose.sign(document, signer, content=content, claims=claims)
    else:
        token = str(
            vc_jose.sign_selectively(
                document,
                signer,
                content=content,
                claims=claims,
                disclosable=frozenset(disclosable),
                salt=lambda: secrets.token_urlsafe(_SALT_BYTES),
            )
        )
    media_type = f"{short}+{'jwt' if securing == VC_JOSE else 'sd-jwt'}"
    return {"@context": VC_2, "id": f"data:application/{media_type},{token}", "type": kind}
