"""Key binding (RFC 9901 section 4.3): the holder signs that this very presentation is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.errors import KeyMaterialError, ProofError, UnavailableError, UsageError
from mintmark.keys.public_key import PublicKey
from mintmark.keys.rsa import RsaPublicKey, read_any_jwk
from mintmark.ports import Signer
from mintmark.proofs import jws
from mintmark.proofs.jose_algorithms import ALGORITHMS
from mintmark.proofs.jwt_claims import numeric_date, times_of
from mintmark.proofs.sd_jwt import SdJwt, digest, hash_of

TYPE: Final = "kb+jwt"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a verifier asked of the holder, and how fresh the answer must be.

    Attributes:
        audience: the verifier's own identifier, as the holder was told it; None where the
            verifier did not name itself.
        nonce: what the verifier made up for this presentation alone; None where it did not.
        at: now, with a time zone.
        max_age: how old the binding may be, where anything was asked. A presentation that
            nobody asked for may have been kept.
        tolerance: by how much the holder's clock may be ahead.
    """

    audience: str | None
    nonce: str | None
    at: datetime
    max_age: timedelta = timedelta(minutes=5)
    tolerance: timedelta = timedelta(minutes=1)


def require_key_binding(
    presented: SdJwt,
    payload: Mapping[str, Any],
    expected: Expected,
    *,
    algorithms: AbstractSet[str] = ALGORITHMS,
) -> Mapping[str, Any]:
    """Refuse a presentation that its holder did not sign for us, now (RFC 9901 section 7.3).

    Args:
        presented: the SD-JWT+KB; its issuer's signature is the caller's to verify.
        payload: the claims of its issuer-signed JWT, ``cnf`` among them.

    Returns:
        The claims of the key binding JWT.

    Raises:
        ProofError: ``key-binding.missing``, ``key-binding.no-holder-key``,
            ``key-binding.wrong-type``, ``key-binding.malformed``,
            ``key-binding.wrong-audience``, ``key-binding.wrong-nonce``,
            ``key-binding.not-fresh``, ``key-binding.other-presentation``, ``jwt.*`` or ``jws.*``.
        UnavailableError: ``key-binding.unknown-confirmation``.
    """
    if presented.key_binding_jwt is None:
        raise ProofError("key-binding.missing", "The presentation is not bound to its holder.")
    holder_key = holder_key_of(payload)
    token = jws.parse(presented.key_binding_jwt, algorithms=algorithms)
    if token.type != TYPE:
        raise ProofError("key-binding.wrong-type", f"The key binding is not of the type {TYPE}.")
    jws.verify(token, holder_key)
    claims = jws.claims_of(token)
    _require_fresh(claims, expected)
    _require_for_us(claims, expected)
    if claims.get("sd_hash") != digest(presented.unbound, hash_of(payload)):
        raise ProofError(
            "key-binding.other-presentation",
            "The key binding was made for another presentation than this one.",
        )
    return claims


def holder_key_of(payload: Mapping[str, Any]) -> PublicKey | RsaPublicKey:
    """Return the holder's key that the issuer signed for: ``cnf.jwk`` (RFC 7800 section 3.2).

    Raises:
        ProofError: ``key-binding.no-holder-key``.
        UnavailableError: ``key-binding.unknown-confirmation``: the key is named in another way,
            by ``kid`` for example, than by being there.
    """
    confirmation = payload.get("cnf")
    if isinstance(confirmation, Mapping) and confirmation and "jwk" not in confirmation:
        ways = ", ".join(sorted(map(str, confirmation)))
        raise UnavailableError(
            "key-binding.unknown-confirmation",
            f"The holder's key is named by {ways[:60]}, which cannot be looked up here.",
        )
    if not isinstance(confirmation, Mapping) or "jwk" not in confirmation:
        raise _no_holder_key("The issuer names no key of the holder (cnf.jwk).")
    try:
        return read_any_jwk(confirmation["jwk"])
    except KeyMaterialError as error:
        raise _no_holder_key(f"The holder's key (cnf.jwk) cannot be used: {error}") from error


def bind(presented: SdJwt, *, signer: Signer, audience: str, nonce: str, at: datetime) -> SdJwt:
    """Return the presentation with the holder's key binding (RFC 9901 section 4.3).

    Raises:
        UsageError: ``time.naive``.
        ProofError: ``jws.*`` or ``sd-jwt.unknown-hash``.
    """
    if at.utcoffset() is None:
        raise UsageError("time.naive", "A time without a time zone names no moment.")
    payload = jws.claims_of(jws.parse(presented.issuer_jwt))
    claims = {
        "iat": int(at.timestamp()),
        "aud": audience,
        "nonce": nonce,
        "sd_hash": digest(presented.unbound, hash_of(payload)),
    }
    token = jws.sign(strict_json.dumps(claims), signer, header={"typ": TYPE})
    return replace(presented, key_binding_jwt=token)


def _require_fresh(claims: Mapping[str, Any], expected: Expected) -> None:
    issued = numeric_date(claims, "iat")
    if issued is None:
        raise ProofError("key-binding.malformed", "The key binding says no time (iat).")
    asked = expected.audience is not None or expected.nonce is not None
    too_old = asked and issued < expected.at - expected.max_age
    if too_old or issued > expected.at + expected.tolerance:
        raise ProofError("key-binding.not-fresh", "The key binding was not made just now.")
    times_of(claims).require(at=expected.at, tolerance=expected.tolerance)


def _require_for_us(claims: Mapping[str, Any], expected: Expected) -> None:
    # "aud" is one text here, not a list: section 4.3 has it so.
    audience, nonce = claims.get("aud"), claims.get("nonce")
    if not isinstance(audience, str) or expected.audience not in (None, audience):
        raise ProofError(
            "key-binding.wrong-audience", "The key binding was made for another verifier."
        )
    if not isinstance(nonce, str) or expected.nonce not in (None, nonce):
        raise ProofError(
            "key-binding.wrong-nonce", "The key binding does not answer this request (nonce)."
        )


def _no_holder_key(message: str) -> ProofError:
    return ProofError("key-binding.no-holder-key", message)
