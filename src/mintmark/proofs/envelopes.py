"""The envelopes that are accepted unless a caller says otherwise, and opening any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from mintmark.encoding.values import as_list
from mintmark.errors import ProofError
from mintmark.proofs import jws, sd_jwt
from mintmark.proofs.envelope import Content, Envelope, Opened, Sealed
from mintmark.proofs.enveloped import BINARY, binary, token_in
from mintmark.proofs.jose_algorithms import ALGORITHMS
from mintmark.proofs.open_badges_jwt import OPEN_BADGES_JWT, VC_1_1_JWT
from mintmark.proofs.sd_jwt_vc import SD_JWT_VC
from mintmark.proofs.vc_cose import VC_COSE, VP_COSE
from mintmark.proofs.vc_cose import unseal as unseal_cose
from mintmark.proofs.vc_jose import VC_JWT, VC_SD_JWT, VP_JWT, VP_SD_JWT

DEFAULT_ENVELOPES: Final[frozenset[Envelope]] = frozenset(
    {
        *(VC_JWT, VP_JWT, VC_SD_JWT, VP_SD_JWT, VC_COSE, VP_COSE),
        *(OPEN_BADGES_JWT, VC_1_1_JWT, SD_JWT_VC),
    }
)
"""All envelopes of W3C credentials and presentations, and the SD-JWT VC of the IETF."""


def open_token(
    token: str,
    *,
    envelopes: AbstractSet[Envelope] = DEFAULT_ENVELOPES,
    algorithms: AbstractSet[str] = ALGORITHMS,
) -> Opened:
    """Open a token by the rules of the one accepted envelope that it announces.

    Nothing of it is to be believed before ``envelope.verify``.

    Args:
        token: a compact JWS, or an SD-JWT with or without key binding.
        envelopes: the accepted envelopes.
        algorithms: the accepted values of ``alg``.

    Raises:
        LimitError: ``jws.*`` or ``sd-jwt.*``.
        ProofError: ``jwt.unknown-envelope``, ``jws.*``, ``jwt.*`` or ``sd-jwt.*``.
    """
    sealed = unseal(token, algorithms)
    textual = [one for one in envelopes if one.name not in BINARY]
    return _choose(sealed, textual).open(sealed)


def open_enveloped(
    value: Any,
    *,
    envelopes: AbstractSet[Envelope] = DEFAULT_ENVELOPES,
    algorithms: AbstractSet[str] = ALGORITHMS,
) -> Opened:
    """Open the token of an enveloped credential or presentation, as its media type says.

    Raises:
        ProofError: ``enveloped.*``, and as ``open_token``.
        LimitError: as ``open_token``.
    """
    found = token_in(value)
    announced = frozenset(one for one in envelopes if one.name == found.envelope)
    if found.envelope in BINARY:
        return open_cose(binary(found.token), envelopes=announced, algorithms=algorithms)
    return open_token(found.token, envelopes=announced, algorithms=algorithms)


def open_cose(
    data: bytes,
    *,
    envelopes: AbstractSet[Envelope] = DEFAULT_ENVELOPES,
    algorithms: AbstractSet[str] = ALGORITHMS,
) -> Opened:
    """Open a COSE_Sign1 by the rules of the one accepted envelope that it announces.

    Raises:
        LimitError, ProofError, UnavailableError: ``cose.*``, ``jws.*`` or ``jwt.*``.
    """
    sealed = unseal_cose(data, algorithms)
    return _choose(sealed, envelopes).open(sealed)


def unseal(token: str, algorithms: AbstractSet[str] = ALGORITHMS) -> Sealed:
    """Take a token apart, whatever envelope it is in.

    Raises:
        LimitError, ProofError: ``jws.*`` or ``sd-jwt.malformed``.
    """
    selective = sd_jwt.parse(token) if "~" in token else None
    parsed = jws.parse(selective.issuer_jwt if selective else token, algorithms=algorithms)
    return Sealed(parsed, jws.claims_of(parsed), selective)


def _choose(sealed: Sealed, envelopes: Iterable[Envelope]) -> Envelope:
    """Choose by ``typ`` and form; where that leaves several, by what is inside."""
    fitting = [
        one
        for one in envelopes
        if sealed.jws.type in one.types and one.selective == (sealed.sd_jwt is not None)
    ]
    if len(fitting) > 1:
        wrapper, content = _wrapper(sealed.payload), _content(sealed.payload)
        fitting = [one for one in fitting if one.wrapper == wrapper]
        fitting = [one for one in fitting if one.wrapper or one.content == content]
    if len(fitting) != 1:
        raise _unknown(sealed, envelopes)
    return fitting[0]


def _unknown(sealed: Sealed, envelopes: Iterable[Envelope]) -> ProofError:
    """Say what was seen, and what there might have been."""
    form = "JWT" if sealed.sd_jwt is None else "SD-JWT"
    kind = f"of the type {sealed.jws.type[:40]!r}" if sealed.jws.type else "without a type"
    names = ", ".join(sorted(map(str, sealed.payload)))
    known = {
        f"{name} ({'SD-JWT' if one.selective else 'JWT'})"
        for one in envelopes
        for name in one.types
        if name
    }
    return ProofError(
        "jwt.unknown-envelope",
        f"This {form} {kind} with these claims is no credential that is accepted: {names[:120]}.",
        remedy=f"Accepted are the types {', '.join(sorted(known))}.",
    )


def _wrapper(payload: Mapping[str, Any]) -> str:
    return next((name for name in ("vc", "vp") if name in payload), "")


def _content(payload: Mapping[str, Any]) -> Content:
    if "vct" in payload and "@context" not in payload:
        return "claims"
    types = as_list(payload.get("type"))
    return "presentation" if "VerifiablePresentation" in types else "credential"
