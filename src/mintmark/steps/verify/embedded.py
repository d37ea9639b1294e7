"""Checks 4 to 6 for proofs that stand in the document: Data Integrity."""

from __future__ import annotations

from mintmark.encoding.canonical import canonical_form
from mintmark.encoding.effort import spend, values_in
from mintmark.encoding.times import format_time
from mintmark.errors import KeyMaterialError, ProofError, UnavailableError
from mintmark.keys.controller import method_for, require_usable
from mintmark.proofs.data_integrity import proofs_of, verify_proof
from mintmark.proofs.hashing import Forms
from mintmark.proofs.proof import Proof
from mintmark.steps.verify.case import CLOCK_TOLERANCE, PURPOSE, Case


def proof(case: Case) -> str:
    """Check 4: accepted suites, the right purpose, made in the past (Data Integrity 1.0, 4.4)."""
    case.proofs = proofs_of(case.document)
    for one in case.proofs:
        _accepted(one, case)
        _in_time(one, case)
    names = ", ".join(dict.fromkeys(one.suite for one in case.proofs))
    count = "One proof" if len(case.proofs) == 1 else f"{len(case.proofs)} proofs"
    return f"{count} ({names})."


def key(case: Case) -> str:
    """Check 5: the issuer's own document lists the key (Controlled Identifiers 1.0, 3.3).

    In a set of proofs at least one must be the issuer's; the others must be good by the
    documents of their own controllers.
    """
    fetcher = case.setting.fetcher
    issuers = fetcher.controller(case.issuer)
    listed = issuers.relationships.get(PURPOSE, frozenset())
    addresses = [one.verification_method for one in case.proofs]
    if listed.isdisjoint(addresses):
        raise KeyMaterialError(
            "key.not-the-issuers",
            f"The key that signed it is not one that the issuer {case.issuer} lists.",
        )
    methods = []
    for address in addresses:
        document = issuers if address in listed else fetcher.controller(address.split("#")[0])
        method = method_for(document, address, PURPOSE, fetcher=fetcher)
        require_usable(method, at=case.setting.at)
        methods.append(method)
    case.methods = tuple(methods)
    return f"The issuer lists the key {methods[0].id} for assertions."


def signature(case: Case) -> str:
    """Check 6: every proof holds over the whole content, and over the proofs it builds on."""
    contexts = case.setting.contexts
    forms = Forms(case.secured, contexts, case.canonical)
    signed = [
        verify_proof(
            case.document,
            one,
            method.public_key,
            suites=case.setting.suites,
            contexts=contexts,
            forms=forms,
        )
        for one, method in zip(case.proofs, case.methods, strict=True)
    ]
    if any(other != signed[0] for other in signed):
        raise ProofError("proof.context-mismatch", "Its proofs were made under different contexts.")
    if signed[0] != case.secured:
        # A JCS proof may have been made under the first contexts only. What the others add was
        # not signed, so the content must make sense, and is read, without them.
        spend(values_in(signed[0]))
        canonical_form(signed[0], contexts)
        case.secured = signed[0]
    return "The content is exactly what was signed."


def _accepted(one: Proof, case: Case) -> None:
    if all(one.suite != accepted.name for accepted in case.setting.suites):
        raise UnavailableError(
            "proof.unknown-suite", f"The cryptosuite {one.suite[:60]!r} is not one we can check."
        )
    if one.purpose != PURPOSE:
        raise ProofError(
            "proof.wrong-purpose",
            f"The proof was made for {one.purpose[:60]!r}, not for {PURPOSE}.",
        )


def _in_time(one: Proof, case: Case) -> None:
    at = case.setting.at
    if one.created is not None and one.created - at > CLOCK_TOLERANCE:
        made = format_time(one.created)
        raise ProofError("proof.from-the-future", f"The proof says it was made at {made}.")
    if one.expires is not None and one.expires <= at:
        raise ProofError("proof.expired", f"The proof expired at {format_time(one.expires)}.")
