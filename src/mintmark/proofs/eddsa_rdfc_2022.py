"""eddsa-rdfc-2022: Data Integrity EdDSA Cryptosuites 1.0, section 3.2."""

from typing import Final

from mintmark.keys.curves import ED25519
from mintmark.proofs.suite import Cryptosuite

SUITE: Final = Cryptosuite("eddsa-rdfc-2022", "rdfc", ((ED25519, "sha256"),))
