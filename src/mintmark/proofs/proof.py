"""The proofs that stand in a document, read and put in relation, before any key is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mintmark.encoding.times import parse_time
from mintmark.errors import InputError, ProofError, UnavailableError
from mintmark.keys.urls import is_absolute_url

PROOF_TYPE: Final = "DataIntegrityProof"
OLDER_TYPES: Final = frozenset({"Ed25519Signature2020"})
"""Proof types that are suites themselves, without a ``cryptosuite``; verified, not made."""

_MAX_PROOFS: Final = 16


@dataclass(frozen=True, slots=True)
class Proof:
    """One data integrity proof (Data Integrity 1.0, section 2.1), not verified yet.

    Attributes:
        members: the proof as it stands in the document.
        suite: the name of its cryptosuite, or of its type where that is an older suite itself.
        verification_method: the DID URL of the key that is said to have signed.
        purpose: what the proof was made for, ``assertionMethod`` in a credential.
        created: when it says that it was made.
        expires: from when on it is not to be relied on; the caller compares.
        previous: the proofs that ``previousProof`` names, as they stand in the document. This one
            was made over them too, and holds only where they hold.
    """

    members: Mapping[str, Any]
    id: str | None
    suite: str
    verification_method: str
    purpose: str
    created: datetime | None = None
    expires: datetime | None = None
    previous: tuple[Mapping[str, Any], ...] = ()


def proofs_of(document: Mapping[str, Any]) -> tuple[Proof, ...]:
    """Return the proofs of a document, in their order.

    Raises:
        ProofError: ``proof.missing``, ``proof.too-many``, ``proof.malformed``,
            ``proof.unknown-type``, ``proof.duplicate-id``, ``proof.unknown-previous`` where
            ``previousProof`` names nothing (Data Integrity 1.0, section 4.5, step 3.2), or
            ``proof.cycle``.
    """
    proofs = _members_of(document)
    names = [proof["id"] for proof in proofs if "id" in _object(proof)]
    if len(set(names)) != len(names):
        raise ProofError("proof.duplicate-id", "Two proofs have the same id.")
    _require_order(proofs)
    return tuple(_read(proof, previous_of(proof, proofs)) for proof in proofs)


def _members_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    value = document.get("proof")
    proofs: list[Any] = value if isinstance(value, list) else [value]
    if value is None or not proofs:
        raise ProofError("proof.missing", "The document has no proof.")
    if len(proofs) > _MAX_PROOFS:
        raise ProofError("proof.too-many", f"The document has more than {_MAX_PROOFS} proofs.")
    return proofs


def _object(proof: Any) -> Mapping[str, Any]:
    if not isinstance(proof, (dict, Mapping)):
        raise malformed("it is not a JSON object")
    if "id" in proof:
        _url(proof, "id")
    return proof


def previous_of(
    proof: Mapping[str, Any], proofs: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, Any], ...]:
    """Return those of ``proofs`` that the ``previousProof`` of a proof names, in their order.

    Raises:
        ProofError: ``proof.unknown-previous`` or ``proof.malformed``.
    """
    named = _previous_ids(proof)
    found = tuple(other for other in proofs if other.get("id") in named)
    if len(found) != len(named):
        raise ProofError(
            "proof.unknown-previous", "A proof builds on another that is not in the document."
        )
    return found


def _previous_ids(proof: Mapping[str, Any]) -> list[str]:
    if "previousProof" not in proof:
        return []
    value = proof["previousProof"]
    named = value if isinstance(value, list) else [value]
    if not named or not all(isinstance(name, str) for name in named):
        raise malformed("previousProof is not the id of a proof, or a list of such")
    if len(set(named)) != len(named):
        raise malformed("previousProof names a proof twice")
    return named


def _require_order(proofs: Sequence[Mapping[str, Any]]) -> None:
    """Refuse proofs that build on one another in a circle: none could have been made first."""
    if not any("previousProof" in proof for proof in proofs):
        return
    known = {proof.get("id") for proof in proofs}
    pending, made = list(proofs), set[Any]()
    while pending:
        ready = [p for p in pending if not (known & set(_previous_ids(p))) - made]
        if not ready:
            raise ProofError("proof.cycle", "Proofs build on one another in a circle.")
        made |= {proof.get("id") for proof in ready}
        pending = [proof for proof in pending if proof not in ready]


def _read(proof: Mapping[str, Any], previous: tuple[Mapping[str, Any], ...]) -> Proof:
    if "@" in "".join(proof) and any(name[:1] == "@" and name != "@context" for name in proof):
        raise malformed("it has a member that is a JSON-LD keyword")
    return Proof(
        proof,
        id=proof.get("id"),
        suite=_suite(proof),
        verification_method=_url(proof, "verificationMethod"),
        purpose=_text(proof, "proofPurpose"),
        created=_time(proof, "created"),
        expires=_time(proof, "expires"),
        previous=previous,
    )


def _suite(proof: Mapping[str, Any]) -> str:
    kind = proof.get("type")
    if not isinstance(kind, str):
        raise malformed("its type is not one name")
    if kind != PROOF_TYPE and kind not in OLDER_TYPES:
        raise UnavailableError(
            "proof.unknown-type", f"The proof is of a type unknown here: {_short(proof, 'type')}."
        )
    if kind in OLDER_TYPES:
        if "cryptosuite" in proof or "created" not in proof:
            raise malformed(f"a proof of the type {kind} has created and no cryptosuite")
        return kind
    name = _text(proof, "cryptosuite")
    if name in OLDER_TYPES:
        raise malformed("its cryptosuite is a proof type of its own")
    return name


def _text(proof: Mapping[str, Any], member: str) -> str:
    value = proof.get(member)
    if not isinstance(value, str) or not value:
        raise malformed(f"{member} is not there, or not text")
    return value


def _url(proof: Mapping[str, Any], member: str) -> str:
    value = _text(proof, member)
    if not is_absolute_url(value):
        raise malformed(f"{member} is not an absolute address: {_short(proof, member)}")
    return value


def _time(proof: Mapping[str, Any], member: str) -> datetime | None:
    if member not in proof:
        return None
    try:
        return parse_time(proof[member])
    except InputError as error:
        raise malformed(f"{member}: {error.message}") from error


def _short(proof: Mapping[str, Any], member: str) -> str:
    return repr(proof.get(member))[:80]


def malformed(why: str) -> ProofError:
    """Return the error for a proof that is not built as one."""
    return ProofError("proof.malformed", f"The proof is malformed: {why.rstrip('.')}.")
