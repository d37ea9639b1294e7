"""Adding and verifying proofs after W3C Data Integrity 1.0, for every suite alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from mintmark.encoding import multibase
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.times import format_time
from mintmark.errors import InputError, ProofError, UnavailableError, UsageError
from mintmark.keys.curves import curve_of
from mintmark.ports import Signer, VerifyingKey
from mintmark.proofs.hashing import Forms, hash_data
from mintmark.proofs.proof import (
    PROOF_TYPE,
    Proof,
    malformed,
    previous_of,
    proofs_of,
)
from mintmark.proofs.suite import Cryptosuite

__all__ = ["Proof", "add_proof", "proofs_of", "verify_proof", "without_proof"]


def without_proof(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document without its proofs."""
    return {name: value for name, value in document.items() if name != "proof"}


def add_proof(
    document: Mapping[str, Any],
    *,
    suite: Cryptosuite,
    signer: Signer,
    created: datetime,
    contexts: ContextStore,
    purpose: str = "assertionMethod",
    proof_id: str | None = None,
    expires: datetime | None = None,
    previous: Sequence[str] = (),
    extra: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return ``document`` with one more proof (Data Integrity 1.0, sections 4.2 and 4.3).

    The first proof stands alone; further ones make it a list. ``previous`` names, by their ids,
    proofs of the document that this one vouches for too. ``extra`` are further options that are
    signed with it: ``challenge`` and ``domain`` in a presentation (section 2.1).

    Raises:
        ProofError: ``proof.wrong-key-kind``, ``proof.duplicate-id``, ``proof.unknown-previous``,
            ``proof.broken-signer``, or why a proof in the document is malformed.
        ContextError: the document does not mean one thing.
        UsageError: ``time.naive``, or ``proof.own-way``: the suite makes its proofs elsewhere.
    """
    if suite.verify is not None:
        raise UsageError("proof.own-way", f"Proofs of {suite.name} are made in a way of their own.")
    hash_name = suite.hash_for(signer.kind)
    unsecured = without_proof(document)
    present = [proof.members for proof in proofs_of(document)] if "proof" in document else []
    options = proof_options(
        suite,
        signer.verification_method,
        purpose=purpose,
        proof_id=proof_id,
        created=created,
        expires=expires,
        previous=previous,
    )
    options |= extra or {}
    if suite.canonicalisation == "jcs" and "@context" in unsecured:
        options["@context"] = unsecured["@context"]
    data = hash_data(
        _with_previous(unsecured, previous_of(options, present)),
        options,
        suite,
        hash_name,
        contexts,
    )
    signature = signer.sign(data)
    if len(signature) != curve_of(signer.kind).signature_size:
        raise ProofError("proof.broken-signer", "The signer gave a signature of a wrong length.")
    return with_proof(document, {**options, "proofValue": multibase.encode(signature)})


def with_proof(document: Mapping[str, Any], proof: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with one more proof.

    Raises:
        ProofError: as ``proofs_of``.
    """
    present = [known.members for known in proofs_of(document)] if "proof" in document else []
    secured = {**without_proof(document), "proof": [*present, proof] if present else proof}
    proofs_of(secured)
    return secured


def proof_options(
    suite: Cryptosuite,
    verification_method: str,
    *,
    purpose: str,
    proof_id: str | None,
    created: datetime,
    expires: datetime | None,
    previous: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a proof without its ``proofValue`` (Data Integrity 1.0, section 2.1).

    Raises:
        UsageError: ``time.naive``.
    """
    options: dict[str, Any] = {"type": PROOF_TYPE}
    if proof_id is not None:
        options["id"] = proof_id
    options |= {
        "cryptosuite": suite.name,
        "created": format_time(created),
        "verificationMethod": verification_method,
        "proofPurpose": purpose,
    }
    if previous:
        options["previousProof"] = previous[0] if len(previous) == 1 else list(previous)
    if expires is not None:
        options["expires"] = format_time(expires)
    return options


def verify_proof(
    document: Mapping[str, Any],
    proof: Proof,
    public_key: VerifyingKey,
    *,
    suites: AbstractSet[Cryptosuite],
    contexts: ContextStore,
    purpose: str = "assertionMethod",
    forms: Forms | None = None,
) -> dict[str, Any]:
    """Verify one proof and return the document as it was signed, without proofs.

    Data Integrity 1.0, sections 4.4 and 4.5. Only the returned document was signed: in a JCS
    suite it has the proof's ``@context``, of which the document's may be a continuation.

    Still the caller's: that ``public_key`` is the proof's verification method and speaks for the
    issuer, the times, and that the proofs in ``proof.previous`` hold.

    Args:
        document: the secured document, with or without its proofs.
        proof: one of ``proofs_of`` the secured document.
        suites: the accepted cryptosuites.
        forms: the canonical forms of the document without its proofs, for several proofs.

    Raises:
        ProofError: ``proof.unknown-suite``, ``proof.wrong-purpose``, ``proof.wrong-key-kind``,
            ``proof.malformed``, ``proof.context-mismatch`` or ``proof.bad-signature``.
        ContextError: the document does not mean one thing.
        UnavailableError: ``input.work-limit``.
    """
    suite = _accepted(proof.suite, suites)
    if proof.purpose != purpose:
        raise ProofError(
            "proof.wrong-purpose",
            f"The proof was made for {proof.purpose[:60]!r}, not for {purpose}.",
        )
    hash_name = suite.hash_for(public_key.kind)
    if suite.verify is not None:
        return suite.verify(document, proof, public_key, contexts=contexts)
    signature = _signature(proof, public_key.kind)
    signed = as_signed(without_proof(document), proof.members, suite)
    options = {name: value for name, value in proof.members.items() if name != "proofValue"}
    whole = _with_previous(signed, proof.previous)
    data = hash_data(whole, options, suite, hash_name, contexts, forms)
    if not public_key.verify(signature, data):
        raise bad_signature()
    return signed


def bad_signature() -> ProofError:
    """Return the error for a signature that is not the key's over the document."""
    return ProofError(
        "proof.bad-signature",
        "The signature does not match: the document or its proof was altered, or another key "
        "signed it.",
    )


def _accepted(name: str, suites: AbstractSet[Cryptosuite]) -> Cryptosuite:
    for suite in suites:
        if suite.name == name:
            return suite
    raise UnavailableError(
        "proof.unknown-suite",
        f"The cryptosuite {name[:60]!r} is not accepted.",
        remedy=f"Accepted are {', '.join(sorted(suite.name for suite in suites))}.",
    )


def _signature(proof: Proof, kind: str) -> bytes:
    size = curve_of(kind).signature_size
    value = proof.members.get("proofValue")
    if not isinstance(value, str):
        raise malformed("proofValue is not there, or not text")
    try:
        signature = multibase.decode(value, bases="z", max_bytes=size)
    except InputError as error:
        raise malformed(f"proofValue: {error.message}") from error
    if len(signature) != size:
        raise malformed(f"a signature by a key on {kind} has {size} bytes, not {len(signature)}")
    return signature


def as_signed(
    document: dict[str, Any], proof: Mapping[str, Any], suite: Cryptosuite
) -> dict[str, Any]:
    """Hold the ``@context`` of the proof against that of the document, and return what was signed.

    JCS: where the proof has one, the document's must begin with it, and it is what was signed
    (EdDSA and ECDSA Cryptosuites 1.0, section 3.3.2, step 4). RDFC signs under the document's
    alone, so that another one in the proof would be unsigned.

    Raises:
        ProofError: ``proof.context-mismatch``.
    """
    if "@context" not in proof:
        return document
    named, present = (_as_list(value.get("@context", [])) for value in (proof, document))
    expected = present[: len(named)] if suite.canonicalisation == "jcs" else present
    if named != expected:
        raise ProofError(
            "proof.context-mismatch", "The proof was made under other contexts than the document's."
        )
    return (
        {**document, "@context": proof["@context"]} if suite.canonicalisation == "jcs" else document
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _with_previous(
    document: dict[str, Any], previous: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Put the proofs that are built upon into the document (sections 4.3 step 6, 4.5 step 3.3)."""
    return {**document, "proof": [dict(proof) for proof in previous]} if previous else document
