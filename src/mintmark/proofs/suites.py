"""The cryptosuites that are accepted unless a caller says otherwise."""

from typing import Final

from mintmark.proofs import (
    ecdsa_jcs_2019,
    ecdsa_rdfc_2019,
    ecdsa_sd_2023,
    ed25519_signature_2020,
    eddsa_jcs_2022,
    eddsa_rdfc_2022,
)
from mintmark.proofs.suite import Cryptosuite

DEFAULT_SUITES: Final[frozenset[Cryptosuite]] = frozenset(
    {
        eddsa_rdfc_2022.SUITE,
        eddsa_jcs_2022.SUITE,
        ecdsa_rdfc_2019.SUITE,
        ecdsa_jcs_2019.SUITE,
        ecdsa_sd_2023.SUITE,
    }
)
"""The four suites that sign a whole document, and the one that signs statement by statement."""

READABLE_SUITES: Final[frozenset[Cryptosuite]] = DEFAULT_SUITES | {ed25519_signature_2020.SUITE}
"""What a verifier accepts: these, and the older suite that nothing is signed with any more."""
