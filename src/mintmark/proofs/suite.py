"""What a cryptosuite of W3C Data Integrity is: a declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from mintmark.encoding.contexts import ContextStore
from mintmark.errors import ProofError
from mintmark.ports import VerifyingKey
from mintmark.proofs.proof import Proof


class Verify(Protocol):
    """How a suite verifies a proof of its own kind."""

    def __call__(
        self,
        document: Mapping[str, Any],
        proof: Proof,
        public_key: VerifyingKey,
        *,
        contexts: ContextStore,
    ) -> dict[str, Any]:
        """Return the document as it was signed, without proofs, or raise ``ProofError``."""
        ...


@dataclass(frozen=True, slots=True)
class Cryptosuite:
    """A cryptosuite (Data Integrity 1.0, section 3): how a document is made ready to be signed.

    Attributes:
        name: the value of ``cryptosuite`` in a proof.
        canonicalisation: ``rdfc`` (RDF Dataset Canonicalization 1.0) or ``jcs`` (RFC 8785).
        hashes: pairs of a kind of key that may sign, and the hash used with it, also inside RDFC.
        verify: how a proof is verified, in a suite whose proof is more than one signature over
            the whole document; such proofs are not made by ``data_integrity.add_proof``.
    """

    name: str
    canonicalisation: Literal["rdfc", "jcs"]
    hashes: tuple[tuple[str, str], ...]
    verify: Verify | None = None

    def hash_for(self, kind: str) -> str:
        """Return the name of the hash used with a kind of key, as ``hashlib`` knows it.

        Raises:
            ProofError: ``proof.wrong-key-kind``.
        """
        for known, hash_name in self.hashes:
            if known == kind:
                return hash_name
        kinds = " or ".join(known for known, _ in self.hashes)
        raise ProofError(
            "proof.wrong-key-kind", f"{self.name} works with keys on {kinds}, this one is {kind}."
        )
