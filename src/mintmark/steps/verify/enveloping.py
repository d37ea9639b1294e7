"""Checks 4 to 6 for a document inside a signed token: JSON Web Tokens and SD-JWTs."""

from __future__ import annotations

from mintmark.errors import ProofError
from mintmark.keys.controller import method_for, require_usable
from mintmark.proofs import envelope
from mintmark.proofs.envelope import Opened
from mintmark.steps.verify.case import CLOCK_TOLERANCE, PURPOSE, Case


def proof(case: Case) -> str:
    """Check 4: the token says who signed it, and is in time (RFC 7519, 4.1.4 to 4.1.6)."""
    opened = _opened(case)
    opened.times.require(at=case.setting.at, tolerance=CLOCK_TOLERANCE)
    return f"A token ({opened.envelope}, {opened.sealed.jws.algorithm})."


def key(case: Case) -> str:
    """Check 5: the issuer's own document lists the key that the token names."""
    fetcher = case.setting.fetcher
    opened = _opened(case)
    if opened.controller != case.issuer:
        raise ProofError(
            "jwt.other-issuer", f"The token is {opened.controller}'s, its content {case.issuer}'s."
        )
    issuers = fetcher.controller(case.issuer)
    names = envelope.methods_named(opened.sealed.jws, issuers, PURPOSE)
    case.methods = tuple(method_for(issuers, name, PURPOSE, fetcher=fetcher) for name in names)
    for method in case.methods:
        require_usable(method, at=case.setting.at)
    return f"The issuer lists the key {names[0]} for assertions."


def signature(case: Case) -> str:
    """Check 6: the token is signed by the key named, or by one of those that may be meant."""
    *others, last = case.methods
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
