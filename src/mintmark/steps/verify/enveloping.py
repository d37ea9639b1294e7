"""Checks 4 to 6 for a document inside a signed token: JSON Web Tokens and SD-JWTs."""

from __future__ import annotations

from mintmark.errors import ProofError
from mintmark.keys.controller import require_usable
from mintmark.proofs import envelope
from mintmark.proofs.envelope import Opened
from mintmark.proofs.jwt_claims import require_audience
from mintmark.steps.verify import issuer_keys
from mintmark.steps.verify.case import CLOCK_TOLERANCE, Case


def proof(case: Case) -> str:
    """Check 4: the token says who signed it, for whom and when (RFC 7519, 4.1.3 to 4.1.6)."""
    opened = _opened(case)
    opened.times.require(at=case.setting.at, tolerance=CLOCK_TOLERANCE)
    require_audience(opened.claims, case.asked.domain)
    return f"A token ({opened.envelope}, {opened.sealed.jws.algorithm})."


def key(case: Case) -> str:
    """Check 5: the issuer's own document lists the key that the token names."""
    opened = _opened(case)
    if opened.controller != case.issuer:
        raise ProofError(
            "jwt.other-issuer", f"The token is {opened.controller}'s, its content {case.issuer}'s."
        )
    found = issuer_keys.methods_of(case, opened.sealed.jws)
    for method in found:
        require_usable(method, at=case.setting.at)
    case.token_methods = found
    return f"The issuer lists the key {found[0].id} for assertions."


def signature(case: Case) -> str:
    """Check 6: the token is signed by the key named, or by one of those that may be meant."""
    *others, last = case.token_methods
    for method in others:
        try:
            envelope.verify(_opened(case), method.public_key)
        except ProofError:
            continue
        return "The content is exactly what was signed."
    envelope.verify(_opened(case), last.public_key)
    return "The content is exactly what was signed."


def _opened(case: Case) -> Opened:
    if case.opened is None:
        raise ProofError("jwt.not-a-token", "It is not in an envelope.")
    return case.opened
