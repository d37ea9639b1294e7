"""The issuers that the service plays: one for each way of securing and kind of key."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from mintmark.cli.vc_api.tokens import SECURINGS, VC_JOSE, VC_SD_JWT, envelop
from mintmark.encoding.contexts import ContextStore
from mintmark.errors import KeyMaterialError, UsageError
from mintmark.keys.curves import curve_of
from mintmark.keys.private_key import PrivateKey, from_secret_bytes, generate
from mintmark.proofs import ecdsa_sd_2023
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.sd_proof_value import HMAC_KEY_SIZE
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import DEFAULT_SUITES
from mintmark.steps import hold

DEFAULT: Final = "eddsa-rdfc-2022"
"""The issuer that a path without a name means."""

SD: Final = ecdsa_sd_2023.SUITE.name
_MIN_SEED: Final = 32

_DECLARED: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("eddsa-rdfc-2022", "eddsa-rdfc-2022", "Ed25519", ()),
    ("eddsa-jcs-2022", "eddsa-jcs-2022", "Ed25519", ()),
    ("ecdsa-rdfc-2019-p256", "ecdsa-rdfc-2019", "P-256", ()),
    ("ecdsa-rdfc-2019-p384", "ecdsa-rdfc-2019", "P-384", ()),
    ("ecdsa-jcs-2019-p256", "ecdsa-jcs-2019", "P-256", ()),
    ("ecdsa-jcs-2019-p384", "ecdsa-jcs-2019", "P-384", ()),
    ("ecdsa-sd-2023", SD, "P-256", ()),
    ("vc-jose", VC_JOSE, "Ed25519", ()),
    ("vc-jose-p256", VC_JOSE, "P-256", ()),
    ("vc-jose-p384", VC_JOSE, "P-384", ()),
    ("vc-jose-p521", VC_JOSE, "P-521", ()),
    ("vc-sd-jwt", VC_SD_JWT, "Ed25519", ()),
    ("vc-sd-jwt-p256", VC_SD_JWT, "P-256", ()),
    ("vc-sd-jwt-p384", VC_SD_JWT, "P-384", ()),
    ("vc-sd-jwt-p521", VC_SD_JWT, "P-521", ()),
    ("bitstring-status-list", "eddsa-rdfc-2022", "Ed25519", ("revocation",)),
)
_ALIASES: Final[Mapping[str, str]] = {
    "ecdsa-rdfc-2019": "ecdsa-rdfc-2019-p256",
    "ecdsa-jcs-2019": "ecdsa-jcs-2019-p256",
    "ecdsa-sd-2023-p256": "ecdsa-sd-2023",
}

_DISCLOSED: Final = (
    "issuer",
    "validFrom",
    "validUntil",
    "issuanceDate",
    "expirationDate",
    "credentialStatus",
    "credentialSchema",
    "termsOfUse",
)
"""What no holder can hide from an ``ecdsa-sd-2023`` credential, as far as it is there.

A verifier of a derived proof cannot know what was left out: that a credential ended, or was taken
back, must not be the holder's to tell.
"""


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuer, who can hold and present as well.

    Attributes:
        name: how a path names it.
        securing: a cryptosuite; for tokens ``vc-jose`` or ``vc-sd-jwt``.
        key: its key, under a did:key of its own.
        statuses: the purposes of the status entries that each of its credentials gets unasked.
    """

    name: str
    securing: str
    key: PrivateKey = field(repr=False)
    statuses: tuple[str, ...] = ()

    @property
    def whole_suite(self) -> Cryptosuite:
        """A cryptosuite for its key that signs whole documents: its own where that does."""
        fallback = "eddsa-rdfc-2022" if self.key.kind == "Ed25519" else "ecdsa-rdfc-2019"
        named = {suite.name: suite for suite in DEFAULT_SUITES if suite.verify is None}
        return named.get(self.securing) or named[fallback]

    def facts(self) -> dict[str, Any]:
        """Return what others may know of it."""
        return {
            "name": self.name,
            "id": self.key.controller,
            "verificationMethod": self.key.verification_method,
            "securing": self.securing,
            "keyType": self.key.kind,
        }

    def secure(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        contexts: ContextStore,
        mandatory: Sequence[str] = (),
        disclosable: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Return a credential secured in this issuer's way.

        Args:
            mandatory: JSON pointers that ``ecdsa-sd-2023`` must always disclose, beside those to
                its issuer, period, status, schema and terms.
            disclosable: JSON pointers to what the holder of a ``vc-sd-jwt`` may leave out.

        Raises:
            MintmarkError: why it cannot be.
        """
        if self.securing in SECURINGS:
            return envelop(
                document, self.key, self.securing, content="credential", disclosable=disclosable
            )
        if self.securing == SD:
            always = [f"/{member}" for member in _DISCLOSED if member in document]
            return ecdsa_sd_2023.sign_base(
                document,
                signer=self.key,
                created=at,
                mandatory_pointers=list(dict.fromkeys([*always, *mandatory])),
                hmac_key=secrets.token_bytes(HMAC_KEY_SIZE),
                proof_key=generate("P-256"),
                contexts=contexts,
            )
        return add_proof(
            document, suite=self.whole_suite, signer=self.key, created=at, contexts=contexts
        )

    def present(
        self,
        presentation: Mapping[str, Any],
        *,
        challenge: str | None,
        domain: str | None,
        at: datetime,
        contexts: ContextStore,
        disclosable: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Return a presentation secured as its holder.

        Raises:
            MintmarkError: why it cannot be.
        """
        if self.securing not in SECURINGS:
            return hold.prove(
                presentation,
                signer=self.key,
                challenge=challenge,
                domain=domain,
                at=at,
                suite=self.whole_suite.name,
                contexts=contexts,
            )
        document = hold.as_held(presentation, self.key.controller)
        asked = {"nonce": challenge, "aud": domain}
        claims = {name: value for name, value in asked.items() if value is not None}
        return envelop(
            document,
            self.key,
            self.securing,
            content="presentation",
            claims=claims,
            disclosable=disclosable,
        )


def make(seed: bytes | None = None) -> Mapping[str, Issuer]:
    """Return all issuers by name, aliases too, with new keys or with those that a seed leads to.

    Raises:
        UsageError: ``vc-api.short-seed``: a seed is at least 32 bytes that nobody can guess.
    """
    if seed is not None and len(seed) < _MIN_SEED:
        raise UsageError("vc-api.short-seed", f"A seed has at least {_MIN_SEED} bytes.")
    issuers = {
        name: Issuer(name, securing, _key(kind, name, seed), statuses)
        for name, securing, kind, statuses in _DECLARED
    }
    return issuers | {alias: issuers[name] for alias, name in _ALIASES.items()}


def _key(kind: str, name: str, seed: bytes | None) -> PrivateKey:
    if seed is None:
        return generate(kind)
    size, attempt = curve_of(kind).secret_size, 0
    while True:
        salt = f"mintmark vc-api\0{name}\0{attempt}\0".encode()
        try:
            return from_secret_bytes(kind, hashlib.shake_256(salt + seed).digest(size))
        except KeyMaterialError:  # not below the order of the curve: once in 2**32 or less
            attempt += 1
