"""The issuers in the W3C's published vectors: what they would serve, if they were somewhere.

The vectors of Data Integrity are issued by ``https://vc.example/…`` and signed with keys of
``did:key``, and no document anywhere says that these keys are the issuers' own. Here they are, for
the service alone. Nobody can ever own a name under ``.example`` (RFC 2606, section 2; RFC 6761,
section 6.5), so nobody is spoken for who could speak for himself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mintmark.encoding import strict_json

_ED25519: Final = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
_P256: Final = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
_P384: Final = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"
_SEVERAL: Final = (
    "z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7",
    "z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E",
    "z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1",
    "z6Mkm1S51iPHJvDEkJ9MRtxJmT8Pqo6wHipAFwBAjN83vntT",
)
"""The Ed25519 keys of the proof sets and chains."""

_ISSUERS: Final[Mapping[str, tuple[str, ...]]] = {
    "https://vc.example/issuers/5678": (_ED25519, *_SEVERAL, _P256, _P384),
    "https://vc.example/windsurf/racecommittee": (_P256,),
}


def _document(issuer: str, keys: tuple[str, ...]) -> bytes:
    methods = [f"did:key:{key}#{key}" for key in keys]
    return strict_json.dumps({"id": issuer, "assertionMethod": methods})


DOCUMENTS: Final[Mapping[str, bytes]] = {
    issuer: _document(issuer, keys) for issuer, keys in _ISSUERS.items()
}
"""Controller documents (Controlled Identifiers 1.0) by their address, with public keys only."""
