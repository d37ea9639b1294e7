"""ecdsa-sd-2023: Data Integrity ECDSA Cryptosuites 1.0, section 3.6.

An issuer signs every statement of a document on its own, with a key made for this one document
and thrown away, and signs that key together with the statements that must always be shown: the
base proof. From it the holder derives proofs that show some statements and hide the others.

ECDSA signatures can be altered without a key: (r, n - s) verifies where (r, s) does. FIPS 186-5
asks for no particular one, issuers give either, so both are accepted; nothing may take the bytes
of a proof for the identity of a credential. Derived proofs of one base proof can be told to
belong together (section 5.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from mintmark.encoding import jsonld
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.effort import spend, values_in
from mintmark.errors import ProofError, UsageError
from mintmark.keys.curves import P256, curve_of
from mintmark.keys.private_key import PrivateKey
from mintmark.ports import Signer, VerifyingKey
from mintmark.proofs.data_integrity import (
    as_signed,
    bad_signature,
    proof_options,
    with_proof,
    without_proof,
)
from mintmark.proofs.hashing import hash_options
from mintmark.proofs.proof import Proof, malformed, proofs_of
from mintmark.proofs.sd_proof_value import (
    HMAC_KEY_SIZE,
    BaseValue,
    DerivedValue,
    data_to_sign,
    read_base,
    read_derived,
    write_base,
    write_derived,
)
from mintmark.proofs.sd_statements import Statements, canonical_numbers, hash_of, relabelled
from mintmark.proofs.suite import Cryptosuite


def sign_base(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    created: datetime,
    mandatory_pointers: Sequence[str],
    hmac_key: bytes,
    proof_key: PrivateKey,
    contexts: ContextStore,
    purpose: str = "assertionMethod",
    proof_id: str | None = None,
    expires: datetime | None = None,
) -> dict[str, Any]:
    """Return ``document`` with a base proof, for its holder only (sections 3.6.1 to 3.6.5).

    Args:
        document: a JSON-LD document; proofs that it has stay beside the new one.
        signer: the issuer's key, on P-256.
        created: when the proof is made, with its time zone.
        mandatory_pointers: JSON pointers to what every derived proof must disclose. A holder can
            leave out all else: at least issuer, validity, status and subject belong here.
        hmac_key: 32 random bytes, new for each document.
        proof_key: a P-256 key, new for each document and thrown away afterwards. Who has it can
            add statements to this document.
        contexts: the contexts that exist.

    Raises:
        UsageError: ``proof.unfit-hmac-key``, ``proof.unfit-proof-key``, ``time.naive``.
        ProofError: ``proof.wrong-key-kind``, ``proof.broken-signer``,
            ``proof.malformed-pointer``, ``proof.unknown-pointer``, ``proof.unfit-pointer``,
            ``proof.reserved-iri``, or why a proof in the document is malformed.
        ContextError: the document does not mean one thing.
        LimitError: ``proof.too-many-statements``, or the document is too large.
    """
    SUITE.hash_for(signer.kind)
    _require_fit(hmac_key, proof_key)
    unsecured = without_proof(document)
    options = proof_options(
        SUITE,
        signer.verification_method,
        purpose=purpose,
        proof_id=proof_id,
        created=created,
        expires=expires,
    )
    statements = Statements(unsecured, contexts, hmac_key)
    group = statements.group(mandatory_pointers)
    mandatory, others = parted(statements.lines, group.indexes if group else ())
    data = data_to_sign(
        options_hash(unsecured, options, contexts), proof_key.public_key, hash_of(mandatory)
    )
    base_signature = signer.sign(data)
    if len(base_signature) != curve_of(P256).signature_size:
        raise ProofError("proof.broken-signer", "The signer gave a signature of a wrong length.")
    if proof_key.public_key.verify(base_signature, data):
        raise UsageError(
            "proof.unfit-proof-key", "The issuer's own key must not be the key made for one proof."
        )
    value = BaseValue(
        base_signature,
        proof_key.public_key,
        hmac_key,
        [proof_key.sign(line.encode()) for line in others],
        list(mandatory_pointers),
    )
    return with_proof(document, {**options, "proofValue": write_base(value)})


def derive(
    secured: Mapping[str, Any], *, selective_pointers: Sequence[str], contexts: ContextStore
) -> dict[str, Any]:
    """Return the part of a document that its holder discloses, with a derived proof (3.6.6).

    Args:
        secured: a document with one base proof; other proofs cover the whole of it and are left
            out.
        selective_pointers: JSON pointers to what is disclosed beside the mandatory statements.
        contexts: the contexts that exist.

    Raises:
        ProofError: ``proof.no-base``, ``proof.derived-not-base``, ``proof.malformed``,
            ``proof.nothing-disclosed``, ``proof.malformed-pointer``, ``proof.unknown-pointer``,
            ``proof.unfit-pointer``, ``proof.reserved-iri``.
        ContextError: the document does not mean one thing.
        LimitError: ``proof.too-many-statements``, or the document is too large.
    """
    proof = _base_proof(secured)
    base = read_base(proof.members.get("proofValue"))
    statements = Statements(without_proof(secured), contexts, base.hmac_key)
    group = statements.group(base.mandatory_pointers)
    mandatory = frozenset(group.indexes if group else ())
    disclosed = statements.group([*base.mandatory_pointers, *selective_pointers])
    if disclosed is None:
        raise ProofError("proof.nothing-disclosed", "Nothing is chosen to be disclosed.")
    signed = [index for index in range(len(statements.lines)) if index not in mandatory]
    if len(signed) != len(base.signatures):
        raise malformed("it has another number of signatures than the document has statements")
    signature_of = dict(zip(signed, base.signatures, strict=True))
    value = DerivedValue(
        base.base_signature,
        base.public_key,
        [signature_of[index] for index in disclosed.indexes if index not in mandatory],
        disclosed.label_map,
        [place for place, index in enumerate(disclosed.indexes) if index in mandatory],
    )
    derived = {**proof.members, "proofValue": write_derived(value)}
    return {**disclosed.document, "proof": derived}


def verify_derived(
    document: Mapping[str, Any], proof: Proof, public_key: VerifyingKey, *, contexts: ContextStore
) -> dict[str, Any]:
    """Verify a derived proof and return the document without proofs (sections 3.5.9 and 3.6.7).

    What is returned is all that the holder chose to show; the issuer said it, and perhaps more.
    ``data_integrity.verify_proof`` checks suite, purpose and kind of key, and calls this.

    Args:
        document: the disclosed document, with or without its proofs.
        proof: its derived proof.
        public_key: the issuer's key, on P-256.
        contexts: the contexts that exist.

    Raises:
        ProofError: ``proof.base-not-derived``, ``proof.malformed``, ``proof.context-mismatch``
            or ``proof.bad-signature``.
        ContextError: the document does not mean one thing.
        LimitError: ``proof.too-many-statements``, or the document is too large.
    """
    if "previousProof" in proof.members:
        raise malformed("a derived proof stands alone and builds on no other")
    disclosed = as_signed(without_proof(document), proof.members, SUITE)
    value = read_derived(proof.members.get("proofValue"))
    mandatory, others = parted(
        _disclosed_lines(disclosed, value, contexts), value.mandatory_indexes
    )
    if len(others) != len(value.signatures):
        raise malformed("it has another number of signatures than the document has statements")
    options = {name: member for name, member in proof.members.items() if name != "proofValue"}
    data = data_to_sign(
        options_hash(disclosed, options, contexts), value.public_key, hash_of(mandatory)
    )
    # The issuer's signature comes first: without it nobody has vouched for the other key.
    if not public_key.verify(value.base_signature, data):
        raise bad_signature()
    for line, signature in zip(others, value.signatures, strict=True):
        if not value.public_key.verify(signature, line.encode()):
            raise bad_signature()
    return disclosed


SUITE: Final = Cryptosuite("ecdsa-sd-2023", "rdfc", ((P256, "sha256"),), verify=verify_derived)


def parted(lines: Sequence[str], mandatory: Sequence[int]) -> tuple[list[str], list[str]]:
    """Return the mandatory statements, and the others.

    Args:
        lines: statements in their order.
        mandatory: indexes into them, ascending.

    Raises:
        ProofError: ``proof.malformed``, an index is too large.
    """
    if mandatory and mandatory[-1] >= len(lines):
        raise malformed("a mandatory index is larger than there are statements")
    chosen = frozenset(mandatory)
    return (
        [line for index, line in enumerate(lines) if index in chosen],
        [line for index, line in enumerate(lines) if index not in chosen],
    )


def options_hash(
    document: Mapping[str, Any], options: Mapping[str, Any], contexts: ContextStore
) -> bytes:
    """Return the hash of a proof's options, under the contexts of the document (section 3.6.4).

    Raises:
        ContextError: the options do not mean one thing.
    """
    configuration = {**options, "@context": document.get("@context")}
    return hash_options(configuration, SUITE, "sha256", contexts)


def _disclosed_lines(
    document: Mapping[str, Any], value: DerivedValue, contexts: ContextStore
) -> list[str]:
    spend(values_in(document))
    quads = jsonld.to_quads(document, contexts)
    numbers = canonical_numbers(quads)
    if value.label_map.keys() != set(numbers.values()):
        raise malformed("its names of blank nodes are not those of the document")
    return relabelled(quads, {node: value.label_map[number] for node, number in numbers.items()})


def _base_proof(secured: Mapping[str, Any]) -> Proof:
    proofs = [proof for proof in proofs_of(secured) if proof.suite == SUITE.name]
    if len(proofs) != 1:
        raise ProofError(
            "proof.no-base", f"The document has {len(proofs)} {SUITE.name} proofs, not one."
        )
    return proofs[0]


def _require_fit(hmac_key: bytes, proof_key: PrivateKey) -> None:
    if not isinstance(hmac_key, bytes) or len(hmac_key) != HMAC_KEY_SIZE:
        raise UsageError("proof.unfit-hmac-key", f"The HMAC key is not {HMAC_KEY_SIZE} bytes.")
    if proof_key.kind != P256:
        raise UsageError("proof.unfit-proof-key", "The key made for one proof is not on P-256.")
