"""SD-JWT-based Verifiable Digital Credentials (draft-ietf-oauth-sd-jwt-vc), ``dc+sd-jwt``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

from mintmark.errors import KeyMaterialError, ProofError, UnavailableError
from mintmark.keys.public_key import PublicKey
from mintmark.keys.rsa import RsaPublicKey, read_any_jwk
from mintmark.ports import Signer, VerifyingKey
from mintmark.proofs import jws, sd_jwt, sd_jwt_issuing
from mintmark.proofs.envelope import Envelope, Opened, Sealed
from mintmark.proofs.jose_algorithms import ALGORITHMS
from mintmark.proofs.jwt_claims import REGISTERED, Times, text, times_of
from mintmark.proofs.sd_jwt import SdJwt

TYPE: Final = "dc+sd-jwt"
LEGACY_TYPE: Final = "vc+sd-jwt"
"""What drafts before -06 called it. VC-JOSE-COSE calls something else so; ``SD_JWT_VC`` takes it
only for what has no ``@context``, and so is no credential of the W3C."""

ALWAYS_OPEN: Final = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"})
"""The claims that must not be selectively disclosable (section 2.2.2.2)."""

_MAX_KEYS: Final = 64
_ISSUER: Final = re.compile(
    r"https://([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)(/[!\"$-;=@-~]{0,1900})?"
)


@dataclass(frozen=True, slots=True)
class SdJwtVc:
    """An SD-JWT VC that keeps its rules. Its signatures are not verified yet.

    Attributes:
        claims: what it says, disclosures put in.
        type: the ``vct``.
        issuer: the ``iss``, None where the issuer is known by other means.
    """

    claims: Mapping[str, Any]
    type: str
    issuer: str | None
    times: Times
    sealed: Sealed


def open_sd_jwt_vc(
    token: str,
    *,
    types: AbstractSet[str] = frozenset({TYPE}),
    algorithms: AbstractSet[str] = ALGORITHMS,
) -> SdJwtVc:
    """Take an SD-JWT VC apart by its rules (sections 2.2 and 2.4).

    Args:
        types: the accepted values of ``typ``.

    Raises:
        ProofError: ``sd-jwt-vc.wrong-type``, ``sd-jwt-vc.no-vct``, ``sd-jwt.*``, ``jws.*``,
            ``jwt.malformed-claim``.
        LimitError: ``sd-jwt.*`` or ``jws.*``.
    """
    parts = sd_jwt.parse(token)
    parsed = jws.parse(parts.issuer_jwt, algorithms=algorithms)
    if parsed.type not in types:
        raise ProofError(
            "sd-jwt-vc.wrong-type", f"A token of the type {parsed.type[:40]!r} is not accepted."
        )
    return _read(Sealed(parsed, jws.claims_of(parsed), parts))


def _read(sealed: Sealed) -> SdJwtVc:
    disclosures = sealed.sd_jwt.disclosures if sealed.sd_jwt else ()
    claims = sd_jwt.process(sealed.payload, disclosures, always_open=ALWAYS_OPEN).claims
    vct = text(claims, "vct")
    if vct is None:
        raise ProofError("sd-jwt-vc.no-vct", "The credential does not say its type (vct).")
    return SdJwtVc(claims, vct, text(claims, "iss"), times_of(claims), sealed)


def _open(sealed: Sealed) -> Opened:
    found = _read(sealed)
    return Opened(
        envelope=TYPE,
        content="claims",
        document=found.claims,
        controller=found.issuer or "",
        times=found.times,
        claims={name: value for name, value in found.claims.items() if name in REGISTERED},
        sealed=sealed,
    )


SD_JWT_VC: Final = Envelope(TYPE, frozenset({TYPE, LEGACY_TYPE}), "claims", "", True, _open)


def verify(opened: SdJwtVc, key: VerifyingKey) -> None:
    """Refuse a credential that ``key`` did not sign.

    Raises:
        ProofError, KeyMaterialError: as ``jws.verify``.
    """
    jws.verify(opened.sealed.jws, key)


def issue_sd_jwt_vc(
    claims: Mapping[str, Any],
    *,
    disclosable: AbstractSet[str],
    signer: Signer,
    salt: Callable[[], str],
    header: Mapping[str, Any] | None = None,
) -> SdJwt:
    """Return claims as an SD-JWT VC (section 2.2).

    Args:
        claims: with ``vct``, and ``cnf`` where the holder is to be able to bind it.
        disclosable: JSON pointers, as ``sd_jwt_issuing.issue`` takes them.

    Raises:
        UsageError, ProofError: as ``sd_jwt_issuing.issue`` and ``open_sd_jwt_vc``.
    """
    header = {**(header or {}), "typ": TYPE}
    issued = sd_jwt_issuing.issue(
        claims, disclosable=disclosable, signer=signer, salt=salt, header=header
    )
    open_sd_jwt_vc(str(issued))
    return issued


def metadata_url(issuer: str) -> str:
    """Return where an issuer publishes its keys (JWT VC Issuer Metadata, section 4).

    ``/.well-known/jwt-vc-issuer`` goes between the host and the path of ``iss``.

    Raises:
        KeyMaterialError: ``key.not-resolvable`` for an issuer that is no plain https address.
    """
    found = _ISSUER.fullmatch(issuer)
    if found is None:
        raise KeyMaterialError(
            "key.not-resolvable", f"No issuer metadata can stand behind {issuer[:100]!r}."
        )
    host, path = found.groups()
    return f"https://{host}/.well-known/jwt-vc-issuer{(path or '').rstrip('/')}"


def keys_in_metadata(
    metadata: Mapping[str, Any], *, issuer: str, key_id: str | None
) -> tuple[PublicKey | RsaPublicKey, ...]:
    """Return the issuer's keys that a ``kid`` may mean (sections 4.2 and 4.3).

    Args:
        metadata: the document at ``metadata_url(issuer)``, with its ``jwks`` inside. Where it
            has ``jwks_uri`` instead, the caller fetches that and passes
            ``{"issuer": ..., "jwks": ...}``.
        key_id: the token's ``kid``; None leaves every key that is there.

    Raises:
        KeyMaterialError: ``key.wrong-document``, ``key.malformed-document`` or
            ``key.not-in-document``.
    """
    if metadata.get("issuer") != issuer:
        raise KeyMaterialError(
            "key.wrong-document", f"The issuer metadata for {issuer} are about somebody else."
        )
    jwks = metadata.get("jwks")
    keys = jwks.get("keys") if isinstance(jwks, Mapping) else None
    if not isinstance(keys, list) or len(keys) > _MAX_KEYS or "jwks_uri" in metadata:
        raise KeyMaterialError(
            "key.malformed-document", f"The issuer metadata of {issuer} hold no set of keys."
        )
    named = [key for key in keys if isinstance(key, Mapping) and _is_called(key, key_id)]
    usable = tuple(key for key in map(_key, named) if key is not None)
    if not usable:
        raise KeyMaterialError(
            "key.not-in-document", f"The issuer metadata of {issuer} have no such key."
        )
    return usable


def _is_called(key: Mapping[str, Any], key_id: str | None) -> bool:
    return key_id is None or key.get("kid") == key_id


def _key(key: Mapping[str, Any]) -> PublicKey | RsaPublicKey | None:
    try:
        return read_any_jwk(key)
    except (KeyMaterialError, UnavailableError):
        # A key of a kind that is not known here does not spoil the others.
        return None
