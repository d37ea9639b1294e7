"""Ed25519Signature2020, the suite before ``eddsa-rdfc-2022`` (EdDSA Cryptosuites 1.0, appendix).

It is its own proof type, without a ``cryptosuite``, and signs what ``eddsa-rdfc-2022`` signs:
the SHA-256 of the canonical proof options, then that of the canonical document. Credentials of
the VC Data Model 1.1 carry it. It is verified here and not made any more.
"""

from typing import Final

from mintmark.keys.curves import ED25519
from mintmark.proofs.suite import Cryptosuite

TYPE: Final = "Ed25519Signature2020"
CONTEXT: Final = "https://w3id.org/security/suites/ed25519-2020/v1"
"""The context that defines the proof's terms; the secured document names it."""

SUITE: Final = Cryptosuite(TYPE, "rdfc", ((ED25519, "sha256"),))
