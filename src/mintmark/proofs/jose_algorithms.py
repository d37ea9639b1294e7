"""Which JOSE algorithm goes with which kind of key: one kind each, which ends any confusion."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mintmark.errors import ProofError
from mintmark.keys.curves import ED25519, P256, P384
from mintmark.keys.rsa import RSA

KIND_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "EdDSA": ED25519,
        "Ed25519": ED25519,
        "ES256": P256,
        "ES384": P384,
        "ES512": "P-521",
        "RS256": RSA,
    }
)
"""``alg`` -> the one kind of key that it is used with (RFC 7518 section 3.1, RFC 8037 section 3.1,
RFC 9864 section 2.2). ``none`` and the algorithms with a shared secret are not in here."""

ALGORITHMS: Final[frozenset[str]] = frozenset(KIND_OF)
"""The algorithms that are accepted unless a caller says otherwise."""

SIGNATURES: Final[frozenset[str]] = ALGORITHMS | {
    *("RS384", "RS512", "PS256", "PS384", "PS512", "ES256K", "Ed448"),
    *("ML-DSA-44", "ML-DSA-65", "ML-DSA-87"),
}
"""The registered digital signatures (IANA, JSON Web Signature and Encryption Algorithms), known
here or not. What is not among them proves nothing about anybody: ``none``, a shared secret, or no
algorithm at all."""

_SIGNS_WITH: Final = {kind: name for name, kind in KIND_OF.items() if name not in ("Ed25519",)}


def algorithm_for(kind: str) -> str:
    """Return the ``alg`` that a key of this kind signs with.

    Ed25519 signs as ``EdDSA``: RFC 9864 prefers ``Ed25519``, but few verifiers know it yet.

    Raises:
        ProofError: ``jws.wrong-key-kind``.
    """
    try:
        return _SIGNS_WITH[kind]
    except KeyError:
        raise ProofError(
            "jws.wrong-key-kind", f"No JOSE algorithm is known for keys of the kind {kind[:40]!r}."
        ) from None
