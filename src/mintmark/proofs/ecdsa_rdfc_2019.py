"""ecdsa-rdfc-2019: Data Integrity ECDSA Cryptosuites 1.0, section 3.2."""

from typing import Final

from mintmark.keys.curves import P256, P384
from mintmark.proofs.suite import Cryptosuite

SUITE: Final = Cryptosuite("ecdsa-rdfc-2019", "rdfc", ((P256, "sha256"), (P384, "sha384")))
