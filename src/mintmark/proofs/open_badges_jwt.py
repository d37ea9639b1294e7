"""JWT proofs of Open Badges 3.0 (section 8.2), and of the VC Data Model 1.1 (section 6.3.1).

Both announce themselves as ``typ: JWT``, which VC-JOSE-COSE does not know, so they are
declarations of their own. Open Badges asks for RS256 and allows other algorithms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.times import format_time
from mintmark.errors import ProofError
from mintmark.ports import Signer
from mintmark.proofs import jws
from mintmark.proofs.envelope import Envelope, Opened, Sealed
from mintmark.proofs.jwt_claims import (
    REGISTERED,
    malformed,
    moment,
    numeric_date,
    require_same,
    require_same_second,
    text,
    times_of,
)
from mintmark.proofs.vc_jose import id_of

_V1: Final = "https://www.w3.org/2018/credentials/v1"


def sign(credential: Mapping[str, Any], signer: Signer) -> str:
    """Return the credential as Open Badges 3.0 wants it (sections 8.2.3 to 8.2.5).

    ``iss``, ``jti``, ``nbf``, ``sub`` and ``exp`` are taken from the credential.

    Raises:
        ProofError: ``jwt.missing-claim`` or ``jwt.malformed-claim`` where the credential lacks
            what they come from, or ``jws.*``.
    """
    claims: dict[str, Any] = {"iss": id_of(credential.get("issuer")), "jti": credential.get("id")}
    subject = _subject_id(credential)
    if subject is not None:
        claims["sub"] = subject
    for claim, member in (("nbf", "validFrom"), ("exp", "validUntil")):
        if member in credential:
            claims[claim] = int(moment(credential[member], member).timestamp())
    payload = {**credential, **claims}
    _check(payload)
    return jws.sign(strict_json.dumps(payload), signer, header={"typ": "JWT"})


def _open_badge(sealed: Sealed) -> Opened:
    claims = sealed.payload
    if sealed.jws.key_id is None and "jwk" not in sealed.jws.header:
        raise ProofError("jwt.no-key-named", "The header has neither kid nor jwk.")
    issuer = _check(claims)
    document = {name: value for name, value in claims.items() if name not in REGISTERED}
    expires = numeric_date(claims, "exp")
    if expires is not None:
        # Section 8.2.6.1 has it so; where both are there they agree.
        document.setdefault("validUntil", format_time(expires))
    return Opened(
        envelope="open-badges-jwt",
        content="credential",
        document=document,
        controller=issuer,
        times=times_of(claims),
        claims={name: value for name, value in claims.items() if name in REGISTERED},
        sealed=sealed,
    )


def _check(claims: Mapping[str, Any]) -> str:
    """Hold the claims against the credential (section 8.2.6.1), and return the issuer's id."""
    issuer = _required(claims, "iss")
    require_same("iss", issuer, "issuer.id", id_of(claims.get("issuer")))
    require_same("jti", _required(claims, "jti"), "id", claims.get("id"))
    # A subject may be known by an identifier alone (section 9.1); then there is nothing to match.
    require_same("sub", text(claims, "sub"), "credentialSubject.id", _subject_id(claims))
    starts, ends = numeric_date(claims, "nbf"), numeric_date(claims, "exp")
    if starts is None:
        raise _missing("nbf")
    require_same_second("nbf", starts, "validFrom", moment(claims.get("validFrom"), "validFrom"))
    if ends is not None and "validUntil" in claims:
        valid_until = moment(claims["validUntil"], "validUntil")
        require_same_second("exp", ends, "validUntil", valid_until)
    return issuer


def _subject_id(credential: Mapping[str, Any]) -> str | None:
    subject = credential.get("credentialSubject")
    if isinstance(subject, list) and len(subject) == 1:
        subject = subject[0]
    return id_of(subject) if isinstance(subject, Mapping) else None


def _required(claims: Mapping[str, Any], name: str) -> str:
    value = text(claims, name)
    if value is None:
        raise _missing(name)
    return value


def _missing(name: str) -> ProofError:
    return ProofError("jwt.missing-claim", f"The claim {name} is not there.")


def credential_of_1_1(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Return the credential inside a JWT of the VC Data Model 1.1 (section 6.3.1, decoding).

    ``exp``, ``iss``, ``nbf``, ``sub`` and ``jti`` fill the members that they stand for. Where the
    member is there as well, the two must agree, or one reader would see what another does not.

    Raises:
        ProofError: ``jwt.malformed-claim``, ``jwt.disagreement`` or, for a credential of the data
            model 2.0 in the older wrapping, ``jwt.wrapper-claim``.
    """
    wrapped = claims.get("vc")
    if not isinstance(wrapped, Mapping):
        raise malformed("vc", "it is no JSON object")
    contexts = wrapped.get("@context")
    if (contexts[0] if isinstance(contexts, list) and contexts else contexts) != _V1:
        raise ProofError(
            "jwt.wrapper-claim", "Only credentials of the data model 1.1 stand in a vc claim."
        )
    credential = dict(wrapped)
    _fill(credential, "id", "jti", text(claims, "jti"))
    _fill_id(credential, "issuer", "iss", text(claims, "iss"))
    _fill_id(credential, "credentialSubject", "sub", text(claims, "sub"))
    for member, claim in (("issuanceDate", "nbf"), ("expirationDate", "exp")):
        when = numeric_date(claims, claim)
        if when is not None and member in credential:
            require_same_second(claim, when, member, moment(credential[member], member))
        elif when is not None:
            credential[member] = format_time(when)
    return credential


def _fill(credential: dict[str, Any], member: str, claim: str, value: str | None) -> None:
    if value is not None:
        require_same(claim, value, member, credential.setdefault(member, value))


def _fill_id(credential: dict[str, Any], member: str, claim: str, value: str | None) -> None:
    """Fill the id of an issuer or subject, which may be an object or a list of one."""
    if value is None:
        return
    present = credential.get(member, value)
    single = isinstance(present, list) and len(present) == 1
    inner = present[0] if single else present
    if isinstance(inner, Mapping):
        inner = {"id": value, **inner}
    elif member == "credentialSubject" and isinstance(inner, str):
        inner = {"id": inner}
    credential[member] = [inner] if single else inner
    require_same(claim, value, f"{member}.id", id_of(inner))


def _open_1_1(sealed: Sealed) -> Opened:
    credential = credential_of_1_1(sealed.payload)
    issuer = id_of(credential.get("issuer"))
    if issuer is None:
        raise ProofError("jwt.no-controller", "The document names no issuer by an id.")
    return Opened(
        envelope="vc-1.1-jwt",
        content="credential",
        document=credential,
        controller=issuer,
        times=times_of(sealed.payload),
        claims={name: value for name, value in sealed.payload.items() if name in REGISTERED},
        sealed=sealed,
    )


OPEN_BADGES_JWT: Final = Envelope(
    "open-badges-jwt", frozenset({"jwt"}), "credential", "", False, _open_badge
)
VC_1_1_JWT: Final = Envelope(
    "vc-1.1-jwt", frozenset({"jwt", ""}), "credential", "vc", False, _open_1_1
)
