"""Credentials of which learners may show a part: ``ecdsa-sd-2023`` and SD-JWT.

What decides about the rest stays: who issued it, to whom, for what, for how long, and whether it
was taken back. All else is the learner's to show or not, member by member.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from mintmark import PrivateKey, new_key
from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.proofs import ecdsa_sd_2023, vc_jose
from mintmark.proofs.sd_proof_value import HMAC_KEY_SIZE

PARTS: Final = ecdsa_sd_2023.SUITE.name
PARTS_KIND: Final = "P-256"
"""The one kind of key that signs ``ecdsa-sd-2023``."""
SD_JWT: Final = "sd-jwt"
"""Signed as an SD-JWT (VC-JOSE-COSE 1.0, section 3.2), not with a cryptosuite."""

_SUBJECT: Final = "credentialSubject"
_IDENTITY: Final = frozenset({"@context", "id", "type"})
_ALWAYS: Final = (
    "issuer",
    "validFrom",
    "validUntil",
    "credentialStatus",
    "credentialSchema",
    "termsOfUse",
)
_ALWAYS_OF_SUBJECT: Final = ("identifier", "achievement")
_SALT_BYTES: Final = 16


def sign_parts(document: Mapping[str, Any], signer: PrivateKey, at: datetime) -> bytes:
    """Return a credential with a base proof, for its learner alone.

    Raises:
        MintmarkError: it cannot be signed so.
    """
    signed = ecdsa_sd_2023.sign_base(
        document,
        signer=signer,
        created=at.replace(microsecond=0),
        mandatory_pointers=list(_mandatory(document)),
        hmac_key=secrets.token_bytes(HMAC_KEY_SIZE),
        proof_key=new_key(PARTS_KIND),
        contexts=BUNDLED,
    )
    return strict_json.dumps(signed | {"proof": [signed["proof"]]})


def sign_sd_jwt(document: Mapping[str, Any], signer: PrivateKey) -> bytes:
    """Return a credential as an SD-JWT with all its disclosures.

    Raises:
        MintmarkError: it cannot be signed so.
    """
    token = vc_jose.sign_selectively(
        document,
        signer,
        disclosable=frozenset(_hideable(document)),
        salt=lambda: secrets.token_urlsafe(_SALT_BYTES),
    )
    return str(token).encode("ascii")


def _mandatory(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"/{name}" for name in _ALWAYS if name in document)
    subject = document[_SUBJECT]
    yield from (f"/{_SUBJECT}/{name}" for name in _ALWAYS_OF_SUBJECT if name in subject)


def _hideable(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"/{name}" for name in document if name not in _IDENTITY | {*_ALWAYS, _SUBJECT})
    kept = _IDENTITY | {*_ALWAYS_OF_SUBJECT}
    yield from (f"/{_SUBJECT}/{name}" for name in document[_SUBJECT] if name not in kept)
