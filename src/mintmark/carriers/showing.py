"""What a holder shows of a file of theirs."""

from __future__ import annotations

from mintmark.carriers.detect import unpack
from mintmark.errors import MintmarkError
from mintmark.proofs import showing


def to_show(data: bytes) -> bytes:
    """Return a file as others get it.

    Of a credential for its holder alone this is what it says in full, as JSON, with a derived
    proof (ECDSA Cryptosuites 1.0, section 3.6.6). Every other file stays as it is, also one that
    cannot be read.
    """
    try:
        payload = unpack(data).payload
    except MintmarkError:
        return data
    shown = showing.whole(payload)
    return data if shown is payload else shown
