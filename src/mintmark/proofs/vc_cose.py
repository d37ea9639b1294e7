"""Securing Verifiable Credentials using JOSE and COSE, section 3.3: COSE, the same in CBOR.

The payload is the document as JSON. What it must say, and what it must not, is as in ``vc_jose``.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.errors import ProofError
from mintmark.ports import Signer
from mintmark.proofs import cose, jws, vc_jose
from mintmark.proofs.envelope import Content, Envelope, Sealed
from mintmark.proofs.enveloped import BINARY
from mintmark.proofs.jose_algorithms import ALGORITHMS

_SHORT: Final[Mapping[str, str]] = {"credential": "vc", "presentation": "vp"}


def sign(
    document: Mapping[str, Any],
    signer: Signer,
    *,
    content: Content = "credential",
    key_id: str | None = None,
) -> bytes:
    """Return the document as ``vc+cose`` or ``vp+cose`` (sections 3.3.1 and 3.3.2).

    Raises:
        ProofError: ``jwt.*`` where opening it would be refused, or ``jws.*``.
    """
    short = _SHORT[content]
    data = cose.sign(
        strict_json.dumps(document),
        signer,
        typ=f"application/{short}+cose",
        content=f"application/{short}",
        key_id=key_id or "",
    )
    (VC_COSE if content == "credential" else VP_COSE).open(unseal(data))
    return data


def unseal(data: bytes, algorithms: AbstractSet[str] = ALGORITHMS) -> Sealed:
    """Take a COSE_Sign1 apart, which must say that it is a credential or presentation.

    ``typ`` SHOULD be there; without it the content type says as much.

    Args:
        algorithms: the accepted algorithms, by their names in JOSE.

    Raises:
        LimitError, ProofError, UnavailableError: as ``cose.parse``, or ``jwt.unknown-envelope``.
    """
    parsed = cose.parse(data, algorithms=algorithms)
    kind = parsed.type
    if not kind:
        kind = str(parsed.header.get("cty", "")).lower().removeprefix("application/") + "+cose"
    if kind not in BINARY:
        raise ProofError(
            "jwt.unknown-envelope",
            f"A COSE_Sign1 of the type {(parsed.type or kind)[:40]!r} is no credential.",
            remedy="Accepted are vc+cose and vp+cose.",
        )
    found = replace(parsed, type=kind)
    return Sealed(found, jws.claims_of(found))


VC_COSE: Final[Envelope] = vc_jose.declare("vc+cose", "credential", untyped=False)
VP_COSE: Final[Envelope] = vc_jose.declare("vp+cose", "presentation", untyped=False)
